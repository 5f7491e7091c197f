"""Judge what a part of a sentence is: something checkable, an opinion, a prediction, a question, nothing of these."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from claims.pipeline.rank.checkworthy import Worth
from claims.pipeline.rank.part_words import carries_verb, has_subject, on_verb
from claims.pipeline.split import lexicon
from claims.pipeline.split.part import Part
from claims.pipeline.split.parts import VERBS, hedged

if TYPE_CHECKING:
    from spacy.tokens import Token

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


_DOING = lexicon.words("words", "doing")
_SAYING, _PLAIN = 0.3, 0.4
_ASKING = frozenset({"WRB", "WP"})


def judge(part: Part, worth: Worth) -> tuple[Outcome, str]:
    """Return the outcome and the name of the rule that decided; the first rule of the table that fits."""
    if part.form == "frame":
        return "attribution_only", "attribution.speaker"
    return next(((outcome, rule) for fits, outcome, rule in _RULES if fits(part, worth)), ("claim", "claim.statement"))


def _question(part: Part, _: Worth) -> bool:
    after = part.tokens[-1].i + 1
    doc = part.head.doc
    return part.form == "main" and ("?" in part.tokens[-1].text or (after < len(doc) and doc[after].text[0] == "?"))


def _whether(part: Part, _: Worth) -> bool:
    """Whoever asks whether it is so does not say that it is."""
    first = part.tokens[0]
    return first.lower_ == "whether" and first.head.i == part.head.i


def _verbless(part: Part, _: Worth) -> bool:
    """No verb of its own: a title, a list, "without ever meeting twice", "a scheme that nobody liked"."""
    if part.form in {"phrase", "accusation"}:
        return False
    if any(map(carries_verb, part.carried)):
        return False
    bare = part.mode == "quoted" and part.head.tag_ in {"VBG", "VBN", "VB"} and not has_subject(part)
    return bare or part.head.pos_ not in VERBS


def _title(part: Part, _: Worth) -> bool:
    """A title says what is told, not what is so: “How the harbour lost its crane”, “Seven lighthouses to sleep in”."""
    if part.form != "main" or part.mode == "quoted":
        return False
    first, head = part.tokens[0], part.head
    is_question_word = first.tag_ in _ASKING and first.head.i == head.i and first.i < head.i
    # The tagger takes what is counted for a verb; a verb after “seven” would have no “s”.
    counted = first.tag_ == "CD" and first.lower_ not in {"one", "1"} and head.tag_ == "VBZ" and head.i == first.i + 1
    return is_question_word or counted


def _order(part: Part, _: Worth) -> bool:
    """“Look at the sea”, and what a headline gives as somebody's order: “Mayor: stay at home”."""
    head = part.head
    if part.mode == "presupposed" or head.tag_ != "VB":
        return False
    labelled = [t.text for t in part.tokens[1:2]] == [":"] and head.i == part.tokens[0].i + 2
    return labelled or not (has_subject(part) or any(c.dep_ == "aux" for c in on_verb(part)))


def _future(part: Part, _: Worth) -> bool:
    return any(c.dep_ in {"aux", "auxpass"} and c.lower_ in lexicon.FUTURE for c in on_verb(part))


def _going(part: Part, _: Worth) -> bool:
    return any(
        (t.lower_ == "going" and any(c.dep_ == "xcomp" for c in t.children))
        or (t.lower_ in {"set", "due", "bound", "likely", "unlikely", "poised"} and _to(t))
        or (t.lower_ in {"set", "due", "scheduled", "planned"} and _dated(part, t))
        or (t.lemma_.lower() in lexicon.PLANS and _to(t) and not _expected(t))
        or (t.lemma_ in {"expect", "anticipate"} and t.tag_ in {"VBZ", "VBP"} and t.i == part.head.i)
        for t in (part.head, *on_verb(part))
        if t.tag_ != "NN"
    )


def _open(part: Part, _: Worth) -> bool:
    return part.head.lemma_ == "remain" and any(c.dep_ == "xcomp" and c.tag_ == "VBN" for c in on_verb(part))


def _duty(part: Part, _: Worth) -> bool:
    """Should and must are wishes, unless a contract or a law speaks."""
    if lexicon.RULE.search(" ".join(t.text for t in part.tokens)):
        return False
    return any(c.dep_ == "aux" and c.lower_ in lexicon.DUTY for c in on_verb(part))


def _belief(part: Part, _: Worth) -> bool:
    mine = {c.lower_ for c in on_verb(part) if c.dep_ == "nsubj"} & {"i", "we", "you"}
    return bool(mine) and part.head.lemma_.lower() in lexicon.BELIEF


def _judgement(part: Part, _: Worth) -> bool:
    """The predicate judges ("is absurd", "was a foolish mistake"); a loaded word beside a fact is no opinion."""
    if part.head.lemma_ not in {"be", "seem", "look", "remain", "become", "sound", "feel"}:
        return False
    predicates = [c for c in on_verb(part) if c.dep_ in {"acomp", "attr", "oprd"}]
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
    words = " ".join(t.text for t in part.tokens)
    return worth.weight < 0.6 and lexicon.JUDGING_ADVERBS.search(words) is not None


def _personal_word(token: "Token") -> bool:
    return token.pos_ == "PRON" and token.lower_ in lexicon.FIRST_PERSON


def _personal(part: Part, worth: Worth) -> bool:
    return worth.weight < _PLAIN and part.mode != "quoted" and any(_personal_word(t) for t in part.tokens)


def _speaking(part: Part, worth: Worth) -> bool:
    inside = {t.i for t in part.tokens}
    has_content = any(c.dep_ in {"ccomp", "xcomp"} and c.i in inside and not _asked(c) for c in on_verb(part))
    speaks = part.head.lemma_ in lexicon.SPEAKING and not _does_something(part)
    return worth.weight < 0.5 and not has_content and speaks


def _does_something(part: Part) -> bool:
    """Return whether a verb of saying is something done here: “called an election”, “told nobody about the theft”."""
    own = on_verb(part)
    objects = [c for c in own if c.dep_ in {"dobj", "nsubjpass"}]
    if part.head.lemma_ in _DOING:
        named = any(c.dep_ == "oprd" for c in own)
        return not named and any(c.pos_ in {"NOUN", "PROPN", "NUM"} for c in objects)
    about = any(
        t.dep_ == "prep" and t.lower_ in {"about", "for", "of"} for c in (*own, *objects) for t in (c, *c.rights)
    )
    return part.head.lemma_ in {"ask", "tell"} and bool(objects) and about


def _asked(clause: "Token") -> bool:
    """Somebody asked whether it is so: nobody says that it is."""
    return clause.head.lemma_ == "ask" and any(c.lower_ in {"whether", "if"} for c in clause.children)


def _vague(part: Part, worth: Worth) -> bool:
    """Nothing that one could look up; in somebody's own words a bare name or "never" is not enough."""
    first = part.tokens[0]
    direct = part.mode == "quoted" and first.i > 0 and first.nbor(-1).text in {"“", '"', "‘", "'"}
    return not worth.reasons or (direct and worth.weight < _SAYING)


def _is_hedged(part: Part) -> bool:
    if part.mode == "hedged" or any(t.lower_ in lexicon.HEDGES for c in part.carried for t in c.tokens):
        return True
    return part.mode == "quoted" and hedged(part.tokens, part.head)


def _hedge_event(part: Part, _: Worth) -> bool:
    return _is_hedged(part) and part.head.tag_ == "VB" and part.head.lemma_ not in {"be", "have"}


_RULES: tuple[tuple[Callable[[Part, Worth], bool], Outcome, str], ...] = (
    (_question, "question", "question.mark"),
    (_whether, "question", "question.whether"),
    (_verbless, "not_checkable", "fragment.no-verb"),
    (_title, "not_checkable", "fragment.title"),
    (_order, "not_checkable", "fragment.order"),
    (_open, "not_checkable", "hedge.open"),
    (_future, "prediction", "future.will"),
    (_going, "prediction", "future.plan"),
    (_hedge_event, "prediction", "hedge.modal"),
    (_belief, "opinion", "opinion.belief"),
    (_duty, "opinion", "opinion.duty"),
    (_judgement, "opinion", "opinion.judgement"),
    (_aside, "opinion", "opinion.adverb"),
    (_loaded, "opinion", "opinion.loaded"),
    (_personal, "opinion", "opinion.first-person"),
    (_speaking, "attribution_only", "attribution.no-words"),
    (lambda part, _: _is_hedged(part), "not_checkable", "hedge.held-back"),
    (_vague, "not_checkable", "vague.nothing-named"),
)


def _expected(token: "Token") -> bool:
    """Return whether somebody expected something once ("expected to win"), which is no prediction of today."""
    return token.lemma_ == "expect" and token.tag_ == "VBD" and not any(c.dep_ == "auxpass" for c in token.children)


def _dated(part: Part, token: "Token") -> bool:
    """Return whether something is set for a day to come: "is due on Monday", not "was set for Monday"."""
    present = any(t.lower_ in {"is", "are"} for t in (part.head, *on_verb(part)))
    return present and any(c.dep_ == "prep" and c.lower_ in {"for", "on", "in", "at"} for c in token.children)


def _to(token: "Token") -> bool:
    return any(c.dep_ in {"xcomp", "ccomp"} and any(g.lower_ == "to" for g in c.children) for c in token.children)
