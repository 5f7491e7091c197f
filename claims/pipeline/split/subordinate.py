"""Take clauses out that a conjunction hangs on another: while, although, after, because."""

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.pipeline.split import lexicon
from claims.pipeline.split.clause import Clause, is_finite, marks, subject, subject_phrase, subtree

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = lexicon.words("split", "conjunctions_beside")
_TIME = lexicon.words("split", "conjunctions_of_time")
_CAUSE = frozenset({"because"})
_ONLY = frozenset({"only", "just", "even", "not", "long", "shortly", "soon", "immediately", "until"})
_MIN_WORDS = 3


def subordinate(clause: Clause) -> list[Clause] | None:
    """Although the town grew, rents fell: the town grew; rents fell. A because B: both, and the whole."""
    for token in clause.words:
        if token.dep_ != "advcl" or not clause.holds(token.head) or subject(token) is None or not is_finite(token):
            continue
        mark = next((m for m in marks(token) if clause.holds(m)), None)
        words = subtree(token, clause.words)
        if mark is None or len(words) < _MIN_WORDS or token.lemma_.lower() in lexicon.SPEAKING:
            continue
        if _is_inside(clause, token):
            continue
        kind = _kind(mark, token)
        said = tuple(t for t in words if t.i > mark.i)
        if not kind or len(said) < _MIN_WORDS:
            continue
        made = Clause(token, said, subject_phrase(token, said), form="clause")
        rest = clause.without(words)
        if kind == "cause":
            return [replace(clause, form="cause"), rest, replace(made, form="main")]
        return [rest, made]
    return None


def _is_inside(clause: Clause, token: "Token") -> bool:
    """Return whether it hangs on something that somebody denies or only imagines."""
    governors = [t for t in token.head.ancestors if clause.holds(t)]
    return any(any(m.lower_ in {"if", "unless"} for m in marks(g)) for g in (token.head, *governors))


def _kind(mark: "Token", verb: "Token") -> str:
    """Return what a conjunction introduces: a fact beside, a time, a cause, or "" for anything else."""
    word = mark.lower_
    before = mark.doc[mark.i - 1].lower_ if mark.i else ""
    if before in _ONLY or any(c.lower_ in _ONLY and c.i < mark.i for c in verb.lefts):
        return ""
    if word in _CAUSE:
        return "cause"
    if word in _BESIDE:
        return "beside"
    past = verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.lefts)
    return "time" if word in _TIME and past else ""
