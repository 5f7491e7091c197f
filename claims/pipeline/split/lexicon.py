"""The word lists of lexicon.toml: what accuses, compares, judges, holds back."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sources.word_list import load_table

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

_TABLE = load_table(Path(__file__).with_name("lexicon.toml"))


def words(section: str, name: str) -> frozenset[str]:
    """Return a list of lexicon.toml as a set; raise KeyError when there is none of that name."""
    listed: str = _TABLE[section][name]
    return frozenset(listed.split())


def _pattern(name: str) -> re.Pattern[str]:
    """Return the expressions of a pattern list as one, for whole words in any case."""
    listed: str = _TABLE["patterns"][name]
    return re.compile(rf"\b(?:{'|'.join(listed.strip().splitlines())})\b", re.IGNORECASE)


def accuses(token: "Token") -> bool:
    """Return whether a word accuses somebody; the tagger often takes "the instigated riots" for an adjective."""
    if token.pos_ not in {"VERB", "ADJ"}:
        return False
    return not ACCUSING.isdisjoint(
        {token.lemma_.lower(), token.lower_.removesuffix("d"), token.lower_.removesuffix("ed")}
    )


ACCUSING = words("words", "accusing")
ACCUSING_NOUNS = words("words", "accusing_nouns")
CHARGING = words("words", "charging")
AMOUNTS = words("words", "amounts")
UNIVERSAL = words("words", "universal")
NOT_SUPERLATIVE = words("words", "not_superlative")
POSITION = words("words", "position")
HEDGES = words("words", "hedges")
SEEMS = words("words", "seems")
FUTURE = words("words", "future")
PLANS = words("words", "plans")
JUDGING = words("words", "judging")
LOADED = JUDGING | words("words", "loaded")
DUTY = words("words", "duty")
BELIEF = words("words", "belief")
FIRST_PERSON = words("words", "first_person")
SPEAKING = words("words", "speaking")
POINTING = words("words", "pointing")
STATING = SPEAKING | BELIEF  # what takes a clause that somebody says or thinks
SPEECH_VERBS = SPEAKING | words("split", "speech_participles") | words("split", "denials")
CAUSE = _pattern("cause")
RULE = _pattern("rule")
COMPARED = _pattern("compared")
JUDGING_ADVERBS = _pattern("judging_adverbs")
