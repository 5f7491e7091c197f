"""Find the turns of a transcript, which begin with a name in capitals, and the answers of an interview."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from claims.pipeline.parse.parse import Parsed, TextRange
from claims.pipeline.speakers.mentions import Mention
from claims.pipeline.speakers.names import OCCUPATIONS
from sources import word_list

# Fewer named paragraphs, or none of a name that comes back, are headings or a list with labels.
MIN_TURNS, SPEAKERS = 3, 2
# "MIRA LOOM, HOST: ", "LOOM: ", "SEN. MIRA LOOM (R-LEITH): ", "LOOM (on camera): ", and in subtitles "<v Mira Loom>"
_NAME = r"[A-Z][A-Z.'’-]+"
_LABEL = re.compile(
    rf"(?P<name>{_NAME}(?: {_NAME}){{0,4}})(?: \([^()\n]{{1,30}}\))?(?:, [^:\n.?!]{{2,60}})?:\s+(?=\S)"
    r"|<v(?:\.[\w.]+)? (?P<voice>[^<>\n]{2,50})>\s*(?=\S)"
)
_VIDEO = re.compile(r"\s*[(\[](?:BEGIN|END)\b")
_OTHER_LABEL = re.compile(r"\s*(?:[A-Z][\w.'’-]*\s?){1,5}:\s")
_DIRECTION = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")  # (LAUGHTER), [09:00:00]
_WITHIN = re.compile(r"\s*(?:\([A-Z][A-Z ,'’-]{2,40}\)|\[[A-Z][A-Z ,'’-]{2,40}\])\s*")
INTERVIEWED = "inferred: the only person named before the questions of an interview"
# An interview: fewer questions are asked in any article; somebody answers as “I”, and is asked as “you”.
MIN_QUESTIONS, MIN_PERSONAL = 3, 2
_YOU, _I = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE), re.compile(r"\b(?:I|[Mm]y|me|mine)\b")
_WE = re.compile(rf"{_I.pattern}|\b(?:[Ww]e|[Oo]ur|us)\b")
_BY_NAME = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}:\s+(?=\S)")
_LABELS = word_list.load(Path(__file__).with_name("words") / "transcript_labels.txt")


@dataclass(frozen=True, slots=True)
class Turn:
    """The words of one turn without the label, a span for each paragraph, who speaks, and how that was decided."""

    spans: tuple[tuple[int, int], ...]
    speaker: Mention
    reason: str = "stated"

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
            own = _spoken(text, passages[i].start, passages[i].end)
            found[-1] = replace(found[-1], spans=(*found[-1].spans, *own))
    return found


def _turn(text: str, passage: TextRange, parsed: Parsed) -> Turn | None:
    label = _LABEL.match(text, passage.start, passage.end)
    end = passage.start + len(text[passage.start : passage.end].rstrip())
    if label is None or label.end() >= end:
        return None
    start, stop = label.span(label.lastgroup or "name")
    words = text[start:stop].split()
    if _LABELS & set(words):
        return None
    sentence = bisect_left(parsed.starts, passage.start)
    tokens = parsed.tokens(sentence, start, stop) if sentence < len(parsed) else []
    spans = _spoken(text, label.end(), end)
    if not tokens or not spans:
        return None
    while len(words) > 1 and words[0].lower() in OCCUPATIONS:
        words.pop(0)  # SEN. MIRA LOOM
    speaker = Mention(start, stop, " ".join(words), "person", sentence, tokens[-1].i)
    return Turn(spans, speaker)


def _spoken(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the spans of spoken words without what is done meanwhile: “I have it here. (LAUGHTER) It was late.”"""
    cuts = [m.span() for m in _WITHIN.finditer(text, start, end)]
    starts, ends = [start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end]
    pairs = ((a, a + len(text[a:b].rstrip())) for a, b in zip(starts, ends, strict=True) if text[a:b].strip())
    return tuple((b - len(text[a:b].lstrip()), b) for a, b in pairs)


def answers(text: str, passages: Sequence[TextRange], parsed: Parsed) -> list[Turn]:
    """Return what is answered to the questions of an interview, by the only person named before the first of them.

    The paragraph behind a question answers it; those behind that go on with it while they say “I” or “we”.
    """
    numbers = sorted(set(parsed.passages))
    words = {n: text[passages[n].start : passages[n].end].strip() for n in numbers}
    asked = [n for n in numbers if words[n].endswith("?")]
    replies = [n for before, n in pairwise(numbers) if before in asked and n not in asked]
    personal = sum(bool(_YOU.search(words[n])) for n in asked), sum(bool(_I.search(words[n])) for n in replies)
    if len(replies) < MIN_QUESTIONS or min(personal) < MIN_PERSONAL:
        return []
    speaker = _only_person_before(passages[asked[0]].start, parsed)
    return [] if speaker is None else [_answer(text, passages, words, n, speaker) for n in replies]


def _only_person_before(end: int, parsed: Parsed) -> Mention | None:
    """Return the only person who is named in full before a place of the text."""
    named: dict[str, Mention] = {}
    for i, doc in enumerate(parsed.docs):
        if doc is None or parsed.starts[i] >= end:
            continue
        for entity in (e for e in doc.ents if e.label_ == "PERSON" and len(e) > 1):
            start, stop = parsed.place(i, entity[0])[0], parsed.place(i, entity[-1])[1]
            named.setdefault(entity.text, Mention(start, stop, entity.text, "person", i, entity.root.i))
    return next(iter(named.values())) if len(named) == 1 else None


def _answer(text: str, passages: Sequence[TextRange], words: dict[int, str], first: int, speaker: Mention) -> Turn:
    spans: list[tuple[int, int]] = []
    number = first
    while number in words and not words[number].endswith("?"):
        if number > first and not _WE.search(words[number]):
            break
        start, end = passages[number].start, passages[number].end
        label = _BY_NAME.match(text, start, end) if number == first else None
        spans += _spoken(text, start if label is None else label.end(), end)
        number += 1
    return Turn(tuple(spans), speaker, INTERVIEWED)
