"""Watch an article: it is fetched again every so often, until a time, and a changed text becomes its next version."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from claims.models import Event
from claims.workflow.audit import Conflict, event, require
from sources import watch as looks
from sources.models import Article, Watch

LONGEST = timedelta(days=366)
MOST_HOURS = 24 * 30


@transaction.atomic
def start(*, article: Article, every: int, until: datetime, by: User, at: datetime) -> Watch:
    """Fetch an article every `every` hours until then, the first time now; an existing watch is replaced."""
    actor = require(by, "sources.add_watch")
    wrong = {}
    if not 1 <= every <= MOST_HOURS:
        wrong["every"] = f"Every 1 to {MOST_HOURS} hours."
    if not at < until <= at + LONGEST:
        wrong["until"] = "Choose a time from now on, within a year."
    article = Article.objects.select_for_update().get(pk=article.pk)
    if not looks.address(article):
        wrong["article"] = "This article has no address to look at."
    if wrong:
        raise ValidationError(wrong)
    watch, _made = Watch.objects.update_or_create(
        article=article,
        defaults={"every": every, "until": until, "next_at": at, "asked_by": actor.pk},
        create_defaults={"every": every, "until": until, "next_at": at, "asked_by": actor.pk, "created_at": at},
    )
    event(Event.Verb.WATCH_STARTED, by=actor, at=at, article=article.pk, every=every, until=until.isoformat())
    return watch


@transaction.atomic
def stop(*, article: Article, by: User, at: datetime) -> Watch:
    """Stop watching an article. What was found stays."""
    actor = require(by, "sources.change_watch")
    watch = Watch.objects.select_for_update().filter(article=article).first()
    if watch is None or watch.until <= at:
        raise Conflict("Nobody watches this article now.")
    Watch.objects.filter(pk=watch.pk).update(until=at)
    event(Event.Verb.WATCH_STOPPED, by=actor, at=at, article=article.pk)
    watch.refresh_from_db()
    return watch
