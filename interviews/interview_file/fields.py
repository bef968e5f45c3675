"""The columns of an interviews file, and the words its cells may hold."""

from accounts.files import Field
from interviews.models.interview import Evidence, Kind, Mode, Outcome

FIELDS: tuple[Field, ...] = (
    Field("upn", "UPN", ("Unique Pupil Number",)),
    Field(
        "mis_id",
        "MIS ID",
        ("Adno", "Admission number", "Student ID", "Arbor Student ID", "Student Number", "Id"),
    ),
    Field("upn_or_mis_id", "UPN or MIS ID"),
    Field("held_on", "Date", ("Interview date", "Held on"), required=True),
    Field("adviser", "Adviser", ("Careers adviser", "Adviser e-mail"), required=True),
    Field("minutes", "Minutes", ("Length", "Duration")),
    Field("mode", "Mode"),
    Field("kind", "Kind"),
    Field("outcome", "Outcome"),
    Field("previous_school", "Previous school"),
    Field("evidence", "Evidence"),
    Field("adviser_qualified", "Adviser qualified"),
    Field("destination", "Destination", ("Intended destination",)),
    Field("reference", "Reference"),
)
IDENTIFIERS = frozenset({"upn", "mis_id", "upn_or_mis_id"})

MODES = {"in_person": Mode.IN_PERSON, "face to face": Mode.IN_PERSON, "video": Mode.VIDEO}
MODES |= {"video call": Mode.VIDEO, "telephone": Mode.TELEPHONE, "phone": Mode.TELEPHONE}
KINDS = {"one_to_one": Kind.ONE_TO_ONE, "1:1": Kind.ONE_TO_ONE, "group": Kind.GROUP, "drop_in": Kind.DROP_IN}
KINDS |= {"group session": Kind.GROUP, "other": Kind.OTHER, "other contact": Kind.OTHER}
KINDS |= {"one to one guidance interview": Kind.ONE_TO_ONE}
OUTCOMES = {outcome.value: outcome for outcome in Outcome}
EVIDENCE = {evidence.value: evidence for evidence in Evidence}
