"""Probes and hostile addresses, answered before anything else."""

import socket
import time
from urllib.parse import urlencode

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from config import readiness

NOT_TEXT = b"This request holds characters that are not text."


@pytest.mark.parametrize("host", ["10.0.0.7:8000", "waymark.example", "localhost"])
def test_the_process_serves_whatever_host_is_asked_for(client, host):
    answer = client.get("/healthz", headers={"host": host})
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, b"ok\n", "no-store")
    assert client.head("/healthz", headers={"host": host}).status_code == 200


def test_only_reading_is_a_probe(client):
    assert client.post("/healthz", headers={"host": "waymark.example"}).status_code == 400


@pytest.mark.django_db
def test_ready_when_database_and_broker_answer(client):
    answer = client.get("/readyz", headers={"host": "10.0.0.7"})
    assert (answer.status_code, answer.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_the_database_that_is_down_is_named_and_nothing_told_about_it(client, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        monkeypatch.setitem(connection.settings_dict, "PORT", taken.getsockname()[1])
        monkeypatch.setitem(connection.settings_dict, "OPTIONS", {})
        answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"database: cannot be reached\n")


@pytest.mark.django_db
def test_the_broker_that_is_down_is_named(client, settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.REDIS_URL = f"redis://127.0.0.1:{taken.getsockname()[1]}/0"
        answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"broker: cannot be reached\n")


@pytest.mark.django_db
def test_static_files_that_nobody_collected_are_named(client, settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    answer = client.get("/readyz")
    words = b"pages: no static files: run `python3 manage.py collectstatic --no-input`\n"
    assert (answer.status_code, answer.content) == (503, words)


@pytest.mark.django_db
def test_a_part_that_takes_the_call_and_never_answers_is_told_in_time(client, settings, monkeypatch):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        settings.REDIS_URL = f"redis://127.0.0.1:{port}/0"
        monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        monkeypatch.setitem(connection.settings_dict, "PORT", port)
        monkeypatch.setitem(connection.settings_dict, "OPTIONS", {})
        began = time.monotonic()
        answer = client.get("/readyz")
        took = time.monotonic() - began
    assert answer.status_code == 503
    assert [line.split(b":")[0] for line in answer.content.splitlines()] == [b"database", b"broker"]
    assert took < 5


@pytest.mark.django_db
def test_a_role_that_owns_the_database_is_not_ready_to_answer_requests(monkeypatch):
    owner = connections["owner"].settings_dict["USER"]
    monkeypatch.setitem(connection.settings_dict, "USER", owner)
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", connections["owner"].settings_dict["PASSWORD"])
    assert readiness.problems() == [
        f"database: the role {owner} owns the database, so it could change its rules"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/?q=%00",
        "/?q=a%00b",
        "/?%00=1",
        "/?q=%FF",
        "/?q=%C3%28",
        "/?q=%ED%A0%80",
        "/104723/%00/",
    ],
)
def test_bytes_that_are_not_text_in_an_address_are_refused(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer.content) == (400, NOT_TEXT)


@pytest.mark.django_db
def test_a_path_that_is_not_text_leads_nowhere(client):
    assert client.get("/104723/%FF/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("body", ["login=%00", "login=a%00b", "%00=a", "login=%FF", "login=%C3%28"])
def test_bytes_that_are_not_text_in_a_form_are_refused(client, body):
    answer = client.post(
        reverse("account_login"), body, content_type="application/x-www-form-urlencoded; charset=utf-8"
    )
    assert (answer.status_code, answer.content) == (400, NOT_TEXT)


@pytest.mark.django_db
@pytest.mark.parametrize("value", [b"a\0b", b"\xff", b"\xc3("])
def test_bytes_that_are_not_text_in_a_form_with_files_are_refused(client, value):
    body = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\n' + value + b"\r\n--x--\r\n"
    answer = client.post(reverse("account_login"), body, content_type="multipart/form-data; boundary=x")
    assert (answer.status_code, answer.content) == (400, NOT_TEXT)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Zoë Ångström", "李 小龍", "🎓", "a%b+c&d", "\N{REPLACEMENT CHARACTER}"])
def test_text_in_any_script_passes(text):
    """The log-in page answers with its form again: the words arrived, and fit nobody."""
    address = reverse("account_login", query={"next": f"/{text}"})
    body = urlencode({"login": text, "password": text})
    answer = Client().post(address, body, content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, answer.context["form"].data["login"]) == (200, text)
