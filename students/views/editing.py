from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import SchoolRequest, requires
from accounts.actions import AlreadySubmitted, ChangedMeanwhile, Refused
from accounts.permissions import Permission
from students import actions
from students.academic_year import AcademicYear
from students.forms import AddStudentForm, StudentForm
from students.forms.student import initial_of
from students.identity import uln_problem, upn_problem
from students.models import Student
from students.presenting import FieldInWords, in_words
from students.roster_facts import Known, State, YearFacts, field_changes
from students.school_record import read_student
from students.views.detail import opened, visible_student


@requires(Permission.EDIT_STUDENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SchoolRequest) -> HttpResponse:
    """Add a student whom no roster has brought yet."""
    now = timezone.now()
    on = timezone.localdate(now)
    form = AddStudentForm(
        request.POST if request.method == "POST" else None, on=on, initial={"joined_on": on}
    )
    if request.method == "POST" and form.is_valid():
        try:
            student = added(request, form, now)
        except AlreadySubmitted:
            return redirect("students:list", request.school.urn)
        except actions.Namesake as refused:
            form.add_error(
                "is_another", f"{refused} Is this another student? Then tick the box below the name."
            )
            form.offer_another()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{student} is added.")
            warn_of_numbers(request, form)
            return redirect("students:detail", request.school.urn, student.pk)
    return render(request, "students/add.html", {"form": form, "year": AcademicYear.of(on)})


def added(request: SchoolRequest, form: AddStudentForm, now: Any) -> Student:
    """The student that the form describes."""
    year = form.year()
    assert year is not None
    return actions.add_student(
        school=request.school,
        details=form.details(),
        year=year,
        stay=form.stays()[0],
        on=timezone.localdate(now),
        by=request.membership.user,
        at=now,
        token=form.cleaned_data["token"],
        is_another=form.cleaned_data["is_another"],
    )


@requires(Permission.EDIT_STUDENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SchoolRequest, student_id: UUID) -> HttpResponse:
    """Correct a student. The second of two editors is told what has changed and loses nothing he typed."""
    now = timezone.now()
    on = timezone.localdate(now)
    student = visible_student(request, student_id, on=on)
    known = read_student(student, on=on)
    context: dict[str, Any] = {"student": student, "year": AcademicYear.of(on), "has_left": has_left(known)}
    if request.method != "POST":
        form = StudentForm(on=on, initial=initial_of(known) | {"seen": actions.state_mark(known.state)})
        return opened(request, student, "students/edit.html", context | {"form": form})
    form = StudentForm(request.POST, on=on)
    if form.is_valid():
        try:
            correct(request, student, form, known, now)
        except ChangedMeanwhile as refused:
            form = still_typed(request, known, on=on)
            context |= {"changed_meanwhile": str(refused), "recorded": differences(form, known)}
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{student} is corrected.")
            warn_of_numbers(request, form)
            return redirect("students:detail", request.school.urn, student.pk)
    return opened(request, student, "students/edit.html", context | {"form": form})


def correct(request: SchoolRequest, student: Student, form: StudentForm, known: Known, now: Any) -> None:
    """Write what the form says, unless somebody else was quicker."""
    actions.correct_student(
        student=student,
        details=form.details(),
        year=form.year(known.year),
        stays=form.stays(known.state.stays),
        seen=form.cleaned_data["seen"],
        on=timezone.localdate(now),
        by=request.membership.user,
        at=now,
    )


def still_typed(request: SchoolRequest, known: Known, *, on: Any) -> StudentForm:
    """The form with everything the editor typed, now against what is recorded at this moment."""
    data = request.POST.copy()
    data["seen"] = actions.state_mark(known.state)
    form = StudentForm(data, on=on)
    form.is_valid()
    return form


def differences(form: StudentForm, known: Known) -> list[FieldInWords]:
    """What is recorded now and differs from what the editor typed."""
    year: YearFacts | None = form.year(known.year) or known.year
    typed = State(form.details(), year, form.stays(known.state.stays))
    return [in_words(change) for change in field_changes(known.state, typed)]


def has_left(known: Known) -> bool:
    """Whether the last stay has an end, so that the student may come back."""
    return bool(known.state.stays and known.state.stays[-1].left_on)


def warn_of_numbers(request: SchoolRequest, form: StudentForm) -> None:
    """Check characters that are wrong are kept, and said."""
    upn, uln = form.cleaned_data["upn"], form.cleaned_data["uln"]
    if upn and (problem := upn_problem(upn)):
        messages.warning(request, f"The UPN {upn} {problem}.")
    if uln and (problem := uln_problem(uln)):
        messages.warning(request, f"The ULN {uln} {problem}.")
