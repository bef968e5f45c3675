"""Numbers as an address or a hidden box holds them: anybody can write anything there."""

MOST_DIGITS = 9


def whole_number(text: str) -> int | None:
    """The number a text is; none when it is none, or longer than any that is meant."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
