"""Find the turns of a transcript: paragraphs that begin with the name of whoever speaks, in capitals."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claims.pipeline.parse.parse import Parsed, TextRange
from claims.pipeline.speakers.mentions import Mention
from sources import word_list

# Fewer named paragraphs, or none of a name that comes back, are headings or a list with labels.
MIN_TURNS, SPEAKERS = 3, 2
# "MIRA LOOM, HOST: ", "LOOM: "
_NAME = r"[A-Z][A-Z.'’-]+"
_LABEL = re.compile(rf"(?P<name>{_NAME}(?: {_NAME}){{0,3}})(?:, [^:\n.?!]{{2,60}})?:\s+(?=\S)")
_VIDEO = re.compile(r"\s*[(\[](?:BEGIN|END)\b")
_OTHER_LABEL = re.compile(r"\s*(?:[A-Z][\w.'’-]*\s?){1,5}:\s")
_DIRECTION = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")  # (LAUGHTER), [09:00:00]
_LABELS = word_list.load(Path(__file__).with_name("words") / "transcript_labels.txt")


@dataclass(frozen=True, slots=True)
class Turn:
    """The words of one turn without the label, a span for each paragraph, and the name on the label."""

    spans: tuple[tuple[int, int], ...]
    speaker: Mention

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def read(text: str, passages: Sequence[TextRange], parsed: Parsed) -> list[Turn]:
    """Return the turns of people by name; an article with fewer than three, or of one person only, has none."""
    turns = [(i, _turn(text, passages[i], parsed)) for i in sorted(set(parsed.passages))]
    found = [turn for _, turn in turns if turn is not None]
    names = Counter(turn.speaker.name.split()[-1] for turn in found)
    if len(found) < max(MIN_TURNS, len(names) + 1) or len(names) < SPEAKERS:
        return []
    return _with_paragraphs(text, passages, turns)


def _with_paragraphs(text: str, passages: Sequence[TextRange], turns: "list[tuple[int, Turn | None]]") -> list[Turn]:
    """Return the turns with their further paragraphs, up to the next name or a video; the last one has none."""
    found: list[Turn] = []
    last = max(i for i, turn in turns if turn is not None)
    speaks = False
    for i, turn in turns:
        words = text[passages[i].start : passages[i].end]
        if turn is not None:
            found.append(turn)
            speaks = i < last  # behind the last turn, nothing says where it ends
        elif _VIDEO.match(words) or _OTHER_LABEL.match(words):
            speaks = False
        elif speaks and words.strip() and not _DIRECTION.match(words):
            start = passages[i].start + len(words) - len(words.lstrip())
            found[-1] = replace(found[-1], spans=(*found[-1].spans, (start, start + len(words.strip()))))
    return found


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
    speaker = Mention(start, stop, " ".join(words), "person", sentence, tokens[-1].i)
    return Turn(((label.end(), end),), speaker)
