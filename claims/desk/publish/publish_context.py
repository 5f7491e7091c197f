"""Gather what the publication page shows: what is missing, what readers see, what they report."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.desk.base import labels
from claims.desk.base.people import names
from claims.desk.publish.publish_forms import LEVELS
from claims.models import (
    Claim,
    PublicationAction,
    Report,
    ReportState,
    TemplateKind,
    TextTemplate,
)
from claims.queries import publication as queries
from claims.queries.blind import replies_seen_by
from claims.queries.publication import PublicationState
from claims.workflow.audit import actor_id
from claims.workflow.claim.split import statement_count

# What publishing needs, by the names that the database gives it: as it is there, and what to do when it is not.
GATES: dict[str, tuple[labels.Words, labels.Words]] = {
    "verdict": (_("It has its verdict, and the work on it is done"), _("It needs its verdict first.")),
    "confirmed": (_("Somebody confirmed wording, speaker and role"), _("Read the three below and confirm them.")),
    "words": (
        _("Nothing in the words is unknown or open, or somebody said why they stand"),
        _("Something in the words is unknown or open: say what it is, or why they stand as they are."),
    ),
    "evidence": (
        _("The evidence that the verdict rests on is there"),
        _("Evidence is missing or was withdrawn: add evidence, and give another verdict."),
    ),
    "archived": (
        _("Each page that is evidence has a copy, or the reason why not"),
        _("A page is still being archived. Wait a moment."),
    ),
    "reply": (
        _("Right of reply: they answered, declined, or the time has passed"),
        _("Ask those concerned below, or waive it with a reason."),
    ),
    "legal": (_("Legal tick, where a named party is accused"), _("It accuses a named party: it needs the legal tick.")),
    "embargo": (_("No embargo"), _("The embargo has not passed yet.")),
    "hold": (_("No legal hold"), _("It is on legal hold: nothing moves until it is lifted.")),
}
ELSEWHERE = ("legal", "embargo", "hold")  # done on the page of the work
PUBLIC_STATES = {
    PublicationAction.PUBLISHED: _("Readers see it."),
    PublicationAction.CORRECTED: _("Readers see it, as it was corrected."),
    PublicationAction.WITHDRAWN: _("It was withdrawn: readers see why, and nothing else."),
}
NOT_PUBLIC = _("Readers do not see it.")
UNDER_WAY = {
    "correcting": _("Its page says that it is being corrected."),
    "checking": _("Its page says that it is being checked again."),
}
PUBLISHED_ACTIONS = {
    PublicationAction.PUBLISHED: _("published"),
    PublicationAction.CORRECTED: _("corrected"),
    PublicationAction.WITHDRAWN: _("withdrawn"),
}


@dataclass(frozen=True, slots=True)
class GateRow:
    """One requirement of publishing; `work_page` is the address where it is met, if that is another page."""

    gate: str
    holds: bool
    what: labels.Words
    todo: labels.Words
    work_page: str


def summary(claim: Claim) -> dict[str, Any]:
    """Return what the claim's panel says of its publication, and the texts that reasons may begin with."""
    latest = queries.latest_publication(claim)
    return {
        "public_state": PUBLIC_STATES[PublicationAction(latest.action)] if latest else NOT_PUBLIC,
        "under_way": UNDER_WAY.get(queries.under_correction(latest), "") if latest else "",
        "address": reverse("public:page", args=[latest.public_id]) if latest else "",
        "reports": Report.objects.filter(publication__claim=claim, state=ReportState.NEW).count() if latest else 0,
        "write_ups": list(TextTemplate.objects.filter(kind=TemplateKind.WRITE_UP).order_by("name")),
    }


def gather(request: HttpRequest, now: PublicationState, at: datetime) -> dict[str, Any]:
    """Return what the template of the page needs, but for its forms."""
    claim = now.claim
    replies = list(replies_seen_by(actor_id(request.user)).filter(claim=claim).order_by("id"))
    reports = list(Report.objects.filter(publication__claim=claim).order_by("-id"))
    publications = list(claim.publications.order_by("number"))
    corrections = list(claim.corrections.order_by("-id"))
    known = names(
        [row.published_by for row in publications]
        + [row.asked_by for row in replies]
        + [row.answered_by for row in reports]
        + [row.opened_by for row in corrections]
        + [claim.confirmed_by]
    )
    name_of = lambda actor: known.get(actor, str(labels.SOMEBODY)) if actor else ""  # noqa: E731
    work_page = reverse("desk:work", args=[claim.pk])
    return summary(claim) | {
        "claim": claim,
        "state": now,
        "statement_count": statement_count(claim),
        "confirmed_by": name_of(claim.confirmed_by),
        "gates": [
            GateRow(row.gate, row.holds, *GATES[row.gate], work_page if row.gate in ELSEWHERE else "")
            for row in queries.gates(claim)
        ],
        "publications": [
            (
                row,
                PUBLISHED_ACTIONS[PublicationAction(row.action)],
                LEVELS.get(row.level, ""),
                name_of(row.published_by),
            )
            for row in publications
        ],
        "corrections": [(row, name_of(row.opened_by)) for row in corrections],
        "replies": [(row, name_of(row.asked_by), row.until <= at) for row in replies],
        "reports_here": [(row, name_of(row.answered_by)) for row in reports],
        "templates": list(TextTemplate.objects.order_by("kind", "name")),
    }
