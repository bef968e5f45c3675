"""What the pages of any app may say of an interview to whoever opened them."""

from typing import Any

from django import template

from accounts.models import Membership
from interviews.disclosure import reads_all_facts, reads_reason
from reporting.benchmark8 import JudgedInterview

register = template.Library()


def reader(context: Any) -> Membership | None:
    """Whoever opened the page."""
    return getattr(context.request, "membership", None)


@register.simple_tag(takes_context=True, name="reads_all_facts")
def reader_is_told_all(context: Any) -> bool:
    """`{% reads_all_facts as reads_all %}`: whether more may be said than date, adviser and outcome."""
    return reads_all_facts(reader(context))


@register.simple_tag(takes_context=True)
def reason_told(context: Any, judged: JudgedInterview | None) -> str:
    """`{% reason_told judged as reason %}`: why an interview does not count, as far as it may be said."""
    reason = judged and judged.reason
    return reason.label if reason and reads_reason(reader(context), reason) else ""
