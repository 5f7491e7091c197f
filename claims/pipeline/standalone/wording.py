"""A claim's wording as data: the printed words it keeps, and each change that makes it stand alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from claims.pipeline.parse.parse import Parsed
from claims.pipeline.split.part import Carried, Part
from sources.spans import Span

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

Why = Literal[
    "printed",  # the words as they stand in the article
    "left_out",  # printed words that say something else, or nothing here
    "capital",  # the first letter
    "carried",  # words of the same sentence that hold for this claim as well: its subject, object, time
    "antecedent",  # what a pronoun or "this scheme" means
    "speaker",  # who "I" and "we" are
    "addressee",  # who "you" is
    "date",  # which day "on Monday" was, or that nobody knows
]
_BESIDE = frozenset({"date", "speaker", "addressee"})  # "on Monday [5 March 2024]", "we [Ada Brink speaking]"
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_CLOSING = frozenset({",", ";", ":", ".", ")", "]"})
_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_UNIT_AND_STOP = re.compile(r"\d(?:m|bn|tn|k|km|kg|cm|mm|pc|p)\.$")
_LEADING_CONNECTORS = re.compile(
    r"(?:(?:(?:but|and),?|(?:so|yet|however|moreover|also|in addition|meanwhile|still|nevertheless),)\s)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a wording: `text` stands there for the article's words at `start`–`end` (code points).

    Printed words are their own text. Words that were added stand in square brackets, in place of printed ones or, with
    `start == end`, between two. `rests_on` are the printed words that an addition was taken from; an addition that is
    not `certain` is offered, never shown as the machine's answer. `by_person`: a person said so.
    """

    start: int
    end: int
    text: str
    why: Why
    certain: bool = True
    rests_on: tuple[Span, ...] = ()
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a claim and the segments that they are rendered from, which tile the claim's place."""

    text: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Words to stand at `start`–`end` (code points of the sentence) of a part, brackets included."""

    start: int
    end: int
    text: str
    why: Why
    certain: bool = True
    rests_on: tuple[Span, ...] = ()


def render(segments: Sequence[Segment]) -> str:
    """Return the words of a wording: its segments in order, white space as single blanks.

    The database renders them in the same way (claims/gates/wording.sql).
    """
    return _SPACE.sub(" ", "".join(segment.text for segment in segments)).strip(" ")


def write(parsed: Parsed, part: Part, changes: Sequence[Change]) -> Wording:
    """Put a part's printed words, what it carries from its sentence, and the changes to them into one wording.

    A change inside of words that are carried is made there, without brackets of its own. Of two changes at one place
    the first in the text is kept.
    """
    base = parsed.starts[part.sentence]
    segments = [
        Segment(base + s.start, base + s.end, s.text, s.why, s.certain, s.rests_on)
        for s in _laid_out(parsed, part, changes)
    ]
    if part.mode != "quoted":
        segments = _without_connectors(segments)
    if _is_result(part):
        segments = _without_first(segments, len(part.tokens[0]))
    segments = _with_capital(_without_stop(segments))
    return Wording(render(segments), tuple(segments))


def _laid_out(parsed: Parsed, part: Part, changes: Sequence[Change]) -> "Iterator[Segment]":
    """Yield the segments of a part by places in its sentence."""
    words = parsed.text[parsed.starts[part.sentence] : parsed.ends[part.sentence]]
    before: Token | None = None
    ordered = _ordered(part, changes)
    for first, last in _runs(part.tokens, part.carried):
        start, end = part.tokens[first].idx, _end(part.tokens[last - 1])
        glue = ""
        if before is not None:
            gap = words[_end(before) : start]
            adjacent = part.tokens[first].i == before.i + 1 or not gap.strip()
            glue = gap if adjacent else "" if part.tokens[first].text in _CLOSING else " "
            if gap or not adjacent:
                yield Segment(_end(before), start, glue, "printed" if adjacent else "left_out")
        for carried in (c for c in part.carried if c.at == first):
            segments = list(_carried(parsed, part.sentence, carried, start, ordered))
            yield from segments
            if glue.strip() == "":
                yield Segment(start, start, " ", "carried")
        yield from _changed(words, start, end, [c for c in ordered if start <= c.start and c.end <= end])
        before = part.tokens[last - 1]
    at = _end(part.tokens[-1])
    for carried in (c for c in part.carried if c.at >= len(part.tokens)):
        yield Segment(at, at, " ", "carried")
        yield from _carried(parsed, part.sentence, carried, at, ordered)


def _ordered(part: Part, changes: Sequence[Change]) -> list[Change]:
    """Return the changes by their places; a word that is replaced has no first letter to be made small."""
    replaced = {change.start for change in changes if change.end > change.start}
    small = (change for change in _lower_case(part) if change.start not in replaced)
    return sorted([*changes, *small], key=lambda change: (change.start, change.end))


def _lower_case(part: Part) -> Iterator[Change]:
    """Yield the first letter of the sentence as a small one, where other words come to stand before it."""
    for tokens, follows in (
        (part.tokens, any(c.at == 0 for c in part.carried)),
        *((c.tokens, True) for c in part.carried),
    ):
        first = tokens[0] if tokens else None
        if first is None or not follows or first.i or first.pos_ == "PROPN" or first.ent_type_ in _NAMES:
            continue
        if first.text[:1].isupper() and first.text != "I" and first.text[1:] == first.text[1:].lower():
            yield Change(first.idx, first.idx + 1, first.text[0].lower(), "capital")


def _runs(tokens: "Sequence[Token]", carried: Sequence[Carried]) -> Iterator[tuple[int, int]]:
    """Cut the printed words where some are missing between two, and where words are carried in."""
    places = {c.at for c in carried}
    first = 0
    for k in range(1, len(tokens) + 1):
        if k == len(tokens) or tokens[k].i != tokens[k - 1].i + 1 or k in places:
            yield first, k
            first = k


def _changed(words: str, start: int, end: int, changes: Sequence[Change]) -> Iterator[Segment]:
    at = start
    for change in changes:
        if change.start < at:
            continue
        if change.start > at:
            yield Segment(at, change.start, words[at : change.start], "printed")
        yield Segment(change.start, change.end, change.text, change.why, change.certain, change.rests_on)
        at = change.end
    if at < end:
        yield Segment(at, end, words[at:end], "printed")


def _carried(
    parsed: Parsed, sentence: int, carried: Carried, at: int, changes: Sequence[Change]
) -> "Iterator[Segment]":
    """Yield carried words in brackets, with what their pronouns mean; what explains them has brackets of its own."""
    base = parsed.starts[sentence]
    words = parsed.text[base : parsed.ends[sentence]]
    runs = [(carried.tokens[a].idx, _end(carried.tokens[b - 1])) for a, b in _runs(carried.tokens, ())]
    rests_on = tuple(Span.of(parsed.text, base + start, base + end) for start, end in runs)
    text, certain, glue = carried.before, carried.certain, ""
    for number, (start, end) in enumerate(runs):
        text += " " if number else ""
        for s in _changed(words, start, end, [c for c in changes if start <= c.start and c.end <= end]):
            if s.why in _BESIDE:
                yield Segment(at, at, f"[{text.strip()}]", "carried", certain, rests_on)
                yield Segment(at, at, s.text, s.why, s.certain, s.rests_on)
                text, glue = "", " "
                continue
            text += s.text.replace("[", "").replace("]", "")
            certain = certain and s.certain
            rests_on += s.rests_on
    text += carried.after
    if rest := text.lstrip(" ,"):
        yield Segment(at, at, f"{glue}[{rest}]", "carried", certain, rests_on)


def _without_connectors(segments: list[Segment]) -> list[Segment]:
    """Leave out “But” and “However,” in front: they lead on from a sentence that the claim stands without."""
    first = segments[0]
    opener = _LEADING_CONNECTORS.match(first.text) if first.why == "printed" else None
    if opener is None or (opener.end() == len(first.text) and len(segments) == 1):
        return segments
    cut = first.start + opener.end()
    out = [Segment(first.start, cut, "", "left_out")]
    if cut < first.end:
        out.append(Segment(cut, first.end, first.text[opener.end() :], "printed"))
    return [*out, *segments[1:]]


def _is_result(part: Part) -> bool:
    """Return whether a part begins with the "that" of "so that": deaths rose, so | that they exceeded births."""
    first = part.tokens[0]
    before = first.doc[first.i - 1].lower_ if first.i else ""
    return first.lower_ == "that" and first.dep_ == "mark" and before == "so" and len(part.tokens) > 1


def _without_first(segments: list[Segment], letters: int) -> list[Segment]:
    first = segments[0]
    if first.why != "printed" or len(first.text) <= letters:
        return segments
    cut = first.start + letters
    rest = Segment(cut, first.end, first.text[letters:], "printed")
    return [Segment(first.start, cut, "", "left_out"), rest, *segments[1:]]


def _without_stop(segments: list[Segment]) -> list[Segment]:
    """Leave out the full stop of a sentence that stands behind a unit as if it shortened it: cost £5m."""
    last = segments[-1]
    if last.why != "printed" or not _UNIT_AND_STOP.search(last.text):
        return segments
    cut = last.end - 1
    return [*segments[:-1], Segment(last.start, cut, last.text[:-1], "printed"), Segment(cut, last.end, "", "left_out")]


def _with_capital(segments: list[Segment]) -> list[Segment]:
    """Begin with a capital letter, also inside brackets."""
    for k, s in enumerate(segments):
        at = next((i for i, c in enumerate(s.text) if c.isalnum()), None)
        if at is None:
            if s.text.strip(" [“\"‘'("):
                return segments
            continue
        letter = s.text[at]
        if not letter.islower() or s.text[:at].strip(" ["):
            return segments
        if s.why != "printed":
            text = s.text[:at] + letter.upper() + s.text[at + 1 :]
            return [*segments[:k], Segment(s.start, s.end, text, s.why, s.certain, s.rests_on), *segments[k + 1 :]]
        place = s.start + at
        new = [Segment(s.start, place, s.text[:at], "printed")] if at else []
        new.append(Segment(place, place + 1, letter.upper(), "capital"))
        if place + 1 < s.end:
            new.append(Segment(place + 1, s.end, s.text[at + 1 :], "printed"))
        return [*segments[:k], *new, *segments[k + 1 :]]
    return segments


def _end(token: "Token") -> int:
    return int(token.idx) + len(token)
