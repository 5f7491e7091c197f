"""What colleagues say to each other about a claim, and what each of them should know."""

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from sources.models import Actor


class Comment(models.Model):
    """A note to colleagues on a claim; internal for ever. @names in it are resolved when it is written."""

    append_only = True

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    mentions = models.JSONField(default=list, help_text="Actor ids")
    written_by = models.UUIDField(help_text="Actor")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="comment_has_text", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text[:80]


class NoticeKind(models.TextChoices):
    MENTION = "mention", "you were mentioned"
    ASSIGNED = "assigned", "assigned to you"
    RETURNED = "returned", "returned to you"
    CLOSED = "closed", "your review was closed"
    DUE = "due", "due"
    REPLY = "reply", "a reply came in"
    SOURCE = "source", "the source changed"
    REPORT = "report", "a reader reports an error"
    STALE = "stale", "to be checked again"


class Notice(models.Model):
    """One line in somebody's inbox; a background job sends it by e-mail once, where they have an address."""

    to = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="notices")
    text = models.TextField(blank=True)
    key = models.CharField(max_length=200, help_text="What it is about: the same thing is told once.")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["to", "key"], name="notice_once"),
            models.CheckConstraint(name="notice_kind", condition=Q(kind__in=NoticeKind.values)),
        ]
        indexes = [
            models.Index(name="notice_unread", fields=["to"], condition=Q(read_at=None)),
            models.Index(name="notice_unmailed", fields=["id"], condition=Q(mailed_at=None)),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
