"""The bars' arithmetic: every student of the cohort is in one piece."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting import stack_bars
from reporting.stack_bars import stack_bar


def test_a_bar_names_its_pieces_and_leaves_out_the_empty_ones():
    bar = stack_bar({"due": 39, "met": 141, "missed": 0})
    assert bar.title == "141 met, 39 due this year"
    assert [piece.state for piece in bar.pieces] == ["met", "due"]


@given(st.dictionaries(st.sampled_from(list(stack_bars.STATE_FILLS)), st.integers(1, 2000), min_size=1))
def test_a_bars_pieces_fill_it_and_even_one_student_is_seen(counts):
    pieces = stack_bar(counts).pieces
    assert sum(piece.count for piece in pieces) == sum(counts.values())
    assert min(piece.width for piece in pieces) >= stack_bars.THINNEST
    assert pieces[-1].x + pieces[-1].width == pytest.approx(stack_bars.BAR_WIDTH, abs=0.2)


def test_a_bar_of_nobody_says_so():
    assert stack_bar({}).title == "nobody on roll"
    assert stack_bar({"met": 0}).pieces == ()
