"""Find how much a statement says: numbers with their unit, what they are compared with, and what they hold for."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from claims.pipeline.amounts import numbers
from claims.pipeline.amounts.numbers import Number
from claims.pipeline.parse.parse import OTHER_WORDS, Parsed
from claims.pipeline.times.interval import WhenFound
from sources.spans import Span
from sources.word_list import load_table

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token


@dataclass(frozen=True, slots=True)
class AmountFound:
    """Printed words at `start`–`end` that say how much.

    `values` are one number, the two ends of a range, or none ("more than any other line" says no number). `unit` is as
    printed, `measure` its one name where that is certain ("percent", "km", "crown"; else empty). `qualifier` holds the
    words that keep the number open ("about", "at least", "between"). `compared` and the `scopes` ("a year", "between
    Ellerhaven and Great Sorrel") are places in the text.
    """

    start: int
    end: int
    exact: str
    values: tuple[int | float, ...]
    unit: str = ""
    measure: str = ""
    qualifier: str = ""
    compared: Span | None = None
    scopes: tuple[Span, ...] = ()


_TABLE = load_table(Path(__file__).with_name("measures.toml"))
_NAMES: dict[str, str] = {printed: name for name, forms in _TABLE["measures"].items() for printed in forms}
_NAMES |= dict.fromkeys(_TABLE["uncertain"]["printed"], "")
_SIGNS: dict[str, str] = _TABLE["signs"]
_UNIT = re.compile(rf"[ -]{{0,3}}({'|'.join(sorted(map(re.escape, _NAMES), key=len, reverse=True))})(?![\w/])")
_QUALIFIER = re.compile(
    r"(?<!\w)(about|around|roughly|approximately|some|nearly|almost|close to|at least|at most"
    r"|no (?:more|fewer|less) than|as (?:many|much|few|little) as|up to"
    r"|(?:just |well |slightly )?(?:more|fewer|less) than"
    r"|(?:just |well |slightly )?(?:over|above|under|below)|only|an estimated|exactly|between|from) $",
    re.IGNORECASE,
)
_RANGE_OPENER = re.compile(r"(?:between|from) +", re.IGNORECASE)
_LEADING_WORDS = re.compile(r"-?(?:of )?(?:(?:the|its|their|his|her|our|all|more) )?")
_MAX_LOOK_BACK = 24  # code points to look back for it
_CLOCK = re.compile(r" ?(?:[ap]\.?m\b|o['’]clock)", re.IGNORECASE)
_TO = re.compile(r" ?(?:to|and|[-–—]) ?", re.IGNORECASE)
_UNTIL_STOP = r"((?:[^,;.()“”\"—]|[.,]\d){2,160})"
_COMPARED = re.compile(
    r"(?<!\w)(?:as (?:many|much|large|high|long|often|fast|big|expensive)(?: \w+){0,3} as|(?:\w+ )?than"
    rf"|compared (?:with|to)|(?:up|down) from|(?:times|twice|double)(?= (?:the|that|its|what)\b)) {_UNTIL_STOP}",
    re.IGNORECASE,
)
_RATE = re.compile(
    r" ((?:an?|per|each|every) (?:second|minute|hour|day|night|week|month|quarter|year|season|person|head|household"
    r"|pupil|child|vehicle|kilometre|kilometer|mile|hectare|tonne|litre|crossing|trip)|per \w+)\b",
    re.IGNORECASE,
)
_EXTENT = re.compile(rf" (between {_UNTIL_STOP})")
_NOUNS = frozenset({"NOUN", "PROPN"})
_MAX_PREFIX = 12  # code points of "20,000-" before a number in the same word
_MAX_WORDS_TO_NOUN = 5  # words from a number to what it counts: "84 of the registered fishing boats"


def find(
    parsed: Parsed, sentence: int, tokens: "Sequence[Token]", times: Sequence[WhenFound]
) -> tuple[AmountFound, ...]:
    """Find the amounts among the words of one part of a sentence, in order; what says when is not one of them.

    What stands between two of the tokens is not read. Nothing is worked out: the words say it or it is left empty.
    """
    start, words = parsed.words(sentence, tokens)
    at = {parsed.place(sentence, token)[0] - start: token for token in tokens}
    found = _ranges(words, list(_with_units(words, at, {k - start for t in times for k in range(t.start, t.end)})))
    found = _compared(words, [replace(amount, scopes=tuple(_scopes(words, amount))) for amount in found])
    return tuple(_in_article(parsed.text, start, amount) for amount in found)


def _with_units(words: str, at: "Mapping[int, Token]", time_places: set[int]) -> Iterator[AmountFound]:
    """Yield each number with its unit and qualifier, unless it is a time, a name's number or a bare "one"."""
    last = 0
    found = numbers.read(words)
    for number, following in zip_longest(found, found[1:]):
        if number.start in time_places or _CLOCK.match(words, number.end):
            continue
        unit, measure, end = _unit(words, number, at, following.start if following else len(words))
        before = _QUALIFIER.search(words, max(last, number.start - _MAX_LOOK_BACK), number.start)
        qualifier = before[1].lower() if before else ""
        if not unit and not qualifier and not number.times and _belongs_to_name(number, at):
            continue
        begin = before.start() if before else number.start
        last = end
        yield AmountFound(begin, end, "", (number.value,), unit, measure, " ".join(qualifier.split()))


def _unit(words: str, number: Number, at: "Mapping[int, Token]", limit: int) -> tuple[str, str, int]:
    """Return the unit as printed, its one name, and where it ends."""
    if number.sign:
        return number.sign, _SIGNS.get(number.sign, ""), number.end
    if number.times:
        return "times", "times", number.end
    if match := _UNIT.match(words, number.end):
        return match[1], _NAMES[match[1]], match.end()
    noun = _noun(number, at)
    end = noun[1] + len(noun[0]) if noun else 0
    if not number.end < end <= limit or OTHER_WORDS in words[number.end : end]:  # none, or "14 of its 32 branches"
        return "", "", number.end
    printed = _LEADING_WORDS.sub("", " ".join(words[number.end : end].split()))
    return printed, _NAMES.get(printed, ""), end


def _noun(number: Number, at: "Mapping[int, Token]") -> "tuple[Token, int] | None":
    """Return the noun that is counted, and its place: 84 registered boats, two thirds of the pupils."""
    place = next((k for k in range(number.end - 1, number.start - _MAX_PREFIX, -1) if k in at), None)
    if place is None:
        return None
    token = at[place]
    for k in (t for t in (token.head, token.head.head) if t.i > token.i):
        noun_place = place + k.idx - token.idx
        if k.pos_ in _NOUNS and k.i - token.i <= _MAX_WORDS_TO_NOUN and _same(at.get(noun_place), k):
            return k, noun_place
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is not None and following.lower_ == "of":
        for k in following.children:
            noun_place = place + k.idx - token.idx
            if (
                k.dep_ == "pobj"
                and k.pos_ in _NOUNS
                and k.i - token.i <= _MAX_WORDS_TO_NOUN
                and _same(at.get(noun_place), k)
            ):
                return k, noun_place
    return None


def _same(token: "Token | None", other: "Token") -> bool:
    return token is not None and token.i == other.i  # spaCy makes a new Token at each look


def _belongs_to_name(number: Number, at: "Mapping[int, Token]") -> bool:
    """Return whether a number belongs to a name ("Route 66", "Article 5"), or is a "one" that stands for a thing."""
    if number.spelled and number.value == 1:
        return True
    token = next((at[k] for k in range(number.start, number.end) if k in at), None)
    if token is None or token.i == 0:
        return False
    before = token.nbor(-1)
    return (before.text[:1].isupper() and before.pos_ in _NOUNS) or before.lower_ in {"no", "no.", "number"}


def _ranges(words: str, found: Sequence[AmountFound]) -> list[AmountFound]:
    """Join two numbers that are the ends of a range; a score ("3-1") is neither a range nor two amounts."""
    joined: list[AmountFound] = []
    for amount in found:
        last = joined[-1] if joined else None
        gap = _TO.fullmatch(words, last.end, amount.start) if last and len(last.values) == 1 else None
        if last is None or gap is None or amount.qualifier:
            joined.append(amount)
        else:
            joined[-1:] = _pair(last, amount, gap[0].strip().lower())
    return [_single(words, amount) if len(amount.values) == 1 else amount for amount in joined]


def _pair(first: AmountFound, second: AmountFound, connector: str) -> list[AmountFound]:
    """Return two numbers as what they are with such a word or dash between them: two amounts, one range, or none."""
    kind = next(kind for applies, kind, _ in _PAIRS if applies(first, second, connector))
    if kind == "score":
        return []
    if kind == "two":
        return [first, second]
    unit, measure = (second.unit, second.measure) if second.unit else (first.unit, first.measure)
    return [replace(first, end=second.end, values=first.values + second.values, unit=unit, measure=measure)]


def _differ(first: AmountFound, second: AmountFound, _: str) -> bool:
    """Return whether two numbers count different things."""
    return bool(first.unit and second.unit) and (first.measure or first.unit) != (second.measure or second.unit)


# What two numbers are, and an example; the first row that applies decides.
_PAIRS: tuple[tuple[Callable[[AmountFound, AmountFound, str], bool], Literal["two", "range", "score"], str], ...] = (
    (_differ, "two", "cut 40 jobs to 3 offices"),
    (lambda first, _, by: by == "and" and first.qualifier != "between", "two", "40 and 50 boats"),
    (
        lambda first, second, by: by == "to" and first.qualifier != "from" and first.values[0] > second.values[0],
        "two",
        "seven councillors to two",
    ),
    (lambda _first, _second, by: by.isalpha(), "range", "40 to 50 boats"),
    (lambda first, second, _: first.values[0] < second.values[0], "range", "40–50 boats"),
    (lambda _first, _second, _: True, "score", "won 3-1"),
)


def _single(words: str, amount: AmountFound) -> AmountFound:
    """Drop a "between" or "from" that has one number only."""
    opens = _RANGE_OPENER.match(words, amount.start)
    return replace(amount, start=opens.end(), qualifier="") if opens else amount


def _scopes(words: str, amount: AmountFound) -> Iterator[Span]:
    """Yield what stands right behind: a year, per head, between two places."""
    end = amount.end
    if match := _RATE.match(words, end):
        yield Span(match.start(1), match.end(1), match[1])
        end = match.end()
    if match := _EXTENT.match(words, end):
        yield Span(match.start(1), match.end(1), match[1])


def _compared(words: str, found: list[AmountFound]) -> list[AmountFound]:
    """Attach each comparison to the amount before it; one with no amount before it becomes an amount of its own."""
    alone: list[AmountFound] = []
    for match in _COMPARED.finditer(words):
        if any(amount.start <= match.start() < amount.end and amount.unit != "times" for amount in found):
            continue  # "more than 40" is a qualifier
        printed_words = match[1].rstrip()
        span = Span(match.start(1), match.start(1) + len(printed_words), printed_words)
        before = [k for k, amount in enumerate(found) if amount.start <= match.start()]
        if before and found[before[-1]].compared is None:
            found[before[-1]] = replace(found[before[-1]], compared=span)
        elif not before:
            alone.append(AmountFound(match.start(), span.end, "", (), compared=span))
    return sorted([*found, *alone], key=lambda amount: amount.start)


def _in_article(text: str, start: int, amount: AmountFound) -> AmountFound:
    def moved(span: Span) -> Span:
        return Span.of(text, start + span.start, start + span.end)

    return replace(
        amount,
        start=start + amount.start,
        end=start + amount.end,
        exact=text[start + amount.start : start + amount.end],
        compared=moved(amount.compared) if amount.compared else None,
        scopes=tuple(map(moved, amount.scopes)),
    )
