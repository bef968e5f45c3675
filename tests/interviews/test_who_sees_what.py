"""Who sees what: the issue's table, role by role, with canary words in every text."""

import uuid
from datetime import date

import pytest
import time_machine

from accounts.models import RecordAccess
from accounts.permissions import Role
from accounts.tenancy import school_context
from interviews.actions import add_addendum, keep_upload, withdraw_interview
from interviews.drafts import Step, Text
from interviews.models import (
    ActionPlan,
    Addendum,
    ConfidentialNote,
    Interview,
    InterviewImport,
    PlannedAction,
)
from tests.cast import member
from tests.interviews.conftest import NOW, TODAY, enrol
from tests.students.pages import text_of

NOTE, ASIDE = "canary-note", "canary-confidential-addendum"
SUMMARY, STEP, MORE = "canary-summary", "canary-step", "canary-addendum"
TEXT = Text(
    summary=SUMMARY, steps=(Step(STEP),), shared_with_tutor=True, shared_with_student=True,
    destination_code="650", destination="Pregnancy", confidential_note=NOTE,
)  # fmt: skip
UNSHARED = Text(summary=SUMMARY, steps=(Step(STEP),), shared_with_student=True, confidential_note=NOTE)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def people(ada, ben, vic, tess, olu, ashby, cora):
    both = member(ashby, "Gus Both", Role.TUTOR, Role.ADMINISTRATOR, form="11B")
    other_tutor = member(ashby, "Ivy Other", Role.TUTOR, form="11A")
    return {
        "careers leader": ada,
        "adviser": ben,
        "senior leader": vic,
        "tutor": tess,
        "administrator": olu,
        "tutor and administrator": both,
        "another form's tutor": other_tutor,
        "another school": cora,
    }


@pytest.fixture
def written(recorded, ben):
    """Zoë's interview with every kind of text; its plan is shared with the tutor."""
    interview = recorded(TEXT)
    for words, confidential in ((MORE, False), (ASIDE, True)):
        add_addendum(interview=interview, text=words, confidential=confidential, by=ben.user, at=NOW)
    return interview


EVERYTHING = {NOTE, ASIDE, SUMMARY, STEP, MORE}
PLAN = {SUMMARY, STEP, MORE}


@pytest.mark.parametrize(
    ("who", "status", "read"),
    [
        ("careers leader", 200, PLAN),
        ("adviser", 200, EVERYTHING),
        ("senior leader", 403, set()),
        ("tutor", 200, PLAN),
        ("administrator", 403, set()),
        ("tutor and administrator", 200, PLAN),
        ("another form's tutor", 404, set()),
        ("another school", 404, set()),
    ],
)
def test_who_reads_what_of_an_interview(client_of, people, written, who, status, read):
    response = client_of(people[who]).get(f"/104723/interviews/{written.pk}/")
    page = response.content.decode()
    assert response.status_code == status
    assert {word for word in EVERYTHING if word in page} == read


def test_a_tutor_sees_date_adviser_and_outcome_and_no_plan_that_is_not_shared(client_of, people, recorded):
    interview = recorded(UNSHARED)
    page = text_of(client_of(people["tutor"]).get(f"/104723/interviews/{interview.pk}/"))
    assert "31 March 2026" in page
    assert "Ben Okafor" in page
    assert "Attended" in page
    assert "There is no plan shared with you." in page
    assert not [word for word in (SUMMARY, STEP, NOTE, "45", "In person", "Safeguarding") if word in page]
    assert client_of(people["tutor"]).get(f"/104723/interviews/{interview.pk}/plan/").status_code == 404


def test_a_sensitive_destination_is_other_to_a_tutor_and_on_paper(client_of, people, written):
    detail, plan = f"/104723/interviews/{written.pk}/", f"/104723/interviews/{written.pk}/plan/"
    assert "Pregnancy (650)" in client_of(people["adviser"]).get(detail).content.decode()
    for who, url in (("tutor", detail), ("tutor", plan), ("adviser", plan)):
        page = client_of(people[who]).get(url).content.decode()
        assert "Pregnancy" not in page
        assert "Other" in page


def test_a_withdrawn_interview_is_gone_for_a_tutor(client_of, people, written, ben):
    withdraw_interview(interview=written, reason="Wrong student", by=ben.user, at=NOW)
    url = f"/104723/interviews/{written.pk}/"
    assert client_of(people["tutor"]).get(url).status_code == 404
    assert "Wrong student" in client_of(people["careers leader"]).get(url).content.decode()


ALL = {"careers leader", "adviser"}
READ = ALL | {"tutor", "tutor and administrator", "another form's tutor"}
OWN_FORM = ALL | {"tutor", "tutor and administrator"}


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("", READ),
        ("record/", ALL),
        ("record/previous-school/", ALL),
        ("record/will-count/", ALL),
        ("imports/", {"careers leader"}),
        ("imports/{upload}/", {"careers leader"}),
        ("{interview}/", OWN_FORM),
        ("{interview}/plan/", OWN_FORM),
        ("{interview}/correct/", ALL),
        ("{interview}/withdraw/", ALL),
        ("{interview}/add/", ALL),
        ("{interview}/text/", ALL),
    ],
)
def test_which_pages_open_for_whom_and_no_note_is_on_any_but_advisers(
    client_of, people, written, ashby, ada, path, allowed
):
    data = b"MIS ID,Date,Adviser\n1,2026-01-01,ben@example.org\n"
    upload = keep_upload(school=ashby, data=data, name="x.csv", encoding="", by=ada.user, at=NOW)
    url = "/104723/interviews/" + path.format(interview=written.pk, upload=upload.pk)
    for who, membership in people.items():
        response = client_of(membership).get(url)
        opened = response.status_code in (200, 302)
        assert opened == (who in allowed), (who, url, response.status_code)
        if who != "adviser":
            page = response.content.decode()
            assert NOTE not in page
            assert ASIDE not in page


def test_the_sheet_holds_no_upn_and_nothing_confidential_for_anybody(client_of, people, written, zoe):
    for who in ("adviser", "careers leader", "tutor"):
        page = client_of(people[who]).get(f"/104723/interviews/{written.pk}/plan/").content.decode()
        assert SUMMARY in page
        assert not [word for word in (NOTE, ASIDE, zoe.upn, zoe.mis_id + "</") if word in page]
    assert list(RecordAccess.objects.values_list("kind", "what", "student_ids").distinct()) == [
        ("printed", "interviews:plan_print", [zoe.pk])
    ]


def test_a_plan_shared_with_nobody_goes_on_no_paper(client_of, ben, recorded):
    interview = recorded(Text(summary=SUMMARY))
    page = client_of(ben).get(f"/104723/interviews/{interview.pk}/plan/").content.decode()
    assert SUMMARY not in page
    assert "this plan is not shared with anybody yet" in page
    assert not RecordAccess.objects.filter(kind="printed").exists()


def test_the_plan_of_an_interview_withdrawn_since_goes_on_no_paper(client_of, ben, written):
    withdraw_interview(interview=written, reason="Never held", by=ben.user, at=NOW)
    response = client_of(ben).get(f"/104723/interviews/{written.pk}/plan/")
    assert (response.status_code, response["Location"]) == (302, f"/104723/interviews/{written.pk}/")
    assert not RecordAccess.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "record/?student={student}",
        "record/previous-school/?student={student}",
        "{interview}/",
        "{interview}/plan/",
        "{interview}/correct/",
        "{interview}/withdraw/",
        "{interview}/text/",
        "{interview}/add/",
        "imports/{upload}/",
    ],
)
def test_another_schools_things_are_not_found_under_ones_own_address(
    client_of, cora, written, brook, ashby, ada, zoe, path
):
    upload = keep_upload(school=ashby, data=b"x", name="x.csv", encoding="", by=ada.user, at=NOW)
    with school_context(brook):
        from advisers.actions import add_adviser

        add_adviser(school=brook, name="Brook Adviser", by=None, at=NOW)
    url = path.format(interview=written.pk, student=zoe.pk, upload=upload.pk)
    foreign = client_of(cora).get(f"/104724/interviews/{url}")
    absent = path.format(interview=uuid.uuid4(), student=uuid.uuid4(), upload=uuid.uuid4())
    nothing = client_of(cora).get(f"/104724/interviews/{absent}")
    assert (foreign.status_code, foreign.content) == (404, nothing.content)


@pytest.mark.parametrize(
    "path",
    ["imports/{upload}/apply/", "imports/{upload}/discard/", "steps/{step}/", "{interview}/safeguarding/"],
)
def test_another_schools_deeds_are_not_found_either(client_of, cora, written, ashby, ada, path):
    upload = keep_upload(school=ashby, data=b"x", name="x.csv", encoding="", by=ada.user, at=NOW)
    step = PlannedAction.objects.get()
    url = path.format(interview=written.pk, step=step.pk, upload=upload.pk)
    assert client_of(cora).post(f"/104724/interviews/{url}", {"done": "yes"}).status_code == 404
    assert PlannedAction.objects.get().done_on is None


def test_an_adviser_corrects_no_colleagues_interview(client_of, ben, ada, cal, recorded):
    interview = recorded(adviser=cal, by=ada)
    for path in ("correct/", "withdraw/", "add/", "text/"):
        assert client_of(ben).get(f"/104723/interviews/{interview.pk}/{path}").status_code == 403


def test_the_querysets_say_the_same(people, written, ashby):
    def reach(who: str) -> list[int]:
        membership = people[who]
        with school_context(membership.school):
            dated = [Interview, ActionPlan, PlannedAction, Addendum]
            counts = [model.objects.visible_to(membership, on=TODAY).count() for model in dated]
            undated = [ConfidentialNote, InterviewImport]
            return counts + [model.objects.visible_to(membership).count() for model in undated]

    keep_upload(school=ashby, data=b"x", name="x", encoding="", by=people["careers leader"].user, at=NOW)
    assert {who: reach(who) for who in people} == {
        "careers leader": [1, 1, 1, 1, 0, 1],
        "adviser": [1, 1, 1, 2, 1, 0],
        "senior leader": [0, 0, 0, 0, 0, 0],
        "tutor": [1, 1, 1, 1, 0, 0],
        "administrator": [0, 0, 0, 0, 0, 0],
        "tutor and administrator": [1, 1, 1, 1, 0, 0],
        "another form's tutor": [0, 0, 0, 0, 0, 0],
        "another school": [0, 0, 0, 0, 0, 0],
    }
    for model in (Interview, ActionPlan, PlannedAction, Addendum):
        assert not model.objects.visible_to(None, on=TODAY).exists()


def test_a_students_old_form_is_not_the_tutors_any_more(tess, written, ashby):
    enrol(ashby, "UPN,Forename,Surname,Year group,Form\nH801200001001,Zoë,Okonkwo,12,12C", date(2026, 9, 10))
    assert Interview.objects.visible_to(tess, on=date(2026, 8, 31)).count() == 1
    assert Interview.objects.visible_to(tess, on=date(2026, 9, 1)).count() == 0
