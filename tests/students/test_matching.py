"""Which recorded student a row is: by UPN or former UPN, else by MIS ID; contradictions are refused."""

import pytest

from accounts.files import FileRefused
from accounts.models import School
from students.models import Student
from tests.students.rosters import bring_in, line, student, upn

pytestmark = pytest.mark.usefixtures("in_ashby")


@pytest.fixture(autouse=True)
def _recorded(ashby: School, in_ashby: School) -> None:
    bring_in(ashby, line(1, "Ann Lee", Date_of_birth="2010-01-31"), line(2, "Bob Ray"))


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        (line(1, "Ann Lee") | {"MIS ID": "9"}, (upn(1), "", "9")),
        (line(1, "Ann Lee") | {"UPN": upn(7)}, (upn(7), upn(1), "1")),
        (line(1, "Ann Lee") | {"UPN": ""}, (upn(1), "", "1")),
        (line(1, "Ann Lee") | {"MIS ID": ""}, (upn(1), "", "1")),
        (line(1, "Ann Lee") | {"UPN": upn(7), "MIS ID": "9", "Former UPN": upn(1)}, (upn(7), upn(1), "9")),
    ],
    ids=["new MIS ID", "new UPN", "no UPN", "no MIS ID", "by former UPN"],
)
def test_the_same_student(ashby: School, row: dict[str, str], numbers: tuple[str, str, str]) -> None:
    ann = student(1)
    bring_in(ashby, row, line(2, "Bob Ray"))
    ann.refresh_from_db()
    assert (ann.upn, ann.former_upn, ann.mis_id) == numbers
    assert Student.objects.count() == 2


def test_a_upn_that_was_the_former_one_still_finds_the_student(ashby: School) -> None:
    bring_in(ashby, line(1, "Ann Lee") | {"UPN": upn(7)})
    bring_in(ashby, line(1, "Ann Lee") | {"MIS ID": ""})
    assert Student.objects.filter(surname="Lee").count() == 1


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            line(1, "Ann Lee") | {"MIS ID": "2"},
            "2 is recorded for Ray, Bob, and the rest of this row is Lee, Ann: put it right here, or on "
            "that student's page",
        ),
        (
            line(1, "Ann Lee") | {"MIS ID": "", "Former UPN": upn(2)},
            "the UPN is that of Lee, Ann and the former UPN that of Ray, Bob: leave out the former UPN, "
            "or put one of the two right",
        ),
        (
            line(8, "Zed Young", Date_of_birth="2012-05-05") | {"MIS ID": "1"},
            f"1 is recorded for Lee, Ann (UPN {upn(1)}), who has another UPN, name and date of birth: put "
            "the MIS ID right here, or on that student's page",
        ),
    ],
    ids=["UPN of one, MIS ID of another", "UPN of one, former UPN of another", "a MIS ID given again"],
)
def test_a_contradiction_is_refused_and_nothing_changes(
    ashby: School, row: dict[str, str], message: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        bring_in(ashby, row, line(3, "New One"))
    assert [(problem.row, problem.message) for problem in refused.value.problems] == [(2, message)]
    assert Student.objects.count() == 2


def test_two_rows_that_are_one_student_are_refused(ashby: School) -> None:
    bring_in(ashby, line(1, "Ann Lee") | {"UPN": upn(7)})
    with pytest.raises(FileRefused) as refused:
        bring_in(ashby, line(7, "Ann Lee"), line(1, "Ann Lee"))
    assert "Lee, Ann, as row 2 is: remove one of the two rows" in str(refused.value)


def test_students_may_swap_mis_ids_when_the_file_has_both(ashby: School) -> None:
    bring_in(ashby, line(1, "Ann Lee") | {"MIS ID": "2"}, line(2, "Bob Ray") | {"MIS ID": "1"})
    assert [student(2).upn, student(1).upn] == [upn(1), upn(2)]


def test_a_mis_id_that_was_let_go_of_may_go_to_somebody_new(ashby: School) -> None:
    bring_in(ashby, line(1, "Ann Lee") | {"MIS ID": "50"}, line(8, "New One") | {"MIS ID": "1"})
    assert (student(1).upn, student(50).upn) == (upn(8), upn(1))


def test_the_same_name_and_date_of_birth_is_a_question_and_not_a_match(ashby: School) -> None:
    difference = bring_in(ashby, line(8, "ANN Lée", Date_of_birth="31/01/2010"))
    assert len(difference.added) == 1
    assert [warning.message for warning in difference.warnings] == [
        f"Lee, Ann, born on the same day, is recorded with other numbers ({upn(1)}): if it is the same "
        "student, put the numbers right first; otherwise another student is added"
    ]


@pytest.mark.parametrize(
    ("name", "born", "warned"),
    [
        ("Zed Young", "2012-05-05", True),
        ("Zed Young", "", True),
        ("Ann Young", "2012-05-05", True),
        ("Zed Young", "2010-01-31", False),
        ("Ann Young", "", False),
        ("Zed Lee", "2012-05-05", False),
    ],
)
def test_a_upn_is_the_student_whatever_the_name_but_a_person_is_warned(
    ashby: School, name: str, born: str, warned: bool
) -> None:
    difference = bring_in(ashby, line(1, name, Date_of_birth=born))
    message = "is recorded for Lee, Ann, who looks like somebody else: check that it is the same student"
    assert [warning.message for warning in difference.warnings] == ([message] if warned else [])
    assert Student.objects.count() == 2
