"""Strict fields of request bodies: a number is no text, `1e3` and `true` are no ids, a misspelt field is an error."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import QueryDict
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from sources.params import MAX_ID, MAX_INT, int_param

Row = TypeVar("Row", bound=Model)


class RequestBody(serializers.Serializer):
    """The body of a request. A field that it does not know is an error; nothing is ignored."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = sorted(set(data) - set(self.fields)) if isinstance(data, Mapping) else []
        errors: dict[str, Any] = {name: ["There is no such field."] for name in unknown}
        try:
            fields = super().to_internal_value(data)
        except serializers.ValidationError as invalid:
            raise serializers.ValidationError(errors | dict(invalid.detail)) from None  # type: ignore[arg-type]
        if errors:
            raise serializers.ValidationError(errors)
        return fields

    @classmethod
    def parse(cls, request: Request) -> dict[str, Any]:
        """Return the checked fields of a request; raise ValidationError naming each wrong one."""
        body = cls(data=request.data)
        if not body.is_valid():
            raise ValidationError({name: _flatten(errors) for name, errors in body.errors.items()})
        return dict(body.validated_data)


class EmptyBody(RequestBody):
    """An empty body."""


class StrictText(serializers.CharField):
    """Text exactly as it was sent: not trimmed, not made from a number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"trim_whitespace": False, "allow_blank": "default" in options, **options})
        # The body's parser refuses half characters; looking at each of five million again takes half a second.
        self.validators = [v for v in self.validators if not isinstance(v, ProhibitSurrogateCharactersValidator)]

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class StrictChoice(serializers.ChoiceField):
    """One of the choices, written as text."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid_choice", input=data)
        return super().to_internal_value(data)


class StrictInteger(serializers.IntegerField):
    """A whole number. `true`, `1.0` and `"1"` are none; in a form, which knows nothing but text, plain digits are."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": MAX_INT, **options})

    def to_internal_value(self, data: Any) -> int:
        if _from_form(self) and isinstance(data, str):
            data = int_param(data, least=0)
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return data


class StrictId(StrictInteger):
    """The key of a row."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": MAX_ID, **options})


class StrictBoolean(serializers.BooleanField):
    """`true` or `false`; in a form, these words."""

    def to_internal_value(self, data: Any) -> bool:
        if _from_form(self) and data in ("true", "false"):
            return bool(data == "true")
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class StrictDate(serializers.DateField):
    """A day as `YYYY-MM-DD`."""

    def to_internal_value(self, value: Any) -> date:
        if not isinstance(value, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            self.fail("invalid", format="YYYY-MM-DD")
        day: date = super().to_internal_value(value)
        return day


RFC3339 = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})")


def parse_rfc3339(text: str) -> datetime | None:
    """Return the time that a text writes by RFC 3339, in UTC; None for any other text or one without its offset."""
    if not RFC3339.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


class StrictDateTime(serializers.DateTimeField):
    """A time by RFC 3339, with its offset."""

    def to_internal_value(self, value: Any) -> datetime:
        time = parse_rfc3339(value) if isinstance(value, str) else None
        if time is None:
            self.fail("invalid", format="2026-03-01T15:00:00Z")
        return time


def _flatten(errors: Any) -> list[Any]:
    """Return what is wrong with a field, and with the fields inside it, as one list."""
    if isinstance(errors, Mapping):
        errors = list(errors.values())
    return [message for inner in errors for message in _flatten(inner)] if isinstance(errors, list) else [errors]


def _from_form(field: serializers.Field) -> bool:
    return isinstance(getattr(field.root, "initial_data", None), QueryDict)


def require_row(rows: QuerySet[Row], pk: int, field: str) -> Row:
    """Return the row whose key a body names; raise ValidationError naming the field when there is none."""
    row = rows.filter(pk=pk).first()
    if row is None:
        raise ValidationError({field: f"There is none with the id {pk}."})
    return row
