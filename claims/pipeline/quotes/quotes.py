"""Find what is quoted: whose words, which words, and the word that says so."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from claims.pipeline.parse.parse import Parsed, Stretch
from claims.pipeline.quotes import adjacent_cues, reported_speech, transcripts
from claims.pipeline.quotes.adjacent_cues import SHORT
from claims.pipeline.quotes.datelines import DATELINE
from claims.pipeline.quotes.marked_words import Quoted, Word
from claims.pipeline.quotes.reported_speech import Clause
from claims.pipeline.speakers import mentions
from claims.pipeline.speakers.mentions import Mention
from sources.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Type = Literal["direct", "mixed", "indirect"]
Act = Literal["speech", "attitude"]

STATED = "stated"
BEFORE = "inferred from the sentence before"
CONTINUED = "inferred from the quotation before"
OPEN = "nobody is named"
IMPERSONAL = "nobody is named: an impersonal passive"
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


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cue with its words as (sentence, token number), before it becomes a quote."""

    sentence: int
    clause: Clause
    words: frozenset[Word]


def find(text: str, passages: Sequence[Stretch], parsed: Parsed) -> tuple[QuoteFound, ...]:
    """Return the quotations of an article in order of their first word.

    Sentences that were not parsed are quoted from nowhere; terms in marks and titles are not quotations. Attitudes
    come along as what they are (`act`).
    """
    return _Finder(text, passages, parsed).quotes()


class _Finder:
    """One reading of an article, from its marks and clauses to its quotes."""

    def __init__(self, text: str, passages: Sequence[Stretch], parsed: Parsed) -> None:
        self.text, self.passages, self.parsed = text, passages, parsed
        self.quoted = Quoted(text, passages, parsed)

    def quotes(self) -> tuple[QuoteFound, ...]:
        pieces: list[_Piece] = []
        for i, doc in enumerate(self.parsed.docs):
            if doc is not None:
                pieces += self._sentence(i, doc)
        taken = {self.quoted.number[w] for p in pieces for w in p.words if w in self.quoted.number}
        for number in range(len(self.quoted.marked)):
            if number not in taken and (cue := adjacent_cues.cue(self.quoted, number)) is not None:
                pieces.append(_Piece(*cue, frozenset(self.quoted.words[number])))
                taken.add(number)
        pieces = self._joined(self._distinct(pieces))
        found = [quote for piece in pieces if (quote := self._quote(piece)) is not None]
        free = [n for n in range(len(self.quoted.marked)) if n not in taken]
        spoken = self._inferred(sorted(found, key=lambda q: (q.start, -q.end)), free)
        said = [*spoken, *self._turns(spoken)]
        return tuple(sorted((*said, *self._attitudes(said)), key=lambda q: (q.start, -q.end)))

    def _attitudes(self, said: Sequence[QuoteFound]) -> list[QuoteFound]:
        """Find what somebody thinks or hopes by the article's own word; inside speech it is the speaker's word."""
        spoken = sorted(span for quote in said for span in quote.spans)
        reach = list(accumulate((end for _, end in spoken), max))
        pieces = [
            _Piece(i, clause, words)
            for i, doc in enumerate(self.parsed.docs)
            if doc is not None
            for clause in reported_speech.attitudes(doc, self._marked(i, doc))
            if len(words := self._whole(i, doc, clause)) > 1
        ]
        found: list[QuoteFound] = []
        for piece in self._joined(self._distinct(pieces)):
            quote = self._quote(piece)
            if quote is None or quote.cue is None:
                continue
            at = bisect_right(spoken, (quote.cue.start, len(self.text)))
            if not at or reach[at - 1] <= quote.cue.start:
                found.append(replace(quote, act="attitude"))
        return found

    def _turns(self, found: Sequence[QuoteFound]) -> list[QuoteFound]:
        """Take each turn of a transcript for one speech; a speech in marks or behind a colon is found already."""
        taken = {quote.start for quote in found}
        return [
            QuoteFound(t.start, t.end, ((t.start, t.end),), "direct", None, t.speaker, None, None, 0.8, STATED)
            for t in transcripts.read(self.text, self.passages, self.parsed)
            if t.start not in taken
        ]

    def _marked(self, i: int, doc: "Doc") -> frozenset[int]:
        return frozenset(t for t in range(len(doc)) if (i, t) in self.quoted.number)

    # Inside one sentence

    def _sentence(self, i: int, doc: "Doc") -> list[_Piece]:
        quoted = frozenset(t.i for t in doc if self._silent(i, t.i))
        return [
            _Piece(i, clause, words)
            for clause in reported_speech.read(doc, quoted)
            if (words := self._whole(i, doc, clause)) and self._admits(i, clause, words)
            # Words in marks speak no cue outside of them, whatever the grammar makes of a long quotation.
            if clause.speaker is None or not self._silent(i, clause.speaker.i)
        ]

    def _silent(self, i: int, token: int) -> bool:
        number = self.quoted.number.get((i, token))
        return number is not None and len(self.quoted.words[number]) > SHORT

    def _whole(self, i: int, doc: "Doc", clause: Clause) -> frozenset[Word]:
        """Take whole quotations: one that the words touch belongs to them, to its end in another sentence."""
        line = DATELINE.match(doc.text)
        begin = line.end() if line else 0
        own = {(i, t) for t in clause.content if not doc[t].is_space and doc[t].idx >= begin}
        if clause.form == "parenthesis":
            before = {w for w in own if w[1] < clause.cue[0] and not doc[w[1]].is_punct}
            if before and all(w in self.quoted.number for w in before):
                own = {w for w in own if w[1] < clause.cue[0] or w in self.quoted.number}
        for number in {self.quoted.number[w] for w in own if w in self.quoted.number}:
            own |= set(self.quoted.words[number])
        cue = {(i, t) for t in range(clause.cue[0], clause.cue[1] + 1)}
        return frozenset(own - cue)

    def _admits(self, i: int, clause: Clause, words: frozenset[Word]) -> bool:
        """Keep noun phrases only when some of their words are in marks: “mentions a ‘…’ of …”, “called it ‘…’”."""
        if clause.form == "object" and self._announces(i, clause):
            # “announced a ‘flying doctor’ scheme”: a word or two in marks are the scheme's name
            marked = {self.quoted.number[w] for w in words if w in self.quoted.number}
            return any(len(self.quoted.words[n]) > SHORT for n in marked)
        if clause.form in ("object", "naming"):
            return any(w in self.quoted.number for w in words)
        return len(words) > 1 or any(w in self.quoted.number for w in words)

    def _announces(self, i: int, clause: Clause) -> bool:
        return self._token((i, clause.cue[0])).lemma_ == "announce"

    # Between pieces

    def _distinct(self, pieces: list[_Piece]) -> list[_Piece]:
        """Drop a piece whose words another piece of the same speaker holds, or whose words are nearly the same."""
        kept: list[_Piece] = []
        by_word: dict[Word, list[_Piece]] = {}
        for piece in sorted(pieces, key=lambda p: (self._holds_cue(p), -_CONFIDENCE[p.clause.form])):
            near = {id(other): other for word in piece.words for other in by_word.get(word, ())}
            if not any(self._same(piece, other) for other in near.values()):
                kept.append(piece)
                for word in piece.words:
                    by_word.setdefault(word, []).append(piece)
        return sorted(kept, key=lambda p: min(p.words))

    def _same(self, one: _Piece, other: _Piece) -> bool:
        common = len(one.words & other.words)
        if common >= 0.8 * max(len(one.words), len(other.words)):
            return True
        return one.sentence == other.sentence and self._name(one) == self._name(other) != ""

    def _holds_cue(self, piece: _Piece) -> bool:
        """Tell “Dunlop mentions …, according to Dunlop” said once: the outer one repeats its speaker's name inside."""
        doc = self.parsed.docs[piece.sentence]
        name = self._name(piece)
        if doc is None or not name or piece.clause.form != "according":
            return False
        return any(i == piece.sentence and doc[t].lower_ == name and doc[t].dep_ == "nsubj" for i, t in piece.words)

    def _name(self, piece: _Piece) -> str:
        speaker = piece.clause.speaker
        return "" if speaker is None else speaker.lower_

    def _joined(self, pieces: list[_Piece]) -> list[_Piece]:
        """Join the pieces that hang on one cue: “…,” she said, “…”."""
        by_cue: dict[tuple[int, tuple[int, int]], _Piece] = {}
        for piece in pieces:
            key = (piece.sentence, piece.clause.cue)
            held = by_cue.get(key)
            by_cue[key] = piece if held is None else replace(held, words=held.words | piece.words)
        return list(by_cue.values())

    def _quote(self, piece: _Piece) -> QuoteFound | None:
        spans = self._spans(piece.words)
        if not spans:
            return None
        doc = self.parsed.docs[piece.sentence]
        assert doc is not None
        clause = piece.clause
        cue = self.parsed.span(piece.sentence, doc[clause.cue[0]], doc[clause.cue[1]])
        speaker = None if clause.speaker is None else mentions.mention(self.parsed, piece.sentence, clause.speaker)
        return QuoteFound(
            start=spans[0][0],
            end=spans[-1][1],
            spans=spans,
            type=self._type(piece),
            cue=cue,
            speaker=speaker,
            via=self._via(piece, doc),
            addressee=self._addressee(piece),
            confidence=round(_CONFIDENCE[clause.form] - (0.3 if speaker is None else 0), 2),
            reason=STATED if speaker is not None else IMPERSONAL if clause.impersonal else OPEN,
        )

    def _spans(self, words: Iterable[Word]) -> tuple[tuple[int, int], ...]:
        """Turn words into stretches of text; only marks, stops and white space may lie inside one between words."""
        spans: list[tuple[int, int]] = []
        for i, number in sorted(words):
            token = self._token((i, number))
            if token.is_punct:
                continue
            start, end = self.parsed.place(i, token)
            if spans and not any(c.isalnum() for c in self.text[spans[-1][1] : start]):
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        return tuple(self.quoted.balanced(s, e) for s, e in spans)

    def _type(self, piece: _Piece) -> Type:
        spoken = [w for w in piece.words if not self._token(w).is_punct]
        inside = sum(w in self.quoted.number for w in spoken)
        if inside == 0:
            return "indirect"
        return "direct" if inside >= 0.9 * len(spoken) else "mixed"

    def _token(self, word: Word) -> "Token":
        doc = self.parsed.docs[word[0]]
        assert doc is not None  # pieces are built from parsed sentences only
        return doc[word[1]]

    def _via(self, piece: _Piece, doc: "Doc") -> Mention | None:
        """Return the medium: “told the Courier”, “said in the Courier”."""
        verb = doc[piece.clause.cue[0]]
        for child in verb.rights:
            noun = child
            if child.dep_ == "prep" and child.lower_ in ("in", "to", "on", "with"):
                noun = next((c for c in child.children if c.dep_ == "pobj"), child)
            elif child.dep_ not in ("dobj", "dative"):
                continue
            if (piece.sentence, noun.i) not in piece.words and noun.pos_ == "PROPN":
                medium = mentions.mention(self.parsed, piece.sentence, noun)
                if medium.kind == "publication":
                    return medium
        return None

    def _addressee(self, piece: _Piece) -> Span | None:
        token = piece.clause.addressee
        if token is None or (piece.sentence, token.i) in piece.words:
            return None
        noun = mentions.mention(self.parsed, piece.sentence, token)
        return Span.of(self.text, noun.start, noun.end)

    # Speakers that the sentence does not name

    def _inferred(self, found: list[QuoteFound], free: list[int]) -> tuple[QuoteFound, ...]:
        """Give quotations that stand alone to the speaker right before them; then order all by their first word."""
        queue = sorted(
            [*found, *(q for n in free if (q := self._free(n)) is not None)], key=lambda q: (q.start, -q.end)
        )
        quotes: list[QuoteFound] = []
        pieces: list[list[tuple[int, int]]] = []  # the spans of each quote, while more are joined to it
        for quote in queue:
            before = quotes[-1] if quotes else None
            near = before is not None and self._follows(before, quote)
            if quote.reason == IMPERSONAL and before is not None and near and self._same_passage(before, quote):
                quote = replace(quote, speaker=before.speaker, reason=BEFORE if before.speaker else IMPERSONAL)
            alone = quote.cue is None
            if alone and sum(map(self._length, quote.spans)) <= SHORT and not (near and before and before.cue):
                continue  # a word or two in marks with nobody's speech before them: a heading, a term
            if not alone or before is None or not near:
                quotes.append(quote)
            elif self._goes_on(before, quote):
                quotes[-1] = replace(before, end=quote.end)
                pieces[-1] += quote.spans
                continue
            elif before.speaker is not None and (before.type != "indirect" or self._same_passage(before, quote)):
                quotes.append(replace(quote, speaker=before.speaker, confidence=0.6, reason=CONTINUED))
            else:
                quotes.append(quote)
            pieces.append(list(quote.spans))
        return tuple(replace(q, spans=tuple(spans)) for q, spans in zip(quotes, pieces, strict=True))

    def _length(self, span: tuple[int, int]) -> int:
        return len(self.text[span[0] : span[1]].split())

    def _free(self, number: int) -> QuoteFound | None:
        words = self.quoted.words[number]
        if not words or not self.quoted.alone(number):
            return None
        spans = self._spans(words)
        return QuoteFound(spans[0][0], spans[-1][1], spans, "direct", None, None, None, None, 0.5, OPEN)

    def _follows(self, before: QuoteFound, quote: QuoteFound) -> bool:
        """Tell whether no sentence stands between two quotations, and at most one paragraph's end."""
        first = bisect_right(self.parsed.starts, quote.start) - 1
        cue_end = before.cue.end if before.cue is not None else 0
        last = bisect_right(self.parsed.starts, max(before.end - 1, cue_end - 1)) - 1
        return first - last <= 1 and self.parsed.passages[first] - self.parsed.passages[last] <= 1

    @staticmethod
    def _speech(quote: QuoteFound) -> bool:
        """Tell a verb of saying from “according to”, after which a quotation alone is not certain to be the same."""
        return quote.cue is not None and quote.cue.exact.lower() not in ("according to", "per")

    def _same_passage(self, before: QuoteFound, quote: QuoteFound) -> bool:
        first = bisect_right(self.parsed.starts, quote.start) - 1
        last = bisect_right(self.parsed.starts, before.end - 1) - 1
        return self.parsed.passages[first] == self.parsed.passages[last]

    def _goes_on(self, before: QuoteFound, quote: QuoteFound) -> bool:
        """Tell one speech in pieces from a new quotation: “…,” she said. “…”, or marks open at a paragraph's end."""
        if self._same_passage(before, quote):
            in_marks = self.quoted.covers(before.end - 1)
            return before.type == "direct" or (before.type == "mixed" and in_marks and self._speech(before))
        mark = self.quoted.marked[bisect_right(self.quoted.opens, before.end - 1) - 1]
        return before.type == "direct" and not mark.closed
