"""The students behind a figure, on a page and on paper."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SchoolRequest, requires
from accounts.actions import log_access
from accounts.models.access_log import AccessKind
from accounts.permissions import Permission
from reporting.benchmark8 import Verdict
from reporting.selection import Need, Selection
from reporting.views.asking import asked, menu_at
from students.needs import needs_in_words

SEX = {Need.FEMALE, Need.MALE, Need.SEX_NOT_RECORDED}
COUNTED = ("no interview yet", "one interview", "two interviews or more")


@requires(Permission.VIEW_NAMES_BEHIND_FIGURES)
@require_safe
def figure(request: SchoolRequest) -> HttpResponse:
    """The students behind a figure: the list and the number come from one call."""
    context = chosen(request)
    page = Paginator(context["figure"].verdicts, 50).get_page(request.GET.get("page"))
    rows = [(verdict, needs_in_words(verdict.student)) for verdict in page]
    context |= {"page": page, "rows": rows, "may_see_needs": request.membership.may(Permission.VIEW_NEEDS)}
    response = render(request, "reporting/figure.html", context)
    log(request, AccessKind.LISTED, "reporting:figure", page)
    return response


@requires(Permission.VIEW_NAMES_BEHIND_FIGURES)
@require_safe
def figure_print(request: SchoolRequest) -> HttpResponse:
    """The list behind a figure on paper, whole; no need is named on it."""
    context = chosen(request, on_paper=True)
    response = render(request, "reporting/figure_print.html", context)
    log(request, AccessKind.PRINTED, "reporting:figure_print", context["figure"].verdicts)
    return response


def chosen(request: SchoolRequest, *, on_paper: bool = False) -> dict[str, Any]:
    """The students whom the address means, with the question and the words for both."""
    question = asked(request)
    try:
        selection = Selection.from_query(request.GET)
    except ValueError:
        raise Http404 from None
    found = question.answer(request.school)
    return {
        "question": question,
        "coverage": found,
        "figure": found.select(selection),
        "words": in_words(selection, on_paper=on_paper),
        "query": "&".join(filter(None, [selection.query, question.query])),
        "navigation": menu_at(request, "reporting:overview"),
    }


def log(request: SchoolRequest, kind: AccessKind, what: str, verdicts: Iterable[Verdict]) -> None:
    """Write down whom the reader has seen. Call it last."""
    students = [verdict.student.id for verdict in verdicts]
    log_access(by=request.membership, kind=kind, what=what, students=students, at=timezone.now())


def in_words(selection: Selection, *, on_paper: bool) -> str:
    """Which students a list shows, as its heading says it.

    On paper not which need was chosen: a list may lie about in a staff room.
    """
    parts = [f"Year {selection.year_group}" if selection.year_group else "All years"]
    if selection.met is not None:
        parts.append("target met" if selection.met else "still to be seen")
    if selection.status:
        parts.append(selection.status.label.lower())
    if selection.counted is not None:
        parts.append(COUNTED[selection.counted])
    if selection.still_needed is not None:
        parts.append(f"{selection.still_needed} more needed")
    if selection.need:
        is_told = not on_paper or selection.need in SEX
        parts.append(selection.need.label if is_told else "chosen by need")
    if selection.excluded is not None:
        parts.append("left out of the eligible figure" if selection.excluded else "eligible")
    if selection.form:
        parts.append(f"form {selection.form}")
    return " · ".join(parts)
