"""Who may log in: inviting, changing roles, removing, and what each is refused."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.actions import Refused, add_member, change_member, remove_member
from accounts.models import Membership, OutboxEmail, School, User
from accounts.permissions import Role
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


def test_a_school_keeps_a_careers_leader(ada: Membership, ben: Membership) -> None:
    with pytest.raises(Refused, match="needs a careers leader"):
        remove_member(membership=ada)
    with pytest.raises(Refused, match="needs a careers leader"):
        change_member(membership=ada, roles=[Role.ADVISER], form="")
    change_member(membership=ben, roles=[Role.CAREERS_LEADER, Role.ADVISER], form="")
    remove_member(membership=ada)
    assert [m.user.name for m in Membership.objects.all()] == ["Ben Okafor"]


def test_a_revoked_role_is_refused_at_the_very_next_request(
    ada: Membership, ben: Membership, client_of: ClientOf
) -> None:
    browser = client_of(ben)
    assert browser.get("/104723/people/").status_code == 200
    change_member(membership=ben, roles=[Role.SENIOR_LEADER], form="")
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
