"""Rate how check-worthy a statement is, with its type and the reasons that a reviewer reads."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from claims.pipeline.rank import accusations, claim_types, neighbour_model, word_model
from claims.pipeline.split import lexicon

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

Type = Literal["quantity", "event", "causal", "comparison", "rule", "position", "quotation"]
Words = Sequence["Token"]

# Hand-rounded weights (about fifteen, tuned on public check-worthiness data); the sum is cut to 0–1. By it the rules of
# outcome decide; what a reviewer sees first is decided by the fitted score.
_BASE = 0.2
_QUOTED = -0.05  # somebody answers for it already
_HEDGED = -0.15

# An accusation that nobody answers for stands above everything else; an unnamed source takes a little of the rest.
_FIRST = 0.9
_NAMELESS = 0.1


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that makes a statement worth checking: its weight, the type it gives, and how it reads."""

    name: str
    weight: float
    type: Type | None
    words: str


@dataclass(frozen=True, slots=True)
class Worth:
    """How worth checking a statement is: 0 (nobody would) to 1 (at once).

    `score` is fitted on what people found worth checking and ranks; `weight` sums the reasons, for the rules.
    """

    score: float
    weight: float
    type: Type
    reasons: tuple[str, ...]


_DATES = frozenset({"DATE", "TIME"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
_PAST = frozenset({"VBD", "VBN"})
_PLURAL = frozenset({"NNS", "NNPS"})
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def _number(words: Words) -> bool:
    return bool(_numbers(words))


def _numbers(words: Words) -> "list[Token]":
    return [
        t
        for t in words
        if t.lower_ in lexicon.AMOUNTS or (t.ent_type_ not in _DATES and (t.text in "%$€£" or _counts(t)))
    ]


def _counts(token: "Token") -> bool:
    """Return whether a word is a number that counts: not "one", "the second", the 2016 of a race, or a route's 66."""
    if token.lower_ == "one":
        return False
    if token.tag_ != "CD" and token.pos_ != "NUM":
        return token.like_num and _is_share(token)
    head = token.head
    if _YEAR.fullmatch(token.text):
        return token.dep_ == "nummod" and head.tag_ in _PLURAL
    follows_name = token.i > 0 and head.i == token.i - 1 and head.text[0].isupper()
    return not (follows_name and head.pos_ in {"NOUN", "PROPN"})


def _is_share(ordinal: "Token") -> bool:
    """Return whether an ordinal says how many of a whole: a tenth of the fleet, every third boat."""
    before = ordinal.nbor(-1) if ordinal.i else None
    after = ordinal.nbor(1).lower_ if ordinal.i + 1 < len(ordinal.doc) else ""
    return before is not None and (before.lower_ == "every" or (after == "of" and before.lower_ in {"a", "one"}))


def _dated(words: Words) -> bool:
    return any(_YEAR.fullmatch(t.text) for t in words)


def _superlative(words: Words) -> bool:
    return any(t.tag_ in {"JJS", "RBS"} and t.lower_ not in lexicon.NOT_SUPERLATIVE for t in words) or any(
        (a.lower_ == "the" and b.lower_ in {"first", "only"} and b.pos_ != "PROPN")
        or (a.tag_ == "RBS" and b.tag_ == "JJ" and b.lower_ != "recent" and not _at(a))
        for a, b in pairwise(words)
    )


def _at(token: "Token") -> bool:
    """Return whether "at" stands before: at least informal talks."""
    return token.i > 0 and token.nbor(-1).lower_ == "at"


def names_something(words: Words) -> bool:
    """Return whether words name what one could look up: somebody, a place, a figure, a day with its name."""
    first = next((t for t in words if t.is_alpha), None)
    return any(
        t.ent_type_ in _NAMES
        or _counts(t)
        or t.text[0].isdigit()
        or (t.pos_ == "PROPN" and (t.ent_type_ or t is not first))  # the tagger takes many a first word for a name
        for t in words
    )


def _event(words: Words) -> bool:
    return any(t.tag_ in _PAST and t.pos_ == "VERB" and accusations.names_subject(t) for t in words)


def _causes(words: Words) -> bool:
    return lexicon.CAUSE.search(" ".join("–" if _is_due(t) else t.text for t in words)) is not None


def _is_due(token: "Token") -> bool:
    """Return whether something is to be done, and has no cause: due to open."""
    behind = list(token.doc[token.i + 1 : token.i + 3]) if token.lower_ == "due" else []
    return [t.tag_ for t in behind] == ["TO", "VB"]


def _universal(words: Words) -> bool:
    return any(t.lower_ in lexicon.UNIVERSAL for t in words)


def _past(words: Words) -> bool:
    return any(t.tag_ in _PAST and t.pos_ in {"VERB", "AUX"} for t in words)


# In the order in which a reviewer reads them, with an example; the first that gives a type decides it.
REASONS: tuple[tuple[Callable[[Words], bool], Reason, str], ...] = (
    (accusations.accuses, Reason("accusation", 0.2, "event", "accuses somebody of wrongdoing"), "They forged a test."),
    (accusations.denies, Reason("denial", 0.2, "position", "denies an accusation"), "The owner denied the theft."),
    (_number, Reason("number", 0.25, "quantity", "states a number"), "The harbour has 40 boats."),
    (
        _superlative,
        Reason("superlative", 0.15, "comparison", "says that something is the first, the only or the most"),
        "It is the oldest crane.",
    ),
    (
        claim_types.compares,
        Reason("comparison", 0.15, "comparison", "compares, or says how something changed"),
        "The boat is larger than the crane.",
    ),
    (
        _causes,
        Reason("cause", 0.15, "causal", "says what caused something"),
        "The fire was caused by a fuel line.",
    ),
    (
        claim_types.rules,
        Reason("rule", 0.1, "rule", "says what a law, a court or a contract says"),
        "The treaty bans nets from the bay.",
    ),
    (_universal, Reason("universal", 0.1, None, "speaks of all, none or never"), "Every boat is in the harbour."),
    (_event, Reason("event", 0.1, "event", "says what a named party did"), "Ada Brink sold the boats."),
    (
        claim_types.takes_side,
        Reason("position", 0.05, "position", "says where somebody stands"),
        "The council opposes the sale.",
    ),
    (_past, Reason("past", 0.1, None, "says what happened or what was"), "The boats were sold in the harbour."),
    (_dated, Reason("dated", 0.05, None, "gives a year"), "The boats of 1911 hang there."),
    (accusations.is_named, Reason("named", 0.1, None, "names somebody or something"), "The boats lie in Sorn."),
)


def _type(words: Words, found: Sequence[Reason], quoted: bool, top: "Token | None") -> Type:
    """Return the type of what is said; a number that only stands in it decides nothing."""
    in_passing = any(reason.type == "quantity" for reason in found) and not claim_types.says_how_much(
        words, _numbers(words), top
    )
    types = (reason.type for reason in found if reason.type and not (in_passing and reason.type == "quantity"))
    return next(types, "quotation" if quoted else "event")


def weigh(
    words: Words,
    *,
    quoted: bool,
    hedged: bool,
    nameless: bool = False,
    alike: float | None = None,
    top: "Token | None" = None,
) -> Worth:
    """Return how check-worthy a statement is; an unattributed accusation against a named party comes first.

    `quoted`: somebody is quoted with it; `nameless`: somebody said it, but the article does not say who;
    `alike`: the chance that a sentence about the same is checked, when embeddings were asked; `top`: their verb.
    """
    found = [reason for test, reason, _ in REASONS if test(words)]
    reasons = [reason.words for reason in found]
    weight = _BASE + sum(reason.weight for reason in found) + _QUOTED * quoted + _HEDGED * hedged
    score = word_model.score(words)
    if alike is not None:
        score = neighbour_model.combined(score, alike)
    named_source = quoted and not nameless
    first = not named_source and not any(t.lemma_ == "accuse" for t in words)
    if nameless:
        weight += 0.1
        score += _NAMELESS * (1 - score)
        reasons.append("said by somebody who is not named")
    if not reasons and names_something(words):
        reasons.append("names something that can be looked up")
    if found and found[0].name == "accusation" and accusations.accuses_named(words):
        weight += 0.25 if first else 0.1
        score = _FIRST + (1 - _FIRST) * score if first else score
        answered = named_source or accusations.is_answered(words)
        reasons[0] = "accuses a named party" if answered else "accuses a named party, and nobody answers for it"
    type_ = _type(words, found, quoted, top)
    return Worth(round(min(score, 1.0), 2), round(min(max(weight, 0.0), 1.0), 2), type_, tuple(reasons))
