"""Find what is quoted: whose words, which words, and the word that says so."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from claims.pipeline import clauses, cues, marks, mentions
from claims.pipeline.clauses import Clause
from claims.pipeline.marks import Marked
from claims.pipeline.mentions import Mention
from claims.pipeline.parse import Parsed, Stretch
from sources.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Type = Literal["direct", "mixed", "indirect"]

STATED = "stated"
BEFORE = "inferred from the sentence before"
CONTINUED = "inferred from the quotation before"
OPEN = "nobody is named"
_SHORT = 3  # words: in marks of their own they are a term or irony unless a cue stands right beside them
_CUE_REACH = 12  # words between a quotation and its cue
_CONFIDENCE = {
    "clause": 0.9,
    "parenthesis": 0.9,
    "according": 0.9,
    "beside": 0.85,
    "infinitive": 0.7,
    "noun": 0.7,
    "naming": 0.6,
    "object": 0.6,
}


@dataclass(frozen=True, slots=True)
class QuoteFound:
    """Words attributed to somebody; all places are code points of the article's text.

    `spans` are the words without outer quotation marks and without the cue, `start`–`end` reaches over all of them.
    `speaker` is None when the article does not say who; `reason` says in words how the speaker was decided.
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


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cue with its words as (sentence, token number), before it becomes a quote."""

    sentence: int
    clause: Clause
    words: frozenset[tuple[int, int]]


def find(text: str, passages: Sequence[Stretch], parsed: Parsed) -> tuple[QuoteFound, ...]:
    """Return the quotations of an article in order of their first word.

    Sentences that were not parsed are quoted from nowhere; attitudes, terms in marks and titles are not quotations.
    """
    return _Finder(text, passages, parsed).quotes()


class _Finder:
    """The state of one reading: which words stand in marks, and in which marks."""

    def __init__(self, text: str, passages: Sequence[Stretch], parsed: Parsed) -> None:
        self.text, self.parsed = text, parsed
        read = sorted({parsed.passages[i] for i, doc in enumerate(parsed.docs) if doc is not None})
        self.marked = marks.pair(text, [passages[i] for i in read])
        self.opens = [m.start for m in self.marked]
        self.in_mark: dict[tuple[int, int], int] = {}
        self.words: list[list[tuple[int, int]]] = []
        for number, stretch in enumerate(self.marked):
            self.words.append(self._words_of(stretch, number))

    def _words_of(self, stretch: Marked, number: int) -> list[tuple[int, int]]:
        start, end = stretch.inner
        found = []
        for i in range(max(0, bisect_right(self.parsed.starts, start) - 1), bisect_left(self.parsed.starts, end)):
            for token in self.parsed.tokens(i, start, end):
                self.in_mark[i, token.i] = number
                if not token.is_punct:
                    found.append((i, token.i))
        return found

    def quotes(self) -> tuple[QuoteFound, ...]:
        pieces: list[_Piece] = []
        for i, doc in enumerate(self.parsed.docs):
            if doc is not None:
                pieces += self._sentence(i, doc)
        taken = {self.in_mark[w] for p in pieces for w in p.words if w in self.in_mark}
        for number in range(len(self.marked)):
            if number not in taken and (piece := self._beside(number)) is not None:
                pieces.append(piece)
                taken.add(number)
        pieces = self._joined(self._distinct(pieces))
        found = [quote for piece in pieces if (quote := self._quote(piece)) is not None]
        free = [n for n in range(len(self.marked)) if n not in taken]
        return self._inferred(sorted(found, key=lambda q: (q.start, -q.end)), free)

    # Inside one sentence

    def _sentence(self, i: int, doc: "Doc") -> list[_Piece]:
        quoted = frozenset(t.i for t in doc if self._silent(i, t.i))
        return [
            _Piece(i, clause, words)
            for clause in clauses.read(doc, quoted)
            if (words := self._whole(i, doc, clause)) and self._admits(clause, words)
        ]

    def _silent(self, i: int, token: int) -> bool:
        number = self.in_mark.get((i, token))
        return number is not None and len(self.words[number]) > _SHORT

    def _whole(self, i: int, doc: "Doc", clause: Clause) -> frozenset[tuple[int, int]]:
        """Take whole quotations: one that the words touch belongs to them, to its end in another sentence."""
        own = {(i, t) for t in clause.content if not doc[t].is_space}
        if clause.form == "parenthesis":
            before = {w for w in own if w[1] < clause.cue[0] and not doc[w[1]].is_punct}
            if before and all(w in self.in_mark for w in before):
                own = {w for w in own if w[1] < clause.cue[0] or w in self.in_mark}
        for number in {self.in_mark[w] for w in own if w in self.in_mark}:
            own |= set(self.words[number])
        cue = {(i, t) for t in range(clause.cue[0], clause.cue[1] + 1)}
        return frozenset(own - cue)

    def _admits(self, clause: Clause, words: frozenset[tuple[int, int]]) -> bool:
        """Keep noun phrases only when some of their words are in marks: “mentions a ‘…’ of …”, “called it ‘…’”."""
        if clause.form in ("object", "naming"):
            return any(w in self.in_mark for w in words)
        return len(words) > 1 or any(w in self.in_mark for w in words)

    # A quotation and the cue beside it

    def _beside(self, number: int) -> _Piece | None:
        """Look for a cue right after the closing mark, then right before the opening one."""
        words = self.words[number]
        if not words:
            return None
        stretch = self.marked[number]
        inner = self.text[stretch.inner[0] : stretch.inner[1]].rstrip()
        stops = (
            inner.endswith((",", ".", "?", "!", "…", "—", "–", "-")) or self.text[stretch.end : stretch.end + 1] == ","
        )
        clause = None
        if stops:
            clause = self._after(words[-1][0], stretch, ends=inner[-1:])
            sentence = words[-1][0]
        if clause is None and (stops or len(words) > _SHORT):
            clause = self._before(words[0][0], stretch)
            sentence = words[0][0]
        if clause is None and stops:
            clause, sentence = self._announced(words[0][0], stretch)
        return None if clause is None else _Piece(sentence, clause, frozenset(words))

    def _after(self, i: int, stretch: Marked, ends: str) -> Clause | None:
        doc, base = self.parsed.docs[i], self.parsed.starts[i]
        if doc is None:
            return None
        frame = [t for t in doc if base + t.idx >= stretch.end and not t.is_space][:_CUE_REACH]
        for place, token in enumerate(frame):
            if token.text in ("“", '"', ";") or (token.i, i) in self.in_mark:
                return None
            verb = token.pos_ == "VERB" or bool(cues.carried(token))
            if not verb:
                continue
            known = bool(cues.carried(token))
            speaker = clauses.subject(token) or self._inverted(doc, token)
            near = speaker is not None and base + speaker.idx >= stretch.end
            if near and (known or (ends in (",", "?", "!") and place <= 1)):
                return Clause((token.i, token.i), frozenset(), speaker, "beside", addressee=clauses._addressee(token))
            if not known and place > 1:
                return None
        return None

    def _before(self, i: int, stretch: Marked) -> Clause | None:
        doc, base = self.parsed.docs[i], self.parsed.starts[i]
        if doc is None:
            return None
        frame = [t for t in doc if base + t.idx + len(t) <= stretch.start and not t.is_space]
        if not frame:
            return None
        introduced = frame[-1].text in (",", ":") or bool(cues.carried(frame[-1]))
        for token in reversed(frame[-_CUE_REACH:]):
            if (i, token.i) in self.in_mark:
                return None
            if cues.carried(token) and introduced:
                speaker = clauses.subject(token)
                if speaker is not None and base + speaker.idx < stretch.start:
                    return Clause(
                        (token.i, token.i), frozenset(), speaker, "beside", addressee=clauses._addressee(token)
                    )
        return None

    def _announced(self, i: int, stretch: Marked) -> tuple[Clause | None, int]:
        """Read “she wrote on her blog:” before a quotation that begins a sentence or paragraph of its own."""
        before = i - 1
        if before < 0 or self.text[self.parsed.starts[i] : stretch.start].strip():
            return None, i
        doc = self.parsed.docs[before]
        if doc is None or not self.text[: self.parsed.ends[before]].endswith(":", self.parsed.starts[before]):
            return None, i
        for token in reversed(doc):
            if cues.carried(token) and (speaker := clauses.subject(token)) is not None:
                return Clause((token.i, token.i), frozenset(), speaker, "beside"), before
        return None, i

    @staticmethod
    def _inverted(doc: "Doc", verb: "Token") -> "Token | None":
        """Return the noun right after the verb (said Jane Doe) when the grammar missed that it is the subject."""
        nearest = verb.i + 1
        if nearest < len(doc) and doc[nearest].pos_ in ("PROPN", "PRON", "DET", "NOUN", "ADJ"):
            token = doc[nearest]
            while token.head.i > token.i and token.dep_ in ("det", "amod", "compound", "poss", "nummod", "nmod"):
                token = token.head
            return token
        return None

    # Between pieces

    def _distinct(self, pieces: list[_Piece]) -> list[_Piece]:
        """Drop a piece whose words another piece of the same speaker holds, or whose words are nearly the same."""
        kept: list[_Piece] = []
        for piece in sorted(pieces, key=lambda p: -_CONFIDENCE[p.clause.form]):
            if not any(self._same(piece, other) for other in kept):
                kept.append(piece)
        return sorted(kept, key=lambda p: min(p.words))

    def _same(self, one: _Piece, other: _Piece) -> bool:
        common = len(one.words & other.words)
        if not common:
            return False
        if common >= 0.8 * max(len(one.words), len(other.words)):
            return True
        return one.sentence == other.sentence and self._name(one) == self._name(other) != ""

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
            type=self._type(piece.words),
            cue=cue,
            speaker=speaker,
            via=self._via(piece, doc),
            addressee=self._addressee(piece),
            confidence=_CONFIDENCE[clause.form] - (0.3 if speaker is None else 0),
            reason=OPEN if speaker is None else STATED,
        )

    def _spans(self, words: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Turn words into stretches of text; only marks, stops and white space may lie inside one between words."""
        spans: list[tuple[int, int]] = []
        for i, number in sorted(words):
            doc = self.parsed.docs[i]
            assert doc is not None
            token = doc[number]
            if token.is_punct:
                continue
            start, end = self.parsed.place(i, token)
            if spans and not any(c.isalnum() for c in self.text[spans[-1][1] : start]):
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        return tuple((s, self._stop(e)) for s, e in spans)

    def _stop(self, end: int) -> int:
        """Take the stop that ends a quotation with it."""
        while end < len(self.text) and self.text[end] in ".,!?…%":
            end += 1
        return end

    def _type(self, words: frozenset[tuple[int, int]]) -> Type:
        inside = sum(w in self.in_mark for w in words)
        if inside == 0:
            return "indirect"
        return "direct" if inside >= 0.9 * len(words) else "mixed"

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
        for quote in queue:
            before = quotes[-1] if quotes else None
            if quote.cue is not None or before is None or not self._follows(before, quote):
                quotes.append(quote)
            elif self._goes_on(before, quote):
                quotes[-1] = replace(before, end=quote.end, spans=before.spans + quote.spans)
            elif before.speaker is not None:
                quotes.append(replace(quote, speaker=before.speaker, confidence=0.6, reason=CONTINUED))
            else:
                quotes.append(quote)
        return tuple(quotes)

    def _free(self, number: int) -> QuoteFound | None:
        words = self.words[number]
        if len(words) <= _SHORT or not self._alone(number):
            return None
        spans = self._spans(words)
        return QuoteFound(spans[0][0], spans[-1][1], spans, "direct", None, None, None, None, 0.5, OPEN)

    def _follows(self, before: QuoteFound, quote: QuoteFound) -> bool:
        """Tell whether no sentence stands between two quotations, and at most one paragraph's end."""
        first = bisect_right(self.parsed.starts, quote.start) - 1
        cue_end = before.cue.end if before.cue is not None else 0
        last = bisect_right(self.parsed.starts, max(before.end - 1, cue_end - 1)) - 1
        return first - last <= 1 and self.parsed.passages[first] - self.parsed.passages[last] <= 1

    def _goes_on(self, before: QuoteFound, quote: QuoteFound) -> bool:
        """Tell one speech in pieces from a new quotation: “…,” she said. “…”, or marks open at a paragraph's end."""
        first = bisect_right(self.parsed.starts, quote.start) - 1
        last = bisect_right(self.parsed.starts, before.end - 1) - 1
        if self.parsed.passages[first] == self.parsed.passages[last]:
            return before.type == "direct"
        mark = self.marked[bisect_right(self.opens, before.end - 1) - 1]
        return before.type == "direct" and not mark.closed

    def _alone(self, number: int) -> bool:
        """Tell whether the sentences of a quotation hold nothing else."""
        words = self.words[number]
        for i in range(words[0][0], words[-1][0] + 1):
            doc = self.parsed.docs[i]
            if doc is None or any((i, t.i) not in self.in_mark and not t.is_punct and not t.is_space for t in doc):
                return False
        return True
