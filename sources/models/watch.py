"""Articles that are looked at again."""

from django.db import models
from django.db.models import Q

from sources.models.article import Article
from sources.models.fetch import Fetch


class Watch(models.Model):
    """An article that is fetched again every so often, until a time; a changed text becomes its next version."""

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.PROTECT, related_name="watch")
    every = models.PositiveIntegerField(default=24, help_text="Hours between two looks.")
    until = models.DateTimeField()
    next_at = models.DateTimeField()
    last = models.ForeignKey(Fetch, null=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.UUIDField(help_text="Actor")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "watches"
        ordering = ["next_at"]
        constraints = [models.CheckConstraint(name="watch_every", condition=Q(every__gte=1))]
        indexes = [models.Index(fields=["next_at"], name="watch_due")]

    def __str__(self) -> str:
        return f"every {self.every} h until {self.until:%Y-%m-%d}"
