"""docs/permissions.md: the declared tables in plain words."""

from collections.abc import Iterator

from accounts.permissions import ROLE_DESCRIPTIONS, Role
from tests.house.expected import ANOTHER_ADVISERS, LISTS_OWN_FORM, LOGGED_IN, NOTES, PUBLIC, ROWS
from tests.house.routes import Route, our_routes, school_routes
from tests.house.seen import SEEN
from tests.house.sources import ROOT
from tests.house.world import PARTS

PAGE = ROOT / "docs/permissions.md"
HEADS = {
    "leader": "careers leader",
    "adviser": "adviser",
    "senior": "senior leader",
    "tutor": "tutor",
    "administrator": "administrator",
    "tutor_administrator": "tutor and administrator",
}
SECTIONS = {
    "reporting": "Figures and reports",
    "students": "Students",
    "advisers": "Advisers",
    "interviews": "Interviews",
    "accounts": "People, settings, log",
}
HEAD = """# Who may open what

Printed by `python3 manage.py test tests/house/test_permissions_page.py --write-permissions` from what the
tests declare and find true of every page and role; do not edit it by hand. Which permissions a role has is
written in `accounts/permissions.py`.
"""
RULES = """## For every page

- Without a log-in: led to the log-in, whatever was asked for.
- Another school's page, or another school's student, interview, report or anything else on a page of one's
  own school: 404, byte for byte the answer for something that does not exist.
- One's own school, and the role is too small: 403, with the permission that would be needed.
- A tutor asking for a student of another form: 404.
- Somebody with several roles may do what any of them may. What is a tutor's to see of the own form, he or she
  sees of no other, whatever another role shows besides.
- Showing, listing, exporting or printing a student's record leaves a line in the access log.
- Reading a page changes nothing but that log.
"""
LEGEND = """*yes*: opens it and may do what it is for. *reads*: opens it, and may change nothing. *own form*,
*own interviews*: yes, for those. *led on*: led to another page. *–*: 403.
"""


def written() -> str:
    """The whole page."""
    parts = [HEAD, roles(), RULES, "## Pages\n", LEGEND, *pages(), others(), texts()]
    return "\n".join(parts)


def roles() -> str:
    """What each role is."""
    lines = [f"- **{role.label}.** {ROLE_DESCRIPTIONS[role]}" for role in Role]
    return "\n".join(["## Roles\n", *lines, ""])


def pages() -> Iterator[str]:
    """A table for each app."""
    for app, title in SECTIONS.items():
        yield f"### {title}\n"
        yield row(["page", "for", *HEADS.values()])
        yield row(["---"] * (len(HEADS) + 2))
        for route in school_routes():
            if route.name.startswith(f"{app}:"):
                yield row([f"`{route.name}`", purpose(route), *(cell(route.name, part) for part in PARTS)])
        yield ""


def row(cells: list[str]) -> str:
    """A line of a table."""
    return f"| {' | '.join(cells)} |"


def purpose(route: Route) -> str:
    """What a page is for: its view's first line, and what the table alone does not say."""
    return " ".join(filter(None, [route.words, NOTES.get(route.name, "")]))


def cell(name: str, part: str) -> str:
    """What somebody gets from a page, in a word or two."""
    get, post = ROWS[name, False][part]
    if get == post == 403:
        return "–"
    if get == 302:
        return "led on"
    if may_send(post) < max(may_send(other) for _, other in ROWS[name, False].values()):
        return "reads"
    elsewhere = ROWS.get((name, True))
    if (name, part) in LISTS_OWN_FORM or (elsewhere and elsewhere[part][0] == 404):
        return "own form"
    return "own interviews" if part == "adviser" and name in ANOTHER_ADVISERS else "yes"


def may_send(status: int) -> bool:
    """Whether a form that is sent is taken."""
    return status in (200, 302)


def others() -> str:
    """The pages that belong to no school."""
    lines = []
    for route in our_routes():
        if route.name in PUBLIC:
            lines.append(f"- `{route.name}`: anybody. {route.words}")
        elif route.name in LOGGED_IN:
            lines.append(f"- `{route.name}`: whoever has logged in. {LOGGED_IN[route.name]}")
    lines.append("- Logging in and out, and choosing a new password: django-allauth's pages.")
    lines.append("- `/healthz` and `/readyz`: anybody. They say whether the application is well.")
    return "\n".join(["### Pages of no school\n", *lines, ""])


def texts() -> str:
    """Who sees which text, anywhere."""
    parts = [part for part in PARTS if part != "tutor_administrator"]
    lines = [row(["what", *(HEADS[part] for part in parts), ""]), row(["---"] * (len(parts) + 2))]
    for entry in SEEN:
        lines.append(row([entry.words, *("yes" if part in entry.by else "–" for part in parts), entry.note]))
    return "\n".join(["## What is seen, on whatever page\n", *lines, ""])
