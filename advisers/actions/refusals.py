"""Turning what the database refuses into sentences people can act on."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from accounts.actions import Refused

CHANGED_MEANWHILE = (
    "Somebody else changed this while you were writing. What you wrote is still here: compare it with "
    "what is on record now, then save again."
)


@contextmanager
def refusing(sentences: Mapping[str, str]) -> Iterator[None]:
    """Run in a savepoint; a broken constraint named here refuses with its sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
        if constraint not in sentences:
            raise
        raise Refused(sentences[constraint]) from error
