"""A stored wording, and what becomes of it when more is known: the article's date, or what a bracket should say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from claims.pipeline.split import lexicon
from claims.pipeline.standalone import dates
from claims.pipeline.standalone.wording import Segment, render
from claims.pipeline.times.interval import WhenFound
from sources.spans import Span

Stored = list[dict[str, Any]]
Place = tuple[int, int]
_MEANT = frozenset({"antecedent", "speaker", "addressee", "carried"})
_ASKED = frozenset({"antecedent", "carried"})
_PRONOUNS = frozenset().union(*(lexicon.words("pointing", name) for name in ("personal", "owners", "demonstrative")))
_ARTICLES = frozenset({"The", "A", "An", "This", "That"})
_UNKNOWN = re.compile(r"\[(?:[A-Za-z]+ )?unknown\]")
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What printed words mean as a person says, and what stood in the bracket before; empty: not known."""

    words: str
    before: str = ""


def stored(segments: Iterable[Segment]) -> Stored:
    """Return segments as they are stored."""
    return [asdict(segment) | {"rests_on": [asdict(span) for span in segment.rests_on]} for segment in segments]


def loaded(rows: Iterable[Mapping[str, Any]]) -> tuple[Segment, ...]:
    """Rebuild segments from what `stored` made of them."""
    return tuple(Segment(**{**row, "rests_on": tuple(Span(**span) for span in row["rests_on"])}) for row in rows)


def spans(segments: Sequence[Segment], text: str) -> list[tuple[int, int]]:
    """Return the places of the words that a wording keeps of its place; none when it leaves nothing out between two.

    White space and marks alone are nothing, and so is what is left out in front or behind.
    """
    runs: list[tuple[int, int]] = []
    skipped = False
    for segment in segments:
        if segment.why == "left_out" and any(map(str.isalnum, text[segment.start : segment.end])):
            skipped = True
        elif segment.why != "left_out" and segment.start < segment.end:
            if runs and not skipped:
                runs[-1] = (runs[-1][0], segment.end)
            else:
                runs.append((segment.start, segment.end))
            skipped = False
    return runs if len(runs) > 1 else []


def dated(segments: Sequence[Segment], times: Iterable[WhenFound], published_on: date | None) -> tuple[Segment, ...]:
    """Return the segments with their marks of time as the article's date has them, known or unknown.

    Where a person said which days words of time mean, it is those.
    """
    found = {(time.start, time.end): time for time in times}
    return tuple(_dated(segment, found, published_on) for segment in segments)


def _dated(segment: Segment, times: Mapping[tuple[int, int], WhenFound], published_on: date | None) -> Segment:
    if segment.why != "date" or not segment.rests_on or segment.by_person:
        return segment
    time = times.get((segment.rests_on[0].start, segment.rests_on[0].end))
    words = (dates.mark(time, published_on) or dates.stated(time)) if time is not None else ""
    return replace(segment, text=segment.text.replace(segment.text.strip(), words)) if words else segment


def overrules(now: Sequence[Segment], segments: Sequence[Segment]) -> bool:
    """Return whether a wording says something else than a person decided for `segments`."""
    return any(segment.by_person and segment not in now for segment in segments)


def corrected(segments: Sequence[Segment], wording: str) -> tuple[Segment, ...]:
    """Return the segments of a wording in which a person wrote other words into brackets; none for any other change.

    What a person wrote is certain.
    """
    brackets = [k for k, segment in enumerate(segments) if is_bracket(segment)]
    pattern = "".join(
        _white(segment.text, r"(\[[^\[\]]+\])" if k in brackets else None) for k, segment in enumerate(segments)
    )
    found = re.fullmatch(pattern, wording)
    if found is None:
        return ()
    now = list(segments)
    for k, words in zip(brackets, found.groups(), strict=True):
        before = now[k].text
        text = before.replace(before.strip(), words)
        if text != before:
            now[k] = replace(now[k], text=text, certain=True, by_person=True)
    return tuple(now) if render(now) == wording else ()


def corrected_at(segments: Sequence[Segment], number: int, words: str) -> tuple[Segment, ...]:
    """Return the segments with a person's words in the bracket of one of them; raise ValueError when it has none."""
    if not 0 <= number < len(segments) or not is_bracket(segments[number]):
        raise ValueError(f"segment {number} has no bracket")
    segment = segments[number]
    text = segment.text.replace(segment.text.strip(), f"[{words}]")
    said = replace(segment, text=text, certain=True, by_person=True)
    return (*segments[:number], said, *segments[number + 1 :])


def meanings(segments: Sequence[Segment], before: Sequence[Segment] = ()) -> dict[Place, Meaning]:
    """Return what printed words mean by a person's decision, by their places.

    With the segments `before` only what is other than there. Words that were carried from elsewhere in the sentence are
    what is printed there.
    """
    found: dict[Place, Meaning] = {}
    if before and len(before) != len(segments):
        return found
    for old, segment in zip(before or segments, segments, strict=True):
        place = _pointing(segment)
        if place is None or not (segment.by_person or before):
            continue
        said_before = segment.text.strip() == old.text.strip() and segment.by_person == old.by_person
        if not before:
            found[place] = Meaning(inside(segment))
        elif not said_before:
            found[place] = Meaning(inside(segment), inside(old))
    return found


def settled(segments: Sequence[Segment], known: Mapping[Place, Meaning]) -> tuple[Segment, ...]:
    """Return the segments with what is known to be meant in their brackets, wherever they hang on the same word."""
    return tuple(_settled(segment, known) for segment in segments)


def hangs_on(segments: Iterable[Segment], known: Mapping[Place, Meaning]) -> bool:
    """Return whether a wording rests on one of these printed words."""
    return any(_meant(segment, known) is not None for segment in segments)


def chosen(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Return the segments of an interpretation that a person took: what its words point to is the person's decision.

    Who speaks and who is spoken to was not asked.
    """
    return tuple(
        replace(segment, certain=True, by_person=True) if segment.why in _ASKED and is_bracket(segment) else segment
        for segment in segments
    )


def _settled(segment: Segment, known: Mapping[Place, Meaning]) -> Segment:
    place = _meant(segment, known)
    if place is None:
        return segment
    words, meaning = inside(segment), known[place]
    if place == _pointing(segment):
        now = cased(meaning.words, like=words)
    elif meaning.before:
        now = words.replace(meaning.before, meaning.words)
    else:
        return segment
    text = segment.text.replace(segment.text.strip(), f"[{now}]")
    return segment if text == segment.text and segment.certain else replace(segment, text=text, certain=True)


def _meant(segment: Segment, known: Mapping[Place, Meaning]) -> Place | None:
    """Return the place of the known word that a segment stands for, or that it carries along with others."""
    if segment.why not in _MEANT or not is_bracket(segment):
        return None
    if (place := _pointing(segment)) in known:
        return place
    inside = (p for p in known for span in segment.rests_on if span.start <= p[0] and p[1] <= span.end)
    return next(inside, None) if segment.why == "carried" else None


def _pointing(segment: Segment | None) -> Place | None:
    """Return the place of the one printed word that stands for something else here."""
    if segment is None or segment.why not in _MEANT or not is_bracket(segment):
        return None
    if segment.start < segment.end:
        return segment.start, segment.end
    if segment.why != "carried" or not segment.rests_on or segment.rests_on[0].exact.lower() not in _PRONOUNS:
        return None
    return segment.rests_on[0].start, segment.rests_on[0].end


def inside(segment: Segment) -> str:
    """Return the words in a segment's bracket."""
    return segment.text.strip()[1:-1]


def cased(words: str, like: str) -> str:
    """Begin words as others did: "the ferry" as "The ferry" in front; a name keeps its capital."""
    if like[:1].isupper():
        return words[:1].upper() + words[1:]
    return words[:1].lower() + words[1:] if words.split(" ", 1)[0] in _ARTICLES else words


def are_open(wording: str, segments: Iterable[Segment]) -> bool:
    """Return whether something in a wording is unknown, or not certain.

    The database asks the same before words are confirmed or published (claims/gates/claim.sql).
    """
    return _UNKNOWN.search(wording) is not None or not all(segment.certain for segment in segments)


def is_bracket(segment: Segment) -> bool:
    """Return whether a segment is words in brackets, with nothing beside them."""
    words = segment.text.strip()
    return segment.why != "printed" and words[:1] == "[" and words[-1:] == "]"


def _white(text: str, inside: str | None) -> str:
    """Return a pattern for words whose white space may have been joined, or for what stands in brackets."""
    if inside is not None:
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return rf"{_white(before, None)}{inside}{_white(after, None)}"
    return r"\s*".join(re.escape(words) for words in _WHITE.split(text))
