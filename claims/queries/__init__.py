"""What can be asked about claims. Lists never load a version's bytes or text; `blind` says who sees which review."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Lookup,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Substr

from claims.models import (
    Appearance,
    Claim,
    Evidence,
    Extraction,
    Outcome,
    Plan,
    Proposal,
    Quote,
    Verdict,
)
from claims.pipeline.times.interval import Interval, WhenFound, resolve
from claims.queries.blind import ALL_ARE_IN, fetches_seen_by
from claims.queries.places import judged_at
from sources.models import Article, ArticleVersion, Fetch, Passage
from sources.models.article import Purpose


def claims_for_desk() -> QuerySet[Claim]:
    """Return every claim but those that a later extraction replaced, best first."""
    return claims_of_any_time().exclude(proposal=Proposal.SUPERSEDED)


def claims_of_any_time() -> QuerySet[Claim]:
    """Return every claim with speaker, role and places, best first.

    `evidence_count` is zero while blind reviewers add theirs; `verdict_number` is that of the verdict that stands (None
    without one).
    """
    shared = ~Q(work__plan=Plan.BLIND, work__fully_blind=True) | Q(work__stage__in=ALL_ARE_IN)
    places = Appearance.objects.filter(replaced_at=None).select_related("version__article__publisher")
    places = places.defer("version__raw", "version__text")
    return (
        Claim.objects.select_related("work__desk", "quote__expert", "quote__role")
        .prefetch_related(Prefetch("appearances", places))
        .annotate(
            evidence_count=Count("evidence", filter=shared & Q(evidence__withdrawn_at=None)),
            verdict_number=Subquery(
                Verdict.objects.filter(claim=OuterRef("pk")).order_by("-number").values("number")[:1]
            ),
        )
        .order_by("-score", "id")
    )


def times_of(claim: Claim) -> list[tuple[WhenFound, Interval | None]]:
    """Return a claim's words of time, each with the days it means given the date of its article.

    The claim comes from `claims_of_any_time`. Days that rest on the article's date are a suggestion: nobody stated
    them.
    """
    place = next(iter(claim.appearances.all()), None)  # places in other versions were added later
    published_on = place.version.article.published_on if place else None
    found = [WhenFound.of(stored) for stored in claim.times]
    return [(when, resolve(when, published_on)) for when in found]


def claims_in(version: ArticleVersion) -> QuerySet[Claim]:
    """Return the claims seen in one version, in the order of the text."""
    return (
        claims_for_desk()
        .filter(appearances__version=version, appearances__replaced_at=None)
        .exclude(proposal__in=[Proposal.MERGED, Proposal.SPLIT])
        .annotate(at=Max("appearances__start", filter=Q(appearances__version=version, appearances__replaced_at=None)))
        .order_by("at", "id")
    )


def quotes_in(version: ArticleVersion) -> QuerySet[Quote]:
    """Return the quotes of one version from its latest extraction, in the order of the text."""
    return version.quotes.filter(superseded_at=None).select_related("expert", "role").order_by("start", "id")


def latest_extraction(version: ArticleVersion) -> Extraction | None:
    """Return the extraction whose outcomes stand; None while the first one runs."""
    return version.extractions.filter(failed=False).exclude(finished_at=None).order_by("-finished_at", "-id").first()


def outcomes_in(version: ArticleVersion) -> QuerySet[Outcome]:
    """Return what each part of each sentence was taken for, in the order of the text."""
    extraction = latest_extraction(version)
    return (
        Outcome.objects.filter(extraction=extraction).order_by("start", "id") if extraction else Outcome.objects.none()
    )


def extraction_state(version: ArticleVersion | None) -> str:
    """Return how far the machine is with an article: waiting, failed or done."""
    newest = version.extractions.order_by("-id").first() if version else None
    return newest.state if newest else "waiting"


def standing_evidence(claim: Claim) -> QuerySet[Evidence]:
    """Return the evidence of a claim that was not withdrawn."""
    return claim.evidence.filter(withdrawn_at=None).select_related("fetch", "upload").defer("fetch__raw", "upload__raw")


def shortened(headline: str, most: int = 40) -> str:
    """Cut a headline at a word, so that a table stays a table."""
    return headline if len(headline) <= most else headline[: most + 1].rsplit(" ", 1)[0].rstrip(" ,:;") + " …"


class ClaimRow(NamedTuple):
    """A claim as the first table prints it."""

    text: str
    speaker: str
    type: str
    place: str


def claims_table(articles: Iterable[int]) -> list[ClaimRow]:
    """Return the claims of the latest versions of these articles, in the order of the texts."""
    rows = []
    for version in (
        ArticleVersion.objects.filter(article__in=list(articles), purpose="extraction")
        .order_by("article_id", "-number")
        .distinct("article_id")
        .select_related("article")
        .defer("raw")
    ):
        for claim in claims_in(version):
            place = judged_at(claim, (a for a in claim.appearances.all() if a.version_id == version.pk))
            line = version.text.count("\n", 0, place.start if place is not None else 0) + 1
            quote = claim.quote
            speaker = quote.expert.name if quote and quote.expert else ""
            headline = str(version.article)
            rows.append(
                ClaimRow(claim.wording, speaker, claim.get_type_display(), f"{shortened(headline)}, line {line}")
            )
    return rows


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for people, and for machines."""

    to_decide: int
    to_rate: int
    rated: int
    in_progress: int
    failed: int


def failed_arrivals(viewer: UUID | None) -> QuerySet[Fetch]:
    """Return the arrivals that a job had to give up, without those that were refused in their sender's presence."""
    return fetches_seen_by(viewer).filter(outcome="refused", attempts__gt=0).defer("raw")


def what_waits(viewer: UUID | None) -> Waiting:
    """Count what waits, for the start page: five counts, each on an index or a small set."""
    by_stage = Claim.objects.aggregate(
        to_decide=Count("pk", filter=Q(proposal=Proposal.PROPOSED)),
        to_rate=Count("pk", filter=Q(proposal=Proposal.ACCEPTED, rating="")),
        rated=Count("pk", filter=~Q(rating="")),
    )
    arriving = fetches_seen_by(viewer).filter(finished_at=None)
    return Waiting(
        **by_stage,
        in_progress=arriving.count() + Extraction.objects.filter(finished_at=None).count(),
        failed=failed_arrivals(viewer).count() + Extraction.objects.filter(failed=True).count(),
    )


class ArticleState(TextChoices):
    """How far an article is: what somebody who sent it waits for."""

    WAITING = "waiting", "waiting to be processed"
    DONE = "done", "processed"
    FAILED = "failed", "could not be processed"
    REFUSED = "refused", "could not be taken in"
    EVIDENCE = "evidence", "kept as evidence only"


def articles_with_state() -> QuerySet[Article]:
    """Return every article with its `state` and the `version_number` of its latest version (None: none yet)."""
    versions = ArticleVersion.objects.filter(article=OuterRef("pk"), purpose=Purpose.EXTRACTION).order_by("-number")
    kept = ArticleVersion.objects.filter(article=OuterRef("pk"), purpose=Purpose.EVIDENCE)
    arriving = Fetch.objects.filter(article=OuterRef("pk"), purpose=Purpose.EXTRACTION, finished_at=None)
    extractions = Extraction.objects.filter(version=OuterRef("version_id")).order_by("-id")
    return (
        Article.objects.annotate(
            version_id=Subquery(versions.values("pk")[:1]),
            version_number=Subquery(versions.values("number")[:1]),
            failed=Subquery(extractions.values("failed")[:1]),
            read_at=Subquery(extractions.values("finished_at")[:1]),
            arriving=Exists(arriving),
            kept=Exists(kept),
        )
        .annotate(
            state=Case(
                When(arriving=True, then=Value(ArticleState.WAITING)),
                When(version_id=None, kept=True, then=Value(ArticleState.EVIDENCE)),
                When(version_id=None, then=Value(ArticleState.REFUSED)),
                When(failed=True, then=Value(ArticleState.FAILED)),
                When(read_at__isnull=False, then=Value(ArticleState.DONE)),
                default=Value(ArticleState.WAITING),
            )
        )
        .select_related("publisher")
    )


def quotes_standing() -> QuerySet[Quote]:
    """Return the quotes of the latest extraction of each version."""
    return quotes_of_any_time().filter(superseded_at=None)


def quotes_of_any_time() -> QuerySet[Quote]:
    """Return all quotes, also of extractions that were replaced: claims that people worked on may rest on them."""
    return Quote.objects.select_related("version", "expert", "role").defer("version__raw", "version__text")


def verdicts_that_stand() -> QuerySet[Verdict]:
    """Return the latest verdict of each claim, without its payload."""
    latest = Verdict.objects.order_by("claim_id", "-number").distinct("claim_id")
    return latest.select_related("review").defer("payload")


def claims_with_outcome(kind: str) -> Q:
    """Narrow claims to those whose words share a code point with a sentence part that was taken for `kind`."""
    parts = Outcome.objects.filter(
        outcome=kind, extraction=OuterRef("claim__extraction"), start__lt=OuterRef("end"), end__gt=OuterRef("start")
    )
    return Q(pk__in=Appearance.objects.filter(Exists(parts)).values("claim"))


class Holds(Lookup):
    """Match texts that contain these words, in any case: ILIKE uses the trigram index, UPPER(…) does not."""

    lookup_name = "holds"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        left, values = self.process_lhs(compiler, connection)
        words = str(self.rhs).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return f"{left} ILIKE %s", [*values, f"%{words}%"]


TextField.register_lookup(Holds)
CharField.register_lookup(Holds)


def holding(claims: QuerySet[Claim], words: str) -> QuerySet[Claim]:
    """Narrow claims to those whose wording, or whose speaker's name, holds these words."""
    words = words.replace("\0", "").strip()
    return claims.filter(Q(wording__holds=words) | Q(quote__expert__name__holds=words)) if words else claims


def outcomes_with_words() -> QuerySet[Outcome]:
    """Return every outcome, latest extraction first, with its `words` cut out by the database."""
    return (
        Outcome.objects.select_related("extraction__version__article", "sentence")
        .defer("extraction__version__raw", "extraction__version__text")
        .annotate(words=Substr("extraction__version__text", F("start") + 1, F("end") - F("start")))
        .order_by("-extraction_id", "start", "id")
    )


def articles_with_claims() -> QuerySet[Article]:
    """Return the articles that are searched for claims, newest first, each with its `state`.

    `claim_count` leaves out what is no claim; `ai`: its latest version declares itself AI-generated.
    """
    seen = (
        Appearance.objects.filter(version=OuterRef("version_id"), claim__proposal__in=["proposed", "accepted"])
        .order_by()
        .values("version")
        .annotate(found=Count("claim", distinct=True))
        .values("found")
    )
    declared = Passage.objects.filter(version=OuterRef("version_id")).exclude(digital_source_type="")
    articles = articles_with_state().exclude(Q(state=ArticleState.EVIDENCE) | Q(state=ArticleState.REFUSED))
    return articles.annotate(claim_count=Coalesce(Subquery(seen), Value(0)), ai=Exists(declared))
