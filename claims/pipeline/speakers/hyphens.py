"""Put a noun together whose hyphens the grammar took for nouns: “her co-authors said”."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token


def first_word(last: "Token") -> "Token":
    """Return the first word of a noun whose hyphens the grammar took for nouns: “her co-authors said”."""
    first, doc = last, last.doc
    while (
        first.i > 1
        and doc[first.i - 1].text == "-"
        and not (doc[first.i - 1].whitespace_ or doc[first.i - 2].whitespace_)
    ):
        other = doc[first.i - 2]
        if (other.dep_, other.head.i) != (last.dep_, last.head.i):
            break
        first = other
    return first


def last_word(first: "Token") -> "Token":
    """Return the last word of “co-authors”, of which the grammar took each for a subject."""
    behind = (c for c in reversed(first.head.lefts) if c.dep_ == first.dep_ and c.i > first.i)
    return next((c for c in behind if first_word(c) == first), first)
