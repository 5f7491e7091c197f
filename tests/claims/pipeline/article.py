"""Small articles for the tests of quotes and experts: every line is a passage of its own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.pipeline.experts import experts
from claims.pipeline.experts.experts import Attributed
from claims.pipeline.parse import parse
from claims.pipeline.parse.parse import Parsed
from claims.pipeline.quotes import quotes
from claims.pipeline.split import parts
from claims.pipeline.standalone import wording
from sources.pipeline import sentences

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Doc, Token


@dataclass(frozen=True, slots=True)
class Place:
    start: int
    end: int


def parse_lines(text: str) -> tuple[list[Place], Parsed]:
    passages, found, at = [], [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            passages.append(Place(at, at + len(line)))
            found += [Place(at + start, at + end) for start, end in sentences.spans(line)]
        at += len(line)
    return passages, parse.parse(text, passages, found)


def read(text: str) -> Attributed:
    passages, parsed = parse_lines(text)
    return experts.attribute(text, parsed, quotes.find(text, passages, parsed))


def parse_sentence(text: str) -> Parsed:
    """Parse a text that is one sentence."""
    return parse.parse(text, [Place(0, len(text))], [Place(0, len(text))])


def doc_of(text: str) -> "Doc":
    """Return the grammar of one sentence."""
    (doc,) = parse_sentence(text).docs
    assert doc is not None
    return doc


def word(doc: "Doc", text: str) -> "Token":
    """Return the first token that reads `text`."""
    return next(token for token in doc if token.text == text)


def is_value(kind: type) -> bool:
    """Return whether values of a step's type can neither be changed nor given further attributes."""
    return bool(kind.__dataclass_params__.frozen) and "__slots__" in vars(kind)  # type: ignore[attr-defined]


FILLER = "The council of the town has met every month for many years to talk about the harbour and its workers."


def parse_english(text: str) -> Parsed:
    """Parse a sentence that is too short to tell its language by, in an article of others."""
    whole = f"{text}\n\n{FILLER}"
    places = [Place(0, len(text)), Place(len(text) + 2, len(whole))]
    return parse.parse(whole, places, places)


def wordings(text: str) -> list[str]:
    """Return the words of each part of one sentence, with what it carries from the others, in order of the text."""
    parsed = parse_english(text)
    found = [part for part in parts.cut(parsed, 0, []) if part.form != "phrase"]
    return [wording.write(parsed, part, []).text for part in sorted(found, key=lambda part: (part.start, -part.end))]
