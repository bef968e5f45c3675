"""What every page answers to whom: written by hand, compared with each answer of the walk.

`docs/permissions.md` is printed from this table, so that it cannot say anything else.
"""

from tests.house.routes import Route
from tests.house.walk import ABSENT, FOREIGN, OTHER_FORM, OWN, Step
from tests.house.world import PARTS

TABLE = """
                                    leader    adviser   senior    tutor     admin     tutor+admin
reporting:overview                  200/405   200/405   200/405   403       403       403
reporting:figure                    200/405   200/405   403       403       403       403
reporting:figure_print              200/405   200/405   403       403       403       403
reporting:proof                     200/405   200/405   403       200/405   403       200/405
reporting:proof          *          200/405   200/405   403       404/405   403       404/405
reporting:reports                   200/405   200/405   200/405   403       403       403
reporting:reports_making            200/405   200/405   200/405   403       403       403
reporting:report_create             200       403       403       403       403       403
reporting:schedule                  200       403       403       403       403       403
reporting:email_settle              405/302   403       403       403       403       403
reporting:report_detail             200/405   200/405   200/405   403       403       403
reporting:report_download           200/405   200/405   200/405   403       403       403
reporting:report_data               200/405   200/405   200/405   403       403       403
reporting:report_retry              405/302   403       403       403       403       403

students:list                       200/302   200/302   403       200/302   200/302   200/302
students:print_list                 200/405   403       403       403       200/405   200/405
students:add                        200       403       403       403       200       200
students:imports                    200/405   403       403       403       200/405   200/405
students:import_upload              200       403       403       403       200       200
students:import_detail              200/405   403       403       403       200/405   200/405
students:import_map                 200       403       403       403       200       200
students:import_preview             200/405   403       403       403       200/405   200/405
students:import_encoding            405/302   403       403       403       405/302   405/302
students:import_apply               405/302   403       403       403       405/302   405/302
students:import_discard             405/302   403       403       403       405/302   405/302
students:import_undo                405/302   403       403       403       405/302   405/302
students:withdraw_exclusion         405/302   403       403       403       403       403
students:detail                     200/405   200/405   403       200/405   200/405   200/405
students:detail          *          200/405   200/405   403       404/405   200/405   200/405
students:edit                       200       403       403       403       200       200
students:exclude                    200       403       403       403       403       403

advisers:list                       200/405   200/405   403       403       403       403
advisers:add                        200       403       403       403       403       403
advisers:import_file                200       403       403       403       403       403
advisers:import_apply               405/302   403       403       403       403       403
advisers:providers                  200/405   200/405   403       403       403       403
advisers:provider_add               200       403       403       403       403       403
advisers:provider_edit              200       403       403       403       403       403
advisers:detail                     200/405   200/405   403       403       403       403
advisers:edit                       200       403       403       403       403       403
advisers:add_credential             200       403       403       403       403       403
advisers:check                      200       403       403       403       403       403
advisers:reject                     200       403       403       403       403       403
advisers:revoke                     200       403       403       403       403       403
advisers:withdraw                   200       403       403       403       403       403
advisers:correct                    200       403       403       403       403       403
advisers:evidence                   200/405   200/405   403       403       403       403
advisers:attach_evidence            200       403       403       403       403       403

interviews:list                     200/302   200/302   403       200/302   403       200/302
interviews:record                   200       200       403       403       403       403
interviews:find_student             200       200       403       403       403       403
interviews:will_count               200/405   200/405   403       403       403       403
interviews:previous_school          200       200       403       403       403       403
interviews:imports                  200       403       403       403       403       403
interviews:import_preview           200/405   403       403       403       403       403
interviews:import_apply             405/302   403       403       403       403       403
interviews:import_discard           405/302   403       403       403       403       403
interviews:import_undo              405/302   403       403       403       403       403
interviews:mark_step                405/302   405/302   403       403       403       403
interviews:detail                   200/405   200/405   403       200/405   403       200/405
interviews:detail        *          200/405   200/405   403       404/405   403       404/405
interviews:correct                  200       200       403       403       403       403
interviews:withdraw                 200       200       403       403       403       403
interviews:edit_text                302       200       403       403       403       403
interviews:add_addendum             200       200       403       403       403       403
interviews:pass_to_safeguarding     200       200       403       403       403       403
interviews:share                    405/302   405/302   403       403       403       403
interviews:plan_print               200/405   200/405   403       200/405   403       200/405
interviews:plan_print    *          200/405   200/405   403       404/405   403       404/405

accounts:people                     200/405   200/405   403       403       403       403
accounts:invite                     200       403       403       403       403       403
accounts:change_person              200       403       403       403       403       403
accounts:invite_again               405/302   403       403       403       403       403
accounts:remove_person              200/302   403       403       403       403       403
accounts:settings                   200       200/403   403       403       403       403
accounts:access_log                 200/405   403       403       403       403       403
"""
"""Status of reading the page / of sending its form (empty); one number when both are the same.

A `*` marks what is answered about a student of another form than the tutor's, where that differs.
"""

ANOTHER_ADVISERS = {
    "interviews:correct",
    "interviews:withdraw",
    "interviews:edit_text",
    "interviews:add_addendum",
    "interviews:pass_to_safeguarding",
    "interviews:share",
}
"""Pages that an adviser may open about his or her own interviews alone: another adviser gets a 403."""

LISTS_OWN_FORM = {
    ("students:list", "tutor"),
    ("interviews:list", "tutor"),
    ("interviews:list", "tutor_administrator"),
}
"""Lists that show a tutor the own form alone."""

NARROWED = {"interviews:list"}
"""Pages that an id after the `?` only narrows down: one of another school is no filter, and no 404."""

NOTES = {
    "interviews:edit_text": "Open for 24 hours to whoever wrote it.",
    "reporting:report_download": "Names students only where its annex was switched on.",
    "reporting:report_data": "Names students only where its annex was switched on.",
}
"""What the numbers do not say."""

LIBRARY = {
    "account_login": True,
    "account_logout": True,
    "account_signup": True,
    "account_inactive": True,
    "account_reauthenticate": False,
    "account_change_password": False,
    "account_set_password": False,
    "account_reset_password": True,
    "account_reset_password_done": True,
    "account_reset_password_from_key": True,
    "account_reset_password_from_key_done": True,
}
"""The log-in library's pages, and whether one need have logged in: True, anybody. Signing up is closed."""

# What belongs to no school. Public: nobody need have logged in.
PUBLIC = {"set_up"}
LOGGED_IN = {
    "home": "It leads to one's school and shows nothing of any.",
    "account_email": "It answers 404 to everybody: there only because the log-in library asks for its name.",
}
"""Pages with a log-in and no permission, and why that is right."""


class Undeclared(Exception):
    """A page that the table does not know."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is not in the table of tests/house/expected.py: add a line saying what each role gets "
            "there, then print docs/permissions.md anew (see tests/house/test_permissions_page.py)"
        )


def read_table(text: str = TABLE) -> dict[tuple[str, bool], dict[str, tuple[int, int]]]:
    """The table by page, and by whether another form's student is meant: the statuses of GET and POST."""
    rows = {}
    for line in filter(None, text.strip().splitlines()[1:]):
        name, *cells = line.split()
        other_form = cells[0] == "*"
        pairs = [cell.partition("/") for cell in cells[other_form:]]
        statuses = [(int(get), int(post or get)) for get, _, post in pairs]
        rows[name, other_form] = dict(zip(PARTS, statuses, strict=True))
    return rows


ROWS = read_table()


def statuses(name: str, part: str, *, other_form: bool = False) -> tuple[int, int]:
    """What a page answers to reading and to sending, asked by somebody of the school."""
    if (name, False) not in ROWS:
        raise Undeclared(name)
    if part == "adviser_at_both":
        get, post = statuses(name, "adviser", other_form=other_form)
        is_refused = name in ANOTHER_ADVISERS
        return (403 if is_refused and get != 405 else get, 403 if is_refused else post)
    row = ROWS.get((name, True)) if other_form else None
    return (row or ROWS[name, False])[part]


def expected(step: Step, route: Route) -> int | None:
    """The status of one request of the walk; None where the table does not say."""
    if step.part in ("stranger", "nobody"):
        return 404
    if step.part == "anonymous":
        return 302
    status = statuses(step.route, step.part, other_form=step.place == OTHER_FORM)[step.method == "POST"]
    if step.place in (FOREIGN, ABSENT):
        names_something = route.ids or ("{" in step.question and step.route not in NARROWED)
        return 404 if names_something and role_suffices(step, status) else status
    return status if step.place in (OWN, OTHER_FORM) else None


def role_suffices(step: Step, status: int) -> bool:
    """Whether the id decides: neither the role nor the method is refused before it is looked at."""
    is_refused_later = step.part == "adviser_at_both" and step.route in ANOTHER_ADVISERS
    return status != 405 and (status != 403 or is_refused_later)
