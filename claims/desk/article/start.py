"""The start page: what waits, the newest articles, and a place to add one."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from claims import queries, tasks
from claims.desk.base import labels
from claims.desk.base.claim_list import article_url
from claims.desk.base.forms import ArrivalForm
from claims.desk.base.people import person
from claims.models import Extraction
from claims.queries import blind
from claims.workflow.audit import actor_id
from claims.workflow.evidence import article as articles
from sources.ingest import Refused
from sources.models import Fetch
from sources.models.fetch import ArrivalReport, Via
from sources.params import int_param

NEWEST = 10
ARRIVED = {
    ArrivalReport.NEW: gettext_lazy("New: it is being processed. Its claims appear here in a moment."),
    ArrivalReport.CHANGED: gettext_lazy("Changed: we have an earlier text of it. The new text is being processed."),
    ArrivalReport.UNCHANGED: gettext_lazy("Unchanged: we have exactly this text. Here it is."),
    ArrivalReport.WAITING: gettext_lazy(
        "The page is being fetched. It appears among the newest articles when it is here."
    ),
}


def start(request: HttpRequest) -> HttpResponse:
    """Show what waits."""
    return _show(request, ArrivalForm())


@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Take in an article, and report whether it is new, changed or unchanged; a refused text stays in the form."""
    form = ArrivalForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, status=400)
    data, file = form.cleaned_data, form.cleaned_data["file"]
    try:
        receipt = articles.receive(
            by=person(request),
            at=timezone.now(),
            via=Via.PASTE,
            text=data["text"] or None,
            file=file.read() if file else None,
            file_name=file.name if file else "",
            url=data["url"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return _show(request, form, status=400)
    except Refused as refusal:
        form.add_error("file" if file else "text" if data["text"] else "url", str(refusal))
        return _show(request, form, status=400)
    tasks.wake_ingest()
    level = messages.INFO if receipt.report == ArrivalReport.UNCHANGED else messages.SUCCESS
    messages.add_message(request, level, str(ARRIVED[receipt.report]))
    article = receipt.row.article_id
    return redirect(article_url(article) if article else "admin:index")


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Queue a failed job again; `job` is “fetch:12” or “extraction:7”."""
    kind, _colon, key = request.POST.get("job", "").partition(":")
    number = int_param(key)
    job: Fetch | Extraction
    if kind == "extraction":
        job = get_object_or_404(Extraction, pk=number)
    else:
        job = get_object_or_404(blind.fetches_seen_by(actor_id(request.user)).defer("raw"), pk=number)
    if articles.retry(job=job, by=person(request), at=timezone.now()):
        tasks.wake_ingest()
        tasks.wake_extraction()
        messages.success(request, _("It will be tried again."))
    else:
        messages.warning(
            request, _("This cannot be tried again: it is done, waiting, or its text has to be sent again.")
        )
    return redirect(f"admin:{job._meta.app_label}_{job._meta.model_name}_changelist")


def _show(request: HttpRequest, form: ArrivalForm, status: int = 200) -> HttpResponse:
    viewer = actor_id(request.user)
    waits = queries.what_waits(viewer)
    claims, fetches = reverse("admin:claims_claim_changelist"), reverse("admin:sources_fetch_changelist")
    failed = [
        *queries.failed_arrivals(viewer)[:5],
        *Extraction.objects.filter(failed=True)
        .select_related("version__article")
        .defer("version__raw", "version__text")[:5],
    ]
    context = admin.site.each_context(request) | {
        "title": _("What waits"),
        "form": form,
        "counts": [
            (
                waits.to_decide,
                ngettext("suggestion to triage", "suggestions to triage", waits.to_decide),
                f"{claims}?proposal__exact=proposed",
            ),
            (
                waits.to_rate,
                ngettext("claim without a verdict", "claims without a verdict", waits.to_rate),
                f"{claims}?proposal__exact=accepted&rating__isempty=1",
            ),
            (
                waits.rated,
                ngettext("claim with a verdict", "claims with a verdict", waits.rated),
                f"{claims}?rating__isempty=0",
            ),
            (
                waits.in_progress,
                ngettext("text being processed", "texts being processed", waits.in_progress),
                f"{fetches}?state=waiting",
            ),
            (waits.failed, ngettext("job that failed", "jobs that failed", waits.failed), "#failed"),
        ],
        "articles": [
            (article, article_url(article.pk), labels.processing_state(article))
            for article in queries.articles_with_claims()[:NEWEST]
        ],
        "arriving": Fetch.objects.filter(finished_at=None, article=None, purpose="extraction").defer("raw")[:NEWEST],
        "failed": failed,
        "list_links": [
            (name, model["admin_url"])
            for name, model in (
                (labels.LISTS.get(model["object_name"]), model)
                for app in admin.site.get_app_list(request)
                for model in app["models"]
            )
            if name and model["admin_url"]
        ],
        "ai_badge": labels.AI_BADGE,
    }
    if not request.user.has_perm("claims.view_claim"):  # whoever has no role yet may sign in, and sees nothing
        context |= {"counts": [], "articles": [], "arriving": [], "failed": []}
    return render(request, "desk/article/start.html", context, status=status)
