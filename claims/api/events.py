"""Events: who did what when. Asking for those after an id misses none: no event appears below one that was listed."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.base.base_views import ListView
from claims.api.base.filters import IdFilter, TextFilter
from claims.api.base.response_fields import ActorResponse, actor_name, actor_response
from claims.models import Event
from claims.queries import blind


class EventFilters(filters.FilterSet):
    after = IdFilter(field_name="id", lookup_expr="gt", label="Only those with a larger id")
    article = IdFilter(field_name="article")
    claim = IdFilter(field_name="claim")
    verb = TextFilter(field_name="verb")


class EventResponse(serializers.Serializer):
    """Something that happened, and who did it."""

    id = serializers.IntegerField()
    verb = serializers.CharField()
    by = serializers.SerializerMethodField(help_text="Null: a machine did it.")
    article = serializers.IntegerField(allow_null=True)
    claim = serializers.IntegerField(allow_null=True)
    data = serializers.DictField()  # type: ignore[assignment]
    created_at = serializers.DateTimeField()

    @extend_schema_field(ActorResponse(allow_null=True))
    def get_by(self, event: Any) -> Any:
        return actor_response(event.actor, event.actor_name)


class EventListView(ListView):
    """What happened, in the order in which it was committed."""

    noun = Event
    queryset = Event.objects.none()
    serializer_class = EventResponse
    filterset_class = EventFilters
    orderings = {"id": ("id",), "-id": ("-id",)}

    def get_queryset(self) -> QuerySet[Event]:
        return blind.events_seen_by(self.viewer).annotate(actor_name=actor_name("actor"))
