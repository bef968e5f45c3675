"""The columns of a students file and the headings each is known by, of which the earlier wins."""

from accounts.files import Field

FIELDS: tuple[Field, ...] = (
    Field("upn", "UPN", ("Unique Pupil Number",)),
    Field("former_upn", "Former UPN"),
    Field(
        "mis_id",
        "MIS ID",
        ("Adno", "Admission number", "Student ID", "Arbor Student ID", "Student Number", "Id"),
    ),
    Field("uln", "ULN", ("Unique Learner Number",)),
    Field("forename", "Forename", ("First name", "Legal forename"), required=True),
    Field("surname", "Surname", ("Last name", "Legal surname"), required=True),
    Field("preferred_forename", "Preferred forename", ("Chosen name", "Preferred name", "Known as")),
    Field("date_of_birth", "Date of birth", ("DOB", "Birth date")),
    Field("sex", "Sex", ("Gender", "Legal sex")),
    Field("year_group", "Year group", ("Year", "NC year", "NCyearActual"), required=True),
    Field("form", "Form", ("Reg", "Reg group", "Registration form", "Tutor group")),
    Field("email", "E-mail", ("Student email", "School email address")),
    Field("sen", "SEN", ("SEN status", "SEN provision")),
    Field("ehc_plan", "EHC plan", ("EHCP",)),
    Field("pupil_premium", "Pupil premium", ("PP", "PP eligible")),
    Field("free_school_meals", "Free school meals", ("FSM", "FSM eligible")),
    Field("in_care", "In care", ("LAC", "Looked after", "CLA")),
    Field("eal", "English as an additional language", ("EAL",)),
    Field("neet_risk", "NEET risk", ("RONI", "Risk of NEET")),
    Field("joined_on", "Joined", ("Admission date", "Start date", "Entry date")),
    Field("left_on", "Left", ("Leaving date", "Date of leaving", "End date")),
)

HEADINGS = {field.name: field.heading for field in FIELDS}
