from students.views.detail import detail
from students.views.editing import add, edit
from students.views.exclusions import exclude, withdraw_exclusion
from students.views.imports import import_detail, import_undo, imports
from students.views.listing import list_students, print_list
from students.views.offers import (
    import_apply,
    import_discard,
    import_encoding,
    import_map,
    import_preview,
    import_upload,
)

__all__ = [
    "add",
    "detail",
    "edit",
    "exclude",
    "import_apply",
    "import_detail",
    "import_discard",
    "import_encoding",
    "import_map",
    "import_preview",
    "import_undo",
    "import_upload",
    "imports",
    "list_students",
    "print_list",
    "withdraw_exclusion",
]
