"""The lists of the review: claim status, who reviewed what, what was waived, published, corrected, seen elsewhere.

To look at only. How people can be reached is in none of them.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.desk.base import labels
from claims.desk.base.claim_list import article_url
from claims.desk.lists.list_base import ReadOnlyList, link, name_of, words
from claims.models import Correction, Original, Publication, Review, Sighting, Waiver, Work
from claims.queries import blind
from claims.workflow.audit import actor_id
from sources.models import ArticleVersion, Watch


class ClaimRowsAdmin(ReadOnlyList):
    """Rows that lead to their claim; the person of each row is named by `by`."""

    list_select_related = ["claim"]
    by = ""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = self.rows(request)
        return rows.annotate(by_name=name_of(self.by)) if self.by else rows

    def rows(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows that whoever asks may see, newest first."""
        found: QuerySet[Any] = self.model._default_manager.order_by("-pk")
        return found

    def page(self, row: Any) -> str:
        return reverse("desk:claim", args=[row.claim_id])

    @admin.display(description=_("claim"))
    def claim_(self, row: Any) -> SafeString:
        return link(self.page(row), row.claim.wording)

    @admin.display(description=_("by"))
    def by_(self, row: Any) -> SafeString:
        return words(row.by_name or labels.SOMEBODY)


@admin.register(Work)
class WorkAdmin(ClaimRowsAdmin):
    """The status of each claim's work."""

    list_display = ["claim_", "stage", "plan", "harm", "desk", "due_at", "waiting_on", "held_because"]
    list_filter = [
        "stage",
        "plan",
        "harm",
        ("desk", admin.RelatedOnlyFieldListFilter),
        ("held_because", admin.EmptyFieldListFilter),
        ("waiting_on", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["claim", "desk"]
    search_fields = ["claim__wording"]


@admin.register(Review)
class ReviewAdmin(ClaimRowsAdmin):
    """This person's own reviews, and those that others submitted; a blind one when all are in."""

    list_display = ["claim_", "part", "rating", "by_", "submitted_at", "closed_at"]
    list_filter = ["part", "rating", ("closed_at", admin.EmptyFieldListFilter)]
    search_fields = ["claim__wording", "reasons"]
    by = "reviewer"

    def rows(self, request: HttpRequest) -> QuerySet[Review]:
        return blind.reviews_seen_by(actor_id(request.user)).order_by("-pk")


@admin.register(Waiver)
class WaiverAdmin(ClaimRowsAdmin):
    """Gates that somebody opened by hand."""

    list_display = ["claim_", "gate", "because_", "by_", "created_at"]
    list_filter = ["gate"]
    by = "waived_by"

    @admin.display(description=_("because"))
    def because_(self, row: Waiver) -> SafeString:
        return words(row.because)


@admin.register(Publication)
class PublicationAdmin(ClaimRowsAdmin):
    """The publications of each claim, number by number."""

    list_display = ["claim_", "number", "action", "level", "because_", "by_", "created_at"]
    list_filter = ["action", "level"]
    search_fields = ["claim__wording"]
    by = "published_by"

    def rows(self, request: HttpRequest) -> QuerySet[Any]:
        return super().rows(request).defer("payload")

    @admin.display(description=_("because"))
    def because_(self, row: Publication) -> SafeString:
        return words(row.because)


@admin.register(Correction)
class CorrectionAdmin(ClaimRowsAdmin):
    """Published claims that are being put right, and those that were."""

    list_display = ["claim_", "because_", "by_", "created_at", "due_at", "closed_at"]
    list_filter = [("closed_at", admin.EmptyFieldListFilter)]
    by = "opened_by"

    @admin.display(description=_("what seems wrong"))
    def because_(self, row: Correction) -> SafeString:
        return words(row.because)


@admin.register(Sighting)
class SightingAdmin(ClaimRowsAdmin):
    """Claims that no article holds, with where and when. Who told us is not in the list."""

    list_display = ["claim_", "medium", "seen_in_", "seen_at", "by_"]
    list_filter = ["medium"]
    search_fields = ["seen_in", "exact"]
    by = "added_by"

    @admin.display(description=_("seen in"))
    def seen_in_(self, row: Sighting) -> SafeString:
        return words(row.seen_in)


@admin.register(Original)
class OriginalAdmin(ReadOnlyList):
    """The originals of quotations, and how the quotations compare."""

    list_display = ["quotation", "grade", "source_", "by_", "created_at"]
    list_filter = ["grade"]
    search_fields = ["words", "source"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request).select_related("quote__version")
        rows = rows.defer("quote__version__raw", "quote__version__text").order_by("-pk")
        named: QuerySet[Any] = rows.annotate(by_name=name_of("added_by"))
        return named

    def page(self, row: Original) -> str:
        version = row.quote.version
        return article_url(version.article_id, None, f"said-{row.quote_id}", version=version.number)

    @admin.display(description=_("as printed"))
    def quotation(self, row: Original) -> SafeString:
        return link(self.page(row), row.quote.exact[:200])

    @admin.display(description=_("found in"))
    def source_(self, row: Original) -> SafeString:
        return words(row.source)

    @admin.display(description=_("by"))
    def by_(self, row: Any) -> SafeString:
        return words(row.by_name or labels.SOMEBODY)


@admin.register(Watch)
class WatchAdmin(ReadOnlyList):
    """Articles that are fetched again on a schedule."""

    list_display = ["article_", "every", "next_at", "until"]
    list_select_related = ["article"]
    ordering = ["next_at"]

    def page(self, row: Watch) -> str:
        return article_url(row.article_id)

    @admin.display(description=_("article"))
    def article_(self, row: Watch) -> SafeString:
        return link(self.page(row), row.article)


@admin.register(ArticleVersion)
class VersionAdmin(ReadOnlyList):
    """Every text that an article has had, and the copies of pages that are evidence."""

    list_display = ["article", "number", "purpose", "fetched_at", "length"]
    list_display_links = ["article"]
    list_filter = ["purpose"]
    list_select_related = ["article"]
    search_fields = ["article__headline", "url"]
    fields = [
        "article",
        "number",
        "purpose",
        "url",
        "fetched_at",
        "media_type",
        "renderer",
        "text_sha256",
        "raw_sha256",
        "length",
        "text",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleVersion]:
        return blind.versions_seen_by(actor_id(request.user)).defer("raw", "text").order_by("-id")
