"""One checkable assertion, and where it was seen."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Length

from claims.models.extraction import Extraction
from claims.models.quote import Quote
from claims.models.review import Rating
from sources.models import ArticleVersion


class ClaimType(models.TextChoices):
    QUANTITY = "quantity", "quantity"
    EVENT = "event", "event"
    CAUSAL = "causal", "cause and effect"
    COMPARISON = "comparison", "comparison"
    RULE = "rule", "rule or law"
    POSITION = "position", "position"
    QUOTATION = "quotation", "quotation"


class Proposal(models.TextChoices):
    """What became of a machine's proposal. A claim that a person adds is accepted from the start."""

    PROPOSED = "proposed", "proposed"
    ACCEPTED = "accepted", "accepted"
    REJECTED = "rejected", "not a claim"
    SUPERSEDED = "superseded", "replaced by a later extraction"
    MERGED = "merged", "merged into another claim"
    SPLIT = "split", "split into several claims"


class NotAClaim(models.TextChoices):
    OPINION = "opinion", "opinion"
    PREDICTION = "prediction", "prediction"
    QUESTION = "question", "question"
    VAGUE = "vague", "too vague"


class Claim(models.Model):
    """A checkable assertion in words that stand alone.

    Proposed by a machine (`extraction` set) or added by a person (`added_by` set). `rating` copies the latest verdict;
    only the database sets it.
    """

    wording = models.TextField()
    segments = models.JSONField(
        default=list,
        help_text="What the wording is rendered from, see pipeline/standalone/wording.py; empty: a person's own words.",
    )
    offered = models.JSONField(
        default=list,
        help_text="Segments of another wording, which became known while somebody worked on it: to take or to decline.",
    )
    statements = models.JSONField(
        default=list, help_text="What a person's wording asserts, where that is more than one thing: text and speaker."
    )
    type = models.CharField(max_length=10, choices=ClaimType.choices)
    score = models.FloatField(default=0, help_text="How worth checking, 0 to 1; ranks, never filters.")
    reasons = models.JSONField(default=list, help_text="Why it was proposed, in words a reviewer reads.")
    times = models.JSONField(
        default=list, help_text="Printed words that say when, and what they rest on; see pipeline/interval.py."
    )
    amounts = models.JSONField(default=list, help_text="Printed words that say how much; see pipeline/amount.py.")
    quote = models.ForeignKey(Quote, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    extraction = models.ForeignKey(Extraction, null=True, on_delete=models.PROTECT, related_name="claims")
    added_by = models.UUIDField(null=True, help_text="Actor")
    created_at = models.DateTimeField()
    proposal = models.CharField(max_length=10, choices=Proposal.choices, default=Proposal.PROPOSED)
    not_a_claim = models.CharField(max_length=10, blank=True, choices=NotAClaim.choices)
    touched_at = models.DateTimeField(
        null=True, help_text="When a person first worked on it; later extractions leave it alone."
    )
    speaker = models.CharField(max_length=300, blank=True, help_text="As a person corrected it; empty: the quote's.")
    role = models.CharField(max_length=600, blank=True, help_text="As a person corrected it; empty: as printed.")
    confirmed_at = models.DateTimeField(null=True, help_text="When a person confirmed wording, speaker and role.")
    confirmed_by = models.UUIDField(null=True, help_text="Actor")
    words_stand_at = models.DateTimeField(
        null=True, help_text="When a person said that the words stand, though something in them is unknown."
    )
    words_stand_by = models.UUIDField(null=True, help_text="Actor")
    words_stand_because = models.CharField(max_length=300, blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    split_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    rating = models.CharField(max_length=20, blank=True, choices=Rating.choices, editable=False)

    class Meta:
        ordering = ["-score", "id"]
        permissions = [("decide_claim", "Can accept or reject a proposed claim")]
        constraints = [
            models.CheckConstraint(name="claim_has_wording", condition=~Q(wording="")),
            # The function stands in gates/wording.sql.
            models.CheckConstraint(
                name="claim_wording_is_what_its_segments_make",
                condition=Q(segments=[])
                | Q(
                    wording=Coalesce(
                        Func(F("segments"), function="claims_wording", output_field=models.TextField()), Value("")
                    )
                ),
            ),
            models.CheckConstraint(name="claim_type", condition=Q(type__in=ClaimType.values)),
            models.CheckConstraint(name="claim_proposal", condition=Q(proposal__in=Proposal.values)),
            models.CheckConstraint(name="claim_machine_or_person", condition=Q(extraction=None) ^ Q(added_by=None)),
            models.CheckConstraint(
                name="claim_rejected_says_which", condition=Q(not_a_claim="") ^ Q(proposal="rejected")
            ),
            models.CheckConstraint(
                name="claim_confirmed_by_someone",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_words_stand_says_who_and_why",
                condition=Q(words_stand_at=None, words_stand_by=None, words_stand_because="")
                | (Q(words_stand_at__isnull=False, words_stand_by__isnull=False) & ~Q(words_stand_because="")),
            ),
            models.CheckConstraint(
                name="claim_merged_says_into_which", condition=Q(proposal="merged") ^ Q(merged_into=None)
            ),
            models.CheckConstraint(
                name="claim_touched_is_never_superseded", condition=~Q(proposal="superseded") | Q(touched_at=None)
            ),
        ]
        indexes = [
            GinIndex(name="claim_wording_trgm", fields=["wording"], opclasses=["gin_trgm_ops"]),
            models.Index(fields=["rating"], name="claim_rating"),
        ]

    def __str__(self) -> str:
        return self.wording[:100]


class Appearance(models.Model):
    """A place where a claim was seen: the printed words that it rests on.

    `start`–`end` is all from the first of them to the last; where other words stand between, `spans` are their places.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="appearances")
    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="appearances")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    spans = models.JSONField(default=list, help_text="[[start, end], …] in order; empty: the whole place.")
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    replaced_at = models.DateTimeField(null=True, help_text="When a person adjusted the place: another row holds it.")

    class Meta:
        ordering = ["version_id", "start"]
        constraints = [
            models.CheckConstraint(name="appearance_length", condition=Q(end=F("start") + Length("exact"))),
            models.CheckConstraint(name="appearance_not_empty", condition=Q(start__lt=F("end"))),
            models.UniqueConstraint(
                fields=["claim", "version", "start", "end"], condition=Q(replaced_at=None), name="appearance_once"
            ),
        ]
        indexes = [models.Index(fields=["version", "start"], name="appearance_place")]

    def __str__(self) -> str:
        return self.exact[:80]
