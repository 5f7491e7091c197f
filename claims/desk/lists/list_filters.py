"""The filters of the desk's lists."""

from abc import abstractmethod
from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims import queries
from claims.desk.base import labels
from claims.models import Appearance, Expert, Proposal
from sources.models import Publisher
from sources.params import int_param

MOST = 50  # names offered in a filter; the search box finds the others


class VerdictFilter(admin.EmptyFieldListFilter):
    """With or without a verdict."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("verdict")

    def choices(self, changelist: Any) -> Any:
        for choice, label in zip(super().choices(changelist), (_("All"), _("None yet"), _("Given")), strict=True):
            yield {**choice, "display": label}


class SuggestionFilter(admin.ChoicesFieldListFilter):
    """Filter by what became of the suggestion; replaced ones are in no list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("suggestion")

    def choices(self, changelist: Any) -> Any:
        return (choice for choice in super().choices(changelist) if choice["display"] != Proposal.SUPERSEDED.label)


class KindOfSpeaker(admin.ChoicesFieldListFilter):
    """Person, organisation, government …"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("kind of speaker")


class _ValueFilter(admin.SimpleListFilter):
    """A filter whose values are known beforehand; `narrow` gets one of them, or a number of a row."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        return queryset if value is None else self.narrow(queryset, value)

    @abstractmethod
    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]: ...


class ProcessingFilter(_ValueFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("done", _("processed")), ("waiting", _("being processed")), ("failed", _("could not be processed"))]

    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        return queryset.filter(state=value)


class DeclaresAI(_ValueFilter):
    title = labels.AI_BADGE
    parameter_name = "ai"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("Yes")), ("0", _("No such notice"))]

    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        return queryset.filter(ai=value == "1")


class StateFilter(_ValueFilter):
    title = _("state")
    parameter_name = "state"
    states: dict[str, Q] = {}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(state, labels.JOBS[state]) for state in self.states]

    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        return queryset.filter(self.states.get(value, Q()))


class ArrivalStateFilter(StateFilter):
    states = {
        "waiting": Q(finished_at=None),
        "new": Q(outcome="new"),
        "unchanged": Q(outcome="unchanged"),
        "refused": Q(outcome="refused"),
    }


class ExtractionStateFilter(StateFilter):
    states = {
        "waiting": Q(finished_at=None),
        "failed": Q(failed=True),
        "done": Q(failed=False, finished_at__isnull=False),
    }


class _ByPublisher(_ValueFilter):
    title = _("publisher")
    parameter_name = "publisher"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        found = Publisher.objects.annotate(n=Count("articles")).filter(n__gt=0).order_by("-n", "name")[:MOST]
        return [(str(row.pk), row.name) for row in found]


class PublisherOfClaim(_ByPublisher):
    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        publisher = int_param(value)
        seen = Appearance.objects.filter(claim=OuterRef("pk"), version__article__publisher=publisher)
        return queryset.filter(Exists(seen)) if publisher else queryset.none()


class PublisherOfQuote(_ByPublisher):
    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        publisher = int_param(value)
        return queryset.filter(version__article__publisher=publisher) if publisher else queryset.none()


class SpeakerFilter(_ValueFilter):
    """By the printed name: two people of one name are shown together, and nothing is said about who is who."""

    title = _("who said it")
    parameter_name = "speaker"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        named = Expert.objects.exclude(kind__in=["unnamed", "collective"]).filter(quotes__claims__isnull=False)
        counted = named.values("name").annotate(n=Count("quotes__claims", distinct=True)).order_by("-n", "name")
        return [(row["name"], row["name"]) for row in counted[:MOST]]

    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        return queryset.filter(quote__expert__name=value)


class OutcomeOfPlace(_ValueFilter):
    """Filter by the outcome of the sentence part around the claim: a prediction may hold a fact in passing."""

    title = _("stands in")
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(labels.OUTCOMES.items())

    def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        return queryset.filter(queries.claims_with_outcome(value))
