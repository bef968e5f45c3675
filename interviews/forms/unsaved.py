"""What was typed into a form that is shown again without being checked: more rows were asked for."""

from typing import Any

from django import forms
from django.http import QueryDict

from interviews.forms.numbers import whole_number

MOST_ROWS = 20


def unsaved_values(form_class: type[forms.Form], data: QueryDict) -> dict[str, Any]:
    """The boxes of a form as they stand."""
    return {name: data[name] for name in form_class.base_fields if name in data}


def unsaved_steps(data: QueryDict, *, prefix: str = "steps") -> dict[str, Any]:
    """The rows that say something, but for those ticked for removal; and how many there were in all."""
    count = min(whole_number(data.get(f"{prefix}-TOTAL_FORMS", "")) or 0, MOST_ROWS)
    rows = (
        {name: data.get(f"{prefix}-{number}-{name}", "") for name in ("what", "owner", "due_on", "DELETE")}
        for number in range(count)
    )
    typed = [row for row in rows if (row["what"] or row["due_on"]) and not row.pop("DELETE")]
    return {"initial": typed, "shown": count}
