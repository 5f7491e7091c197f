"""When an article has changed: the two texts side by side, and where each claim's words are now. Watching it, too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from claims import tasks
from claims.desk.article.highlights import Mark, exact, segments
from claims.desk.base import labels
from claims.desk.base.forms import DeskForm, PlaceForm
from claims.desk.base.people import names, person
from claims.models import Anchor
from claims.pipeline.compare.quotation_diff import DiffKind, compare
from claims.workflow.audit import Conflict
from claims.workflow.evidence import reanchor as anchors
from claims.workflow.evidence import watch as watches
from sources.models import Article, ArticleVersion, Watch
from sources.params import int_param


class WatchForm(DeskForm):
    """How often, and until when."""

    every = forms.IntegerField(label=gettext_lazy("Look every (hours)"), min_value=1, max_value=watches.MOST_HOURS)
    until = forms.DateField(
        label=gettext_lazy("Until the end of"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


@dataclass(frozen=True, slots=True)
class AnchorLine:
    """A claim whose words are looked for in the newer text."""

    anchor: Anchor
    number: int
    sign: str
    meaning: labels.Words
    by: str
    form: PlaceForm


@require_GET
def show(request: HttpRequest, key: int) -> HttpResponse:
    """Show what changed between two texts of an article, the latest and the one before unless others are chosen."""
    return _draw(request, get_object_or_404(Article.objects.select_related("publisher"), pk=key))


@require_POST
def accept(request: HttpRequest, key: int) -> HttpResponse:
    """Confirm that the newer text makes a claim too: where the machine found it, or at the words that were chosen."""
    anchor = _anchor(key)
    form = PlaceForm(request.POST, auto_id=f"place-{key}-%s")
    where: dict[str, Any] = {}
    if request.POST.get("exact"):
        place = form.place(anchor.version) if form.is_valid() else None
        if place is None:
            return _draw(request, anchor.version.article, bound={key: form}, anchor=anchor, status=400)
        where = {"start": place.start, "end": place.end, "exact": place.exact}
    try:
        anchors.accept(anchor=anchor, by=person(request), at=timezone.now(), **where)
    except ValidationError as wrong:
        form.is_valid()
        form.refuse(wrong)
        return _draw(request, anchor.version.article, bound={key: form}, anchor=anchor, status=400)
    except Conflict as conflict:
        return _draw(request, anchor.version.article, anchor=anchor, status=409, conflict=str(conflict))
    messages.success(request, _("The claim stands in the newer text too. Its verdict keeps the words it was given on."))
    return redirect(_address(anchor))


@require_POST
def dismiss(request: HttpRequest, key: int) -> HttpResponse:
    """Record that the newer text no longer makes a claim."""
    anchor = _anchor(key)
    try:
        anchors.dismiss(anchor=anchor, by=person(request), at=timezone.now())
    except Conflict as conflict:
        return _draw(request, anchor.version.article, anchor=anchor, status=409, conflict=str(conflict))
    messages.success(request, _("Left with the older text, and so is its verdict."))
    return redirect(_address(anchor))


@require_POST
def watch(request: HttpRequest, key: int) -> HttpResponse:
    """Watch an article, or end the watch."""
    article = get_object_or_404(Article, pk=key)
    now = timezone.now()
    if "stop" in request.POST:
        try:
            watches.stop(article=article, by=person(request), at=now)
        except Conflict as conflict:
            return _draw(request, article, status=409, conflict=str(conflict))
        messages.success(request, _("Nobody watches it any more."))
        return redirect("desk:changes", key)
    form = WatchForm(request.POST, auto_id="watch-%s")
    if form.is_valid():
        until = timezone.make_aware(datetime.combine(form.cleaned_data["until"], time(23, 59)))
        try:
            watches.start(article=article, every=form.cleaned_data["every"], until=until, by=person(request), at=now)
        except ValidationError as wrong:
            form.refuse(wrong)
        else:
            tasks.wake_ingest()
            messages.success(request, _("The article is watched. A changed text becomes its next version."))
            return redirect("desk:changes", key)
    return _draw(request, article, watching=form, status=400)


def waiting(version: ArticleVersion | None) -> int:
    """Count the claims of an article about which somebody has to say whether they stand in this text."""
    return Anchor.objects.filter(version=version, decided_at=None).count() if version else 0


def _anchor(key: int) -> Anchor:
    found = Anchor.objects.select_related("version__article", "appearance__claim", "appearance__version")
    return get_object_or_404(found.defer("version__raw", "appearance__version__raw"), pk=key)


def _address(anchor: Anchor) -> str:
    address = reverse("desk:changes", args=[anchor.version.article_id])
    return f"{address}?older={anchor.appearance.version.number}&newer={anchor.version.number}"


def _draw(
    request: HttpRequest,
    article: Article,
    *,
    bound: dict[int, PlaceForm] | None = None,
    anchor: Anchor | None = None,
    watching: WatchForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    user = person(request)
    if not (user.has_perm("claims.view_anchor") and user.has_perm("sources.view_articleversion")):
        raise PermissionDenied
    texts = list(article.versions.filter(purpose="extraction").order_by("number").defer("raw", "text"))
    older: int | None
    newer: int | None
    if anchor is not None:
        older, newer = anchor.appearance.version.number, anchor.version.number
    else:
        older, newer = _numbers(request, texts)
    now, row = timezone.now(), Watch.objects.filter(article=article).first()
    initial = {"every": 24, "until": (now + timedelta(days=30)).date()}
    context = admin.site.each_context(request) | {
        "title": _("What changed: %s") % article,
        "article": article,
        "versions": texts,
        "older": older,
        "newer": newer,
        "watch": row if row and row.until > now else None,
        "watching": watching or WatchForm(auto_id="watch-%s", initial=initial),
        **more,
    }
    if older is not None:
        context |= _texts(article, older, newer, bound or {})
    return render(request, "desk/article/version_diff.html", context, status=status)


def _numbers(request: HttpRequest, texts: Sequence[ArticleVersion]) -> tuple[int | None, int | None]:
    """Return which two texts are compared; None and None when there is only one."""
    known = [text.number for text in texts]
    chosen = []
    for name in ("older", "newer"):
        value = request.GET.get(name, "")
        number = int_param(value)
        if value and number not in known:
            raise Http404
        chosen.append(number)
    if len(known) < 2:
        return None, None
    older, newer = chosen
    newer = newer if newer is not None else known[-1]
    if older is None:
        anchored = Anchor.objects.filter(version__in=[v.pk for v in texts if v.number == newer], decided_at=None)
        seen = anchored.order_by("-appearance__version__number").values_list("appearance__version__number", flat=True)
        older = seen.first() or max((n for n in known if n < newer), default=None)
    if older is None or older >= newer:
        raise Http404
    return older, newer


def _texts(article: Article, older: int, newer: int | None, bound: dict[int, PlaceForm]) -> dict[str, Any]:
    pair = {v.number: v for v in article.versions.filter(number__in=[older, newer], purpose="extraction").defer("raw")}
    old, new = pair[older], pair[newer or 0]
    found = list(
        Anchor.objects.filter(version=new, appearance__version=old)
        .select_related("appearance__claim", "accepted_as")
        .order_by("appearance__start", "id")
    )
    known = names(anchor.decided_by for anchor in found)
    lines = [
        AnchorLine(
            anchor,
            number,
            *labels.ANCHORS[anchor.state],
            known.get(anchor.decided_by, "") if anchor.decided_by else "",
            bound.get(anchor.pk) or PlaceForm(auto_id=f"place-{anchor.pk}-%s"),
        )
        for number, anchor in enumerate(found, start=1)
    ]
    parts = compare(old.text, new.text)
    left = [_mark(p.start, p.end, "del") for p in parts if p.kind == DiffKind.ADDED]
    right = [_mark(p.original_start, p.original_end, "ins") for p in parts if p.kind == DiffKind.LEFT_OUT]
    left += [
        _mark(line.anchor.appearance.start, line.anchor.appearance.end, "claim", str(line.number)) for line in lines
    ]
    for line in lines:
        place = line.anchor.accepted_as or line.anchor
        if place.start is not None and place.end is not None:
            right.append(_mark(place.start, place.end, "claim", str(line.number)))
    return {
        "lines": lines,
        "waits": sum(line.anchor.decided_at is None for line in lines),
        "old": old,
        "new": new,
        "old_words": _side(old.text, left),
        "new_words": _side(new.text, right),
        "same": not [p for p in parts if p.kind in (DiffKind.ADDED, DiffKind.LEFT_OUT)],
    }


def _mark(start: int, end: int, kind: str, sign: str = "") -> Mark:
    return Mark(start, end, f"{kind}-{start}-{end}", kind, "", "", sign)


def _side(text: str, marks: Sequence[Mark]) -> SafeString:
    """Write one text with what changed and where the claims are, and not one character more or less."""
    out = []
    for segment in segments(0, len(text), marks):
        words = exact(text[segment.start : segment.end])
        kinds = {mark.kind for mark in segment.over}
        for tag in ("del", "ins"):
            if tag in kinds:
                words = f"<{tag}>{words}</{tag}>"
        if "claim" in kinds:
            signs = ", ".join(mark.sign for mark in segment.begins if mark.sign)
            label = f' data-label="{exact(signs)}"' if signs else ""
            words = f"<mark{label}>{words}</mark>"
        out.append(words)
    return mark_safe("".join(out))  # every part of the text above goes through escape
