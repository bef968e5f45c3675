"""The only writers of interviews, their plans, notes and addenda."""

from interviews.actions.correcting import correct_interview, withdraw_interview
from interviews.actions.importing import (
    apply_import,
    discard_import,
    import_interviews,
    keep_upload,
    undo_import,
)
from interviews.actions.recording import RecordedAlready, record_interview, record_interviews
from interviews.actions.texts import (
    EditedMeanwhile,
    add_addendum,
    edit_text,
    mark_step,
    pass_to_safeguarding,
    share_plan,
)

__all__ = [
    "EditedMeanwhile",
    "RecordedAlready",
    "add_addendum",
    "apply_import",
    "correct_interview",
    "discard_import",
    "edit_text",
    "import_interviews",
    "keep_upload",
    "mark_step",
    "pass_to_safeguarding",
    "record_interview",
    "record_interviews",
    "share_plan",
    "undo_import",
    "withdraw_interview",
]
