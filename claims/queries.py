"""What can be asked about claims. Lists never load a version's bytes or text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from claims.models import Appearance, Claim, Evidence, Extraction, Outcome, Proposal, Quote, Verdict
from sources.models import ArticleVersion, Fetch


def claims_for_desk() -> QuerySet[Claim]:
    """Every claim but those that a later reading replaced, with speaker, role and places; best first.

    `pieces` counts its evidence, `verdict_number` is that of the verdict that stands (None without one).
    """
    places = Appearance.objects.select_related("version__article__publisher").defer("version__raw", "version__text")
    return (
        Claim.objects.exclude(proposal=Proposal.SUPERSEDED)
        .select_related("quote__expert", "quote__role")
        .prefetch_related(Prefetch("appearances", places))
        .annotate(
            pieces=Count("evidence", filter=Q(evidence__withdrawn_at=None)),
            verdict_number=Subquery(
                Verdict.objects.filter(claim=OuterRef("pk")).order_by("-number").values("number")[:1]
            ),
        )
        .order_by("-score", "id")
    )


def claims_in(version: ArticleVersion) -> QuerySet[Claim]:
    """The claims seen in one version, in reading order."""
    return (
        claims_for_desk()
        .filter(appearances__version=version)
        .annotate(at=Max("appearances__start", filter=Q(appearances__version=version)))
        .order_by("at", "id")
    )


def quotes_in(version: ArticleVersion) -> QuerySet[Quote]:
    """Who said what in one version, in reading order, from the latest reading."""
    return version.quotes.filter(superseded_at=None).select_related("expert", "role").order_by("start", "id")


def latest_reading(version: ArticleVersion) -> Extraction | None:
    """The reading whose outcomes stand; None while the first one runs."""
    return version.extractions.filter(failed=False).exclude(finished_at=None).order_by("-finished_at", "-id").first()


def outcomes_in(version: ArticleVersion) -> QuerySet[Outcome]:
    """What each part of each sentence was taken for, in reading order."""
    reading = latest_reading(version)
    return Outcome.objects.filter(extraction=reading).order_by("start", "id") if reading else Outcome.objects.none()


def reading_state(version: ArticleVersion | None) -> str:
    """Say how far the machine is with an article: waiting, failed or done."""
    newest = version.extractions.order_by("-id").first() if version else None
    return newest.state if newest else "waiting"


def standing_evidence(claim: Claim) -> QuerySet[Evidence]:
    """What counts for a claim now."""
    return claim.evidence.filter(withdrawn_at=None).select_related("fetch", "upload").defer("fetch__raw", "upload__raw")


class ClaimRow(NamedTuple):
    """A claim as the first table prints it."""

    text: str
    speaker: str
    type: str
    place: str


def claims_table(articles: Iterable[int]) -> list[ClaimRow]:
    """Return the claims of the latest versions of these articles, in reading order, for a person to look over."""
    rows = []
    for version in (
        ArticleVersion.objects.filter(article__in=list(articles), purpose="reading")
        .order_by("article", "-number")
        .distinct("article")
        .select_related("article")
        .defer("raw")
    ):
        for claim in claims_in(version):
            start = min(a.start for a in claim.appearances.all() if a.version_id == version.pk)
            line = version.text.count("\n", 0, start) + 1
            quote = claim.quote
            speaker = quote.expert.name if quote and quote.expert else ""
            headline = str(version.article)
            rows.append(ClaimRow(claim.wording, speaker, claim.get_type_display(), f"{headline[:40]}, line {line}"))
    return rows


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for people, and for machines."""

    to_decide: int
    to_rate: int
    rated: int
    reading: int
    failed: int


def what_waits() -> Waiting:
    """Count what waits, for the start page: five counts, each on an index or a small set."""
    by_stage = Claim.objects.aggregate(
        to_decide=Count("pk", filter=Q(proposal=Proposal.PROPOSED)),
        to_rate=Count("pk", filter=Q(proposal=Proposal.ACCEPTED, rating="")),
        rated=Count("pk", filter=~Q(rating="")),
    )
    return Waiting(
        **by_stage,
        reading=Fetch.objects.filter(finished_at=None).count() + Extraction.objects.filter(finished_at=None).count(),
        failed=Fetch.objects.filter(outcome="refused").count() + Extraction.objects.filter(failed=True).count(),
    )
