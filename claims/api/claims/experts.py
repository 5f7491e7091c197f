"""Experts: the people and bodies quoted in an article, with title and affiliation as printed there and then."""

from django.db.models import Count, Prefetch, Q, QuerySet
from django_filters import rest_framework as filters
from rest_framework import serializers

from claims.api.base.base_views import DetailView, ListView
from claims.api.base.filters import IdFilter, TextFilter
from claims.api.base.response_fields import NullableText
from claims.models import Expert, ExpertKind, Role


class ExpertFilters(filters.FilterSet):
    article = IdFilter(field_name="article")
    kind = filters.ChoiceFilter(choices=ExpertKind.choices)
    name = TextFilter(field_name="name", lookup_expr="holds")


class RoleResponse(serializers.Serializer):
    """Title and affiliation as one version prints them."""

    version = serializers.IntegerField(source="version.number")
    title = NullableText()
    affiliation = NullableText()


class ExpertResponse(serializers.Serializer):
    """Somebody quoted in one article. Namesakes in two articles are one expert only when a person joins them."""

    id = serializers.IntegerField()
    article = serializers.IntegerField(source="article_id")
    name = serializers.CharField(help_text="The fullest name in the article; for unnamed ones the words used.")
    kind = serializers.ChoiceField(choices=ExpertKind.choices)
    roles = RoleResponse(many=True)
    quotes = serializers.IntegerField(source="quoted", help_text="Quotations from the latest extraction.")


def experts_with_roles() -> QuerySet[Expert]:
    """Return all experts with their roles and the number of their current quotations."""
    roles = Role.objects.select_related("version").defer("version__raw", "version__text")
    return Expert.objects.prefetch_related(Prefetch("roles", roles)).annotate(
        quoted=Count("quotes", filter=Q(quotes__superseded_at=None))
    )


class ExpertListView(ListView):
    """Experts of all articles."""

    noun = Expert
    queryset = Expert.objects.none()
    serializer_class = ExpertResponse
    filterset_class = ExpertFilters

    def get_queryset(self) -> QuerySet[Expert]:
        return experts_with_roles()


class ExpertDetailView(DetailView):
    """An expert with the roles that each version prints."""

    noun = Expert
    queryset = Expert.objects.none()
    serializer_class = ExpertResponse

    def get_queryset(self) -> QuerySet[Expert]:
        return experts_with_roles()
