"""Claims that share a sentence: what the machine suggests inside of a claim's words, and what stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from claims.models import Appearance, Claim, Proposal, Stage
from claims.pipeline.standalone import brackets
from sources.models import ArticleVersion
from sources.spans import Span


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim and where it stands in one version; `spans` as Appearance has them."""

    claim: Claim
    start: int
    end: int
    spans: list[list[int]]


def sentence_of(version: ArticleVersion, start: int, end: int) -> Span | None:
    """Return the sentence that holds a place, or from the first to the last that it touches; None outside of all."""
    touched = version.sentences.filter(start__lt=end, end__gt=start).order_by("start").values_list("start", "end")
    places = list(touched)
    return Span.of(version.text, places[0][0], places[-1][1]) if places else None


def suggested_inside(claim: Claim, version: ArticleVersion, places: Sequence[Appearance]) -> list[PlacedClaim]:
    """Return the machine's suggestions, undecided ones, whose words lie in a claim's own: the parts it would make.

    They come in the order of the text. Nothing for a claim whose wording is the machine's own, and when there is one
    alone or one that says the whole: a cause with its effect is one claim beside the two.
    """
    within = Q()
    for place in places:
        within |= Q(start__gte=place.start, end__lte=place.end)
    if not within or claim.segments:
        return []
    found = placed_in(version).filter(
        within,
        claim__proposal=Proposal.PROPOSED,
        claim__work__stage__in=[Stage.NEW, Stage.LEFT],
        claim__work__held_because="",
        claim__extraction__version=version,
    )
    if claim.extraction_id is not None:  # claims of one extraction do not hold each other
        found = found.exclude(claim__extraction=claim.extraction_id)
    parts = _once(found.exclude(claim=claim))
    whole = [claim.wording, *(place.exact for place in places)]
    says_it_all = any(says(part.claim, words) for part in parts for words in whole)
    return parts if len(parts) > 1 and not says_it_all else []


def statements_in(claim: Claim) -> list[str]:
    """Return the statements that a claim makes where it was seen last, in words; none where the machine reads one."""
    places = claim.appearances.filter(replaced_at=None).select_related("version").defer("version__raw")
    last = places.order_by("-version__number", "start").first()
    here = [place for place in places if last is not None and place.version_id == last.version_id]
    parts = suggested_inside(claim, last.version, here) if last is not None else []
    return [part.claim.wording for part in parts] or [said["text"] for said in claim.statements]


def of_sentence(version: ArticleVersion, sentence: Span) -> list[PlacedClaim]:
    """Return the claims that stand with all of their words in a sentence, in the order of the text."""
    inside = placed_in(version).filter(start__gte=sentence.start, end__lte=sentence.end)
    return _once(inside.filter(claim__proposal__in=[Proposal.PROPOSED, Proposal.ACCEPTED]))


def says(claim: Claim, words: str) -> bool:
    """Return whether a claim's wording is these words, whatever marks and brackets either has."""
    return _letters(claim.wording) == _letters(words)


def placed_in(version: ArticleVersion) -> QuerySet[Appearance]:
    """Return the places of claims in one version that count, in the order of the text."""
    places = Appearance.objects.filter(version=version, replaced_at=None)
    return places.select_related("claim__quote", "claim__work").order_by("start", F("end").desc(), "claim_id")


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, brackets.plain(words))).casefold()


def _once(places: QuerySet[Appearance]) -> list[PlacedClaim]:
    found: dict[int, PlacedClaim] = {}
    for place in places:
        found.setdefault(place.claim_id, PlacedClaim(place.claim, place.start, place.end, place.spans))
    return list(found.values())
