"""What a claim's words were cut from, what was added to them and why, and how to split or join it by one key."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from claims.desk.base import labels
from claims.models import Appearance, Claim
from claims.pipeline.standalone import brackets, rewording
from claims.pipeline.standalone.wording import Segment
from claims.queries import sentence_claims
from claims.workflow.claim import join, split
from sources.models import ArticleVersion
from sources.spans import Span

PRINTED = ("printed", "capital")
_UNKNOWN = re.compile(r"\bunknown\]")


@dataclass(frozen=True, slots=True)
class AddedWords:
    """Words that a wording has and its place has not: in brackets, with why they stand there."""

    number: int
    words: str
    why: labels.Words
    certain: bool


@dataclass(frozen=True, slots=True)
class CutFrom:
    """The sentence that a claim was cut from, in stretches: the claim's own printed words, and the others."""

    stretches: Sequence[tuple[str, bool]]

    @property
    def html(self) -> SafeString:
        """The sentence, the claim's own words marked by more than colour."""
        parts = (f"<mark>{escape(words)}</mark>" if kept else str(escape(words)) for words, kept in self.stretches)
        return mark_safe("".join(parts))  # every part of the text goes through escape


def gather(claim: Claim, version: ArticleVersion | None, *, may_change: bool) -> dict[str, Any]:
    """Return what the panel shows of a claim's words in one version; `may_change`: also how to split or join it."""
    segments = rewording.loaded(claim.segments)
    place = _place(claim, version)
    sentence = None
    if version is not None and place is not None:
        sentence = sentence_claims.sentence_of(version, place.start, place.end)
    if version is None or place is None or sentence is None:
        return {"wording_marked": marked(claim.wording), "statement_count": len(claim.statements)}
    added = _added(segments, version, sentence)
    cut = CutFrom([each for each in _stretches(sentence, _kept(segments, place, version.text)) if each[0]])
    is_cut = bool(added) or any(not kept and any(map(str.isalnum, words)) for words, kept in cut.stretches)
    parts = split.offered_parts(claim, version) if may_change else []
    return {
        "wording_marked": marked_segments(segments, added) if segments else marked(claim.wording),
        "cut_from": cut if is_cut else None,
        "added_words": added,
        "parts_offered": parts,
        "statement_count": len(parts) or len(claim.statements),
        "joins": join.siblings(claim, version, sentence) if may_change and not parts else [],
    }


def marked(wording: str) -> SafeString:
    """Return a wording as HTML, its words in brackets told apart by more than colour."""
    stretches = [(str(escape(words)), added) for words, added in brackets.segments(wording)]
    return mark_safe("".join(f'<span class="added">{words}</span>' if added else words for words, added in stretches))


def marked_segments(segments: Sequence[Segment], added: Sequence[AddedWords]) -> SafeString:
    """Return a wording as HTML, all words that were added told apart, each with why it stands there."""
    out, rows = "", iter(added)
    for segment in segments:
        if not is_added(segment):
            out += escape(segment.text)
            continue
        row = next(rows)
        before, _words, after = segment.text.partition(row.words)
        kind = "added" if row.certain else "added unsure"
        about = f'title="{escape(row.why)}" tabindex="0" aria-describedby="added-{row.number}"'
        out += f'{before}<span class="{kind}" {about}>{escape(row.words)}</span>{after}'
    return mark_safe(out.strip())  # what is not markup is white space or went through escape


def is_added(segment: Segment) -> bool:
    """Return whether a segment puts words into the wording that are not printed at its place."""
    return segment.why not in (*PRINTED, "left_out") and bool(segment.text.strip())


def _place(claim: Claim, version: ArticleVersion | None) -> Appearance | None:
    if version is None:
        return None
    places = (place for place in claim.appearances.all() if place.version_id == version.pk)
    return min((place for place in places if place.replaced_at is None), key=lambda place: place.start, default=None)


def _kept(segments: Sequence[Segment], place: Appearance, text: str) -> list[tuple[int, int]]:
    """Return the places of the printed words that a claim has; segments count in the text where it was seen first."""
    printed = [s for s in segments if s.why in PRINTED and s.start < s.end]
    here = all(text[s.start : s.end] == s.text for s in printed if s.why == "printed")
    if printed and here and place.start <= printed[0].start and printed[-1].end <= place.end:
        return [(s.start, s.end) for s in printed]
    return [(first, last) for first, last in place.spans] or [(place.start, place.end)]


def _stretches(sentence: Span, kept: Iterable[tuple[int, int]]) -> Iterable[tuple[str, bool]]:
    """Cut a sentence at the places of kept words; white space and marks between two of them belong to them."""
    joined: list[tuple[int, int]] = []
    length = len(sentence.exact)
    for start, end in sorted(kept):
        first, last = max(start - sentence.start, 0), min(end - sentence.start, length)
        if joined and not any(map(str.isalnum, sentence.exact[joined[-1][1] : first])):
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        elif first < last:
            joined.append((first, last))
    at = 0
    for first, last in joined:
        yield sentence.exact[at:first], False
        yield sentence.exact[first:last], True
        at = last
    yield sentence.exact[at:], False


def _added(segments: Sequence[Segment], version: ArticleVersion, sentence: Span) -> list[AddedWords]:
    before = None
    rows: list[AddedWords] = []
    for segment in filter(is_added, segments):
        if segment.why == "antecedent" and before is None:
            ends = version.sentences.filter(end__lte=sentence.start).order_by("-start")
            before = ends.values_list("start", flat=True).first() or 0
        why = _why(segment, sentence, before or 0)
        rows.append(AddedWords(len(rows) + 1, segment.text.strip(), why, segment.certain))
    return rows


def _why(segment: Segment, sentence: Span, before: int) -> labels.Words:
    """Return why added words stand there; an antecedent says how far away its words are."""
    if segment.why == "date":
        return labels.ADDED["no_date" if _UNKNOWN.search(segment.text) else "date"]
    if segment.why != "antecedent" or not segment.rests_on:
        return labels.ADDED[segment.why]
    at = max(span.start for span in segment.rests_on)
    if sentence.start <= at < sentence.end:
        return labels.ADDED["carried"]
    return labels.ADDED["before" if before <= at < sentence.start else "elsewhere"]
