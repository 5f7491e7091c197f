"""Join the claims of one sentence again, when the machine has cut it where a person would not."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from claims.models import Claim, Event, Harm, Plan, Proposal, Work
from claims.queries import sentence_claims
from claims.queries.places import judged_at
from claims.workflow import stages
from claims.workflow.audit import Conflict, event
from claims.workflow.claim.adjust_span import put
from claims.workflow.claim.merge import bring_evidence, bring_places, is_under_blind_review, locked_both, put_by
from claims.workflow.claim.split import inherit
from claims.workflow.claim.wording import LIMITS, checked, ready
from sources.models import Actor, ArticleVersion
from sources.spans import Span

ALONE = "It is the only claim of its sentence: there is nothing to join it with."
Members = Sequence[tuple[Claim, Work]]
HARMS = (Harm.LOW, Harm.NORMAL, Harm.HIGH)
PLANS = (Plan.SINGLE, Plan.PAIR, Plan.BLIND)


@transaction.atomic
def join(*, claim: Claim, version: ArticleVersion, by: User, at: datetime, seen: int | None = None) -> Claim:
    """Make one claim, in the sentence's words, of all that stand in a claim's sentence; return it.

    The parts are merged into it with their evidence. Raise Conflict when one of them has a verdict, is on legal hold or
    is reviewed by two who do not see each other's evidence.
    """
    actor = stages.allowed(by, Work.objects.get(pk=claim.pk), "claims.change_claim")
    sentence = sentence_of(claim, version)
    found = siblings(claim, version, sentence) if sentence else []
    if sentence is None or len(found) < 2:
        raise ValidationError({"version": ALONE})
    members = locked_both(*found)
    work = next(w for c, w in members if c.pk == claim.pk)
    for member, of in members:
        stages.allowed(by, of, "claims.change_claim")
        _may_join(member, of)
    stages.change(work, at=at, seen=seen)
    whole = _make(members, claim, version, sentence, actor, at)
    brought = [key for member, _work in members for key in _bring(member, whole, version, sentence, at)]
    keys = [member.pk for member, _work in members]
    before = [put_by(*member, because="it was joined with its sentence", by=actor, at=at) for member in members]
    Claim.objects.filter(pk__in=keys).update(proposal=Proposal.MERGED, merged_into=whole, touched_at=at)
    for key, was in zip(keys, before, strict=True):
        part = Claim(pk=key)
        event(Event.Verb.CLAIM_JOINED_INTO, by=actor, at=at, claim=part, whole=whole.pk, before=was)
    data = {"parts": keys, "before": {str(key): was for key, was in zip(keys, before, strict=True)}}
    article = version.article_id
    event(Event.Verb.CLAIM_JOINED, by=actor, at=at, claim=whole, article=article, evidence=brought, **data)
    whole.refresh_from_db()
    return whole


def sentence_of(claim: Claim, version: ArticleVersion) -> Span | None:
    """Return the sentence, or the sentences, in which a claim stands; None when it is not seen in this version."""
    place = judged_at(claim, claim.appearances.filter(version=version, replaced_at=None))
    return sentence_claims.sentence_of(version, place.start, place.end) if place is not None else None


def siblings(claim: Claim, version: ArticleVersion, sentence: Span) -> list[Claim]:
    """Return the claims of a sentence that can become one, in the order of the text.

    None when it is alone there, or when the whole sentence is a claim already: the others are merged into that.
    """
    found = [one.claim for one in sentence_claims.of_sentence(version, sentence)]
    if claim.pk not in {one.pk for one in found} or any(sentence_claims.says(one, sentence.exact) for one in found):
        return []
    return found if len(found) > 1 else []


def _may_join(claim: Claim, work: Work) -> None:
    if claim.verdicts.exists():
        raise Conflict(f"“{claim.wording[:80]}” has its verdict, so it stays a claim of its own.")
    ready(claim, work)
    if is_under_blind_review(work):
        raise Conflict(
            f"“{claim.wording[:80]}” has two reviewers who do not see each other's evidence. Join it when both are in, "
            "or change its plan first."
        )


def _make(members: Members, claim: Claim, version: ArticleVersion, sentence: Span, by: Actor, at: datetime) -> Claim:
    """Make the claim of the whole sentence: what all of its parts have in common, and the strictest review of any."""
    parts = [member for member, _work in members]
    quotes = {part.quote_id for part in parts}
    whole = Claim.objects.create(
        wording=checked("wording", " ".join(sentence.exact.split())[: LIMITS["wording"]]),
        statements=[{"text": part.wording, "speaker": part.speaker} for part in parts],
        type=claim.type,
        score=max(part.score for part in parts),
        reasons=["joined from the claims of one sentence"],
        times=_each_once(part.times for part in parts),
        amounts=_each_once(part.amounts for part in parts),
        quote=claim.quote if len(quotes) == 1 else None,
        speaker=claim.speaker if len({part.speaker for part in parts}) == 1 else "",
        role=claim.role if len({part.role for part in parts}) == 1 else "",
        added_by=by.pk,
        created_at=at,
        proposal=Proposal.ACCEPTED,
        touched_at=at,
    )
    put(whole, version, sentence)
    inherit(whole, next(work for part, work in members if part.pk == claim.pk), at)
    Work.objects.filter(pk=whole.pk).update(
        harm=max((work.harm for _part, work in members), key=HARMS.index),
        plan=max(
            (work.plan for _part, work in members if work.plan != Plan.SINGLE), key=PLANS.index, default=Plan.PAIR
        ),
        fully_blind=any(work.fully_blind for _part, work in members),
        accuses=any(work.accuses for _part, work in members),
    )
    return whole


def _each_once(found: Iterable[Sequence[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return words of time, or amounts, in the order of the text; two parts may hold the same ones."""
    places = {(item["start"], item["end"]): item for items in found for item in items}
    return [places[place] for place in sorted(places)]


def _bring(part: Claim, whole: Claim, version: ArticleVersion, sentence: Span, at: datetime) -> list[int]:
    """Bring the evidence of a part along, and its places elsewhere; return the evidence that was copied."""
    here = Q(version=version, start__gte=sentence.start, end__lte=sentence.end)
    part.appearances.filter(here, replaced_at=None).update(replaced_at=at)
    bring_places(part, whole, at)
    return bring_evidence(part, whole, at)
