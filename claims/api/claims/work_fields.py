"""Where a claim stands on its way to a verdict: the fields of `work`, and the filters by them."""

from typing import Any
from uuid import UUID

from django.db.models import IntegerField, QuerySet, Value
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.base.filters import BooleanFilter, DateTimeFilter, IdFilter
from claims.api.base.response_fields import ActorResponse, NullableText, actor_name, actor_response
from claims.models import Claim, Harm, Plan, Stage
from claims.queries import blind


class WorkFilters(filters.FilterSet):
    """Filters of claims by where they stand on the way to a verdict."""

    stage = filters.ChoiceFilter(field_name="work__stage", choices=Stage.choices)
    plan = filters.ChoiceFilter(field_name="work__plan", choices=Plan.choices)
    harm = filters.ChoiceFilter(field_name="work__harm", choices=Harm.choices)
    desk = IdFilter(field_name="work__desk")
    assigned_to = filters.UUIDFilter(field_name="work__assigned_to", label="An actor's id")
    due_before = DateTimeFilter(field_name="work__due_at", lookup_expr="lt", label="Due earlier than this")
    waiting = BooleanFilter(method="is_waiting", label="Waits for somebody")
    on_hold = BooleanFilter(method="is_on_hold", label="On legal hold")

    def is_waiting(self, rows: QuerySet[Claim], name: str, value: bool) -> QuerySet[Claim]:
        return rows.exclude(work__waiting_on="") if value else rows.filter(work__waiting_on="")

    def is_on_hold(self, rows: QuerySet[Claim], name: str, value: bool) -> QuerySet[Claim]:
        return rows.exclude(work__held_because="") if value else rows.filter(work__held_because="")


class DeskResponse(serializers.Serializer):
    """The desk that a claim belongs to."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class WaitingResponse(serializers.Serializer):
    """Whom the desk waits for, and until when."""

    on = serializers.CharField(source="waiting_on", help_text="Whom we wait for; internal.")
    until = serializers.DateTimeField(source="waiting_until")


class WorkResponse(serializers.Serializer):
    """Where a claim stands on its way to a verdict: who works on it, what is next, until when."""

    stage = serializers.ChoiceField(choices=Stage.choices)
    stage_label = serializers.CharField(source="get_stage_display", help_text="The stage in words.")
    plan = serializers.ChoiceField(choices=Plan.choices)
    fully_blind = serializers.BooleanField(help_text="Blind reviewers do not see each other's evidence either.")
    harm = serializers.ChoiceField(choices=Harm.choices)
    desk = DeskResponse(allow_null=True)
    picked_because = NullableText()
    assigned_to = serializers.SerializerMethodField()
    due_at = serializers.DateTimeField(allow_null=True)
    next_step = NullableText(help_text="In a person's words; internal.")
    waiting = serializers.SerializerMethodField()
    hold = NullableText(source="held_because", help_text="Why nothing moves: legal hold. Null: it is on none.")
    cycle = serializers.IntegerField(help_text="On the way to which verdict; counts from 1.")
    version = serializers.IntegerField(help_text="Grows with every change; send it as `seen`.")
    reviewers_in = serializers.SerializerMethodField(
        help_text="How many of the two blind reviews are in; for editors who write neither, else null."
    )

    @extend_schema_field(ActorResponse(allow_null=True))
    def get_assigned_to(self, work: Any) -> Any:
        return actor_response(work.assigned_to, work.claim.assigned_to_name)

    @extend_schema_field(WaitingResponse(allow_null=True))
    def get_waiting(self, work: Any) -> Any:
        return WaitingResponse(work).data if work.waiting_on else None

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_reviewers_in(self, work: Any) -> Any:
        return work.claim.reviewers_in


def with_work(claims: QuerySet[Claim], *, viewer: UUID | None, is_editor: bool) -> QuerySet[Claim]:
    """Add to claims what `work` needs; only an editor may know how many blind reviews are in."""
    counted = blind.reviewers_in_column("pk", viewer) if is_editor else Value(None, output_field=IntegerField())
    return claims.annotate(assigned_to_name=actor_name("work__assigned_to"), reviewers_in=counted)
