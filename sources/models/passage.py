"""Stretches of a version, and the sentences in them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from sources.models.article import ArticleVersion


class Int4Range(Func):
    """The half-open range start ≤ x < end, for exclusion constraints."""

    function = "int4range"
    output_field = IntegerRangeField()


def no_overlap(name: str) -> ExclusionConstraint:
    """Forbid two spans of one version to share a code point."""
    return ExclusionConstraint(
        name=name,
        expressions=[("version", RangeOperators.EQUAL), (Int4Range("start", "end"), RangeOperators.OVERLAPS)],
    )


class PassageKind(models.TextChoices):
    """What a stretch of a page is; the same values as sources.pipeline.clean.clean.Kind (a test holds it)."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BODY = "body"
    CAPTION = "caption"
    NOTICE = "notice"
    FURNITURE = "furniture"


class Passage(models.Model):
    """A stretch of a version with the rule that decided what it is. The passages of a version tile its text."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=PassageKind.choices)
    rule = models.CharField(max_length=100)
    digital_source_type = models.CharField(
        max_length=60,
        blank=True,
        help_text="As the notice declares it (schema.org digitalSourceType), not as a finding.",
    )

    class Meta:
        ordering = ["version_id", "start"]
        constraints = [
            models.CheckConstraint(name="passage_not_empty", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(name="passage_kind", condition=Q(kind__in=PassageKind.values)),
            models.CheckConstraint(name="passage_has_rule", condition=~Q(rule="")),
            models.UniqueConstraint(fields=["version", "start"], name="passage_start"),
            models.UniqueConstraint(fields=["version", "end"], name="passage_end"),
            no_overlap("passage_no_overlap"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}–{self.end}"


class Sentence(models.Model):
    """A sentence inside a passage that is read."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="sentences")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="sentences")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["version_id", "start"]
        constraints = [
            models.CheckConstraint(name="sentence_not_empty", condition=Q(start__lt=F("end"))),
            no_overlap("sentence_no_overlap"),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"
