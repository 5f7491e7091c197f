"""How lists are narrowed. A value that means nothing is refused, never ignored."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field

from claims.api.base.request_fields import moment
from sources.params import int_param


class IdField(forms.CharField):
    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        number = int_param(text)
        if text and number is None:
            raise ValidationError("Give an id: a whole number above 0.")
        return number


@extend_schema_field({"type": "integer", "minimum": 1})
class IdFilter(filters.Filter):
    field_class = IdField


@extend_schema_field({"type": "string", "minLength": 1})
class WordsFilter(filters.CharFilter):
    """Words as they stand: a space at the end counts."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"strip": False, **options})


@extend_schema_field({"type": "boolean"})
class FlagFilter(filters.TypedChoiceFilter):
    """true or false, in these words."""

    def __init__(self, *args: Any, **options: Any) -> None:
        choices = [("true", "yes"), ("false", "no")]
        super().__init__(*args, choices=choices, coerce=lambda value: value == "true", **options)


class MomentField(forms.CharField):
    def clean(self, value: Any) -> datetime | None:
        given = super().clean(value)
        found = moment(given) if given else None
        if given and found is None:
            raise ValidationError("Give a time with its offset, such as 2026-03-01T15:00:00Z.")
        return found


@extend_schema_field({"type": "string", "format": "date-time"})
class MomentFilter(filters.Filter):
    field_class = MomentField
