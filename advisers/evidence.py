"""Evidence files: what may be kept, under which name, and that it is still what was kept."""

import hashlib
import re
import unicodedata
import uuid
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.core.files.storage import default_storage

from accounts.actions import Refused
from accounts.files.kept import read_whole, write_whole
from advisers.models import Credential

MOST_BYTES = 10 * 1024 * 1024
FOLDER = "credentials"
KINDS = "a PDF, a PNG or a JPEG picture"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
CONTENT_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}
UNSAFE = re.compile(r"[^\w .()+-]+")


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file fit to be kept: its bytes, its kind told from them, and a name that is safe to give back."""

    data: bytes
    extension: str
    name: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def read_evidence(data: bytes, *, name: str) -> EvidenceFile:
    """The file, if it is of a kind we keep and not too large; refused with a sentence otherwise."""
    refuse_too_large(len(data))
    if not data:
        raise Refused(f"This file is empty. Choose {KINDS}.")
    extension = _extension(data)
    if not extension:
        raise Refused(f"This file cannot be kept as evidence, whatever it is called. Choose {KINDS}.")
    return EvidenceFile(data, extension, safe_name(name, extension))


def refuse_too_large(size: int) -> None:
    """Refuse what is over 10 MB. Ask it of an upload's declared size before reading it."""
    if size > MOST_BYTES:
        raise Refused("This file is over 10 MB. Choose a smaller scan.")


def _extension(data: bytes) -> str:
    """What the bytes are, by their signature; the name says nothing."""
    if data.startswith((b"%PDF-1.", b"%PDF-2.")):
        return "pdf"
    if data.startswith(PNG):
        return "png"
    return "jpg" if data.startswith(b"\xff\xd8\xff") else ""


def safe_name(name: str, extension: str) -> str:
    """A name to offer for downloads: no folders, no control characters, the ending that fits the content."""
    base = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    stem = base.rsplit(".", 1)[0] if "." in base else base
    stem = " ".join(UNSAFE.sub(" ", stem).split()).strip(" .")[:100] or "evidence"
    return f"{stem}.{extension}"


def keep(file: EvidenceFile) -> str:
    """Write the file under a name of our own, which is returned."""
    stored = f"{FOLDER}/{uuid.uuid4()}.{file.extension}"
    write_whole(Path(default_storage.path(stored)), file.data)
    return stored


def discard(stored: str) -> None:
    """Remove a file whose credential was not saved after all."""
    Path(default_storage.path(stored)).unlink(missing_ok=True)


def kept_bytes(credential: Credential) -> bytes | None:
    """The evidence as it was kept; none when it is no longer there or no longer the same."""
    path = Path(default_storage.path(str(credential.evidence.name)))
    return read_whole(path, credential.evidence_sha256)


def content_type(credential: Credential) -> str:
    """What the evidence is served as: the kind found in its bytes when it was kept."""
    return CONTENT_TYPES[PurePosixPath(str(credential.evidence.name)).suffix.lstrip(".")]
