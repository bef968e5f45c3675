"""What a school does before it has figures: shown in place of an empty overview."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.access import SchoolRequest
from accounts.models import Membership
from accounts.permissions import Permission
from advisers.models import Adviser
from advisers.qualification import facts_of

ROSTER = "The figures count the students it shows."
ADVISERS = "They hold the guidance interviews."
CHECKS = "An interview counts when its adviser held a checked credential on the day."
PEOPLE = "Advisers record their interviews, tutors see their form, senior leaders read the figures."


@dataclass(frozen=True)
class Step:
    """One thing to do, why, where it is done, and whether it is."""

    words: str
    why: str
    url: str
    done: bool


def first_steps(request: SchoolRequest, *, has_roster: bool) -> list[Step]:
    """The roster, the advisers, their checks, the people: those of them the reader may see to.

    None once there are figures to speak of: a roster, and an adviser of whom a credential was checked.
    """
    advisers = list(Adviser.objects.visible_to(request.membership).with_credentials())
    credentials = (facts_of(each) for one in advisers for each in one.credentials.all())
    checked = any(each.opinion == "confirmed" for each in credentials)
    if has_roster and checked:
        return []
    people = Membership.objects.visible_to(request.membership).count()
    may = request.membership.may
    steps = [
        (may(Permission.EDIT_STUDENTS), "Import the roster", ROSTER, "students:import_upload", has_roster),
        (may(Permission.MANAGE_ADVISERS), "Add the advisers", ADVISERS, "advisers:add", bool(advisers)),
        (may(Permission.MANAGE_ADVISERS), "Check what qualifies them", CHECKS, "advisers:list", checked),
        (may(Permission.MANAGE_PEOPLE), "Invite the people", PEOPLE, "accounts:invite", people > 1),
    ]
    here = {"urn": request.school.urn}
    allowed = [
        Step(words, why, reverse(route, kwargs=here), done)
        for may_see, words, why, route, done in steps
        if may_see
    ]
    return allowed if any(not step.done for step in allowed) else []
