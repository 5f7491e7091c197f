"""Recognize words that compare, state a rule or take a side, and not their look-alikes: prices fell, a child fell."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from claims.pipeline.split import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOVES = lexicon.words("claim_types", "moves")
# Things move to a place, numbers to a number: "fell from the roof", "fell from 40 to 30".
_PLACES = lexicon.words("claim_types", "places")
_COMPLEMENTS = frozenset({"dobj", "acomp", "xcomp", "oprd", "prt"})  # grew potatoes, fell ill, declined to say, grew up
# What has a level of its own, wherever its verb leads: "temperatures fell below freezing".
_LEVELS = lexicon.words("claim_types", "levels")
_PERSONS = lexicon.words("claim_types", "persons")
_RECORD_VERBS = lexicon.words("claim_types", "records")
_PERMITS = lexicon.words("claim_types", "permits")
_NEEDING = lexicon.words("claim_types", "needing")
_PLAYED = lexicon.words("claim_types", "played")
_RULED_SO = lexicon.words("claim_types", "ruled_so")  # a court rules so; a king rules an island
_CHARGED = lexicon.words("claim_types", "charged_with")


def compares(words: "Sequence[Token]") -> bool:
    """Return whether a statement compares, or says how a number changed."""
    return _found(lexicon.COMPARED, words, _moves)


def rules(words: "Sequence[Token]") -> bool:
    """Return whether a statement says what a law, a court or a contract says."""
    return _found(lexicon.RULE, words, _things)


def takes_side(words: "Sequence[Token]") -> bool:
    """Return whether a statement says where somebody stands; who can recognise a river does not."""
    return any(
        t.lemma_.lower() in lexicon.POSITION
        and t.pos_ == "VERB"
        and not any(c.lower_ in {"can", "could"} for c in t.lefts)
        for t in words
    )


def _found(pattern: re.Pattern[str], words: "Sequence[Token]", misleads: "Callable[[Token], bool]") -> bool:
    if not pattern.search(" ".join(t.text for t in words)):
        return False
    return pattern.search(" ".join("–" if misleads(t) else t.text for t in words)) is not None


def _moves(token: "Token") -> bool:
    """Return whether something or somebody moves, lies or grows, and no number does."""
    word = token.lower_
    if word in {"record", "records"}:
        beaten = token.dep_ == "dobj" and token.head.lemma_ in _RECORD_VERBS
        return not (beaten or token.dep_ in {"amod", "compound", "nmod"} or token.pos_ == "ADJ" or _figure(token))
    if word in {"fallen", "grown", "risen", "dropped"} and token.dep_ == "amod":
        return True  # a fallen tree
    if word == "lower" and token.pos_ == "VERB":
        return True
    if token.lemma_.lower() not in _MOVES or token.pos_ != "VERB" or _figure(token):
        return False
    if any(c.dep_ in {"nsubj", "nsubjpass"} and c.lemma_.lower() in _LEVELS for c in token.lefts):
        return False
    if any(c.dep_ in {"nsubj", "nsubjpass"} and (c.ent_type_ == "PERSON" or c.lower_ in _PERSONS) for c in token.lefts):
        return True
    if token.lemma_.lower() in {"increase", "decrease"}:
        return False  # whatever they have behind them
    return any(
        c.dep_ in _COMPLEMENTS or (c.dep_ == "prep" and c.lower_ in _PLACES and not _dated(c)) for c in token.rights
    )


def _figure(token: "Token") -> bool:
    """Return whether a number that is no date depends on the token: "fell by 6 percent"."""
    return any(
        (t.like_num or t.lower_ in lexicon.AMOUNTS or t.text == "%") and t.ent_type_ not in {"DATE", "TIME"}
        for c in token.rights
        if c.dep_ not in {"advcl", "conj"}
        for t in c.subtree
    )


def _dated(prep: "Token") -> bool:
    return any(t.ent_type_ in {"DATE", "TIME"} for t in prep.children)


def _things(token: "Token") -> bool:
    """Return whether the word means no rule: a paper permit, a tennis court, a king who rules, a charged battery."""
    word, lemma = token.lower_, token.lemma_.lower()
    if word in _PERMITS and token.pos_ in {"NOUN", "PROPN"}:
        return token.head.lemma_ not in _NEEDING
    if lemma == "court":
        return any(c.dep_ == "compound" and c.lower_ in _PLAYED for c in token.lefts)
    if token.pos_ != "VERB":
        return False
    if lemma == "rule":
        behind = [c for c in token.rights if c.dep_ != "punct"]
        return any(c.dep_ == "dobj" for c in behind) and not any(c.lower_ in _RULED_SO for c in behind)
    if word == "charged":
        return not any(c.dep_ == "prep" and c.lower_ in _CHARGED for c in token.rights)
    return False
