"""Take relative clauses out that say something of their own: Ferrum, which makes steel; a nurse who swam the bay."""

from collections.abc import Callable
from dataclasses import replace
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
    is_denied,
    is_finite,
    is_loose,
    is_past,
    is_person,
    is_plural,
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
_SAYING = lexicon.STATING | {"charge", "fear", "hope", "warn"}
_NEAR = frozenset({"along", "beside", "near", "off", "outside"})  # what happens at a camp near Lund is not in Lund
_PLACING = frozenset({"at", "in", "near", "outside"})
_NAMING = frozenset({"NOUN", "PROPN"})
_TIMES = frozenset({"DATE", "TIME"})
_NO_PERSON = frozenset({"GPE", "LOC", "ORG", "FAC", "DATE"})
_FEW = 2  # nouns between a noun and what is said of it
_MIN_RELATIVE = 3  # words, the pronoun among them: a shorter clause says nothing of its own
_SINGLED_OUT = lexicon.words("split", "singled_out")
_EMPTY_NOUNS = lexicon.words("split", "empty_nouns")
_KINDS = lexicon.words("split", "nouns_of_kinds")
_STATES = lexicon.words("split", "participles_of_states")
_UNNAMED = frozenset({"it", "that", "there", "these", "this", "those", "what", "which", "who", "one"})


def relative(clause: SplitClause) -> list[SplitClause] | None:
    """Ferrum, which makes steel, …: [Ferrum] makes steel. One without a comma picks out what is meant, and stays."""
    for verb in clause.words:
        if verb.dep_ != "relcl" or verb.i == clause.head.i or not is_loose(verb):
            continue
        words = subtree(verb, clause.words)
        if len(words) >= _MIN_RELATIVE and (made := _clause(verb, words)) is not None:
            return [clause.without(words, around(words)), made]
    return None


def predicate(clause: SplitClause) -> list[SplitClause] | None:
    """Wolff was a nurse who swam the bay: [Wolff] swam the bay; it picks nobody out."""
    for noun in _predicate_nouns(clause):
        for verb in (*noun.rights, *_of_person(noun)):
            if verb.dep_ not in {"relcl", "acl"} or not clause.holds(verb) or is_loose(verb):
                continue
            words = subtree(verb, clause.words)
            make = _whose_verb_is_finite if verb.dep_ == "relcl" and is_finite(verb) else _participle_of_subject
            made = make(clause, verb, words)
            if made is not None and len(words) >= _MIN_RELATIVE and _says_something(clause, noun, words):
                return [clause.without(words), made]
    return None


def _of_person(noun: "Token") -> "list[Token]":
    """Return the clauses with "who" that the parser hangs on a thing: a nurse at the port | who swam the bay."""
    return [
        t
        for t in noun.subtree
        if t.dep_ == "relcl" and t.left_edge.lower_ == "who" and t.head.i != noun.i and not is_person(t.head)
    ]


def _predicate_nouns(clause: SplitClause) -> "list[Token]":
    """Return the nouns that say what the subject of a clause is: a philanthropist and former governor."""
    if not clause.subject or clause.subject[-1].lower_ in _UNNAMED or clause.words[-1].text == "?":
        return []
    found = [noun for noun in _said_to_be(clause) if _is_any(noun)][:1]
    for noun in found:  # the list grows: "an author, editor and former governor"
        found += [c for c in noun.rights if c.dep_ in {"conj", "appos"} and c.pos_ == "NOUN" and clause.holds(c)]
        if noun.lemma_.lower() in _KINDS:  # a branch of science that studies stones
            found += [c for of in noun.rights if of.lower_ == "of" for c in of.children if c.dep_ == "pobj"]
    return found


def _said_to_be(clause: SplitClause) -> "list[Token]":
    """Return the noun of "Wolff was a nurse", and of the apposition "Wolff, a nurse"; none of what may be or is not."""
    head = clause.head
    if head.pos_ in {"NOUN", "PROPN"}:
        return [head] if clause.form == "relative" else []
    if head.lemma_ != "be" or not is_finite(head) or is_denied(head) or any(t.tag_ == "MD" for t in auxiliaries(head)):
        return []
    return [c for c in head.children if c.dep_ == "attr" and clause.holds(c)]


def _is_any(noun: "Token") -> bool:
    """Return whether a noun is one of many: a nurse, animals; not the nurse, the first nurse, one of the nurses."""
    before = [c for c in noun.lefts if c.dep_ != "punct"]
    has_article = any(c.lower_ in {"a", "an"} for c in before)
    bare = noun.tag_ == "NNS" and not any(c.dep_ in {"det", "poss", "nummod"} for c in before)
    picked = any(c.tag_ in {"JJS", "RBS"} or c.lower_ in _SINGLED_OUT or c.ent_type_ == "ORDINAL" for c in before)
    return (has_article or bare) and not picked and noun.lemma_.lower() not in _EMPTY_NOUNS


def _says_something(clause: SplitClause, noun: "Token", words: "Words") -> bool:
    """Return whether what is left says something: Krane is a town, the plan was a new law; not "the plan was a law"."""
    inside = {t.i for t in words}
    named = any(t.pos_ == "PROPN" for t in clause.subject) or clause.subject[0].pos_ == "PRON"
    return named or any(
        c.dep_ in {"amod", "compound", "prep", "poss"} and c.i not in inside and clause.holds(c) for c in noun.children
    )


def _whose_verb_is_finite(clause: SplitClause, verb: "Token", words: "Words") -> SplitClause | None:
    """A nurse who swam the bay: [Wolff] swam the bay."""
    pronoun = words[0]
    if pronoun.tag_ not in _PRONOUN_TAGS or pronoun.dep_ not in SUBJECTS or pronoun.head.i != verb.i:
        return None
    placed = Placed(pronoun.i, clause.subject)
    return SplitClause(verb, words[1:], clause.subject, (), (placed,), "relative", verb.head)


def _participle_of_subject(clause: SplitClause, verb: "Token", words: "Words") -> SplitClause | None:
    """A song written by Vale: [the song was] written by Vale. A town located in the north: it is."""
    if verb.tag_ not in {"VBN", "VBG"} or words[0].i != verb.i or subject(verb) is not None:
        return None
    was_done = verb.tag_ == "VBN" and verb.lower_ not in _STATES
    past = is_past(clause.head) or (was_done and any(t.dep_ == "agent" or t.ent_type_ in _TIMES for t in words))
    many = is_plural(clause.subject)
    being = ("were" if many else "was") if past else ("are" if many else "is")
    placed = Placed(verb.i, clause.subject, tail=f" {being}")
    return SplitClause(verb, words, clause.subject, (), (placed,), "relative", verb.head)


def _clause(verb: "Token", words: "Words") -> SplitClause | None:
    pronoun = next((t for t in words if t.tag_ in _PRONOUN_TAGS), None)
    if pronoun is None or verb.head.pos_ not in _NOUNS or _is_what_is_said(verb, words, pronoun):
        return None
    left = tuple(t for t in words if t.i != pronoun.i and not (t.i < pronoun.i and t.text in COMMAS))
    make = next((make for fits, make, _ in _ROLES if fits(pronoun, verb)), None)
    if make is None or not left:
        return None
    (whole, *others), certain = _antecedent(verb.head, pronoun, verb)
    placed = replace(make(verb, left, pronoun, whole, certain), others=tuple(others))
    own = subject(verb)
    is_subject = own is not None and own.i == pronoun.i
    of_verb = whole if is_subject else phrase(own) if own is not None else ()
    return SplitClause(verb, left, of_verb, (), (placed,), "relative", verb.head)


def _is_what_is_said(verb: "Token", words: "Words", pronoun: "Token") -> bool:
    """The mill, which critics charge is unsafe: what they say has been cut off."""
    says = verb.lemma_.lower() in _SAYING
    return says and words[-1].i == verb.i and pronoun.head.i == verb.i and words[0].i == pronoun.i


def _after_preposition(verb: "Token", words: "Words", pronoun: "Token", whole: "Words", certain: bool) -> Placed:
    return Placed(next((t.i for t in words if t.i > _stranded(words)), BEHIND), whole, certain=certain)


def _stranded(words: "Words") -> int:
    """Return the place of a preposition whose noun is the pronoun in front: which the town had done away with."""
    return next((t.i for t in words if t.dep_ == "prep" and not any(c.i > t.i for c in t.children)), -1)


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
    (
        lambda p, verb: subject(verb) is not None and p.dep_ in _OBJECTS and _stranded(tuple(verb.subtree)) > verb.i,
        _after_preposition,
        "the mill, which the town had done away with",
    ),
    (lambda p, verb: p.dep_ in _OBJECTS and subject(verb) is not None, _as_object, "the mill, which the town bought"),
)


def _antecedent(noun: "Token", pronoun: "Token", verb: "Token") -> "tuple[list[Words], bool]":
    """Return what a relative pronoun may stand for, the likeliest first, and whether nothing but the first fits.

    In "the end of the bus company, which" two nouns compete: person or thing, one or many may decide.
    """
    if noun.ent_type_ in _TIMES or noun.like_num:  # "a film of 2014, which": a year does nothing
        noun = next((t for t in noun.ancestors if t.pos_ in _NAMING and t.ent_type_ not in _TIMES), noun)
        return [phrase(noun)], noun.pos_ in _NAMING
    between = sum(t.pos_ in _NAMING for t in noun.doc[noun.i + 1 : verb.left_edge.i])
    if between:  # the parser had a reason to look behind the nearest noun, but not behind three
        return [_alone(noun, verb)], between <= _FEW
    rivals = [noun]
    while rivals[-1].dep_ == "pobj" and rivals[-1].head.head.pos_ in _NAMING:
        rivals.append(rivals[-1].head.head)
    if len(rivals) == 1:
        return [_alone(noun, verb)], True
    fitting = _fitting(rivals, pronoun, verb)
    if len(fitting) == 1:
        return [phrase(fitting[0])], True
    if noun.pos_ == "PROPN" and noun in fitting and not _may_be_farther(noun, fitting, verb):
        return [phrase(noun)], True
    found = fitting or rivals
    return [phrase(n) for n in (reversed(found) if _causes(verb) else found)], False


def _fitting(rivals: "list[Token]", pronoun: "Token", verb: "Token") -> "list[Token]":
    """Return which of several nouns a relative pronoun can stand for: people for "who", where there are any."""
    fitting = [n for n in rivals if _fits(n, pronoun, verb)]
    people = [n for n in fitting if is_person(n)] if pronoun.lower_ in _WHO else []
    return people or fitting


def _alone(noun: "Token", verb: "Token") -> "Words":
    """Return a noun without the rest of its list: a new boat, which is red, the old pier and a mill."""
    goes_on = any(c.dep_ in {"conj", "appos"} and c.i > verb.i for c in noun.children)
    return phrase(noun, members=not goes_on)


def _may_be_farther(noun: "Token", fitting: "list[Token]", verb: "Token") -> bool:
    """Return whether what stands in front of a name may be meant: the mill in Sorn, which makes flour."""
    beside = noun.head.lower_ if noun.dep_ == "pobj" else ""
    lies_in = beside in (_NEAR if verb.left_edge.lower_ == "where" else _PLACING)
    return _causes(verb) or (lies_in and len(fitting) > 1)


def _causes(verb: "Token") -> bool:
    """Return whether a clause tells a cause or an effect, which is rather a happening than where it happened."""
    return lexicon.CAUSE.search(" ".join(t.text for t in verb.subtree)) is not None


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
