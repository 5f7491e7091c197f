"""Who may see what while two reviewers work on the same claim without seeing each other's work."""

from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from claims.models import (
    Claim,
    Comment,
    Event,
    Evidence,
    Original,
    Plan,
    ReplyRequest,
    Review,
    ReviewPart,
    Stage,
    Upload,
    Verdict,
    Work,
)
from sources.models import ArticleVersion, Fetch

# What somebody does as a blind reviewer, or instead: it names them, and its reason may say what they think.
REVIEWER_VERBS = (Event.Verb.REVIEW_TAKEN, Event.Verb.REVIEW_GIVEN_BACK, Event.Verb.CLAIM_SKIPPED)
ALL_ARE_IN = (Stage.ADJUDICATION, Stage.DONE)


def reviews_seen_by(viewer: UUID | None) -> QuerySet[Review]:
    """Return the reviews that this person may see: their own, and what others submitted.

    A blind review is its reviewer's alone until both are in, whatever became of it since; a draft is so for ever.
    """
    cycle = Q(claim=OuterRef("claim"), cycle=OuterRef("cycle"))
    present = Work.objects.filter(claim=OuterRef("claim"), cycle=OuterRef("cycle"))
    known_verdict = Verdict.objects.filter(cycle)
    live = Review.objects.filter(
        cycle, part=ReviewPart.REVIEWER, slot=OuterRef("other"), submitted_at__isnull=False, closed_at=None
    )
    return Review.objects.annotate(other=Value(3) - F("slot")).filter(
        Q(reviewer=viewer)
        | Q(submitted_at__isnull=False)
        & (~Q(part=ReviewPart.REVIEWER) | ~Exists(present) | Exists(known_verdict) | (Q(closed_at=None) & Exists(live)))
    )


def blind_in_progress(claim: str = "claim", **more: Any) -> Exists:
    """Return whether the claim in this column is under blind review and not all reviews are in."""
    return Exists(Work.objects.filter(claim=OuterRef(claim), plan=Plan.BLIND, **more).exclude(stage__in=ALL_ARE_IN))


def evidence_seen_by(viewer: UUID | None) -> QuerySet[Evidence]:
    """Return the evidence that this person may see: all; under a fully blind plan only their own until all are in.

    Evidence that an earlier verdict could rest on is visible to everybody.
    """
    known = Verdict.objects.filter(claim=OuterRef("claim"), created_at__gte=OuterRef("created_at"))
    return Evidence.objects.filter(Q(added_by=viewer) | ~blind_in_progress(fully_blind=True) | Exists(known))


def originals_seen_by(viewer: UUID | None) -> QuerySet[Original]:
    """Return the originals of quotations; under a fully blind plan only this person's own until all are in."""
    hidden = Claim.objects.filter(blind_in_progress("pk", fully_blind=True), quote=OuterRef("quote"))
    return Original.objects.filter(Q(added_by=viewer) | ~Exists(hidden))


def events_seen_by(viewer: UUID | None) -> QuerySet[Event]:
    """Return the events that this person may see.

    Who reviews a claim blind, or declines to, is known to nobody else until all are in; under a fully blind plan the
    same holds for the evidence they add and the people they ask.
    """
    others = ~Q(actor=viewer) if viewer else Q()
    return Event.objects.exclude(
        others
        & (
            Q(verb__in=REVIEWER_VERBS) & blind_in_progress()
            | (Q(verb__startswith="evidence.") | Q(verb__startswith="reply.")) & blind_in_progress(fully_blind=True)
        )
    )


def fetches_seen_by(viewer: UUID | None) -> QuerySet[Fetch]:
    """Return the arrivals that this person may see: not the pages of somebody else's hidden evidence."""
    return _beside_evidence(Fetch.objects.all(), "fetch", viewer)


def uploads_seen_by(viewer: UUID | None) -> QuerySet[Upload]:
    """Return the uploaded files that this person may see."""
    return _beside_evidence(Upload.objects.all(), "upload", viewer)


def versions_seen_by(viewer: UUID | None) -> QuerySet[ArticleVersion]:
    """Return the texts that this person may see: not the copies of pages that are somebody else's hidden evidence."""
    arrived = Fetch.objects.filter(version=OuterRef("pk"))
    seen = fetches_seen_by(viewer).filter(version=OuterRef("pk"))
    return ArticleVersion.objects.filter(~Exists(arrived) | Exists(seen))


def _beside_evidence(rows: QuerySet[Any], field: str, viewer: UUID | None) -> QuerySet[Any]:
    uses = Evidence.objects.filter(**{field: OuterRef("pk")})
    seen = evidence_seen_by(viewer).filter(**{field: OuterRef("pk")})
    return rows.filter(~Exists(uses) | Exists(seen))


def reviewers_in(claim: Claim, *, viewer: UUID) -> int | None:
    """Count the blind reviews that are in, for an editor; None when this viewer may not know.

    A reviewer of the same cycle learns nothing, editor or not.
    """
    found: int | None = Work.objects.filter(pk=claim.pk).values_list(reviewers_in_column("pk", viewer), flat=True).get()
    return found


def reviewers_in_column(claim: str, viewer: UUID | None) -> Case:
    """Return the expression for `reviewers_in` of the claim in this column, for a list."""
    places = Review.objects.filter(
        claim=OuterRef("pk"), cycle=OuterRef("cycle"), part=ReviewPart.REVIEWER, closed_at=None
    )  # of a row of work
    work = Work.objects.filter(~Exists(places.filter(Q(reviewer=viewer))), plan=Plan.BLIND, stage=Stage.IN_REVIEW)
    counted = places.filter(submitted_at__isnull=False).order_by().values("claim").annotate(n=Count("pk")).values("n")
    counted_work = work.filter(pk=OuterRef(claim))
    return Case(
        When(Exists(counted_work), then=Coalesce(Subquery(counted_work.values(n=Coalesce(Subquery(counted), 0))), 0))
    )


def comments_seen_by(viewer: UUID | None) -> QuerySet[Comment]:
    """Return the comments that this person may see; under a fully blind plan only their own until all are in."""
    return Comment.objects.filter(Q(written_by=viewer) | ~blind_in_progress(fully_blind=True))


def replies_seen_by(viewer: UUID | None) -> QuerySet[ReplyRequest]:
    """Return the requests for comment that this person may see; under a fully blind plan their own until all are in."""
    known = Verdict.objects.filter(claim=OuterRef("claim"), created_at__gte=OuterRef("asked_at"))
    return ReplyRequest.objects.filter(
        Q(asked_by=viewer) | Q(recorded_by=viewer) | ~blind_in_progress(fully_blind=True) | Exists(known)
    )
