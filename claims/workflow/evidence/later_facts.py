"""Put what a text states when it comes again unchanged into its article, and record what is kept otherwise."""

from datetime import datetime

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from claims import reword
from claims.models import Event
from sources import article_facts
from sources.models import Article, Fetch

VERBS = (Event.Verb.ARTICLE_FACTS_ARRIVED, Event.Verb.ARTICLE_FACTS_DIFFER)


def sweep(*, at: datetime) -> int:
    """Put the facts of every arrival that states some into its article, once; return how many arrivals."""
    return sum(_take(fetch, at) for fetch in _open().order_by("pk").defer("raw"))


def of_article(article: int, *, at: datetime) -> int:
    """Put the facts of one article's arrivals into it, once; return how many arrivals."""
    return sum(_take(fetch, at) for fetch in _open().filter(article=article).order_by("pk").defer("raw"))


def _open() -> QuerySet[Fetch]:
    return Fetch.objects.exclude(facts={}).exclude(article=None).exclude(Exists(_noted()))


def _noted() -> QuerySet[Event]:
    noted = Event.objects.filter(article=OuterRef("article"), verb__in=VERBS)
    return noted.annotate(fetch=KT("data__fetch")).filter(fetch=Cast(OuterRef("pk"), CharField()))


@transaction.atomic
def _take(fetch: Fetch, at: datetime) -> bool:
    """Set what the article has not; what it has otherwise, or a person took away, stays and is in the record.

    False when somebody else was quicker.
    """
    assert fetch.article_id is not None  # _open finds no other
    article = Article.objects.select_for_update().get(pk=fetch.article_id)
    if not _open().filter(pk=fetch.pk).exists():
        return False
    new, other, kept = {}, {}, {}
    for name, fact in fetch.facts.items():
        if article_facts.known(article, name) or _was_taken_away(article, name):
            other[name], kept[name] = fact["value"], article_facts.known(article, name)
        else:
            article_facts.put(article, name, fact["value"], fact["origin"], fetch.url)
            new[name] = article_facts.known(article, name)
    article.save()
    origins = {name: fact["origin"] for name, fact in fetch.facts.items()}
    for verb, data in (
        (Event.Verb.ARTICLE_FACTS_ARRIVED, {"changed": new} if new else {}),
        (Event.Verb.ARTICLE_FACTS_DIFFER, {"stated": other, "kept": kept} if other else {}),
    ):
        if data:
            said = {"fetch": fetch.pk, "origins": origins} | data
            Event.objects.create(verb=verb, actor=fetch.requested_by, article=article.pk, data=said, created_at=at)
    if "published_on" in new:
        reword.by_date(article=article, by=fetch.requested_by, at=at)
    return True


def _was_taken_away(article: Article, name: str) -> bool:
    """Return whether a person said last that nobody knows it."""
    described = Event.objects.filter(article=article.pk, verb=Event.Verb.ARTICLE_DESCRIBED, data__changed__has_key=name)
    last = described.order_by("-pk").first()
    return last is not None and not last.data["changed"][name]
