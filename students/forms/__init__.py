from students.forms.exclusion import ExclusionForm
from students.forms.listing import StudentFilter
from students.forms.offer import DecisionForm, EncodingForm, MappingForm, UploadForm
from students.forms.student import AddStudentForm, StudentForm

__all__ = [
    "AddStudentForm",
    "DecisionForm",
    "EncodingForm",
    "ExclusionForm",
    "MappingForm",
    "StudentFilter",
    "StudentForm",
    "UploadForm",
]
