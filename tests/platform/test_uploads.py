"""How much of whom is taken: a stranger's file is never laid on the disk."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.test import Client

from accounts.models import Membership
from config import uploads

PAGE = "/104723/students/imports/new/"


class Noticing(MemoryFileUploadHandler):
    """Notes every file that the application begins to read."""

    seen: list[str] = []

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.seen.append(args[1])
        super().new_file(*args, **kwargs)


@pytest.fixture
def read(settings: Any) -> Iterator[list[str]]:
    """The names of the files that were read."""
    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.Noticing"]
    yield Noticing.seen
    Noticing.seen.clear()


def send(browser: Client, size: int) -> Any:
    return browser.post(PAGE, {"file": SimpleUploadedFile("roster.csv", b"x" * size)})


def test_a_strangers_large_file_is_refused_unread(client: Client, db: None, read: list[str]) -> None:
    answer = send(client, uploads.STRANGERS_BYTES)
    assert (answer.status_code, read) == (413, [])
    assert "2 MB from somebody who is not logged in" in answer.content.decode()
    assert send(client, 1000).status_code == 302


def test_a_members_large_file_is_taken_up_to_a_point(
    ada: Membership, client_of: Callable[[Membership], Client], read: list[str]
) -> None:
    browser = client_of(ada)
    assert (send(browser, uploads.STRANGERS_BYTES).status_code, read) == (200, ["roster.csv"])
    answer = browser.post(
        PAGE,
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(uploads.MEMBERS_BYTES + 1),
    )
    assert (answer.status_code, read) == (413, ["roster.csv"])


@pytest.mark.parametrize("length", ["", "-1", "x", "٣"])
def test_a_length_that_is_none_announces_nothing(client: Client, db: None, length: str) -> None:
    assert client.get("/accounts/login/", CONTENT_LENGTH=length).status_code == 200
