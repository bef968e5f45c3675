"""Pages that say no: what they say, and that they come up when little else does."""

import lxml.html
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.test import RequestFactory
from django.views import csrf, defaults

from accounts.permissions import Permission


@pytest.fixture
def request_of_a_stranger():
    request = RequestFactory().get("/104723/reports/")
    request.user = AnonymousUser()
    request.membership = None
    return request


def card(response):
    return " ".join(lxml.html.fromstring(response.content).find_class("card")[0].text_content().split())


def test_a_role_that_is_too_small_is_told_which_would_do(request_of_a_stranger):
    response = defaults.permission_denied(
        request_of_a_stranger, PermissionDenied(Permission.CREATE_REPORTS.value)
    )
    assert response.status_code == 403
    assert "somebody must be a careers leader at the school" in card(response)
    assert Permission.CREATE_REPORTS.value in card(response)


def test_a_refusal_without_words_says_it_is_the_role(request_of_a_stranger):
    response = defaults.permission_denied(request_of_a_stranger, PermissionDenied())
    assert "Your role at this school does not include this page." in card(response)


def test_what_is_not_there_looks_the_same_whatever_was_asked_for(request_of_a_stranger):
    first = defaults.page_not_found(request_of_a_stranger, Http404("Brook School"))
    request_of_a_stranger.path = request_of_a_stranger.path_info = "/104723/students/"
    second = defaults.page_not_found(request_of_a_stranger, Http404())
    assert (first.status_code, first.content) == (404, second.content)
    assert b"Brook" not in first.content


@pytest.mark.parametrize(
    ("answer", "status", "heading"),
    [
        (lambda request: defaults.server_error(request), 500, "Something went wrong on our side"),
        (lambda request: defaults.bad_request(request, None), 400, "This request could not be read"),
        (
            lambda request: csrf.csrf_failure(request, REASON_NO_CSRF_COOKIE),
            403,
            "The form was open too long",
        ),
    ],
)
def test_pages_that_need_nothing_come_up(answer, status, heading):
    response = answer(RequestFactory().get("/"))
    assert response.status_code == status
    assert lxml.html.fromstring(response.content).xpath("//h1/text()") == [heading]
