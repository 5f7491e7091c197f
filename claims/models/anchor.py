"""Where a claim's words are in a later text of the article."""

from django.db import models
from django.db.models import F, Q

from claims.models.claim import Appearance
from sources.models import ArticleVersion


class AnchorState(models.TextChoices):
    EXACT = "exact", "unchanged"
    MOVED = "moved", "moved with its sentence"
    AMBIGUOUS = "ambiguous", "more than one place fits"
    ORPHAN = "orphan", "sentence gone from the article"


class Anchor(models.Model):
    """A machine's proposal: where an appearance's words stand in a later version. Only a person moves a verdict."""

    appearance = models.ForeignKey(Appearance, on_delete=models.PROTECT, related_name="anchors")
    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="anchors")
    state = models.CharField(max_length=9, choices=AnchorState.choices)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()
    accepted_as = models.OneToOneField(
        Appearance, null=True, on_delete=models.PROTECT, related_name="moved_from", help_text="The place a person took."
    )
    decided_by = models.UUIDField(null=True, help_text="Actor")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["version_id", "appearance_id"]
        constraints = [
            models.UniqueConstraint(fields=["appearance", "version"], name="anchor_once"),
            models.CheckConstraint(name="anchor_state", condition=Q(state__in=AnchorState.values)),
            models.CheckConstraint(
                name="anchor_has_one_place",
                condition=Q(state__in=["exact", "moved"], start__isnull=False, end__isnull=False, start__lt=F("end"))
                | Q(state__in=["ambiguous", "orphan"], start=None, end=None),
            ),
            models.CheckConstraint(
                name="anchor_decided_by_someone",
                condition=Q(decided_at=None, decided_by=None, accepted_as=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
        ]
        indexes = [models.Index(name="anchor_new", fields=["created_at"], condition=~Q(state="exact"))]

    def __str__(self) -> str:
        return self.get_state_display()
