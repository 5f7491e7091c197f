"""Queries for articles and versions. Lists never load a version's bytes or text."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from sources.models import Article, ArticleVersion, Fetch, Passage
from sources.models.article import Purpose


def articles_for_desk() -> QuerySet[Article]:
    """Return the articles that are read for claims, newest first; pages kept only as evidence are left out.

    Each has `version_id` and `version_number` of its latest version that is read (None while it waits), and
    `fetch_open`.
    """
    read = ArticleVersion.objects.filter(article=OuterRef("pk"), purpose=Purpose.EXTRACTION).order_by("-number")
    arriving = Fetch.objects.filter(article=OuterRef("pk"), purpose=Purpose.EXTRACTION, finished_at=None)
    return (
        Article.objects.annotate(
            version_id=Subquery(read.values("pk")[:1]),
            version_number=Subquery(read.values("number")[:1]),
            fetch_open=Exists(arriving),
        )
        .filter(Q(version_id__isnull=False) | Q(fetch_open=True))
        .select_related("publisher")
    )


def versions_of(article: Article) -> QuerySet[ArticleVersion]:
    """Return an article's versions, newest first, without their bytes and text."""
    return article.versions.defer("raw", "text").order_by("-number")


def latest_read(article: Article) -> ArticleVersion | None:
    """Return the latest version that is read for claims, with its text; None while the article waits."""
    return article.versions.filter(purpose=Purpose.EXTRACTION).defer("raw").order_by("-number").first()


def declares_ai(version: ArticleVersion) -> Passage | None:
    """Return the notice in which the article declares itself AI-generated, or None. A declaration, not a finding."""
    return version.passages.exclude(digital_source_type="").order_by("start").first()
