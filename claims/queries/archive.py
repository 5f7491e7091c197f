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


def capture_of(piece: Evidence) -> Capture | None:
    """Return the exchange that a piece's copy came by; None for what was pasted, uploaded or not archived."""
    return captures_of(piece.fetch_id, piece.version_id).first()


def captures_by_piece(pieces: Sequence[Evidence]) -> dict[int, Capture]:
    """Return the exchange of each of many pieces by the piece's id, in two queries and without the bytes."""
    fetches = {p.fetch_id for p in pieces if p.fetch_id}
    versions = {p.version_id for p in pieces if p.version_id}
    by_fetch: dict[int, Capture] = {}
    by_version: dict[int, Capture] = {}
    found = Capture.objects.filter(Q(fetch__in=fetches) | Q(fetch__version__in=versions)).order_by("id")
    for capture in found.select_related("fetch").defer("warc", "fetch__raw"):
        by_fetch[capture.fetch_id] = capture
        if capture.fetch.version_id:
            by_version.setdefault(capture.fetch.version_id, capture)
    wanted = {p.pk: by_fetch.get(p.fetch_id or 0) or by_version.get(p.version_id or 0) for p in pieces}
    return {key: capture for key, capture in wanted.items() if capture is not None}
