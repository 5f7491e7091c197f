"""Gather what the panel of one claim shows: who says so, is it true, its evidence and its record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User

from claims import queries
from claims.desk.base import forms, labels
from claims.desk.base.claim_list import ClaimLine, state, where
from claims.desk.base.people import names
from claims.desk.claim_panel import claim_words, edit_forms, evidence_rows, open_words, original, review_context
from claims.desk.publish import publish_context
from claims.desk.shift import comments
from claims.models import Claim, Event, Evidence, Proposal, Rating, Verdict
from claims.models.claim import NotAClaim
from claims.queries import blind
from claims.workflow.audit import actor_id
from claims.workflow.review.chain import first_broken
from sources.models import ArticleVersion


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """A verdict with the name of who gave it."""

    verdict: Verdict
    by: str
    standing: bool


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event of the record, as a sentence."""

    at: Any
    sentence: str


@dataclass(frozen=True, slots=True)
class TimeRow:
    """Printed words of time and the days that they mean; `inferred` from the article's date, or `waiting` for it."""

    words: str
    days: labels.Words
    inferred: bool
    waiting: bool


def gather(
    claim: Claim,
    lines: list[ClaimLine],
    bound: dict[str, forms.DeskForm],
    *,
    by: User,
    at: datetime,
    version: ArticleVersion | None = None,
) -> dict[str, Any]:
    """Return what the claim's panel needs. `bound` holds a form that was refused, with the person's own text.

    `version` is the text that the claim is shown beside, None for one without an article.
    """
    viewer = actor_id(by)
    evidence = evidence_rows.evidence_of(claim, viewer=viewer)
    verdicts = list(claim.verdicts.select_related("review").order_by("-number"))
    events = list(blind.events_seen_by(viewer).filter(claim=claim.pk).order_by("id"))
    known = names(_actors(claim, evidence, verdicts, events))
    line = next((line for line in lines if line.current), None)
    review = review_context.gather(claim, bound, by=by, at=at, names=known)
    work = review["work"]
    number = verdicts[0].number if verdicts else None
    edits = edit_forms.gather(claim, work, line, bound, by=by, viewer=viewer)
    return {
        **review,
        **comments.gather(claim, viewer),
        **edits,
        **claim_words.gather(claim, version, bound, may_change=edits["may_change"] and not edits["frozen"]),
        **open_words.gather(claim, bound, may_change=edits["may_change"]),
        **original.gather(claim, bound.get("original"), known, viewer=viewer),
        **_attribution(claim),
        **_evidence(evidence, bound, known),
        **_record(claim, verdicts, events, known),
        "claim": claim,
        "line": line,
        "mark": state(claim, work),
        "status": line.status if line else where(claim, number, work, now=at),
        "added_by": _name(claim.added_by, known),
        "times": [
            TimeRow(when.exact, labels.days(days), not when.is_stated, when.relation is not None)
            for when, days in queries.times_of(claim)
        ],
        "definition": labels.RATINGS[claim.rating][1] if claim.rating else "",
        "ratings": [(value, label, *labels.RATINGS[value]) for value, label in Rating.choices],
        "is_open": claim.proposal in (Proposal.PROPOSED, Proposal.ACCEPTED),
        "not_a_claim": NotAClaim.choices,
        "publication": publish_context.summary(claim),
    }


def _actors(
    claim: Claim, evidence: list[Evidence], verdicts: list[Verdict], events: list[Event]
) -> Iterator[UUID | None]:
    """Yield everybody whom the panel names."""
    yield claim.added_by
    yield from original.actors(claim)
    for verdict in verdicts:
        yield verdict.decided_by
    for event in events:
        yield event.actor
    for item in evidence:
        yield from (item.added_by, item.withdrawn_by)


def _name(actor: UUID | None, known: Mapping[UUID, str]) -> str:
    """Return the name that stands for an actor; empty without one."""
    return known.get(actor, str(labels.SOMEBODY)) if actor else ""


def _attribution(claim: Claim) -> dict[str, Any]:
    """Return who says so, in which words, and how that is known."""
    quote = claim.quote
    return {
        "said_is_not_true": labels.SAID_IS_NOT_TRUE,
        "words_said": labels.words(quote) if quote else "",
        "said_by": labels.speaker(quote) if quote else "",
        "resolved": labels.RESOLVED.get(quote.resolved, "") if quote else "",
    }


def _evidence(evidence: list[Evidence], bound: dict[str, forms.DeskForm], known: Mapping[UUID, str]) -> dict[str, Any]:
    """Return the evidence, what was withdrawn of it, and the forms that change it."""
    rows = evidence_rows.rows(evidence, lambda actor: _name(actor, known))
    return {
        "evidence": [row for row in rows if row.evidence.withdrawn_at is None],
        "withdrawn": [row for row in rows if row.evidence.withdrawn_at is not None],
        "evidence_form": bound.get("evidence") or forms.EvidenceForm(auto_id="evidence-%s", initial={"kind": "page"}),
        "withdrawal": bound.get("withdrawal") or forms.WithdrawalForm(auto_id="withdrawal-%s"),
    }


def _record(claim: Claim, verdicts: list[Verdict], events: list[Event], known: Mapping[UUID, str]) -> dict[str, Any]:
    """Return the verdicts, newest first, and what happened to the claim, oldest first."""
    standing = verdicts[0] if verdicts else None
    return {
        "verdicts": [VerdictLine(row, _name(row.decided_by, known), row is standing) for row in verdicts],
        "standing": standing,
        "standing_said": labels.verdict_standing(standing),
        "broken": first_broken(claim) if verdicts else None,
        "events": [EventLine(event.created_at, labels.happened(event, known)) for event in events],
    }


def open_claim(key: int | None) -> Claim | None:
    """Return the claim to be shown, also one that was replaced; None when there is none."""
    if key is None:
        return None
    return queries.claims_of_any_time().filter(pk=key).first()
