"""Look at the words of a part: the printed ones and those that it carries, never what was taken out between them."""

from collections.abc import Container
from typing import TYPE_CHECKING

from claims.pipeline.parse.parse import Parsed
from claims.pipeline.split.part import Carried, Part
from claims.pipeline.split.parts import SUBJECTS, VERBS

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_OPENING_MARKS = frozenset({"“", '"', "‘", "'", "''", "``"})
_SHORT_BE = frozenset({"'m", "'re", "'s", "’m", "’re", "’s"})
_NO_SUBJECT = frozenset({"npadvmod", "advmod", "neg", "acomp"})  # "last year", "never"


def in_order(part: Part) -> "list[Token]":
    """Return the words of a part as its wording has them: carried ones stand before the printed word they lead."""
    if not part.carried:
        return list(part.tokens)
    words: list[Token] = []
    for k, token in enumerate(part.tokens):
        words += (t for c in part.carried if c.at == k for t in c.tokens)
        words.append(token)
    return words + [t for c in part.carried if c.at >= len(part.tokens) for t in c.tokens]


def spans(parsed: Parsed, part: Part) -> tuple[tuple[int, int], ...]:
    """Return the places of a part's printed words in the article; none when no other words stand between them."""
    runs: list[tuple[int, int]] = []
    for token in part.tokens:
        start, end = parsed.place(part.sentence, token)
        if runs and not any(map(str.isalnum, parsed.text[runs[-1][1] : start])):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return tuple(runs) if len(runs) > 1 else ()


def on_verb(part: Part) -> "list[Token]":
    """Return the words that hang on the part's own verb, and the top words of what it carries."""
    inside = _places(part)
    printed = [c for c in part.head.children if c.i in inside]
    return [top for carried in part.carried for top in _tops(carried)] + printed if part.carried else printed


def _places(part: Part) -> Container[int]:
    first, last = part.tokens[0].i, part.tokens[-1].i
    return range(first, last + 1) if last - first < len(part.tokens) else {t.i for t in part.tokens}


def subject(part: Part) -> "Token | None":
    """Return the word for whom or what a part speaks of, printed or carried; the parser may hang it on "is"."""
    own = on_verb(part)
    found = next((t for t in own if t.dep_ in SUBJECTS), None)
    if found is None:
        inside = _places(part)
        on_auxiliary = (c for t in own if t.dep_[:3] == "aux" for c in t.children if c.i in inside)
        found = next((t for t in on_auxiliary if t.dep_ in SUBJECTS), None)
    if found is not None:
        return found
    return _carried_subject(part)


def _carried_subject(part: Part) -> "Token | None":
    carried = [t for c in part.carried if c.at == 0 for t in _tops(c)]
    carried += [c for t in carried if t.pos_ in VERBS for c in t.children if c.dep_ in SUBJECTS]
    return next((t for t in carried if t.pos_ in _NOMINAL and t.dep_ not in _NO_SUBJECT), None)


def has_subject(part: Part) -> bool:
    """Return whether a part says of whom or what it speaks, in its own words or in words that it carries."""
    return subject(part) is not None


def is_direct(part: Part) -> bool:
    """Return whether the words are somebody's own, from an opening mark on."""
    first = part.tokens[0]
    return part.mode == "quoted" and first.i > 0 and first.nbor(-1).text in _OPENING_MARKS


def lemma(verb: "Token") -> str:
    """Return a verb as a dictionary has it; the model leaves "It’s" and "they’re" as they are."""
    return "be" if verb.lower_ in _SHORT_BE else str(verb.lemma_.lower())


def carries_verb(carried: Carried) -> bool:
    """Return whether carried words bring a verb: "[the museum was] founded", "the Greens [hold] 31"."""
    added = f"{carried.before}{carried.after}"
    return any(map(str.isalpha, added)) or any(t.pos_ in VERBS for t in _tops(carried))


def _tops(carried: Carried) -> "list[Token]":
    inside = {t.i for t in carried.tokens}
    return [t for t in carried.tokens if t.head.i == t.i or t.head.i not in inside]
