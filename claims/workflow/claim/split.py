"""Split a claim that says several things."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from claims.models import Claim, ClaimType, Event, Plan, Proposal, Stage, Work
from claims.workflow import stages
from claims.workflow.audit import Conflict, event
from claims.workflow.claim.adjust_span import put, words_at
from claims.workflow.claim.merge import put_by
from claims.workflow.claim.wording import checked, ready
from sources.models import ArticleVersion
from sources.spans import Span

MAX_PARTS = 10
# What a part inherits of the work: who has it and how carefully it is reviewed, never less than the whole.
INHERITED = (
    "desk",
    "harm",
    "fully_blind",
    "picked_because",
    "assigned_to",
    "assigned_by",
    "due_at",
    "accuses",
    "embargo_until",
)


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One of the claims: words that stand alone, and where it is printed (code points, end exclusive).

    An empty `type` is that of the whole.
    """

    wording: str
    start: int
    end: int
    exact: str
    type: str = ""


@transaction.atomic
def split(
    *,
    claim: Claim,
    version: ArticleVersion,
    parts: Sequence[SplitPart],
    by: User,
    at: datetime,
    seen: int | None = None,
) -> list[Claim]:
    """Split a claim into several, each with its wording and its words in this version; returns them in this order.

    None inherits a verdict or evidence; a claim with a verdict is not split.
    """
    claim, work = stages.locked(claim)
    actor = stages.allowed(by, work, "claims.change_claim")
    if claim.verdicts.exists():
        raise Conflict("This claim has its verdict, so it stays whole. Add the other claim beside it.")
    ready(claim, work)
    if not claim.appearances.filter(version=version, replaced_at=None).exists():
        raise ValidationError({"version": "The claim was not seen in this version."})
    if not 2 <= len(parts) <= MAX_PARTS:
        raise ValidationError({"parts": f"Split it into two claims at least, {MAX_PARTS} at most."})
    wordings = [checked("wording", part.wording) for part in parts]
    if len(set(wordings)) < len(wordings):
        raise ValidationError({"parts": "Two of the claims say the same."})
    spans = [words_at(version, part.start, part.end, part.exact) for part in parts]
    wrong = [part.type for part in parts if part.type and part.type not in ClaimType.values]
    if wrong:
        raise ValidationError({"type": f"Choose one of: {', '.join(ClaimType.values)}."})
    work = stages.change(work, at=at, seen=seen)
    before = put_by(claim, work, because="it was split into several claims", by=actor, at=at)
    new_claims = []
    for part, words, span in zip(parts, wordings, spans, strict=True):
        new_claim = Claim.objects.create(
            wording=words,
            type=part.type or claim.type,
            score=claim.score,
            reasons=["split from another claim"],
            times=_inside(claim.times, span, spans),
            amounts=_inside(claim.amounts, span, spans),
            quote=claim.quote,
            speaker=claim.speaker,
            role=claim.role,
            added_by=actor.pk,
            created_at=at,
            proposal=Proposal.ACCEPTED,
            touched_at=at,
            split_from=claim,
        )
        put(new_claim, version, span)
        _inherit(new_claim, work, at)
        new_claims.append(new_claim)
    Claim.objects.filter(pk=claim.pk).update(proposal=Proposal.SPLIT, touched_at=at)
    keys = [new_claim.pk for new_claim in new_claims]
    for new_claim in new_claims:
        event(Event.Verb.CLAIM_SPLIT_OFF, by=actor, at=at, claim=new_claim, whole=claim.pk)
    event(Event.Verb.CLAIM_SPLIT, by=actor, at=at, claim=claim, article=version.article_id, parts=keys, before=before)
    return new_claims


def _inside(found: Sequence[dict[str, Any]], span: Span, spans: Sequence[Span]) -> list[dict[str, Any]]:
    """Return the words of time, or the amounts, of a part: those in its words, and those in no part's words."""
    return [item for item in found if _holds(span, item) or not any(_holds(other, item) for other in spans)]


def _holds(span: Span, item: dict[str, Any]) -> bool:
    return bool(span.start <= item["start"] and item["end"] <= span.end)


def _inherit(part: Claim, whole: Work, at: datetime) -> None:
    """Copy the work of the whole to a part. A single reviewer rests on a waiver for the whole: parts take two."""
    fields = {name: getattr(whole, name) for name in INHERITED}
    plan = Plan.PAIR if whole.plan == Plan.SINGLE else whole.plan
    stage = Stage.ASSIGNED if whole.assigned_to else Stage.PICKED
    Work.objects.filter(pk=part.pk).update(**fields, plan=plan, stage=stage, changed_at=at)
