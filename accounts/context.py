"""What the page header needs: who is here, at which school, and where he or she may go.

A menu names routes; what somebody may not open is not in it.
"""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import Membership
from accounts.permissions import Role


class MenuItem(NamedTuple):
    """A word in the menu, where it leads, and whether the reader is there."""

    label: str
    url: str
    is_current: bool


MENUS: dict[Role, list[tuple[str, str]]] = {
    Role.CAREERS_LEADER: [
        ("Overview", "reporting:overview"),
        ("Students", "students:list"),
        ("Interviews", "interviews:list"),
        ("Advisers", "advisers:list"),
        ("Reports", "reporting:reports"),
    ],
    Role.ADVISER: [
        ("Interviews", "interviews:list"),
        ("Students", "students:list"),
        ("Overview", "reporting:overview"),
        ("Advisers", "advisers:list"),
        ("Reports", "reporting:reports"),
    ],
    Role.SENIOR_LEADER: [("Overview", "reporting:overview"), ("Reports", "reporting:reports")],
    Role.TUTOR: [("My form", "students:list"), ("Interviews", "interviews:list")],
    Role.ADMINISTRATOR: [("Students", "students:list"), ("Imports", "students:imports")],
}
SETTINGS_MENU: dict[Role, list[tuple[str, str]]] = {
    Role.CAREERS_LEADER: [
        ("People", "accounts:people"),
        ("Settings", "accounts:settings"),
        ("Imports", "students:imports"),
        ("Who opened what", "accounts:access_log"),
    ],
    Role.ADVISER: [("People", "accounts:people"), ("Settings", "accounts:settings")],
}


def landing_of(membership: Membership) -> str:
    """The page a member arrives at: the first of the menu."""
    first = next(iter(menu_of(membership, MENUS, "")))
    return first.url


def menu_of(membership: Membership, menus: dict[Role, list[tuple[str, str]]], path: str) -> list[MenuItem]:
    """The roles' menus one after the other, each page once. The longest address that fits is current."""
    items: dict[str, str] = {}
    for role in Role:
        if membership.holds(role):
            for label, route in menus.get(role, []):
                items.setdefault(reverse(route, kwargs={"urn": membership.school.urn}), label)
    current = max((url for url in items if is_within(path, url, membership)), key=len, default=None)
    return [MenuItem(label, url, url == current) for url, label in items.items()]


def is_within(path: str, url: str, membership: Membership) -> bool:
    """Whether an address lies under a menu's. The overview's begins every other and is only itself."""
    return path == url if url == f"/{membership.school.urn}/" else path.startswith(url)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Template variables of every page: school, membership, the two menus, the other schools."""
    membership: Membership | None = getattr(request, "membership", None)
    variables: dict[str, Any] = {"VERSION": settings.VERSION, "membership": membership}
    if membership:
        others = Membership.objects.select_related("school").filter(user=membership.user_id)
        variables |= {
            "school": membership.school,
            "navigation": menu_of(membership, MENUS, request.path),
            "settings_menu": menu_of(membership, SETTINGS_MENU, request.path),
            "memberships": others.order_by("school__name"),
        }
    return variables
