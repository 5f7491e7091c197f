"""Who prints."""

from django.db import models
from django.db.models import Q


class Publisher(models.Model):
    """A newspaper, site or agency (schema.org Organization)."""

    name = models.CharField(max_length=300)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Domain(models.Model):
    """A host name that belongs to one publisher; a name that a page merely claims never joins it to another's."""

    name = models.CharField(max_length=253, unique=True)
    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, related_name="domains")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PublisherNote(models.Model):
    """What is known about a publisher, dated and cited: owner, state-run, copies without credit. Never a score."""

    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    citation = models.TextField(help_text="Where it says so: address or document.")
    as_of = models.DateField()
    written_by = models.UUIDField(help_text="Actor")
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-as_of", "id"]
        constraints = [
            models.CheckConstraint(name="publisher_note_is_cited", condition=~Q(text="") & ~Q(citation="")),
        ]

    def __str__(self) -> str:
        return self.text[:80]
