"""Where a cohort stands: a bar of pieces, one a state. Nothing but arithmetic."""

from dataclasses import dataclass

# Each state's colour in a bar and the words that go with its number.
STATE_FILLS = {
    "met": ("#1d6b3f", "met"),
    "on_course": ("#7b9fde", "on course"),
    "due": ("#e2a03a", "due this year"),
    "behind": ("#cf6a68", "behind"),
    "missed": ("#cf6a68", "missed"),
    "not_yet_due": ("#d5dade", "not yet due"),
}
BAR_WIDTH, BAR_HEIGHT, GAP, THINNEST = 264, 16, 2, 3


@dataclass(frozen=True)
class Piece:
    """One state's part of a bar."""

    state: str
    words: str
    count: int
    fill: str
    x: float
    width: float


@dataclass(frozen=True)
class StackBar:
    """A cohort by state. The title says it in words: "141 met, 39 due this year"."""

    title: str
    pieces: tuple[Piece, ...]
    width: int = BAR_WIDTH
    height: int = BAR_HEIGHT


def stack_bar(counts: dict[str, int]) -> StackBar:
    """The bar of a cohort, from its number of students in each state; states with nobody are left out."""
    present = [(state, counts[state]) for state in STATE_FILLS if counts.get(state)]
    room = BAR_WIDTH - GAP * (len(present) - 1) - THINNEST * len(present)
    total = sum(count for _, count in present)
    pieces: list[Piece] = []
    x = 0.0
    for state, count in present:
        fill, words = STATE_FILLS[state]
        width = THINNEST + room * count / total
        pieces.append(Piece(state, words, count, fill, round(x, 1), round(width, 1)))
        x += width + GAP
    title = ", ".join(f"{piece.count} {piece.words}" for piece in pieces) or "nobody on roll"
    return StackBar(title, tuple(pieces))
