"""Take appositions and brackets out that state a fact: Lina Sorel, a former nurse, won."""

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.pipeline.split import lexicon
from claims.pipeline.split.clause import (
    BRACKETS,
    COMMAS,
    DASHES,
    PLURAL,
    Placed,
    SplitClause,
    around,
    is_finite,
    is_loose,
    phrase,
    subject,
    subtree,
)

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

    Words = tuple[Token, ...]

_OPENINGS = lexicon.words("split", "apposition_openings")
_NOT_NAMED = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
_CLOSING = frozenset({",", ".", ")", ";", "?", "!", "”", '"'}) | DASHES
_BRACKETED = frozenset({"parataxis", "ccomp", "relcl", "acl", "conj", "dep"})
_THIRD = frozenset({"it", "they", "he", "she"})


def apposition(clause: SplitClause) -> list[SplitClause] | None:
    """Lina Sorel, the first woman to lead the party, …: Lina Sorel [is] the first woman to lead the party."""
    for noun in clause.words:
        if noun.dep_ != "appos" or noun.i == clause.head.i or not is_loose(noun) or not clause.holds(noun.head):
            continue
        if not clause.subject and noun.i < clause.head.i:
            continue  # "after the raid in Lund, a lawyer of the club, Tom Hale, resigned": the subject itself
        words = tuple(t for t in subtree(noun, clause.words) if t.text not in BRACKETS)
        if words and _describes(noun, words) and (made := _clause(clause, noun, words)) is not None:
            return [clause.without(words, around(words)), made]
    return None


def fronted(clause: SplitClause) -> list[SplitClause] | None:
    """A former nurse, Reed won: [Reed is] a former nurse."""
    own = [c for c in clause.head.lefts if c.dep_ == "nsubj"]
    for noun in clause.head.lefts:
        if noun.dep_ not in {"npadvmod", "nsubj"} or not own or noun.i >= own[-1].i or noun.ent_type_ in _NOT_NAMED:
            continue
        words = subtree(noun, clause.words)
        after = next((t for t in clause.words if words and t.i > words[-1].i), None)
        if not words or words[0].i != clause.words[0].i or after is None or after.text != ",":
            continue
        whole = tuple(t for t in clause.words if own[-1].left_edge.i <= t.i <= own[-1].i)
        if words[0].lower_ in _OPENINGS and own[-1].pos_ == "PROPN" and noun.pos_ != "PROPN":
            placed = Placed(words[0].i, whole, tail=f" {_copula(own[-1], words)}")
            rest = replace(clause.without(words), subject=whole)
            return [rest, SplitClause(noun, words, whole, (), (placed,), "relative", own[-1])]
    return None


def _clause(clause: SplitClause, noun: "Token", words: "Words") -> SplitClause | None:
    named = noun.head
    whole = tuple(t for t in phrase(named, members=False) if t.i < words[0].i)
    if not whole:
        return None
    verb = _copula(named, words)
    while words and words[-1].text in COMMAS:
        words = words[:-1]
    if clause.holds(whole[0]):
        placed = Placed(words[0].i, lead=verb)
        return SplitClause(noun, (*whole, *words), whole, (), (placed,), "relative", named)
    return SplitClause(noun, words, whole, (), (Placed(words[0].i, whole, tail=f" {verb}"),), "relative", named)


def _copula(named: "Token", words: "Words") -> str:
    many = named.tag_ in PLURAL or any(c.dep_ == "conj" for c in named.children if c.i < words[0].i)
    if words[0].lower_ in {"then", "once"}:
        return "were" if many else "was"
    return "are" if many else "is"


def _describes(noun: "Token", words: "Words") -> bool:
    """Return whether an apposition says what somebody or something is; "the owner, Per Nygaard" says who."""
    return not any(applies(noun, words) for applies, _ in _NO_DESCRIPTIONS) and (
        words[0].lower_ in _OPENINGS
        or words[0].tag_ in {"JJS", "RBS", "PRP$"}
        or (noun.head.ent_type_ in {"PERSON", "ORG"} and any(c.dep_ == "prep" for c in noun.children))
    )


def _is_name(noun: "Token", words: "Words") -> bool:
    """The tagger takes "the president of Galdia" for a name as well."""
    deps = {c.dep_ for c in noun.children}
    is_office = noun.pos_ == "PROPN" and "det" in deps and bool(deps & {"prep", "relcl", "acl"})
    is_office = is_office or noun.tag_ == "JJS"  # the largest in the region
    return noun.pos_ != "NOUN" and noun.lower_ not in {"one", "two", "three"} and not is_office


def _is_figure(noun: "Token", words: "Words") -> bool:
    return noun.ent_type_ in _NOT_NAMED or noun.head.ent_type_ in _NOT_NAMED or noun.head.pos_ not in {"NOUN", "PROPN"}


def _has_figure(noun: "Token", words: "Words") -> bool:
    counted = any(c.dep_ == "nummod" for c in noun.children)
    return counted and (words[-1].i == noun.i or words[-1].like_num) and noun.head.pos_ == "NOUN"


def _is_open(noun: "Token", words: "Words") -> bool:
    doc, after = noun.doc, words[-1].i + 1
    return after < len(doc) and doc[after].text not in _CLOSING and doc[after].tag_ != "CC"


def _is_series(noun: "Token", words: "Words") -> bool:
    has_members = any(c.dep_ == "conj" for c in noun.children)
    return has_members and noun.head.pos_ == "NOUN" and words[0].lower_ not in _OPENINGS


_ABSTRACT = frozenset({"number", "figure", "sum", "amount", "total", "rate", "share", "rise", "fall", "increase"})

# What stands behind a comma like an apposition, and describes nothing; with an example of each.
_NO_DESCRIPTIONS = (
    (_is_name, "the owner, Per Nygaard, paid"),
    (_is_figure, "Ole Brandt, 20, left on Monday, 3 May"),
    (_has_figure, "The north side lost 30 barns, the south side 14"),
    (_is_open, "Ferrum, the steel maker said, lost money"),
    (_is_series, "The town sold boats, nets and ropes"),
    (lambda noun, words: noun.lemma_ in _ABSTRACT, "2,300 people, a number that grows, live there"),
    (lambda noun, words: any(t.dep_ == "nsubj" and t.head.i == noun.i for t in words), "one won, he the last"),
)


def bracket(clause: SplitClause) -> list[SplitClause] | None:
    """The hall (it cost 7 million crowns) …: [The hall] cost 7 million crowns."""
    for verb in clause.words:
        own = subject(verb)
        if verb.dep_ not in _BRACKETED or not is_finite(verb) or verb.i == clause.head.i or own is None:
            continue
        words = subtree(verb, clause.words)
        first = verb.left_edge
        if first.i == 0 or "(" not in {first.text, first.nbor(-1).text}:
            continue
        inner = tuple(t for t in words if t.text not in BRACKETS)
        whole = phrase(verb.head) if verb.head.pos_ in {"NOUN", "PROPN"} else ()
        if own.lower_ in _THIRD and whole:
            without_pronoun = tuple(t for t in inner if t.i != own.i)
            made = SplitClause(verb, without_pronoun, whole, (), (Placed(own.i, whole),), "relative", verb.head)
        else:
            made = SplitClause(verb, inner, phrase(own), form="clause")
        return [clause.without(words, around(words)), made]
    return None
