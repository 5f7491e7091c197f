"""Accept or reject what a machine proposed, and add what it missed."""

from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from claims import reword
from claims.models import Appearance, Claim, ClaimType, Event, Outcome, Proposal, Stage, Work
from claims.models.claim import NotAClaim
from claims.pipeline import read
from claims.pipeline.rewording import rewording, spoken
from claims.pipeline.standalone.wording import render
from claims.workflow import text
from claims.workflow.audit import Conflict, event, require
from claims.workflow.claim.wording import statements_of
from claims.workflow.review import review as reviews
from claims.workflow.stages import MOVES, allowed, locked, status_message
from sources.models import Article, ArticleVersion
from sources.spans import Span, context

MAX_WORDING = 2_000


@transaction.atomic
def accept(*, claim: Claim, by: User, at: datetime) -> Claim:
    """Accept a proposal as a claim worth a verdict. Taking a rejection back is the same action."""
    actor = allowed(by, Work.objects.get(pk=claim.pk), "claims.decide_claim")
    before = _standing(claim)
    work = Work.objects.get(pk=claim.pk)
    if work.held_because:
        raise Conflict(status_message(work))
    if not _move(claim, to=Proposal.ACCEPTED, from_proposals=(Proposal.PROPOSED, Proposal.REJECTED), at=at):
        return claim
    Work.objects.filter(pk=claim.pk, stage__in=[Stage.NEW, Stage.LEFT]).update(stage=Stage.PICKED, changed_at=at)
    event(Event.Verb.CLAIM_ACCEPTED, by=actor, at=at, claim=claim, before=before)
    return claim


@transaction.atomic
def reject(*, claim: Claim, which: str, by: User, at: datetime) -> Claim:
    """Reject a proposal as no claim, and record what it is: opinion, prediction, question or vague."""
    actor = allowed(by, Work.objects.get(pk=claim.pk), "claims.decide_claim")
    if which not in NotAClaim.values:
        raise ValidationError({"which": f"Say what it is instead: {', '.join(NotAClaim.values)}."})
    if claim.verdicts.exists():
        raise Conflict("This claim has a verdict, so it stays a claim. Submit another verdict instead.")
    before = _standing(claim)
    work = Work.objects.get(pk=claim.pk)
    if work.held_because or work.stage not in (*MOVES["reject"].from_stages, Stage.LEFT):
        raise Conflict(status_message(work))
    if before["proposal"] in (Proposal.PROPOSED, Proposal.ACCEPTED):  # nobody reviews what is no claim
        reviews.close_all(claim=claim, work=work, because="it is not a claim", by=actor, at=at)
    if _move(
        claim, to=Proposal.REJECTED, from_proposals=(Proposal.PROPOSED, Proposal.ACCEPTED), at=at, not_a_claim=which
    ):
        Work.objects.filter(pk=claim.pk).exclude(stage=Stage.LEFT).update(stage=Stage.LEFT, changed_at=at)
        event(Event.Verb.CLAIM_REJECTED, by=actor, at=at, claim=claim, which=which, before=before)
    return claim


def _standing(claim: Claim) -> dict[str, str]:
    """Lock a claim and return its state, for an undo."""
    now, work = locked(claim)
    return {"stage": work.stage, "proposal": now.proposal, "which": now.not_a_claim}


def _move(claim: Claim, *, to: str, from_proposals: tuple[str, ...], at: datetime, not_a_claim: str = "") -> bool:
    """Change the proposal's state by a conditional update; return False when it has it already, or raise Conflict."""
    changed = Claim.objects.filter(pk=claim.pk, proposal__in=from_proposals).update(
        proposal=to, not_a_claim=not_a_claim, touched_at=at
    )
    before = claim.not_a_claim
    claim.refresh_from_db()
    if not changed and (claim.proposal != to or before != not_a_claim):
        raise Conflict(f"This claim is “{claim.get_proposal_display()}” now. Look at it again.")
    return bool(changed)


@transaction.atomic
def add(
    *, version: ArticleVersion, start: int, end: int, exact: str, wording: str, type: str, by: User, at: datetime
) -> Claim:
    """Add a claim that the machine missed, from words selected in the text (code points, end exclusive).

    `exact` is what the person saw selected: when it is not what stands there, nothing is added. An empty `wording`
    means the printed words. When and how much it says is read from the printed words, as for the machine's proposals.
    """
    actor = require(by, "claims.add_claim")
    try:
        span = Span.of(version.text, start, end)
    except ValueError:
        raise ValidationError({"start": "Select some words inside the text."}) from None
    if span.exact != exact:
        raise ValidationError({"exact": "These are not the words at that place. Select them again."})
    if not span.exact.strip():
        raise ValidationError({"exact": "Select some words, not only white space."})
    if type not in ClaimType.values:
        raise ValidationError({"type": f"Choose one of: {', '.join(ClaimType.values)}."})
    wording = text.require("wording", wording or exact, MAX_WORDING, one_line=True)
    prefix, suffix = context(version.text, start, end)
    times, amounts = read.times_and_amounts(
        version.text,
        list(version.passages.order_by("start")),
        list(version.sentences.order_by("start")),
        start,
        end,
        model=settings.LANGUAGE_MODEL,
    )
    claim = Claim.objects.create(
        wording=wording,
        statements=statements_of(wording),
        type=type,
        score=1,
        reasons=["added by a person"],
        times=[asdict(time) for time in times],
        amounts=[asdict(amount) for amount in amounts],
        added_by=actor.pk,
        created_at=at,
        proposal=Proposal.ACCEPTED,
        touched_at=at,
    )
    Appearance.objects.create(
        claim=claim, version=version, start=start, end=end, exact=exact, prefix=prefix, suffix=suffix
    )
    event(Event.Verb.CLAIM_ADDED, by=actor, at=at, claim=claim, article=version.article_id)
    return claim


@transaction.atomic
def take_interpretation(*, outcome: Outcome, number: int, by: User, at: datetime) -> Claim:
    """Make a claim of one interpretation of an ambiguous part; `number` counts from 0, the likeliest.

    What its words point to is settled by that: every claim and ambiguous part that hangs on the same printed word
    follows. Taking the same interpretation again returns the claim that is there.
    """
    actor = require(by, "claims.add_claim")
    if not 0 <= number < len(outcome.interpretations):
        raise ValidationError({"interpretation": "There is no such interpretation of these words."})
    taken = outcome.interpretations[number]
    version = outcome.extraction.version
    Article.objects.select_for_update().get(pk=version.article_id)  # two people, or one key pressed twice
    segments = rewording.chosen(rewording.loaded(taken.get("segments", [])))
    claim = reword.interpretation_claim(outcome, taken, segments)
    if claim.segments:
        segments = reword.as_said(claim=claim, version=version)
        claim.wording, claim.segments = render(segments), rewording.stored(segments)
    place = reword.interpretation_place(outcome, version, segments)
    existing = Appearance.objects.filter(
        version=version,
        start=place.start,
        end=place.end,
        claim__wording=claim.wording,
        claim__proposal=Proposal.ACCEPTED,
    )
    if (known := existing.select_related("claim").first()) is not None:
        return known.claim
    claim.score, claim.reasons = 1, ["one of several interpretations, chosen by a person"]
    claim.added_by, claim.created_at, claim.touched_at, claim.proposal = actor.pk, at, at, Proposal.ACCEPTED
    claim.save()
    place.claim = claim
    place.save()
    event(Event.Verb.CLAIM_ADDED, by=actor, at=at, claim=claim, article=version.article_id, interpretation=number)
    said = reword.said_in(claim.quote, version, spoken.decisions(segments))
    reword.by_antecedent(version=version, known=rewording.meanings(segments), said=said, by=actor.pk, at=at)
    reword.by_relative(taken=outcome, number=number, version=version, by=actor.pk, at=at)
    return claim
