"""Which of a school's texts each role gets to see anywhere in the product: written by hand, as in the table.

Both ways round: nobody sees more than is said here, and the walk did come by whatever is said here, so that a
text which is on no page cannot pass as one that is kept from everybody.
"""

from dataclasses import dataclass

EVERYBODY = "leader adviser senior tutor administrator"


@dataclass(frozen=True)
class Seen:
    """A kind of text: in words, the kinds of canaries it has, and who sees it."""

    words: str
    kinds: tuple[str, ...]
    by: tuple[str, ...]
    note: str = ""


def seen(words: str, kinds: str, by: str, note: str = "") -> Seen:
    """An entry of the list."""
    return Seen(words, tuple(kinds.split()), tuple(by.split()), note)


OWN_FORM = "tutors: of their own form"
ANNEX = "senior leaders: in a report whose annex was switched on"

SEEN = [
    seen("The school", "schoolname", EVERYBODY),
    seen("Students: names", "surname preferred", EVERYBODY, f"{OWN_FORM}; {ANNEX}"),
    seen("Students: legal forename", "forename", "leader adviser tutor administrator", OWN_FORM),
    seen("Students: form", "form", EVERYBODY, f"{OWN_FORM}; {ANNEX}"),
    seen("Students: e-mail", "studentemail", "leader adviser tutor administrator", OWN_FORM),
    seen("Students: UPN, MIS ID", "misid", "leader adviser administrator"),
    seen("Students: needs, risk of NEET", "neetrisk", "leader adviser administrator"),
    seen("Exclusions: reason, approver", "exclusionreason exclusionapprover", "leader adviser"),
    seen(
        "Rosters offered for import",
        "rosterfile offeredfile offeredsurname offeredforename heading",
        "leader administrator",
    ),
    seen(
        "Interviews: adviser",
        "advisername",
        "leader adviser tutor senior",
        f"{OWN_FORM}; senior leaders: in the reports' register",
    ),
    seen(
        "Interviews held elsewhere: school",
        "previousschool",
        "leader adviser",
    ),
    seen("Interviews held elsewhere: adviser", "adviserelsewhere", "leader adviser tutor", OWN_FORM),
    seen(
        "Interviews: reference, reason of a correction",
        "reference correctedreason withdrawnreason",
        "leader adviser",
    ),
    seen(
        "Summaries, steps, addenda",
        "summary step addendum",
        "leader adviser tutor",
        "tutors: of their own form, when shared with the tutor",
    ),
    seen(
        "Intended destinations",
        "destination",
        "leader adviser tutor",
        "tutors: as summaries, and “Other” for a sensitive one",
    ),
    seen("Confidential notes and addenda", "confidentialnote confidentialaddendum", "adviser"),
    seen("Interviews offered for import", "uploadfile", "leader"),
    seen(
        "Credentials: what, who checked",
        "credentialtitle awardingbody registernumber checkedby provider",
        "leader adviser senior",
        "senior leaders: in the reports' register",
    ),
    seen("Advisers: e-mail", "adviseremail", "leader adviser"),
    seen(
        "Credentials: evidence, rejections",
        "evidencename evidencefile rejectedreason withdrawncredential",
        "leader adviser",
    ),
    seen("People: e-mail", "memberemail", "leader adviser"),
    seen(
        "People: names",
        "membername",
        EVERYBODY,
        "senior leaders: who issued a report; tutors: who wrote a plan",
    ),
    seen("The school's town", "town", "leader adviser senior"),
]

NOT_SHOWN = {"offeredmisid", "uploadreference"}
"""Kinds that stand in files which are still being offered and that no page of the walk shows."""

OF_ONE_STUDENT = {"surname", "preferred", "forename", "studentemail", "misid", "neetrisk"}
"""Kinds whose number is the student's."""
OF_ONE_PLAN = {"summary", "step", "destination"}
"""Kinds whose number is the plan's."""
