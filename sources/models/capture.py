"""A page as it came, in the archives' own format."""

from django.db import models

from sources.models.fetch import Fetch


class Capture(models.Model):
    """The exchange behind a fetched page as WARC (ISO 28500), whole and hashed. It never changes."""

    append_only = True

    fetch = models.OneToOneField(Fetch, on_delete=models.PROTECT, related_name="capture")
    warc = models.BinaryField(help_text="gzip, one member a record")
    warc_sha256 = models.CharField(max_length=64)
    captured_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"WARC of fetch {self.fetch_id}"
