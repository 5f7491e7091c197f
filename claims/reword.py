"""Word claims anew when more is known: where nobody works on one, else as an offer that a person takes or declines."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from claims import queries
from claims.models import Appearance, Claim, Event, Outcome, Proposal, Quote, Review, Stage, Work
from claims.models.extraction import Mode, OutcomeKind
from claims.pipeline.rewording import rewording, spoken
from claims.pipeline.rewording.rewording import Meaning, Place
from claims.pipeline.standalone.wording import Segment, render
from claims.pipeline.times.interval import WhenFound
from sources.models import Article, ArticleVersion
from sources.spans import context

RELATIVE = "antecedent.relative"
STANDS = (Proposal.PROPOSED, Proposal.ACCEPTED)
NOBODY_WORKS = (Stage.NEW, Stage.LEFT, Stage.PICKED)
Rows = Sequence[Mapping[str, Any]]  # segments as they are stored
Spoken = Mapping[Place, spoken.Said]  # what words of a quotation mean, by its place in the text
Change = Callable[[Claim, tuple[Segment, ...]], tuple[Segment, ...]]


@transaction.atomic
def by_date(*, article: Article, by: UUID | None, at: datetime) -> int:
    """Put an article's date, or that nobody knows it, into its claims; return how many have another wording now.

    The caller holds the article's lock.
    """
    marked = _first_seen_in(article).filter(segments__contains=[{"why": "date"}])

    def change(claim: Claim, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        times = [WhenFound.of(time) for time in claim.times]
        return rewording.dated(segments, times, article.published_on)

    return reword(marked.values_list("pk", flat=True), change, because="date", by=by, at=at)


@transaction.atomic
def by_antecedent(
    *, version: ArticleVersion, known: Mapping[Place, Meaning], said: Spoken, by: UUID | None, at: datetime
) -> int:
    """Put what printed words mean into every claim of a text that hangs on them, and suggest what was ambiguous.

    `known` holds what a person decided by places in the text, `said` what holds for all of a quotation. Return how many
    claims have another wording or are new.
    """
    if not known and not any(said.values()):
        return 0
    change = _meant(version, known, said)
    seen = _first_seen_in(version.article).filter(appearances__version=version).exclude(segments=[])
    hanging = [
        claim.pk
        for claim in seen.select_related("quote").only(
            "segments", "offered", "quote__start", "quote__end", "quote__version"
        )
        if claim.offered or change(claim, segments := rewording.loaded(claim.segments)) != segments
    ]
    done = reword(hanging, change, because="antecedent", by=by, at=at)
    for outcome in queries.outcomes_in(version).filter(outcome=OutcomeKind.AMBIGUOUS).exclude(interpretations=[]):
        done += _suggest(outcome, version, known, by=by, at=at)
    return done


def by_relative(*, taken: Outcome, number: int, version: ArticleVersion, by: UUID | None, at: datetime) -> int:
    """Suggest the other verbs of a relative pronoun, once a person said which of the nouns it stands for.

    The end of the company, which was founded in 1911 and closed in 1950: the same noun did both. Return how many.
    """
    if taken.rule != RELATIVE:
        return 0
    nouns, done = _nouns(taken), 0
    same = Outcome.objects.filter(extraction=taken.extraction_id, sentence=taken.sentence_id, rule=RELATIVE)
    for outcome in same.exclude(pk=taken.pk).order_by("start"):
        if _nouns(outcome) == nouns:
            sense = outcome.interpretations[number]
            segments = rewording.chosen(rewording.loaded(sense["segments"]))
            done += _suggest_as(outcome, version, sense, segments, by=by, at=at)
    return done


def _nouns(outcome: Outcome) -> list[tuple[int, int]]:
    return [(sense["rests_on"][0]["start"], sense["rests_on"][0]["end"]) for sense in outcome.interpretations]


def by_correction(*, before: Claim, segments: Rows, by: UUID | None, at: datetime) -> int:
    """Let other claims of a text follow where a claim's brackets say something else than `before`."""
    if not before.segments or not segments:
        return 0
    now, then = rewording.loaded(segments), rewording.loaded(before.segments)
    place = before.appearances.order_by("pk").values("version")[:1]
    version = ArticleVersion.objects.select_related("article").defer("raw").get(pk__in=place)
    said = said_in(before.quote, version, spoken.decisions(now, then))
    return by_antecedent(version=version, known=rewording.meanings(now, then), said=said, by=by, at=at)


def by_decisions(*, version: ArticleVersion, at: datetime) -> int:
    """Put what people decided that words mean into what a later extraction found in the same text."""
    known: dict[Place, Meaning] = {}
    for claim in _decided(version):
        known |= rewording.meanings(rewording.loaded(claim.segments))
    return by_antecedent(version=version, known=known, said=_said_before(version), by=None, at=at)


def as_said(*, claim: Claim, version: ArticleVersion) -> tuple[Segment, ...]:
    """Return the segments of a claim, not yet stored, with what was decided before for others of its quotation."""
    return _meant(version, {}, _said_before(version))(claim, rewording.loaded(claim.segments))


def _said_before(version: ArticleVersion) -> Spoken:
    said: dict[Place, spoken.Said] = {}
    for claim in _decided(version):
        words = spoken.decisions(rewording.loaded(claim.segments))
        for place, meant in said_in(claim.quote, version, words).items():
            said[place] = {**said.get(place, {}), **meant}
    return said


def _decided(version: ArticleVersion) -> QuerySet[Claim]:
    here = Appearance.objects.filter(version=version).values("claim")
    decided = _first_seen_in(version.article).filter(pk__in=here, proposal__in=STANDS)
    return decided.filter(segments__contains=[{"by_person": True}]).select_related("quote").order_by("pk")


def said_in(quote: Quote | None, version: ArticleVersion, words: spoken.Said) -> Spoken:
    """Return what words mean in a quotation of a version; nothing where it is in none."""
    return {(quote.start, quote.end): words} if quote is not None and quote.version_id == version.pk else {}


def _meant(version: ArticleVersion, known: Mapping[Place, Meaning], said: Spoken) -> Change:
    def change(claim: Claim, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        quote = claim.quote if claim.quote is not None and claim.quote.version_id == version.pk else None
        words = said.get((quote.start, quote.end), {}) if quote is not None else {}
        return spoken.settled(rewording.settled(segments, known), words)

    return change


def reword(claims: Iterable[int], change: Change, *, because: str, by: UUID | None, at: datetime) -> int:
    """Let claims say what `change` makes of their segments, or offer it; return how many have another wording now.

    A claim on which somebody works, that a person confirmed, or for which a person decided otherwise gets the offer. A
    person's own words have no segments and stay as they are.
    """
    keys = sorted(set(claims))
    locked = {work.pk: work for work in _locked(keys)}
    done = 0
    standing = Claim.objects.filter(pk__in=keys, proposal__in=STANDS).exclude(segments=[])
    for claim in standing.select_related("quote").order_by("pk"):
        present = rewording.loaded(claim.segments)
        base = rewording.loaded(claim.offered) if claim.offered else present
        now = change(claim, base)
        if now == base:
            continue
        if is_free(claim, locked[claim.pk]) and not rewording.overrules(now, present):
            done += _put(claim, now, because=because, by=by, at=at)
        else:
            _offer(claim, () if now == present else now, because=because, by=by, at=at)
    return done


def offered_wording(claim: Claim) -> str:
    """Return the wording that is offered for a claim; empty when none is."""
    return render(rewording.loaded(claim.offered))


def is_free(claim: Claim, work: Work) -> bool:
    """Return whether nobody works on a claim, so that the machine may still word it."""
    if work.stage not in NOBODY_WORKS or work.held_because or claim.confirmed_at is not None or claim.rating:
        return False
    return not Review.objects.filter(claim=claim, closed_at=None).exists() and not claim.verdicts.exists()


def _suggest(
    outcome: Outcome, version: ArticleVersion, known: Mapping[Place, Meaning], *, by: UUID | None, at: datetime
) -> int:
    """Suggest the one thing that an ambiguous part can still mean; return how many suggestions that makes."""
    read = [rewording.loaded(sense.get("segments", [])) for sense in outcome.interpretations]
    if not all(rewording.hangs_on(segments, known) for segments in read):
        return 0
    settled = [rewording.settled(segments, known) for segments in read]
    agreeing = [now for now, before in zip(settled, read, strict=True) if render(now) == render(before)] or settled
    meant = {render(segments): segments for segments in agreeing}
    if len(meant) != 1:
        return 0
    (segments,) = meant.values()
    return _suggest_as(outcome, version, outcome.interpretations[0], segments, by=by, at=at)


def _suggest_as(
    outcome: Outcome,
    version: ArticleVersion,
    sense: Mapping[str, Any],
    segments: tuple[Segment, ...],
    *,
    by: UUID | None,
    at: datetime,
) -> int:
    claim = interpretation_claim(outcome, sense, segments)
    place = interpretation_place(outcome, version, segments)
    taken = Appearance.objects.filter(version=version, start=place.start, end=place.end, spans=place.spans)
    if taken.exclude(claim__proposal=Proposal.SUPERSEDED).exists():
        return 0
    claim.extraction, claim.score = outcome.extraction, outcome.score
    claim.reasons = ["a person said what it points to"]
    claim.created_at = at
    claim.save()
    place.claim = claim
    place.save()
    _record(Event.Verb.CLAIM_SUGGESTED, claim, claim.wording, because="antecedent", by=by, at=at)
    return 1


def interpretation_claim(outcome: Outcome, sense: Mapping[str, Any], segments: tuple[Segment, ...]) -> Claim:
    """Return a claim, not yet stored, of what an ambiguous part means: its words, their date, whose they are."""
    segments = _dated(sense, segments, outcome.extraction.version.article.published_on)
    said_in = Quote.objects.filter(
        extraction=outcome.extraction_id, start__lte=outcome.start, end__gte=outcome.end
    ).order_by("-start", "end")
    return Claim(
        wording=render(segments) or sense["text"],
        segments=rewording.stored(segments),
        type=sense["type"],
        times=sense["times"],
        amounts=sense["amounts"],
        quote=said_in.first() if outcome.mode == Mode.QUOTED else None,
    )


def interpretation_wording(sense: Mapping[str, Any], published_on: date | None) -> str:
    """Return what an ambiguous part may mean, in words, with the article's date as it is known now."""
    return render(_dated(sense, rewording.loaded(sense.get("segments", [])), published_on)) or str(sense["text"])


def _dated(sense: Mapping[str, Any], segments: tuple[Segment, ...], published_on: date | None) -> tuple[Segment, ...]:
    times = [WhenFound.of(time) for time in sense["times"]] if segments else []
    return rewording.dated(segments, times, published_on)


def interpretation_place(outcome: Outcome, version: ArticleVersion, segments: tuple[Segment, ...]) -> Appearance:
    """Return the place of an ambiguous part, not yet stored."""
    prefix, suffix = context(version.text, outcome.start, outcome.end)
    return Appearance(
        version=version,
        start=outcome.start,
        end=outcome.end,
        exact=version.text[outcome.start : outcome.end],
        spans=[list(span) for span in rewording.spans(segments, version.text)],
        prefix=prefix,
        suffix=suffix,
    )


def _locked(keys: list[int]) -> list[Work]:
    """Lock claims, then their work, by id as everywhere."""
    list(Claim.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    return list(Work.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _put(claim: Claim, segments: tuple[Segment, ...], *, because: str, by: UUID | None, at: datetime) -> int:
    before, wording = claim.wording, render(segments)
    Claim.objects.filter(pk=claim.pk).update(wording=wording, segments=rewording.stored(segments), offered=[])
    if wording == before:
        return 0
    Work.objects.filter(pk=claim.pk).update(changed_at=at)  # who has the old words before them comes too late
    _record(Event.Verb.CLAIM_REWORDED, claim, wording, because=because, by=by, at=at)
    return 1


def _offer(claim: Claim, segments: tuple[Segment, ...], *, because: str, by: UUID | None, at: datetime) -> None:
    declined = Event.objects.filter(verb=Event.Verb.CLAIM_OFFER_DECLINED, claim=claim.pk)
    if segments and declined.filter(data__wording=render(segments)).exists():
        segments = ()
    Claim.objects.filter(pk=claim.pk).update(offered=rewording.stored(segments))
    if segments:
        _record(Event.Verb.CLAIM_WORDING_OFFERED, claim, render(segments), because=because, by=by, at=at)


def _record(verb: Event.Verb, claim: Claim, wording: str, *, because: str, by: UUID | None, at: datetime) -> None:
    data = {"before": claim.wording, "after": wording, "because": because}
    Event.objects.create(verb=verb, actor=by, claim=claim.pk, data=data, created_at=at)


def _first_seen_in(article: Article) -> QuerySet[Claim]:
    first = Appearance.objects.filter(claim=OuterRef("pk")).order_by("pk").values("version__article")[:1]
    seen = Claim.objects.filter(pk__in=Appearance.objects.filter(version__article=article).values("claim"))
    return seen.annotate(first_article=Subquery(first)).filter(first_article=article.pk)
