"""Filters of the lists. A value that means nothing is refused, never ignored."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field

from claims.api.base.request_fields import parse_rfc3339
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
class TextFilter(filters.CharFilter):
    """Words exactly as they are sent: a space at the end counts."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"strip": False, **options})


@extend_schema_field({"type": "boolean"})
class BooleanFilter(filters.TypedChoiceFilter):
    """`true` or `false`, written so."""

    def __init__(self, *args: Any, **options: Any) -> None:
        choices = [("true", "yes"), ("false", "no")]
        super().__init__(*args, choices=choices, coerce=lambda value: value == "true", **options)


class DateTimeField(forms.CharField):
    def clean(self, value: Any) -> datetime | None:
        text = super().clean(value)
        time = parse_rfc3339(text) if text else None
        if text and time is None:
            raise ValidationError("Give a time with its offset, such as 2026-03-01T15:00:00Z.")
        return time


@extend_schema_field({"type": "string", "format": "date-time"})
class DateTimeFilter(filters.Filter):
    field_class = DateTimeField
