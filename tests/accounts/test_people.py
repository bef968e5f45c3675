"""Who may log in: inviting, changing roles, removing, and what each is refused."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from accounts.actions import ChangedMeanwhile, Refused, add_member, change_member, remove_member
from accounts.models import Membership, OutboxEmail, School, User
from accounts.permissions import Role
from accounts.tenancy import school_context
from tests.browser.school import enrol
from tests.cast import LONG_AGO, member

ClientOf = Callable[[Membership], Client]
INVITATION = {"name": "Ned Hall", "email": "Ned@Example.org", "roles": ["tutor"], "form": "10C"}


def test_the_careers_leader_invites_a_tutor(ada: Membership, client_of: ClientOf) -> None:
    response = client_of(ada).post("/104723/people/invite/", INVITATION)
    assert response.status_code == 302, response.context["form"].errors
    ned = Membership.objects.get(user__email="ned@example.org")
    assert (ned.roles, ned.form, ned.school) == (["tutor"], "10C", ada.school)
    assert not ned.user.has_usable_password()
    assert OutboxEmail.objects.get().recipient == ned.user


BAD_INVITATIONS = [
    ({"name": ""}, "name", "Enter the person's name."),
    ({"email": "ned"}, "email", "Enter an e-mail address such as name@school.example."),
    ({"roles": []}, "roles", "Choose at least one role."),
    ({"form": ""}, "form", "Enter the tutor's form, such as 11B."),
    ({"roles": ["adviser"]}, "form", "Only a tutor has a form: tick Tutor, or leave the form empty."),
    (
        {"email": "ADA@example.org"},
        "email",
        "This person already belongs to the school: change the roles instead.",
    ),
]


@pytest.mark.parametrize(("change", "field", "words"), BAD_INVITATIONS)
def test_a_bad_invitation_says_what_would_be_right(
    ada: Membership, client_of: ClientOf, change: dict[str, object], field: str, words: str
) -> None:
    response = client_of(ada).post("/104723/people/invite/", INVITATION | change)
    assert response.context["form"].errors[field] == [words]
    assert Membership.objects.count() == 1


def test_an_address_too_long_to_be_kept_is_refused(ada: Membership, client_of: ClientOf) -> None:
    email = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.example"
    response = client_of(ada).post("/104723/people/invite/", INVITATION | {"email": email})
    assert list(response.context["form"].errors) == ["email"]
    assert Membership.objects.count() == 1


def test_somebody_known_at_another_school_keeps_the_name(cora: Membership, ashby: School) -> None:
    again = add_member(
        school=ashby, email="CORA@example.org", name="Another Name", roles=[Role.ADVISER], at=LONG_AGO
    )
    assert again.user.name == "Cora Finch"
    assert User.objects.count() == 1


def test_who_was_invited_by_two_at_once_keeps_what_the_first_gave(ada: Membership, ben: Membership) -> None:
    """The second form was shown, and looked over, before the first one was saved."""
    with pytest.raises(Refused, match="already belongs to the school"):
        add_member(
            school=ada.school,
            email="BEN@example.org",
            name="Ben",
            roles=[Role.SENIOR_LEADER],
            at=LONG_AGO,
            password="correct horse battery staple",
            only_add=True,
        )
    ben.refresh_from_db()
    assert (ben.roles, ben.user.has_usable_password()) == (["adviser"], False)


def test_the_second_of_two_editors_is_told(ada: Membership, ben: Membership, client_of: ClientOf) -> None:
    browser, page = client_of(ada), f"/104723/people/{ben.pk}/"
    version = browser.get(page).context["form"]["version"].value()
    change_member(membership=ben, version=version, roles=[Role.SENIOR_LEADER], form="")
    answer = browser.post(page, {"roles": ["adviser"], "form": "", "version": version}, follow=True)
    assert "Somebody else changed what Ben Okafor may do" in answer.content.decode()
    assert "Ben Okafor is now: Senior leader." in answer.content.decode()
    ben.refresh_from_db()
    assert (ben.roles, ben.version) == (["senior_leader"], version + 1)


def test_the_last_leader_is_not_removed_by_somebody_who_saw_her_otherwise(
    ada: Membership, ben: Membership
) -> None:
    stale = Membership.objects.get(pk=ben.pk)
    change_member(membership=ben, version=1, roles=[Role.CAREERS_LEADER], form="")
    change_member(membership=ada, version=1, roles=[Role.ADVISER], form="")
    with pytest.raises(Refused, match="needs a careers leader"):
        remove_member(membership=stale)


@pytest.mark.parametrize("name", ["Eve\u202eX", "\u200b", "A\x07B"])
def test_a_name_that_cannot_be_shown_is_refused(ada: Membership, client_of: ClientOf, name: str) -> None:
    response = client_of(ada).post("/104723/people/invite/", INVITATION | {"name": name})
    assert list(response.context["form"].errors) == ["name"]
    shown = client_of(ada).get("/104723/settings/").context["form"].initial
    response = client_of(ada).post("/104723/settings/", shown | {"name": name})
    assert list(response.context["form"].errors) == ["name"]


def test_who_was_removed_meanwhile_cannot_be_changed(ada: Membership, ben: Membership) -> None:
    stale = Membership.objects.get(pk=ben.pk)
    remove_member(membership=ben)
    with pytest.raises(ChangedMeanwhile, match="Ben Okafor was removed from the school"):
        change_member(membership=stale, version=1, roles=[Role.ADVISER], form="")
    remove_member(membership=stale)
    assert Membership.objects.count() == 1


def test_an_invited_adviser_is_led_to_the_list_of_advisers(ada: Membership, client_of: ClientOf) -> None:
    browser = client_of(ada)
    invitation = {"name": "Ann <Lee>", "email": "ann@example.org", "roles": ["adviser"]}
    page = browser.post("/104723/people/invite/", invitation, follow=True).content.decode()
    assert '<a href="/104723/advisers/add/">add Ann &lt;Lee&gt; to the advisers</a>' in page
    browser.post(
        "/104723/advisers/add/",
        {"name": "Ann Lee", "email": "ANN@example.org", "employment": "internal", "token": uuid4()},
    )
    ann = Membership.objects.get(user__email="ann@example.org")
    again = {"roles": ["adviser", "senior_leader"], "version": ann.version}
    page = browser.post(f"/104723/people/{ann.pk}/", again, follow=True).content.decode()
    assert "is now: Adviser, Senior leader." in page
    assert "to the advisers" not in page


@pytest.mark.parametrize(("form", "warned"), [("99Z", True), ("11B", False)])
def test_a_form_that_no_roster_has_is_pointed_out(
    ada: Membership, client_of: ClientOf, form: str, warned: bool
) -> None:
    with school_context(ada.school):
        enrol(ada.school)
    with time_machine.travel(datetime(2026, 9, 10, 9, tzinfo=UTC), tick=False):
        answer = client_of(ada).post("/104723/people/invite/", INVITATION | {"form": form}, follow=True)
    assert (
        f"The roster has nobody in form {form}: Ned Hall sees no student" in answer.content.decode()
    ) is warned
    assert Membership.objects.get(user__email="ned@example.org").form == form


def test_a_school_keeps_a_careers_leader(ada: Membership, ben: Membership) -> None:
    with pytest.raises(Refused, match="needs a careers leader"):
        remove_member(membership=ada)
    with pytest.raises(Refused, match="needs a careers leader"):
        change_member(membership=ada, version=1, roles=[Role.ADVISER], form="")
    with pytest.raises(Refused, match="needs a careers leader"):
        add_member(school=ada.school, email="ada@example.org", name="", roles=[Role.ADVISER], at=LONG_AGO)
    change_member(membership=ben, version=1, roles=[Role.CAREERS_LEADER, Role.ADVISER], form="")
    remove_member(membership=ada)
    assert [m.user.name for m in Membership.objects.all()] == ["Ben Okafor"]


def test_a_revoked_role_is_refused_at_the_very_next_request(
    ada: Membership, ben: Membership, client_of: ClientOf
) -> None:
    browser = client_of(ben)
    assert browser.get("/104723/people/").status_code == 200
    change_member(membership=ben, version=1, roles=[Role.SENIOR_LEADER], form="")
    assert browser.get("/104723/people/").status_code == 403
    remove_member(membership=ben)
    assert browser.get("/104723/people/").status_code == 404


def test_another_schools_people_answer_404(ada: Membership, cora: Membership, client_of: ClientOf) -> None:
    browser = client_of(cora)
    assert browser.get(f"/104723/people/{ada.pk}/").status_code == 404
    assert browser.get(f"/104724/people/{ada.pk}/").status_code == 404
    assert browser.post(f"/104724/people/{ada.pk}/remove/").status_code == 404
    assert Membership.objects.filter(pk=ada.pk).exists()


ROLES_AND_ANSWERS = [
    (Role.CAREERS_LEADER, 200, 200, 200),
    (Role.ADVISER, 200, 403, 200),
    (Role.SENIOR_LEADER, 403, 403, 403),
    (Role.TUTOR, 403, 403, 403),
    (Role.ADMINISTRATOR, 403, 403, 403),
]


@pytest.mark.parametrize(("role", "people", "invite", "settings"), ROLES_AND_ANSWERS)
def test_what_each_role_may_open(
    ashby: School, client_of: ClientOf, role: Role, people: int, invite: int, settings: int
) -> None:
    browser = client_of(member(ashby, "Sam Reed", role, form="11B" if role == Role.TUTOR else ""))
    assert browser.get("/104723/people/").status_code == people
    assert browser.get("/104723/people/invite/").status_code == invite
    assert browser.get("/104723/settings/").status_code == settings
