"""The one exception to “never changed”: a text that has to go."""

from django.db import models
from django.db.models import F, Q

from sources.models.article import ArticleVersion


class Redaction(models.Model):
    """Two administrators put a tombstone in place of a version's text and bytes; hashes, spans and verdicts stay."""

    version = models.OneToOneField(ArticleVersion, on_delete=models.PROTECT, related_name="redaction")
    because = models.TextField(help_text="Such as the court order; internal.")
    asked_by = models.UUIDField(help_text="Actor")
    asked_at = models.DateTimeField()
    agreed_by = models.UUIDField(null=True, help_text="Actor")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        permissions = [("redact", "Can ask for a redaction, and agree to another's")]
        constraints = [
            models.CheckConstraint(name="redaction_says_why", condition=~Q(because="")),
            models.CheckConstraint(
                name="redaction_by_two",
                condition=Q(agreed_by=None, done_at=None)
                | (Q(agreed_by__isnull=False, done_at__isnull=False) & ~Q(agreed_by=F("asked_by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"Redaction of version {self.version_id}"
