"""Read numbers as news print them: in figures, in words, with their million."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sources.word_list import load_table

_TABLE = load_table(Path(__file__).with_name("number_words.toml"))
_SMALL: dict[str, int] = _TABLE["small"]
_TENS: dict[str, int] = _TABLE["tens"]
_HUNDRED: dict[str, int] = _TABLE["hundreds"]
_LARGE: dict[str, int] = _TABLE["large"]
_SHORT: dict[str, str] = _TABLE["short"]
_PARTS: dict[str, int] = _TABLE["parts"]
_TIMES: dict[str, float] = _TABLE["times"]
_SIGNS = {sign: Decimal(value) for sign, value in _TABLE["signs"].items()}

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
