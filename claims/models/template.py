"""Texts that a house writes again and again."""

from django.db import models
from django.db.models import Q


class TemplateKind(models.TextChoices):
    WRITE_UP = "write_up", "write-up"
    REQUEST = "request", "request for comment"
    CORRECTION = "correction", "correction"


class TextTemplate(models.Model):
    """A text to begin with; whoever uses it changes what does not fit. Nothing is filled in by itself."""

    kind = models.CharField(max_length=10, choices=TemplateKind.choices)
    name = models.CharField(max_length=100)
    text = models.TextField()
    changed_by = models.UUIDField(null=True, help_text="Actor")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="template_name"),
            models.CheckConstraint(name="template_kind", condition=Q(kind__in=TemplateKind.values)),
            models.CheckConstraint(name="template_has_text", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.name
