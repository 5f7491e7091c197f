"""The ledger of arrivals: one row for everything that came, or was asked to come."""

from django.db import models
from django.db.models import Q

from sources.models.article import Article, ArticleVersion, Purpose
from sources.models.ledger import Ledger


class Via(models.TextChoices):
    """The entrance by which an article came."""

    PASTE = "paste", "pasted"
    FILE = "file", "file"
    URL = "url", "address"
    API = "api", "API"
    COMMAND = "command", "command"


class FetchOutcome(models.TextChoices):
    """How an arrival ended; empty while it is owed."""

    NEW = "new", "new"
    UNCHANGED = "unchanged", "unchanged"
    REFUSED = "refused", "refused"


class ArrivalReport(models.TextChoices):
    """What an arrival is to us, for whoever sent it."""

    NEW = "new", "new"  # an article of which we had no text to read
    CHANGED = "changed", "changed"  # another text of one that we had
    UNCHANGED = "unchanged", "unchanged"  # the same text again, read or still waiting
    WAITING = "waiting", "waiting"  # an address that is still to be fetched
    REFUSED = "refused", "refused"


class Fetch(Ledger):
    """What arrived or is to be fetched, and what became of it.

    The row owes work while `finished_at` is empty. A failed try leaves `reason` and `try_after`; only `refused`
    is final.
    The bytes are here from the first moment (for paste, file and API) and move to the version.
    """

    via = models.CharField(max_length=10, choices=Via.choices)
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.EXTRACTION)
    url = models.CharField(max_length=2048, blank=True)
    file_name = models.CharField(max_length=300, blank=True)
    raw = models.BinaryField(null=True)
    media_type = models.CharField(max_length=100, blank=True)
    charset = models.CharField(max_length=50, blank=True)
    stated = models.JSONField(default=dict, help_text="Author, publisher and date as the sender states them.")
    facts = models.JSONField(
        default=dict,
        help_text="What is stated of a text that we had already, other than the article has it: value and origin.",
    )
    article = models.ForeignKey(Article, null=True, on_delete=models.PROTECT, related_name="fetches")
    version = models.ForeignKey(ArticleVersion, null=True, on_delete=models.PROTECT, related_name="fetches")
    requested_by = models.UUIDField(null=True, help_text="Actor")
    outcome = models.CharField(max_length=10, blank=True, choices=FetchOutcome.choices)

    class Meta:
        verbose_name_plural = "fetches"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="fetch_finished_has_outcome", condition=Q(finished_at=None) ^ ~Q(outcome="")),
            models.CheckConstraint(name="fetch_refused_says_why", condition=~Q(outcome="refused") | ~Q(reason="")),
            models.CheckConstraint(
                name="fetch_done_has_version", condition=Q(version=None) ^ Q(outcome__in=["new", "unchanged"])
            ),
            models.CheckConstraint(name="fetch_has_something", condition=~Q(url="") | ~Q(raw=None) | ~Q(outcome="")),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(finished_at=None), name="fetch_owed"),
            models.Index(fields=["article"], condition=~Q(facts={}), name="fetch_with_facts"),
        ]

    def __str__(self) -> str:
        return f"{self.get_via_display()} {self.url or self.file_name or self.pk}"

    @property
    def state(self) -> str:
        """Return what became of it: waiting, new, unchanged or refused."""
        return self.outcome or "waiting"
