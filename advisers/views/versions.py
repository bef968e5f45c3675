"""When two people edit the same thing: the second is told, and keeps what was written."""

from typing import TypeVar

from django import forms
from django.http import QueryDict

F = TypeVar("F", bound=forms.Form)


def with_present_version(form: F, version: int) -> F:
    """The form as it was sent, but for the version: sent again, it replaces what it was shown beside."""
    data = form.data.copy() if isinstance(form.data, QueryDict) else dict(form.data)
    data["version"] = str(version)
    form.data = data
    return form
