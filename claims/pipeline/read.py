"""Read an article: its grammar, who is quoted with what, and what in it can be checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.pipeline.amounts.amount import AmountFound
from claims.pipeline.experts import experts
from claims.pipeline.experts.experts import Attributed
from claims.pipeline.parse import parse
from claims.pipeline.parse.parse import Parsed, TextRange
from claims.pipeline.quotes import quotes
from claims.pipeline.rank import neighbour_model, rank, sentence_vectors
from claims.pipeline.rank.rank import ClaimFound, PartFound
from claims.pipeline.split import parts
from claims.pipeline.times.interval import WhenFound
from sources.pipeline.clean.clean import PassageFound
from sources.pipeline.sentences import SentenceFound


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that one extraction proposes for a text; all places are code points of that text.

    `attributed` holds the quotes, the experts and who said what; `parts` judge every part of every sentence in order;
    `claims` come with the most worth checking first, their `quote` is an index into `attributed.quotes`.
    """

    attributed: Attributed
    parts: tuple[PartFound, ...]
    claims: tuple[ClaimFound, ...]


def read(
    text: str,
    passages: Sequence[PassageFound],
    sentences: Sequence[SentenceFound],
    *,
    model: str = parse.MODEL,
    embeddings: bool = False,
    published_on: date | None = None,
) -> Findings:
    """Take an article's sentences from the parse to ranked claims; raise OSError when a model is missing.

    `published_on` is the day of the article, which tells what "on Monday" means in a claim's words.
    With `embeddings` claims are ranked by what their sentence is about as well; what is found stays the same.
    """
    parsed = parse.parse(text, passages, sentences, model=model)
    attributed = experts.attribute(text, parsed, quotes.find(text, passages, parsed))
    ranked = rank.rank(parsed, attributed, _alike(parsed) if embeddings else None, published_on)
    return Findings(attributed, ranked.parts, ranked.claims)


def times_and_amounts(
    text: str,
    passages: Sequence[TextRange],
    sentences: Sequence[TextRange],
    start: int,
    end: int,
    *,
    model: str = parse.MODEL,
) -> tuple[tuple[WhenFound, ...], tuple[AmountFound, ...]]:
    """Find when and how much words say that a person selected at `start`–`end`, as it is found for the machine's own.

    Only the sentences that the words touch are parsed; words outside of every sentence say nothing. Raises OSError when
    the model is missing.
    """
    touched = [i for i, sentence in enumerate(sentences) if sentence.start < end and sentence.end > start]
    parsed = parse.parse(text, passages, sentences, model=model, only=frozenset(touched))
    times: list[WhenFound] = []
    amounts: list[AmountFound] = []
    for sentence in touched:
        if (part := parts.selected(parsed, sentence, start, end)) is not None:
            when, how_much = rank.times_and_amounts(parsed, part)
            times += when
            amounts += how_much
    return tuple(times), tuple(amounts)


def _alike(parsed: Parsed) -> dict[int, float]:
    """Return for each sentence that was read how likely one like it is checked."""
    read = [sentence for sentence in range(len(parsed)) if parsed.docs[sentence] is not None]
    texts = [" ".join(parsed.text[parsed.starts[i] : parsed.ends[i]].split()) for i in read]
    return dict(zip(read, neighbour_model.chances(sentence_vectors.sentences(texts)), strict=True))
