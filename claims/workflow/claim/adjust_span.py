"""Adjust the printed words that a claim rests on. The old place stays in the record."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from claims.models import Appearance, Claim, Event
from claims.workflow import stages
from claims.workflow.audit import Conflict, event
from claims.workflow.claim import wording
from sources.models import ArticleVersion
from sources.spans import Span, context


@transaction.atomic
def adjust(
    *, place: Appearance, start: int, end: int, exact: str, by: User, at: datetime, seen: int | None = None
) -> Appearance:
    """Let a claim rest on other words of the same version: code points, end exclusive; `exact` is what the person saw.

    The reviews that count are closed. Raise Conflict when the place was adjusted meanwhile or a verdict holds it.
    """
    claim, work = stages.locked(place.claim)
    actor = stages.allowed(by, work, "claims.change_claim")
    wording.ready(claim, work)
    place = Appearance.objects.select_related("version").defer("version__raw").get(pk=place.pk, claim=claim)
    if place.replaced_at is not None:
        raise Conflict("Somebody adjusted this place meanwhile. Look at it again.")
    span = words_at(place.version, start, end, exact)
    if (span.start, span.end) == (place.start, place.end):
        return place
    if claim.appearances.filter(replaced_at=None, version=place.version, start=start, end=end).exists():
        raise ValidationError({"exact": "The claim rests on these words already."})
    work = stages.change(work, at=at, seen=seen)
    mine = wording.close_reviews(claim, work, by=actor, at=at)
    now = put(claim, place.version, span)
    Appearance.objects.filter(pk=place.pk).update(replaced_at=at)
    Claim.objects.filter(pk=claim.pk).update(touched_at=at)
    if mine is not None:
        wording.go_on(claim, mine, by=actor, at=at)
    article = place.version.article_id
    event(
        Event.Verb.CLAIM_ADJUSTED,
        by=actor,
        at=at,
        claim=claim,
        article=article,
        was=place.pk,
        now=now.pk,
        before=place.exact,
    )
    return now


def words_at(version: ArticleVersion, start: int, end: int, exact: str) -> Span:
    """Return the words at a place of a version; raise ValidationError when they are not `exact`, or white space."""
    try:
        span = Span.of(version.text, start, end)
    except ValueError:
        raise ValidationError({"start": "Select some words inside the text."}) from None
    if span.exact != exact:
        raise ValidationError({"exact": "These are not the words at that place. Select them again."})
    if not span.exact.strip():
        raise ValidationError({"exact": "Select some words, not only white space."})
    return span


def put(claim: Claim, version: ArticleVersion, span: Span, spans: Sequence[Sequence[int]] = ()) -> Appearance:
    """Let a claim also rest on these words, or on those at `spans` among them."""
    prefix, suffix = context(version.text, span.start, span.end)
    return Appearance.objects.create(
        claim=claim,
        version=version,
        start=span.start,
        end=span.end,
        exact=span.exact,
        spans=list(spans),
        prefix=prefix,
        suffix=suffix,
    )
