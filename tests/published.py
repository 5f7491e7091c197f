"""Claims on their way to readers, for tests: a verdict with everything that publishing needs."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from claims.models import Claim, Gate, Publication, Verdict
from claims.workflow.claim import proposals
from claims.workflow.publication import confirm, correct, publish
from claims.workflow.review import plan
from tests import factories


def ready(
    claim: Claim | None = None,
    *,
    by: User | None = None,
    rating: str = "SUPPORTED",
    waived: bool = True,
    confirmed: bool = True,
    **evidence: object,
) -> Verdict:
    """A claim with evidence for readers and a verdict, confirmed, its right of reply waived."""
    author, editor = by or factories.user(), factories.user("editor")
    claim = proposals.accept(claim=claim or factories.claim(), by=author, at=factories.AT)
    if confirmed:
        confirm.confirm(claim=claim, by=author, at=factories.AT)
    stance = "disputes" if rating == "DISPUTED" else "supports"
    factories.evidence(claim, stance, by=author, **{"note_public": "The harbour's log lists them.", **evidence})
    decision = factories.ruled(claim=claim, rating=rating, by=author, second=editor)
    return reply_waived(decision) if waived else decision


def reply_waived(decision: Verdict) -> Verdict:
    plan.waive(
        claim=decision.claim,
        gate=Gate.REPLY,
        because="It accuses nobody.",
        by=factories.user("editor"),
        at=factories.AT,
    )
    return decision


def public(verdict: Verdict | None = None, **more: object) -> Publication:
    """A claim that readers see."""
    verdict = verdict or ready(**more)
    return publish.publish(claim=verdict.claim, by=factories.user("editor"), at=factories.AT)


def corrected_verdict(
    claim: Claim, *, rating: str = "DISPUTED", reasons: str = "A second log says otherwise."
) -> Verdict:
    """Open a correction and give another verdict by other people, ready to be published."""
    editor, author = factories.user("editor"), factories.user()
    correct.begin(claim=claim, because="A reader found a second log.", by=editor, at=factories.AT)
    stance = {"DISPUTED": "disputes", "SUPPORTED": "supports"}.get(rating)
    if stance and not claim.evidence.filter(stance=stance, withdrawn_at=None).exists():
        factories.evidence(claim, stance, by=author, note_public="The second log lists twelve.")
    return reply_waived(factories.ruled(claim=claim, rating=rating, by=author, second=editor, reasons=reasons))


SOON = timedelta(hours=2)


def later() -> object:
    """A moment that has not come yet by the database's clock."""
    return timezone.now() + SOON
