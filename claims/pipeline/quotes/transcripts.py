"""Find the turns of a transcript: paragraphs that begin with the name of whoever speaks, in capitals."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.pipeline.parse.parse import Parsed, TextRange
from claims.pipeline.speakers.mentions import Mention
from sources import word_list

# Fewer named paragraphs, or none of a name that comes back, are headings or a list with labels.
MIN_TURNS, SPEAKERS = 3, 2
# "MIRA LOOM, HOST: ", "LOOM: "
_NAME = r"[A-Z][A-Z.'’-]+"
_LABEL = re.compile(rf"(?P<name>{_NAME}(?: {_NAME}){{0,3}})(?:, [^:\n.?!]{{2,60}})?:\s+(?=\S)")
_LABELS = word_list.load(Path(__file__).with_name("words") / "transcript_labels.txt")


@dataclass(frozen=True, slots=True)
class Turn:
    """The words of one turn at `start`–`end` without the label, and the name on the label."""

    start: int
    end: int
    speaker: Mention


def read(text: str, passages: Sequence[TextRange], parsed: Parsed) -> list[Turn]:
    """Return the turns of people by name; an article with fewer than three, or of one person only, has none."""
    found = [turn for i in sorted(set(parsed.passages)) if (turn := _turn(text, passages[i], parsed)) is not None]
    names = Counter(turn.speaker.name.split()[-1] for turn in found)
    return found if len(found) >= max(MIN_TURNS, len(names) + 1) and len(names) >= SPEAKERS else []


def _turn(text: str, passage: TextRange, parsed: Parsed) -> Turn | None:
    label = _LABEL.match(text, passage.start, passage.end)
    end = passage.start + len(text[passage.start : passage.end].rstrip())
    if label is None or label.end() >= end:
        return None
    words = label["name"].split()
    if _LABELS & set(words):
        return None
    sentence = bisect_left(parsed.starts, passage.start)
    tokens = parsed.tokens(sentence, *label.span("name")) if sentence < len(parsed) else []
    if not tokens:
        return None
    start, stop = label.span("name")
    return Turn(label.end(), end, Mention(start, stop, " ".join(words), "person", sentence, tokens[-1].i))
