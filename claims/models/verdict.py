"""What the desk found, as it stood."""

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from claims.models.review import Rating, Review
from claims.models.scale import RatingScale
from claims.models.work import Plan


class Verdict(models.Model):
    """A rating with its reasons and evidence and the claim as it stood. Superseded by the next number, never edited.

    `payload` is canonical JSON (RFC 8785). The database sets `hash` = sha256(previous hash ‖ payload), in hexadecimal,
    over the UTF-8 bytes; the first of a claim follows 64 zeros.
    """

    append_only = True

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="verdicts")
    number = models.PositiveIntegerField()
    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="verdict")
    rating = models.CharField(max_length=20, choices=Rating.choices)
    decided_by = models.UUIDField(help_text="Actor")
    cycle = models.PositiveIntegerField(default=1)
    plan = models.CharField(
        max_length=6, choices=Plan.choices, default=Plan.SINGLE, help_text="Under which it was given."
    )
    scale = models.ForeignKey(RatingScale, null=True, on_delete=models.PROTECT, related_name="verdicts")
    as_of = models.DateField(null=True, help_text="The day for which it holds.")
    recheck_on = models.DateField(null=True, help_text="The day on which it comes back to the queue.")
    payload = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["claim_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="verdict_number"),
            models.UniqueConstraint(fields=["claim", "cycle"], name="verdict_one_a_cycle"),
            models.CheckConstraint(name="verdict_plan", condition=Q(plan__in=Plan.values)),
            models.CheckConstraint(name="verdict_rating", condition=Q(rating__in=Rating.values)),
        ]
        indexes = [models.Index(name="verdict_recheck", fields=["recheck_on"], condition=Q(recheck_on__isnull=False))]

    def __str__(self) -> str:
        return f"{self.get_rating_display()} (v{self.number})"
