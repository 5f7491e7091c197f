"""Split a claim that says several things: as a person says, or as the machine has read the same words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from claims.models import Appearance, Claim, ClaimType, Event, Plan, Proposal, Stage, Work
from claims.pipeline.standalone import brackets
from claims.queries import sentence_claims
from claims.queries.places import judged_at
from claims.workflow import stages
from claims.workflow.audit import Conflict, event
from claims.workflow.claim.adjust_span import put, words_at
from claims.workflow.claim.merge import locked_both, put_by
from claims.workflow.claim.wording import checked, ready, statements_of
from sources.models import Actor, ArticleVersion
from sources.spans import Span

MAX_PARTS = 10
_WORD = re.compile(r"[€$£¥]?\w+(?:[.,’'-]\w+)*[%‰°€]?")
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
    """One of the claims: words that stand alone, and where it is printed (code points, end exclusive), if anywhere.

    An empty `type` is that of the whole. `suggestion` is the machine's claim of these words: the part has its segments,
    times, amounts and quote, and stands in its place. `spans` are the printed words that it keeps of its place.
    `speaker` says it where the whole has none.
    """

    wording: str
    start: int = 0
    end: int = 0
    exact: str = ""
    type: str = ""
    suggestion: Claim | None = None
    spans: Sequence[Sequence[int]] = ()
    speaker: str = ""


@transaction.atomic
def split(
    *,
    claim: Claim,
    version: ArticleVersion | None = None,
    parts: Sequence[SplitPart] | None = None,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> list[Claim]:
    """Split a claim into several, each with its wording and its words in this version; returns them in this order.

    Without `parts` into those that the machine suggests. None inherits a verdict or evidence; a claim with a verdict
    is not split. A claim that is in no article has no version, and its parts were seen where it was.
    """
    parts = offered_parts(claim, version) if parts is None else parts
    wanted = [part.suggestion for part in parts if part.suggestion is not None]
    (claim, work), *locked = locked_both(claim, *wanted)
    actor = stages.allowed(by, work, "claims.change_claim")
    if claim.verdicts.exists():
        raise Conflict("This claim has its verdict, so it stays whole. Add the other claim beside it.")
    ready(claim, work)
    _check_seen(claim, version)
    answered = {"answer": "split"} if sentence_claims.statements_in(claim) else {}
    wordings, spans = _checked(parts, version)
    suggestions = {now.pk: _standing(now, its_work) for now, its_work in locked}
    work = stages.change(work, at=at, seen=seen)
    before = put_by(claim, work, because="it was split into several claims", by=actor, at=at)
    new_claims = []
    for part, words, span in zip(parts, wordings, spans, strict=True):
        found = suggestions[part.suggestion.pk] if part.suggestion is not None else None
        facts = _as_found(found, words) if found is not None else _as_divided(claim, words, span, spans)
        new_claim = _add_part(claim, part, words, facts, actor, at)
        if version is not None and span is not None:
            put(new_claim, version, span, part.spans)
        _bring_sightings(claim, new_claim)
        inherit(new_claim, work, at)
        new_claims.append(new_claim)
    Claim.objects.filter(pk=claim.pk).update(proposal=Proposal.SPLIT, touched_at=at)
    keys = [new_claim.pk for new_claim in new_claims]
    for part, new_claim in zip(parts, new_claims, strict=True):
        if part.suggestion is not None:
            _replace(suggestions[part.suggestion.pk], new_claim, claim, actor, at)
    for new_claim in new_claims:
        event(Event.Verb.CLAIM_SPLIT_OFF, by=actor, at=at, claim=new_claim, whole=claim.pk)
    data = {"parts": keys, "before": before, "suggestions": list(suggestions)} | answered
    article = version.article_id if version is not None else None
    event(Event.Verb.CLAIM_SPLIT, by=actor, at=at, claim=claim, article=article, **data)
    return new_claims


def _add_part(claim: Claim, part: SplitPart, words: str, facts: dict[str, Any], actor: Actor, at: datetime) -> Claim:
    """Add the claim of one part."""
    quote = facts["quote"] or claim.quote
    return Claim.objects.create(
        **facts | {"quote": quote, "type": part.type or facts["type"]},
        wording=words,
        reasons=["split from another claim"],
        speaker=claim.speaker or ("" if quote else part.speaker),
        role=claim.role,
        added_by=actor.pk,
        created_at=at,
        proposal=Proposal.ACCEPTED,
        touched_at=at,
        split_from=claim,
    )


def _check_seen(claim: Claim, version: ArticleVersion | None) -> None:
    """Raise ValidationError where the version is not one in which the claim stands, or none is named and one is."""
    places = claim.appearances.filter(replaced_at=None)
    if version is None and places.exists():
        raise ValidationError({"version": "Say in which version of the article its parts are printed."})
    if version is not None and not places.filter(version=version).exists():
        raise ValidationError({"version": "The claim was not seen in this version."})


def _bring_sightings(claim: Claim, part: Claim) -> None:
    """Let a part have been seen wherever the whole was that no article holds."""
    for sighting in claim.sightings.all():
        sighting.pk, sighting.claim, sighting._state.adding = None, part, True
        sighting.save()


def _checked(parts: Sequence[SplitPart], version: ArticleVersion | None) -> tuple[list[str], list[Span | None]]:
    """Return the wordings and the printed words of parts; raise ValidationError when they are none."""
    if not 2 <= len(parts) <= MAX_PARTS:
        raise ValidationError({"parts": f"Split it into two claims at least, {MAX_PARTS} at most."})
    wordings = [checked("wording", part.wording) for part in parts]
    if len(set(wordings)) < len(wordings):
        raise ValidationError({"parts": "Two of the claims say the same."})
    if version is not None:
        spans: list[Span | None] = [words_at(version, part.start, part.end, part.exact) for part in parts]
    elif any(part.exact for part in parts):
        raise ValidationError(
            {"exact": "The claim is in no article, so its parts have no printed words: leave them out."}
        )
    else:
        spans = [None for _part in parts]
    if any(part.type and part.type not in ClaimType.values for part in parts):
        raise ValidationError({"type": f"Choose one of: {', '.join(ClaimType.values)}."})
    return wordings, spans


def _as_found(suggestion: Claim, words: str) -> dict[str, Any]:
    """Return what a part has of the suggestion that it replaces."""
    names = ("type", "score", "times", "amounts", "quote")
    segments = suggestion.segments if suggestion.wording == words else []
    return {name: getattr(suggestion, name) for name in names} | {"segments": segments}


def _as_divided(claim: Claim, words: str, span: Span | None, spans: Sequence[Span | None]) -> dict[str, Any]:
    """Return what a part in a person's words has of the whole."""
    return {
        "type": claim.type,
        "score": claim.score,
        "times": _inside(claim.times, span, spans),
        "amounts": _inside(claim.amounts, span, spans),
        "quote": claim.quote,
        "statements": statements_of(words),
    }


def offered_parts(claim: Claim, version: ArticleVersion | None) -> list[SplitPart]:
    """Return the parts that the machine suggests for a claim; none when it reads one statement there.

    They are its suggestions inside of the claim's printed words, else what the claim's own words assert.
    """
    if version is None:
        return [SplitPart(said["text"], speaker=said["speaker"]) for said in claim.statements][:MAX_PARTS]
    places = list(claim.appearances.filter(version=version, replaced_at=None))
    found = [
        SplitPart(
            part.claim.wording,
            part.start,
            part.end,
            version.text[part.start : part.end],
            suggestion=part.claim,
            spans=part.spans,
        )
        for part in sentence_claims.suggested_inside(claim, version, places)
    ]
    place = judged_at(claim, places)
    if not found and place is not None:
        found = [_asserted(statement, place) for statement in claim.statements]
    return found[:MAX_PARTS]


def statement_count(claim: Claim) -> int:
    """Return how many statements a claim makes where it was seen last, as far as the machine has read; 0 or 1: one."""
    return len(sentence_claims.statements_in(claim))


def _asserted(statement: Mapping[str, str], place: Appearance) -> SplitPart:
    """Return a statement of a claim's wording as a part of it, at the printed words that it shares with its place."""
    words = "".join(text for text, added in brackets.segments(statement["text"]) if not added)
    printed = list(_WORD.finditer(place.exact))
    said = [word[0].casefold() for word in _WORD.finditer(words)]
    matcher = SequenceMatcher(None, said, [word[0].casefold() for word in printed], autojunk=False)
    shared = matcher.find_longest_match()
    first, last = 0, len(place.exact)
    if shared.size:
        first, last = printed[shared.b].start(), printed[shared.b + shared.size - 1].end()
    start, exact = place.start + first, place.exact[first:last]
    return SplitPart(statement["text"], start, start + len(exact), exact, speaker=statement["speaker"])


def _standing(suggestion: Claim, work: Work) -> Claim:
    """Return a locked suggestion; raise Conflict when somebody has decided about it meanwhile."""
    if not is_undecided(suggestion, work):
        raise Conflict(f"“{suggestion.wording[:80]}” is “{work.get_stage_display()}” now. Look at it again.")
    return suggestion


def is_undecided(claim: Claim, work: Work) -> bool:
    """Return whether nobody picked, accepted or rejected a suggestion of the machine."""
    return claim.proposal == Proposal.PROPOSED and work.stage in (Stage.NEW, Stage.LEFT) and not work.held_because


def _replace(suggestion: Claim, part: Claim, whole: Claim, by: Actor, at: datetime) -> None:
    """Put a part in the place of the machine's suggestion that says the same."""
    before = put_by(suggestion, Work.objects.get(pk=suggestion.pk), because="it is part of a split claim", by=by, at=at)
    Claim.objects.filter(pk=suggestion.pk).update(proposal=Proposal.MERGED, merged_into=part, touched_at=at)
    event(Event.Verb.CLAIM_BECAME_PART, by=by, at=at, claim=suggestion, whole=whole.pk, into=part.pk, before=before)


def _inside(found: Sequence[dict[str, Any]], span: Span | None, spans: Sequence[Span | None]) -> list[dict[str, Any]]:
    """Return the words of time, or the amounts, of a part: those in its words, and those in no part's words."""
    return [item for item in found if _holds(span, item) or not any(_holds(other, item) for other in spans)]


def _holds(span: Span | None, item: dict[str, Any]) -> bool:
    return span is not None and bool(span.start <= item["start"] and item["end"] <= span.end)


def inherit(part: Claim, whole: Work, at: datetime) -> None:
    """Copy the work of the whole to a part. A single reviewer rests on a waiver for the whole: parts take two."""
    fields = {name: getattr(whole, name) for name in INHERITED}
    plan = Plan.PAIR if whole.plan == Plan.SINGLE else whole.plan
    stage = Stage.ASSIGNED if whole.assigned_to else Stage.PICKED
    Work.objects.filter(pk=part.pk).update(**fields, plan=plan, stage=stage, changed_at=at)
