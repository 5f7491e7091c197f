"""The lists of the desk: articles, claims, who said what, jobs, the record. What people do, they do on its pages."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims import queries
from claims.desk.base import labels
from claims.desk.base.claim_list import article_url
from claims.desk.lists import desks as _desks  # noqa: F401 - registers itself
from claims.desk.lists import list_filters
from claims.desk.lists import newsroom_lists as _newsroom_lists  # noqa: F401 - registers its own lists
from claims.desk.lists import review_lists as _review_lists  # noqa: F401 - registers its own lists
from claims.desk.lists.list_base import ReadOnlyList, link, name_of, words
from claims.models import Claim, Event, Evidence, Expert, Extraction, Outcome, Quote, Verdict
from claims.queries import blind
from claims.workflow.audit import actor_id
from sources.models import Article, Fetch

admin.site.site_header = admin.site.site_title = "Claimdesk"
admin.site.site_url = None
admin.site.enable_nav_sidebar = False  # the desk has a bar of its own, in plain words


@admin.register(Article)
class ArticleAdmin(ReadOnlyList):
    list_display = ["headline_", "publisher", "state_", "claims_", "declared"]
    list_filter = [
        list_filters.ProcessingFilter,
        list_filters.DeclaresAI,
        ("publisher", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["headline", "canonical_url", "external_id"]
    search_help_text = _("headline or address")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return queries.articles_with_claims()

    def page(self, row: Article) -> str:
        return article_url(row.pk)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("sources.add_article")

    def add_view(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:index") + "#add")

    @admin.display(description=_("headline"), ordering="headline")
    def headline_(self, row: Article) -> SafeString:
        return link(self.page(row), row)

    @admin.display(description=_("state"))
    def state_(self, row: Any) -> labels.Words:
        return labels.processing_state(row)

    @admin.display(description=_("claims"), ordering="claim_count")
    def claims_(self, row: Any) -> Any:
        return row.claim_count

    @admin.display(description=_("declared"))
    def declared(self, row: Any) -> SafeString | str:
        return format_html('<span class="badge ai">{}</span>', labels.AI_BADGE) if row.ai else ""


@admin.register(Claim)
class ClaimAdmin(ReadOnlyList):
    list_display = ["claim", "said_by", "status", "type", "seen_in", "evidence_"]
    list_filter = [
        ("rating", list_filters.VerdictFilter),
        "rating",
        ("proposal", list_filters.SuggestionFilter),
        "type",
        list_filters.PublisherOfClaim,
        list_filters.SpeakerFilter,
        list_filters.OutcomeOfPlace,
    ]
    search_fields = ["wording"]  # makes the box appear; see get_search_results
    search_help_text = _("words of the claim, or who said it")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return queries.claims_for_desk()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Claim], search_term: str
    ) -> tuple[QuerySet[Claim], bool]:
        return queries.holding(queryset, search_term), False

    def page(self, row: Claim) -> str:
        return reverse("desk:claim", args=[row.pk])

    @admin.display(description=_("claim"), ordering="wording")
    def claim(self, row: Claim) -> SafeString:
        return link(self.page(row), row.wording)

    @admin.display(description=_("who said it"))
    def said_by(self, row: Claim) -> SafeString:
        return words(labels.speaker(row.quote) if row.quote else "")

    @admin.display(description=_("status"), ordering="rating")
    def status(self, row: Any) -> str:
        return labels.status(row, row.verdict_number)

    @admin.display(description=_("seen in"))
    def seen_in(self, row: Claim) -> SafeString:
        articles = {place.version.article for place in row.appearances.all()}
        return words(", ".join(str(article.publisher or article) for article in articles))

    @admin.display(description=_("evidence"))
    def evidence_(self, row: Any) -> str:
        return str(row.evidence_count or "")


@admin.register(Quote)
class QuoteAdmin(ReadOnlyList):
    list_display = ["speaker", "role_", "quotation", "type_", "how", "article"]
    list_filter = [
        "type",
        "polarity",
        "resolved",
        ("expert__kind", list_filters.KindOfSpeaker),
        list_filters.PublisherOfQuote,
    ]
    search_fields = ["exact", "expert__name", "role__title", "role__affiliation"]
    search_help_text = _("words, who said them, or their role")
    ordering = ["-version_id", "start", "id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quote]:
        found = Quote.objects.filter(superseded_at=None).select_related("expert", "role", "version__article__publisher")
        return found.defer("version__raw", "version__text")

    def page(self, row: Quote) -> str:
        return article_url(row.version.article_id, None, f"said-{row.pk}", version=row.version.number)

    @admin.display(description=_("who said it"), ordering="expert__name")
    def speaker(self, row: Quote) -> SafeString:
        return words(labels.speaker(row))

    @admin.display(description=_("role as printed"))
    def role_(self, row: Quote) -> SafeString:
        return words(row.role or "")

    @admin.display(description=_("words"))
    def quotation(self, row: Quote) -> SafeString:
        return link(self.page(row), row.exact if len(row.exact) <= 200 else row.exact[:200] + "…")

    @admin.display(description=_("type"), ordering="type")
    def type_(self, row: Quote) -> labels.Words:
        return labels.QUOTE_TYPES[row.type]

    @admin.display(description=_("how we know"))
    def how(self, row: Quote) -> labels.Words:
        return labels.RESOLVED.get(row.resolved, "")

    @admin.display(description=_("article"))
    def article(self, row: Quote) -> SafeString:
        return words(row.version.article)


@admin.register(Expert)
class ExpertAdmin(ReadOnlyList):
    list_display = ["name_", "kind", "roles_", "article_"]
    list_filter = ["kind"]
    search_fields = ["name", "roles__title", "roles__affiliation"]
    list_select_related = ["article"]
    ordering = ["-article_id", "id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Expert]:
        return super().get_queryset(request).prefetch_related("roles")

    def page(self, row: Expert) -> str:
        return article_url(row.article_id, None, "said")

    @admin.display(description=_("who said it"), ordering="name")
    def name_(self, row: Expert) -> SafeString:
        return link(reverse("admin:claims_quote_changelist") + "?" + urlencode({"q": row.name}), row.name)

    @admin.display(description=_("roles as printed"))
    def roles_(self, row: Expert) -> SafeString:
        return words("; ".join(dict.fromkeys(str(role) for role in row.roles.all())))

    @admin.display(description=_("article"))
    def article_(self, row: Expert) -> SafeString:
        return link(self.page(row), row.article)


@admin.register(Outcome)
class OutcomeAdmin(ReadOnlyList):
    """The outcomes of sentences, across articles."""

    list_display = ["part", "outcome_", "mode", "why", "article"]
    list_filter = ["outcome", "mode"]
    ordering = ["-extraction_id", "start", "id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outcome]:
        return queries.outcomes_with_words()

    def page(self, row: Any) -> str:
        version = row.extraction.version
        return article_url(version.article_id, None, f"s{row.sentence.start}", version=version.number)

    @admin.display(description=_("words"))
    def part(self, row: Any) -> SafeString:
        return link(self.page(row), row.words)

    @admin.display(description=_("taken for"), ordering="outcome")
    def outcome_(self, row: Outcome) -> labels.Words:
        return labels.OUTCOMES[row.outcome]

    @admin.display(description=_("why"))
    def why(self, row: Outcome) -> labels.Words:
        return labels.rule(row.rule)

    @admin.display(description=_("article"))
    def article(self, row: Outcome) -> SafeString:
        return words(row.extraction.version.article)


class JobAdmin(ReadOnlyList):
    """Jobs with their state and error; an editor may have a failed one tried again."""

    change_list_template = "desk/lists/jobs.html"
    list_filter = [list_filters.StateFilter]

    def get_list_display(self, request: HttpRequest) -> Any:
        may = request.user.has_perm("claims.change_extraction")
        return [*self.list_display, "again"] if may else list(self.list_display)

    @admin.display(description=_("state"))
    def state_(self, row: Any) -> labels.Words:
        return labels.JOBS[row.state]

    @admin.display(description=_("reason"))
    def reason_(self, row: Any) -> SafeString:
        return words(row.reason)

    @admin.display(description=_("again"))
    def again(self, row: Any) -> SafeString | str:
        failed = row.state == "failed" or (row.state == "refused" and row.url)
        if not failed:
            return ""
        return format_html(
            '<button formaction="{}" name="job" value="{}:{}" aria-label="{}">{}</button>',
            reverse("desk:retry"),
            row._meta.model_name,
            row.pk,
            _("Try again: %s") % row,
            _("Try again"),
        )


@admin.register(Fetch)
class FetchAdmin(JobAdmin):
    list_display = ["what", "via", "state_", "reason_", "attempts", "created_at"]
    list_filter = [list_filters.ArrivalStateFilter, "via", "purpose"]
    search_fields = ["url", "file_name", "reason"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Fetch]:
        found = blind.fetches_seen_by(actor_id(request.user))
        return found.select_related("article").defer("raw").order_by("-id")

    def page(self, row: Fetch) -> str | None:
        return article_url(row.article_id) if row.article_id else None

    def get_fields(self, request: HttpRequest, obj: object = None) -> Any:
        return ["via", "url", "file_name", "outcome", "reason", "attempts", "created_at", "try_after", "finished_at"]

    @admin.display(description=_("what"))
    def what(self, row: Fetch) -> SafeString:
        name = row.article if row.article and row.article.headline else row.url or row.file_name or row
        return link(self.page(row), name) if row.article_id else words(name)


@admin.register(Extraction)
class ExtractionAdmin(JobAdmin):
    list_display = ["what", "extractor", "state_", "reason_", "attempts", "created_at"]
    list_filter = [list_filters.ExtractionStateFilter, "extractor"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Extraction]:
        found = Extraction.objects.select_related("version__article").order_by("-id")
        return found.defer("version__raw", "version__text")

    def page(self, row: Extraction) -> str:
        return article_url(row.version.article_id)

    @admin.display(description=_("article"))
    def what(self, row: Extraction) -> SafeString:
        return link(self.page(row), row.version)


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyList):
    list_display = ["note_", "stance", "kind", "url", "on_record", "withdrawn_at", "created_at"]
    list_filter = ["stance", "kind", "on_record", ("withdrawn_at", admin.EmptyFieldListFilter)]
    search_fields = ["note", "url"]
    ordering = ["-id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return blind.evidence_seen_by(actor_id(request.user)).order_by("-id")

    def page(self, row: Evidence) -> str:
        return reverse("desk:claim", args=[row.claim_id])

    @admin.display(description=_("what it shows"))
    def note_(self, row: Evidence) -> SafeString:
        return link(self.page(row), row.note[:200])


@admin.register(Verdict)
class VerdictAdmin(ReadOnlyList):
    list_display = ["verdict", "claim_", "decided_by_", "created_at"]
    list_filter = ["rating"]
    search_fields = ["claim__wording"]
    list_select_related = ["claim"]
    ordering = ["-id"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("payload").annotate(by=name_of("decided_by"))

    def page(self, row: Verdict) -> str:
        return reverse("desk:claim", args=[row.claim_id])

    @admin.display(description=_("verdict"), ordering="rating")
    def verdict(self, row: Verdict) -> str:
        return str(row)

    @admin.display(description=_("claim"))
    def claim_(self, row: Verdict) -> SafeString:
        return link(self.page(row), row.claim.wording)

    @admin.display(description=_("by"))
    def decided_by_(self, row: Any) -> SafeString:
        return words(row.by or labels.SOMEBODY)


@admin.register(Event)
class EventAdmin(ReadOnlyList):
    """The record: who did what when."""

    list_display = ["id", "created_at", "what_happened", "where"]
    list_filter = ["verb"]
    ordering = ["-id"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return blind.events_seen_by(actor_id(request.user)).annotate(by=name_of("actor")).order_by("-id")

    def page(self, row: Event) -> str | None:
        if row.claim:
            return reverse("desk:claim", args=[row.claim])
        return article_url(row.article) if row.article else None

    @admin.display(description=_("what happened"))
    def what_happened(self, row: Any) -> SafeString:
        return words(labels.happened(row, {row.actor: row.by} if row.by else {}))

    @admin.display(description=_("where"))
    def where(self, row: Event) -> SafeString | str:
        address = self.page(row)
        name = _("claim %d") % row.claim if row.claim else _("article %d") % (row.article or 0)
        return link(address, name) if address else ""
