from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from accounts import outbox
from accounts.access import SchoolRequest, requires
from accounts.actions import ChangedMeanwhile, Refused, add_member, change_member, remove_member
from accounts.forms import ChangeRolesForm, InviteForm
from accounts.invitations import INVITATION
from accounts.models import Membership, OutboxEmail
from accounts.permissions import ROLE_DESCRIPTIONS, Permission, Role
from advisers.models import Adviser
from students.academic_year import AcademicYear
from students.models import Student


@requires(Permission.VIEW_PEOPLE)
@require_safe
def people(request: SchoolRequest) -> HttpResponse:
    """Who may log in to this school, and as what."""
    members = Membership.objects.visible_to(request.membership).select_related("user")
    problems = undelivered(request)
    context = {
        "people": [
            (person, problems.get(person.pk, "")) for person in members.order_by("user__name", "user__email")
        ],
        "may_manage": request.membership.may(Permission.MANAGE_PEOPLE),
        "roles": [(role.label, ROLE_DESCRIPTIONS[role]) for role in Role],
    }
    return render(request, "accounts/people.html", context)


def undelivered(request: SchoolRequest) -> dict[UUID, str]:
    """What went wrong with the last invitation of each person whose invitation may not have arrived."""
    invitations = OutboxEmail.objects.visible_to(request.membership).of_kind(INVITATION)
    last = {each.object_id: each for each in invitations.order_by("on_date", "pk")}
    problems = {key: each.problem for key, each in last.items() if each.is_troubled}
    delayed = {
        key: f"{each.problem} It is tried again by itself." for key, each in last.items() if each.is_delayed
    }
    return problems | delayed


@requires(Permission.MANAGE_PEOPLE)
def invite(request: SchoolRequest) -> HttpResponse:
    """Invite a person: a membership now, and a link by e-mail."""
    form = InviteForm(request.POST or None, school=request.school)
    if request.method == "POST" and form.is_valid():
        try:
            membership = add_member(
                school=request.school, at=timezone.now(), only_add=True, **form.cleaned_data
            )
        except (Refused, ValidationError) as error:
            form.add_error("email", error if isinstance(error, ValidationError) else str(error))
        else:
            send_invitation(membership)
            messages.success(request, f"An e-mail is on its way to {membership.user.email}.")
            say_what_is_left_to_do(request, membership)
            return redirect("accounts:people", urn=request.school.urn)
    return render(request, "accounts/invite.html", {"form": form})


def say_what_is_left_to_do(request: SchoolRequest, person: Membership) -> None:
    """What it takes beside the role: an adviser's interviews need a record, a tutor's form a roster."""
    today, name = timezone.localdate(), person.user.name
    advisers = Adviser.objects.visible_to(request.membership)
    if person.holds(Role.ADVISER) and not advisers.of_member(person).exists():
        address = reverse("advisers:add", kwargs={"urn": request.school.urn})
        words = 'Next: <a href="{}">add {} to the advisers</a>, with {}, so that interviews can be recorded.'
        messages.info(request, format_html(words, address, name, person.user.email))
    students = Student.objects.visible_to(request.membership, on=today)
    if person.form and not students.in_form(person.form, year=AcademicYear.of(today)).exists():
        messages.warning(
            request, f"The roster has nobody in form {person.form}: {name} sees no student until it has."
        )


def send_invitation(membership: Membership) -> None:
    """Owe the person an invitation; asked twice on one day it is one e-mail, unless that one went wrong."""
    now = timezone.now()
    email = outbox.enqueue(
        school=membership.school,
        kind=INVITATION,
        object_id=membership.pk,
        recipient=membership.user,
        on=timezone.localdate(now),
        at=now,
    )
    if email.is_troubled:
        # Somebody else may be sending it again this very moment: then it is on its way.
        with suppress(Refused):
            outbox.settle(email=email, again=True, at=now)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def invite_again(request: SchoolRequest, membership_id: UUID) -> HttpResponse:
    """Send the invitation once more to somebody who has not chosen a password."""
    person = person_or_404(request, membership_id)
    send_invitation(person)
    messages.success(
        request, f"{person.user.email} gets one invitation a day, and today's is on its way or there."
    )
    return redirect("accounts:people", urn=request.school.urn)


@requires(Permission.MANAGE_PEOPLE)
def change_person(request: SchoolRequest, membership_id: UUID) -> HttpResponse:
    """Change somebody's roles and form."""
    person = person_or_404(request, membership_id)
    shown = {"roles": person.roles, "form": person.form, "version": person.version}
    form = ChangeRolesForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_member(membership=person, **form.cleaned_data)
        except ChangedMeanwhile as error:
            messages.warning(request, str(error))
            return redirect("accounts:people", urn=request.school.urn)
        except Refused as error:
            form.add_error("roles", str(error))
        else:
            messages.success(request, f"{person.user.name} is now: {changed.role_names()}.")
            say_what_is_left_to_do(request, changed)
            return redirect("accounts:people", urn=request.school.urn)
    return render(request, "accounts/change_person.html", {"form": form, "person": person})


@requires(Permission.MANAGE_PEOPLE)
def remove_person(request: SchoolRequest, membership_id: UUID) -> HttpResponse:
    """Take somebody off the school, after asking."""
    person = person_or_404(request, membership_id)
    problem = ""
    if request.method == "POST":
        try:
            remove_member(membership=person)
        except Refused as error:
            problem = str(error)
        else:
            messages.success(request, f"{person.user.name} can no longer open {request.school.name}.")
            if person.user_id == request.membership.user_id:
                return redirect("home")
            return redirect("accounts:people", urn=request.school.urn)
    return render(request, "accounts/remove_person.html", {"person": person, "problem": problem})


def person_or_404(request: SchoolRequest, membership_id: UUID) -> Membership:
    """One of this school's memberships."""
    people = Membership.objects.visible_to(request.membership).select_related("user", "school")
    return get_object_or_404(people, pk=membership_id)
