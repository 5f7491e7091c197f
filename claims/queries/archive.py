"""What was kept of a page that is evidence."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from claims.models import Evidence
from sources.models import Capture


def captures_of(fetch: Any, version: Any) -> QuerySet[Capture]:
    """Return the exchanges with the site behind evidence: its own fetch's first, then those of its version."""
    return Capture.objects.filter(Q(fetch=fetch) | Q(fetch__version=version, fetch__version__isnull=False)).order_by(
        "id"
    )


def capture_of(evidence: Evidence) -> Capture | None:
    """Return the exchange that the copy came by; None for what was pasted, uploaded or not archived."""
    return captures_of(evidence.fetch_id, evidence.version_id).first()


def captures_by_evidence(rows: Sequence[Evidence]) -> dict[int, Capture]:
    """Return the exchange behind each of these rows by the row's id, in two queries and without the bytes."""
    fetches = {row.fetch_id for row in rows if row.fetch_id}
    versions = {row.version_id for row in rows if row.version_id}
    by_fetch: dict[int, Capture] = {}
    by_version: dict[int, Capture] = {}
    found = Capture.objects.filter(Q(fetch__in=fetches) | Q(fetch__version__in=versions)).order_by("id")
    for capture in found.select_related("fetch").defer("warc", "fetch__raw"):
        by_fetch[capture.fetch_id] = capture
        if capture.fetch.version_id:
            by_version.setdefault(capture.fetch.version_id, capture)
    wanted = {row.pk: by_fetch.get(row.fetch_id or 0) or by_version.get(row.version_id or 0) for row in rows}
    return {key: capture for key, capture in wanted.items() if capture is not None}
