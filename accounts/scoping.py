"""Which rows a membership reaches. The base of every tenant table's QuerySet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

from accounts.permissions import Permission

if TYPE_CHECKING:
    from accounts.models import Membership, School

M = TypeVar("M", bound=models.Model)


class SchoolQuerySet(models.QuerySet[M]):
    """Rows that belong to one school.

    `view_permission` is the permission without which a membership sees none of them; a model that
    some role sees only in part overrides `visible_to`.
    """

    view_permission: Permission

    def of(self, school: School) -> Self:
        """Rows of this school: for actions, tasks and commands, which act for the school itself."""
        return self.filter(school=school)

    def visible_to(self, membership: Membership | None) -> Self:
        """Rows this membership may see; without a membership, or with too small a role, none."""
        if membership is None or not membership.may(self.view_permission):
            return self.none()
        return self.filter(school_id=membership.school_id)
