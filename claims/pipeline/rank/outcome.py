"""Judge what a part of a sentence is: something checkable, an opinion, a prediction, a question, nothing of these."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from claims.pipeline.rank import checkworthy, claim_types, fragments, modality
from claims.pipeline.rank.checkworthy import Worth
from claims.pipeline.rank.modality import LINKING
from claims.pipeline.rank.part_words import in_order, is_direct, lemma, on_verb, subject
from claims.pipeline.split import lexicon
from claims.pipeline.split.part import Part
from claims.pipeline.split.parts import SUBJECTS, VERBS
from sources.word_list import load_table

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

Outcome = Literal[
    "claim",
    "attribution_only",
    "opinion",
    "prediction",
    "question",
    "not_checkable",
    "ambiguous",
    "duplicate",
    "language_not_read",
]


_SAYING, _PLAIN, _STRONG = 0.3, 0.4, 0.6
_STAND_FOR = frozenset({"he", "she", "they"})  # for somebody who has a name
_POINTING = frozenset({"it", "that", "these", "this", "those", "which"})
_SPEAKERS = lexicon.FIRST_PERSON | {"you", "your"}
_COUNTED = frozenset({"no", "few", "fewer", "many", "more", "much", "not", "plenty", "several"})
_NOUNS = frozenset({"NOUN", "PROPN", "NUM"})
_TABLE = load_table(Path(__file__).with_name("outcomes.toml"))
_EMPTY = frozenset(_TABLE["empty"].split())
_QUESTIONS, _REPLYING = frozenset(_TABLE["questions"].split()), frozenset(_TABLE["replying"].split())
_IN_OPERATION = frozenset(_TABLE["in_operation"].split())
_SERVICES, _RUNNING = frozenset(_TABLE["services"].split()), frozenset(_TABLE["running"].split())
_RULING = frozenset(_TABLE["ruling"].split())
_RULE_TEXTS = frozenset(_TABLE["rule_texts"].split())
_REQUIRED = frozenset(_TABLE["required"].split())
_EVERY = frozenset({"all", "any", "each", "every", "no"})
_LIGHT = frozenset(_TABLE["light"].split()) | LINKING
_WEIGHED = frozenset(_TABLE["weighed"].split()) | lexicon.LOADED


def judge(part: Part, worth: Worth) -> tuple[Outcome, str]:
    """Return the outcome and the name of the rule that decided; the first rule of the table that fits."""
    if part.form == "frame" and not _is_vote(part):
        return "attribution_only", "attribution.speaker"
    return next((outcome, rule) for fits, outcome, rule, _ in RULES if fits(part, worth))


def _is_vote(part: Part) -> bool:
    """Return whether a body decided by votes: “The pool will close, the council decided by 9 to 8”."""
    return lemma(part.head) == "decide" and any(t.like_num and t.ent_type_ != "DATE" for t in part.tokens)


def _question(part: Part, _: Worth) -> bool:
    """Asked: the mark stands behind its words, or at the end of a sentence whose verb comes before its subject."""
    if part.form != "main":
        return False
    after, doc = part.tokens[-1].i + 1, part.head.doc
    if "?" in part.tokens[-1].text or (after < len(doc) and doc[after].text[0] == "?"):
        return True
    asks = doc[-1].text == "?" or (len(doc) > 1 and doc[-1].is_quote and doc[-2].text == "?")
    about = subject(part)
    return asks and about is not None and any(t.dep_[:3] == "aux" and t.i < about.i for t in on_verb(part))


def _whether(part: Part, _: Worth) -> bool:
    """Whoever asks whether it is so does not say that it is."""
    first = part.tokens[0]
    return first.lower_ == "whether" and first.head.i == part.head.i


def _open(part: Part, _: Worth) -> bool:
    """“It remains to be seen.”"""
    return lemma(part.head) == "remain" and any(c.dep_ == "xcomp" and c.tag_ == "VBN" for c in on_verb(part))


def _possible(part: Part, worth: Worth) -> bool:
    """What the article says that a named or known party may do: whether it may can be asked today."""
    modal = any(c.dep_ == "aux" and c.lower_ in modality.POSSIBLE for c in on_verb(part))
    if not modal or modality.held(part, modality.POSSIBLE) or modality.on_condition(part):
        return False
    if lemma(part.head) == "be" and worth.type == "quantity":
        return True  # may be worth 40 million
    may_do = modality.is_hedged_event(part) and modality.is_agent(part)
    return may_do and (bool(worth.reasons) or tells(part))


def _belief(part: Part, _: Worth) -> bool:
    mine = {c.lower_ for c in on_verb(part) if c.dep_ == "nsubj"} & {"i", "we", "you"}
    return bool(mine) and lemma(part.head) in lexicon.BELIEF


def _judgement(part: Part, _: Worth) -> bool:
    """The predicate judges: is absurd, was a foolish mistake. Beside a figure it compares: the worst since 1990."""
    if lemma(part.head) not in LINKING:
        return False
    predicates = [c for c in on_verb(part) if c.dep_ in {"acomp", "attr", "oprd"}]
    if any(t.like_num and t.lower_ != "one" for top in predicates for t in top.subtree):
        return False
    return any(
        t.lower_ in lexicon.JUDGING and t.pos_ in {"ADJ", "ADV", "NOUN"}
        for top in predicates
        for t in (top, *top.children)
    )


def _loaded(part: Part, worth: Worth) -> bool:
    """Judging words fill the sentence; a single one beside a fact does not take it away from the checkers."""
    if part.mode == "quoted" or worth.type == "quantity":
        return False
    judging = sum(t.lower_ in lexicon.LOADED and t.pos_ in {"ADJ", "ADV", "NOUN", "INTJ"} for t in part.tokens)
    return judging >= (1 if worth.weight < _SAYING else 2)


def _aside(part: Part, worth: Worth) -> bool:
    """An adverb judges the whole statement ("Clearly, the lamp is too old"); it hides neither figure nor name."""
    if worth.weight >= _STRONG or checkworthy.names_something(part.tokens):
        return False
    over_all = ("–" if _modifies_word(t) else t.text for t in part.tokens)
    return lexicon.JUDGING_ADVERBS.search(" ".join(over_all)) is not None


def _modifies_word(token: "Token") -> bool:
    """Return whether an adverb judges one word only: remarkably flat."""
    return token.dep_ == "advmod" and token.head.pos_ not in VERBS and token.head.i > token.i


def _personal(part: Part, worth: Worth) -> bool:
    """The view or the life of whoever says it, where little speaks for a fact."""
    mine = any(
        t.pos_ == "PRON" and t.lower_ in lexicon.FIRST_PERSON and not _is_newsrooms_question(part, t)
        for t in part.tokens
    )
    if part.mode == "quoted":
        about = subject(part)
        mine = about is not None and any(t.lower_ in lexicon.FIRST_PERSON for t in (about, *about.lefts))
        counted = any(t.like_num for t in part.tokens)  # “I have waited for three years” can be checked
        named = checkworthy.names_something(part.tokens) and not counted
        return mine and is_direct(part) and worth.weight < _SAYING and named
    return mine and worth.weight < _PLAIN


def _is_newsrooms_question(part: Part, token: "Token") -> bool:
    """The company did not reply to our questions: what the article says of somebody else."""
    return token.dep_ == "poss" and token.head.lemma_.lower() in _QUESTIONS and part.head.lemma_ in _REPLYING


def _is_silent(part: Part) -> bool:
    """Return whether somebody gave no answer, or was told nothing: that can be asked about."""
    denied = any(c.dep_ == "neg" for c in on_verb(part))
    if denied and part.head.lemma_ in _REPLYING:
        return True
    passive = any(c.dep_ == "auxpass" for c in on_verb(part)) and part.head.lemma_ == "tell"
    return passive and (denied or any(c.lower_ == "nothing" for c in on_verb(part)))


def _speaking(part: Part, worth: Worth) -> bool:
    """Somebody speaks, and no words of theirs stand here; who calls an election does something."""
    if _is_silent(part):
        return False
    has_content = any(c.dep_ in {"ccomp", "xcomp"} and not _asked(c) for c in on_verb(part))
    speaks = lemma(part.head) in lexicon.SPEAKING and not claim_types.does_something(part)
    return (worth.weight < 0.5 and not has_content and speaks) or _leads_on(part)


def _leads_on(part: Part) -> bool:
    """Return whether what a verb shows stands in a part of its own: “Two letters show | that the mill closed”."""
    behind = part.tokens[-1].i + 1
    return any(c.dep_ == "ccomp" and c.left_edge.i == behind for c in part.head.rights)


def _asked(clause: "Token") -> bool:
    """Somebody asked whether it is so: nobody says that it is."""
    return clause.head.lemma_ == "ask" and any(c.lower_ in {"whether", "if"} for c in clause.children)


def _vague(part: Part, worth: Worth) -> bool:
    """Nothing that one could look up; in somebody's own words "never" or a past verb is not enough."""
    return _names_nothing(part, worth) and not tells(part)


def _names_nothing(part: Part, worth: Worth) -> bool:
    if checkworthy.names_something(in_order(part)):
        return False
    return not worth.reasons or (is_direct(part) and worth.weight < _SAYING)


def is_vague_alone(part: Part, worth: Worth) -> bool:
    """Return whether a part says nothing unless it is certain whom or what its "she", "it" or "this" stands for."""
    about = subject(part)
    if about is None or not _names_nothing(part, worth):
        return False
    return about.dep_ == "expl" or about.lower_ in _POINTING or lemma(part.head) in LINKING


def tells(part: Part) -> bool:
    """Return whether a part says of things that are called by their nouns what one could look up or ask about."""
    about = subject(part)
    if fragments.mistaken_verb(part) or _is_ruled(part):
        return True
    if about is None:
        return False
    own = range(about.left_edge.i, about.i + 1)
    beside = [t for t in in_order(part) if t.pos_ in _NOUNS and t.i not in own and t.lower_ != "one"]
    table = TELLING_IN_OWN_WORDS if is_direct(part) else TELLING
    return any(applies(part, about, beside) for applies, _ in table)


def _telling(words: "Sequence[Token]") -> int:
    """Return how many nouns call something by its name: neither things nor ways, points, moments."""
    return sum(t.lemma_.lower() not in _EMPTY for t in words)


def _acts_on(part: Part, about: "Token", beside: "Sequence[Token]") -> bool:
    called = about.pos_ in {"NOUN", "PROPN"} or about.lower_ in _STAND_FOR
    return called and lemma(part.head) not in LINKING and bool(beside)


def _is_so(part: Part, about: "Token", beside: "Sequence[Token]") -> bool:
    """A thing called by its noun is something with a second noun, or has a quality that nobody weighs."""
    if about.pos_ not in {"NOUN", "PROPN"} or lemma(part.head) not in LINKING:
        return False
    return len(beside) > 1 or (_telling([about]) > 0 and _has_quality(part))


def _has_quality(part: Part) -> bool:
    """Return whether something is called what can be looked up: electric, a baker; neither good nor a problem."""
    called = [c for c in on_verb(part) if c.dep_ in {"acomp", "attr", "oprd"}]
    weighed = any(t.lemma_.lower() in _WEIGHED for c in called for t in (c, *c.lefts))
    return not weighed and any(c.pos_ == "ADJ" or (_telling([c]) and _is_countable(c)) for c in called)


def _is_countable(noun: "Token") -> bool:
    """Return whether a noun is one of its kind or several: a baker, metal doors; "murder" may be said of stairs."""
    return noun.tag_ == "NNS" or any(c.dep_ in {"det", "poss", "compound", "amod", "nummod"} for c in noun.lefts)


def _exists(part: Part, about: "Token", beside: "Sequence[Token]") -> bool:
    there_is = about.dep_ == "expl" and about.lower_ == "there" and lemma(part.head) == "be"
    return there_is and _telling(beside) > 1 and _telling(beside[:1]) > 0 and not _by_speaker(part)


def _exists_counted(part: Part, about: "Token", beside: "Sequence[Token]") -> bool:
    """Somebody says that there are none, several or many of a thing: no feeling that one could have."""
    counted = {c.lower_ for t in beside[:2] for c in (t, *t.lefts)}
    return _exists(part, about, beside) and not counted.isdisjoint(_COUNTED)


def _somebody_is(part: Part, about: "Token", beside: "Sequence[Token]") -> bool:
    is_so = about.lower_ in _STAND_FOR and lemma(part.head) in LINKING and _has_quality(part)
    return is_so and _telling(beside) > 0 and not _by_speaker(part)


def _that_does(part: Part, about: "Token", beside: "Sequence[Token]") -> bool:
    does = about.lower_ in _POINTING and _telling(beside) > 1 and not _by_speaker(part)
    return does and (lemma(part.head) not in LINKING or _has_quality(part))


def _by_speaker(part: Part) -> bool:
    """Return whether the words speak of whoever says or hears them, or judge."""
    return any(t.lower_ in _SPEAKERS or t.lower_ in lexicon.LOADED for t in part.tokens)


def _own_words_tell(part: Part, about: "Token", beside: "Sequence[Token]") -> bool:
    """Somebody says of things what could be asked about, and nothing of themselves or whoever listens."""
    if about.pos_ not in {"NOUN", "PROPN"} or _by_speaker(part):
        return False
    return _telling([about]) + _telling(beside) > 1 + (lemma(part.head) in _LIGHT)


def _changes(part: Part, about: "Token", _: "Sequence[Token]") -> bool:
    """Wages are starting to rise: whether they do can be looked up."""
    moving = (part.head, *(c for c in on_verb(part) if c.dep_ == "xcomp"))
    return about.lemma_.lower() in claim_types.LEVELS and any(t.lemma_.lower() in claim_types.MOVES for t in moving)


def _operates(part: Part, about: "Token", _: "Sequence[Token]") -> bool:
    """What is called by its noun runs, is open or is shut: one look at it tells."""
    if about.pos_ not in {"NOUN", "PROPN"} or not _telling([about]) or _by_speaker(part):
        return False
    if lemma(part.head) in LINKING:
        return any(c.dep_ in {"acomp", "oprd"} and c.lower_ in _IN_OPERATION for c in on_verb(part))
    return about.lemma_.lower() in _SERVICES and lemma(part.head) in _RUNNING


def _answers_nothing(part: Part, about: "Token", _: "Sequence[Token]") -> bool:
    return _is_silent(part) and (about.pos_ in {"NOUN", "PROPN"} or about.lower_ in _STAND_FOR)


_Telling = tuple[tuple[Callable[[Part, "Token", "Sequence[Token]"], bool], str], ...]
# What calls things by their nouns and says something of them, with an example; fewer rows for somebody's own words.
TELLING: _Telling = (
    (_acts_on, "The lamp hangs in the hall."),
    (_is_so, "The lamp is electric."),
    (_exists, "There is a lamp in the hall."),
    (_somebody_is, "She is a baker."),
    (_that_does, "It lights the hall of the school."),
    (_changes, "Wages are starting to rise."),
    (_operates, "The airport remains open."),
    (_answers_nothing, "The company did not reply."),
)
TELLING_IN_OWN_WORDS: _Telling = (
    (_own_words_tell, "“Lamps use oil”"),
    (_exists_counted, "“There are no lamps in the hall”"),
    (_somebody_is, "“She is a baker”"),
    (_changes, "“Wages are starting to rise”"),
    (_operates, "“Trains are running normally”"),
)


def is_duty(part: Part) -> bool:
    """Should and must are wishes, unless a contract, a law or a rule speaks."""
    if lexicon.RULE.search(" ".join(t.text for t in part.tokens)) or _is_ruled(part) or _is_required(part):
        return False
    return _needs(part) or any(c.dep_ == "aux" and c.lower_ in lexicon.DUTY for c in on_verb(part))


def _needs(part: Part) -> bool:
    """Somebody is said to need to act: “The mayor needs to smile more”."""
    carried = any(t.lower_ in {"need", "needs"} and modality.leads_on(t) for c in part.carried for t in c.tokens)
    plainly = {"dobj", "neg"}.isdisjoint(c.dep_ for c in on_verb(part))
    return carried or (
        plainly and part.head.lower_ in {"need", "needs"} and modality.leads_on(part.head) and modality.is_agent(part)
    )


def _is_ruled(part: Part) -> bool:
    """Return whether a court, a council or a text of rules says so: “the council rules that the hedge can stay”."""
    verb = part.head
    while verb.dep_ == "conj":
        verb = verb.head
    saying = verb.head
    if verb.dep_ != "ccomp" or any(t.i == saying.i for t in part.tokens):
        return False
    about = [c for c in saying.children if c.dep_ in SUBJECTS]
    return saying.lemma_.lower() in _RULING or any(c.lemma_.lower() in _RULE_TEXTS for c in about)


def _is_required(part: Part) -> bool:
    """Return whether everybody of a kind must do what one can be held to: “Visitors must wear a helmet”."""
    about, own = subject(part), on_verb(part)
    if about is None or about.pos_ != "NOUN" or not any(c.lower_ in {"must", "mustn"} for c in own):
        return False
    of_a_kind = about.tag_ == "NNS" or any(c.lower_ in _EVERY for c in about.lefts)
    counted = any(t.pos_ == "NUM" for t in part.tokens if t.i > part.head.i)
    return of_a_kind and not is_direct(part) and (counted or lemma(part.head) in _REQUIRED)


def _by_words(fits: Callable[[Part], bool]) -> Callable[[Part, Worth], bool]:
    return lambda part, _: fits(part)


# The first that fits decides: what applies, the outcome, its name on screen (claims/desk/base/rules.py), an example.
RULES: tuple[tuple[Callable[[Part, Worth], bool], Outcome, str, str], ...] = (
    (_by_words(fragments.caption), "not_checkable", "fragment.caption", "Photo: The crane of Sorn fell."),
    (_question, "question", "question.mark", "Did the crane fall in Sorn?"),
    (_whether, "question", "question.whether", "The board asked | whether the crane was sold."),
    (_by_words(fragments.verbless), "not_checkable", "fragment.no-verb", "The old crane of Sorn."),
    (_by_words(fragments.infinitive), "not_checkable", "fragment.infinitive", "“to sell the crane in Sorn”"),
    (
        lambda part, _: fragments.subjectless(part),
        "not_checkable",
        "fragment.no-subject",
        "“closed 40 schools in 2019”",
    ),
    (_by_words(fragments.participle), "not_checkable", "fragment.no-verb", "“the crane sold in Sorn”"),
    (_by_words(fragments.elliptic), "not_checkable", "fragment.elliptic", "The bakers have not."),
    (_by_words(fragments.title), "not_checkable", "fragment.title", "How the harbour lost its crane."),
    (_by_words(fragments.order), "not_checkable", "fragment.order", "Look at the crane in Sorn."),
    (_open, "not_checkable", "hedge.open", "It remains to be seen."),
    (_by_words(modality.is_record), "claim", "claim.record", "She will be the first mayor ever to sail."),
    (_by_words(modality.is_arranged), "claim", "claim.plan", "The council will sell the crane."),
    (_by_words(modality.is_future), "prediction", "future.will", "Prices will rise in Sorn."),
    (_by_words(modality.is_announced), "claim", "claim.plan", "The council plans to sell the crane."),
    (_by_words(modality.is_forecast), "claim", "claim.forecast", "The council expects a loss."),
    (_by_words(modality.is_planned), "prediction", "future.plan", "The crane is expected to fall."),
    (_possible, "claim", "claim.possibility", "The council may sell the crane in Sorn."),
    (_by_words(modality.is_hedged_event), "prediction", "hedge.modal", "The crane might fall in Sorn."),
    (_belief, "opinion", "opinion.belief", "We believe the council."),
    (_by_words(is_duty), "opinion", "opinion.duty", "The council should sell the crane."),
    (_judgement, "opinion", "opinion.judgement", "The plan is absurd."),
    (_aside, "opinion", "opinion.adverb", "Clearly the lamp is too old."),
    (_loaded, "opinion", "opinion.loaded", "The council sold a swanky, sinister harbour."),
    (_personal, "opinion", "opinion.first-person", "Our lamp hangs in the hall."),
    (_speaking, "attribution_only", "attribution.no-words", "The mayor commented on the lamp."),
    (lambda part, _: modality.held(part), "not_checkable", "hedge.held-back", "The crane may have fallen."),
    (_vague, "not_checkable", "vague.nothing-named", "The lamp hangs there."),
    (lambda part, _: True, "claim", "claim.statement", "The crane fell in Sorn."),
)
