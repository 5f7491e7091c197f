"""The word lists behind the rules of detect: what accuses, compares, judges, holds back."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def words(table: str) -> frozenset[str]:
    """Make a set of a table of words."""
    return frozenset(table.split())


def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(line.strip() for line in table.strip().splitlines())})\b", re.IGNORECASE)


def accuses(token: "Token") -> bool:
    """Say whether a word accuses somebody; the tagger often takes "the instigated riots" for an adjective."""
    if token.pos_ not in {"VERB", "ADJ"}:
        return False
    return not ACCUSING.isdisjoint(
        {token.lemma_.lower(), token.lower_.removesuffix("d"), token.lower_.removesuffix("ed")}
    )


# Verbs (as lemmas) and nouns that say that somebody did wrong.
ACCUSING = words("""
    abuse accuse assault betray blackmail bribe bully cheat collude conceal conspire corrupt defraud dodge embezzle
    evade exploit extort fabricate falsify forge harass hide incite instigate interfere launder lie manipulate mislead
    misuse murder oppress orchestrate persecute plot poison provoke rape rig sabotage silence smuggle spy stage steal
    suppress torture violate breach
""")
ACCUSING_NOUNS = words("""
    abuse blackmail bribery coercion collusion conspiracy corruption embezzlement fraud genocide harassment murder
    propaganda sabotage theft torture
""")
CHARGING = words("accuse admit allege blame charge commit deny face guilty suspect")

AMOUNTS = words("""
    half halved double doubled triple tripled quarter percent cent majority minority dozens hundreds thousands millions
    billions twice
""")
UNIVERSAL = words("never always every all none nobody nothing no only sole everyone everybody neither")
CAUSE = _pattern(r"""
    because|due to|caus(?:e[sd]?|ing)|led to|leads? to|leading to|result(?:s|ed|ing)? (?:in|from)|thanks to|owing to
    as a result|responsible for|prompted|triggered|contribut(?:es?|ed|ing) to|blam(?:e[sd]?|ing)|driv(?:en|ing) by
""")
RULE = _pattern(r"""
    laws?|ban(?:s|ned)?|illegal(?:ly)?|legal(?:ly)?|courts?|rul(?:ing|ed)|treaty|treaties|contracts?|prohibit(?:s|ed)?
    require[sd]?|oblig(?:ed|ation)|regulations?|constitution(?:al)?|licen[cs]e[sd]?|permits?|legislation|sentenced
    convicted|fined|charged|tax(?:es|ed)?|sanctions?|tariffs?
""")
COMPARED = _pattern(r"""
    than|compared (?:with|to)|as \w+ as|rose|risen|fell|fallen|grew|grown|dropped|declined|increased?|decreased?
    so (?:much|many)|times as|higher|lower|fewer|larger|smaller|record|steadily|growing
""")
# Superlatives that judge or count nothing: "at least", "last week", "the best".
NOT_SUPERLATIVE = words("least best worst most last latest fairest finest nicest")
POSITION = words("""
    support oppose reject back deny refuse welcome prefer recognise recognize favour favor endorse condemn dismiss vote
    adhere object resist
""")

HEDGES = words("""
    may might could perhaps possibly probably maybe likely unlikely apparently reportedly allegedly presumably
""")
SEEMS = words("seem appear")

# What makes a sentence a prediction or a pledge, on its own verb; "hop" is what the tagger makes of "hopes".
FUTURE = words("will shall 'll ’ll wo would")
PLANS = words("""
    plan hope hop intend aim pledge promise vow expect predict forecast threaten want schedule project anticipate
""")

# Judgement: as a predicate, or as an adverb over the sentence.
JUDGING = words("""
    absurd amazing appalling awful bad beautiful best better brave brilliant clever courageous crazy cruel cynical
    dangerous deplorable despicable disastrous disgraceful disgusting evil excellent fair fairest fantastic fascinating
    fine foolish frank good great hard honest hopeless horrible hypocritical idiotic immoral impressive
    inexcusable insane interesting irresponsible ludicrous magnificent naive nice noble obscene obvious outrageous
    pathetic perfect plain pointless reckless remarkable ridiculous right sad senseless shameful shameless shocking
    silly stunning stupid superb terrible tragic troubling ugly unfair unfortunate unmistakable vile weak wise
    wonderful worrying worse worst wrong
""")
# Words that judge wherever they stand; two of them in a sentence without a figure make it an opinion.
LOADED = JUDGING | words("""
    adore alas alleged beloved blatant blindly breathtaking catastrophe catastrophic damning decadent delusion
    delusional desperate devastating disdain fanatic farce fiasco fool genius glorious greed greedy gushing hateful
    heroic hideous hypocrisy hysteria hysterical idiocy ignorance impressive incompetence incompetent incredible
    incredibly insanity insult irony laughable legendary lunacy lunatic madness mere merely miserable mockery monstrous
    nightmare nonsense notorious obsessed obsession patriotic perverse phoney phony pitiful precious preposterous
    quintessential righteous ruthless scary sinister smug so-called spectacular spineless stunner sweet swanky
    sycophant terrifying travesty tyranny unacceptable unbelievable undeniable unprecedented unsettling utterly
    warmongering witch-hunt woke worthless
""")
JUDGING_ADVERBS = _pattern(r"""
    clearly|obviously|of course|surely|sadly|unfortunately|fortunately|frankly|honestly|simply|undoubtedly|indeed
    no doubt|needless to say|after all|in a nutshell|it seems|ironically|remarkably|hopefully|thankfully|arguably
""")
DUTY = words("should must ought shouldn mustn")
BELIEF = words("think believe feel hope wish guess suppose doubt love hate like prefer want wonder fear trust")
FIRST_PERSON = words("i we me us my our mine ours myself ourselves")
SPEAKING = words("add allege argue ask call claim comment describe reply report say speak talk tell")

# Words that stand for something said before, when they are a whole subject or object.
POINTING = words("this that these those neither both each another others latter former")
