"""Who is quoted."""

from django.db import models
from django.db.models import Q

from sources.models import Article, ArticleVersion


class ExpertKind(models.TextChoices):
    PERSON = "person", "person"
    ORGANISATION = "organisation", "organisation"
    GOVERNMENT = "government", "government"
    PUBLICATION = "publication", "publication"
    COLLECTIVE = "collective", "several, not named"
    UNNAMED = "unnamed", "not named"


class Expert(models.Model):
    """Somebody who is quoted in one article. Nothing joins two articles' namesakes but a person."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="experts")
    name = models.CharField(
        max_length=300, help_text="The fullest name in the article; for unnamed ones the words used."
    )
    kind = models.CharField(max_length=12, choices=ExpertKind.choices)

    class Meta:
        ordering = ["article_id", "id"]
        constraints = [
            # Two unnamed officials are two rows, though the article calls both "an official".
            models.UniqueConstraint(
                fields=["article", "name", "kind"],
                condition=~Q(kind__in=["unnamed", "collective"]),
                name="expert_once_an_article",
            ),
            models.CheckConstraint(name="expert_kind", condition=Q(kind__in=ExpertKind.values)),
            models.CheckConstraint(name="expert_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """Title and affiliation of an expert as printed in one version."""

    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="roles")
    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="roles")
    title = models.CharField(max_length=500, blank=True)
    affiliation = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["expert", "version", "title", "affiliation"], name="role_once_a_version"),
            models.CheckConstraint(name="role_says_something", condition=~Q(title="") | ~Q(affiliation="")),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.title, self.affiliation]))
