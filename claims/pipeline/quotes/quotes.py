"""Find what is quoted: whose words, which words, and the word that says so."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from claims.pipeline.parse.parse import Parsed, TextRange
from claims.pipeline.quotes import adjacent_cues, blocks, polarity, reported_speech, transcripts
from claims.pipeline.quotes.adjacent_cues import SHORT_WORDS
from claims.pipeline.quotes.clause import Clause
from claims.pipeline.quotes.datelines import DATELINE
from claims.pipeline.quotes.marked_words import MarkedWords, Word
from claims.pipeline.quotes.polarity import Polarity, Reported
from claims.pipeline.speakers import mentions
from claims.pipeline.speakers.mentions import Mention
from sources.spans import Span

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Doc, Token

Type = Literal["direct", "mixed", "indirect"]
Act = Literal["speech", "attitude"]

STATED = "stated"
BEFORE = "inferred from the sentence before"
CONTINUED = "inferred from the quotation before"
GOES_ON = "inferred from the next paragraph, in which the quotation goes on"
OPEN = "nobody is named"
IMPERSONAL = "nobody is named: an impersonal passive"
HEARD = "nobody is named: it was said before a court or a meeting"
_SAME_WORDS = 0.8  # share of the longer one's words from which two segments of one sentence are the same
_MARKED_WORDS = 0.9  # share of words in marks from which a quote is direct
_WITHOUT_SPEAKER = 0.3  # what a quote of nobody loses of its confidence
_TURN, _CONTINUED, _ALONE = 0.8, 0.6, 0.5  # confidence in a turn, in a continued speech, in a quotation alone
_CONFIDENCE = {
    "clause": 0.9,
    "parenthesis": 0.9,
    "according": 0.9,
    "beside": 0.85,
    "infinitive": 0.7,
    "noun": 0.7,
    "naming": 0.6,
    "object": 0.6,
    "stated": 0.6,
    "label": 0.6,
}


@dataclass(frozen=True, slots=True)
class QuoteFound:
    """Words attributed to somebody; all places are code points of the article's text.

    `spans` are the words without outer quotation marks and without the cue, `start`–`end` reaches over all of them.
    `speaker` is None when the article does not say who; `reason` says in words how the speaker was decided.
    `act` sets what somebody thinks, fears or hopes apart from what somebody said: nobody spoke these words.
    `polarity` is "denied" where the speaker says that it is not so and "open" where the speaker says neither ("asked
    whether", "refused to confirm that"): then the words alone are never a claim, only the sentence that reports them.
    """

    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    type: Type
    cue: Span | None
    speaker: Mention | None
    via: Mention | None
    addressee: Span | None
    confidence: float
    reason: str
    act: Act = "speech"
    polarity: Polarity = "asserted"


@dataclass(frozen=True, slots=True)
class _Segment:
    """A cue with its words as (sentence, token number), before it becomes a quote."""

    sentence: int
    clause: Clause
    words: frozenset[Word]


def find(text: str, passages: Sequence[TextRange], parsed: Parsed) -> tuple[QuoteFound, ...]:
    """Return the quotations of an article in order of their first word.

    Nothing is quoted from sentences that were not parsed; terms in marks and titles are no quotations. Attitudes are
    included and say so (`act`).
    """
    return _Finder(text, passages, parsed).quotes()


def _nested(speech: Sequence[QuoteFound]) -> Iterator[QuoteFound]:
    """Yield the quotes; inside words that nobody asserts they are left open: “denied that he had said …”."""
    held_back = [span for quote in speech if quote.polarity != "asserted" for span in quote.spans]
    for quote in speech:
        cue = quote.cue
        inside = cue is not None and any(start <= min(cue.start, quote.start) < end for start, end in held_back)
        yield replace(quote, polarity="open") if inside and quote.polarity == "asserted" else quote


def _continued(before: QuoteFound, quote: QuoteFound) -> QuoteFound:
    """Return a quotation that goes on with the speech before it: the same speaker to the same listener."""
    return replace(quote, speaker=before.speaker, addressee=before.addressee, confidence=_CONTINUED, reason=CONTINUED)


def _reason(clause: Clause) -> str:
    """Return in words why nobody is named."""
    return HEARD if clause.heard else IMPERSONAL if clause.impersonal else OPEN


class _Finder:
    """One search of an article, from its marks and clauses to its quotes."""

    def __init__(self, text: str, passages: Sequence[TextRange], parsed: Parsed) -> None:
        self.text, self.passages, self.parsed = text, passages, parsed
        self.marked = MarkedWords(text, passages, parsed)

    def quotes(self) -> tuple[QuoteFound, ...]:
        segments: list[_Segment] = []
        for i, doc in enumerate(self.parsed.docs):
            if doc is not None:
                segments += self._sentence(i, doc)
        taken = {self.marked.span_of[w] for p in segments for w in p.words if w in self.marked.span_of}
        for number in range(len(self.marked.spans)):
            if number not in taken and (cue := adjacent_cues.find_cue(self.marked, number)) is not None:
                segments.append(_Segment(*cue, frozenset(self.marked.words[number])))
                taken.add(number)
        segments = self._joined(self._distinct(segments))
        found = [quote for segment in segments if (quote := self._quote(segment)) is not None]
        free = [n for n in range(len(self.marked.spans)) if n not in taken]
        where = self.text, self.passages, self.parsed
        turns = transcripts.read(*where) or transcripts.answers(*where)
        begun = {turn.start for turn in turns}
        found = [quote for quote in found if quote.cue is None or quote.cue.exact != ":" or quote.start not in begun]
        spoken = self._inferred(sorted(found, key=lambda q: (q.start, -q.end)), free)
        speech = [*spoken, *self._unmarked(spoken, turns)]
        return tuple(sorted((*_nested(speech), *self._attitudes(speech)), key=lambda q: (q.start, -q.end)))

    def _attitudes(self, speech: Sequence[QuoteFound]) -> list[QuoteFound]:
        """Return what somebody thinks or hopes by the article's own word; inside speech it is the speaker's word."""
        spoken = sorted(span for quote in speech for span in quote.spans)
        reach = list(accumulate((end for _, end in spoken), max))
        segments = [
            _Segment(i, clause, words)
            for i, doc in enumerate(self.parsed.docs)
            if doc is not None
            for clause in reported_speech.attitudes(doc, frozenset(t.i for t in doc if (i, t.i) in self.marked.span_of))
            if len(words := self._with_whole_quotations(i, doc, clause)) > 1
        ]
        found: list[QuoteFound] = []
        for segment in self._joined(self._distinct(segments)):
            quote = self._quote(segment)
            if quote is None or quote.cue is None:
                continue
            at = bisect_right(spoken, (quote.cue.start, len(self.text)))
            if not at or reach[at - 1] <= quote.cue.start:
                found.append(replace(quote, act="attitude"))
        return found

    def _unmarked(self, found: Sequence[QuoteFound], turns: Sequence[transcripts.Turn]) -> Iterator[QuoteFound]:
        """Yield what is said without marks and not found yet: turns of a transcript, blocks behind a colon, posts."""
        taken = {quote.start for quote in found}
        cued = [quote.cue.start for quote in found if quote.cue is not None]
        for t in turns:
            if t.start not in taken:
                yield QuoteFound(t.start, t.end, t.spans, "direct", None, t.speaker, None, None, _TURN, t.reason)
        for b in blocks.read(self.text, self.passages, self.parsed, cued):
            if b.start not in taken:
                span = (b.start, b.end)
                yield QuoteFound(*span, (span,), "direct", b.cue, b.speaker, None, None, _CONTINUED, STATED)

    # Inside one sentence

    def _sentence(self, i: int, doc: "Doc") -> list[_Segment]:
        marked = frozenset(t.i for t in doc if self._in_long_quotation(i, t.i))
        return [
            _Segment(i, clause, words)
            for clause in reported_speech.read(doc, marked)
            if (words := self._with_whole_quotations(i, doc, clause)) and self._is_quotable(i, clause, words)
            # Words in marks speak no cue outside of them, whatever the grammar makes of a long quotation.
            if clause.speaker is None or not self._in_long_quotation(i, clause.speaker.i)
        ]

    def _in_long_quotation(self, i: int, token: int) -> bool:
        number = self.marked.span_of.get((i, token))
        return number is not None and len(self.marked.words[number]) > SHORT_WORDS

    def _with_whole_quotations(self, i: int, doc: "Doc", clause: Clause) -> frozenset[Word]:
        """Return the words of a clause with every quotation that they touch, to its end in another sentence."""
        line = DATELINE.match(doc.text)
        begin = line.end() if line else 0
        own = {(i, t) for t in clause.content if not doc[t].is_space and doc[t].idx >= begin}
        if clause.form == "parenthesis":
            before = {w for w in own if w[1] < clause.cue[0] and not doc[w[1]].is_punct}
            if before and all(w in self.marked.span_of for w in before):
                own = {w for w in own if w[1] < clause.cue[0] or w in self.marked.span_of}
        for number in {self.marked.span_of[w] for w in own if w in self.marked.span_of}:
            own |= set(self.marked.words[number])
        cue = {(i, t) for t in range(clause.cue[0], clause.cue[1] + 1)}
        return frozenset(own - cue)

    def _is_quotable(self, i: int, clause: Clause, words: frozenset[Word]) -> bool:
        """Return whether words are a quote; noun phrases only with marks inside: “mentions a ‘…’ of …”."""
        if clause.form == "object" and self._token((i, clause.cue[0])).lemma_ == "announce":
            # “announced a ‘flying doctor’ scheme”: a word or two in marks are the scheme's name
            marked = {self.marked.span_of[w] for w in words if w in self.marked.span_of}
            return any(len(self.marked.words[n]) > SHORT_WORDS for n in marked)
        if clause.form in ("object", "naming"):
            return any(w in self.marked.span_of for w in words)
        return len(words) > 1 or any(w in self.marked.span_of for w in words)

    # Between segments

    def _distinct(self, segments: list[_Segment]) -> list[_Segment]:
        """Return the segments without those that repeat another one of the same speaker, or nearly its words."""
        kept: list[_Segment] = []
        by_word: dict[Word, list[_Segment]] = {}
        for segment in sorted(segments, key=lambda p: (self._repeats_speaker(p), -_CONFIDENCE[p.clause.form])):
            near = {id(other): other for word in segment.words for other in by_word.get(word, ())}
            if not any(self._same(segment, other) for other in near.values()):
                kept.append(segment)
                for word in segment.words:
                    by_word.setdefault(word, []).append(segment)
        return sorted(kept, key=lambda p: min(p.words))

    def _same(self, first: _Segment, other: _Segment) -> bool:
        common = len(first.words & other.words)
        if common >= _SAME_WORDS * max(len(first.words), len(other.words)):
            return True
        return first.sentence == other.sentence and self._name(first) == self._name(other) != ""

    def _repeats_speaker(self, segment: _Segment) -> bool:
        """Return whether a segment repeats its speaker's name inside: “Dunlop mentions …, according to Dunlop”."""
        doc = self.parsed.docs[segment.sentence]
        name = self._name(segment)
        if doc is None or not name or segment.clause.form != "according":
            return False
        return any(i == segment.sentence and doc[t].lower_ == name and doc[t].dep_ == "nsubj" for i, t in segment.words)

    def _name(self, segment: _Segment) -> str:
        speaker = segment.clause.speaker
        return "" if speaker is None else speaker.lower_

    def _joined(self, segments: list[_Segment]) -> list[_Segment]:
        """Return the segments with those joined that belong to one cue: “…,” she said, “…”."""
        by_cue: dict[tuple[int, tuple[int, int]], _Segment] = {}
        for segment in segments:
            key = (segment.sentence, segment.clause.cue)
            joined = by_cue.get(key)
            by_cue[key] = segment if joined is None else replace(joined, words=joined.words | segment.words)
        return list(by_cue.values())

    def _quote(self, segment: _Segment) -> QuoteFound | None:
        spans = self.marked.spans_of(segment.words)
        if not spans:
            return None
        doc = self.parsed.docs[segment.sentence]
        assert doc is not None
        clause = segment.clause
        cue = self.parsed.span(segment.sentence, doc[clause.cue[0]], doc[clause.cue[1]])
        speaker = None if clause.speaker is None else mentions.mention(self.parsed, segment.sentence, clause.speaker)
        if speaker is not None and speaker.start < cue.start < speaker.end:
            speaker = mentions.until(speaker, self.text, cue.start)
        return QuoteFound(
            start=spans[0][0],
            end=spans[-1][1],
            spans=spans,
            type=self._type(segment),
            cue=cue,
            speaker=speaker,
            via=self._via(segment, doc),
            addressee=self._addressee(segment),
            confidence=round(_CONFIDENCE[clause.form] - (_WITHOUT_SPEAKER if speaker is None else 0), 2),
            reason=STATED if speaker is not None else _reason(clause),
            polarity=polarity.of(self._reported(segment, doc)),
        )

    def _reported(self, segment: _Segment, doc: "Doc") -> Reported:
        words = tuple(self._token(w) for w in sorted(segment.words) if w[0] == segment.sentence)
        clause = segment.clause
        direct = self._type(segment) == "direct"
        return Reported(doc[clause.cue[0]], clause.form, words, direct, clause.speaker)

    def _type(self, segment: _Segment) -> Type:
        spoken = [w for w in segment.words if not self._token(w).is_punct]
        inside = sum(w in self.marked.span_of for w in spoken)
        if inside == 0:
            return "indirect"
        return "direct" if inside >= _MARKED_WORDS * len(spoken) else "mixed"

    def _token(self, word: Word) -> "Token":
        doc = self.parsed.docs[word[0]]
        assert doc is not None  # segments are built from parsed sentences only
        return doc[word[1]]

    def _via(self, segment: _Segment, doc: "Doc") -> Mention | None:
        """Return the medium: “told the Courier”, “said in the Courier”."""
        verb = doc[segment.clause.cue[0]]
        for child in verb.rights:
            noun = child
            if child.dep_ == "prep" and child.lower_ in ("in", "to", "on", "with"):
                noun = next((c for c in child.children if c.dep_ == "pobj"), child)
            elif child.dep_ not in ("dobj", "dative"):
                continue
            if (segment.sentence, noun.i) not in segment.words and noun.pos_ == "PROPN":
                medium = mentions.mention(self.parsed, segment.sentence, noun)
                if medium.kind == "publication":
                    return medium
        return None

    def _addressee(self, segment: _Segment) -> Span | None:
        token = segment.clause.addressee
        if token is None or (segment.sentence, token.i) in segment.words:
            return None
        noun = mentions.mention(self.parsed, segment.sentence, token)
        return Span.of(self.text, noun.start, noun.end)

    # Speakers that the sentence does not name

    def _inferred(self, found: list[QuoteFound], free: list[int]) -> tuple[QuoteFound, ...]:
        """Return all quotes in order; those that stand alone are attributed to the speaker right before them."""
        queue = sorted(
            [*found, *(q for n in free if (q := self._standalone(n)) is not None)], key=lambda q: (q.start, -q.end)
        )
        quotes: list[QuoteFound] = []
        segments: list[list[tuple[int, int]]] = []  # the spans of each quote, while more are joined to it
        for quote in queue:
            before = quotes[-1] if quotes and self._follows(quotes[-1], quote) else None
            quote = self._spoken_before(before, quote)
            if quote.cue is None:
                if self._is_term(before, quote):
                    continue
                if before is not None and self._continues(before, quote):
                    quotes[-1] = replace(before, end=quote.end)
                    segments[-1] += quote.spans
                    continue
                if before is not None and before.speaker is not None and self._may_go_on(before, quote):
                    quote = _continued(before, quote)
            if before is not None and before.reason == OPEN and self._goes_on(before, quote):
                quotes[-1] = replace(_continued(quote, before), reason=GOES_ON)
            quotes.append(quote)
            segments.append(list(quote.spans))
        return tuple(replace(q, spans=tuple(spans)) for q, spans in zip(quotes, segments, strict=True))

    def _spoken_before(self, before: QuoteFound | None, quote: QuoteFound) -> QuoteFound:
        """Return an impersonal passive with the speaker of the sentence before, if there is one in its paragraph."""
        if quote.reason != IMPERSONAL or before is None or before.speaker is None:
            return quote
        same = self._same_passage(before, quote)
        return replace(quote, speaker=before.speaker, reason=BEFORE) if same else quote

    def _is_term(self, before: QuoteFound | None, quote: QuoteFound) -> bool:
        """Return whether a word or two in marks with nobody's speech before them are a heading or a term."""
        words = sum(len(self.text[start:end].split()) for start, end in quote.spans)
        return words <= SHORT_WORDS and (before is None or before.cue is None)

    def _standalone(self, number: int) -> QuoteFound | None:
        words = self.marked.words[number]
        if not words or not self.marked.stands_alone(number) or self.marked.is_crosshead(number):
            return None
        spans = self.marked.spans_of(words)
        return QuoteFound(spans[0][0], spans[-1][1], spans, "direct", None, None, None, None, _ALONE, OPEN)

    def _follows(self, before: QuoteFound, quote: QuoteFound) -> bool:
        """Return whether no sentence stands between two quotations, and at most one paragraph's end."""
        first = bisect_right(self.parsed.starts, quote.start) - 1
        cue_end = before.cue.end if before.cue is not None else 0
        last = bisect_right(self.parsed.starts, max(before.end - 1, cue_end - 1)) - 1
        if first - last == 2 and before.addressee is None and adjacent_cues.goes_on_about(self.parsed.docs[last + 1]):
            return self.parsed.passages[first] == self.parsed.passages[last]
        return first - last <= 1 and self.parsed.passages[first] - self.parsed.passages[last] <= 1

    @staticmethod
    def _has_speech_verb(quote: QuoteFound) -> bool:
        """Return whether a cue is a verb; after “according to”, who speaks a quotation of its own is uncertain."""
        return quote.cue is not None and quote.cue.exact.lower() not in ("according to", "per")

    def _same_passage(self, before: QuoteFound, quote: QuoteFound) -> bool:
        first = bisect_right(self.parsed.starts, quote.start) - 1
        last = bisect_right(self.parsed.starts, before.end - 1) - 1
        return self.parsed.passages[first] == self.parsed.passages[last]

    def _may_go_on(self, before: QuoteFound, quote: QuoteFound) -> bool:
        """Return whether a quotation alone is the words of whoever is reported before it."""
        return before.type != "indirect" or self._same_passage(before, quote) or self._has_speech_verb(before)

    def _goes_on(self, before: QuoteFound, quote: QuoteFound) -> bool:
        """Return whether words of nobody go on in the next paragraph, which says whose they are."""
        named = before.cue is None and quote.speaker is not None and quote.type == "direct"
        return named and self.marked.goes_on(before.end - 1, quote.start)

    def _continues(self, before: QuoteFound, quote: QuoteFound) -> bool:
        """Return whether a quotation continues a speech: “…,” she said. “…”, or marks open at a paragraph's end."""
        if self._same_passage(before, quote):
            in_marks = self.marked.covers(before.end - 1)
            return before.type == "direct" or (before.type == "mixed" and in_marks and self._has_speech_verb(before))
        mark = self.marked.spans[bisect_right(self.marked.starts, before.end - 1) - 1]
        return before.type == "direct" and not mark.closed
