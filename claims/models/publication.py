"""What readers saw, what they objected to, and how it was put right."""

import uuid

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from claims.models.verdict import Verdict


class PublicationAction(models.TextChoices):
    PUBLISHED = "published", "published"
    CORRECTED = "corrected", "corrected"
    WITHDRAWN = "withdrawn", "withdrawn"


class Level(models.TextChoices):
    """How much a correction changes; the difference sets the least, a person may only raise it."""

    MINOR = "minor", "minor"
    UPDATE = "update", "update"
    SUBSTANTIAL = "substantial", "substantial"


class Publication(models.Model):
    """The frozen record of what readers saw; the latest number of a claim is on the page. Never edited.

    `payload` is canonical JSON (RFC 8785) and holds only public text. `public_id` is the same for all numbers of a
    claim: it is the page's address.
    """

    append_only = True

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="publications")
    public_id = models.UUIDField(default=uuid.uuid4)
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=10, choices=PublicationAction.choices)
    level = models.CharField(max_length=12, blank=True, choices=Level.choices)
    because = models.TextField(blank=True, help_text="For readers: what was corrected, or why it was withdrawn.")
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="publications")
    payload = models.TextField()
    published_by = models.UUIDField(help_text="Actor")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["claim_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="publication_number"),
            models.UniqueConstraint(fields=["public_id", "number"], name="publication_page"),
            models.CheckConstraint(name="publication_action", condition=Q(action__in=PublicationAction.values)),
            models.CheckConstraint(
                name="publication_corrected_says_how_much",
                condition=(Q(action="corrected", level__in=Level.values)) | (~Q(action="corrected") & Q(level="")),
            ),
            models.CheckConstraint(
                name="publication_changed_says_why", condition=Q(action="published") | ~Q(because="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} ({self.number})"


class Correction(models.Model):
    """A published claim that is being put right: readers see so at once, until it is closed."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="corrections")
    because = models.TextField(help_text="What seems wrong; internal.")
    opened_by = models.UUIDField(help_text="Actor")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    publication = models.OneToOneField(
        Publication, null=True, on_delete=models.PROTECT, related_name="correction", help_text="In which it ended."
    )
    dropped_because = models.TextField(blank=True)
    closed_by = models.UUIDField(null=True, help_text="Actor")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["claim"], condition=Q(closed_at=None), name="correction_one_open_a_claim"),
            models.CheckConstraint(name="correction_says_why", condition=~Q(because="")),
            models.CheckConstraint(
                name="correction_closed_by_someone",
                condition=Q(closed_at=None, closed_by=None, publication=None, dropped_because="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & (Q(publication=None) ^ Q(dropped_because=""))),
            ),
        ]

    def __str__(self) -> str:
        return f"Correction of claim {self.claim_id}"


class ReportState(models.TextChoices):
    NEW = "new", "new"
    ACCEPTED = "accepted", "led to a correction"
    DECLINED = "declined", "answered, nothing to correct"


class Report(models.Model):
    """What a reader says is wrong with a publication, and what we answered."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="reports")
    text = models.TextField()
    contact = models.CharField(max_length=300, blank=True, help_text="Never leaves the house.")
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.NEW)
    correction = models.ForeignKey(Correction, null=True, on_delete=models.PROTECT, related_name="reports")
    answer = models.TextField(blank=True)
    answered_by = models.UUIDField(null=True, help_text="Actor")
    answered_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="report_has_text", condition=~Q(text="")),
            models.CheckConstraint(name="report_state", condition=Q(state__in=ReportState.values)),
            models.CheckConstraint(
                name="report_answered_by_someone",
                condition=Q(state="new", answer="", answered_by=None, answered_at=None)
                | (~Q(state="new") & ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="report_accepted_has_correction", condition=~Q(state="accepted") | Q(correction__isnull=False)
            ),
        ]
        indexes = [models.Index(name="report_new", fields=["created_at"], condition=Q(state="new"))]

    def __str__(self) -> str:
        return self.text[:80]
