"""Quotes: who said what, in which words, and how sure that is."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims import queries
from claims.api.base.base_views import DetailView, ListView
from claims.api.base.filters import IdFilter, TextFilter
from claims.api.base.response_fields import NullableText, PlaceResponse, SpanResponse
from claims.api.claims.claims import SpeakerResponse
from claims.models import ExpertKind, Quote
from claims.models.quote import Polarity, QuoteType


class QuoteFilters(filters.FilterSet):
    """Quotations by place, speaker, type and words."""

    article = IdFilter(field_name="version__article")
    version = IdFilter(field_name="version", label="A version's id")
    expert = IdFilter(field_name="expert")
    speaker = TextFilter(field_name="expert__name", lookup_expr="holds")
    type = filters.ChoiceFilter(choices=QuoteType.choices)
    polarity = filters.ChoiceFilter(choices=Polarity.choices)
    kind = filters.ChoiceFilter(field_name="expert__kind", choices=ExpertKind.choices, label="Kind of the speaker")
    q = TextFilter(field_name="exact", lookup_expr="holds", label="Words of the quotation")


class QuoteSpeakerResponse(SpeakerResponse):
    """The speaker, and where the text names them."""

    mention = serializers.SerializerMethodField(help_text="The words in the text that name the speaker.")

    @extend_schema_field(SpanResponse(allow_null=True))
    def get_mention(self, quote: Any) -> Any:
        return span_response(quote.speaker_start, quote.speaker_end)


class MediumResponse(serializers.Serializer):
    """The medium that the words were said to or in."""

    name = serializers.CharField()
    start = serializers.IntegerField(allow_null=True)
    end = serializers.IntegerField(allow_null=True)


class QuoteResponse(PlaceResponse):
    """A quotation with its speaker, and how sure that is."""

    id = serializers.IntegerField()
    exact = serializers.CharField()
    type = serializers.ChoiceField(choices=QuoteType.choices)
    polarity = serializers.SerializerMethodField(
        help_text="Whether the speaker says that it is so; null: found before this was kept."
    )
    spans = serializers.SerializerMethodField(help_text="The segments of what was said, without the quotation marks.")
    cue = serializers.SerializerMethodField(help_text="The verb or phrase that attributes it.")
    speaker = serializers.SerializerMethodField(help_text="Null when the text does not say who.")
    via = serializers.SerializerMethodField()
    addressee = NullableText()
    confidence = serializers.FloatField()
    reason = serializers.CharField(help_text="Why this speaker.")

    @extend_schema_field(serializers.ChoiceField(choices=Polarity.choices, allow_null=True))
    def get_polarity(self, quote: Any) -> Any:
        return quote.polarity or None

    @extend_schema_field(SpanResponse(many=True))
    def get_spans(self, quote: Any) -> Any:
        return [span_response(start, end) for start, end in quote.spans]

    @extend_schema_field(SpanResponse(allow_null=True))
    def get_cue(self, quote: Any) -> Any:
        return span_response(quote.cue_start, quote.cue_end)

    @extend_schema_field(QuoteSpeakerResponse(allow_null=True))
    def get_speaker(self, quote: Any) -> Any:
        return QuoteSpeakerResponse(quote).data if quote.expert_id else None

    @extend_schema_field(MediumResponse(allow_null=True))
    def get_via(self, quote: Any) -> Any:
        if not quote.via_name:
            return None
        return {"name": quote.via_name, "start": quote.via_start, "end": quote.via_end}


def span_response(start: int | None, end: int | None) -> Any:
    """Return a span as the API writes it; None when there is none."""
    return None if start is None else {"start": start, "end": end}


class QuoteListView(ListView):
    """Quotations from the latest extraction of each version."""

    noun = Quote
    queryset = Quote.objects.none()
    serializer_class = QuoteResponse
    filterset_class = QuoteFilters
    orderings = {"id": ("id",), "-id": ("-id",), "place": ("version_id", "start", "id")}

    def get_queryset(self) -> QuerySet[Quote]:
        return queries.quotes_standing()


class QuoteDetailView(DetailView):
    """A quotation, also one from an extraction that was replaced."""

    noun = Quote
    queryset = Quote.objects.none()
    serializer_class = QuoteResponse

    def get_queryset(self) -> QuerySet[Quote]:
        return queries.quotes_of_any_time()
