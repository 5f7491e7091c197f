"""What a claim's words were cut from, what was added to them and why, and how to split or join it by one key."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from claims.desk.base import labels
from claims.desk.base.forms import DeskForm, WholeNumberField
from claims.desk.claim_panel.edit_forms import LINE, SeenVersionForm
from claims.models import Appearance, Claim, Expert
from claims.pipeline.rewording import rewording
from claims.pipeline.standalone import brackets
from claims.pipeline.standalone.wording import Segment
from claims.queries import sentence_claims
from claims.queries.places import judged_at
from claims.workflow.claim import join, split
from claims.workflow.claim.antecedent import MAX_WORDS
from sources.models import ArticleVersion
from sources.spans import Span

PRINTED = ("printed", "capital")
SETTLED = ("antecedent", "speaker", "addressee", "carried")  # what a person can say of a bracket
MOST_NAMES = 50
_UNKNOWN = re.compile(r"\bunknown\]")


@dataclass(frozen=True, slots=True)
class AddedWords:
    """Words that a wording has and its place has not: in brackets, with why they stand there.

    `segment` counts the claim's segments from 0; what can be settled has the form in which a person says what is meant.
    """

    number: int
    words: str
    why: labels.Words
    certain: bool
    by_person: bool
    segment: int
    settle: DeskForm | None = None


@dataclass(frozen=True, slots=True)
class CutFrom:
    """The sentence that a claim was cut from, in stretches: the claim's own printed words, and the others."""

    stretches: Sequence[tuple[str, bool]]

    @property
    def html(self) -> SafeString:
        """The sentence, the claim's own words marked by more than colour."""
        parts = (f"<mark>{escape(words)}</mark>" if kept else str(escape(words)) for words, kept in self.stretches)
        return mark_safe("".join(parts))  # every part of the text goes through escape


class SettleForm(SeenVersionForm):
    """What the words in a bracket mean; `segment` counts the claim's segments from 0."""

    segment = WholeNumberField(min_value=0, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What is meant"),
        max_length=MAX_WORDS,
        widget=forms.TextInput(attrs={**LINE, "list": "meant"}),
        help_text=_("Without brackets. It holds wherever the same printed word stands."),
    )


def gather(
    claim: Claim, version: ArticleVersion | None, bound: Mapping[str, DeskForm], *, may_change: bool
) -> dict[str, Any]:
    """Return what the panel shows of a claim's words in one version; `may_change`: also how they can be changed.

    `bound` holds a form that was refused, with the person's own text.
    """
    place = _place(claim, version)
    if version is not None and place is not None:
        sentence = sentence_claims.sentence_of(version, place.start, place.end)
        if sentence is not None:
            return {
                **_cut_from(claim, version, place, sentence, bound.get("settle"), may_change=may_change),
                **_ways_to_divide(claim, version, sentence, may_change=may_change),
            }
    parts = split.offered_parts(claim, None) if version is None and may_change else []
    return {
        "wording_marked": marked(claim.wording),
        "statement_count": len(claim.statements),
        "parts_offered": parts,
    }


def _cut_from(
    claim: Claim,
    version: ArticleVersion,
    place: Appearance,
    sentence: Span,
    refused: DeskForm | None,
    *,
    may_change: bool,
) -> dict[str, Any]:
    """Return a claim's words and the sentence that they were cut from, each told apart from what the other adds."""
    segments = rewording.loaded(claim.segments)
    unknown = "offered" if claim.offered else "not_dated" if version.article.published_on else "no_date"
    added = _added(segments, version, sentence, unknown)
    if may_change:
        added = [_to_settle(row, segments[row.segment], refused) for row in added]
    cut = CutFrom([each for each in _stretches(sentence, _kept(segments, place, version.text)) if each[0]])
    is_cut = bool(added) or any(not kept and any(map(str.isalnum, words)) for words, kept in cut.stretches)
    return {
        "wording_marked": marked_segments(segments, added) if segments else marked(claim.wording),
        "cut_from": cut if is_cut else None,
        "added_words": added,
        "names": _names(version) if any(row.settle for row in added) else [],
    }


def _ways_to_divide(claim: Claim, version: ArticleVersion, sentence: Span, *, may_change: bool) -> dict[str, Any]:
    """Return what a claim can be split into or joined with, for who may; and how many statements it makes."""
    parts = split.offered_parts(claim, version) if may_change else []
    return {
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
        about = f'class="{kind}" title="{escape(row.why)}" aria-describedby="added-{row.number}"'
        if row.settle is not None:
            out += f'{before}<a {about} href="#settle-{row.number}">{escape(row.words)}</a>{after}'
        else:
            out += f'{before}<span {about} tabindex="0">{escape(row.words)}</span>{after}'
    return mark_safe(out.strip())  # what is not markup is white space or went through escape


def is_added(segment: Segment) -> bool:
    """Return whether a segment puts words into the wording that are not printed at its place."""
    return segment.why not in (*PRINTED, "left_out") and bool(segment.text.strip())


def _place(claim: Claim, version: ArticleVersion | None) -> Appearance | None:
    if version is None:
        return None
    places = (place for place in claim.appearances.all() if place.version_id == version.pk)
    return judged_at(claim, (place for place in places if place.replaced_at is None))


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


def _added(segments: Sequence[Segment], version: ArticleVersion, sentence: Span, unknown: str) -> list[AddedWords]:
    """Return the words that were added, each with why; `unknown` says why a day is not known."""
    before = None
    rows: list[AddedWords] = []
    for place, segment in enumerate(segments):
        if not is_added(segment):
            continue
        if segment.why == "antecedent" and before is None:
            ends = version.sentences.filter(end__lte=sentence.start).order_by("-start")
            before = ends.values_list("start", flat=True).first() or 0
        why = _why(segment, sentence, before or 0, unknown)
        words = segment.text.strip()
        rows.append(AddedWords(len(rows) + 1, words, why, segment.certain, segment.by_person, place))
    return rows


def _to_settle(row: AddedWords, segment: Segment, refused: DeskForm | None) -> AddedWords:
    """Give a bracket the form in which a person says what is meant; a day has its own way, the article's date."""
    if segment.why not in SETTLED or row.words[:1] != "[" or row.words[-1:] != "]":
        return row
    if refused is not None and str(refused.data.get("segment")) == str(row.segment):
        return replace(row, settle=refused)
    initial = {"segment": row.segment, "words": row.words[1:-1]}
    return replace(row, settle=SettleForm(auto_id=f"settle-{row.number}-%s", initial=initial))


def _names(version: ArticleVersion) -> list[str]:
    """Return who is quoted in the article: the likeliest to be meant."""
    found = Expert.objects.filter(article=version.article_id).exclude(name="").order_by("pk")
    return list(dict.fromkeys(found.values_list("name", flat=True)))[:MOST_NAMES]


def _why(segment: Segment, sentence: Span, before: int, unknown: str) -> labels.Words:
    """Return why added words stand there; an antecedent says how far away its words are."""
    if segment.why == "date":
        return labels.ADDED[unknown if _UNKNOWN.search(segment.text) else "date"]
    if segment.why != "antecedent" or not segment.rests_on:
        return labels.ADDED[segment.why]
    at = max(span.start for span in segment.rests_on)
    if sentence.start <= at < sentence.end:
        return labels.ADDED["carried"]
    return labels.ADDED["before" if before <= at < sentence.start else "elsewhere"]
