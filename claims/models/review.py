"""One reviewer's round on one claim."""

from django.db import models
from django.db.models import Q


class Rating(models.TextChoices):
    """The five ratings inside the house; a claim without a verdict has none."""

    SUPPORTED = "SUPPORTED", "Supported"
    DISPUTED = "DISPUTED", "Disputed"
    CONFLICTING = "CONFLICTING", "Sources conflict"
    NOT_ENOUGH_EVIDENCE = "NOT_ENOUGH_EVIDENCE", "Not enough evidence"
    NOT_CHECKABLE = "NOT_CHECKABLE", "Cannot be checked"


class ReviewPart(models.TextChoices):
    """What a reviewer does on the way to a verdict."""

    AUTHOR = "author", "author"
    APPROVER = "approver", "second reviewer"
    REVIEWER = "reviewer", "blind reviewer"
    ADJUDICATOR = "adjudicator", "adjudicator"


LIVE = Q(closed_at=None, returned_because="")


class Review(models.Model):
    """One reviewer's round: lease and draft while it is open, then a submitted rating with reasons that never changes.

    Open: neither submitted nor closed. A second reviewer gives no rating: an empty `returned_because` approves the
    author's review. Closed: it counts no more, `closed_because` says why. Live reviews of a cycle are by different
    people: the database holds that.
    """

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="reviews")
    round = models.PositiveIntegerField(help_text="Counts the reviews of a claim.")
    cycle = models.PositiveIntegerField(default=1, help_text="On the way to which verdict; see Work.")
    part = models.CharField(max_length=11, choices=ReviewPart.choices, default=ReviewPart.AUTHOR)
    slot = models.PositiveSmallIntegerField(default=1, help_text="Blind reviewers have two, everything else one.")
    reviewer = models.UUIDField(help_text="Actor")
    rating = models.CharField(max_length=20, blank=True, choices=Rating.choices)
    missing_context = models.BooleanField(default=False)
    reasons = models.TextField(blank=True, help_text="Why, for readers.")
    note = models.TextField(blank=True, help_text="For colleagues only.")
    sought = models.TextField(blank=True, help_text="What was looked for, and where.")
    draft = models.PositiveIntegerField(default=0, help_text="Grows with every save; a stale save is refused.")
    saved_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, help_text="Until then nobody else is given this place.")
    submitted_at = models.DateTimeField(null=True)
    approves = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="second_reviews")
    returned_because = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_because = models.TextField(blank=True)

    class Meta:
        ordering = ["claim_id", "round"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "round"], name="review_round"),
            models.UniqueConstraint(
                fields=["claim", "cycle", "part", "slot"], condition=LIVE, name="review_one_a_place"
            ),
            models.UniqueConstraint(fields=["claim", "cycle", "reviewer"], condition=LIVE, name="review_one_a_person"),
            models.CheckConstraint(name="review_part", condition=Q(part__in=ReviewPart.values)),
            models.CheckConstraint(name="review_slot", condition=Q(slot=1) | Q(slot=2, part="reviewer")),
            models.CheckConstraint(name="review_rating", condition=Q(rating="") | Q(rating__in=Rating.values)),
            models.CheckConstraint(
                name="review_submitted_is_whole",
                condition=Q(submitted_at=None) | Q(part="approver") | (~Q(rating="") & ~Q(reasons="")),
            ),
            models.CheckConstraint(
                name="review_not_enough_says_where_we_looked",
                condition=Q(submitted_at=None) | ~Q(rating="NOT_ENOUGH_EVIDENCE") | ~Q(sought=""),
            ),
            models.CheckConstraint(name="review_second_reads_a_first", condition=Q(part="approver") ^ Q(approves=None)),
            models.CheckConstraint(
                name="review_returned_by_second",
                condition=Q(returned_because="") | Q(part="approver", submitted_at__isnull=False),
            ),
            models.CheckConstraint(name="review_closed_says_why", condition=Q(closed_at=None) ^ ~Q(closed_because="")),
            models.CheckConstraint(name="review_second_gives_no_rating", condition=~Q(part="approver") | Q(rating="")),
        ]
        indexes = [
            models.Index(name="review_open", fields=["reviewer"], condition=Q(submitted_at=None, closed_at=None)),
            models.Index(name="review_closed", fields=["closed_at"], condition=Q(closed_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"Review {self.round} of claim {self.claim_id}"
