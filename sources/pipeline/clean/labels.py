"""Understand the form in which an article is pasted: "Headline: …", "Subtitle: …", "Author: …" above its text."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sources.pipeline.render import lines
from sources.pipeline.render.lines import Line
from sources.word_list import either, load_table

HEADLINE = "headline.labelled"
STANDFIRST = "standfirst.labelled"
LABEL = "furniture.label"
# Lines at the top of a text in which its form stands.
TOP = 16
# Labels that make a form.
LEAST = 2

_LABELS = {
    kind: re.compile(rf"[*#\s]{{0,4}}{either(labels)}\s?[*]{{0,2}}[:：][*]{{0,2}}\s{{0,3}}", re.I)
    for kind, labels in load_table(Path(__file__).with_name("words") / "labels.toml").items()
}
# The rule of the words behind each label; those of the text decide for themselves.
_RULES = {"headline": HEADLINE, "standfirst": STANDFIRST, "furniture": LABEL, "body": None}


def cut(found: Sequence[Line]) -> tuple[list[Line], list[str | None]]:
    """Cut the labels off the lines of a form, and return all lines with the rule of those that the form decides.

    A form has two labels or more, a headline's or a standfirst's among them, and stands above the first paragraph
    without one; "Summary: what the crane cost" by itself is a headline.
    """
    kinds = [_kind(line.text) for line in _top(found)]
    if len([kind for kind in kinds if kind]) < LEAST or not {"headline", "standfirst"} & set(kinds):
        return list(found), [None] * len(found)
    parts: list[Line] = []
    rules: list[str | None] = []
    owed: str | None = None  # what the label above, which stands by itself, says of this line
    for i, line in enumerate(found):
        kind = kinds[i] if i < len(kinds) else None
        end = _LABELS[kind].match(line.text) if kind else None
        if kind is None or end is None:
            parts.append(line)
            rules.append(owed)
            owed = None
            continue
        behind = end.end() < len(line.text)
        parts += lines.cut(line, end.end()) if behind else [line]
        rules += [LABEL, _RULES[kind]] if behind else [LABEL]
        owed = None if behind else _RULES[kind]
    return parts, rules


def _top(found: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines down to the first paragraph that no label stands before."""
    for i, line in enumerate(found[:TOP]):
        labelled = _kind(line.text) or (i > 0 and _kind(found[i - 1].text))
        if line.prose and not labelled:
            return
        yield line


def _kind(text: str) -> str | None:
    return next((kind for kind, label in _LABELS.items() if label.match(text)), None)
