"""Recognize a statement that an article makes twice: in its headline, and in fuller words in its text."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from claims.pipeline.rank import part_words
from claims.pipeline.split.part import Part
from claims.pipeline.split.parts import SUBJECTS

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_DATES = frozenset({"DATE", "TIME"})
_MIN_CONTENT_WORDS = 3  # words: "Bridge closed" may be said of any bridge
_ENDINGS = ("ing", "ied", "ies", "ed", "es", "s", "e", "d", "y")
_MIN_STEM = 3  # letters that are left of a word without its ending
# What turns a statement into another one, when only one of the two has it.
_TURNS = frozenset({"neg"})
_TURNING_WORDS = frozenset({"no", "never", "nobody", "none", "nothing", "without", "deny", "refuse", "fail", "stop"})


def says_again(headline: Part, text: Part) -> bool:
    """Return whether a headline says what a part of the text says in more words: the same subject, verb and figures.

    Prices rise: prices rose. Not when one of the two denies what the other says, or has another figure or name.
    """
    short, full = part_words.in_order(headline), part_words.in_order(text)
    if sum(t.pos_ in _CONTENT for t in short) < _MIN_CONTENT_WORDS or headline.mode != "asserted":
        return False
    return not any(differ(headline, text, short, full) for differ, _, _ in _DIFFERENCES)


def stems(token: "Token") -> frozenset[str]:
    """Return the light stems of a word: prices and price, opened and opens have one in common."""
    forms = {token.lower_, token.lemma_.lower()}
    cut = {f[: -len(e)] for f in forms for e in _ENDINGS if f.endswith(e) and len(f) - len(e) >= _MIN_STEM}
    return frozenset(forms | cut)


def _alike(token: "Token", other: "Token") -> bool:
    return not stems(token).isdisjoint(stems(other))


def _lacking(words: "Sequence[Token]", others: "Sequence[Token]") -> bool:
    """Return whether some of the content words are not among the others."""
    known = frozenset[str]().union(*map(stems, others))
    return any(stems(t).isdisjoint(known) for t in words if t.pos_ in _CONTENT)


def _figures(words: "Sequence[Token]") -> set[str]:
    return {t.lower_ for t in words if t.like_num and t.ent_type_ not in _DATES}


def _turned(words: "Sequence[Token]") -> int:
    return sum(t.dep_ in _TURNS or t.lemma_.lower() in _TURNING_WORDS for t in words)


def _subject(part: Part) -> "Token | None":
    return next((t for t in part_words.on_verb(part) if t.dep_ in SUBJECTS), None)


def _other_subject(headline: Part, text: Part) -> bool:
    one, other = _subject(headline), _subject(text)
    if one is None or other is None:
        return False
    return not _alike(one, other) or (one.dep_ == "nsubjpass") != (other.dep_ == "nsubjpass")


_Words = Sequence["Token"]
# What makes two statements two, with an example of each.
_DIFFERENCES: tuple[tuple[Callable[[Part, Part, _Words, _Words], bool], str, str], ...] = (
    (lambda h, t, short, full: _lacking(short, full), "Ferry sinks off Sorn", "The ferry sank."),
    (lambda h, t, short, full: not _alike(h.head, t.head), "Bank buys mill", "The bank sold the mill that others buy."),
    (lambda h, t, short, full: _other_subject(h, t), "Bank sues mayor", "The mayor sued the bank."),
    (
        lambda h, t, short, full: bool(_figures(short)) and _figures(short) != _figures(full),
        "Storm kills 12",
        "The storm killed 12 of the 14.",
    ),
    (
        lambda h, t, short, full: _turned(short) != _turned(full),
        "Mayor sold mill",
        "The mayor never sold the mill.",
    ),
)
