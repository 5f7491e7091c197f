"""Where a claim without an article was seen or heard."""

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim


class Medium(models.TextChoices):
    BROADCAST = "broadcast", "broadcast"
    TIP = "tip", "tip"
    IMAGE = "image", "image"
    SPEECH = "speech", "speech or event"
    POST = "post", "post or message"


class Sighting(models.Model):
    """Where and when a claim was seen that no article holds."""

    append_only = True

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="sightings")
    medium = models.CharField(max_length=10, choices=Medium.choices)
    seen_in = models.TextField(help_text="Programme, place, account or address.")
    seen_at = models.DateTimeField(null=True)
    exact = models.TextField(blank=True, help_text="The words, as somebody took them down.")
    contact = models.CharField(max_length=300, blank=True, help_text="The tipster's; never leaves the house.")
    added_by = models.UUIDField(help_text="Actor")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="sighting_medium", condition=Q(medium__in=Medium.values)),
            models.CheckConstraint(name="sighting_says_where", condition=~Q(seen_in="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_medium_display()}: {self.seen_in[:80]}"
