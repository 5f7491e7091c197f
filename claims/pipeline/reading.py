"""Read an article: its grammar, who is quoted with what, and what in it can be checked."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.pipeline import detect, embed, experts, likeness, parse, quotes
from claims.pipeline.detect import ClaimFound, PartFound
from claims.pipeline.experts import Attributed
from claims.pipeline.parse import Parsed
from sources.pipeline.clean import PassageFound
from sources.pipeline.sentences import SentenceFound


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the machine proposes for one text; all places are code points of that text.

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
) -> Reading:
    """Take an article's sentences through quotes, experts and detect; raise OSError when a model is missing.

    With `embeddings` claims are ranked by what their sentence is about as well; what is found stays the same.
    """
    parsed = parse.parse(text, passages, sentences, model=model)
    attributed = experts.attribute(text, parsed, quotes.find(text, passages, parsed))
    detected = detect.detect(parsed, attributed, _alike(parsed) if embeddings else None)
    return Reading(attributed, detected.parts, detected.claims)


def _alike(parsed: Parsed) -> dict[int, float]:
    """Say of each sentence that was read how likely one about the same is checked."""
    read = [sentence for sentence in range(len(parsed)) if parsed.docs[sentence] is not None]
    texts = [" ".join(parsed.text[parsed.starts[i] : parsed.ends[i]].split()) for i in read]
    return dict(zip(read, likeness.chances(embed.sentences(texts)), strict=True))
