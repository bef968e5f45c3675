"""Where the ink goes: coordinates for the charts that a page and a PDF share. Nothing but arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from students.academic_year import AcademicYear

WIDTH, HEIGHT = 390, 226
LEFT, RIGHT, TOP, BOTTOM = 34, 388, 12, 194
LINE_HEIGHT = 15
LABEL_WIDTH, ASIDE = 56, 8

# The months that are named under the axis: the first of each, counted from September.
NAMED_MONTHS = {9: "Sep", 12: "Dec", 3: "Mar", 6: "Jun"}


@dataclass(frozen=True)
class Point:
    """A percentage on a day; None where the cohort was empty."""

    on: date
    percent: Decimal | None


@dataclass(frozen=True)
class Label:
    """A piece of text and where it stands; `anchor` as SVG has it."""

    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True)
class Dot:
    """A point on the paper."""

    x: float
    y: float


@dataclass(frozen=True)
class Row:
    """A line of the table that goes with the chart: a month's last percentage, this year and last."""

    month: str
    this_year: Decimal | None
    last_year: Decimal | None


@dataclass(frozen=True)
class LineChart:
    """A year's percentage day by day against the year before, ready to be drawn."""

    title: str
    levels: tuple[Label, ...]
    months: tuple[Label, ...]
    this_year: str
    last_year: str
    here: Dot | None
    here_label: Label | None
    last_year_label: Label | None
    rows: tuple[Row, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    bottom: int = BOTTOM


def across(day: date) -> float:
    """How far along the axis a day of any academic year stands."""
    year = AcademicYear.of(day)
    length = (year.ends_on - year.starts_on).days
    return round(LEFT + (RIGHT - LEFT) * (day - year.starts_on).days / length, 1)


def upward(percent: Decimal) -> float:
    """How high a percentage stands; the page counts downwards."""
    return round(BOTTOM - (BOTTOM - TOP) * float(percent) / 100, 1)


def dots(points: Sequence[Point]) -> list[Dot]:
    """The points that have a percentage, by date."""
    known = sorted((point.on, point.percent) for point in points if point.percent is not None)
    return [Dot(across(on), upward(percent)) for on, percent in known]


def path(places: Sequence[Dot]) -> str:
    """A line through these places, as SVG writes it; nothing for none."""
    return " ".join(f"{'L' if place else 'M'}{dot.x} {dot.y}" for place, dot in enumerate(places))


def height_at(places: Sequence[Dot], x: float) -> float | None:
    """How high the line through these places stands at x; None beyond its ends."""
    for before, after in pairwise(places):
        if before.x <= x <= after.x:
            share = (x - before.x) / (after.x - before.x) if after.x > before.x else 0
            return before.y + (after.y - before.y) * share
    return None


def clear_of(
    lines: Sequence[Sequence[Dot]], other: Label | None, dot: Dot, text: str, *, above: bool
) -> Label:
    """A label next to a place where nothing is in its way; above or below as wished, where that will do."""
    sides = (False, True) if dot.x - LABEL_WIDTH > LEFT else (False,)
    labels = [beside(dot, text, above=way, before=side) for side in sides for way in (above, not above)]
    free = (each for each in labels if not (other and overlaps(other, each)))
    return next((each for each in free if not any(crosses(line, each) for line in lines)), labels[0])


def left_of(label: Label) -> float:
    """Where a label begins."""
    return label.x - LABEL_WIDTH if label.anchor == "end" else label.x


def overlaps(one: Label, other: Label) -> bool:
    """Whether two labels stand on one another."""
    return abs(one.y - other.y) < LINE_HEIGHT and abs(left_of(one) - left_of(other)) < LABEL_WIDTH


def crosses(line: Sequence[Dot], label: Label) -> bool:
    """Whether a line runs through a label's letters."""
    heights = (height_at(line, left_of(label) + LABEL_WIDTH * step / 8) for step in range(9))
    return any(label.y - LINE_HEIGHT < height < label.y + 3 for height in heights if height is not None)


def beside(dot: Dot, text: str, *, above: bool, before: bool = False) -> Label:
    """A label next to a place, above or below it, behind or before it, inside the frame."""
    if before or dot.x + ASIDE + LABEL_WIDTH > RIGHT:
        x, anchor = dot.x, "end"
    else:
        x, anchor = dot.x + (0 if above else ASIDE), "start"
    y = dot.y - 9 if above else dot.y + LINE_HEIGHT
    return Label(x, round(max(TOP + 2, min(y, BOTTOM - 4)), 1), text, anchor)


def leads(places: Sequence[Dot], others: Sequence[Dot], *, or_level: bool = False) -> bool:
    """Whether a line ends above the other, so that its label goes above it and the two keep apart."""
    other = height_at(others, places[-1].x)
    return other is not None and (other > places[-1].y or (or_level and other == places[-1].y))


def line_chart(name: str, this_year: Sequence[Point], last_year: Sequence[Point]) -> LineChart:
    """This year's percentage to date against last year's, named as the chart's title begins ("Year 11")."""
    now, before = dots(this_year), dots(last_year)
    there = beside(before[-1], "last year", above=leads(before, now, or_level=True)) if before else None
    latest = max((point for point in this_year if point.percent is not None), key=by_date, default=None)
    return LineChart(
        title=described(name, latest, last_year),
        levels=tuple(
            Label(LEFT - 8, upward(Decimal(level)), str(level), "end") for level in (0, 25, 50, 75, 100)
        ),
        months=month_labels(),
        this_year=path(now),
        last_year=path(before),
        here=now[-1] if now else None,
        here_label=clear_of([now, before], there, now[-1], f"{latest.percent} %", above=leads(now, before))
        if latest
        else None,
        last_year_label=there,
        rows=table_rows(this_year, last_year),
    )


def by_date(point: Point) -> date:
    return point.on


def month_labels() -> tuple[Label, ...]:
    """The named months, each where it begins, and the end of the year."""
    year = AcademicYear(2025)
    days = [date(year.start + (month < 9), month, 1) for month in NAMED_MONTHS]
    begun = [Label(across(day), BOTTOM + 20, NAMED_MONTHS[day.month]) for day in days]
    return (*begun, Label(RIGHT, BOTTOM + 20, "Aug", "end"))


def described(name: str, latest: Point | None, last_year: Sequence[Point]) -> str:
    """The chart in a sentence, for those who do not see it."""
    known = [point for point in last_year if point.percent is not None]
    if latest is None:
        return f"{name} through the year: nothing to show yet"
    words = f"{name} through the year: {latest.percent} % on {long(latest.on)}"
    if not known:
        return words
    end = max(known, key=by_date)
    return f"{words}; last year {end.percent} % by {long(end.on)}"


def long(day: date) -> str:
    """31 March 2026."""
    return f"{day.day} {day:%B %Y}"


def table_rows(this_year: Sequence[Point], last_year: Sequence[Point]) -> tuple[Row, ...]:
    """The numbers month by month: the latest point of each month, this year's beside last year's."""
    now, before = latest_of_month(this_year), latest_of_month(last_year)
    months = sorted({*now, *before}, key=lambda month: (month - 9) % 12)
    return tuple(Row(f"{date(2025, month, 1):%B}", now.get(month), before.get(month)) for month in months)


def latest_of_month(points: Sequence[Point]) -> dict[int, Decimal]:
    """Each month's last known percentage."""
    known = sorted((point.on, point.percent) for point in points if point.percent is not None)
    return {on.month: percent for on, percent in known}
