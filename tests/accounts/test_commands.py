"""create_school and create_user, as scripts call them."""

import io
import sys
from argparse import ArgumentTypeError

import pytest
from django.core.management import CommandError, call_command

from accounts.commands import date_argument
from accounts.models import Membership, School
from accounts.tenancy import school_context
from reporting.models import ReportSchedule
from tests.cast import PASSWORD


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


ASHBY = ("create_school", "--urn", "104723", "--name", "Ashby High")
ADA = ("create_user", "--email", "ada@x.example", "--name", "Ada Lowe", "--school", "104723")


def test_a_school_is_added_once_and_then_updated(db: None) -> None:
    assert run(*ASHBY) == "Added Ashby High (104723).\n"
    assert run(*ASHBY, "--rulebook", "gatsby-2025") == "Updated Ashby High (104723).\n"
    assert run(*ASHBY[:-1], "Ashby Academy") == "Updated Ashby Academy (104723).\n"
    school = School.objects.get()
    assert (school.name, school.rulebook) == ("Ashby Academy", "gatsby-2025")


def test_a_new_school_has_its_national_dates_planned_once(db: None) -> None:
    run(*ASHBY)
    school = School.objects.get()
    with school_context(school):
        ReportSchedule.objects.of(school).update(on_national_dates=False)
    run(*ASHBY)
    with school_context(school):
        assert [plan.on_national_dates for plan in ReportSchedule.objects.of(school)] == [False]


@pytest.mark.parametrize("urn", ["12345", "1234567", "ABCDEF", "٣٤٥٦٧٨"])
def test_a_urn_has_six_digits(db: None, urn: str) -> None:
    with pytest.raises(CommandError, match=r"six digits|at most 6"):
        run("create_school", "--urn", urn, "--name", "X")


def test_names_are_one_line(db: None) -> None:
    assert (
        run("create_school", "--urn", "104723", "--name", " Ashby\n High ") == "Added Ashby High (104723).\n"
    )


def test_a_person_without_a_password_gets_a_link(db: None) -> None:
    run(*ASHBY)
    lines = run(*ADA, "--role", "careers_leader", "--role", "adviser").splitlines()
    assert lines[0] == "Ada Lowe at Ashby High: Careers leader, Adviser."
    assert "/set-up/" in lines[1]
    assert Membership.objects.get().roles == ["careers_leader", "adviser"]


def test_a_password_comes_from_standard_input(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    run(*ASHBY)
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
    lines = run(*ADA, "--role", "careers_leader", "--password-stdin").splitlines()
    assert len(lines) == 1
    assert Membership.objects.get().user.check_password(PASSWORD)


def test_the_same_person_again_changes_the_roles(db: None) -> None:
    run(*ASHBY)
    run(*ADA, "--role", "adviser")
    run(*ADA, "--role", "tutor", "--form", "11B")
    membership = Membership.objects.get()
    assert (membership.roles, membership.form) == (["tutor"], "11B")


def test_the_only_careers_leader_stays_one(db: None) -> None:
    run(*ASHBY)
    run(*ADA, "--role", "careers_leader")
    with pytest.raises(CommandError, match="The school needs a careers leader"):
        run(*ADA, "--role", "tutor", "--form", "11B")
    assert Membership.objects.get().roles == ["careers_leader"]


REFUSED = [
    ((*ADA[:-1], "999999", "--role", "adviser"), "No school has the URN 999999"),
    ((*ADA, "--role", "tutor"), "Enter the tutor's form"),
    ((*ADA, "--role", "adviser", "--form", "11B"), "Only a tutor has a form"),
    (("create_user", "--email", "ada", *ADA[3:], "--role", "adviser"), "Enter an e-mail address"),
    ((*ADA[:4], "A" * 121, *ADA[5:], "--role", "adviser"), "at most 120 can be kept"),
    ((*ADA[:4], " ", *ADA[5:], "--role", "adviser"), "The name is blank"),
    ((*ADA[:4], "A\x1bB", *ADA[5:], "--role", "adviser"), "cannot be shown"),
    (("create_school", "--urn", "104724", "--name", " "), "The name is blank"),
    (("create_school", "--urn", "104723", "--name", "A\x07"), "cannot be shown"),
    (("create_user", "--email", f"{'a' * 250}@x.example", *ADA[3:], "--role", "adviser"), "at most 254"),
    ((*ADA, "--role", "tutor", "--form", "1" * 21), "at most 20 characters"),
]


@pytest.mark.parametrize(("arguments", "words"), REFUSED)
def test_what_is_wrong_is_said_and_nothing_is_changed(
    db: None, arguments: tuple[str, ...], words: str
) -> None:
    run(*ASHBY)
    with pytest.raises(CommandError, match=words):
        run(*arguments)
    assert Membership.objects.count() == 0


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31", "31/03/2026"])
def test_a_date_no_school_has_is_wrong_usage(day: str) -> None:
    with pytest.raises(ArgumentTypeError, match="write it as 2026-03-31"):
        date_argument(day)


@pytest.mark.parametrize("day", ["1900-01-01", "2026-03-31", "2100-12-31"])
def test_other_dates_are_read(day: str) -> None:
    assert date_argument(day).isoformat() == day
