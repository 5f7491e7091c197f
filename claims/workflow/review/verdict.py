"""Turn submitted reviews into a verdict as the claim's plan has it: numbered, chained by hash, never edited."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import rfc8785
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from claims.gates import refusals
from claims.models import (
    Claim,
    Event,
    Evidence,
    NoticeKind,
    Plan,
    Proposal,
    RatingScale,
    Review,
    ReviewPart,
    Stage,
    Verdict,
    Work,
)
from claims.queries import sentence_claims
from claims.workflow import text
from claims.workflow.audit import Conflict, event, require
from claims.workflow.inbox.notify import News, send_news
from claims.workflow.review import review as reviews
from claims.workflow.review.plan import draw
from claims.workflow.stages import allowed, locked, move, status_message
from sources.models import Actor


@dataclass(frozen=True, slots=True)
class SubmittedReview:
    """A review that was submitted; the last one that the plan requires brings the verdict."""

    review: Review
    verdict: Verdict | None


def take(*, claim: Claim, by: User, at: datetime) -> Review:
    """Take a claim to work on it: open a review with a lease, in the part that the plan has free for this person.

    Taking it again extends the lease. Raise Conflict when no place is free.
    """
    with transaction.atomic():
        claim, work = locked(claim)
        actor = _reviewer(by, work)
        if work.held_because:
            raise Conflict(status_message(work))
        if work.stage == Stage.DONE:
            raise Conflict("This claim has its verdict. Open it again first, with a reason.")
        if work.stage in (Stage.NEW, Stage.LEFT):
            raise Conflict("Nobody has picked this claim to check. Pick it first.")
        _not_anothers(work, actor, by)
        work = draw(claim, work, at=at)
        mine = reviews.open_of(work, actor)
        review = reviews.begin(work=work, by=actor, at=at)
        if review.part in (ReviewPart.AUTHOR, ReviewPart.REVIEWER) and work.stage != Stage.IN_REVIEW:
            move(claim, "take", at=at)
        if mine is None and work.plan != Plan.BLIND:  # under a blind plan nobody learns who reviews
            event(Event.Verb.REVIEW_TAKEN, by=actor, at=at, claim=claim, review=review.pk, part=review.part)
    return review


def give_back(*, review: Review, because: str, by: User, at: datetime) -> Review:
    """Give back a claim that one has taken, with a reason; the draft stays one's own."""
    needed = "Say why you give it back; the next person will want to know."
    because = text.require("because", because, text.MAX_REASON, needed)
    with transaction.atomic():
        claim, work = locked(review.claim)
        actor = _reviewer(by, work)
        reviews.release(review=review, by=actor, at=at, because=f"given back: {because}")
        if work.stage == Stage.IN_REVIEW and not reviews.live_reviews(work):
            move(claim, "unassign" if work.assigned_to else "release", at=at, assigned_to=None)
        if work.plan != Plan.BLIND:  # under a blind plan nobody learns who reviewed, or why they would not
            event(Event.Verb.REVIEW_GIVEN_BACK, by=actor, at=at, claim=claim, because=because)
    return review


def propose(
    *,
    claim: Claim,
    rating: str,
    reasons: str,
    by: User,
    at: datetime,
    sought: str = "",
    note: str = "",
    missing_context: bool = False,
    seen: int | None = None,
    draft: int | None = None,
    as_of: date | None = None,
    recheck_on: date | None = None,
) -> SubmittedReview:
    """Submit a review of a claim, in the part that the plan has for this person; the last one brings the verdict.

    A claim that nobody picked counts as picked; one that is done is opened again. `seen` is the number of the latest
    verdict that the reviewer saw (0: none): raise Conflict and store nothing when there is a newer one. `draft` is that
    of their own draft, in the same way. Raise ValidationError when a gate of the database says what is missing.
    """
    _check_days(as_of, recheck_on, at)
    with _RefusalAsFormError(), transaction.atomic():
        claim, work = locked(claim)
        actor = _reviewer(by, work)
        latest = claim.verdicts.order_by("-number").first()
        number = latest.number if latest else 0
        if seen is not None and seen != number:
            raise Conflict(f"There is a newer verdict (v{number}). Look at it before you submit yours.")
        if claim.proposal not in (Proposal.PROPOSED, Proposal.ACCEPTED):
            raise Conflict("This is not taken for a claim now. Accept it first.")
        if work.stage == Stage.SECOND:
            raise Conflict("A review of this claim waits for a second reviewer, who approves it or returns it.")
        work = draw(claim, _opened(claim, work, actor, by, at), at=at)
        _not_anothers(work, actor, by)
        review = reviews.begin(work=work, by=actor, at=at)
        if review.part in (ReviewPart.AUTHOR, ReviewPart.REVIEWER) and work.stage != Stage.IN_REVIEW:
            work = move(claim, "take", at=at)
        reviews.submit(
            review=review,
            rating=rating,
            reasons=reasons,
            sought=sought,
            note=note,
            missing_context=missing_context,
            draft=draft,
            by=actor,
            at=at,
        )
        verdict = _settle(claim, work, review, actor, at=at, as_of=as_of, recheck_on=recheck_on)
    return SubmittedReview(review, verdict)


def approve(
    *,
    claim: Claim,
    by: User,
    at: datetime,
    seen: int | None = None,
    as_of: date | None = None,
    recheck_on: date | None = None,
    seen_evidence: Collection[int] | None = None,
) -> SubmittedReview:
    """Approve another person's review as the second reviewer: it becomes the verdict.

    `seen` is the id of the review that the second reviewer saw, `seen_evidence` the ids of the evidence. When evidence
    changed after the review was handed in, its author did not judge it: raise Conflict, unless the second reviewer saw
    the present evidence.
    """
    _check_days(as_of, recheck_on, at)
    with _RefusalAsFormError(), transaction.atomic():
        claim, work, actor, second = _second(claim, by, at, seen)
        first = second.approves
        assert first is not None
        changed = evidence_changed(first)
        if changed and (seen_evidence is None or set(seen_evidence) != set(standing_evidence(claim))):
            raise Conflict(
                f"The evidence has changed since this was handed in: {changed}. Look at it, then approve or return it."
            )
        _hand_in(second, at, "")
        event(Event.Verb.REVIEW_APPROVED, by=actor, at=at, claim=claim, review=first.pk)
        _record_answer(claim, first, actor, at)
        verdict = _verdict(claim, work, first, at=at, as_of=as_of, recheck_on=recheck_on)
    return SubmittedReview(second, verdict)


def send_back(*, claim: Claim, because: str, by: User, at: datetime, seen: int | None = None) -> Review:
    """Return another person's review as the second reviewer, with a reason; the claim goes back to its author."""
    because = text.require("because", because, reviews.MAX_TEXT, "Say what is missing; the author will read it.")
    with transaction.atomic():
        claim, _work, actor, second = _second(claim, by, at, seen)
        _hand_in(second, at, because)
        first = second.approves
        assert first is not None
        Review.objects.filter(pk=first.pk).update(closed_at=at, closed_because=f"returned: {because}")
        move(claim, "return", at=at, assigned_to=first.reviewer, assigned_by=actor.pk)
        send_news([News(first.reviewer, NoticeKind.RETURNED, f"returned:{first.pk}", claim.pk, because)], at=at)
        event(
            Event.Verb.REVIEW_RETURNED,
            by=actor,
            at=at,
            claim=claim,
            review=first.pk,
            because=because,
            to=str(first.reviewer),
        )
    return second


def reopen(*, claim: Claim, because: str, by: User, at: datetime, seen: int | None = None) -> Work:
    """Open a claim again that has its verdict; the verdict stands until the next one."""
    because = text.require("because", because, text.MAX_REASON, "Say why it is opened again.")
    with transaction.atomic():
        claim, work = locked(claim)
        actor = allowed(by, work, "claims.pick_claim")
        work = move(claim, "reopen", at=at, seen=seen, assigned_to=None, assigned_by=None, due_at=None)
        event(Event.Verb.CLAIM_REOPENED, by=actor, at=at, claim=claim, because=because)
    return work


def _reviewer(by: User, work: Work) -> Actor:
    if work.stage == Stage.ADJUDICATION:
        return allowed(by, work, "claims.adjudicate_review")
    return allowed(by, work, "claims.approve_review" if work.stage == Stage.SECOND else "claims.add_verdict")


def _not_anothers(work: Work, actor: Actor, by: User) -> None:
    """Raise PermissionDenied when a claim was assigned or returned to somebody else; an editor may step in."""
    anothers = work.stage in (Stage.ASSIGNED, Stage.RETURNED) and work.assigned_to not in (None, actor.pk)
    if anothers and not by.has_perm("claims.assign_claim"):
        raise PermissionDenied("This claim is assigned to somebody else. Ask an editor to hand it over.")


def _opened(claim: Claim, work: Work, actor: Actor, by: User, at: datetime) -> Work:
    """Bring a claim to where a review can begin: picked, or opened again."""
    if work.held_because:
        raise Conflict(status_message(work))
    if work.stage == Stage.DONE:
        work = move(claim, "reopen", at=at, assigned_to=None, assigned_by=None, due_at=None)
        event(Event.Verb.CLAIM_REOPENED, by=actor, at=at, claim=claim, because="another review")
    elif work.stage in (Stage.NEW, Stage.LEFT):
        require(by, "claims.pick_claim")
        work = move(claim, "pick", at=at, picked_because="reviewed at once")
        event(Event.Verb.CLAIM_PICKED, by=actor, at=at, claim=claim, because="reviewed at once")
    if claim.proposal == Proposal.PROPOSED:
        Claim.objects.filter(pk=claim.pk).update(proposal=Proposal.ACCEPTED, touched_at=at)
        claim.refresh_from_db()
    return work


def _settle(
    claim: Claim, work: Work, review: Review, actor: Actor, *, at: datetime, as_of: date | None, recheck_on: date | None
) -> Verdict | None:
    """Do what the plan has next after a submitted review."""
    if work.plan == Plan.SINGLE or review.part == ReviewPart.ADJUDICATOR:
        _record_submitted(claim, review, actor, at)
        return _verdict(claim, work, review, at=at, as_of=as_of, recheck_on=recheck_on)
    if work.plan == Plan.PAIR:
        move(claim, "hand_in", at=at)
        _record_submitted(claim, review, actor, at)
        return None
    both = [r for r in reviews.live_reviews(work) if r.part == ReviewPart.REVIEWER and r.submitted_at]
    if len(both) < 2:
        return None  # no event, no change of stage: the other reviewer learns nothing
    for submitted in both:
        reviewer = Actor.objects.get(pk=submitted.reviewer)
        _record_submitted(claim, submitted, reviewer, submitted.submitted_at or at)
    if len({(r.rating, r.missing_context) for r in both}) == 1:
        return _verdict(claim, work, review, at=at, as_of=as_of, recheck_on=recheck_on)
    move(claim, "differ", at=at, assigned_to=None, assigned_by=None)
    event(Event.Verb.REVIEW_DIFFERED, by=None, at=at, claim=claim)
    return None


def _record_submitted(claim: Claim, review: Review, by: Actor, at: datetime) -> None:
    event(Event.Verb.REVIEW_SUBMITTED, by=by, at=at, claim=claim, review=review.pk, part=review.part)
    _record_answer(claim, review, by, at)


def _record_answer(claim: Claim, review: Review, by: Actor, at: datetime) -> None:
    """Record that whoever rates or approves a claim that makes several statements takes them for one.

    The other answer to that warning is a split, with an event of its own.
    """
    if makes := sentence_claims.statements_in(claim):
        event(
            Event.Verb.CLAIM_KEPT_WHOLE,
            by=by,
            at=at,
            claim=claim,
            answer="one",
            statements=makes,
            review=review.pk,
        )


def _second(claim: Claim, by: User, at: datetime, seen: int | None) -> tuple[Claim, Work, Actor, Review]:
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.approve_review")
    if work.stage != Stage.SECOND or work.held_because:
        raise Conflict(status_message(work))
    first = next((r for r in reviews.live_reviews(work) if r.part == ReviewPart.AUTHOR), None)
    if first is None:
        raise Conflict("There is no review here to approve. Look at the claim again.")
    if seen is not None and seen != first.pk:
        raise Conflict("This is not the review that you had before you. Look at the present one.")
    if first.reviewer == actor.pk:
        raise Conflict("This is your own review: another person approves it, or returns it.")
    return claim, work, actor, reviews.begin(work=work, by=actor, at=at)


def standing_evidence(claim: Claim) -> list[int]:
    """Return the ids of the evidence that counts now."""
    return list(claim.evidence.filter(withdrawn_at=None).order_by("id").values_list("pk", flat=True))


def evidence_changed(review: Review) -> str:
    """Return what became of the evidence since a review was handed in; empty: nothing."""
    since = review.submitted_at
    evidence = Evidence.objects.filter(claim=review.claim_id)
    added = evidence.filter(created_at__gt=since, withdrawn_at=None).count()
    gone = evidence.filter(created_at__lte=since, withdrawn_at__gt=since).count()
    changes = [
        f"{n} {'piece' if n == 1 else 'pieces'} of evidence {what}"
        for n, what in ((added, "added"), (gone, "withdrawn"))
        if n
    ]
    return " and ".join(changes)


def _check_days(as_of: date | None, recheck_on: date | None, at: datetime) -> None:
    wrong = {}
    if as_of is not None and as_of > at.date():
        wrong["as_of"] = "This day is still to come."
    if recheck_on is not None and recheck_on <= at.date():
        wrong["recheck_on"] = "Choose a day that is still to come."
    if wrong:
        raise ValidationError(wrong)


def _hand_in(second: Review, at: datetime, because: str) -> None:
    Review.objects.filter(pk=second.pk).update(submitted_at=at, lease_until=None, returned_because=because)


def _verdict(
    claim: Claim, work: Work, review: Review, *, at: datetime, as_of: date | None, recheck_on: date | None
) -> Verdict:
    number = claim.verdicts.count() + 1
    scale = RatingScale.objects.order_by("-id").first()
    as_of = as_of or at.date()
    verdict = Verdict.objects.create(
        claim=claim,
        number=number,
        review=review,
        rating=review.rating,
        decided_by=review.reviewer,
        created_at=at,
        cycle=work.cycle,
        plan=work.plan,
        scale=scale,
        as_of=as_of,
        recheck_on=recheck_on,
        payload=rfc8785.dumps(payload(review, number, as_of=as_of, scale=scale)).decode(),
        previous_hash="",
        hash="",
    )
    move(claim, "settle", at=at, assigned_to=None, assigned_by=None, due_at=None)
    actor = Actor.objects.filter(pk=review.reviewer).first()
    event(
        Event.Verb.VERDICT_GIVEN, by=actor, at=at, claim=claim, verdict=verdict.pk, number=number, rating=review.rating
    )
    verdict.refresh_from_db()
    return verdict


class _RefusalAsFormError:
    """Turn a gate's refusal into an error of the form's field."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, IntegrityError) and refusals.is_missing(error):
            raise ValidationError({"rating": refusals.sentence(error)}) from error


def payload(review: Review, number: int, *, as_of: date, scale: RatingScale | None) -> dict[str, Any]:
    """Return what a verdict freezes, as the database builds it: claim, places, reviews and evidence as they stand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT claims_verdict_record(%s, %s, %s, %s)::text",
            [review.pk, number, as_of, scale.pk if scale else None],
        )
        record: dict[str, Any] = json.loads(cursor.fetchone()[0])
    return record
