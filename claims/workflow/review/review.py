"""One reviewer's round: take a place, keep a draft, submit, give it back."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q

from claims.models import Claim, Event, NoticeKind, Plan, Rating, Review, ReviewPart, Stage, Work
from claims.workflow.audit import Conflict, event
from claims.workflow.inbox.notify import News, send_news
from claims.workflow.text import Limit, faults
from sources.models import Actor

MAX_TEXT = 50_000
LEASE = timedelta(minutes=30)
FIELDS = ("rating", "missing_context", "reasons", "note", "sought")


class StaleDraft(Conflict):
    """A draft was saved elsewhere meanwhile. `review` is its present state; the person keeps their own text."""

    def __init__(self, review: Review) -> None:
        super().__init__("This draft was saved somewhere else meanwhile. Here are both; keep what you need.")
        self.review = review


def free_part(work: Work, actor: Actor, *, at: datetime) -> tuple[ReviewPart, int, Review | None]:
    """Return the place that this person may take on a claim: part, slot, and for a second reviewer the first review.

    The caller holds the claim's lock. An expired lease frees its place. Raise Conflict saying what stands in the way.
    """
    live = list(live_reviews(work))
    if any(r.reviewer == actor.pk and r.submitted_at for r in live):
        raise Conflict("You have had your say on this claim; the next step is another person's.")
    leased = [r for r in live if r.submitted_at or (r.lease_until and r.lease_until > at)]
    if work.plan == Plan.BLIND:
        if work.stage == Stage.ADJUDICATION:
            return _only(ReviewPart.ADJUDICATOR, leased), 1, None
        taken = {r.slot for r in leased if r.part == ReviewPart.REVIEWER}
        for slot in (1, 2):
            if slot not in taken:
                return ReviewPart.REVIEWER, slot, None
        raise Conflict("Both reviewers' places are taken.")
    if work.stage == Stage.SECOND:
        first = next((r for r in live if r.part == ReviewPart.AUTHOR and r.submitted_at), None)
        if first is None:
            raise Conflict("There is no review here to approve. Look at the claim again.")
        return _only(ReviewPart.APPROVER, leased), 1, first
    return _only(ReviewPart.AUTHOR, leased), 1, None


def _only(part: ReviewPart, leased: list[Review]) -> ReviewPart:
    if any(r.part == part for r in leased):
        raise Conflict("Somebody else is at this claim now. Take another, or ask an editor to hand it over.")
    return part


def live_reviews(work: Work) -> "list[Review]":
    """Return the reviews of the present cycle that count, oldest first."""
    return list(
        Review.objects.filter(claim=work.pk, cycle=work.cycle, closed_at=None, returned_because="").order_by("id")
    )


def open_of(work: Work, actor: Actor) -> Review | None:
    """Return this person's own open review of a claim."""
    return Review.objects.filter(
        claim=work.pk, cycle=work.cycle, reviewer=actor.pk, submitted_at=None, closed_at=None
    ).first()


def begin(*, work: Work, by: Actor, at: datetime, lease: bool = True) -> Review:
    """Take a place on a claim: open a review with a lease. The caller holds the claim's lock.

    Taking it again extends the lease. An open review whose lease ran out is closed; its draft stays its reviewer's.
    """
    mine = open_of(work, by)
    if mine is not None:
        if lease:
            Review.objects.filter(pk=mine.pk).update(lease_until=at + LEASE)
            mine.refresh_from_db()
        return mine
    part, slot, first = free_part(work, by, at=at)
    Review.objects.filter(
        Q(lease_until=None) | Q(lease_until__lte=at),
        claim=work.pk,
        cycle=work.cycle,
        part=part,
        slot=slot,
        submitted_at=None,
        closed_at=None,
    ).update(closed_at=at, closed_because="the lease ran out and somebody else took over")
    latest = Review.objects.filter(claim=work.pk).aggregate(latest=Max("round"))["latest"] or 0
    try:
        with transaction.atomic():
            return Review.objects.create(
                claim_id=work.pk,
                round=latest + 1,
                cycle=work.cycle,
                part=part,
                slot=slot,
                approves=first,
                reviewer=by.pk,
                opened_at=at,
                lease_until=at + LEASE,
            )
    except IntegrityError as taken:
        raise Conflict("Somebody else was faster. Take another claim.") from taken


def save_draft(*, review: Review, by: Actor, at: datetime, seen: int, **fields: object) -> Review:
    """Save a draft of a review; it has no effect until it is submitted.

    `seen` is the number of the draft that they saw. Raise Stale when it was saved elsewhere meanwhile, Conflict when
    the review is closed or submitted, ValidationError naming the field.
    """
    _check_texts({k: v for k, v in fields.items() if isinstance(v, str)})
    if fields.get("rating") and fields["rating"] not in Rating.values:
        raise ValidationError({"rating": f"Choose one of: {', '.join(Rating.values)}."})
    kept = {name: fields[name] for name in FIELDS if name in fields}
    rows = Review.objects.filter(pk=review.pk, reviewer=by.pk, submitted_at=None, closed_at=None)
    done = rows.filter(draft=seen).update(draft=F("draft") + 1, saved_at=at, lease_until=at + LEASE, **kept)
    now = Review.objects.get(pk=review.pk)
    if done:
        return now
    if now.closed_at:
        raise Conflict(f"This review was closed: {now.closed_because}. Your text is kept; take the claim again.")
    if now.submitted_at or now.reviewer != by.pk:
        raise Conflict("This review was submitted; it is never edited.")
    raise StaleDraft(now)


def release(*, review: Review, by: Actor, at: datetime, because: str) -> Review:
    """Give an open review back without submitting it."""
    done = Review.objects.filter(pk=review.pk, reviewer=by.pk, submitted_at=None, closed_at=None).update(
        closed_at=at, closed_because=because
    )
    if not done:
        raise Conflict("This review is not open any more.")
    review.refresh_from_db()
    return review


def submit(
    *,
    review: Review,
    rating: str,
    reasons: str,
    by: Actor,
    at: datetime,
    sought: str = "",
    note: str = "",
    missing_context: bool = False,
    draft: int | None = None,
) -> Review:
    """Submit an open review: from now on it never changes. The caller holds the claim's lock.

    `draft` is the number of the draft that the reviewer saw: Stale when it was saved elsewhere meanwhile. Raise
    ValidationError naming the field, Conflict when the review is not open.
    """
    reasons, sought, note = reasons.strip(), sought.strip(), note.strip()
    wrong = {}
    if rating not in Rating.values:
        wrong["rating"] = f"Choose one of: {', '.join(Rating.values)}."
    if not reasons:
        wrong["reasons"] = "Give your reasons; readers will see them."
    if rating == Rating.NOT_ENOUGH_EVIDENCE and not sought:
        wrong["sought"] = "Say what you looked for, and where."
    if wrong:
        raise ValidationError(wrong)
    _check_texts({"reasons": reasons, "sought": sought, "note": note})
    if draft is not None and review.draft != draft:
        raise StaleDraft(review)
    done = Review.objects.filter(
        pk=review.pk, reviewer=by.pk, submitted_at=None, closed_at=None, draft=review.draft
    ).update(
        rating=rating,
        missing_context=missing_context,
        reasons=reasons,
        sought=sought,
        note=note,
        submitted_at=at,
        lease_until=None,
    )
    review.refresh_from_db()
    if not done:
        raise Conflict(f"This review is not open any more: {review.closed_because or 'it was submitted'}.")
    return review


def _check_texts(texts: dict[str, str]) -> None:
    wrong = faults({field: (value, Limit(MAX_TEXT)) for field, value in texts.items()})
    if wrong:
        raise ValidationError(wrong)


def close_all(*, claim: Claim, work: Work, because: str, by: Actor, at: datetime, quiet: bool = False) -> int:
    """Close every review of the present cycle that counts; return how many. An event says so, unless `quiet`."""
    counting = Review.objects.filter(claim=claim, cycle=work.cycle, closed_at=None, returned_because="")
    whose = list(counting.exclude(reviewer=by.pk).values_list("pk", "reviewer"))
    closed = counting.update(closed_at=at, closed_because=because)
    send_news([News(person, NoticeKind.CLOSED, f"closed:{key}", claim.pk, because) for key, person in whose], at=at)
    if closed and not quiet:
        event(Event.Verb.REVIEW_CLOSED, by=by, at=at, claim=claim, because=because)
    return closed
