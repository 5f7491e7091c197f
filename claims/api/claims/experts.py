"""Experts: who is quoted in an article, with title and affiliation as printed there and then."""

from django.db.models import Count, Prefetch, Q, QuerySet
from django_filters import rest_framework as filters
from rest_framework import serializers

from claims.api.base.base_views import List, One
from claims.api.base.filters import IdFilter, WordsFilter
from claims.api.base.response_fields import Blank
from claims.models import Expert, ExpertKind, Role


class ExpertFilters(filters.FilterSet):
    article = IdFilter(field_name="article")
    kind = filters.ChoiceFilter(choices=ExpertKind.choices)
    name = WordsFilter(field_name="name", lookup_expr="holds")


class RoleShown(serializers.Serializer):
    version = serializers.IntegerField(source="version.number")
    title = Blank()
    affiliation = Blank()


class ExpertShown(serializers.Serializer):
    """Somebody quoted in one article; nothing joins namesakes of two articles but a person."""

    id = serializers.IntegerField()
    article = serializers.IntegerField(source="article_id")
    name = serializers.CharField(help_text="The fullest name in the article; for unnamed ones the words used.")
    kind = serializers.ChoiceField(choices=ExpertKind.choices)
    roles = RoleShown(many=True)
    quotes = serializers.IntegerField(source="quoted", help_text="Quotations from the latest reading.")


def shown() -> QuerySet[Expert]:
    roles = Role.objects.select_related("version").defer("version__raw", "version__text")
    return Expert.objects.prefetch_related(Prefetch("roles", roles)).annotate(
        quoted=Count("quotes", filter=Q(quotes__superseded_at=None))
    )


class Experts(List):
    """Everybody who is quoted."""

    noun = Expert
    queryset = Expert.objects.none()
    serializer_class = ExpertShown
    filterset_class = ExpertFilters

    def get_queryset(self) -> QuerySet[Expert]:
        return shown()


class OneExpert(One):
    """Somebody who is quoted in one article."""

    noun = Expert
    queryset = Expert.objects.none()
    serializer_class = ExpertShown

    def get_queryset(self) -> QuerySet[Expert]:
        return shown()
