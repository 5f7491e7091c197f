"""Who did what when."""

from django.db import models


class Event(models.Model):
    """One thing that happened, for timelines, the API and feeds.

    Other nouns stand here as plain numbers, so that nothing that goes can take an event along.
    `id` is safe to read after: the database hands them out in commit order, so none appears below one already shown.
    """

    append_only = True

    verb = models.CharField(max_length=50)
    actor = models.UUIDField(null=True, help_text="Empty: a machine did it.")
    article = models.BigIntegerField(null=True)
    claim = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["claim", "id"], name="event_claim"),
            models.Index(fields=["article", "id"], name="event_article"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.verb}"
