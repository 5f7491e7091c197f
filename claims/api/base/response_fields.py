"""How places and people are shown, alike in every resource."""

from typing import Any

from django.db.models import OuterRef, Subquery
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from sources.models import Actor

POSITION = {
    "type": "object",
    "required": ["type", "start", "end"],
    "properties": {
        "type": {"const": "TextPositionSelector"},
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 1},
    },
}
QUOTE = {
    "type": "object",
    "required": ["type", "exact", "prefix", "suffix"],
    "properties": {
        "type": {"const": "TextQuoteSelector"},
        **{name: {"type": "string"} for name in ("exact", "prefix", "suffix")},
    },
}


@extend_schema_field({"type": "array", "items": {"oneOf": [POSITION, QUOTE]}, "minItems": 2, "maxItems": 2})
class Selectors(serializers.Field):
    """A place as W3C Web Annotation selectors, from a row with start, end, exact, prefix and suffix.

    Code points of the version's text, end exclusive.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(source="*", read_only=True, **options)

    def to_representation(self, row: Any) -> list[dict[str, Any]] | None:
        if row.start is None:
            return None
        return [
            {"type": "TextPositionSelector", "start": row.start, "end": row.end},
            {"type": "TextQuoteSelector", "exact": row.exact, "prefix": row.prefix, "suffix": row.suffix},
        ]


class Span(serializers.Serializer):
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=0)


class Place(serializers.Serializer):
    """Where words stand: article, version, and the selectors in its text."""

    article = serializers.IntegerField(source="version.article_id")
    version = serializers.IntegerField(source="version.number", help_text="The version's number in its article.")
    version_id = serializers.IntegerField()
    selector = Selectors()


class Person(serializers.Serializer):
    """Who did it; the name is gone when it was erased."""

    id = serializers.UUIDField()
    name = serializers.CharField(allow_null=True)


def person(id: Any, name: str | None) -> dict[str, Any] | None:
    return {"id": str(id), "name": name} if id else None


def name_of(field: str) -> Subquery:
    """Return the subquery for the name of the actor whose id stands in a field."""
    return Subquery(Actor.objects.filter(pk=OuterRef(field)).values("name")[:1])


class Blank(serializers.CharField):
    """Unknown is null, not an empty string."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_null": True, **options})

    def to_representation(self, value: Any) -> Any:
        return str(value) if value not in (None, "") else None


class BlankChoice(serializers.ChoiceField):
    """One of the choices, or null."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_null": True, **options})

    def to_representation(self, value: Any) -> Any:
        return str(value) if value not in (None, "") else None
