"""Tell by the grammar of a sentence what a pronoun in it can mean, and what it cannot."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from claims.pipeline.split import lexicon
from claims.pipeline.standalone import pointers
from claims.pipeline.standalone.referents import Referent

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

_SUCCEEDING = lexicon.words("pointing", "succeeding")
_FRONTED = frozenset({"advcl", "prep", "ccomp", "parataxis"})


def leads_up_to(token: "Token", r: Referent) -> bool:
    """Before he owned the club, Jan Renn …: the pronoun stands in what comes before the subject of the verb."""
    if r.rank or r.kind == "pronoun" or r.token.dep_ not in pointers.SUBJECTS or hangs_on(token.lower_, r):
        return False
    top = token
    while top.head.i != top.i and top.head.i != r.token.head.i:
        top = top.head
    if top.head.i != r.token.head.i or top.dep_ not in _FRONTED or top.i > r.token.i:
        return False
    if top.dep_ in {"ccomp", "parataxis"} and top.head.lemma_.lower() not in lexicon.STATING:
        return False  # "they went by plane — highlights included Lund"
    finite = top.dep_ == "advcl" and any(c.dep_ in pointers.SUBJECTS and c.i == token.i for c in top.children)
    return not (finite and r.token.head.lemma_ in _SUCCEEDING)


def is_excluded(token: "Token", r: Referent) -> bool:
    """Return whether the grammar forbids that a pronoun means something: a table of forms, each with its example."""
    return any(excludes(token, r) for excludes, _ in _EXCLUDED)


def _is_own_subject(token: "Token", r: Referent) -> bool:
    """Ada saw her: somebody else."""
    if token.dep_ in {"poss", *pointers.SUBJECTS}:
        return False
    verb = token.head if token.dep_ != "pobj" else token.head.head
    subject = r.token
    while subject.dep_ == "conj":
        subject = subject.head
    return subject.dep_ in pointers.SUBJECTS and subject.head.i == verb.i


def _same_subject(token: "Token", r: Referent) -> bool:
    """Two words of one clause: "Holm, it said": who does it, and what it is done to, are two."""
    return (
        token.dep_ in pointers.SUBJECTS
        and r.token.head.i == token.head.i
        and r.token.dep_ in {"dobj", "dative", *pointers.SUBJECTS}
    )


def _in_front(token: "Token", r: Referent) -> bool:
    """In a letter to Tom Hale, he resigned; in a letter, Holm Steel said it had paid: the letter is not meant."""
    if token.dep_ not in pointers.SUBJECTS or r.token.i > token.i:
        return False
    verbs = {token.head.i, *(a.i for a in token.ancestors if a.pos_ in {"VERB", "AUX"})}
    top = r.token
    while top.head.i != top.i and top.head.i not in verbs:
        if top.dep_ in {"advcl", "ccomp", "relcl"}:
            return False
        top = top.head
    return top.head.i in verbs and top.dep_ == "prep" and top.i < top.head.i


_EXCLUDED: tuple[tuple[Callable[["Token", Referent], bool], str], ...] = (
    (_is_own_subject, "Ada saw her"),
    (_same_subject, "Ada she saw"),
    (_in_front, "in a letter to Tom, he resigned"),
)


def own_subject(owner: "Token") -> "Token | None":
    """Return the subject of the clause that "its" stands in: Orvany, which imports half of its oil."""
    verb = owner.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    while (subject := next((c for c in verb.lefts if c.dep_ in pointers.SUBJECTS), None)) is None:
        if verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN"}:
            return verb.head  # years recalled for their calm
        if verb.dep_ not in {"conj", "xcomp", "advcl"} or verb.head.i == verb.i:
            return None
        verb = verb.head
    if subject.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
        return verb.head
    return subject if not subject.left_edge.i <= owner.i <= subject.right_edge.i else None


def is_addressed(token: "Token", r: Referent) -> bool:
    """Told the court that it …: whoever is spoken to may be meant, or not."""
    return r.token.dep_ in {"dobj", "dative"} and any(
        a.dep_ == "ccomp" and a.head.i == r.token.head.i for a in token.ancestors
    )


def hangs_on(word: str, r: Referent) -> bool:
    """Its pier, the river below it: a noun with the pronoun that is asked about is not what it means."""
    return any(t.lower_ in pointers.family(word) for t in _own_words(r.token))


def _own_words(noun: "Token") -> "Iterator[Token]":
    """Yield a noun and what hangs on it, without the clauses that only tell more of it."""
    yield noun
    for child in noun.children:
        if child.dep_ not in {"relcl", "acl", "appos", "conj"}:
            yield from _own_words(child)
