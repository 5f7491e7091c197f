"""What bears on a claim, and which way."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from claims.models.claim import Claim
from sources.models import ArticleVersion, Fetch


class EvidenceKind(models.TextChoices):
    PASSAGE = "passage", "words in an archived page"
    PAGE = "page", "page or screenshot"
    DOCUMENT = "document", "page of a document"
    DATA = "data", "data or a calculation"
    STATEMENT = "statement", "statement to us"


class Stance(models.TextChoices):
    SUPPORTS = "supports", "supports the claim"
    DISPUTES = "disputes", "disputes the claim"
    CONTEXT = "context", "context"


class Upload(models.Model):
    """A file that somebody uploaded as evidence: bytes and their hash, kept once."""

    append_only = True

    sha256 = models.CharField(max_length=64, unique=True)
    raw = models.BinaryField()
    name = models.CharField(max_length=300)
    media_type = models.CharField(max_length=100)
    uploaded_by = models.UUIDField(help_text="Actor")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """A piece of evidence. It is never edited: it is withdrawn, with a reason, and another one added."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    stance = models.CharField(max_length=10, choices=Stance.choices)
    note = models.TextField(help_text="What it shows. Internal unless released.")
    note_public = models.TextField(blank=True)
    url = models.CharField(max_length=2048, blank=True)
    fetch = models.ForeignKey(Fetch, null=True, on_delete=models.PROTECT, related_name="evidence")
    upload = models.ForeignKey(Upload, null=True, on_delete=models.PROTECT, related_name="evidence")
    version = models.ForeignKey(ArticleVersion, null=True, on_delete=models.PROTECT, related_name="evidence")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    exact = models.TextField(blank=True)
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    on_record = models.BooleanField(default=True)
    question = models.CharField(max_length=500, blank=True, help_text="Which question it answers.")
    primary_source = models.BooleanField(default=False, help_text="The source itself, not a report about it.")
    page = models.CharField(max_length=100, blank=True, help_text="Page, sheet and cell, or time code.")
    seen_by = models.CharField(max_length=300, blank=True, help_text="Who saw the original of a screenshot.")
    transcription = models.TextField(blank=True, help_text="Its words, typed out.")
    added_by = models.UUIDField(help_text="Actor")
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True, help_text="Actor")
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="evidence_kind", condition=Q(kind__in=EvidenceKind.values)),
            models.CheckConstraint(name="evidence_stance", condition=Q(stance__in=Stance.values)),
            models.CheckConstraint(name="evidence_has_note", condition=~Q(note="")),
            models.CheckConstraint(
                name="evidence_passage_is_anchored",
                condition=Q(kind="passage", version__isnull=False, start__isnull=False, end__isnull=False)
                | (~Q(kind="passage") & Q(start=None, end=None, exact="")),
            ),
            models.CheckConstraint(
                name="evidence_length",
                condition=Q(start=None) | (Q(end=F("start") + Length("exact")) & Q(start__lt=F("end"))),
            ),
            models.CheckConstraint(
                name="evidence_page_or_document_is_given",
                condition=~Q(kind__in=["page", "document"]) | ~Q(url="") | Q(upload__isnull=False),
            ),
            models.CheckConstraint(
                name="evidence_withdrawn_by_someone_because",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.note[:80]}"


class Recheck(models.Model):
    """One look at whether a page that is evidence is still there; what the fetch found says so."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="rechecks")
    fetch = models.OneToOneField(Fetch, on_delete=models.PROTECT, related_name="recheck")
    asked_by = models.UUIDField(null=True, help_text="Actor")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Look at evidence {self.evidence_id}"
