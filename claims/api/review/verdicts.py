"""Verdicts: to be read only. A submitted review yields one; none is ever edited."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import queries
from claims.api.base.base_views import BaseView, DetailView, ListView
from claims.api.base.filters import BooleanFilter, IdFilter
from claims.api.base.response_fields import ActorResponse, actor_name, actor_response
from claims.models import Rating, Verdict
from claims.workflow.review.chain import GENESIS, chained


class VerdictFilters(filters.FilterSet):
    claim = IdFilter(field_name="claim")
    rating = filters.ChoiceFilter(choices=Rating.choices)
    standing = BooleanFilter(method="stands", label="Not superseded by a later one of its claim")

    def stands(self, rows: QuerySet[Verdict], name: str, value: bool) -> QuerySet[Verdict]:
        latest = queries.verdicts_that_stand().values("pk")
        return rows.filter(pk__in=latest) if value else rows.exclude(pk__in=latest)


class VerdictResponse(serializers.Serializer):
    """A verdict without the payload that was frozen with it."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField(source="claim_id")
    number = serializers.IntegerField()
    review = serializers.IntegerField(source="review_id")
    rating = serializers.ChoiceField(choices=Rating.choices)
    missing_context = serializers.BooleanField(source="review.missing_context")
    reasons = serializers.CharField(source="review.reasons")
    decided_by = serializers.SerializerMethodField()
    previous_hash = serializers.CharField()
    hash = serializers.CharField(help_text="sha256(previous hash ‖ payload), hexadecimal, over UTF-8.")
    created_at = serializers.DateTimeField()

    @extend_schema_field(ActorResponse)
    def get_decided_by(self, verdict: Any) -> Any:
        return actor_response(verdict.decided_by, verdict.decided_by_name)


class VerdictDetailResponse(VerdictResponse):
    """A verdict with its payload."""

    payload = serializers.CharField(
        help_text="What was frozen: canonical JSON (RFC 8785) as text, since the hash is over exactly these characters."
    )


class ChainLinkResponse(serializers.Serializer):
    """One verdict in the chain of hashes."""

    number = serializers.IntegerField()
    previous_hash = serializers.CharField()
    payload = serializers.CharField()
    hash = serializers.CharField()


class ProofResponse(serializers.Serializer):
    """The chain from the claim's first verdict to this one; anybody can compute it again."""

    first_previous_hash = serializers.CharField()
    chain = ChainLinkResponse(many=True)
    holds = serializers.BooleanField()


def verdicts_with_names() -> QuerySet[Verdict]:
    """Return all verdicts with their reviews and the names of those who decided."""
    return Verdict.objects.select_related("review").annotate(decided_by_name=actor_name("decided_by"))


class VerdictListView(ListView):
    """Verdicts without their payloads."""

    noun = Verdict
    queryset = Verdict.objects.none()
    serializer_class = VerdictResponse
    filterset_class = VerdictFilters

    def get_queryset(self) -> QuerySet[Verdict]:
        return verdicts_with_names().defer("payload")


class VerdictDetailView(DetailView):
    """A verdict with its payload and hashes."""

    noun = Verdict
    queryset = Verdict.objects.none()
    serializer_class = VerdictDetailResponse

    def get_queryset(self) -> QuerySet[Verdict]:
        return verdicts_with_names()


class VerdictProofView(BaseView):
    noun = Verdict
    queryset = Verdict.objects.all()
    serializer_class = ProofResponse

    @extend_schema(responses=ProofResponse)
    def get(self, request: Request, pk: int) -> Response:
        """Walk the chain up to this verdict."""
        verdict = self.get_object()
        chain = list(Verdict.objects.filter(claim=verdict.claim_id, number__lte=verdict.number).order_by("number"))
        links = ChainLinkResponse(chain, many=True).data
        return Response({"first_previous_hash": GENESIS, "chain": links, "holds": chain_holds(chain)})


def chain_holds(chain: Sequence[Verdict]) -> bool:
    """Return whether verdicts are numbered from 1 without a gap and each carries the hash of the one before it."""
    previous = GENESIS
    for number, link in enumerate(chain, start=1):
        if (link.number, link.previous_hash, link.hash) != (number, previous, chained(previous, link.payload)):
            return False
        previous = link.hash
    return True
