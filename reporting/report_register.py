"""The adviser register of a report: who, with which credential, how and when it was checked."""

from datetime import date, datetime, time, timedelta
from typing import Any

from advisers.models import Adviser, Credential
from advisers.models.credential import CredentialKind
from advisers.qualification import adviser_state, credential_state, facts_of
from interviews.models import Interview
from interviews.models.interview import Outcome
from reporting.coverage import Coverage
from reporting.evidence import LONDON


def adviser_register(coverage: Coverage) -> list[dict[str, Any]]:
    """Those who held an interview in the year up to the date, and those at work on it; by name."""
    day = coverage.as_at
    known = Adviser.objects.of(coverage.school).with_credentials().select_related("provider")
    held = _held_interviews(coverage)
    wanted = [
        adviser
        for adviser in known.order_by("name", "pk")
        if adviser.pk in held or (adviser.is_active and adviser.recorded_at < _end_of(day))
    ]
    return [_entry(adviser, coverage) for adviser in wanted]


def _held_interviews(coverage: Coverage) -> set[Any]:
    """The advisers with an interview that took place in the year up to the date."""
    year = coverage.academic_year
    held = Interview.objects.of(coverage.school).standing()
    days = (year.starts_on, min(coverage.as_at, year.ends_on))
    return set(
        held.filter(outcome=Outcome.ATTENDED, held_on__range=days).values_list("adviser_id", flat=True)
    )


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, LONDON)


def _entry(adviser: Adviser, coverage: Coverage) -> dict[str, Any]:
    credentials = list(adviser.credentials.all())
    state = adviser_state(
        [facts_of(each) for each in credentials],
        on=coverage.as_at,
        require_register=coverage.rulebook.require_register,
    )
    return {
        "name": adviser.name,
        "employment": adviser.get_employment_display(),
        "provider": adviser.provider.name if adviser.provider else "",
        "state": state.code,
        "words": state.words,
        "credentials": [_credential(each, coverage.as_at) for each in credentials],
    }


def _credential(credential: Credential, day: date) -> dict[str, Any]:
    is_register = credential.kind == CredentialKind.REGISTER
    return {
        "name": credential.get_register_category_display() if is_register else credential.title,
        "is_register": is_register,
        "level": credential.level,
        "awarding_body": credential.awarding_body,
        "awarded_on": _written(credential.awarded_on),
        "number": credential.register_number,
        "valid_from": _written(credential.valid_from),
        "valid_to": _written(credential.valid_to),
        "words": credential_state(facts_of(credential), on=day).words,
        "check": _check(credential),
    }


def _check(credential: Credential) -> dict[str, Any] | None:
    """The check that stands: the latest."""
    checks = sorted(credential.checks.all(), key=lambda check: (check.recorded_at, check.id))
    if not checks:
        return None
    latest = checks[-1]
    return {
        "outcome": latest.get_outcome_display(),
        "by": latest.checked_by,
        "on": _written(latest.checked_on),
        "seen_as": latest.get_seen_as_display() if latest.seen_as else "",
    }


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None
