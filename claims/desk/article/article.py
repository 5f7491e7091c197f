"""The reviewer's page of an article."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from claims import tasks
from claims.desk.article import article_context, version_diff
from claims.desk.base import claim_list, labels
from claims.desk.base.forms import ArticleDetailsForm, DeskForm, MissedClaimForm
from claims.desk.base.people import person
from claims.desk.claim_panel import claim_context
from claims.models import Claim, Outcome
from claims.workflow.assignment import triage
from claims.workflow.audit import actor_of
from claims.workflow.claim import proposals
from claims.workflow.evidence import article as articles
from sources.models import Article, ArticleVersion, Passage
from sources.params import MAX_INT, int_param

MAX_PREFILLED = 2000
# What the page's script asks for by its header, and the template that draws it; without one it gets the whole page.
# One claim alone; the same ahead, before anybody looks at it, so that no message is spent on it; the column of claims.
PARTS = {
    "claim": "desk/article/part.html",
    "ahead": "desk/article/part.html",
    "list": "desk/article/column.html",
}


@require_GET
def show(request: HttpRequest, key: int) -> HttpResponse:
    """Show an article whole, its claims marked, one of them open."""
    article = get_object_or_404(Article.objects.select_related("publisher"), pk=key)
    claim = claim_context.open_claim(_number(request, "claim"))
    version = article_context.chosen_version(article, _number(request, "version"))
    return draw(request, article, version, claim, {"missed": _prefilled(request, version)})


@require_POST
def add_claim(request: HttpRequest, key: int) -> HttpResponse:
    """Add a claim that the machine missed."""
    version = get_object_or_404(ArticleVersion.objects.defer("raw").select_related("article"), pk=key)
    form = MissedClaimForm(request.POST, auto_id="missed-%s")
    place = form.place(version) if form.is_valid() else None
    if place is not None:
        try:
            claim = proposals.add(
                version=version,
                start=place.start,
                end=place.end,
                exact=place.exact,
                wording=form.cleaned_data["wording"],
                type=form.cleaned_data["type"],
                by=person(request),
                at=timezone.now(),
            )
        except ValidationError as wrong:
            form.refuse(wrong)
        else:
            messages.success(request, _("The claim is added."))
            return redirect(_address(version, claim))
    return draw(request, version.article, version, None, {"missed": form}, status=400)


@require_POST
def take_interpretation(request: HttpRequest, key: int) -> HttpResponse:
    """Add the claim that ambiguous words make in the interpretation that a person chose."""
    key_of_part, _colon, place = request.POST.get("interpretation", "").partition(":")
    part, number = int_param(key_of_part), int_param(place, least=0, most=MAX_INT)
    if part is None or number is None:
        raise Http404
    found = Outcome.objects.filter(extraction__version__article=key).select_related("extraction__version__article")
    outcome = get_object_or_404(found.defer("extraction__version__raw"), pk=part)
    try:
        claim = proposals.take_interpretation(outcome=outcome, number=number, by=person(request), at=timezone.now())
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect(_address(outcome.extraction.version))
    messages.success(request, _("The claim is added."))
    return redirect(_address(outcome.extraction.version, claim))


@require_POST
def change_passage(request: HttpRequest) -> HttpResponse:
    """Set a passage aside, or take one back; the version is processed again."""
    key, _colon, kind = request.POST.get("passage", "").partition(":")
    found = Passage.objects.select_related("version__article").defer("version__raw")
    passage = get_object_or_404(found, pk=int_param(key))
    try:
        articles.set_aside(passage=passage, kind=kind, by=person(request), at=timezone.now())
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        tasks.wake_extraction()
        messages.success(request, _("Changed. The article is being processed again; what people worked on stays."))
    return redirect(_address(passage.version))


@require_POST
def describe(request: HttpRequest, key: int) -> HttpResponse:
    """Set what is known about an article by hand."""
    article = get_object_or_404(Article.objects.select_related("publisher"), pk=key)
    form = ArticleDetailsForm(request.POST, auto_id="about-%s")
    if form.is_valid():
        try:
            articles.set_facts(article=article, by=person(request), at=timezone.now(), **form.facts())
        except ValidationError as wrong:
            form.refuse(wrong)
        else:
            messages.success(request, _("The article details are set."))
            return redirect(claim_list.article_url(article.pk))
    return draw(request, article, article_context.chosen_version(article, None), None, {"about": form}, status=400)


def draw(
    request: HttpRequest,
    article: Article,
    version: ArticleVersion | None,
    claim: Claim | None,
    bound: dict[str, DeskForm],
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Render the page; `bound` holds the forms that have something in them already."""
    if not request.user.has_perm("claims.view_claim"):
        raise PermissionDenied
    part = request.headers.get("X-Desk", "")
    alone = version is not None and claim is not None and part in ("claim", "ahead")
    found = _claim_alone(request, article, version, claim) if alone else _whole_page(request, article, version, claim)
    if claim is not None:
        now = timezone.now()
        lines = found.get("lines", [])
        found |= claim_context.gather(claim, lines, bound, by=person(request), at=now, version=version)
    context = found | {
        "title": str(article),
        "missed": bound.get("missed") or MissedClaimForm(auto_id="missed-%s"),
        "missed_open": ("missed" in bound and bound["missed"].is_bound) or "start" in request.GET,
        "about": bound.get("about") or _about(article),
        "ai_badge": labels.AI_BADGE,
        "ahead": part == "ahead",
        **more,
    }
    template = PARTS[part] if alone or (part == "list" and version) else "desk/article/article.html"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["X-Desk"])  # the browser keeps whole pages and their parts apart
    return response


def _claim_alone(
    request: HttpRequest, article: Article, version: ArticleVersion | None, claim: Claim | None
) -> dict[str, Any]:
    """Return what is needed to draw one claim anew."""
    assert version is not None
    assert claim is not None
    found = article_context.part(article, version, claim, now=timezone.now())
    return found | _list_tools(request, article, version, claim, found["seen"])


def _whole_page(
    request: HttpRequest, article: Article, version: ArticleVersion | None, claim: Claim | None
) -> dict[str, Any]:
    """Return what is needed to draw the whole page, or its column of claims."""
    by = person(request)
    found = article_context.gather(
        article,
        version,
        claim,
        may_change=by.has_perm("sources.change_passage"),
        may_add=by.has_perm("claims.add_claim"),
        now=timezone.now(),
    )
    if version is not None:
        found |= _list_tools(request, article, version, claim, found["seen"])
    return admin.site.each_context(request) | found | {"to_place": version_diff.waiting(version)}


def _list_tools(
    request: HttpRequest, article: Article, version: ArticleVersion, claim: Claim | None, seen: claim_list.Survey
) -> dict[str, Any]:
    """Return what leads on in the list: the neighbours of the open claim, and how many claims can be taken back."""
    by, found = person(request), dict[str, Any]()
    if by.has_perm("claims.pick_claim"):
        found["can_take_back"] = len(triage.left_last(version=version, by=actor_of(by)))
    if claim is not None:
        found["before"], found["after"] = claim_list.neighbours(article, claim, seen)
    return found


def wants_part(request: HttpRequest) -> bool:
    """Return whether the page's script sent this: it takes the changed part of the page at once, without a redirect."""
    return request.headers.get("X-Desk", "") in PARTS


def _prefilled(request: HttpRequest, version: ArticleVersion | None) -> MissedClaimForm:
    """Fill the form with a sentence that somebody chose in “What we did not check”."""
    start, end = _number(request, "start"), _number(request, "end")
    if version is None or start is None or end is None or not start < end <= min(version.length, start + MAX_PREFILLED):
        return MissedClaimForm(auto_id="missed-%s")
    words = version.text[start:end]
    initial = {"start": start, "end": end, "exact": words, "wording": " ".join(words.split()), "type": "event"}
    return MissedClaimForm(auto_id="missed-%s", initial=initial)


def _about(article: Article) -> ArticleDetailsForm:
    publisher = article.publisher.name if article.publisher else ""
    return ArticleDetailsForm(
        auto_id="about-%s",
        initial={"author": article.author, "published_on": article.published_on, "publisher": publisher},
    )


def _number(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    if not value:
        return None
    number = int_param(value)
    if number is None:
        raise Http404
    return number


def _address(version: ArticleVersion, claim: Claim | None = None) -> str:
    latest = article_context.chosen_version(version.article, None)
    number = version.number if latest is not None and latest.pk != version.pk else None
    return claim_list.article_url(
        version.article_id, claim.pk if claim else None, "claim" if claim else "text", version=number
    )
