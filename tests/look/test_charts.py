"""The charts' arithmetic: what is drawn is what was counted."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting import charts
from reporting.charts import Dot, Label, Point, line_chart

THIS_YEAR = [Point(date(2025, 9, 1), Decimal("22.0")), Point(date(2026, 3, 31), Decimal("78.3"))]
LAST_YEAR = [Point(date(2024, 9, 30), Decimal("18.0")), Point(date(2025, 8, 31), Decimal("90.1"))]


@pytest.mark.parametrize(
    ("day", "x"),
    [
        (date(2025, 9, 1), charts.LEFT),
        (date(2026, 8, 31), charts.RIGHT),
        (date(2024, 9, 1), charts.LEFT),
        (date(2024, 8, 31), charts.RIGHT),
    ],
)
def test_a_year_runs_from_edge_to_edge_leap_or_not(day, x):
    assert charts.across(day) == x


@pytest.mark.parametrize(("percent", "y"), [("0.0", charts.BOTTOM), ("100.0", charts.TOP), ("50.0", 103.0)])
def test_percentages_stand_between_floor_and_ceiling(percent, y):
    assert charts.upward(Decimal(percent)) == y


def test_the_line_goes_through_every_known_point_by_date():
    chart = line_chart("Year 11", [*reversed(THIS_YEAR), Point(date(2025, 10, 1), None)], LAST_YEAR)
    assert (
        chart.this_year == f"M34.0 {charts.upward(Decimal('22.0'))} L{charts.across(date(2026, 3, 31))} 51.5"
    )
    assert chart.here == Dot(charts.across(date(2026, 3, 31)), 51.5)
    assert chart.here_label.text == "78.3 %"


def test_the_title_says_what_the_lines_show():
    assert line_chart("Year 11", THIS_YEAR, LAST_YEAR).title == (
        "Year 11 through the year: 78.3 % on 31 March 2026; last year 90.1 % by 31 August 2025"
    )
    assert line_chart("Year 11", THIS_YEAR, []).title == "Year 11 through the year: 78.3 % on 31 March 2026"


def test_an_empty_year_draws_nothing_and_says_so():
    chart = line_chart("Year 13", [Point(date(2025, 9, 1), None)], [])
    assert (chart.this_year, chart.last_year, chart.here, chart.rows) == ("", "", None, ())
    assert chart.title == "Year 13 through the year: nothing to show yet"


def test_the_table_has_each_months_last_percentage_in_school_year_order():
    chart = line_chart(
        "Year 11",
        [Point(date(2025, 9, 5), Decimal("1.0")), Point(date(2025, 9, 30), Decimal("2.0")), *THIS_YEAR[1:]],
        LAST_YEAR,
    )
    assert [(row.month, row.this_year, row.last_year) for row in chart.rows] == [
        ("September", Decimal("2.0"), Decimal("18.0")),
        ("March", Decimal("78.3"), None),
        ("August", None, Decimal("90.1")),
    ]


@given(
    st.dates(date(2025, 9, 1), date(2026, 8, 31)),
    st.decimals(0, 100, places=1),
    st.decimals(0, 100, places=1),
)
def test_labels_stay_inside_the_frame(day, now, before):
    chart = line_chart(
        "Year 11", [Point(date(2025, 9, 1), now), Point(day, now)], [Point(day, before), *LAST_YEAR]
    )
    for label in (chart.here_label, chart.last_year_label):
        assert isinstance(label, Label)
        assert charts.TOP <= label.y <= charts.BOTTOM
        left = label.x - charts.LABEL_WIDTH if label.anchor == "end" else label.x
        assert left >= 0
        assert left + charts.LABEL_WIDTH <= charts.WIDTH


@pytest.mark.parametrize("last_year", ["60.0", "78.3", "90.0"])
def test_at_the_years_end_the_two_labels_keep_apart(last_year):
    end = date(2026, 8, 31)
    this_year = [*THIS_YEAR, Point(end, Decimal("78.3"))]
    before = [LAST_YEAR[0], Point(date(2025, 8, 31), Decimal(last_year))]
    chart = line_chart("Year 11", this_year, before)
    assert abs(chart.here_label.y - chart.last_year_label.y) >= charts.LINE_HEIGHT


RISING = [Point(date(2024, 9, 30) + timedelta(days=30 * month), Decimal(10 * month)) for month in range(10)]


@pytest.mark.parametrize("months", range(2, 10))
@pytest.mark.parametrize("ahead", [-30, -12, -5, 0, 1, 5, 12, 30])
def test_no_line_runs_through_the_years_figure(months, ahead):
    """This year beside a last year that rises steeply, at every distance."""
    this_year = [
        Point(point.on + timedelta(days=365), min(max(point.percent + ahead, Decimal(0)), Decimal(100)))
        for point in RISING[:months]
    ]
    label = line_chart("Year 11", this_year, RISING).here_label
    left = label.x - charts.LABEL_WIDTH if label.anchor == "end" else label.x
    line = charts.dots(RISING)
    under = [charts.height_at(line, left + step) for step in range(charts.LABEL_WIDTH)]
    assert [height for height in under if height and label.y - 10 < height < label.y] == []
