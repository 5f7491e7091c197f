"""The ledger of extractions, and what each said about every part of every sentence."""

from django.db import models
from django.db.models import F, Q

from sources.models import ArticleVersion, Sentence
from sources.models.ledger import Ledger


class Extraction(Ledger):
    """One run of an extractor over a version.

    The row owes work while `finished_at` is empty. A failed try leaves `reason` and `try_after`; `failed` is final and
    waits for a person. `round` grows when the same extractor has to run again (a passage was set aside or taken back).
    """

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="extractions")
    extractor = models.CharField(max_length=50)
    round = models.PositiveIntegerField(default=1)
    failed = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "extractor", "round"], name="extraction_once"),
            models.CheckConstraint(name="extraction_failed_says_why", condition=Q(failed=False) | ~Q(reason="")),
            models.CheckConstraint(
                name="extraction_failed_is_finished", condition=Q(failed=False) | ~Q(finished_at=None)
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(finished_at=None), name="extraction_owed")]

    def __str__(self) -> str:
        return f"{self.extractor} on version {self.version_id}, round {self.round}"

    @property
    def state(self) -> str:
        """Return where the job stands: waiting, failed or done."""
        return "failed" if self.failed else "done" if self.finished_at else "waiting"


class OutcomeKind(models.TextChoices):
    CLAIM = "claim", "claim"
    ATTRIBUTION_ONLY = "attribution_only", "only who said it"
    OPINION = "opinion", "opinion"
    PREDICTION = "prediction", "prediction"
    QUESTION = "question", "question"
    NOT_CHECKABLE = "not_checkable", "cannot be checked"
    AMBIGUOUS = "ambiguous", "ambiguous"
    DUPLICATE = "duplicate", "said before"
    LANGUAGE_NOT_READ = "language_not_read", "language not read"


class Mode(models.TextChoices):
    ASSERTED = "asserted", "asserted"
    PRESUPPOSED = "presupposed", "said in passing"
    HEDGED = "hedged", "hedged"
    QUOTED = "quoted", "quoted"


class Outcome(models.Model):
    """What one part of a sentence was taken for, and the rule that decided."""

    append_only = True

    extraction = models.ForeignKey(Extraction, on_delete=models.PROTECT, related_name="outcomes")
    sentence = models.ForeignKey(Sentence, on_delete=models.PROTECT, related_name="outcomes")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    spans = models.JSONField(default=list, help_text="[[start, end], …] in order; empty: all from start to end.")
    mode = models.CharField(max_length=12, choices=Mode.choices)
    outcome = models.CharField(max_length=20, choices=OutcomeKind.choices)
    rule = models.CharField(max_length=100)
    score = models.FloatField(default=0)
    interpretations = models.JSONField(
        default=list, help_text="What ambiguous words may mean, likeliest first: each a claim that a person may take."
    )

    class Meta:
        ordering = ["extraction_id", "start", "id"]
        indexes = [models.Index(fields=["extraction", "sentence"], name="outcome_of_sentence")]
        constraints = [
            models.CheckConstraint(name="outcome_not_empty", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(name="outcome_kind", condition=Q(outcome__in=OutcomeKind.values)),
            models.CheckConstraint(name="outcome_mode", condition=Q(mode__in=Mode.values)),
            models.CheckConstraint(name="outcome_has_rule", condition=~Q(rule="")),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.start}–{self.end}"
