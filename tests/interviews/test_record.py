"""The page on which an interview is written up, as advisers and careers leaders use it."""

import re
import uuid
from datetime import date

import pytest
import time_machine
from django.utils import timezone

from accounts.models import RecordAccess
from advisers.models import Adviser
from interviews.models import ActionPlan, ConfidentialNote, Interview, PlannedAction
from students.models import Student
from tests.interviews.conftest import NOW, enrol

RECORD = "/104723/interviews/record/"
FIND = "/104723/interviews/record/find-student/"
WILL_COUNT = "/104723/interviews/record/will-count/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def filled(bens_adviser):
    """The form as Ben sends it; words change or add boxes."""

    def boxes(**changes) -> dict[str, str]:
        form = {
            "token": str(uuid.uuid4()),
            "held_on": "2026-03-31",
            "adviser": str(bens_adviser.pk),
            "outcome": "attended",
            "minutes": "45",
            "mode": "in_person",
            "kind": "one_to_one",
            "summary": "Enjoys chemistry.",
            "destination": "220 Sixth form college",
            "shared_with_student": "on",
            "confidentiality_explained": "on",
            "steps-TOTAL_FORMS": "2",
            "steps-INITIAL_FORMS": "0",
            "steps-0-what": "Book the open evening",
            "steps-0-owner": "student",
            "steps-0-due_on": "2026-07-22",
            "steps-1-what": "",
            "steps-1-owner": "student",
            "steps-1-due_on": "",
        }
        return form | changes

    return boxes


def url_of(student) -> str:
    return f"{RECORD}?student={student.pk}"


def test_ben_records_his_interview(client_of, ben, zoe, filled, bens_adviser):
    response = client_of(ben).post(
        url_of(zoe), filled(confidential_note="Between us", impartiality_declared=""), follow=True
    )

    interview = Interview.objects.get()
    assert response.redirect_chain == [(f"/104723/interviews/{interview.pk}/", 302)]
    assert (interview.student, interview.adviser, interview.recorded_by) == (zoe, bens_adviser, ben.user)
    assert (interview.held_on, interview.minutes) == (date(2026, 3, 31), 45)
    assert (interview.confidentiality_explained_at, interview.impartiality_declared_at) == (NOW, None)
    assert interview.passed_to_safeguarding_at is None
    plan = ActionPlan.objects.get()
    assert (plan.summary, plan.destination_code, plan.destination) == (
        "Enjoys chemistry.",
        "220",
        "Sixth form college",
    )
    assert (plan.shared_with_student, plan.shared_with_tutor) == (True, False)
    assert PlannedAction.objects.get().what == "Book the open evening"
    assert ConfidentialNote.objects.get().text == "Between us"
    assert "It counts towards Benchmark 8." in response.content.decode()


def test_sent_twice_it_is_one_interview(client_of, ben, zoe, filled):
    client, form = client_of(ben), filled()
    client.post(url_of(zoe), form)
    assert client.post(url_of(zoe), form).status_code == 302
    assert Interview.objects.count() == 1


def test_recorded_again_after_going_back_it_asks(client_of, ben, zoe, filled):
    client = client_of(ben)
    client.post(url_of(zoe), filled())
    first = Interview.objects.get()

    asked = client.post(url_of(zoe), filled(minutes="40"))
    page = asked.content.decode()
    said = (
        "An interview with Zoë on 31 March 2026 with Ben Okafor is already recorded. Tick to record another."
    )
    assert said in page
    assert f'<a href="/104723/interviews/{first.pk}/">Open the interview that is recorded</a>' in page
    assert '<input type="checkbox" name="is_another"' in page
    assert "Enjoys chemistry." in page
    assert Interview.objects.count() == 1

    client.post(url_of(zoe), filled(minutes="40", is_another="on"))
    assert Interview.objects.count() == 2


def test_before_there_is_a_question_there_is_no_tick(client_of, ben, zoe, bens_adviser):
    page = client_of(ben).get(url_of(zoe)).content.decode()
    assert 'type="checkbox" name="is_another"' not in page


def test_a_name_with_markup_is_shown_as_text(client_of, ben, in_ashby, bens_adviser):
    evil = "<img src=x onerror=alert(1)>"
    enrol(in_ashby, f"UPN,Forename,Surname,Year group\nB801200005001,{evil},Hart,11\n")
    page = client_of(ben).get(url_of(Student.objects.get())).content.decode()
    assert evil not in page
    assert "In &lt;img src=x onerror=alert(1)&gt;’s words where you can." in page


def test_record_and_print_leads_to_the_sheet(client_of, ben, zoe, filled):
    response = client_of(ben).post(url_of(zoe), filled(print="1"))
    assert response["Location"] == f"/104723/interviews/{Interview.objects.get().pk}/plan/"


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        (
            {"held_on": "2026-07-01"},
            "1 July 2026 is in the future: record the interview once it has been held",
        ),
        ({"held_on": "2021-08-31"}, "Zoë joined on 1 September 2021"),
        ({"held_on": ""}, "Enter the date of the interview"),
        ({"held_on": "2026-02-30"}, "Enter a date that exists, such as 31 March 2026"),
        ({"minutes": ""}, "Enter the minutes"),
        ({"minutes": "0"}, "Enter at least 1 minute"),
        ({"minutes": "481"}, "Enter at most 480 minutes"),
        ({"minutes": "an hour"}, "Enter the minutes as a number, such as 45"),
        ({"destination": "999 Moon"}, "999 is not an NCCIS activity code"),
        ({"steps-1-due_on": "2026-09-01"}, "Say what is to be done, or remove the row"),
        ({"steps-0-due_on": "2026-02-30"}, "Enter a date that exists, such as 31 March 2026"),
        ({"passed_at": "2026-07-01T10:00"}, "This is in the future: enter when it was passed on"),
        ({"adviser": str(uuid.uuid4())}, "Choose an adviser from the list"),
        (
            {"steps-0-due_on": "2026-03-30"},
            "30 March 2026 is before the interview: give a later date, or none",
        ),
    ],
)
def test_what_is_refused_is_said_and_nothing_typed_is_lost(client_of, ben, zoe, filled, boxes, said):
    page = client_of(ben).post(url_of(zoe), filled(**boxes)).content.decode()
    assert said in page
    assert "Enjoys chemistry." in page
    assert "Book the open evening" in page
    assert not Interview.objects.exists()


def test_all_that_is_wrong_is_said_at_once(client_of, ben, zoe, filled):
    page = client_of(ben).post(url_of(zoe), filled(held_on="2026-07-01", minutes="")).content.decode()
    assert "1 July 2026 is in the future" in page
    assert "Enter the minutes" in page


def test_a_meeting_that_did_not_take_place_has_no_length(client_of, ben, zoe, filled):
    client_of(ben).post(url_of(zoe), filled(outcome="absent"))
    assert (Interview.objects.get().outcome, Interview.objects.get().minutes) == ("absent", None)


@pytest.mark.parametrize(
    ("boxes", "stamped"),
    [
        ({"passed_to_safeguarding": "on"}, "2026-06-30 10:00"),
        ({"passed_to_safeguarding": "on", "passed_at": "2026-06-29T16:15"}, "2026-06-29 16:15"),
        ({"passed_at": "2026-06-29T16:15"}, "2026-06-29 16:15"),
        ({}, None),
    ],
)
def test_safeguarding_is_a_tick_and_a_time_in_london(client_of, ben, zoe, filled, boxes, stamped):
    client_of(ben).post(url_of(zoe), filled(**boxes))
    passed = Interview.objects.get().passed_to_safeguarding_at
    assert (f"{timezone.localtime(passed):%Y-%m-%d %H:%M}" if passed else None) == stamped


def test_the_form_says_never_to_write_a_concern(client_of, ben, zoe, bens_adviser):
    page = client_of(ben).get(url_of(zoe)).content.decode()
    assert "Never write the concern itself anywhere in Waymark" in page
    assert "Do not write safeguarding concerns here." in page


def test_ada_records_on_an_advisers_behalf_without_notes(client_of, ada, zoe, filled, bens_adviser):
    client = client_of(ada)
    page = client.get(url_of(zoe)).content.decode()
    assert "confidential_note" not in page
    assert f'<option value="{bens_adviser.pk}">Ben Okafor</option>' in page

    client.post(url_of(zoe), filled(confidential_note="Smuggled in"))
    assert Interview.objects.get().recorded_by == ada.user
    assert not ConfidentialNote.objects.exists()


def test_ben_records_nobody_elses_interviews(client_of, ben, zoe, filled, cal):
    page = client_of(ben).post(url_of(zoe), filled(adviser=str(cal.pk))).content.decode()
    assert "Choose an adviser from the list" in page
    assert not Interview.objects.exists()


def test_somebody_who_is_both_writes_notes_about_own_interviews_alone(
    client_of, ben, zoe, filled, cal, bens_adviser
):
    ben.roles = ["adviser", "careers_leader"]
    ben.save()
    refused = client_of(ben).post(url_of(zoe), filled(adviser=str(cal.pk), confidential_note="Secret"))
    assert "Notes are written by the adviser who held the interview" in refused.content.decode()
    assert not Interview.objects.exists()
    client_of(ben).post(url_of(zoe), filled(confidential_note="Secret"))
    assert ConfidentialNote.objects.get().interview.adviser == bens_adviser


def test_an_adviser_whom_nobody_has_listed_is_told_what_to_do(client_of, ben, zoe):
    page = client_of(ben).get(url_of(zoe)).content.decode()
    assert "You are not on this school’s list of advisers yet" in page


def test_more_rows_without_scripts(client_of, ben, zoe, filled):
    sent = filled(more_steps="1", minutes="", held_on="")
    sent |= {"steps-1-what": "Ring the college", "steps-1-owner": "tutor"}
    page = client_of(ben).post(url_of(zoe), sent).content.decode()
    assert 'name="steps-3-what"' in page
    assert 'value="Book the open evening"' in page
    assert 'value="Ring the college"' in page
    assert "Enjoys chemistry." in page
    assert sent["token"] in page
    assert "error-summary" not in page
    assert not Interview.objects.exists()


def test_more_rows_are_more_even_when_none_is_filled_in(client_of, ben, zoe, filled):
    sent = filled(more_steps="1") | {"steps-0-what": "", "steps-0-due_on": ""}
    page = client_of(ben).post(url_of(zoe), sent).content.decode()
    assert 'name="steps-3-what"' in page
    assert 'name="steps-4-what"' not in page


@pytest.mark.parametrize("total", ["9" * 4400, "-1", "x", ""])
def test_an_odd_number_of_rows_breaks_nothing(client_of, ben, zoe, filled, total):
    sent = filled(more_steps="1") | {"steps-TOTAL_FORMS": total}
    assert client_of(ben).post(url_of(zoe), sent).status_code == 200


def test_a_date_before_joining_leads_to_the_previous_school(client_of, ben, zoe, filled):
    page = client_of(ben).post(url_of(zoe), filled(held_on="2021-08-31")).content.decode()
    assert "or the previous school it was held at" in page
    assert f'href="/104723/interviews/record/previous-school/?student={zoe.pk}"' in page


def test_what_will_not_count_is_said_in_a_notice(client_of, ada, zoe, cal):
    query = {"student": zoe.pk, "held_on": "2026-03-31", "adviser": cal.pk}
    assert 'class="notice tone-warn"' in client_of(ada).get(WILL_COUNT, query).content.decode()


def test_a_removed_row_is_not_kept(client_of, ben, zoe, filled):
    client_of(ben).post(url_of(zoe), filled(**{"steps-0-DELETE": "on"}))
    assert not PlannedAction.objects.exists()


def test_a_script_in_a_text_is_shown_as_text(client_of, ben, zoe, filled):
    evil = "<script>alert(1)</script>"
    boxes = {"summary": evil, "steps-0-what": evil, "destination": evil, "confidential_note": evil}
    page = client_of(ben).post(url_of(zoe), filled(**boxes), follow=True).content.decode()
    assert evil not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4


# --- will it count? ---


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "Tuesday 31 March 2026 · you are qualified on this date, so this interview will count"),
        ({"held_on": "2026-07-01"}, "1 July 2026 is in the future"),
        ({"held_on": "nonsense"}, "Enter the date and the adviser"),
        ({"adviser": ""}, "Enter the date and the adviser"),
        ({"outcome": "absent"}, "it will not count: the student did not attend"),
        ({"kind": "group"}, "it will not count: it was not a one-to-one guidance interview"),
        ({"minutes": "9" * 4400}, "you are qualified on this date, so this interview will count"),
    ],
)
def test_the_line_under_the_title_follows_what_is_chosen(client_of, ben, zoe, bens_adviser, asked, words):
    query = {"student": zoe.pk, "held_on": "2026-03-31", "adviser": bens_adviser.pk, "kind": "one_to_one"}
    response = client_of(ben).get(WILL_COUNT, query | {"outcome": "attended"} | asked)
    assert words in re.sub(r"<[^>]+>", "", response.content.decode())


def test_an_unqualified_advisers_interview_is_recorded_with_a_clear_notice(client_of, ada, zoe, filled, cal):
    query = {"student": zoe.pk, "held_on": "2026-03-31", "adviser": cal.pk}
    asked = client_of(ada).get(WILL_COUNT, query).content.decode()
    assert "Cal Reed is not qualified on this date, so this interview will not count" in asked

    page = client_of(ada).post(url_of(zoe), filled(adviser=str(cal.pk)), follow=True).content.decode()
    assert "recorded, but Cal Reed is not qualified on this date, so this interview will not count." in page
    assert "It does not count. The adviser was not qualified on the day." in page
    assert Interview.objects.get().adviser == cal


def test_a_second_interview_that_day_is_foretold_not_to_count(client_of, ben, zoe, recorded, bens_adviser):
    recorded()
    query = {"student": zoe.pk, "held_on": "2026-03-31", "adviser": bens_adviser.pk}
    page = client_of(ben).get(WILL_COUNT, query).content.decode()
    assert "it will not count: another interview on the same day counts already" in page


# --- finding the student ---


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zoe", ["Zoë"]),
        ("ZOË okon", ["Zoë"]),
        ("lodzki", ["Amir"]),
        ("obrien", []),
        ("o'brien", ["Beth"]),
        ("betty", ["Beth"]),
        ("H801200001001", ["Zoë"]),
        ("h801200001001", ["Zoë"]),
        ("3", ["Beth"]),
        ("dina", ["Dina"]),
        ("", []),
        ("%", []),
        ("zzz", []),
    ],
)
def test_search_knows_no_accents(client_of, ben, roster, bens_adviser, typed, found):
    page = client_of(ben).post(FIND, {"name": typed}).content.decode()
    shown = [name for name, student in roster.items() if f"?student={student.pk}" in page]
    assert shown == found


def test_search_by_htmx_answers_the_list_alone(client_of, ben, zoe, bens_adviser):
    page = client_of(ben).post(FIND, {"name": "zoe"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert str(zoe.pk) in page


def test_who_was_found_and_opened_is_in_the_log(client_of, ben, zoe, bens_adviser):
    client = client_of(ben)
    client.post(FIND, {"name": "zoe"})
    client.get(url_of(zoe))
    assert list(RecordAccess.objects.values_list("what", "kind", "user_id", "student_ids")) == [
        ("interviews:find_student", "listed", ben.user_id, [zoe.pk]),
        ("interviews:record", "opened", ben.user_id, [zoe.pk]),
    ]


@pytest.mark.parametrize("student", ["nonsense", str(uuid.uuid4())])
def test_a_student_who_is_none_is_not_found(client_of, ben, bens_adviser, student):
    assert client_of(ben).get(RECORD, {"student": student}).status_code == 404


def test_beside_the_form_stand_needs_and_the_last_plan(client_of, ben, zoe, recorded, bens_adviser):
    from tests.interviews.test_recording import FULL

    recorded(FULL)
    page = client_of(ben).get(url_of(zoe)).content.decode()
    assert "SEN support" in page
    assert "Book the open evening" in page
    assert "Year 11 · Met" in page
    assert FULL.confidential_note not in page


def test_advisers_who_hold_no_interviews_any_more_are_not_offered(client_of, ada, zoe, bens_adviser, cal):
    Adviser.objects.filter(pk=cal.pk).update(is_active=False)
    page = client_of(ada).get(url_of(zoe)).content.decode()
    assert "Ben Okafor" in page
    assert "Cal Reed" not in page
