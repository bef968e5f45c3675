from interviews.forms.addenda import AddendumForm, WithdrawForm
from interviews.forms.facts import (
    CorrectionForm,
    FactsForm,
    PreviousSchoolCorrectionForm,
    PreviousSchoolForm,
    RecordingForm,
)
from interviews.forms.listing import InterviewFilter
from interviews.forms.safeguarding import PassingForm
from interviews.forms.text import BaseStepFormSet, TextForm, step_rows
from interviews.forms.upload import ImportForm
from interviews.forms.whole import RecordForm

__all__ = [
    "AddendumForm",
    "BaseStepFormSet",
    "CorrectionForm",
    "FactsForm",
    "ImportForm",
    "InterviewFilter",
    "PassingForm",
    "PreviousSchoolCorrectionForm",
    "PreviousSchoolForm",
    "RecordForm",
    "RecordingForm",
    "TextForm",
    "WithdrawForm",
    "step_rows",
]
