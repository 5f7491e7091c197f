"""How a claim's way to its verdict is shown, and how claims are narrowed by it."""

from typing import Any
from uuid import UUID

from django.db.models import IntegerField, QuerySet, Value
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.base.filters import FlagFilter, IdFilter, MomentFilter
from claims.api.base.response_fields import Blank, Person, name_of, person
from claims.models import Claim, Harm, Plan, Stage
from claims.queries import blind


class WorkFilters(filters.FilterSet):
    """Claims by where they stand."""

    stage = filters.ChoiceFilter(field_name="work__stage", choices=Stage.choices)
    plan = filters.ChoiceFilter(field_name="work__plan", choices=Plan.choices)
    harm = filters.ChoiceFilter(field_name="work__harm", choices=Harm.choices)
    desk = IdFilter(field_name="work__desk")
    assigned_to = filters.UUIDFilter(field_name="work__assigned_to", label="An actor's id")
    due_before = MomentFilter(field_name="work__due_at", lookup_expr="lt", label="Due earlier than this")
    waiting = FlagFilter(method="is_waiting", label="Waits for somebody")
    held = FlagFilter(method="is_held", label="On legal hold")

    def is_waiting(self, rows: QuerySet[Claim], name: str, value: bool) -> QuerySet[Claim]:
        return rows.exclude(work__waiting_on="") if value else rows.filter(work__waiting_on="")

    def is_held(self, rows: QuerySet[Claim], name: str, value: bool) -> QuerySet[Claim]:
        return rows.exclude(work__held_because="") if value else rows.filter(work__held_because="")


class DeskShown(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class Waiting(serializers.Serializer):
    on = serializers.CharField(source="waiting_on", help_text="Whom we wait for; internal.")
    until = serializers.DateTimeField(source="waiting_until")


class WorkShown(serializers.Serializer):
    """Where a claim stands on its way to a verdict: who has it, what is next, until when."""

    stage = serializers.ChoiceField(choices=Stage.choices)
    said = serializers.CharField(source="get_stage_display", help_text="The stage in words.")
    plan = serializers.ChoiceField(choices=Plan.choices)
    fully_blind = serializers.BooleanField(help_text="Readers do not see each other's evidence either.")
    harm = serializers.ChoiceField(choices=Harm.choices)
    desk = DeskShown(allow_null=True)
    picked_because = Blank()
    assigned_to = serializers.SerializerMethodField()
    due_at = serializers.DateTimeField(allow_null=True)
    next_step = Blank(help_text="In a person's words; internal.")
    waiting = serializers.SerializerMethodField()
    hold = Blank(source="held_because", help_text="Why nothing moves: legal hold. Null: it is on none.")
    cycle = serializers.IntegerField(help_text="On the way to which verdict; counts from 1.")
    version = serializers.IntegerField(help_text="Grows with every change; give it as `seen`.")
    readers_in = serializers.SerializerMethodField(
        help_text="How many of two blind readers are in; for editors who are neither, else null."
    )

    @extend_schema_field(Person(allow_null=True))
    def get_assigned_to(self, work: Any) -> Any:
        return person(work.assigned_to, work.claim.assigned_to_name)

    @extend_schema_field(Waiting(allow_null=True))
    def get_waiting(self, work: Any) -> Any:
        return Waiting(work).data if work.waiting_on else None

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_readers_in(self, work: Any) -> Any:
        return work.claim.readers_in


def with_work(claims: QuerySet[Claim], *, viewer: UUID | None, edits: bool) -> QuerySet[Claim]:
    """Add to claims what showing their work needs; `edits`: whoever asks may know how many readers are in."""
    return claims.annotate(
        assigned_to_name=name_of("work__assigned_to"),
        readers_in=blind.reviewers_in_column("pk", viewer) if edits else Value(None, output_field=IntegerField()),
    )
