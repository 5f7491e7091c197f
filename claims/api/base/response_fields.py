"""Response serializers that several resources share: places in a text, people, and what is unknown."""

from typing import Any

from django.db.models import OuterRef, Subquery
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from sources.models import Actor

POSITION_SELECTOR = {
    "type": "object",
    "required": ["type", "start", "end"],
    "properties": {
        "type": {"const": "TextPositionSelector"},
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 1},
    },
}
QUOTE_SELECTOR = {
    "type": "object",
    "required": ["type", "exact", "prefix", "suffix"],
    "properties": {
        "type": {"const": "TextQuoteSelector"},
        **{name: {"type": "string"} for name in ("exact", "prefix", "suffix")},
    },
}


@extend_schema_field(
    {"type": "array", "items": {"oneOf": [POSITION_SELECTOR, QUOTE_SELECTOR]}, "minItems": 2, "maxItems": 2}
)
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


class SpanResponse(serializers.Serializer):
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=0)


class PrintedWordsResponse(serializers.Serializer):
    """Words as they are printed, and where: code points of the version's text, end exclusive."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    exact = serializers.CharField()


class PlaceResponse(serializers.Serializer):
    """Where words stand: article, version, and the selectors in the version's text."""

    article = serializers.IntegerField(source="version.article_id")
    version = serializers.IntegerField(source="version.number", help_text="The version's number in its article.")
    version_id = serializers.IntegerField()
    selector = Selectors()


class ActorResponse(serializers.Serializer):
    """The person who acted; the name is null when it was erased."""

    id = serializers.UUIDField()
    name = serializers.CharField(allow_null=True)


def actor_response(actor: Any, name: str | None) -> dict[str, Any] | None:
    """Return an actor's id and name as the API writes them; None when nobody acted."""
    return {"id": str(actor), "name": name} if actor else None


def actor_name(field: str) -> Subquery:
    """Return a subquery: the name of the actor whose id is in `field`."""
    return Subquery(Actor.objects.filter(pk=OuterRef(field)).values("name")[:1])


class NullableText(serializers.CharField):
    """A text; null when it is unknown, never an empty string."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_null": True, **options})

    def to_representation(self, value: Any) -> Any:
        return str(value) if value not in (None, "") else None


class NullableChoice(serializers.ChoiceField):
    """One of the choices; null when it is unknown."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_null": True, **options})

    def to_representation(self, value: Any) -> Any:
        return str(value) if value not in (None, "") else None
