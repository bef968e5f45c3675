"""The guard before every view of a school's pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from accounts.models import Membership, School
from accounts.permissions import Permission

View = Callable[..., HttpResponse]
public = login_not_required


class SchoolRequest(HttpRequest):
    """A request to a school's page by somebody who belongs to the school."""

    membership: Membership
    school: School


def requires(*permissions: Permission) -> Callable[[View], View]:
    """Let in those who may do any of these at the school in the URL.

    Not yours, or no such school: 404. Yours, but your role is too small: 403. The permissions are left
    on the view (`view.permissions`), where the house tests read them.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: SchoolRequest, *args: Any, urn: str, **kwargs: Any) -> HttpResponse:
            if request.membership is None:
                raise Http404
            if not request.membership.may(*permissions):
                raise PermissionDenied(" or ".join(permission.value for permission in permissions))
            return view(request, *args, **kwargs)

        guarded.permissions = permissions  # type: ignore[attr-defined]
        return guarded

    return mark
