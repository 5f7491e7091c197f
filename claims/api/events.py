"""Events: who did what when. Reading after an id misses nothing: none appears below one already shown."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.base.base_views import List
from claims.api.base.filters import IdFilter, WordsFilter
from claims.api.base.response_fields import Person, name_of, person
from claims.models import Event
from claims.queries import blind


class EventFilters(filters.FilterSet):
    after = IdFilter(field_name="id", lookup_expr="gt", label="Only those with a larger id")
    article = IdFilter(field_name="article")
    claim = IdFilter(field_name="claim")
    verb = WordsFilter(field_name="verb")


class EventShown(serializers.Serializer):
    id = serializers.IntegerField()
    verb = serializers.CharField()
    by = serializers.SerializerMethodField(help_text="Null: a machine did it.")
    article = serializers.IntegerField(allow_null=True)
    claim = serializers.IntegerField(allow_null=True)
    data = serializers.DictField()  # type: ignore[assignment]
    created_at = serializers.DateTimeField()

    @extend_schema_field(Person(allow_null=True))
    def get_by(self, event: Any) -> Any:
        return person(event.actor, event.actor_name)


class Events(List):
    """What happened, in the order in which it was committed."""

    noun = Event
    queryset = Event.objects.none()
    serializer_class = EventShown
    filterset_class = EventFilters
    orderings = {"id": ("id",), "-id": ("-id",)}

    def get_queryset(self) -> QuerySet[Event]:
        return blind.events_seen_by(self.viewer).annotate(actor_name=name_of("actor"))
