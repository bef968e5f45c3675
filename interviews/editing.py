"""Who may still touch an interview, and how long its text stays open."""

from datetime import datetime, timedelta

from accounts.models import Membership, User
from accounts.permissions import Permission
from advisers.models import Adviser
from interviews.models import Interview

OPEN_FOR = timedelta(hours=24)


def is_own(adviser: Adviser | None, user: User | None) -> bool:
    """Whether this person is the adviser: linked to the log-in, or unlinked with its e-mail."""
    if adviser is None or user is None:
        return False
    if adviser.user_id:
        return adviser.user_id == user.pk
    return bool(adviser.email) and adviser.email.casefold() == user.email.casefold()


def author(interview: Interview) -> int | None:
    """Who wrote the text: whoever recorded it first, whatever was corrected since."""
    plan = getattr(interview, "plan", None)
    return plan.recorded_by_id if plan else interview.recorded_by_id


def open_until(interview: Interview) -> datetime:
    """The instant from which the text takes addenda alone. A correction does not open it again."""
    plan = getattr(interview, "plan", None)
    return (plan.recorded_at if plan else interview.recorded_at) + OPEN_FOR


def text_is_open(interview: Interview, *, by: User | None, at: datetime) -> bool:
    """Whether this person may edit the text now: its author, for 24 hours, unless it was withdrawn."""
    if interview.withdrawn_at or by is None or author(interview) != by.pk:
        return False
    return at < open_until(interview)


def may_correct(membership: Membership, interview: Interview) -> bool:
    """Whether this person may correct, withdraw or add to the interview.

    A careers leader any, without notes; an adviser those he or she held or recorded.
    """
    if membership.may(Permission.RECORD_FOR_ADVISERS):
        return True
    own = interview.recorded_by_id == membership.user_id or is_own(interview.adviser, membership.user)
    return own and membership.may(Permission.RECORD_OWN_INTERVIEWS)
