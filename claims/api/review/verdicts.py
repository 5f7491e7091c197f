"""Verdicts: only read. A submitted review yields one; none is ever edited."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import queries
from claims.api.base.base_views import Door, List, One
from claims.api.base.filters import FlagFilter, IdFilter
from claims.api.base.response_fields import Person, name_of, person
from claims.models import Rating, Verdict
from claims.workflow.review.verdict import GENESIS, chained


class VerdictFilters(filters.FilterSet):
    claim = IdFilter(field_name="claim")
    rating = filters.ChoiceFilter(choices=Rating.choices)
    standing = FlagFilter(method="stands", label="Not superseded by a later one of its claim")

    def stands(self, rows: QuerySet[Verdict], name: str, value: bool) -> QuerySet[Verdict]:
        latest = queries.verdicts_that_stand().values("pk")
        return rows.filter(pk__in=latest) if value else rows.exclude(pk__in=latest)


class VerdictRow(serializers.Serializer):
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

    @extend_schema_field(Person)
    def get_decided_by(self, verdict: Any) -> Any:
        return person(verdict.decided_by, verdict.decided_by_name)


class VerdictWhole(VerdictRow):
    payload = serializers.CharField(
        help_text="What was frozen: canonical JSON (RFC 8785) as text, since the hash is over exactly these characters."
    )


class Link(serializers.Serializer):
    number = serializers.IntegerField()
    previous_hash = serializers.CharField()
    payload = serializers.CharField()
    hash = serializers.CharField()


class Proof(serializers.Serializer):
    """The chain from the claim's first verdict to this one; anybody can compute it again."""

    first_previous_hash = serializers.CharField()
    chain = Link(many=True)
    holds = serializers.BooleanField()


def shown() -> QuerySet[Verdict]:
    return Verdict.objects.select_related("review").annotate(decided_by_name=name_of("decided_by"))


class Verdicts(List):
    """Verdicts without their payloads."""

    noun = Verdict
    queryset = Verdict.objects.none()
    serializer_class = VerdictRow
    filterset_class = VerdictFilters

    def get_queryset(self) -> QuerySet[Verdict]:
        return shown().defer("payload")


class OneVerdict(One):
    """A verdict with its payload and hashes."""

    noun = Verdict
    queryset = Verdict.objects.none()
    serializer_class = VerdictWhole

    def get_queryset(self) -> QuerySet[Verdict]:
        return shown()


class ProofOfVerdict(Door):
    noun = Verdict
    queryset = Verdict.objects.all()
    serializer_class = Proof

    @extend_schema(responses=Proof)
    def get(self, request: Request, pk: int) -> Response:
        """Walk the chain up to this verdict."""
        verdict = self.get_object()
        chain = list(Verdict.objects.filter(claim=verdict.claim_id, number__lte=verdict.number).order_by("number"))
        previous, holds = GENESIS, True
        for number, link in enumerate(chain, start=1):
            holds &= link.number == number and link.previous_hash == previous
            holds &= link.hash == chained(previous, link.payload)
            previous = link.hash
        return Response({"first_previous_hash": GENESIS, "chain": Link(chain, many=True).data, "holds": holds})
