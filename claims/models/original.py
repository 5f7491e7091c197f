"""What somebody really said, to compare a quotation with."""

from django.db import models
from django.db.models import Q

from claims.models.quote import Quote


class Grade(models.TextChoices):
    """Did they say it?"""

    VERBATIM = "verbatim", "word for word"
    TYPOGRAPHY = "typography", "the same but for typography"
    TRANSLATION = "translation", "a faithful translation"
    TRANSLATION_CHANGED = "translation_changed", "meaning changed in translation"
    ALTERED = "altered", "words altered inside the marks"
    CUT_KEPT = "cut_kept", "cut, meaning kept"
    CUT_CHANGED = "cut_changed", "cut, meaning changed"
    SOMEONE_ELSE = "someone_else", "said by someone else"
    NOT_FOUND = "not_found", "not found"


class Original(models.Model):
    """What was found of a quotation's original, and how it compares. The latest counts; none is ever edited."""

    append_only = True

    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="originals")
    grade = models.CharField(max_length=20, choices=Grade.choices)
    source = models.TextField(help_text="Where the words were found, or where they were looked for.")
    url = models.CharField(max_length=2048, blank=True)
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47")
    said_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True, help_text="As they stand in the source.")
    translation = models.TextField(blank=True, help_text="Ours, when the source is in another language.")
    added_by = models.UUIDField(help_text="Actor")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["quote_id", "id"]
        constraints = [
            models.CheckConstraint(name="original_grade", condition=Q(grade__in=Grade.values)),
            models.CheckConstraint(name="original_says_where", condition=~Q(source="")),
            models.CheckConstraint(name="original_has_words", condition=Q(grade="not_found") | ~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_grade_display()}: {self.source[:80]}"
