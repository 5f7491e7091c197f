"""The words that say somebody spoke, and what each of them may carry."""

from enum import Flag, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


class Carries(Flag):
    """What stands beside a cue as the words spoken."""

    CLAUSE = auto()  # said (that) fares would rise
    OBJECT = auto()  # announced a cut in fares
    INFINITIVE = auto()  # promised to cut fares; urged the board to cut fares
    NAMING = auto()  # called the plan a disgrace; described it as one
    STUDY = auto()  # figures show that fares rose: a clause, and only when the subject is a document or a body
    QUOTATION = auto()  # “…,” she laughed: only beside quotation marks


def words(listed: str) -> frozenset[str]:
    """Return the words of a list that is written as a line of text."""
    return frozenset(listed.split())


def _table(*rows: tuple[Carries, str]) -> dict[str, Carries]:
    table: dict[str, Carries] = {}
    for carries, lemmas in rows:
        for lemma in lemmas.split():
            table[lemma] = table.get(lemma, Carries(0)) | carries
    return table


# Attitudes (think, fear, want, hope) are missing on purpose: they are not speech and have a table of their own.
VERBS = _table(
    (
        Carries.CLAUSE | Carries.QUOTATION,
        "say tell add write note report announce suggest argue state claim explain declare acknowledge warn insist "
        "assert conclude reply respond recall vow pledge promise agree admit concede confirm contend maintain stress "
        "emphasize emphasise predict reiterate repeat complain joke quip charge allege testify tweet post comment "
        "observe remark mention point deny reveal disclose advise caution estimate boast lament counter "
        "counsel clarify assure remind swear attest speculate muse hint imply signal brag "
        "proclaim profess opine posit theorize propose recommend demand confide retort exclaim underscore "
        "underline highlight forecast rule guarantee shout tease chant yell scream whisper mutter answer",
    ),
    (
        Carries.QUOTATION,
        "continue ask begin laugh sigh shrug thunder boom beam yell scream cry chant whisper mutter interject "
        "conclude start finish answer inquire wonder demand plead urge snap crow fume gush enthuse croon intone "
        "summarize summarise read offer go echo chide scold blast call describe praise blog sum ask end ponder object "
        "protest marvel deadpan crack reason concur elaborate press bellow",
    ),
    (Carries.STUDY, "show find indicate suggest reveal demonstrate note state conclude warn estimate reflect"),
    (Carries.INFINITIVE, "promise pledge vow swear urge ask tell call propose demand"),
    (
        Carries.OBJECT,
        "announce criticize criticise condemn denounce blast slam reject dismiss deny propose tout reiterate repeat "
        "mention urge demand promise pledge claim predict allege acknowledge note report confirm warn recommend "
        "suggest reveal stress emphasize highlight echo ask describe tweet explain declare decry rebuke question "
        "accuse admit boast",
    ),
    (
        Carries.NAMING,
        "call describe dismiss label brand accuse denounce characterize characterise decry dub blast criticize",
    ),
    (Carries.CLAUSE, "ask inquire question"),
)
# What somebody thinks, feels or wants by the article's word: kept apart from what somebody said.
ATTITUDES = _table(
    (
        Carries.CLAUSE,
        "think believe fear hope feel worry expect doubt suspect assume wish presume reckon anticipate envision "
        "envisage imagine",
    ),
    (Carries.INFINITIVE, "want hope wish"),
)
# “is worried that”, “remains hopeful that”: the same, said with an adjective.
MOODS = words(
    "worried hopeful confident afraid concerned convinced optimistic pessimistic certain sure skeptical sceptical "
    "doubtful fearful"
)
# Prepositions whose object is what was said: called for talks, warned of delays, complained about fares.
PREPOSITIONS = {
    "call": {"for", "on"},
    "warn": {"of", "about", "against"},
    "talk": {"about"},
    "speak": {"about", "of"},
    "complain": {"about", "of"},
    "boast": {"about", "of"},
    "ask": {"about", "for"},
    "joke": {"about"},
    "comment": {"on"},
    "accuse": {"of"},
}
# Of these the object alone says what was said: called for a vote, accused the board of hiding it, warned of floods.
STATING = words("call accuse warn urge")
DOCUMENTS = words(
    "study report survey poll polls data figure figures document documents record records research "
    "analysis review statistics estimate estimates census audit filing filings email emails letter memo "
    "transcript editorial article column statement book paper index results numbers evidence test tests "
    "investigation inquiry newspaper website story dossier briefing bulletin leaflet post tweet message surveys "
    "studies reports lawsuit suit petition motion indictment ruling advert ad database"
)
# Who may find, show or reveal something besides documents: “inspectors found that”.
FINDERS = DOCUMENTS | words(
    "court judge panel commission committee jury researchers scientists investigators inspectors auditors analysts "
    "experts agency economists"
)
# What also things do: “the leak underscores that …”. These need somebody who can speak.
WEAK = words("underscore underline highlight signal imply hint reveal suggest indicate guarantee rule propose reflect")
# “her claim that …”: the clause behind the noun is what its owner said.
NOUNS = words(
    "claim statement accusation allegation warning promise announcement suggestion argument assertion "
    "pledge vow insistence declaration admission complaint remark comment contention prediction denial "
    "threat"
)
# Days on which something was said.
DAYS = words("monday tuesday wednesday thursday friday saturday sunday today yesterday")
# Nouns through which somebody speaks: in “a letter from the board saying …” the board speaks.
VESSELS = words(
    "statement letter tweet post interview email memo speech message note release remarks comments report "
    "editorial op-ed column article essay blog video testimony filing"
)


def carried(token: "Token") -> Carries:
    """Return what the word may carry as a cue; nothing when it is no cue."""
    if token.pos_ not in ("VERB", "AUX") and token.tag_ not in ("VBD", "VBG", "VBN", "VBZ", "VBP", "VB"):
        return Carries(0)
    return VERBS.get(token.lemma_.lower(), Carries(0))


def felt(token: "Token") -> Carries:
    """Return what the word may carry as an attitude; nothing when it is none."""
    if token.pos_ not in ("VERB", "AUX"):
        return Carries(0)
    return ATTITUDES.get(token.lemma_.lower(), Carries(0))
