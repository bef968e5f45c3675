"""An uploaded file of interviews, read again whenever a page needs it: nothing of it is kept but the file."""

from accounts.files import FileRefused
from interviews.models import InterviewImport


def data_of(upload: InterviewImport) -> bytes:
    """The bytes of an upload; one whose file is gone must be sent again."""
    try:
        with upload.file.open("rb") as file:
            data: bytes = file.read()
    except (FileNotFoundError, ValueError):
        raise FileRefused("This file is no longer here. Send it again.", name=upload.file_name) from None
    return data
