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
from claims.pipeline.standalone import brackets
from claims.pipeline.times.interval import WhenFound
from sources.pipeline import sentences as sentence_step
from sources.pipeline.clean.clean import Kind, PassageFound
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


@dataclass(frozen=True, slots=True)
class AssertionFound:
    """One of the things that a wording says, in words that stand alone; `speaker` is who says it in that wording."""

    text: str
    speaker: str


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
    headlines = {i for i, passage in enumerate(parsed.passages) if passages[passage].kind == Kind.HEADLINE}
    ranked = rank.rank(parsed, attributed, _alike(parsed) if embeddings else None, published_on, headlines)
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


def assertions(wording: str, *, model: str = parse.MODEL) -> tuple[AssertionFound, ...]:
    """Return what a claim's wording asserts, in its order: one is what a claim should hold.

    The wording is read as an article of its own, without its brackets; words whose antecedent it does not name count
    as printed. What the machine would propose whole, such as a cause with its effect, is one assertion. Nothing when it
    holds none, or when its language is not read. Raises OSError when the model is missing.
    """
    text = brackets.plain(wording)
    passages = [PassageFound(0, len(text), Kind.BODY, "body.prose")]
    findings = read(text, passages, sentence_step.split(text, passages), model=model)
    said = [(claim.start, claim.end, claim.text, claim.quote) for claim in findings.claims]
    said += [(p.start, p.end, text[p.start : p.end], None) for p in findings.parts if p.outcome == "ambiguous"]
    if any(_letters(brackets.plain(words)) == _letters(text) for *_place, words, _quote in said):
        return (AssertionFound(wording, ""),)
    return tuple(
        AssertionFound(brackets.kept(wording, words, ()), _speaker(findings.attributed, quote))
        for _start, _end, words, quote in sorted(said, key=lambda each: each[:2])
    )


def _speaker(attributed: Attributed, quote: int | None) -> str:
    index = attributed.attributions[quote].expert if quote is not None else None
    return attributed.experts[index].name if index is not None else ""


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()


def _alike(parsed: Parsed) -> dict[int, float]:
    """Return for each sentence that was read how likely one like it is checked."""
    read = [sentence for sentence in range(len(parsed)) if parsed.docs[sentence] is not None]
    texts = [" ".join(parsed.text[parsed.starts[i] : parsed.ends[i]].split()) for i in read]
    return dict(zip(read, neighbour_model.chances(sentence_vectors.sentences(texts)), strict=True))
