"""A part of a sentence: words that stand or fall alone, with what they carry from the rest of their sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

Mode = Literal["asserted", "presupposed", "hedged", "quoted"]
Form = Literal["main", "frame", "accusation", "relative", "phrase", "clause", "cause"]


@dataclass(frozen=True, slots=True)
class Carried:
    """Words that a part takes from elsewhere in its sentence, in brackets before its printed word number `at`.

    "closed 45 stations" carries "In 2016 the state"; "founded in 1911" carries "the museum" with "was" after it, which
    nobody printed. `at` equal to the number of printed words means behind the last one. A `certain` one is the only
    thing that the grammar can mean; any other is offered to a person, with the `others` that fit, the likeliest first.
    """

    at: int
    tokens: "tuple[Token, ...]" = ()
    before: str = ""
    after: str = ""
    certain: bool = True
    others: "tuple[tuple[Token, ...], ...]" = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Words at `start`–`end` of the article in sentence `sentence`; `head` is their verb, or their top word.

    `tokens` are its printed words, in order; where other parts were taken out of it, some between two are missing.
    `quote` is the index of the quote that the words lie in. `noun` is the noun that a relative clause says something
    about. `host` is the part that says these words in passing.
    """

    sentence: int
    start: int
    end: int
    mode: Mode
    form: Form
    head: "Token"
    tokens: "Sequence[Token]"
    quote: int | None = None
    noun: "Token | None" = None
    host: "Part | None" = None
    carried: tuple[Carried, ...] = ()
