"""Quotes: who said what, in which words, and how sure that is."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims import queries
from claims.api.base.base_views import List, One
from claims.api.base.filters import IdFilter, WordsFilter
from claims.api.base.response_fields import Blank, Place, Span
from claims.api.claims.claims import Speaker
from claims.models import ExpertKind, Quote
from claims.models.quote import QuoteType


class QuoteFilters(filters.FilterSet):
    article = IdFilter(field_name="version__article")
    version = IdFilter(field_name="version", label="A version's id")
    expert = IdFilter(field_name="expert")
    speaker = WordsFilter(field_name="expert__name", lookup_expr="holds")
    type = filters.ChoiceFilter(choices=QuoteType.choices)
    kind = filters.ChoiceFilter(field_name="expert__kind", choices=ExpertKind.choices, label="Kind of the speaker")
    q = WordsFilter(field_name="exact", lookup_expr="holds", label="Words of the quotation")


class QuoteSpeaker(Speaker):
    mention = serializers.SerializerMethodField(help_text="The words in the text that name the speaker.")

    @extend_schema_field(Span(allow_null=True))
    def get_mention(self, quote: Any) -> Any:
        return span(quote.speaker_start, quote.speaker_end)


class Medium(serializers.Serializer):
    """The medium that it was said in."""

    name = serializers.CharField()
    start = serializers.IntegerField(allow_null=True)
    end = serializers.IntegerField(allow_null=True)


class QuoteShown(Place):
    id = serializers.IntegerField()
    exact = serializers.CharField()
    type = serializers.ChoiceField(choices=QuoteType.choices)
    spans = serializers.SerializerMethodField(help_text="The pieces of what was said, without the marks.")
    cue = serializers.SerializerMethodField(help_text="The verb or phrase that attributes it.")
    speaker = serializers.SerializerMethodField(help_text="Null when the text does not say who.")
    via = serializers.SerializerMethodField()
    addressee = Blank()
    confidence = serializers.FloatField()
    reason = serializers.CharField(help_text="Why this speaker.")

    @extend_schema_field(Span(many=True))
    def get_spans(self, quote: Any) -> Any:
        return [span(start, end) for start, end in quote.spans]

    @extend_schema_field(Span(allow_null=True))
    def get_cue(self, quote: Any) -> Any:
        return span(quote.cue_start, quote.cue_end)

    @extend_schema_field(QuoteSpeaker(allow_null=True))
    def get_speaker(self, quote: Any) -> Any:
        return QuoteSpeaker(quote).data if quote.expert_id else None

    @extend_schema_field(Medium(allow_null=True))
    def get_via(self, quote: Any) -> Any:
        if not quote.via_name:
            return None
        return {"name": quote.via_name, "start": quote.via_start, "end": quote.via_end}


def span(start: int | None, end: int | None) -> Any:
    return None if start is None else {"start": start, "end": end}


class Quotes(List):
    """Quotations from the latest reading of each version."""

    noun = Quote
    queryset = Quote.objects.none()
    serializer_class = QuoteShown
    filterset_class = QuoteFilters
    orderings = {"id": ("id",), "-id": ("-id",), "place": ("version_id", "start", "id")}

    def get_queryset(self) -> QuerySet[Quote]:
        return queries.quotes_standing()


class OneQuote(One):
    """A quotation, also of a reading that was replaced."""

    noun = Quote
    queryset = Quote.objects.none()
    serializer_class = QuoteShown

    def get_queryset(self) -> QuerySet[Quote]:
        return queries.quotes_of_any_time()
