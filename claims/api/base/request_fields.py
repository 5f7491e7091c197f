"""What a client gave: strict fields. A number is no text, `1e3` and `true` are no ids, a misspelt field is an error."""

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


class Given(serializers.Serializer):
    """A body: nothing in it is ignored."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = sorted(set(data) - set(self.fields)) if isinstance(data, Mapping) else []
        wrong: dict[str, Any] = {name: ["There is no such field."] for name in unknown}
        try:
            found = super().to_internal_value(data)
        except serializers.ValidationError as others:
            raise serializers.ValidationError(wrong | dict(others.detail)) from None  # type: ignore[arg-type]
        if wrong:
            raise serializers.ValidationError(wrong)
        return found

    @classmethod
    def read(cls, request: Request) -> dict[str, Any]:
        """Return the checked fields of a request; raises ValidationError naming the wrong ones."""
        given = cls(data=request.data)
        if not given.is_valid():
            raise ValidationError({name: _flat(said) for name, said in given.errors.items()})
        return dict(given.validated_data)


class Nothing(Given):
    """An empty body."""


class Text(serializers.CharField):
    """Words as they were given: not trimmed, not made from numbers."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"trim_whitespace": False, "allow_blank": "default" in options, **options})
        # The body's parser refuses half characters; looking at each of five million again takes half a second.
        self.validators = [v for v in self.validators if not isinstance(v, ProhibitSurrogateCharactersValidator)]

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class Choice(serializers.ChoiceField):
    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid_choice", input=data)
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    """A whole number; digits only where a form cannot say it otherwise."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": MAX_INT, **options})

    def to_internal_value(self, data: Any) -> int:
        if _from_form(self) and isinstance(data, str):
            data = int_param(data, least=0)
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return data


class Id(Whole):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": MAX_ID, **options})


class Flag(serializers.BooleanField):
    def to_internal_value(self, data: Any) -> bool:
        if _from_form(self) and data in ("true", "false"):
            return bool(data == "true")
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Day(serializers.DateField):
    def to_internal_value(self, value: Any) -> date:
        if not isinstance(value, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            self.fail("invalid", format="YYYY-MM-DD")
        found: date = super().to_internal_value(value)
        return found


MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})")


def moment(given: str) -> datetime | None:
    """Return the time of an RFC 3339 text; None when it is none. Its offset is needed: no zone is guessed."""
    if not MOMENT.fullmatch(given):
        return None
    try:
        return datetime.fromisoformat(given.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


class Moment(serializers.DateTimeField):
    def to_internal_value(self, value: Any) -> datetime:
        found = moment(value) if isinstance(value, str) else None
        if found is None:
            self.fail("invalid", format="2026-03-01T15:00:00Z")
        return found


def _flat(said: Any) -> list[Any]:
    """Return what is wrong with a field, and inside it, as one list."""
    if isinstance(said, Mapping):
        return [one for inner in said.values() for one in _flat(inner)]
    return [one for inner in said for one in _flat(inner)] if isinstance(said, list) else [said]


def _from_form(field: serializers.Field) -> bool:
    return isinstance(getattr(field.root, "initial_data", None), QueryDict)


def one(rows: QuerySet[Row], pk: int, field: str) -> Row:
    """Return the row that a body names; raises ValidationError naming the field when there is none."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise ValidationError({field: f"There is none with the id {pk}."})
    return found
