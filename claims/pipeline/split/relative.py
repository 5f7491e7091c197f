"""Take loose relative clauses out: Ferrum, which makes steel, sold its mine."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from claims.pipeline.split import lexicon
from claims.pipeline.split.clause import (
    BEHIND,
    COMMAS,
    SUBJECTS,
    Placed,
    SplitClause,
    are_many,
    around,
    auxiliaries,
    is_loose,
    is_person,
    phrase,
    subject,
    subtree,
)

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

    Words = tuple[Token, ...]

_PRONOUN_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_OBJECTS = frozenset({"dobj", "dative"})
_WHO = frozenset({"who", "whom"})
_TIMES = frozenset({"DATE", "TIME"})
_NO_PERSON = frozenset({"GPE", "LOC", "ORG", "FAC", "DATE"})
_FEW = 2  # nouns between a noun and what is said of it
_MIN_RELATIVE = 3  # words, the pronoun among them: a shorter clause says nothing of its own


def relative(clause: SplitClause) -> list[SplitClause] | None:
    """Ferrum, which makes steel, …: [Ferrum] makes steel. One without a comma picks out what is meant, and stays."""
    for verb in clause.words:
        if verb.dep_ != "relcl" or verb.i == clause.head.i or not is_loose(verb):
            continue
        words = subtree(verb, clause.words)
        if len(words) >= _MIN_RELATIVE and (made := _clause(verb, words)) is not None:
            return [clause.without(words, around(words)), made]
    return None


def _clause(verb: "Token", words: "Words") -> SplitClause | None:
    pronoun = next((t for t in words if t.tag_ in _PRONOUN_TAGS), None)
    if pronoun is None or verb.head.pos_ not in _NOUNS:
        return None
    left = tuple(t for t in words if t.i != pronoun.i and not (t.i < pronoun.i and t.text in COMMAS))
    make = next((make for fits, make, _ in _ROLES if fits(pronoun, verb)), None)
    if make is None or not left:
        return None
    whole, certain = _antecedent(verb.head, pronoun, verb)
    placed = make(verb, left, pronoun, whole, certain)
    own = subject(verb)
    is_subject = own is not None and own.i == pronoun.i
    of_verb = whole if is_subject else phrase(own) if own is not None else ()
    return SplitClause(verb, left, of_verb, (), (placed,), "relative", verb.head)


def _in_its_place(verb: "Token", words: "Words", pronoun: "Token", whole: "Words", certain: bool) -> Placed:
    return Placed(pronoun.i, whole, certain=certain)


def _as_owner(verb: "Token", words: "Words", pronoun: "Token", whole: "Words", certain: bool) -> Placed:
    return Placed(pronoun.i, whole, tail="’s", certain=certain)


def _as_object(verb: "Token", words: "Words", pronoun: "Token", whole: "Words", certain: bool) -> Placed:
    behind = next((t.i for t in words if t.i > pronoun.head.i and t.dep_ != "prt"), BEHIND)
    return Placed(behind, whole, certain=certain)


def _as_place(verb: "Token", words: "Words", pronoun: "Token", whole: "Words", certain: bool) -> Placed:
    return Placed(BEHIND, whole, "in ", certain=certain)


# Which part of its clause a relative pronoun stands for, with an example of each.
_ROLES: tuple[tuple[Callable[["Token", "Token"], bool], Callable[..., Placed] | None, str], ...] = (
    (lambda p, verb: p.tag_ == "WP$", _as_owner, "Wolf, whose father owned the mill"),
    (lambda p, verb: p.lower_ == "where" and subject(verb) is not None, _as_place, "Lund, where 40 people died"),
    (lambda p, verb: p.tag_ == "WRB", None, "in 2019, when the mill closed"),
    (lambda p, verb: p.dep_ in SUBJECTS and p.head.i == verb.i, _in_its_place, "Ferrum, which makes steel"),
    (lambda p, verb: p.dep_ == "pobj", _in_its_place, "the workers, most of whom live in Lund"),
    (lambda p, verb: p.dep_ in _OBJECTS and subject(verb) is not None, _as_object, "the mill, which the town bought"),
)


def _antecedent(noun: "Token", pronoun: "Token", verb: "Token") -> "tuple[Words, bool]":
    """Return what a relative pronoun stands for, and whether nothing else fits.

    In "the end of the bus company, which" two nouns compete: person or thing, one or many may decide.
    """
    if noun.ent_type_ in _TIMES or noun.like_num:  # "a film of 2014, which": a year does nothing
        noun = next((t for t in noun.ancestors if t.pos_ in {"NOUN", "PROPN"} and t.ent_type_ not in _TIMES), noun)
        return phrase(noun), noun.pos_ in {"NOUN", "PROPN"}
    between = sum(t.pos_ in {"NOUN", "PROPN"} for t in noun.doc[noun.i + 1 : verb.left_edge.i])
    if between:  # the parser had a reason to look behind the nearest noun, but not behind three
        return phrase(noun), between <= _FEW
    rivals = [noun]
    while rivals[-1].dep_ == "pobj" and rivals[-1].head.head.pos_ in {"NOUN", "PROPN"}:
        rivals.append(rivals[-1].head.head)
    if len(rivals) == 1:
        return phrase(noun), True
    fitting = [n for n in rivals if _fits(n, pronoun, verb)]
    if pronoun.lower_ in _WHO and any(map(is_person, fitting)):
        fitting = list(filter(is_person, fitting))
    if len(fitting) == 1:
        return phrase(fitting[0]), True
    causes = lexicon.CAUSE.search(" ".join(t.text for t in verb.subtree)) is not None  # the crash in Sorn, which led to
    return phrase(noun), noun.pos_ == "PROPN" and noun in fitting and not causes


def _fits(noun: "Token", pronoun: "Token", verb: "Token") -> bool:
    """Return whether a relative pronoun can stand for a noun: who for people, and of the number of its verb."""
    person = is_person(noun)
    if pronoun.lower_ in _WHO and not person and noun.ent_type_ in _NO_PERSON:
        return False
    if pronoun.lower_ == "which" and person:
        return False
    if pronoun.dep_ not in SUBJECTS:
        return True
    forms = {(t.tag_, t.lower_) for t in (verb, *auxiliaries(verb))}
    many = are_many(noun)
    is_one = any(tag == "VBZ" or word == "was" for tag, word in forms)
    is_more = any(tag == "VBP" or word == "were" for tag, word in forms)
    return not ((is_one and many) or (is_more and not many))
