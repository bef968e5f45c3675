"""Evidence files: told by their content, kept under our own name, given back only as downloads."""

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from accounts.actions import Refused
from advisers.actions import add_credential
from advisers.claims import Claim
from advisers.evidence import kept_bytes, read_evidence, safe_name
from tests.advisers.conftest import JPEG, PDF, PNG
from tests.cast import LONG_AGO


@pytest.mark.parametrize(("data", "extension"), [(PDF, "pdf"), (PNG, "png"), (JPEG, "jpg")])
def test_what_may_be_kept(data, extension):
    kept = read_evidence(data, name="whatever.exe")
    assert (kept.extension, kept.name) == (extension, f"whatever.{extension}")
    assert kept.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    "data",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a" + bytes(50),
        b"MZ" + bytes(50),
        b"PK\x03\x04" + bytes(50),
        b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
        b"\n%PDF-1.7",
        b"%PDF-x <script>",
        b"not a picture",
    ],
)
def test_what_may_not_be_kept_whatever_it_is_called(data):
    with pytest.raises(Refused, match="cannot be kept as evidence"):
        read_evidence(data, name="certificate.pdf")


def test_too_large_and_empty_are_refused():
    with pytest.raises(Refused, match="over 10 MB"):
        read_evidence(PDF + bytes(10 * 1024 * 1024), name="x.pdf")
    assert read_evidence(PDF + bytes(10 * 1024 * 1024 - len(PDF)), name="x.pdf").extension == "pdf"
    with pytest.raises(Refused, match="is empty"):
        read_evidence(b"", name="x.pdf")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\fakepath\\Zeugnis Łódź.PDF", "Zeugnis Łódź.pdf"),
        ("cert.pdf.exe", "cert.pdf.pdf"),
        ('a"; filename="b.html', "a filename b.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("<script>.pdf", "script.pdf"),
        ("...", "evidence.pdf"),
        ("", "evidence.pdf"),
        ("x" * 500, "x" * 100 + ".pdf"),
    ],
)
def test_names_are_made_harmless(given, kept):
    assert safe_name(given, "pdf") == kept


@pytest.fixture
def credential(ann):
    claim = Claim.qualification("Diploma", 6, date(2019, 7, 1))
    evidence = read_evidence(PDF, name="Ann’s certificate.pdf")
    return add_credential(adviser=ann, claim=claim, evidence=evidence, by=None, at=LONG_AGO)


@pytest.mark.django_db
def test_kept_privately_under_our_own_name(credential):
    path = Path(default_storage.path(credential.evidence.name))
    assert re.fullmatch(r"credentials/[0-9a-f-]{36}\.pdf", credential.evidence.name)
    assert path.read_bytes() == PDF
    assert path.stat().st_mode & 0o077 == 0
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.django_db
def test_a_file_that_was_changed_is_not_given_back(credential):
    assert kept_bytes(credential) == PDF
    path = Path(default_storage.path(credential.evidence.name))
    path.write_bytes(PDF + b" ")
    assert kept_bytes(credential) is None
    path.unlink()
    assert kept_bytes(credential) is None
