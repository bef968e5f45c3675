from interviews.views.changing import add_addendum, correct, edit_text, pass_to_safeguarding, withdraw
from interviews.views.detail import detail, mark_step, share
from interviews.views.finding import find_student
from interviews.views.imports import apply, discard, import_preview, imports, undo
from interviews.views.listing import list_interviews
from interviews.views.plan_print import plan_print
from interviews.views.previous_school import previous_school
from interviews.views.recording import record, will_count

__all__ = [
    "add_addendum",
    "apply",
    "correct",
    "detail",
    "discard",
    "edit_text",
    "find_student",
    "import_preview",
    "imports",
    "list_interviews",
    "mark_step",
    "pass_to_safeguarding",
    "plan_print",
    "previous_school",
    "record",
    "share",
    "undo",
    "will_count",
    "withdraw",
]
