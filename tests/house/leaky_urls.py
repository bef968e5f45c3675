"""The project's pages and beside them some that do everything wrong: what the guards must notice."""

import logging
from datetime import date
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.template import RequestContext, Template
from django.urls import path

from accounts.access import SchoolRequest, requires
from accounts.permissions import Permission
from advisers.models import Adviser
from config.urls import urlpatterns as project
from interviews.models import ConfidentialNote
from students.models import Student


@requires(Permission.LIST_STUDENTS)
def anybody(request: SchoolRequest, student_id: UUID) -> HttpResponse:
    """A student by id alone, of whatever school and form, without a line in the log."""
    student = Student.objects.get(pk=student_id)
    logging.getLogger("leaky").warning("opened %s", student.surname)
    return HttpResponse(f"{student.surname} {student.upn} {student.pk}")


@requires(Permission.VIEW_INTERVIEWS)
def notes(request: SchoolRequest) -> HttpResponse:
    """Every confidential note there is."""
    return HttpResponse("\n".join(note.text for note in ConfidentialNote.objects.all()))


class AnyAdviser(forms.Form):
    """Advisers of every school to choose from."""

    adviser = forms.ModelChoiceField(Adviser.objects.all())


@requires(Permission.LIST_STUDENTS)
def choose(request: SchoolRequest) -> HttpResponse:
    """A form with other schools' advisers, on a page that counts its readers."""
    Student.objects.visible_to(request.membership, on=date.today()).update(version=7)
    page = Template("<form>{{ form.adviser }}</form>")
    return HttpResponse(page.render(RequestContext(request, {"form": AnyAdviser()})))


@requires(Permission.LIST_STUDENTS)
def broken(request: SchoolRequest) -> HttpResponse:
    """It takes a name for a number, and the error's words hold the name."""
    student = Student.objects.visible_to(request.membership, on=date.today()).first()
    return HttpResponse(int(student.surname) if student else 0)


def open_to_all(request: SchoolRequest, urn: str) -> HttpResponse:
    """No permission, and no mark of a public page."""
    return render(request, "404.html")


urlpatterns = [
    *project,
    path("<urn:urn>/leaky/<uuid:student_id>/", anybody, name="anybody"),
    path("<urn:urn>/leaky/notes/", notes, name="notes"),
    path("<urn:urn>/leaky/choose/", choose, name="choose"),
    path("<urn:urn>/leaky/broken/", broken, name="broken"),
    path("<urn:urn>/leaky/open/", open_to_all, name="open"),
]
