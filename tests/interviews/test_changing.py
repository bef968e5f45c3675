"""The pages on which an interview is corrected, withdrawn, edited and added to."""

import re
import uuid
from datetime import date, timedelta

import pytest
import time_machine

from interviews.actions import correct_interview, edit_text, withdraw_interview
from interviews.drafts import Text
from interviews.models import ActionPlan, Addendum, Interview, PlannedAction
from tests.interviews.conftest import NOW, TODAY
from tests.interviews.test_recording import FULL

ROWS = {"steps-TOTAL_FORMS": "1", "steps-INITIAL_FORMS": "0", "steps-0-what": "", "steps-0-owner": "student"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def url(interview, *parts: str) -> str:
    return "/".join(["/104723/interviews", str(interview.pk), *parts, ""])


def facts(interview, **changes) -> dict[str, str]:
    boxes = {"held_on": "2026-03-31", "outcome": "attended", "minutes": "45", "mode": "in_person"}
    return boxes | {"adviser": str(interview.adviser_id), "kind": "one_to_one", "reason": "Typo"} | changes


def test_a_correction_is_shown_with_its_history(client_of, ben, recorded):
    old = recorded(FULL)
    response = client_of(ben).post(url(old, "correct"), facts(old, held_on="2026-03-30"), follow=True)

    new = Interview.objects.standing().get()
    assert response.redirect_chain == [(url(new), 302)]
    assert (new.replaces, new.held_on) == (old, date(2026, 3, 30))
    page = response.content.decode()
    assert FULL.summary in page
    assert "Withdrawn 30 June 2026, 10:00 by Ben Okafor: Typo" in page
    assert f'href="{url(old)}"' in page
    before = client_of(ben).get(url(old)).content.decode()
    assert "Corrected</h2>" in before
    assert f'href="{url(new)}"' in before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Nothing is different"),
        ({"reason": ""}, "Say why, for whoever looks at it later"),
        ({"held_on": "2026-07-01"}, "1 July 2026 is in the future"),
        ({"minutes": ""}, "Enter the minutes"),
    ],
)
def test_a_correction_that_is_refused_says_why(client_of, ben, recorded, changes, said):
    old = recorded()
    page = client_of(ben).post(url(old, "correct"), facts(old, **changes)).content.decode()
    assert said in page
    assert Interview.objects.standing().get() == old


def test_the_second_to_correct_is_told(client_of, ben, recorded, ada):
    old = recorded()
    correct_interview(interview=old, changes={"minutes": 30}, reason="x", by=ada.user, at=NOW)
    page = client_of(ben).post(url(old, "correct"), facts(old, minutes="40")).content.decode()
    assert "withdrawn or corrected meanwhile" in page
    assert Interview.objects.standing().get().minutes == 30


def test_an_adviser_who_has_left_stays_on_the_form_of_his_interview(client_of, ada, recorded, cal):
    old = recorded(adviser=cal, by=ada)
    type(cal).objects.filter(pk=cal.pk).update(is_active=False)
    client_of(ada).post(url(old, "correct"), facts(old, minutes="40"))
    assert (Interview.objects.standing().get().adviser, Interview.objects.count()) == (cal, 2)


def test_a_previous_schools_interview_is_corrected_with_its_evidence(client_of, ada, recorded):
    old = recorded(
        by=ada, adviser=None, previous_school="Knowsley", evidence="reported", held_on=date(2021, 3, 3)
    )
    boxes = {
        "held_on": "2021-03-03",
        "minutes": "",
        "mode": "in_person",
        "kind": "one_to_one",
        "reason": "Letter",
    }
    boxes |= {"previous_school": "Knowsley Academy", "adviser_name": "J. Price", "evidence": "confirmed"}
    client_of(ada).post(url(old, "correct"), boxes | {"adviser_stated_qualified": "yes"})
    new = Interview.objects.standing().get()
    assert (new.previous_school, new.adviser_name, new.evidence, new.adviser_stated_qualified) == (
        "Knowsley Academy",
        "J. Price",
        "confirmed",
        True,
    )


def test_a_withdrawal_sent_twice_is_one(client_of, ben, recorded):
    interview = recorded()
    client, form = client_of(ben), {"token": str(uuid.uuid4()), "reason": "Wrong student"}
    for _ in range(2):
        assert client.post(url(interview, "withdraw"), form)["Location"] == url(interview)
    assert Interview.objects.get().withdrawn_reason == "Wrong student"
    page = client.get(url(interview)).content.decode()
    assert "Wrong student" in page
    assert "Correct</a>" not in page


def test_the_text_is_edited_while_it_is_open(client_of, ben, recorded):
    interview = recorded(FULL)
    page = client_of(ben).get(url(interview, "text")).content.decode()
    assert FULL.confidential_note in page
    assert 'value="220 Sixth form college · T level Health"' in page
    boxes = {"version": "1", "summary": "Second", "destination": "", "confidential_note": "Changed"}
    response = client_of(ben).post(url(interview, "text"), ROWS | boxes)
    assert response["Location"] == url(interview)
    plan = ActionPlan.objects.get()
    assert (plan.summary, plan.destination, plan.version) == ("Second", "", 2)
    assert plan.interview.confidential_note.text == "Changed"
    assert not PlannedAction.objects.exists()


def test_after_24_hours_the_page_leads_to_an_addendum(client_of, ben, recorded):
    interview = recorded(FULL)
    with time_machine.travel(NOW + timedelta(hours=24)):
        for response in (
            client_of(ben).get(url(interview, "text")),
            client_of(ben).post(url(interview, "text"), ROWS | {"version": "1", "summary": "Late"}),
        ):
            assert response["Location"] == url(interview, "add")
        assert "Add to the text" in client_of(ben).get(url(interview)).content.decode()
    assert ActionPlan.objects.get().summary == FULL.summary


def test_an_odd_version_is_an_old_one(client_of, ben, recorded):
    interview = recorded(FULL)
    sent = ROWS | {"version": "9" * 4400, "summary": "Mine", "destination": ""}
    page = client_of(ben).post(url(interview, "text"), sent).content.decode()
    assert "Somebody else saved this text while you were writing. It is shown below" in page


def test_a_step_due_before_the_interview_is_refused(client_of, ben, recorded):
    interview = recorded(FULL)
    step = ROWS | {"steps-0-what": "Ring", "steps-0-due_on": "2026-03-30"}
    page = (
        client_of(ben)
        .post(url(interview, "text"), step | {"version": "1", "summary": "x", "destination": ""})
        .content.decode()
    )
    assert "30 March 2026 is before the interview" in page
    assert ActionPlan.objects.get().summary == FULL.summary


def test_two_editors_lose_nothing(client_of, ben, recorded):
    interview = recorded(FULL)
    edit_text(interview=interview, text=Text(summary="Theirs"), version=1, by=ben.user, at=NOW)
    sent = ROWS | {"version": "1", "summary": "Mine", "destination": ""}
    page = client_of(ben).post(url(interview, "text"), sent).content.decode()
    assert "Somebody else saved this text while you were writing" in page
    assert "Theirs" in page
    assert "Mine</textarea>" in page
    assert ActionPlan.objects.get().summary == "Theirs"
    (version,) = re.findall(r'name="version" value="(\d+)"', page)
    client_of(ben).post(url(interview, "text"), sent | {"version": version})
    assert ActionPlan.objects.get().summary == "Mine"


def test_ada_edits_the_text_she_wrote_and_leaves_the_note_alone(client_of, ada, recorded):
    interview = recorded(Text(summary="First"), by=ada)
    sent = ROWS | {"version": "1", "summary": "Second", "destination": "", "confidential_note": "Smuggled"}
    client_of(ada).post(url(interview, "text"), sent)
    assert ActionPlan.objects.get().summary == "Second"
    assert not hasattr(Interview.objects.get(), "confidential_note")


@pytest.mark.parametrize(("who", "confidential"), [("ben", True), ("ada", False)])
def test_only_advisers_add_in_confidence(client_of, request, recorded, who, confidential):
    interview, person = recorded(FULL), request.getfixturevalue(who)
    client = client_of(person)
    page = client.get(url(interview, "add")).content.decode()
    assert ('name="confidential"' in page) == confidential
    sent = {"token": str(uuid.uuid4()), "text": "More", "confidential": "on"}
    for _ in range(2):
        assert client.post(url(interview, "add"), sent)["Location"] == url(interview)
    added = Addendum.objects.get()
    assert (added.text, added.confidential, added.recorded_by) == ("More", confidential, person.user)


def test_steps_are_marked_done_and_opened_again(client_of, ada, recorded):
    recorded(FULL)
    step = PlannedAction.objects.get(position=1)
    client = client_of(ada)
    for said, done_on in (("yes", TODAY), ("no", None)):
        client.post(f"/104723/interviews/steps/{step.pk}/", {"done": said})
        step.refresh_from_db()
        assert step.done_on == done_on


PASSED = {"passed_to_safeguarding": "on", "passed_at": "2026-06-29T16:15"}


def test_passing_on_is_noted_once_with_who_and_when(client_of, ben, recorded):
    interview = recorded()
    assert client_of(ben).post(url(interview, "safeguarding"), PASSED)["Location"] == url(interview)
    noted = Interview.objects.get()
    assert (noted.passing_noted_at, noted.passing_noted_by) == (NOW, ben.user)
    said = (
        "A concern was passed to the safeguarding lead on 29 June 2026, 16:15, as Ben Okafor noted on 30 June"
    )
    page = " ".join(client_of(ben).get(url(interview)).content.decode().split())
    assert page.count(said) == 2, "in its own card and in the history"
    assert "Note that a concern was passed on" not in page
    later = PASSED | {"passed_at": ""}
    assert client_of(ben).post(url(interview, "safeguarding"), later)["Location"] == url(interview)
    assert Interview.objects.get().passed_to_safeguarding_at == noted.passed_to_safeguarding_at


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ({}, "Tick that a concern was passed on, or cancel"),
        (PASSED | {"passed_at": "2026-07-01T10:00"}, "This is in the future"),
        (PASSED | {"passed_at": "2026-02-30T10:00"}, "Enter a date and a time that exist"),
    ],
)
def test_a_click_alone_notes_nothing(client_of, ben, recorded, boxes, said):
    interview = recorded()
    page = client_of(ben).post(url(interview, "safeguarding"), boxes).content.decode()
    assert said in page
    assert "Never write the concern itself anywhere in Waymark" in page
    assert "<textarea" not in page
    assert Interview.objects.get().passed_to_safeguarding_at is None


def test_left_empty_it_was_passed_on_just_now(client_of, ben, recorded):
    interview = recorded()
    client_of(ben).post(url(interview, "safeguarding"), PASSED | {"passed_at": ""})
    assert Interview.objects.get().passed_to_safeguarding_at == NOW


def test_a_colleagues_interview_takes_no_note(client_of, ben, ada, cal, recorded):
    interview = recorded(adviser=cal, by=ada)
    assert client_of(ben).post(url(interview, "safeguarding"), PASSED).status_code == 403
    assert Interview.objects.get().passed_to_safeguarding_at is None


def test_a_wrong_note_is_taken_back_with_a_reason(client_of, ben, recorded):
    old = recorded()
    assert "not_passed_on" not in client_of(ben).get(url(old, "correct")).content.decode()
    client_of(ben).post(url(old, "safeguarding"), PASSED)
    assert (
        "No concern was passed on: take the note back"
        in client_of(ben).get(url(old, "correct")).content.decode()
    )
    boxes = facts(old, not_passed_on="on", reason="It was another student")
    page = client_of(ben).post(url(old, "correct"), boxes, follow=True).content.decode()
    new = Interview.objects.standing().get()
    assert (new.passed_to_safeguarding_at, new.passing_noted_at, new.passing_noted_by) == (None, None, None)
    assert "The note that a concern was passed on was taken back." in page
    assert "It was another student" in page
    assert "as Ben Okafor noted on 30 June 2026, 10:00" in page, "the history keeps it"


def test_a_withdrawn_interview_takes_no_step_nor_time(client_of, ben, recorded):
    interview = recorded(FULL)
    withdraw_interview(interview=interview, reason="x", by=ben.user, at=NOW)
    step = PlannedAction.objects.get(position=1)
    client = client_of(ben)
    client.post(f"/104723/interviews/steps/{step.pk}/", {"done": "yes"})
    client.post(url(interview, "safeguarding"), PASSED)
    step.refresh_from_db()
    assert (step.done_on, Interview.objects.get().passed_to_safeguarding_at) == (None, None)


def test_deeds_are_not_done_by_looking(client_of, ben, recorded):
    interview = recorded(FULL)
    step = PlannedAction.objects.get(position=1)
    assert client_of(ben).get(f"/104723/interviews/steps/{step.pk}/").status_code == 405
    client_of(ben).get(url(interview, "safeguarding"))
    assert Interview.objects.get().passed_to_safeguarding_at is None


def test_sharing_changes_at_any_time_and_the_words_stay(client_of, ada, tess, recorded):
    interview = recorded(FULL)
    assert FULL.summary in client_of(tess).get(url(interview)).content.decode()
    with time_machine.travel(NOW + timedelta(days=40)):
        client_of(ada).post(url(interview, "share"), {"parent": "on"})
    plan = ActionPlan.objects.get()
    shared = (plan.shared_with_student, plan.shared_with_tutor, plan.shared_with_parent)
    assert (shared, plan.summary, plan.version) == ((False, False, True), FULL.summary, 2)
    assert FULL.summary not in client_of(tess).get(url(interview)).content.decode()


def test_a_plan_to_print_is_shared_on_the_page_that_says_so(client_of, ben, recorded):
    interview = recorded(Text(summary="Kept"))
    client = client_of(ben)
    page = client.get(url(interview, "plan")).content.decode()
    assert "Share and show the sheet" in page
    assert "<h1>Zoë Okonkwo: action plan</h1>" in page
    sheet = client.post(url(interview, "share"), {"print": "1", "student": "on"}, follow=True)
    assert sheet.redirect_chain == [(url(interview, "plan"), 302)]
    assert "Kept" in sheet.content.decode()
    assert ActionPlan.objects.get().shared_with_student


def test_there_must_be_a_plan_to_share_and_it_must_be_ones_own(client_of, ada, ben, recorded, cal):
    bare, colleagues = recorded(), recorded(Text(summary="x"), adviser=cal, by=ada)
    page = client_of(ben).post(url(bare, "share"), {"tutor": "on"}, follow=True).content.decode()
    assert "There is no plan to share" in page
    assert client_of(ben).post(url(colleagues, "share"), {"tutor": "on"}).status_code == 403
    assert not ActionPlan.objects.get().is_shared
