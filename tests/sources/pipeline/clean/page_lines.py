"""Lines of made-up pages with a known number of words, so that every weight can be worked out by hand."""

from sources.pipeline.clean import boilerplate
from sources.pipeline.render import lines
from sources.pipeline.render.lines import Line
from sources.pipeline.render.render import render

WORDS = [
    "boats",
    "lie",
    "in",
    "the",
    "harbour",
    "while",
    "gulls",
    "wait",
    "on",
    "the",
    "pier",
    "and",
    "nobody",
    "rows",
    "out",
    "before",
    "noon",
    "because",
    "fog",
    "hides",
    "every",
    "buoy",
]


def words(count: int, *, start: int = 0, end: str = "") -> str:
    """Return a line of `count` words in small letters; another `start` gives another line."""
    return " ".join(WORDS[(start + i) % len(WORDS)] for i in range(count)) + end


def prose(count: int, *, start: int = 0) -> str:
    """Return a sentence of `count` words."""
    return words(count, start=start, end=".")


def page(*texts: str, gap: str = "\n\n") -> list[Line]:
    """Return the lines of a text dump."""
    rendered = render(gap.join(texts).encode(), media_type="text/plain")
    return lines.split(rendered.text, rendered.blocks)


def furniture(found: list[Line]) -> list[str | None]:
    """Return the rule that the words of each line decide."""
    return [boilerplate.rule(line.text) for line in found]
