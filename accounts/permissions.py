"""Who may do what, in plain English: the one place to read it and the one place to change it.

A membership holds one or more roles; it may do what any of its roles may. Which *rows* a permission
reaches (a tutor's own form, say) is `visible_to(membership)` on each QuerySet.
"""

from enum import Enum

from django.db.models import TextChoices


class Permission(Enum):
    """A thing somebody may do at a school. The value says it in words."""

    VIEW_FIGURES = "see the Benchmark 8 figures and download issued reports"
    VIEW_NAMES_BEHIND_FIGURES = "open the list of students behind a figure"
    CREATE_REPORTS = "create a report and plan the scheduled ones"
    LIST_STUDENTS = "see students: names, year group and form"
    VIEW_NEEDS = "see students' needs (SEND, pupil premium, in care)"
    VIEW_STATUS = "see a student's Benchmark 8 status and its proof"
    EDIT_STUDENTS = "import students, add them and correct them"
    MANAGE_EXCLUSIONS = "leave a student out of the eligible figure"
    VIEW_INTERVIEWS = "see interviews: date, adviser and outcome"
    VIEW_PLANS = "read every interview's summary and action plan"
    VIEW_SHARED_PLANS = "read the action plans shared with the tutor"
    VIEW_CONFIDENTIAL_NOTES = "read and write confidential notes"
    RECORD_OWN_INTERVIEWS = "record the interviews he or she held"
    RECORD_FOR_ADVISERS = "record an interview on an adviser's behalf, without notes"
    VIEW_ADVISERS = "see advisers and their credentials"
    MANAGE_ADVISERS = "add advisers, and check their credentials"
    VIEW_PEOPLE = "see who may log in to this school"
    MANAGE_PEOPLE = "invite people, change their roles and remove them"
    VIEW_SETTINGS = "see the school's settings"
    MANAGE_SETTINGS = "change the school's settings"


class Role(TextChoices):
    """What somebody is at a school."""

    CAREERS_LEADER = "careers_leader", "Careers leader"
    ADVISER = "adviser", "Adviser"
    SENIOR_LEADER = "senior_leader", "Senior leader"
    TUTOR = "tutor", "Tutor"
    ADMINISTRATOR = "administrator", "Administrator"


P = Permission

ROLE_DESCRIPTIONS = {
    Role.CAREERS_LEADER: "Runs the school's careers programme: sees every figure and every student, imports the "
    "roster, looks after advisers, people, settings and reports. Never reads confidential notes.",
    Role.ADVISER: "Holds the interviews: sees every student, records interviews and action plans, and reads "
    "the confidential notes of this school's advisers.",
    Role.SENIOR_LEADER: "Reads the figures and downloads the reports. Sees no student, save by name in a report "
    "issued with its list of students.",
    Role.TUTOR: "Sees his or her own form, and the action plans that were shared with the tutor.",
    Role.ADMINISTRATOR: "Imports the roster, corrects students' details and prints lists. Never sees notes or plans.",
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CAREERS_LEADER: frozenset(
        {
            P.VIEW_FIGURES,
            P.VIEW_NAMES_BEHIND_FIGURES,
            P.CREATE_REPORTS,
            P.LIST_STUDENTS,
            P.VIEW_NEEDS,
            P.VIEW_STATUS,
            P.EDIT_STUDENTS,
            P.MANAGE_EXCLUSIONS,
            P.VIEW_INTERVIEWS,
            P.VIEW_PLANS,
            P.RECORD_FOR_ADVISERS,
            P.VIEW_ADVISERS,
            P.MANAGE_ADVISERS,
            P.VIEW_PEOPLE,
            P.MANAGE_PEOPLE,
            P.VIEW_SETTINGS,
            P.MANAGE_SETTINGS,
        }
    ),
    Role.ADVISER: frozenset(
        {
            P.VIEW_FIGURES,
            P.VIEW_NAMES_BEHIND_FIGURES,
            P.LIST_STUDENTS,
            P.VIEW_NEEDS,
            P.VIEW_STATUS,
            P.VIEW_INTERVIEWS,
            P.VIEW_PLANS,
            P.VIEW_CONFIDENTIAL_NOTES,
            P.RECORD_OWN_INTERVIEWS,
            P.VIEW_ADVISERS,
            P.VIEW_PEOPLE,
            P.VIEW_SETTINGS,
        }
    ),
    Role.SENIOR_LEADER: frozenset({P.VIEW_FIGURES}),
    Role.TUTOR: frozenset({P.LIST_STUDENTS, P.VIEW_STATUS, P.VIEW_INTERVIEWS, P.VIEW_SHARED_PLANS}),
    Role.ADMINISTRATOR: frozenset({P.LIST_STUDENTS, P.VIEW_NEEDS, P.EDIT_STUDENTS}),
}


# What these roles may do, they may do for the students of one form only.
OWN_FORM_ROLES = frozenset({Role.TUTOR})


def permissions_of(roles: list[str]) -> frozenset[Permission]:
    """Everything that somebody with these roles may do: what any one of the roles may."""
    return frozenset().union(*(ROLE_PERMISSIONS[Role(role)] for role in roles))
