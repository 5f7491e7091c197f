"""How far blind reviewers of the same claims agree."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from claims.models import Review, ReviewPart


def pairs(*, since: datetime | None = None, desk: int | None = None) -> list[tuple[str, str]]:
    """Return the two ratings of each finished blind review, in the order of the reviewers' places.

    One that is still open is left out, so that nobody learns of it.
    """
    over: QuerySet[Review] = Review.objects.filter(
        part=ReviewPart.REVIEWER, submitted_at__isnull=False, closed_at=None, slot=1
    )
    other = Review.objects.filter(
        claim=OuterRef("claim"),
        cycle=OuterRef("cycle"),
        part=ReviewPart.REVIEWER,
        slot=2,
        submitted_at__isnull=False,
        closed_at=None,
    )
    over = over.filter(Exists(other)).annotate(second=other.values("rating")[:1]).order_by("id")
    if since is not None:
        over = over.filter(submitted_at__gte=since)
    if desk is not None:
        over = over.filter(claim__work__desk=desk)
    return list(over.values_list("rating", "second"))
