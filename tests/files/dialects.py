"""The thirty students as each system would export them."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape

import openpyxl

from .thirty import THIRTY, Pupil

Columns = dict[str, Callable[[Pupil], object]]


def uk(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def t_f(value: bool) -> str:
    return "T" if value else "F"


def tick(value: bool) -> str:
    return "Yes" if value else ""


SIMS: Columns = {
    "Adno": lambda p: p.mis_id,
    "UPN": lambda p: p.upn,
    "ULN": lambda p: p.uln,
    "Legal Surname": lambda p: p.surname,
    "Legal Forename": lambda p: p.forename,
    "Chosen name": lambda p: p.preferred_forename,
    "DOB": lambda p: uk(p.date_of_birth),
    "Gender": lambda p: p.sex,
    "Year": lambda p: f"Year {p.year_group}",
    "Reg": lambda p: p.form,
    "House": lambda p: "Red",
    "SEN Status": lambda p: {"N": "N", "K": "K - SEN Support", "E": "E", "": ""}[p.sen],
    "Pupil Premium": lambda p: t_f(p.pupil_premium),
    "FSM Eligible": lambda p: t_f(p.free_school_meals),
    "In care": lambda p: t_f(p.in_care),
    "EAL": lambda p: t_f(p.eal),
    "Admission date": lambda p: uk(p.joined_on),
    "Date of leaving": lambda p: uk(p.left_on),
}

ARBOR: Columns = {
    "Arbor Student ID": lambda p: p.mis_id,
    "Unique Pupil Number": lambda p: p.upn,
    "Unique Learner Number": lambda p: p.uln,
    "First name": lambda p: p.forename,
    "Last name": lambda p: p.surname,
    "Preferred name": lambda p: p.preferred_forename,
    "Date of birth": lambda p: p.date_of_birth.isoformat(),
    "Legal sex": lambda p: {"M": "Male", "F": "Female"}[p.sex],
    "Year group": lambda p: f"Y{p.year_group}",
    "Registration form": lambda p: p.form,
    "School email address": lambda p: p.email,
    "SEN status": lambda p: {"N": "No SEN", "K": "SEN support", "E": "EHC plan", "": ""}[p.sen],
    "EHC plan": lambda p: tick(p.ehc_plan),
    "PP eligible": lambda p: tick(p.pupil_premium),
    "Free school meals": lambda p: tick(p.free_school_meals),
    "Looked after": lambda p: tick(p.in_care),
    "English as an additional language": lambda p: tick(p.eal),
    "Start date": lambda p: p.joined_on.isoformat(),
    "End date": lambda p: p.left_on.isoformat() if p.left_on else "",
}

BROMCOM: Columns = {
    "StudentID": lambda p: p.mis_id,
    "upn": lambda p: p.upn,
    "FirstName": lambda p: p.forename,
    "LastName": lambda p: p.surname,
    "BirthDate": lambda p: f"{uk(p.date_of_birth)} 00:00:00",
    "Sex": lambda p: p.sex.lower(),
    "YearGroup": lambda p: p.year_group,
    "Tutor_Group": lambda p: p.form,
    "E-mail": lambda p: p.email,
    "SEN Provision": lambda p: {
        "N": "None",
        "K": "SEN Support",
        "E": "Education, Health and Care Plan",
        "": "",
    }[p.sen],
    "PP": lambda p: int(p.pupil_premium),
    "FSM": lambda p: int(p.free_school_meals),
    "CLA": lambda p: int(p.in_care),
    "Entry Date": lambda p: uk(p.joined_on),
}


def table(columns: Columns, pupils: Iterable[Pupil] = THIRTY) -> list[list[object]]:
    """The heading row and a row a student."""
    return [list(columns), *([value(pupil) for value in columns.values()] for pupil in pupils)]


def delimited(rows: Sequence[Sequence[object]], *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


def workbook(rows: Sequence[Sequence[object]], *, formats: dict[int, str] | None = None) -> bytes:
    """A workbook of one sheet. `formats` gives a column (from 0) the number format its cells are shown in."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for column, shown_as in (formats or {}).items():
        for cell in next(sheet.iter_cols(min_col=column + 1, max_col=column + 1, min_row=2)):
            cell.number_format = shown_as
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def native(columns: Columns) -> Columns:
    """The same columns with dates and numbers as a spreadsheet holds them."""
    return columns | {
        "Adno": lambda p: int(p.mis_id),
        "DOB": lambda p: p.date_of_birth,
        "Year": lambda p: float(p.year_group),
        "Admission date": lambda p: dt.datetime.combine(p.joined_on, dt.time()),
        "Date of leaving": lambda p: p.left_on,
        "In care": lambda p: p.in_care,
    }


def sims_workbook() -> bytes:
    return workbook(table(native(SIMS)), formats={0: "000000"})


def element(name: str, content: str | None) -> str:
    return f"<{name}>{content}</{name}>" if content else ""


def ctf_pupil(p: Pupil, version: int) -> str:
    """One Pupil, with the history and the rest of what such files carry around what is wanted."""
    sen = "".join(
        element("SEN", element("StartDate", start) + element("SENprovision", status))
        for start, status in (("2024-09-01", p.sen), ("2019-09-01", "N" if p.sen else ""))
        if status
    )
    meals = element(
        "FSMinstance", "<FSMstartDate>2018-01-08</FSMstartDate><FSMendDate>2019-01-07</FSMendDate>"
    )
    if p.free_school_meals:
        meals += element("FSMinstance", "<FSMstartDate>2024-01-08</FSMstartDate><UKcountry>ENG</UKcountry>")
    return element(
        "Pupil",
        "<ApplicationReference>12345</ApplicationReference>"
        + element("UPN", p.upn)
        + element("UniqueLearnerNumber", p.uln)
        + element("Surname", escape(p.surname))
        + element("Forename", escape(p.forename))
        + element("DOB", p.date_of_birth.isoformat())
        + element("Sex" if version >= 24 else "Gender", p.sex)
        + element(
            "BasicDetails",
            element("PreferredForename", p.preferred_forename)
            + element("NCyearActual", str(p.year_group))
            + "<Ethnicity>WBRI</Ethnicity><MedicalFlag>true</MedicalFlag><EnrolStatus>C</EnrolStatus>",
        )
        + element("FSMhistory", "<FSMreviewDate>2025-01-01</FSMreviewDate>" + meals)
        + element("LookedAfter", element("InCare", "true" if p.in_care else "false"))
        + element("SENhistory", sen)
        + "<Contacts><Contact><Surname>Secret</Surname><DOB>1980-01-01</DOB></Contact></Contacts>"
        + "<SchoolHistory><School><LeavingDate>2020-07-17</LeavingDate></School></SchoolHistory>",
    )


def ctf(
    version: int = 25, *, pupils: Iterable[str] | None = None, namespace: str = "", head: str = ""
) -> bytes:
    """A Common Transfer File of the thirty, or of the pupils given as XML."""
    if pupils is None:
        pupils = [ctf_pupil(p, version) for p in THIRTY]
    root = f'<CTfile xmlns="{namespace}">' if namespace else "<CTfile>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"{head}{root}<Header><DocumentName>Common Transfer File</DocumentName>"
        f"<CTFversion>{version}.0</CTFversion><SourceSchool><LEA>801</LEA></SourceSchool></Header>"
        f"<CTFpupilData>{''.join(pupils)}</CTFpupilData></CTfile>"
    ).encode()
