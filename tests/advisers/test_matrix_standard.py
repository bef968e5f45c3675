from datetime import date

import pytest

from advisers.matrix_standard import matrix_state, years_after

AWARDED = date(2024, 3, 15)


@pytest.mark.parametrize(
    ("on", "first", "second", "words"),
    [
        (date(2024, 3, 14), None, None, "Awarded from 15 March 2024"),
        (date(2024, 3, 15), None, None, "In force until 15 March 2027"),
        (date(2025, 1, 13), None, None, "In force until 15 March 2027"),
        (date(2025, 1, 14), None, None, "12-month check due by 15 March 2025, in 60 days"),
        (date(2025, 3, 15), None, None, "12-month check due by 15 March 2025, today"),
        (date(2025, 3, 16), None, None, "12-month check overdue since 15 March 2025"),
        (date(2025, 3, 16), date(2025, 3, 1), None, "In force until 15 March 2027"),
        (date(2026, 1, 14), date(2025, 3, 1), None, "24-month check due by 15 March 2026, in 60 days"),
        (date(2026, 3, 16), date(2025, 3, 1), None, "24-month check overdue since 15 March 2026"),
        (date(2027, 1, 13), date(2025, 3, 1), date(2026, 3, 2), "In force until 15 March 2027"),
        (date(2027, 1, 14), date(2025, 3, 1), date(2026, 3, 2), "Expires after 15 March 2027, in 60 days"),
        (date(2027, 3, 15), date(2025, 3, 1), date(2026, 3, 2), "Expires after 15 March 2027, today"),
        (date(2027, 3, 16), date(2025, 3, 1), date(2026, 3, 2), "Expired on 15 March 2027"),
    ],
)
def test_three_years_with_checks_at_12_and_24_months(on, first, second, words):
    assert matrix_state(AWARDED, first, second, on=on).words == words


def test_a_provider_without_the_standard_needs_no_attention():
    state = matrix_state(None, None, None, on=AWARDED)
    assert (state.words, state.needs_attention) == ("No matrix Standard recorded", False)


def test_the_anniversary_of_29_february_is_the_28th():
    assert years_after(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)
