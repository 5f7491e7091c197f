"""Judge what a part of a sentence is: something checkable, an opinion, a prediction, a question, nothing of these."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from claims.pipeline.rank import checkworthy, claim_types, fragments
from claims.pipeline.rank.checkworthy import Worth
from claims.pipeline.rank.part_words import has_subject, in_order, lemma, on_verb, subject
from claims.pipeline.speakers import cues
from claims.pipeline.speakers.subjects import can_speak
from claims.pipeline.split import lexicon
from claims.pipeline.split.part import Part
from claims.pipeline.split.parts import VERBS, hedged
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
_POSSIBLE = frozenset({"may", "might", "could"})
_BOUND = frozenset({"bound", "due", "likely", "poised", "set", "unlikely"})
_NO_AGENT = lexicon.UNIVERSAL | {"i", "it", "one", "that", "there", "these", "this", "those", "we", "which", "you"}
_CONDITIONS = frozenset({"if", "unless"})
_PAPERS = cues.DOCUMENTS | cues.STATEMENT_NOUNS  # they speak, and do nothing
_DAYS = frozenset({"prep", "npadvmod", "advmod"})
_STAND_FOR = frozenset({"he", "she", "they"})  # for somebody who has a name
_TABLE = load_table(Path(__file__).with_name("outcomes.toml"))


def _words(name: str) -> frozenset[str]:
    listed: str = _TABLE[name]
    return frozenset(listed.split())


_ANNOUNCED = _words("announced")
_COMPARING = _words("comparing")
_EVER = _words("ever")
_LINKING = _words("linking")
_UNPLANNED = _words("unplanned")


def judge(part: Part, worth: Worth) -> tuple[Outcome, str]:
    """Return the outcome and the name of the rule that decided; the first rule of the table that fits."""
    if part.form == "frame":
        return "attribution_only", "attribution.speaker"
    return next((outcome, rule) for fits, outcome, rule, _ in RULES if fits(part, worth))


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
    return lemma(part.head) == "remain" and any(c.dep_ == "xcomp" and c.tag_ == "VBN" for c in on_verb(part))


def _record(part: Part, _: Worth) -> bool:
    """What will be the first ever says of all the years before that there was none."""
    words = part.tokens
    first = any(t.tag_ in {"JJS", "RBS"} or t.lower_ in {"first", "only"} for t in words)
    is_first = first and lemma(part.head) in {"be", "become"} and any(t.lower_ in _EVER for t in words)
    return is_first and _will(part)


def _will(part: Part) -> bool:
    return any(c.dep_ in {"aux", "auxpass"} and c.lower_ in lexicon.FUTURE for c in on_verb(part))


def _future(part: Part, _: Worth) -> bool:
    return _will(part) or (_headline_future(part) and not fragments.is_finite(part))


def _headline_future(part: Part) -> bool:
    """“Mayor to open bridge on Monday” announces."""
    to = any(t.tag_ == "TO" for t in on_verb(part))
    return part.form == "main" and part.mode == "asserted" and part.head.tag_ == "VB" and to and has_subject(part)


def _announced(part: Part, _: Worth) -> bool:
    """A plan, promise or threat of somebody: it exists or it does not, whatever comes of it."""
    about = subject(part)
    has_plans = lemma(part.head) not in {"promise", "threaten"}  # a storm threatens to
    whose = about is not None and not _is_impersonal(about) and (has_plans or _agent(part))
    return lemma(part.head) in _ANNOUNCED and _to(part.head) and whose and not _held(part)


def _agent(part: Part) -> bool:
    """Return whether a part speaks of somebody who can act: a name, a body, a person; neither a thing nor "we"."""
    about = subject(part)
    if about is None or not can_speak(about) or _is_impersonal(about) or about.lower_ in _PAPERS:
        return False
    is_definite = any(c.dep_ in {"det", "poss", "nummod"} for c in about.children)
    return about.pos_ != "NOUN" or is_definite or about.tag_ != "NNS"


def _is_impersonal(about: "Token") -> bool:
    """Return whether the words speak of nobody, or of who speaks; "one of them" is somebody."""
    return about.lower_ in _NO_AGENT and not any(c.lower_ == "of" for c in about.rights)


def _going(part: Part, _: Worth) -> bool:
    return any(
        (t.lower_ == "going" and any(c.dep_ == "xcomp" for c in t.children))
        or (t.lower_ in _BOUND and _to(t) and not _compared(t) and not _was(part, t))
        or (t.lower_ == "due" and _dated(part, t))
        or (t.lemma_.lower() in lexicon.PLANS and _to(t) and not _once(t) and not _wants_done(t))
        or (t.lemma_ == "expect" and t.tag_ in {"VBZ", "VBP"} and t.i == part.head.i)
        for t in (part.head, *on_verb(part))
        if t.tag_ != "NN"
    )


def _was(part: Part, token: "Token") -> bool:
    """Return whether something was once set to be: "was due to sail", "is no longer set to sail"."""
    own = {t.lower_ for t in (part.head, *on_verb(part))}
    no_longer = {t.lower_ for c in (*on_verb(part), token) for t in c.lefts} | own
    return token.lower_ in {"due", "set"} and ("longer" in no_longer or not own.isdisjoint({"was", "were"}))


def _wants_done(verb: "Token") -> bool:
    """Return whether somebody wants something of others, or does not want to: where they stand, and no plan."""
    if verb.lemma_ != "want":
        return False
    wanted = (c for c in verb.children if c.dep_ in {"ccomp", "xcomp"})
    return any(c.dep_ == "neg" for c in verb.children) or any(g.dep_ == "nsubj" for c in wanted for g in c.children)


def _scheduled(part: Part, _: Worth) -> bool:
    """What is set for a day, or scheduled: somebody has set it. Prices will rise in May: nobody has."""
    if _will(part) or _headline_future(part):
        return _set_for_day(part)
    return any(
        (t.lower_ in {"set", "scheduled", "planned"} and t.tag_ != "NN" and _dated(part, t))
        or (t.lower_ in {"scheduled", "planned"} and t.tag_ == "VBN" and _to(t))
        for t in (part.head, *on_verb(part))
    )


def _set_for_day(part: Part) -> bool:
    """Return whether somebody will do, or will be made to do, something on a day that is named."""
    own = on_verb(part)
    if lemma(part.head) in _UNPLANNED | _LINKING or any(c.lower_ == "would" for c in own) or _held(part):
        return False
    by_day = any(t.ent_type_ in {"DATE", "TIME"} for c in own if c.dep_ in _DAYS for t in (c, *c.children))
    return by_day and (_agent(part) or any(c.dep_ == "auxpass" for c in own))


def _possible(part: Part, worth: Worth) -> bool:
    """What the article says that a named or known party may do: whether it may can be asked today."""
    modal = any(c.dep_ == "aux" and c.lower_ in _POSSIBLE for c in on_verb(part))
    if not modal or _held(part, _POSSIBLE) or _on_condition(part):
        return False
    if lemma(part.head) == "be" and worth.type == "quantity":
        return True  # may be worth 40 million
    return (bool(worth.reasons) or _concrete(part)) and _hedge_event(part, worth) and _agent(part)


def _on_condition(part: Part) -> bool:
    """Return whether something holds only if something else does."""
    clauses = (c for c in on_verb(part) if c.dep_ == "advcl")
    return any(t.lower_ in _CONDITIONS and t.dep_ == "mark" for c in clauses for t in c.lefts)


def _hedge_event(part: Part, _: Worth) -> bool:
    """Something may happen or be done; may have happened, or may be so, is held back."""
    bare = {c.lower_ for c in on_verb(part) if c.dep_[:3] == "aux" and c.tag_ == "VB"}
    passive = part.head.tag_ == "VBN" and bare == {"be"}
    return _held(part) and (passive or (part.head.tag_ == "VB" and lemma(part.head) not in {"be", "have"}))


def _duty(part: Part, _: Worth) -> bool:
    """Should and must are wishes, unless a contract or a law speaks."""
    if lexicon.RULE.search(" ".join(t.text for t in part.tokens)):
        return False
    return any(c.dep_ == "aux" and c.lower_ in lexicon.DUTY for c in on_verb(part))


def _belief(part: Part, _: Worth) -> bool:
    mine = {c.lower_ for c in on_verb(part) if c.dep_ == "nsubj"} & {"i", "we", "you"}
    return bool(mine) and lemma(part.head) in lexicon.BELIEF


def _judgement(part: Part, _: Worth) -> bool:
    """The predicate judges: is absurd, was a foolish mistake. Beside a figure it compares: the worst since 1990."""
    if lemma(part.head) not in _LINKING:
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
    mine = any(t.pos_ == "PRON" and t.lower_ in lexicon.FIRST_PERSON for t in part.tokens)
    if part.mode == "quoted":
        about = subject(part)
        mine = about is not None and any(t.lower_ in lexicon.FIRST_PERSON for t in (about, *about.lefts))
        counted = any(t.like_num for t in part.tokens)  # “I have waited for three years” can be checked
        named = checkworthy.names_something(part.tokens) and not counted
        return mine and _direct(part) and worth.weight < _SAYING and named
    return mine and worth.weight < _PLAIN


def _speaking(part: Part, worth: Worth) -> bool:
    """Somebody speaks, and no words of theirs stand here; who calls an election does something."""
    has_content = any(c.dep_ in {"ccomp", "xcomp"} and not _asked(c) for c in on_verb(part))
    speaks = lemma(part.head) in lexicon.SPEAKING and not claim_types.does_something(part)
    return worth.weight < 0.5 and not has_content and speaks


def _asked(clause: "Token") -> bool:
    """Somebody asked whether it is so: nobody says that it is."""
    return clause.head.lemma_ == "ask" and any(c.lower_ in {"whether", "if"} for c in clause.children)


def _direct(part: Part) -> bool:
    first = part.tokens[0]
    return part.mode == "quoted" and first.i > 0 and first.nbor(-1).text in {"“", '"', "‘", "'", "''", "``"}


def _vague(part: Part, worth: Worth) -> bool:
    """Nothing that one could look up; in somebody's own words "never" or a past verb is not enough."""
    if checkworthy.names_something(in_order(part)) or (not _direct(part) and _concrete(part)):
        return False
    return not worth.reasons or (_direct(part) and worth.weight < _SAYING)


def _concrete(part: Part) -> bool:
    """Return whether something is said of a thing or person that is called by its noun, and of something else."""
    if fragments.mistaken_verb(part):
        return True
    about = subject(part)
    if about is None or (about.pos_ not in {"NOUN", "PROPN"} and about.lower_ not in _STAND_FOR):
        return False
    if lemma(part.head) in _LINKING and about.pos_ == "PRON":
        return False
    own = range(about.left_edge.i, about.i + 1)
    nouns = [t for t in in_order(part) if t.pos_ in {"NOUN", "PROPN", "NUM"} and t.i not in own]
    return len(nouns) > (lemma(part.head) in _LINKING)


def _held(part: Part, besides: frozenset[str] = frozenset()) -> bool:
    """Return whether the part's own verb is held back, or something that it carries; "more likely" compares."""
    own = [t for t in (part.head, *on_verb(part)) if t.lower_ in lexicon.HEDGES]
    carried = any(t.lower_ in lexicon.HEDGES for c in part.carried for t in c.tokens)
    if besides:
        return any(t.lower_ not in besides for t in own) or lemma(part.head) in lexicon.SEEMS
    if part.mode == "hedged" and not own and not carried:
        return _seems(part)
    if part.mode == "hedged":
        return not own or not all(map(_compared, own))
    return carried or (
        part.mode == "quoted" and hedged(part.tokens, part.head) and not (own and all(map(_compared, own)))
    )


def _seems(part: Part) -> bool:
    """Return whether something only seems so: "appears in videos" does not."""
    complements = {"acomp", "attr", "ccomp", "oprd", "xcomp"}
    return lemma(part.head) not in lexicon.SEEMS or any(c.dep_ in complements for c in on_verb(part))


def _compared(token: "Token") -> bool:
    """Return whether something is likelier than something else, which can be counted: more likely to vote."""
    degrees = {c.lower_ for c in token.lefts}
    return token.lower_ in {"likely", "unlikely"} and not degrees.isdisjoint(_COMPARING)


def _once(token: "Token") -> bool:
    """Return whether somebody wanted or expected something once ("expected to win"), which is no prediction."""
    return token.tag_ == "VBD" and not any(c.dep_ == "auxpass" for c in token.children)


def _dated(part: Part, token: "Token") -> bool:
    """Return whether something is set for a day to come: "is due on Monday", not "was set for Monday"."""
    present = any(t.lower_ in {"is", "are"} for t in (part.head, *on_verb(part)))
    return present and any(c.dep_ == "prep" and c.lower_ in {"for", "on", "in", "at"} for c in token.children)


def _to(token: "Token") -> bool:
    return any(c.dep_ in {"xcomp", "ccomp"} and any(g.lower_ == "to" for g in c.children) for c in token.children)


def _by_words(fits: Callable[[Part], bool]) -> Callable[[Part, Worth], bool]:
    return lambda part, _: fits(part)


# The first that fits decides: what applies, the outcome, its name on screen (claims/desk/base/rules.py), an example.
RULES: tuple[tuple[Callable[[Part, Worth], bool], Outcome, str, str], ...] = (
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
    (_record, "claim", "claim.record", "She will be the first mayor ever to sail."),
    (_scheduled, "claim", "claim.plan", "The sale of the crane is scheduled for May."),
    (_future, "prediction", "future.will", "The council will sell the crane."),
    (_announced, "claim", "claim.plan", "The council plans to sell the crane."),
    (_going, "prediction", "future.plan", "The crane is expected to fall."),
    (_possible, "claim", "claim.possibility", "The council may sell the crane in Sorn."),
    (_hedge_event, "prediction", "hedge.modal", "The crane might fall in Sorn."),
    (_belief, "opinion", "opinion.belief", "We believe the council."),
    (_duty, "opinion", "opinion.duty", "The council should sell the crane."),
    (_judgement, "opinion", "opinion.judgement", "The plan is absurd."),
    (_aside, "opinion", "opinion.adverb", "Clearly the lamp is too old."),
    (_loaded, "opinion", "opinion.loaded", "The council sold a swanky, sinister harbour."),
    (_personal, "opinion", "opinion.first-person", "Our lamp hangs in the hall."),
    (_speaking, "attribution_only", "attribution.no-words", "The mayor commented on the lamp."),
    (lambda part, _: _held(part), "not_checkable", "hedge.held-back", "The crane may have fallen."),
    (_vague, "not_checkable", "vague.nothing-named", "The lamp hangs there."),
    (lambda part, _: True, "claim", "claim.statement", "The crane fell in Sorn."),
)
