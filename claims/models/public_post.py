"""Who has just posted something without signing in."""

from django.db import models


class PublicPost(models.Model):
    """One post to a public form, kept for a minute to count them by; the address itself is never stored."""

    address = models.CharField(max_length=64, help_text="Keyed hash of the address.")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["address", "at"], name="post_by_address")]

    def __str__(self) -> str:
        return f"{self.at:%H:%M:%S}"
