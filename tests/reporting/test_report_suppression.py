"""Small groups stay unknown: not printed, and not to be worked out from what is printed."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.suppression import Shown, shown

YES, SMALL, WITHHELD = Shown.YES, Shown.TOO_SMALL, Shown.TO_PROTECT_ANOTHER


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([5, 175], [YES, YES]),
        ([4, 176], [SMALL, WITHHELD]),
        ([0, 180], [YES, YES]),
        # The rest is small: the group itself would give it away.
        ([178, 2], [WITHHELD, SMALL]),
        ([90, 88, 2], [YES, WITHHELD, SMALL]),
        # Everybody else is what readers miss least.
        ([20, 3, 155], [YES, SMALL, WITHHELD]),
        # Two small parts that add up to five or more protect one another.
        ([170, 4, 1], [YES, SMALL, SMALL]),
        ([170, 2, 1], [WITHHELD, SMALL, SMALL]),
        ([3, 0], [SMALL, WITHHELD]),
        ([2, 2], [SMALL, SMALL]),
        ([0, 0], [YES, YES]),
        ([1], [SMALL]),
    ],
)
def test_which_parts_are_printed(sizes: list[int], expected: list[Shown]) -> None:
    assert shown(sizes) == expected


def possible_sizes(sizes: list[int], verdict: list[Shown], place: int) -> set[int]:
    """Every size a reader must hold possible for a part, from the total, what is printed and the words."""
    hidden = [each for each, said in enumerate(verdict) if said is not YES]
    missing = sum(sizes[each] for each in hidden)
    ranges = [range(1, 5) if verdict[each] is SMALL else range(missing + 1) for each in hidden]
    worlds = (world for world in product(*ranges) if sum(world) == missing)
    return {world[hidden.index(place)] for world in worlds}


@given(st.lists(st.integers(min_value=0, max_value=9), min_size=2, max_size=4))
def test_no_small_part_is_printed_or_stands_alone(sizes: list[int]) -> None:
    verdict = shown(sizes)
    hidden = [size for size, said in zip(sizes, verdict, strict=True) if said is not YES]
    for place, (size, said) in enumerate(zip(sizes, verdict, strict=True)):
        if 0 < size < 5:
            assert said is SMALL
            assert len(hidden) > 1
            # Where all students are fewer than five there is nothing left to hide behind.
            if sum(sizes) >= 5:
                assert sum(hidden) >= 5
                assert size in possible_sizes(sizes, verdict, place)


@given(st.lists(st.integers(min_value=5, max_value=200) | st.just(0), min_size=1, max_size=4))
def test_nothing_is_withheld_without_need(sizes: list[int]) -> None:
    assert set(shown(sizes)) == {YES}
