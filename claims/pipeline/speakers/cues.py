"""The words that say somebody spoke, and what each of them may carry."""

from enum import Flag, auto
from functools import reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING

from sources import word_list

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token


class Complement(Flag):
    """What stands beside a cue as the words spoken."""

    CLAUSE = auto()  # said (that) fares would rise
    OBJECT = auto()  # announced a cut in fares
    INFINITIVE = auto()  # promised to cut fares; urged the board to cut fares
    NAMING = auto()  # called the plan a disgrace; described it as one
    STUDY = auto()  # figures show that fares rose: a clause, and only when the subject is a document or a body
    BEHIND = auto()  # the pier will close, the board decided: only words in front of the verb
    QUOTATION = auto()  # “…,” she laughed: only beside quotation marks


_NONE = Complement(0)  # made once: making one is slow, and nearly every word is no cue
_WORDS = Path(__file__).with_name("words")


def _complements(file: Path) -> dict[str, Complement]:
    """Read a table of verbs; raise KeyError for a complement that does not exist."""
    table = word_list.load_table(file)
    return {lemma: reduce(or_, (Complement[name.upper()] for name in names)) for lemma, names in table.items()}


SPEECH_VERBS = _complements(_WORDS / "speech_verbs.toml")
ATTITUDE_VERBS = _complements(_WORDS / "attitude_verbs.toml")
ATTITUDE_ADJECTIVES = word_list.load(_WORDS / "attitude_adjectives.txt")
CUE_PREPOSITIONS = {
    lemma: frozenset(words) for lemma, words in word_list.load_table(_WORDS / "cue_prepositions.toml").items()
}
OBJECT_STATEMENT_VERBS = word_list.load(_WORDS / "object_statement_verbs.txt")
SPEAKER_ONLY_VERBS = word_list.load(_WORDS / "speaker_only_verbs.txt")
CLAIM_NOUNS = word_list.load(_WORDS / "claim_nouns.txt")
STATEMENT_NOUNS = word_list.load(_WORDS / "statement_nouns.txt")
DOCUMENTS = word_list.load(_WORDS / "documents.txt")
FINDERS = DOCUMENTS | word_list.load(_WORDS / "investigators.txt")
HEARINGS = word_list.load(_WORDS / "hearings.txt")
NARRATING_VERBS = word_list.load(_WORDS / "narrating_verbs.txt")
DAYS = word_list.load(_WORDS / "days.txt")


def speech_complements(token: "Token") -> Complement:
    """Return what the word may carry as a cue; nothing when it is no cue."""
    if token.pos_ not in ("VERB", "AUX") and token.tag_ not in ("VBD", "VBG", "VBN", "VBZ", "VBP", "VB"):
        return _NONE
    return SPEECH_VERBS.get(token.lemma_.lower(), _NONE)


def attitude_complements(token: "Token") -> Complement:
    """Return what the word may carry as an attitude; nothing when it is none."""
    if token.pos_ not in ("VERB", "AUX"):
        return _NONE
    return ATTITUDE_VERBS.get(token.lemma_.lower(), _NONE)
