"""An uploaded file of interviews, read again whenever a page needs it: nothing of it is kept but the file."""

from pathlib import Path

from django.core.files.storage import default_storage

from accounts.files import FileRefused
from accounts.files.kept import read_whole
from interviews.models import InterviewImport


def data_of(upload: InterviewImport) -> bytes:
    """The bytes of an upload; one whose file is gone or is no longer what was sent must be sent again."""
    stored = upload.file.name or ""
    data = read_whole(Path(default_storage.path(stored)), upload.sha256) if stored else None
    if data is None:
        raise FileRefused("This file is no longer here. Send it again.", name=upload.file_name)
    return data
