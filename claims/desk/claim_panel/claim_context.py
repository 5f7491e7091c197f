"""Gather what the panel of one claim shows: who says so, is it true, its evidence and its record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from claims import queries
from claims.desk.base import forms, labels
from claims.desk.base.claim_list import Line, state, where
from claims.desk.base.people import names
from claims.desk.claim_panel import edit_forms, evidence_rows, original, review_context
from claims.desk.publish import publish_context
from claims.desk.shift import comments
from claims.models import Claim, Proposal, Rating, Verdict
from claims.models.claim import NotAClaim
from claims.queries import blind
from claims.workflow.audit import actor_id
from claims.workflow.review.chain import first_broken


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A verdict with its reader and reasons."""

    verdict: Verdict
    by: str
    standing: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the record."""

    at: Any
    told: str


@dataclass(frozen=True, slots=True)
class TimeRow:
    """Printed words of time and the days that they mean; `inferred` from the article's date, or `waiting` for it."""

    words: str
    days: labels.Words
    inferred: bool
    waiting: bool


def gather(claim: Claim, lines: list[Line], bound: dict[str, forms.Form], *, by: User, at: datetime) -> dict[str, Any]:
    """Return what the claim's panel needs. `bound` holds a form that was refused, with the person's own text."""
    who_asks = actor_id(by)
    found = evidence_rows.pieces_of(claim, viewer=who_asks)
    verdicts = list(claim.verdicts.select_related("review").order_by("-number"))
    events = list(blind.events_seen_by(who_asks).filter(claim=claim.pk).order_by("id"))
    known = names(
        [e.actor for e in events]
        + [p.added_by for p in found]
        + [p.withdrawn_by for p in found]
        + original.actors(claim)
        + [v.decided_by for v in verdicts]
        + [claim.added_by]
    )
    who = lambda actor: known.get(actor, str(labels.SOMEBODY)) if actor else ""  # noqa: E731
    rows = evidence_rows.rows(found, who)
    standing = verdicts[0] if verdicts else None
    line = next((line for line in lines if line.current), None)
    reading = review_context.gather(claim, bound, by=by, at=at, names=known)
    number = standing.number if standing else None
    return reading | {
        **comments.gather(claim, who_asks),
        **edit_forms.gather(claim, reading["work"], line, bound, by=by, viewer=who_asks),
        **original.gather(claim, bound.get("original"), known, viewer=who_asks),
        "claim": claim,
        "line": line,
        "mark": state(claim, reading["work"]),
        "status": line.status if line else where(claim, number, reading["work"], now=at),
        "added_by": who(claim.added_by),
        "words_said": labels.words(claim.quote) if claim.quote else "",
        "said_by": labels.speaker(claim.quote) if claim.quote else "",
        "resolved": labels.RESOLVED.get(claim.quote.resolved, "") if claim.quote else "",
        "times": [
            TimeRow(when.exact, labels.days(days), not when.is_stated, when.relation is not None)
            for when, days in queries.times_of(claim)
        ],
        "said_is_not_true": labels.SAID_IS_NOT_TRUE,
        "definition": labels.RATINGS[claim.rating][1] if claim.rating else "",
        "ratings": [(value, label, *labels.RATINGS[value]) for value, label in Rating.choices],
        "evidence": [r for r in rows if r.piece.withdrawn_at is None],
        "withdrawn": [r for r in rows if r.piece.withdrawn_at is not None],
        "verdicts": [VerdictRow(v, who(v.decided_by), v is standing) for v in verdicts],
        "standing": standing,
        "standing_said": labels.verdict_standing(standing),
        "broken": first_broken(claim) if verdicts else None,
        "happenings": [Happening(e.created_at, labels.happened(e, known)) for e in events],
        "open": claim.proposal in (Proposal.PROPOSED, Proposal.ACCEPTED),
        "not_a_claim": NotAClaim.choices,
        "publication": publish_context.summary(claim),
        "piece_form": bound.get("piece") or forms.Piece(auto_id="piece-%s", initial={"kind": "page"}),
        "withdrawal": bound.get("withdrawal") or forms.Withdrawal(auto_id="withdrawal-%s"),
    }


def open_claim(key: int | None) -> Claim | None:
    """Return the claim to be shown, also one that was replaced; None when there is none."""
    if key is None:
        return None
    return queries.claims_of_any_time().filter(pk=key).first()
