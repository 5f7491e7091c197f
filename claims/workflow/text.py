"""What a person writes: not empty where it is needed, without NUL, not too long. Lengths are in code points."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

MAX_REASON = 5_000  # a reason that stays in the record, where a field has no limit of its own
SAY_WHY = "Say why; it stays in the record."


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a text may be, and what is said when it is needed and empty; `needed` empty: it may be left out."""

    length: int
    needed: str = ""


def fault(value: str, length: int, needed: str = "") -> str:
    """Return what is wrong with a text, for the person who wrote it; empty when nothing is."""
    if not value:
        return needed
    if "\0" in value:
        return "There is a NUL character in it; remove it."
    return f"At most {length:,} characters." if len(value) > length else ""


def faults(texts: Mapping[str, tuple[str, Limit]]) -> dict[str, str]:
    """Return what is wrong with each of several texts, by field."""
    found = {field: fault(value, limit.length, limit.needed) for field, (value, limit) in texts.items()}
    return {field: message for field, message in found.items() if message}


def require(field: str, value: str, length: int, needed: str = SAY_WHY, *, one_line: bool = False) -> str:
    """Return a text as it is stored: trimmed, and in one line where its field has only one.

    Raise ValidationError naming the field. `needed` is what is said when it is empty; "" lets it be.
    """
    value = line(value) if one_line else value.strip()
    if message := fault(value, length, needed):
        raise ValidationError({field: message})
    return value


def line(value: str) -> str:
    """Return a text in one line, each run of white space a single space."""
    return " ".join(value.split())
