"""What readers see of a claim now, and what publishing it still needs. The database is asked, not guessed."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max, QuerySet

from claims.gates import refusals
from claims.models import Claim, Correction, Evidence, Publication, PublicationAction, Stage, Verdict, Work


@dataclass(frozen=True, slots=True)
class GateState:
    """One thing that publishing needs, by the name that the database gives it, and whether it is there."""

    gate: str
    holds: bool

    @property
    def refusal(self) -> str:
        """Return the sentence with which the database refuses to publish while this is missing."""
        return str(refusals.SENTENCES[f"claims.publication_gates.needs_{self.gate}"])


@dataclass(frozen=True, slots=True)
class PublicationState:
    """Where a claim stands between the desk and its readers; `seen_last` is what readers saw last, withdrawn or not."""

    claim: Claim
    work: Work
    verdict: Verdict | None
    latest: Publication | None
    seen_last: Publication | None
    correction: Correction | None

    @property
    def public(self) -> bool:
        """Return whether readers see it now."""
        return self.latest is not None and self.latest.action != PublicationAction.WITHDRAWN

    @property
    def changed(self) -> bool:
        """Return whether the verdict that stands is another than the one readers saw last."""
        last = self.seen_last
        return last is not None and self.verdict is not None and last.verdict_id != self.verdict.pk


def publication_state(claim: Claim) -> PublicationState:
    """Return where a claim stands now."""
    return PublicationState(
        claim=claim,
        work=Work.objects.get(pk=claim.pk),
        verdict=claim.verdicts.order_by("-number").first(),
        latest=latest_publication(claim),
        seen_last=last_shown(claim),
        correction=open_correction(claim),
    )


def gates(claim: Claim) -> list[GateState]:
    """Return what publishing a claim needs, in order; the same list that the database holds it to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gate, holds FROM claims_publication_gates(%s)", [claim.pk])
        return [GateState(gate, bool(holds)) for gate, holds in cursor.fetchall()]


def latest_publication(claim: Claim) -> Publication | None:
    """Return the latest publication, correction or withdrawal; None when the claim was never public."""
    return claim.publications.order_by("-number").select_related("verdict").first()


def last_shown(claim: Claim) -> Publication | None:
    """Return what readers saw last, even when it was withdrawn since."""
    return (
        claim.publications.exclude(action=PublicationAction.WITHDRAWN)
        .order_by("-number")
        .select_related("verdict")
        .first()
    )


def public_record(
    verdict: Verdict, *, under: UUID, number: int, action: str, level: str, because: str
) -> dict[str, Any]:
    """Return what readers are to see of a verdict: only texts that were written for them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT claims_public_record(%s, %s, %s, %s, %s, %s)::text",
            [verdict.pk, under, number, action, level, because],
        )
        found: dict[str, Any] = json.loads(cursor.fetchone()[0])
    return found


def correction_floor(was: Verdict, becomes: Verdict) -> str:
    """Return the lowest level that a correction from one verdict to the other may have."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT claims_correction_floor(%s::jsonb, %s::jsonb)", [was.payload, becomes.payload])
        return str(cursor.fetchone()[0])


def open_correction(claim: Claim) -> Correction | None:
    """Return the correction that is under way."""
    return claim.corrections.filter(closed_at=None).first()


def under_correction(publication: Publication) -> str:
    """Return “correcting”, “checking”, or nothing, for what readers see.

    It is being corrected while a correction is open or a newer verdict waits to be published. It is being checked when
    the claim was only opened again, or cited evidence was withdrawn, unless a correction was dropped since.
    """
    claim = publication.claim
    if publication.action == PublicationAction.WITHDRAWN:
        return ""
    if open_correction(claim) or claim.verdicts.filter(number__gt=publication.verdict.number).exists():
        return "correcting"
    reopened = Work.objects.filter(pk=claim.pk).exclude(stage=Stage.DONE).exists()
    dropped = claim.corrections.filter(publication=None, created_at__gte=publication.created_at)
    withdrawn = cited_and_withdrawn(publication.verdict).aggregate(last=Max("withdrawn_at"))["last"]
    if withdrawn is not None and not dropped.filter(closed_at__gte=withdrawn).exists():
        return "checking"
    return "checking" if reopened and not dropped.exists() else ""


def cited_and_withdrawn(verdict: Verdict) -> QuerySet[Evidence]:
    """Return the evidence that a verdict rests on and that somebody has withdrawn since."""
    cited = [item["id"] for item in json.loads(verdict.payload)["evidence"]]
    return Evidence.objects.filter(pk__in=cited, withdrawn_at__isnull=False)
