"""Small articles for the tests of quotes and experts: every line is a passage of its own."""

from dataclasses import dataclass

from claims.pipeline.experts import experts
from claims.pipeline.experts.experts import Attributed
from claims.pipeline.parse import parse
from claims.pipeline.quotes import quotes
from sources.pipeline import sentences


@dataclass(frozen=True, slots=True)
class Place:
    start: int
    end: int


def read(text: str) -> Attributed:
    passages, found, at = [], [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            passages.append(Place(at, at + len(line)))
            found += [Place(at + start, at + end) for start, end in sentences.spans(line)]
        at += len(line)
    parsed = parse.parse(text, passages, found)
    return experts.attribute(text, parsed, quotes.find(text, passages, parsed))
