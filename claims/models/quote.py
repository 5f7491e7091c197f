"""Words attributed to somebody."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from claims.models.expert import Expert, Role
from claims.models.extraction import Extraction
from sources.models import ArticleVersion


class QuoteType(models.TextChoices):
    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Polarity(models.TextChoices):
    """Whether the speaker says that it is so; only what is asserted may be a claim."""

    ASSERTED = "asserted", "says so"
    DENIED = "denied", "says that it is not so"
    OPEN = "open", "asks, or leaves open"


class Quote(models.Model):
    """A machine's proposal that somebody said these words: content, cue, speaker mention, medium and addressee.

    `spans` are the content's segments as [start, end] pairs; `start`–`end` reaches from the first to the last of them.
    """

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="quotes")
    extraction = models.ForeignKey(Extraction, on_delete=models.PROTECT, related_name="quotes")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    spans = models.JSONField()
    type = models.CharField(max_length=10, choices=QuoteType.choices)
    polarity = models.CharField(
        max_length=10, blank=True, choices=Polarity.choices, help_text="Empty: found before this was kept."
    )
    cue_start = models.PositiveIntegerField(null=True)
    cue_end = models.PositiveIntegerField(null=True)
    speaker_start = models.PositiveIntegerField(null=True)
    speaker_end = models.PositiveIntegerField(null=True)
    expert = models.ForeignKey(Expert, null=True, on_delete=models.PROTECT, related_name="quotes")
    role = models.ForeignKey(Role, null=True, on_delete=models.PROTECT, related_name="quotes")
    resolved = models.CharField(max_length=10, blank=True, choices=[("stated", "stated"), ("inferred", "inferred")])
    via_start = models.PositiveIntegerField(null=True)
    via_end = models.PositiveIntegerField(null=True)
    via_name = models.CharField(max_length=300, blank=True)
    addressee = models.CharField(max_length=300, blank=True)
    confidence = models.FloatField()
    reason = models.CharField(max_length=200, help_text="Why this speaker, in words a reviewer reads.")
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["version_id", "start", "id"]
        constraints = [
            models.CheckConstraint(name="quote_length", condition=Q(end=F("start") + Length("exact"))),
            models.CheckConstraint(name="quote_not_empty", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(name="quote_type", condition=Q(type__in=QuoteType.values)),
            models.CheckConstraint(name="quote_polarity", condition=Q(polarity__in=["", *Polarity.values])),
            models.CheckConstraint(
                name="quote_speaker_is_resolved",
                condition=Q(expert=None, role=None, resolved="")
                | Q(expert__isnull=False, resolved__in=["stated", "inferred"]),
            ),
        ]

    def __str__(self) -> str:
        return self.exact[:80]
