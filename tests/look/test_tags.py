"""How dates, figures, states and problems are said."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template

from accounts.permissions import Permission
from accounts.templatetags import waymark


def render(source, **context):
    return Template("{% load waymark %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("78.3", "78.3 %"),
        (Decimal("78.39"), "78.3 %"),
        (99.99, "99.9 %"),
        ("100.0", "100.0 %"),
        (0, "0.0 %"),
        (None, "–"),
        ("", "–"),
    ],
)
def test_percentages_are_cut_and_nobody_is_a_dash(value, said):
    assert waymark.percent(value) == said


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (0, "student,students", "0 students"),
        (1, "student,students", "1 student"),
        (1150, "student", "1,150 students"),
        (1, "person,people", "1 person"),
        (2, "person,people", "2 people"),
    ],
)
def test_counts_agree_with_their_nouns(number, words, said):
    assert waymark.counted(number, words) == said


@pytest.mark.parametrize(
    ("items", "all_of_them", "any_of_them"),
    [
        ([], "", "a "),
        (["Tutor"], "Tutor", "a tutor"),
        (["Adviser", "Tutor"], "Adviser and Tutor", "an adviser or tutor"),
        (
            ["Careers leader", "Adviser", "Tutor"],
            "Careers leader, Adviser and Tutor",
            "a careers leader, adviser or tutor",
        ),
    ],
)
def test_lists_are_said_in_words(items, all_of_them, any_of_them):
    assert waymark.in_words(items) == all_of_them
    assert waymark.either(items) == any_of_them


def test_dates_are_said_as_schools_write_them():
    assert waymark.long_date(date(2026, 3, 31)) == "31 March 2026"
    assert waymark.short_date(date(2026, 3, 1)) == "1 Mar 2026"
    assert waymark.long_date(None) == "–"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('{% badge "met" %}', '<span class="badge tone-good">Met</span>'),
        (
            '{% badge "due" text="Due by 31 August" %}',
            '<span class="badge tone-warn">Due by 31 August</span>',
        ),
        ('{% badge "sen" text="SEN" tone="info" %}', '<span class="badge tone-info">SEN</span>'),
        ('{% badge "half_done" %}', '<span class="badge tone-neutral">Half done</span>'),
        ("{% badge name %}", '<span class="badge tone-neutral">&lt;b&gt;</span>'),
    ],
)
def test_a_badge_always_says_its_state(source, html):
    assert render(source, name="<b>").strip() == html


def test_every_status_of_the_rule_has_words():
    assert {
        state: waymark.state_words(state) for state in ("met", "on_course", "not_yet_due", "behind", "missed")
    } == {
        "met": "Met",
        "on_course": "On course",
        "not_yet_due": "Not yet due",
        "behind": "Behind",
        "missed": "Missed",
    }


class Student(forms.Form):
    """A form with each kind of box."""

    surname = forms.CharField()
    upn = forms.CharField(label="UPN", error_messages={"required": "Enter the UPN, 13 characters"})
    sex = forms.ChoiceField(choices=[("F", "Female")], widget=forms.RadioSelect)
    year_group = forms.ChoiceField(choices=[("11", "11")])
    explained = forms.BooleanField(label="Confidentiality was explained")

    def clean(self):
        raise forms.ValidationError("Two students have this name.")


def test_problems_name_what_to_enter_and_lead_to_the_box():
    assert waymark.problems(Student({})) == [
        ("", "Two students have this name."),
        ("id_surname", "Enter the surname"),
        ("id_upn", "Enter the UPN, 13 characters"),
        ("id_sex_0", "Choose the sex"),
        ("id_year_group", "Choose the year group"),
        ("id_explained", "Tick “Confidentiality was explained”"),
    ]


def test_problems_of_a_formset_name_the_row():
    formset = forms.formset_factory(Student, extra=0)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-surname": "Okonkwo"}
    )
    targets = [problem.target for problem in waymark.problems(None, formset) if "surname" in problem.target]
    assert targets == ["id_form-1-surname"]


def test_nothing_is_wrong_before_a_form_is_sent():
    assert waymark.problems(Student(), None, "") == []


def test_long_lists_offer_the_ends_and_the_neighbours():
    page = Paginator(range(1150), 50).page(3)
    assert waymark.page_numbers(page) == [1, 2, 3, 4, "…", 23]


@pytest.mark.parametrize("permission", Permission)
def test_every_refusal_can_name_a_role(permission):
    assert waymark.roles_that_may(permission.value)


def test_a_refusal_of_several_permissions_names_every_role_with_one():
    refusal = f"{Permission.RECORD_OWN_INTERVIEWS.value} or {Permission.RECORD_FOR_ADVISERS.value}"
    assert waymark.roles_that_may(refusal) == ["Careers leader", "Adviser"]
    assert waymark.roles_that_may("something else") == []
