"""Find what can be checked: an outcome for every part of every sentence, and the claims among them."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from claims.pipeline.amounts import amount
from claims.pipeline.amounts.amount import AmountFound
from claims.pipeline.experts.experts import Attributed
from claims.pipeline.parse.parse import TOO_LONG, Parsed
from claims.pipeline.quotes.quotes import HEARD, QuoteFound
from claims.pipeline.rank import claim_types, outcome, part_words, repeated
from claims.pipeline.rank.checkworthy import Type, Worth, weigh
from claims.pipeline.rank.outcome import Outcome
from claims.pipeline.speakers import mentions
from claims.pipeline.split import parts
from claims.pipeline.split.part import Mode, Part
from claims.pipeline.standalone import dates, interpretations, standalone, topic
from claims.pipeline.standalone.interpretations import InterpretationFound
from claims.pipeline.standalone.referents import Named, Speaker
from claims.pipeline.standalone.wording import Segment, Wording
from claims.pipeline.times.interval import WhenFound
from sources.spans import Span

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

# What is left of the worth of words that are no claim; a reviewer may still take one up.
_LEFT: dict[Outcome, float] = {
    "ambiguous": 0.8,
    "attribution_only": 0.6,
    "prediction": 0.5,
    "question": 0.3,
    "opinion": 0.3,
    "not_checkable": 0.3,
}
_ROLE = 0.3  # what is left of the worth of what somebody who speaks is, which stands with the name as well
_POSSIBLE = 0.5  # what is left of the worth of a claim that something may happen
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_WORTH, _STRONG = 0.4, 0.7  # a fact in passing on its own; inside a claim that holds it already
PLAIN_STATEMENT = "says what somebody or something is or does"
_MIN_REPEATED_WORDS = 4  # words: a shorter sentence said twice ("He agreed.") is not the same statement


@dataclass(frozen=True, slots=True)
class PartFound:
    """What a part of sentence `sentence` was taken for, by which rule; `score` is how worth checking it is.

    An ambiguous part has its `interpretations`, the likeliest first, and the `claim` that the first would be. `spans`
    are the places of its words where other words stand between them.
    """

    sentence: int
    start: int
    end: int
    mode: Mode
    outcome: Outcome
    rule: str
    score: float
    interpretations: tuple[InterpretationFound, ...] = ()
    claim: "ClaimFound | None" = None
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimFound:
    """One checkable assertion: the printed words at `start`–`end` that it rests on, and `text` that stands alone.

    `segments` are what `text` is rendered from: they tile the place. `quote` is the index of the quote in which
    somebody says it; `times` say when, `amounts` how much. `places` are all the places where the article says it, the
    fullest words first.
    """

    start: int
    end: int
    text: str
    type: Type
    score: float
    reasons: tuple[str, ...]
    quote: int | None
    segments: tuple[Segment, ...]
    times: tuple[WhenFound, ...] = ()
    amounts: tuple[AmountFound, ...] = ()
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """Every part of every sentence in order of the text, and the claims, the most worth checking first."""

    parts: tuple[PartFound, ...]
    claims: tuple[ClaimFound, ...]


def rank(
    parsed: Parsed,
    attributed: Attributed,
    alike: Mapping[int, float] | None = None,
    published_on: date | None = None,
    headlines: Container[int] = (),
) -> Ranked:
    """Judge every part of every sentence; the check-worthy ones become claims, linked to their quote.

    `alike` holds for sentences the chance that one about the same is checked; it changes scores, and nothing else.
    `published_on` tells which day "on Monday" was. `headlines` are the sentences that announce what the text says.
    A sentence has at least one part. Raises nothing: what cannot be read or understood has an outcome that says so.
    """
    inside = _by_sentence(parsed, attributed.quotes)
    names = tuple(expert.name for expert in attributed.experts if expert.kind == "person")
    named = Named(parsed, names, published_on)
    judged: list[_Judged] = []
    for sentence in range(len(parsed)):
        if parsed.docs[sentence] is None:
            judged.append(_Judged(_unread(parsed, sentence)))
            continue
        like = alike.get(sentence) if alike is not None else None
        judged_as: dict[int, Outcome] = {}
        cut = _items(named, parts.cut(parsed, sentence, *inside[sentence]))
        if not cut:  # control characters, or a line of blanks that no editor shows
            judged.append(_Judged(_wordless(parsed, sentence)))
        for part in cut:
            source = _source(parsed, attributed, part)
            worth = weigh(
                _about(part),
                quoted=source.quoted,
                hedged=part.mode == "hedged",
                nameless=source.nameless,
                alike=like,
                top=part.head,
            )
            kind, rule = outcome.judge(part, worth)
            if rule == "claim.possibility":
                worth = replace(worth, score=round(worth.score * _POSSIBLE, 2))
            elif _is_role(part, judged_as):
                worth = replace(worth, score=round(worth.score * _ROLE, 2))
            host = judged_as.get(id(part.host)) if _held(part) else None
            if host is not None and not _telling(part, worth, kind, host):
                continue
            claim: ClaimFound | None = None
            meant: tuple[InterpretationFound, ...] = ()
            if kind == "claim":
                text = standalone.alone(
                    named, part, speaker=source.speaker, assumed=_deictic(part) if rule == "claim.record" else None
                )
                if isinstance(text, standalone.Lost) and outcome.is_vague_alone(part, worth):
                    kind, rule = "not_checkable", "vague.nothing-named"
                elif isinstance(text, standalone.Lost):
                    kind, rule = "ambiguous", text.rule
                    meant = interpretations.find(named, part, text, speaker=source.speaker)
                else:
                    claim = _claim(parsed, part, text, worth)
            judged_as[id(part)] = kind
            score = round(worth.score * _LEFT.get(kind, 1.0), 2)
            would_be = _claim(parsed, part, meant[0].wording, worth) if meant else None
            own = part_words.spans(parsed, part)
            found = PartFound(sentence, part.start, part.end, part.mode, kind, rule, score, meant, would_be, own)
            judged.append(_Judged(found, part, claim))
    return _once(judged, headlines)


def _items(named: Named, cut: Sequence[Part]) -> Sequence[Part]:
    """Read "repaid nothing" below "The board has:" as what it has done; the tagger takes it for a thing repaid."""
    if len(cut) != 1 or cut[0].form != "main" or cut[0].head.pos_ in parts.VERBS:
        return cut
    (part,) = cut
    verb, words = part.tokens[0], list(part.tokens)
    opening = topic.led_in(named, part.sentence) if verb.tag_ == "VBN" and verb.head.i == part.head.i else None
    if opening is None or opening[0].split()[-1].lower() not in topic.OPEN_AUXILIARIES:
        return cut
    while len(words) > 1 and (words[-1].is_punct or words[-1].tag_ == "CC"):
        words.pop()
    end = named.parsed.starts[part.sentence] + words[-1].idx + len(words[-1])
    return [replace(part, head=verb, tokens=words, end=end)]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A part with its outcome; one of words that were not read has none of them."""

    found: PartFound
    part: Part | None = None
    claim: ClaimFound | None = None


def _once(judged: "Sequence[_Judged]", headlines: Container[int]) -> Ranked:
    """Find each statement once: where it is said again, its claim has a further place."""
    same = _said_again(judged, headlines)
    places: dict[int, list[tuple[int, int]]] = {}
    found = [each.found for each in judged]
    for number, (first, rule) in sorted(same.items()):
        while first in same:
            first = same[first][0]
        places.setdefault(first, []).append((found[number].start, found[number].end))
        found[number] = replace(found[number], outcome="duplicate", rule=rule, interpretations=(), claim=None)
    claims = [
        replace(each.claim, places=((each.claim.start, each.claim.end), *places.get(number, ())))
        for number, each in enumerate(judged)
        if each.claim is not None and number not in same
    ]
    return Ranked(tuple(found), tuple(sorted(claims, key=lambda claim: (-claim.score, claim.start, claim.end))))


def _said_again(judged: "Sequence[_Judged]", headlines: Container[int]) -> dict[int, tuple[int, str]]:
    """Return for each part that says what another says the number of the other, and the rule that found it."""
    same: dict[int, tuple[int, str]] = {}
    first: dict[tuple[tuple[str, ...], str], int] = {}
    for number, each in enumerate(judged):
        if each.part is None or each.part.form == "frame" or each.found.outcome == "ambiguous":
            continue
        words = _folded(each.part)
        text = each.claim.text if each.claim is not None else ""
        if len(words) >= _MIN_REPEATED_WORDS and first.setdefault((words, text), number) != number:
            same[number] = first[words, text], "duplicate.same-words"
    claimed = [(number, each.part) for number, each in enumerate(judged) if each.claim is not None and each.part]
    fuller = [(number, part) for number, part in claimed if part.sentence not in headlines and number not in same]
    for number, part in claimed:
        if part.sentence in headlines and number not in same:
            again = next((other for other, text in fuller if repeated.says_again(part, text)), None)
            if again is not None:
                same[number] = again, "duplicate.headline"
    return same


def _deictic(part: Part) -> dict[int, None]:
    """Leave "this" in "this will be the first mayor who never …": what is claimed is about those before."""
    about = part_words.subject(part)
    return {about.i: None} if about is not None and about.lower_ in {"it", "that", "this"} else {}


def _claim(parsed: Parsed, part: Part, wording: Wording, worth: Worth) -> ClaimFound:
    times, amounts = times_and_amounts(parsed, part)
    return ClaimFound(
        part.start,
        part.end,
        wording.text,
        worth.type,
        worth.score,
        worth.reasons or (PLAIN_STATEMENT,),
        part.quote,
        wording.segments,
        times,
        amounts,
    )


def times_and_amounts(parsed: Parsed, part: Part) -> tuple[tuple[WhenFound, ...], tuple[AmountFound, ...]]:
    """Find when a part says that it holds, and how much it says."""
    times = dates.times(parsed, part)
    tokens = sorted(part_words.in_order(part), key=lambda token: token.i)
    return times, amount.find(parsed, part.sentence, tokens, times)


@dataclass(frozen=True, slots=True)
class _Source:
    """Who answers for a part: `speaker` says who is quoted with it, `nameless` that nobody names them."""

    quoted: bool
    nameless: bool
    speaker: Speaker | None


def _source(parsed: Parsed, attributed: Attributed, part: Part) -> _Source:
    if part.quote is None:
        return _Source(False, False, None)
    quote, index = attributed.quotes[part.quote], attributed.attributions[part.quote].expert
    expert = None if index is None else attributed.experts[index]
    unnamed = expert is None or expert.kind == "unnamed"
    name = None if expert is None or unnamed else expert.name
    sentence, head = (quote.speaker.sentence, quote.speaker.head) if quote.speaker is not None else (-1, -1)
    speaker = Speaker(
        name, sentence, head, quote.start, quote.end, quote.type == "direct", _addressee(parsed, quote.addressee)
    )
    return _Source(True, unnamed and quote.reason != HEARD, speaker)  # a court answers for what it heard


def _addressee(parsed: Parsed, addressee: Span | None) -> str | None:
    """Return the name of the person who is spoken to: told Brandt, not "told reporters"."""
    if addressee is None:
        return None
    sentence = bisect_right(parsed.starts, addressee.start) - 1
    tokens = parsed.tokens(sentence, addressee.start, addressee.end)
    if not tokens:
        return None
    found = mentions.mention(parsed, sentence, min(tokens, key=lambda t: len(list(t.ancestors))))
    return found.name if found.kind == "person" else None


_Inside = tuple[list[tuple[int, int, int]], list[tuple[int, int]]]


def _by_sentence(parsed: Parsed, quotes: Sequence[QuoteFound]) -> list[_Inside]:
    """Lay the quotes over the sentences: (start, end, quote) of their words, the innermost first, and their cues."""
    inside: list[_Inside] = [([], []) for _ in range(len(parsed))]
    for index, quote in enumerate(quotes):
        if quote.act == "attitude" and not _stands_behind(quote):
            continue  # nobody said these words: the article answers for what it says of somebody's mind
        if quote.polarity != "asserted":
            continue  # "denied that …", "asked whether …": only with the word that reports them are they true
        accuses = quote.cue is not None and quote.cue.exact.startswith("accus") and " of " in _words(parsed, quote)
        if quote.type == "indirect" and not accuses and not _finite(parsed, quote):
            continue  # "refused to show its accounts" is one statement, not somebody's words
        if quote.type != "direct" and _names(quote) and not _finite(parsed, quote):
            continue  # "branded him a “liar”"
        for start, end in quote.spans:
            for sentence in range(bisect_right(parsed.ends, start), bisect_left(parsed.starts, end)):
                low, high = max(start, parsed.starts[sentence]), min(end, parsed.ends[sentence])
                inside[sentence][0].append((low, high, index))
        if quote.cue is not None:
            inside[bisect_right(parsed.starts, quote.cue.start) - 1][1].append((quote.cue.start, quote.cue.end))
    for stretches, _ in inside:
        stretches.sort(key=lambda stretch: (stretch[1] - stretch[0], stretch[0]))
    return inside


def _stands_behind(quote: QuoteFound) -> bool:
    """Return whether a view is stated first and whose it is behind: "The ferry leaks, the captain believes"."""
    return quote.cue is not None and quote.cue.start >= quote.end


def _names(quote: QuoteFound) -> bool:
    """Return whether somebody calls somebody something: "described him as a “liar”"."""
    return quote.cue is not None and quote.cue.exact.lower() in claim_types.NAMING


def _words(parsed: Parsed, quote: QuoteFound) -> str:
    return " ".join(parsed.text[start:end] for start, end in quote.spans)


def _finite(parsed: Parsed, quote: QuoteFound) -> bool:
    """Return whether reported words have a verb of their own: not in "to show its accounts"."""
    return any(
        token.tag_ in _FINITE or _is_past(token)
        for start, end in quote.spans
        for sentence in range(bisect_right(parsed.ends, start), bisect_left(parsed.starts, end))
        for token in parsed.tokens(sentence, start, end)
    )


def _is_past(verb: "Token") -> bool:
    """Return whether a verb that is taken for a participle is in the past: "claims that the town paid"."""
    own = {c.dep_ for c in verb.lefts}
    return verb.tag_ == "VBN" and verb.dep_ == "ccomp" and "nsubj" in own and own.isdisjoint({"aux", "auxpass"})


def _unread(parsed: Parsed, sentence: int) -> PartFound:
    why = parsed.unread.get(sentence, "und")
    kind: Outcome = "not_checkable" if why == TOO_LONG else "language_not_read"
    return PartFound(sentence, parsed.starts[sentence], parsed.ends[sentence], "asserted", kind, f"unread.{why}", 0.0)


def _wordless(parsed: Parsed, sentence: int) -> PartFound:
    start, end = parsed.starts[sentence], parsed.ends[sentence]
    return PartFound(sentence, start, end, "asserted", "not_checkable", "fragment.no-words", 0.0)


def _about(part: Part) -> "Sequence[Token]":
    """Return the words of a part; a relative clause that carries nothing speaks of the noun in front of it."""
    noun = part.noun
    if noun is None or part.carried:
        return part_words.in_order(part)
    return (*noun.doc[noun.left_edge.i : noun.i + 1], *part.tokens)


def _held(part: Part) -> bool:
    """Return whether another part still says the words of this one, which then need not stand on their own."""
    return part.host is not None and {t.i for t in part.tokens} <= {t.i for t in part.host.tokens}


def _telling(part: Part, worth: Worth, judged: Outcome, host: Outcome) -> bool:
    """A fact in passing is a part of its own when it is worth checking and no claim around it holds it already."""
    if judged != "claim":
        return False
    if host == "attribution_only" and part.form == "relative":
        return True  # what is said in passing of who speaks
    return part.form == "phrase" or worth.weight >= (_STRONG if host == "claim" else _WORTH)


def _is_role(part: Part, judged_as: "Mapping[int, Outcome]") -> bool:
    """Return whether a part says what somebody who speaks is: "Ada Holm, the board's chief engineer, said"."""
    is_noun = part.form == "relative" and part.head.pos_ not in parts.VERBS
    return is_noun and judged_as.get(id(part.host)) == "attribution_only"


def _folded(part: Part) -> tuple[str, ...]:
    return tuple(t.lower_.replace("’", "'") for t in part_words.in_order(part) if any(map(str.isalnum, t.text)))
