"""What was kept of a page that is evidence."""

from typing import Any

from django.db.models import Q, QuerySet

from claims.models import Evidence
from sources.models import Capture


def captures_of(fetch: Any, version: Any) -> QuerySet[Capture]:
    """The exchanges behind a piece: the one of its own fetch first, else those that its version came by."""
    return Capture.objects.filter(Q(fetch=fetch) | Q(fetch__version=version, fetch__version__isnull=False)).order_by(
        "id"
    )


def capture_of(piece: Evidence) -> Capture | None:
    """The exchange with the site that a piece's copy came by; None for what was pasted, uploaded or not archived."""
    return captures_of(piece.fetch_id, piece.version_id).first()
