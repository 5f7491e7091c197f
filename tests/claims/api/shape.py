"""What a serializer promises of its fields, in words that a table of a test can hold."""

from collections.abc import Iterator
from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

WORDS = {"allow_null": "null", "allow_blank": "blank", "allow_empty": "empty list", "allow_empty_file": "empty file"}
LIMITS = ("min_value", "max_value", "min_length", "max_length")


def shape(serializer: type[serializers.Serializer[Any]]) -> dict[str, str]:
    """Return what is out of the ordinary of each field: whether it may be null, left out or repeated, and its limits.

    What every field of a class has is not said; a field without anything to say is left out.
    """
    described = {name: ", ".join(_marks(field)) for name, field in serializer().fields.items()}
    return {name: words for name, words in described.items() if words}


def _marks(field: Any) -> Iterator[str]:
    inner = getattr(field, "child", None)
    if inner is not None:
        yield "many"
    if not field.read_only and not field.required:
        yield "optional" if field.default is empty else f"by default {field.default!r}"
    for each in (field, inner) if inner is not None else (field,):
        ordinary = _ordinary(type(each))
        for attribute, word in WORDS.items():
            if getattr(each, attribute, None) != getattr(ordinary, attribute, None):
                yield word if getattr(each, attribute) else f"no {word}"
        for attribute in LIMITS:
            if (limit := getattr(each, attribute, None)) != getattr(ordinary, attribute, None):
                yield f"{attribute.replace('_', ' ')} {limit}"


def _ordinary(kind: type[Any]) -> Any:
    """Return a field of this class as it is when nothing is said of it."""
    try:
        return kind()
    except (TypeError, AssertionError):
        more = {"child": serializers.CharField()} if issubclass(kind, serializers.ListSerializer) else {"choices": []}
        return kind(**more)
