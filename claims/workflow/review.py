"""Submit a review: one reviewer's rating of one claim, with reasons."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Max

from claims.models import Claim, Rating, Review
from sources.models import Actor

MAX_TEXT = 50_000


def submit(
    *,
    claim: Claim,
    rating: str,
    reasons: str,
    by: Actor,
    at: datetime,
    sought: str = "",
    note: str = "",
    missing_context: bool = False,
) -> Review:
    """Store a submitted review as the claim's next round. The caller holds the claim's lock.

    Raises ValidationError naming the field.
    """
    reasons, sought, note = reasons.strip(), sought.strip(), note.strip()
    wrong = {}
    if rating not in Rating.values:
        wrong["rating"] = f"Choose one of: {', '.join(Rating.values)}."
    if not reasons:
        wrong["reasons"] = "Give your reasons; readers will see them."
    if rating == Rating.NOT_ENOUGH_EVIDENCE and not sought:
        wrong["sought"] = "Say what you looked for, and where."
    for field, value in (("reasons", reasons), ("sought", sought), ("note", note)):
        if "\0" in value:
            wrong[field] = "There is a NUL character in it; remove it."
        elif len(value) > MAX_TEXT:
            wrong[field] = f"At most {MAX_TEXT:,} characters."
    if wrong:
        raise ValidationError(wrong)
    latest = claim.reviews.aggregate(latest=Max("round"))["latest"] or 0
    return Review.objects.create(
        claim=claim,
        round=latest + 1,
        reviewer=by.pk,
        rating=rating,
        missing_context=missing_context,
        reasons=reasons,
        sought=sought,
        note=note,
        opened_at=at,
        submitted_at=at,
    )
