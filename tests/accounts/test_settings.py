"""The school's settings, and the second of two who change them."""

from collections.abc import Callable

from django.test import Client

from accounts.actions import change_school
from accounts.models import Membership


def test_the_second_of_two_editors_is_told_and_can_save_then(
    ada: Membership, client_of: Callable[[Membership], Client]
) -> None:
    browser, school = client_of(ada), ada.school
    shown = browser.get("/104723/settings/").context["form"].initial
    change_school(school=school, version=school.version, changes={"town": "Ashby"})
    mine = {key: shown[key] for key in ("type", "rulebook", "version")} | {"name": "Ashby Academy"}
    answer = browser.post("/104723/settings/", mine, follow=True)
    assert "Yours were not saved; these are theirs." in answer.content.decode()
    again = answer.context["form"].initial
    assert (again["name"], again["town"]) == ("Ashby High", "Ashby")
    browser.post("/104723/settings/", mine | {"version": again["version"]})
    school.refresh_from_db()
    assert (school.name, school.version) == ("Ashby Academy", shown["version"] + 2)
