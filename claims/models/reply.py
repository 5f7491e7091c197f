"""The right of reply: who was asked what, and what they answered."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from claims.models.claim import Claim


class ReplyRequest(models.Model):
    """A request for comment. It is done when it was answered or declined, or when its time has passed."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reply_requests")
    whom = models.CharField(max_length=300)
    contact = models.CharField(max_length=300, blank=True, help_text="Never leaves the house.")
    asked = models.TextField(help_text="What was asked; internal.")
    asked_by = models.UUIDField(help_text="Actor")
    asked_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False, help_text="By the database's own clock.")
    until = models.DateTimeField()
    answer = models.TextField(blank=True, help_text="Internal unless released.")
    answer_public = models.TextField(blank=True)
    declined = models.BooleanField(default=False)
    recorded_by = models.UUIDField(null=True, help_text="Actor")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="reply_asks_someone_something", condition=~Q(whom="") & ~Q(asked="")),
            models.CheckConstraint(name="reply_has_time", condition=Q(until__gt=F("asked_at"))),
            models.CheckConstraint(
                name="reply_answered_by_someone",
                condition=Q(answered_at=None, recorded_by=None, answer="", answer_public="", declined=False)
                | (Q(answered_at__isnull=False, recorded_by__isnull=False) & (Q(declined=True) | ~Q(answer=""))),
            ),
        ]
        indexes = [
            models.Index(name="reply_answered", fields=["answered_at"], condition=Q(answered_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.whom}, until {self.until:%Y-%m-%d %H:%M}"
