"""Gather what is shown of a claim's evidence: each item, its archived copy, and whether its page is still there."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from claims.desk.base import labels
from claims.models import Claim, Evidence, Recheck
from claims.queries import blind
from claims.queries.archive import captures_by_evidence
from claims.workflow.evidence import recheck
from sources.models import ArticleVersion, Capture


@dataclass(frozen=True, slots=True)
class RecheckRow:
    """One check of a live page."""

    at: datetime
    found: str
    result: labels.Words


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence with the names around it; `copy` is the archived text, `capture` the exchange behind it."""

    evidence: Evidence
    by: str
    archived: labels.Words
    withdrawn_by: str
    copy: ArticleVersion | None
    capture: Capture | None
    looks: list[RecheckRow]


HEAVY = [f"{name}{field}" for name in ("version__", "fetch__version__") for field in ("raw", "text")]


def evidence_of(claim: Claim, *, viewer: UUID | None) -> list[Evidence]:
    """Return the evidence that somebody may see, oldest first, without bytes and texts."""
    found = blind.evidence_seen_by(viewer).filter(claim=claim).select_related("fetch__version", "version", "upload")
    return list(found.defer("fetch__raw", "upload__raw", *HEAVY).order_by("id"))


def rows(evidence: Sequence[Evidence], name_of: Callable[[Any], str]) -> list[EvidenceRow]:
    """Return the rows of this evidence, in two queries; `name_of` names an actor."""
    looks: dict[int, list[RecheckRow]] = defaultdict(list)
    checks = Recheck.objects.filter(evidence__in=evidence).select_related(
        "fetch__version", "evidence__fetch__version", "evidence__version"
    )
    texts = ("fetch__version__", "evidence__fetch__version__", "evidence__version__")
    heavy = [f"{name}{field}" for name in texts for field in ("raw", "text")]
    for check in checks.defer("fetch__raw", "evidence__fetch__raw", *heavy).order_by("-id"):
        found = recheck.look(check)
        looks[check.evidence_id].append(RecheckRow(check.created_at, found.found, labels.looked(found)))
    kept = captures_by_evidence(evidence)
    return [
        EvidenceRow(
            item,
            name_of(item.added_by),
            labels.archived(item.fetch),
            name_of(item.withdrawn_by),
            item.version or (item.fetch.version if item.fetch else None),
            kept.get(item.pk),
            looks[item.pk],
        )
        for item in evidence
    ]
