"""Decide who each speaker is: one expert for all the ways an article names somebody, with the role as printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from claims.pipeline.experts import build_cast
from claims.pipeline.experts.cast import CastMember
from claims.pipeline.quotes.quotes import OPEN, STATED, QuoteFound
from claims.pipeline.speakers import roles
from claims.pipeline.speakers.mentions import Kind
from sources.spans import Span

if TYPE_CHECKING:
    from claims.pipeline.parse.parse import Parsed

ATTITUDE = "an attitude, not speech"
_NOBODY = frozenset({"it", "this", "that", "which"})
Resolved = Literal["stated", "inferred"]


@dataclass(frozen=True, slots=True)
class ExpertFound:
    """Somebody who is quoted: `name` is the fullest in the article, `title` and `affiliation` are as printed first."""

    name: str
    kind: Kind
    title: str | None
    affiliation: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said one quote: `expert` is an index into the experts, None when the article leaves it open.

    `title` and `affiliation` are those printed with this mention, else those printed before it in the article.
    `resolved` is "stated" when the words beside the quote name the speaker; `reason` says in words how it was decided.
    """

    expert: int | None
    title: str | None
    affiliation: str | None
    kind: Kind | None
    resolved: Resolved | None
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Attributed:
    """Quotes with their speakers: `attributions[i]` is that of `quotes[i]`."""

    quotes: tuple[QuoteFound, ...]
    experts: tuple[ExpertFound, ...]
    attributions: tuple[Attribution, ...]


def attribute(text: str, parsed: "Parsed", found: Sequence[QuoteFound]) -> Attributed:
    """Link every speaker to the fullest name in the article; what is unnamed or ambiguous stays so."""
    cast = build_cast.build(parsed, found)
    order: dict[int, int] = {}
    experts: list[CastMember] = []
    spans: list[set[Span]] = []
    attributions = []
    for quote in found:
        if quote.speaker is None:
            attributions.append(Attribution(None, None, None, None, None, _why(quote), quote.confidence))
            continue
        person, reason, certainty = cast.answer(quote.speaker)
        if person.name.lower() in _NOBODY:  # a body that the article named nowhere
            attributions.append(Attribution(None, None, None, None, None, _why(quote, OPEN), quote.confidence))
            continue
        if id(person) not in order:
            order[id(person)] = len(experts)
            experts.append(person)
            spans.append(set())
        number = order[id(person)]
        spans[number].add(Span.of(text, quote.speaker.start, quote.speaker.end))
        role = person.role_at(quote.speaker.start) or roles.NO_ROLE
        stated = quote.reason == STATED and reason == STATED
        why = reason if quote.reason == STATED else quote.reason if reason == STATED else f"{quote.reason}; {reason}"
        attributions.append(
            Attribution(
                number,
                role.title,
                role.affiliation,
                person.kind,
                "stated" if stated else "inferred",
                _why(quote, why),
                round(quote.confidence * certainty, 2),
            )
        )
    return Attributed(
        tuple(found),
        tuple(_expert(p, s) for p, s in zip(experts, spans, strict=True)),
        tuple(attributions),
    )


def _why(quote: QuoteFound, decided: str = "") -> str:
    """Return how the speaker was decided; an attitude says so first."""
    reason = decided or quote.reason
    return f"{ATTITUDE}; {reason}" if quote.act == "attitude" else reason


def _expert(person: CastMember, spans: set[Span]) -> ExpertFound:
    role = person.roles[0][1] if person.roles else person.called or roles.NO_ROLE
    return ExpertFound(person.name, person.kind, role.title, role.affiliation, tuple(sorted(spans)))
