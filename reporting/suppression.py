"""Small groups: a figure about fewer than five students says something about each of them.

A group of one to four is withheld. That alone would not do: the parts of a year group add up to a total that
is printed above them, so one withheld part could be worked out by subtraction. So further parts of the same
whole are withheld until at least two parts and at least five students are missing: first the last one, which
is everybody else, then the smallest.
"""

from collections.abc import Sequence
from enum import Enum

FEWEST_SHOWN = 5


class Shown(Enum):
    """Whether a part may be printed; the value is what is printed in its place."""

    YES = ""
    TOO_SMALL = "fewer than five"
    TO_PROTECT_ANOTHER = "withheld"


def shown(sizes: Sequence[int]) -> list[Shown]:
    """For the parts that a whole of students falls into: which may be printed."""
    verdict = [Shown.TOO_SMALL if 0 < size < FEWEST_SHOWN else Shown.YES for size in sizes]
    last = len(sizes) - 1
    others = sorted(
        (place for place, size in enumerate(sizes) if size >= FEWEST_SHOWN),
        key=lambda place: (place != last, sizes[place]),
    )
    while gives_away(sizes, verdict) and others:
        verdict[others.pop(0)] = Shown.TO_PROTECT_ANOTHER
    if gives_away(sizes, verdict):
        # The whole itself is under five: that the other parts are empty would say where everybody is.
        return [each if each is Shown.TOO_SMALL else Shown.TO_PROTECT_ANOTHER for each in verdict]
    return verdict


def gives_away(sizes: Sequence[int], verdict: Sequence[Shown]) -> bool:
    """Whether the total less what is printed leaves one part, or fewer than five students, worked out."""
    hidden = [size for size, each in zip(sizes, verdict, strict=True) if each is not Shown.YES]
    return bool(hidden) and (len(hidden) == 1 or sum(hidden) < FEWEST_SHOWN)
