"""Follow what a passage goes on about: the subject of its main clauses, also where a pronoun stands for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.pipeline.standalone import pointers, rivals
from claims.pipeline.standalone.referents import Named, Referent, fit
from sources.spans import Span

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

_DEFINING = frozenset({"be", "become", "remain"})
ITEMS = 12  # sentences back to the lead-in of a list
_BULLETS = frozenset("•⁃▪‣●·*–—-")
OPEN_AUXILIARIES = frozenset({"has", "have", "had"})
_TELLING_MORE = frozenset({"relcl", "acl", "advcl"})


@dataclass(frozen=True, slots=True)
class PassageBefore:
    """The sentences before a pronoun, the nearest first, each with what fits; `meant` says what a pronoun means."""

    named: Named
    nearest: int
    groups: Sequence[Sequence[Referent]]
    meant: Callable[[Referent], Referent | None]


def continued(token: "Token", passage: PassageBefore) -> Referent | None:
    """Return the subject that the main clauses before a pronoun go on with, when no other could be meant.

    It was the subject of two of them, or one says what it is. Beside it only another subject or object is a rival.
    """
    word = token.lower_
    if word not in pointers.PERSONS and token.dep_ not in {"poss", *pointers.SUBJECTS}:
        return None
    for distance, group in enumerate(passage.groups):
        if fits := [r for r in group if fit(word, r) in {"strict", "loose"}]:
            return _subject_of(token, passage, passage.nearest - distance, fits)
    return None


def _subject_of(token: "Token", passage: PassageBefore, sentence: int, fits: Sequence[Referent]) -> Referent | None:
    """Return the main subject among what fits in a sentence, when nothing beside it could be meant."""
    subject = next((r for r in fits if _is_main_subject(r)), None)
    meant = None if subject is None else passage.meant(subject)
    if subject is None or meant is None or fit(token.lower_, meant) != "strict":
        return None
    beside = rivals.known(token.lower_, token, [subject, *(r for r in fits if r.token.i != subject.token.i)])
    adds = _adds(token)
    competing = (r for r in beside if r.token.i != subject.token.i and (r.rank == 0 if adds else _competes(r, subject)))
    if any(not rivals.is_same(passage.meant(r) or r, meant) for r in competing):
        return None
    return meant if adds or _is_established(passage, sentence, subject, meant) else None


def in_sentence(token: "Token", here: Sequence[Referent]) -> Referent | None:
    """Return the subject that the clauses of one sentence go on with: They had guns, and they made plans.

    Another subject is a rival; so is another person as an object, and any object beside "it".
    """
    if token.dep_ not in pointers.SUBJECTS:
        return None
    word = token.lower_
    likely = [r for r in here if fit(word, r) in {"strict", "loose"} and r.token.i < token.i]
    subjects = [r for r in likely if r.rank == 0]
    if any(r.rank == 1 for r in likely) and word not in pointers.PLURAL:
        return None
    if subjects and all(r.kind == "pronoun" for r in subjects):
        return subjects[-1]
    verb = token.head
    only = subjects[0] if len(subjects) == 1 else None
    goes_on = only is not None and verb.dep_ == "conj" and only.token.head.i == verb.head.i
    return only if only is not None and goes_on and fit(word, only) == "strict" else None


def led_in(named: Named, sentence: int) -> tuple[str, Span] | None:
    """Return the words before the colon of a list that its items go on with: "The Authority has: | - sold a boat"."""
    parsed = named.parsed
    for before in range(sentence - 1, max(-1, sentence - 1 - ITEMS), -1):
        doc = parsed.docs[before]
        if doc is None:
            return None
        words = [token for token in doc if not token.is_space]
        if words and words[-1].text == ":":
            return _opening(named, before, words[:-1])
        if not _is_item(words):
            return None
    return None


def _is_item(words: "Sequence[Token]") -> bool:
    first, last = (words[0].text, words[-1].text) if words else ("", "")
    return first in _BULLETS or last in {";", ","} or (last in {"and", "or"} and words[-2].text in {";", ","})


def _opening(named: Named, sentence: int, words: "Sequence[Token]") -> tuple[str, Span] | None:
    """Return what a lead-in leaves open: its subject, with an auxiliary or, behind "that", without one."""
    that = next((k for k, t in enumerate(words) if t.lower_ == "that" and t.tag_ == "IN"), -1)
    words = words[that + 1 :]
    if len(words) < 2 or words[0].pos_ == "PRON":
        return None
    auxiliary = words[-1].lower_ in OPEN_AUXILIARIES
    names = words[:-1] if auxiliary else words
    if names[-1].pos_ not in {"NOUN", "PROPN"} or any(t.pos_ in {"VERB", "AUX"} for t in names):
        return None
    if not auxiliary and that < 0:
        return None  # "Key findings:"
    base = named.parsed.starts[sentence]
    span = Span.of(named.parsed.text, base + words[0].idx, base + words[-1].idx + len(words[-1]))
    return " ".join(span.exact.split()), span


def _adds(token: "Token") -> bool:
    """It also closed a mine: what it did before was told in the sentence before."""
    subject = token.dep_ in pointers.SUBJECTS
    return subject and any(c.lower_ in {"also", "additionally"} and c.dep_ == "advmod" for c in token.head.lefts)


def _is_main_subject(r: Referent) -> bool:
    return r.token.dep_ in pointers.SUBJECTS and r.token.head.dep_ == "ROOT"


def _competes(r: Referent, subject: Referent) -> bool:
    """Return whether something else in a sentence may be what the next one goes on about: a subject or an object."""
    if r.rank == 0:
        return True
    return r.rank == 1 and not (_defines(subject) and _is_in_clause_that_tells_more(r.token))


def _is_in_clause_that_tells_more(token: "Token") -> bool:
    """Mines coal in: a company that mines coal."""
    return any(a.dep_ in _TELLING_MORE for a in token.ancestors)


def _is_established(passage: PassageBefore, sentence: int, subject: Referent, meant: Referent) -> bool:
    return any(applies(passage, sentence, subject, meant) for applies, _ in _ESTABLISHED)


def _defines(subject: Referent) -> bool:
    """Return whether a sentence says what its subject is: Krane is a shipyard."""
    verb = subject.token.head
    return verb.lemma_ in _DEFINING and any(c.dep_ == "attr" and c.pos_ in {"NOUN", "PROPN"} for c in verb.children)


def _does_more(subject: Referent) -> bool:
    """Return whether the subject has two main verbs: Krane opened in 1950 and closed in 1990."""
    return any(
        c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"} and not any(g.dep_ in pointers.SUBJECTS for g in c.children)
        for c in subject.token.head.children
    )


def _stands_for_it(passage: PassageBefore, sentence: int, subject: Referent, meant: Referent) -> bool:
    """Return whether another clause of the sentence has a pronoun for its subject: Krane said that it had closed."""
    pronouns = (r for r in passage.named.referents(sentence) if r.kind == "pronoun" and r.rank == 0)
    found = (passage.meant(r) for r in pronouns if r.token.i > subject.token.i)
    return any(r is not None and rivals.is_same(r, meant) for r in found)


def _was_subject_before(passage: PassageBefore, sentence: int, subject: Referent, meant: Referent) -> bool:
    before = sentence - 1
    if before < 0 or passage.named.parsed.passages[before] != passage.named.parsed.passages[sentence]:
        return False
    found = (passage.meant(r) for r in passage.named.referents(before) if _is_main_subject(r))
    return any(r is not None and rivals.is_same(r, meant) for r in found)


_ESTABLISHED: tuple[tuple[Callable[[PassageBefore, int, Referent, Referent], bool], str], ...] = (
    (lambda _, __, subject, ___: subject.kind == "pronoun", "It opened in 1950"),
    (lambda _, __, subject, ___: _defines(subject), "Krane is a shipyard"),
    (lambda _, __, subject, ___: _does_more(subject), "Krane opened in 1950 and closed in 1990"),
    (_stands_for_it, "Krane said that it had closed"),
    (_was_subject_before, "Krane opened in 1950. The yard closed in 1990"),
)
