"""Fetch monitored articles again: each due fetch is owed once, however often this is called."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import DurationField, ExpressionWrapper, F, Q, QuerySet, Value

from sources import ingest
from sources.models import Article, Fetch, Watch
from sources.models.fetch import Via

BATCH = 100


def owe(*, at: datetime) -> int:
    """Owe a fetch of every monitored article that is due, unless its last one still waits; return how many.

    Safe to run concurrently: whoever moves `next_at` owes the fetch. A clock that jumped ahead costs one fetch; one
    that jumped back is planned anew, since nothing can be due later than one interval from now.
    """
    hours = ExpressionWrapper(F("every") * Value(timedelta(hours=1)), output_field=DurationField())
    Watch.objects.filter(until__gt=at, next_at__gt=at + hours).update(next_at=at + hours)
    due = list(_due(at).select_related("article").order_by("next_at")[:BATCH])
    return sum(_owe(watch, at) is not None for watch in due)


def _due(at: datetime) -> QuerySet[Watch]:
    return Watch.objects.filter(Q(last=None) | Q(last__finished_at__isnull=False), next_at__lte=at, until__gt=at)


def _owe(watch: Watch, at: datetime) -> Fetch | None:
    with transaction.atomic():
        moved = Watch.objects.filter(pk=watch.pk, next_at=watch.next_at, until__gt=at).update(
            next_at=at + timedelta(hours=watch.every)
        )
        if not moved:
            return None
        try:
            row = ingest.receive(
                via=Via.URL, url=address(watch.article), by=watch.asked_by, at=at, new_version_of=watch.article
            )
        except ingest.Refused:  # an address that is none any more: its row says so, and others are not held up
            return None
        Watch.objects.filter(pk=watch.pk).update(last=row)
    return row


def address(article: Article) -> str:
    """Return the address at which an article can be fetched again; empty when none is known."""
    if article.canonical_url:
        return article.canonical_url
    return article.versions.exclude(url="").order_by("-number").values_list("url", flat=True).first() or ""
