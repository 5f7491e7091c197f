"""Read numbers as news print them: in figures, in words, with their million."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_SMALL = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_HUNDRED = {"dozen": 12, "hundred": 100}
_LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion", "k": "thousand"}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_TIMES: dict[str, float] = {"twice": 2, "double": 2, "doubled": 2, "triple": 3, "tripled": 3, "halved": 0.5}
_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}

_WORDS = "|".join(sorted([*_SMALL, *_TENS, *_HUNDRED, *_LARGE], key=len, reverse=True))
_LARGE_ALONE = "|".join([*_HUNDRED, *_LARGE])
_FIGURES = re.compile(
    r"(?<![\w.,/:])(?<![A-Za-z]-)(US\$|A\$|C\$|[$€£¥])? ?"
    r"(\d{1,3}(?:[, ]\d{3}){1,5}(?:\.\d{1,9})?|\d{1,18}(?:\.\d{1,9})?)?([½¼¾])?(?<! )(?<!\$)(?<![€£¥])"
    r"(?:[ -](hundred|thousand|million|billion|trillion)|(mn?|bn|tn|k)(?!\w))?(?![.,/:]?\d)(?!(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"(?<![\w-])(?:(?:(half|(?:a|one) (?:third|quarter|fifth|tenth)|two[- ]thirds|three[- ]quarters)(?: (?:of )?an? "
    rf"(million|billion|thousand|dozen|hundred))?)|(?:an? (?=(?:dozen|hundred|thousand|million|billion)\b))?"
    rf"((?:{_WORDS})(?:(?:[ -]and)?[ -](?:{_WORDS}))*)|({'|'.join(_TIMES)}))(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start`–`end`; `sign` is the currency's printed before it, `times` that it multiplies (twice)."""

    start: int
    end: int
    value: int | float
    sign: str = ""
    times: bool = False
    spelled: bool = False


def read(words: str) -> list[Number]:
    """Return the numbers in order; what is part of a word, an ordinal, a clock time or a version is none."""
    found: list[Number] = []
    for number in sorted([*_figures(words), *_spelled(words)], key=lambda number: number.start):
        if not found or number.start >= found[-1].end:
            found.append(number)
    return found


def _figures(words: str) -> Iterator[Number]:
    for match in _FIGURES.finditer(words):
        sign, figures, part, large, short = match.groups()
        if not figures and not part:
            continue
        end = match.end()
        if short and not sign:
            short, end = None, match.start(5)  # "3m" may be metres
        value = Decimal(re.sub(r"[^\d.]", "", figures or "0")) + _SIGNS.get(part or "", Decimal(0))
        word = large or _SHORT.get((short or "").lower(), "")
        value *= {**_HUNDRED, **_LARGE}.get(word.lower(), 1)
        yield Number(match.start() + (match[0][0] == " "), end, _plain(value), sign or "")


def _spelled(words: str) -> Iterator[Number]:
    for match in _SPELLED.finditer(words):
        part, of, cardinal, times = match.groups()
        if times:
            yield Number(match.start(), match.end(), _plain(Decimal(_TIMES[times.lower()])), times=True, spelled=True)
            continue
        if cardinal and match[0] == cardinal and re.match(_LARGE_ALONE, cardinal, re.IGNORECASE):
            continue  # "million" without its number
        value = _part(part.lower(), (of or "").lower()) if part else _cardinal(re.split(r"[ -]+", cardinal.lower()))
        if value is not None:
            yield Number(match.start(), match.end(), _plain(value), spelled=True)


def _part(part: str, of: str) -> Decimal:
    name = next(name for name in _PARTS if name in part)
    above = 2 if part.startswith("two") else 3 if part.startswith("three") else 1
    return Decimal(above) / _PARTS[name] * {**_HUNDRED, **_LARGE}.get(of, 1)


def _cardinal(words: list[str]) -> Decimal | None:
    """Read "two hundred and forty thousand"; None for words that make no number ("five six", "one two")."""
    total, group, last = 0, 0, 0
    for word in words:
        if word == "and":
            continue
        if word in _LARGE:
            total += max(group, 1) * _LARGE[word]
            group, last = 0, 0
        elif word in _HUNDRED:
            group, last = max(group, 1) * _HUNDRED[word], 0
        else:
            value = _SMALL.get(word, _TENS.get(word, 0))
            if last and not (last in _TENS.values() and 0 < value < 10):
                return None
            group, last = group + value, value
    return Decimal(total + group)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else round(float(value), 6)
