"""Say what a word points to: what stands in a bracket of a claim, and of every claim that hangs on the same word."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from claims import reword
from claims.models import Claim, Event
from claims.pipeline.rewording import rewording
from claims.pipeline.standalone.wording import render
from claims.workflow import stages, text
from claims.workflow.audit import event
from claims.workflow.claim import wording

MAX_WORDS = 300
SAY_WHAT = "Say what is meant, in words that can stand there."


@transaction.atomic
def settle(*, claim: Claim, segment: int, words: str, by: User, at: datetime, seen: int | None = None) -> Claim:
    """Say what a bracket of a claim means; `segment` counts its segments from 0. The same words confirm the machine's.

    A change of the claim's words like any other. Claims and ambiguous parts of the same text that hang on the same
    printed word follow where nobody works on them; the others get an offer.
    """
    claim, work = stages.locked(claim)
    actor = stages.allowed(by, work, "claims.change_claim")
    wording.ready(claim, work)
    words = text.require("words", words, MAX_WORDS, SAY_WHAT, one_line=True)
    if "[" in words or "]" in words:
        raise ValidationError({"words": "Write the words alone, without brackets."})
    try:
        segments = rewording.corrected_at(rewording.loaded(claim.segments), segment, words)
    except ValueError:
        raise ValidationError({"segment": "Nothing stands in brackets there. Look at the claim again."}) from None
    stored = rewording.stored(segments)
    after: dict[str, Any] = {"wording": wording.checked("wording", render(segments)), "segments": stored}
    if stored == claim.segments:
        return claim
    before = {field: getattr(claim, field) for field in after}
    work = stages.change(work, at=at, seen=seen)
    if after["wording"] == claim.wording:  # only that it is certain: no review rests on other words
        Claim.objects.filter(pk=claim.pk).update(segments=stored)
        reword.by_correction(before=claim, segments=stored, by=actor.pk, at=at)
    else:
        wording.rewrite(claim, work, after, by=actor, at=at)
    event(Event.Verb.CLAIM_CHANGED, by=actor, at=at, claim=claim, before=before, after=after, dropped=[])
    claim.refresh_from_db()
    return claim
