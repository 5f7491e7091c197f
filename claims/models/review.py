"""One reviewer's round on one claim."""

from django.db import models
from django.db.models import Q


class Rating(models.TextChoices):
    """The five ratings inside the house; a claim without a verdict has none."""

    SUPPORTED = "SUPPORTED", "Supported"
    DISPUTED = "DISPUTED", "Disputed"
    CONFLICTING = "CONFLICTING", "Sources conflict"
    NOT_ENOUGH_EVIDENCE = "NOT_ENOUGH_EVIDENCE", "Not enough evidence"
    NOT_CHECKABLE = "NOT_CHECKABLE", "Cannot be checked"


class Review(models.Model):
    """A rating with its reasons by one reviewer. Open while `submitted_at` is empty; then nothing in it changes."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="reviews")
    round = models.PositiveIntegerField()
    reviewer = models.UUIDField(help_text="Actor")
    rating = models.CharField(max_length=20, blank=True, choices=Rating.choices)
    missing_context = models.BooleanField(default=False)
    reasons = models.TextField(blank=True, help_text="Why, for readers.")
    note = models.TextField(blank=True, help_text="For colleagues only.")
    sought = models.TextField(blank=True, help_text="What was looked for, and where.")
    opened_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["claim_id", "round"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "round"], name="review_round"),
            models.UniqueConstraint(fields=["claim"], condition=Q(submitted_at=None), name="review_one_open_a_claim"),
            models.CheckConstraint(name="review_rating", condition=Q(rating="") | Q(rating__in=Rating.values)),
            models.CheckConstraint(
                name="review_submitted_is_whole", condition=Q(submitted_at=None) | (~Q(rating="") & ~Q(reasons=""))
            ),
            models.CheckConstraint(
                name="review_not_enough_says_where_we_looked",
                condition=Q(submitted_at=None) | ~Q(rating="NOT_ENOUGH_EVIDENCE") | ~Q(sought=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Review {self.round} of claim {self.claim_id}"
