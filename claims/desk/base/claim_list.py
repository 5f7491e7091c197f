"""The claims of an article as a list beside its text: what stands first, what each line says."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from claims import queries
from claims.desk.base import labels
from claims.models import Appearance, Claim, Correction, Proposal, Publication, Stage, Work
from sources.models import Actor, Article, ArticleVersion

TOP = 5  # so many stand first, those most worth checking
REASONS = 3


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in the list beside the text. `state` is the class of its mark, `top` says that it stands first."""

    claim: Claim
    number: int
    status: str
    symbol: str
    state: str
    said_by: str
    href: str
    current: bool
    top: bool = False

    @property
    def html(self) -> SafeString:
        """The line, written here and not by a template: an article may have a thousand."""
        name, sign = escape(self.name), escape(f"{self.number} {self.symbol}")
        attribution = f" · <bdi>{escape(self.said_by)}</bdi>" if self.said_by else ""
        reasons = ""
        if self.top and self.claim.reasons:
            why = escape("; ".join(map(str, self.claim.reasons[:REASONS])))
            reasons = f' <span class="quiet reasons" dir="auto">{why}</span>'
        here = ' aria-current="true"' if self.current else ""
        return mark_safe(  # every part of the text goes through escape
            f'<li id="line-{self.claim.pk}" data-name="{name}" data-sign="{sign}" data-state="{self.state}">'
            f'<a href="{escape(self.href)}" data-claim="{self.claim.pk}"{here}>'
            f'<span class="sign {self.state}">{sign}</span> '
            f'<span class="wording" dir="auto">{escape(self.claim.wording)}</span></a> '
            f'<span class="quiet">{escape(self.status)}{attribution}</span>{reasons}</li>'
        )

    @property
    def name(self) -> str:
        """Return what assistive technology reads out for its mark in the text."""
        attribution = _(", said by %s") % self.said_by if self.said_by else ""
        return _("Claim %(number)s, %(status)s%(attribution)s: %(wording)s") % {
            "number": self.number,
            "status": self.status,
            "attribution": attribution,
            "wording": self.claim.wording,
        }


@dataclass(frozen=True, slots=True)
class NeighbourClaim:
    """The claim before or after another one in the list."""

    key: int
    number: int
    href: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How far an article's claims are looked at; a machine's suggestion is not."""

    new: int = 0
    left: int = 0
    taken: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """An article's claims: each one's number in reading order, how they are listed, how many of them stand first."""

    numbers: dict[int, int]
    listed: list[int]
    top: int
    tally: Tally


def article_url(article: int, claim: int | None = None, fragment: str = "", **more: object) -> str:
    """Return the address of the reviewer's page, with a claim open."""
    query = QueryDict(mutable=True)
    query.update({key: str(value) for key, value in {"claim": claim, **more}.items() if value is not None})
    address = reverse("desk:article", args=[article])
    return address + (f"?{query.urlencode()}" if query else "") + (f"#{fragment}" if fragment else "")


def claim_address(claim: Claim, fragment: str = "claim") -> str:
    """Return the address of the page on which a claim is open: the article that it was seen in last, or its own."""
    places = Appearance.objects.filter(claim=claim).order_by("-version__number", "start")
    place = places.values("version__article", "version__number").first()
    if place is None:
        return reverse("desk:claim", args=[claim.pk]) + (f"#{fragment}" if fragment != "claim" else "")
    read = ArticleVersion.objects.filter(article=place["version__article"], purpose="extraction")
    latest = read.order_by("-number").values_list("number", flat=True).first()
    number = place["version__number"] if latest not in (None, place["version__number"]) else None
    return article_url(place["version__article"], claim.pk, fragment, version=number)


def lines_of(
    article: Article, version: ArticleVersion, current: Claim | None, seen: Survey, *, now: datetime, only: bool = False
) -> list[ClaimLine]:
    """Return the article's claims as they are listed; with `only`, just the one that is open."""
    here = Appearance.objects.filter(version=version, replaced_at=None).only(
        "claim_id", "version_id", "start", "end", "spans"
    )
    rows = queries.claims_in(version).select_related("work").prefetch_related(None)
    if only:
        rows = rows.filter(pk=current.pk) if current else rows.none()
    claims = list(rows.prefetch_related(Prefetch("appearances", here)))
    public = _public([c.pk for c in claims])
    holders = {c.work.assigned_to for c in claims if c.work.assigned_to}
    names = dict(Actor.objects.filter(pk__in=holders).values_list("pk", "name")) if holders else {}
    address = article_url(article.pk)
    place = {key: at for at, key in enumerate(seen.listed)}
    claims = sorted((c for c in claims if c.pk in place), key=lambda c: place[c.pk])  # else it came this moment
    return [
        ClaimLine(
            claim=claim,
            number=seen.numbers[claim.pk],
            status=where(
                claim,
                getattr(claim, "verdict_number", None),
                claim.work,
                now=now,
                public=public.get(claim.pk, ""),
                assignee=names.get(claim.work.assigned_to, "") if claim.work.assigned_to else "",
            ),
            symbol=labels.symbol(claim, claim.work.stage),
            state=state(claim, claim.work),
            said_by=claim.speaker or (labels.speaker(claim.quote) if claim.quote else ""),
            href=f"{address}?claim={claim.pk}#claim",
            current=current is not None and claim.pk == current.pk,
            top=place[claim.pk] < seen.top,
        )
        for claim in claims
    ]


def state(claim: Claim, work: Work) -> str:
    """Return the class of a claim's mark: its rating, or what became of the suggestion."""
    left = work.stage == Stage.LEFT and claim.proposal == Proposal.PROPOSED
    return (claim.rating or ("left" if left else claim.proposal)).lower()


def written(lines: Iterable[ClaimLine]) -> SafeString:
    return mark_safe("".join(line.html for line in lines))  # each is safe


def neighbours(article: Article, claim: Claim, seen: Survey) -> tuple[NeighbourClaim | None, NeighbourClaim | None]:
    """Return the claims before and after one, as they are listed."""
    if claim.pk not in seen.numbers:
        return None, None
    at = seen.listed.index(claim.pk)

    def step(place: int) -> NeighbourClaim | None:
        if not 0 <= place < len(seen.listed):
            return None
        key = seen.listed[place]
        return NeighbourClaim(key, seen.numbers[key], article_url(article.pk, key, "claim"))

    return step(at - 1), step(at + 1)


def survey(version: ArticleVersion) -> Survey:
    """Return the order and count of an article's claims without loading them: a key press waits for this."""
    rows = (
        Appearance.objects.filter(version=version, replaced_at=None)
        .exclude(claim__proposal__in=[Proposal.SUPERSEDED, Proposal.MERGED, Proposal.SPLIT])
        .values_list(
            "claim_id", "start", "claim__score", "claim__extraction_id", "claim__proposal", "claim__work__stage"
        )
        .order_by("start", "claim_id")
    )
    last = {row[0]: row for row in rows}
    ordered = sorted(last.values(), key=lambda row: (row[1], row[0]))
    top = _top([(key, score, extraction) for key, _start, score, extraction, _proposal, _stage in ordered])
    numbers = {row[0]: number for number, row in enumerate(ordered, start=1)}
    standing = Counter(_standing(proposal, stage) for *_row, proposal, stage in ordered)
    return Survey(numbers, [*top, *(key for key in numbers if key not in top)], len(top), Tally(**standing))


def _standing(proposal: str, stage: str) -> str:
    if proposal == Proposal.REJECTED:
        return "rejected"
    return {Stage.NEW: "new", Stage.LEFT: "left"}.get(Stage(stage), "taken")


def _top(rows: Sequence[tuple[int, float, int | None]]) -> list[int]:
    """The suggestions most worth checking, whatever became of them: the order stays while people work on it."""
    if len(rows) <= TOP:
        return []
    best = sorted((row for row in rows if row[2]), key=lambda row: -row[1])
    return [key for key, _score, _extraction in best[:TOP]]


def _public(claims: Sequence[int]) -> dict[int, str]:
    """Return, for each claim that readers see or saw, what they see."""
    publications = Publication.objects.filter(claim__in=claims).order_by("claim_id", "-number").distinct("claim_id")
    found = {key: str(labels.PUBLIC[action]) for key, action in publications.values_list("claim_id", "action")}
    if found:
        for key in Correction.objects.filter(claim__in=found, closed_at=None).values_list("claim_id", flat=True):
            found[key] += f", {labels.BEING_CORRECTED}"
    return found


def where(
    claim: Claim, number: int | None, work: Work, *, now: datetime, public: labels.Words = "", assignee: str = ""
) -> str:
    """Return in one line where a claim stands and what is next: “Disputed (v2) · with the second reviewer, due 15:00”.

    `public` says whether readers see it, `assignee` is the name of the person it is assigned to.
    """
    phrases = [labels.status(claim, number)]
    if not claim.rating and claim.proposal == Proposal.PROPOSED and work.stage == Stage.LEFT:
        phrases = [str(labels.LEFT)]
    if public:
        phrases.append(str(public))
    step = str(labels.ON_ITS_WAY.get(work.stage, ""))
    if step and assignee and work.stage in (Stage.ASSIGNED, Stage.RETURNED):
        step = _("%(step)s to %(name)s") % {"step": step, "name": assignee}
    if step and work.due_at:
        step = _("%(step)s, due %(time)s") % {"step": step, "time": clock(work.due_at, now)}
    if step:
        phrases.append(step)
    if work.waiting_on and work.waiting_until and work.waiting_until > now:
        waits = {"whom": work.waiting_on, "time": clock(work.waiting_until, now)}
        phrases.append(_("waiting for %(whom)s until %(time)s") % waits)
    if work.held_because:
        phrases.append(str(_("on legal hold")))
    return " · ".join(phrases)


def clock(at: datetime, now: datetime) -> str:
    """Return a time as a person says it today: the hour, or the day and the hour."""
    here, today = timezone.localtime(at), timezone.localtime(now)
    return date_format(here, "H:i" if here.date() == today.date() else "j M Y, H:i")
