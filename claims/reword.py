"""Word claims anew when more is known: where nobody works on one, else as an offer that a person takes or declines."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from claims.models import Appearance, Claim, Event, Proposal, Review, Stage, Work
from claims.pipeline.standalone import rewording
from claims.pipeline.standalone.wording import Segment, render
from claims.pipeline.times.interval import WhenFound
from sources.models import Article

STANDS = (Proposal.PROPOSED, Proposal.ACCEPTED)
NOBODY_WORKS = (Stage.NEW, Stage.LEFT, Stage.PICKED)
Change = Callable[[Claim, tuple[Segment, ...]], tuple[Segment, ...]]


@transaction.atomic
def by_date(*, article: Article, by: UUID | None, at: datetime) -> int:
    """Put an article's date, or that nobody knows it, into its claims; return how many have another wording now.

    The caller holds the article's lock.
    """
    marked = _first_seen_in(article).filter(segments__contains=[{"why": "date"}])

    def change(claim: Claim, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        times = [WhenFound.of(time) for time in claim.times]
        return rewording.dated(segments, times, article.published_on)

    return reword(marked.values_list("pk", flat=True), change, because="date", by=by, at=at)


def reword(claims: Iterable[int], change: Change, *, because: str, by: UUID | None, at: datetime) -> int:
    """Let claims say what `change` makes of their segments, or offer it; return how many have another wording now.

    A claim on which somebody works, or that a person confirmed, gets the offer. A person's own words have no segments
    and stay as they are.
    """
    keys = sorted(set(claims))
    locked = {work.pk: work for work in _locked(keys)}
    done = 0
    for claim in Claim.objects.filter(pk__in=keys, proposal__in=STANDS).exclude(segments=[]).order_by("pk"):
        present = rewording.loaded(claim.segments)
        base = rewording.loaded(claim.offered) if claim.offered else present
        now = change(claim, base)
        if now == base:
            continue
        if is_free(claim, locked[claim.pk]):
            done += _put(claim, now, because=because, by=by, at=at)
        else:
            _offer(claim, () if now == present else now, because=because, by=by, at=at)
    return done


def offered_wording(claim: Claim) -> str:
    """Return the wording that is offered for a claim; empty when none is."""
    return render(rewording.loaded(claim.offered))


def is_free(claim: Claim, work: Work) -> bool:
    """Return whether nobody works on a claim, so that the machine may still word it."""
    if work.stage not in NOBODY_WORKS or work.held_because or claim.confirmed_at is not None or claim.rating:
        return False
    return not Review.objects.filter(claim=claim, closed_at=None).exists() and not claim.verdicts.exists()


def _locked(keys: list[int]) -> list[Work]:
    """Lock claims, then their work, by id as everywhere."""
    list(Claim.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    return list(Work.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _put(claim: Claim, segments: tuple[Segment, ...], *, because: str, by: UUID | None, at: datetime) -> int:
    before, wording = claim.wording, render(segments)
    Claim.objects.filter(pk=claim.pk).update(wording=wording, segments=rewording.stored(segments), offered=[])
    if wording == before:
        return 0
    Work.objects.filter(pk=claim.pk).update(changed_at=at)  # who has the old words before them comes too late
    _record(Event.Verb.CLAIM_REWORDED, claim, wording, because=because, by=by, at=at)
    return 1


def _offer(claim: Claim, segments: tuple[Segment, ...], *, because: str, by: UUID | None, at: datetime) -> None:
    declined = Event.objects.filter(verb=Event.Verb.CLAIM_OFFER_DECLINED, claim=claim.pk)
    if segments and declined.filter(data__wording=render(segments)).exists():
        segments = ()
    Claim.objects.filter(pk=claim.pk).update(offered=rewording.stored(segments))
    if segments:
        _record(Event.Verb.CLAIM_WORDING_OFFERED, claim, render(segments), because=because, by=by, at=at)


def _record(verb: Event.Verb, claim: Claim, wording: str, *, because: str, by: UUID | None, at: datetime) -> None:
    data = {"before": claim.wording, "after": wording, "because": because}
    Event.objects.create(verb=verb, actor=by, claim=claim.pk, data=data, created_at=at)


def _first_seen_in(article: Article) -> QuerySet[Claim]:
    first = Appearance.objects.filter(claim=OuterRef("pk")).order_by("pk").values("version__article")[:1]
    seen = Claim.objects.filter(pk__in=Appearance.objects.filter(version__article=article).values("claim"))
    return seen.annotate(first_article=Subquery(first)).filter(first_article=article.pk)
