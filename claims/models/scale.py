"""What a house calls its ratings."""

from django.db import models
from django.db.models import Q

from claims.models.review import Rating


class RatingScale(models.Model):
    """A house's scale at a version. A change makes the next version; verdicts say under which one they were given."""

    append_only = True

    name = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    created_by = models.UUIDField(null=True, help_text="Actor; empty: it came with Claimdesk.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "version"]
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="scale_version")]

    def __str__(self) -> str:
        return f"{self.name} (version {self.version})"


class ScaleRating(models.Model):
    """One step of a scale, and the internal rating that it maps."""

    append_only = True

    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, related_name="ratings")
    rating = models.CharField(max_length=20, choices=Rating.choices)
    missing_context = models.BooleanField(default=False, help_text="Stands for the rating with this flag.")
    label = models.CharField(max_length=100)
    number = models.IntegerField(help_text="schema.org ratingValue")
    definition = models.TextField()
    colour = models.CharField(max_length=7, help_text="#rrggbb")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["scale_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "rating", "missing_context"], name="scale_rating_once"),
            models.UniqueConstraint(fields=["scale", "order"], name="scale_order"),
            models.CheckConstraint(name="scale_rating", condition=Q(rating__in=Rating.values)),
            models.CheckConstraint(name="scale_rating_is_said", condition=~Q(label="") & ~Q(definition="")),
            models.CheckConstraint(name="scale_colour", condition=Q(colour__regex=r"^#[0-9a-f]{6}$")),
        ]

    def __str__(self) -> str:
        return self.label
