"""Look again at a page that is evidence, and say whether it is still there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from claims.models import Event, Evidence, Recheck
from claims.workflow.audit import event
from claims.workflow.stages import allowed, locked
from sources import ingest
from sources.models.article import Purpose
from sources.models.fetch import FetchOutcome, Via


class LookResult(StrEnum):
    """What a second look found; the values are stable."""

    WAITING = "waiting"
    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    FIRST = "first"  # there is no earlier copy to compare with


@dataclass(frozen=True, slots=True)
class Look:
    """What a second look found. `words_stand`: a passage's words are still on the page; None when it cannot be said."""

    found: LookResult
    reason: str = ""
    words_stand: bool | None = None


def ask(*, evidence: Evidence, by: User, at: datetime) -> Recheck:
    """Owe another fetch of the page; one that is still under way is returned, not doubled."""
    with transaction.atomic():
        claim, work = locked(evidence.claim)
        actor = allowed(by, work, "claims.add_recheck")
        if not evidence.url:
            raise ValidationError({"url": "This evidence has no address to look at."})
        under_way = Recheck.objects.filter(evidence=evidence, fetch__finished_at=None).select_related("fetch").first()
        if under_way is not None:
            return under_way
        try:
            row = ingest.receive(via=Via.URL, url=evidence.url, purpose=Purpose.EVIDENCE, by=actor.pk, at=at)
        except ingest.Refused as refusal:
            raise ValidationError({"url": str(refusal)}) from None
        check = Recheck.objects.create(evidence=evidence, fetch=row, asked_by=actor.pk, created_at=at)
        event(Event.Verb.EVIDENCE_RECHECKED, by=actor, at=at, claim=claim, evidence=evidence.pk, recheck=check.pk)
    return check


def look(check: Recheck) -> Look:
    """Return what a second look found: the same text as our copy, another one, or no page.

    The row comes with its fetch and evidence. Only hashes are compared, and a passage's words looked for.
    """
    row, evidence = check.fetch, check.evidence
    if row.outcome == "":
        return Look(LookResult.WAITING, row.reason)
    if row.outcome == FetchOutcome.REFUSED:
        return Look(LookResult.GONE, row.reason)
    kept = evidence.version or (evidence.fetch.version if evidence.fetch else None)
    now = row.version
    assert now is not None  # the ledger holds: what is done and not refused has a version
    if kept is None:
        return Look(LookResult.FIRST)
    if now.text_sha256 == kept.text_sha256:
        return Look(LookResult.SAME)
    return Look(LookResult.CHANGED, words_stand=evidence.exact in now.text if evidence.exact else None)
