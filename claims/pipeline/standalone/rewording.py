"""A stored wording, and what becomes of it when more is known: the article's date, or what a bracket should say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from claims.pipeline.standalone import dates
from claims.pipeline.standalone.wording import Segment, render
from claims.pipeline.times.interval import WhenFound
from sources.spans import Span

Stored = list[dict[str, Any]]
_UNKNOWN = re.compile(r"\[(?:[A-Za-z]+ )?unknown\]")
_WHITE = re.compile(r"\s+")


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
    """Return the segments with their marks of time as the article's date has them, known or unknown."""
    found = {(time.start, time.end): time for time in times}
    return tuple(_dated(segment, found, published_on) for segment in segments)


def _dated(segment: Segment, times: Mapping[tuple[int, int], WhenFound], published_on: date | None) -> Segment:
    if segment.why != "date" or not segment.rests_on:
        return segment
    time = times.get((segment.rests_on[0].start, segment.rests_on[0].end))
    words = dates.mark(time, published_on) if time is not None else ""
    return replace(segment, text=segment.text.replace(segment.text.strip(), words)) if words else segment


def corrected(segments: Sequence[Segment], wording: str) -> tuple[Segment, ...]:
    """Return the segments of a wording in which a person wrote other words into brackets; none for any other change.

    What a person wrote is certain.
    """
    brackets = [k for k, segment in enumerate(segments) if _is_bracket(segment)]
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
            now[k] = replace(now[k], text=text, certain=True)
    return tuple(now) if render(now) == wording else ()


def are_open(wording: str, segments: Iterable[Segment]) -> bool:
    """Return whether something in a wording is unknown, or not certain.

    The database asks the same before words are confirmed or published (claims/gates/claim.sql).
    """
    return _UNKNOWN.search(wording) is not None or not all(segment.certain for segment in segments)


def _is_bracket(segment: Segment) -> bool:
    words = segment.text.strip()
    return segment.why != "printed" and words[:1] == "[" and words[-1:] == "]"


def _white(text: str, inside: str | None) -> str:
    """Return a pattern for words whose white space may have been joined, or for what stands in brackets."""
    if inside is not None:
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return rf"{_white(before, None)}{inside}{_white(after, None)}"
    return r"\s*".join(re.escape(words) for words in _WHITE.split(text))
