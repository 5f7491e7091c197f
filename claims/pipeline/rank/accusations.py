"""Recognize who is accused of doing wrong, by whom, and whether somebody answers for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.pipeline.speakers import subjects
from claims.pipeline.split import lexicon

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

Words = Sequence["Token"]
_DATES = frozenset({"DATE", "TIME"})
FIGURES = _DATES | {"CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"}  # "Monday" and "$" are proper nouns too
_ANSWERED = lexicon.words("words", "answered")
_LYING_ABOUT = frozenset({"about", "to"})  # who lies on, in or between is no liar
_RELATIVE = frozenset({"who", "which", "that"})


def accuses(words: Words) -> bool:
    """Return whether a statement says that somebody did wrong, or was charged with it."""
    charged = lexicon.CHARGING & _charges(words)
    return bool(_wrongs(words)) or bool(charged - {"deny"})


def denies(words: Words) -> bool:
    """Return whether a statement only denies a wrong: whoever denies theft accuses nobody."""
    return _charges(words) & lexicon.CHARGING == {"deny"} and not _wrongs(words)


def is_named(words: Words) -> bool:
    """Return whether words hold a name, of whatever kind."""
    return any(t.pos_ == "PROPN" and t.ent_type_ not in FIGURES for t in words)


def names_subject(verb: "Token") -> bool:
    """Return whether who does what a verb says has a name, in the active or behind "by"."""
    party = subjects.subject(verb)
    return party is not None and is_named(_phrase(party))


def accuses_named(words: Words) -> bool:
    """Return whether who is accused has a name; where the grammar names nobody, any name of the statement counts."""
    if not is_named(words):
        return False
    parties = [party for wrong in _wrongs(words) if (party := _party(wrong)) is not None]
    return not parties or any(is_named(_phrase(party)) for party in parties)


def is_answered(words: Words) -> bool:
    """Return whether the words themselves say who answers for it: a court, the police, whoever accuses or sues."""
    return any(t.lemma_.lower() in _ANSWERED for t in words)


def _wrongs(words: Words) -> "list[Token]":
    """Return the verbs that accuse somebody: not those of things, which provoke and hide without doing wrong."""
    return [t for t in words if lexicon.accuses(t) and not (subjects.is_negated(t) or _lies_down(t) or _is_thing(t))]


def _lies_down(verb: "Token") -> bool:
    if verb.lemma_ not in {"lay", "lie"}:
        return False
    places = (c for c in verb.children if c.dep_ == "prep" and c.lower_ not in _LYING_ABOUT)
    return any(places) or any(c.dep_ in {"advmod", "prt"} and c.i == verb.i + 1 for c in verb.rights)


def _is_thing(verb: "Token") -> bool:
    party = _party(verb)
    return party is not None and not subjects.can_speak(party)


def _party(verb: "Token") -> "Token | None":
    """Return who does the wrong; None where the words name nobody: "the test was falsified"."""
    if verb.pos_ == "ADJ":
        return None
    party = subjects.subject(verb)
    return None if party is not None and party.lower_ in _RELATIVE else party


def _phrase(party: "Token") -> "list[Token]":
    return [t for t in party.subtree if t.i <= party.i or t.dep_ in {"compound", "conj", "flat", "appos"}]


def _charges(words: Words) -> frozenset[str]:
    """Return the lemmas of a statement in which a wrong is named; a Fraud Office is a name and no fraud."""
    plain = [t for t in words if not (t.pos_ == "PROPN" and t.dep_ == "compound")]
    wrongs = frozenset(t.lemma_.lower() for t in plain) & lexicon.ACCUSING_NOUNS
    return frozenset(t.lemma_.lower() for t in words) if wrongs else frozenset()
