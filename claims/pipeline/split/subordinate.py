"""Take clauses out that a conjunction hangs on another: while, although, after, because."""

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.pipeline.speakers.names import gender
from claims.pipeline.split import lexicon
from claims.pipeline.split.clause import PLURAL, Placed, SplitClause, is_finite, marks, subject, subject_phrase, subtree

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = lexicon.words("split", "conjunctions_beside")
_TIME = lexicon.words("split", "conjunctions_of_time")
_CAUSE = frozenset({"because"})
_ONLY = frozenset({"only", "just", "even", "not", "long", "shortly", "soon", "immediately", "until"})
_PERSONS = lexicon.words("split", "persons")
_MIN_WORDS = 3  # words: a shorter clause says nothing of its own


def subordinate(clause: SplitClause) -> list[SplitClause] | None:
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
        made = SplitClause(token, said, subject_phrase(token, said), form="clause")
        rest = clause.without(words)
        rest, made = _named(rest, made), _named(made, rest)
        if kind == "cause":
            return [replace(clause, form="cause"), rest, replace(made, form="main")]
        return [rest, made]
    return None


def _named(clause: SplitClause, other: SplitClause) -> SplitClause:
    """Name the pronoun that is the subject of a clause when the other clause's subject can only be the same.

    "When the council met, it sold the pier", "After it ran aground, the tanker sank": neither stands without the other.
    """
    own, theirs = subject(clause.head), subject(other.head)
    if own is None or theirs is None or not clause.holds(own) or clause.carried or len(clause.subject) != 1:
        return clause
    if theirs.pos_ not in {"NOUN", "PROPN"} or not _agree(own, theirs):
        return clause
    words = tuple(t for t in clause.words if t.i != own.i)
    return replace(clause, words=words, subject=other.subject, carried=(Placed(own.i, other.subject),))


def _agree(pronoun: "Token", noun: "Token") -> bool:
    """Return whether a pronoun can stand for a noun, by number and by person or thing."""
    many = noun.tag_ in PLURAL or any(c.dep_ == "conj" for c in noun.children)
    person = noun.ent_type_ == "PERSON" or noun.lemma_.lower() in _PERSONS
    if pronoun.lower_ == "it":
        return not many and not person
    if pronoun.lower_ in {"he", "she"}:
        return not many and person and gender(" ".join(t.text for t in noun.subtree)) in {"", gender(pronoun.lower_)}
    return pronoun.lower_ == "they" and many


def _is_inside(clause: SplitClause, token: "Token") -> bool:
    """Return whether it hangs on something that somebody denies or only imagines."""
    governors = [t for t in token.head.ancestors if clause.holds(t)]
    return any(any(m.lower_ in {"if", "unless"} for m in marks(g)) for g in (token.head, *governors))


def _kind(mark: "Token", verb: "Token") -> str:
    """Return what a conjunction introduces: a fact beside, a time, a cause, or "" for anything else."""
    word = mark.lower_
    before = mark.doc[mark.i - 1].lower_ if mark.i else ""
    if before in _ONLY or any(c.lower_ in _ONLY and c.i < mark.i for c in verb.lefts):
        return ""
    if verb.lemma_ == "do" and not any(c.dep_ == "dobj" for c in verb.children):
        return ""  # "as it did last year"
    if word in _CAUSE:
        return "cause"
    if word in _BESIDE:
        return "beside"
    past = verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.lefts)
    return "time" if word in _TIME and past else ""
