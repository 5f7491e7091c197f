"""Recognize words that compare, state a rule or take a side, and not their look-alikes: prices fell, a child fell."""

import re
from collections.abc import Callable, Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claims.pipeline.rank.part_words import lemma, on_verb
from claims.pipeline.speakers.subjects import can_speak
from claims.pipeline.split import lexicon
from claims.pipeline.split.part import Part
from sources.word_list import load_table

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

_TABLE = load_table(Path(__file__).with_name("claim_types.toml"))


def _words(name: str) -> frozenset[str]:
    listed: str = _TABLE[name]
    return frozenset(listed.split())


NAMING = _words("naming")
_DOING = lexicon.words("words", "doing")
_OBJECTS = frozenset({"dobj", "nsubjpass"})
MOVES = _words("moves")
# Things move to a place, numbers to a number: "fell from the roof", "fell from 40 to 30".
_PLACES = _words("places")
_COMPLEMENTS = frozenset({"dobj", "acomp", "xcomp", "oprd", "prt"})  # grew potatoes, fell ill, declined to say, grew up
LEVELS = _words("levels")
_PERSONS = _words("persons")
_RECORD_VERBS = _words("records")
_PERMITS = _words("permits")
_NEEDING = _words("needing")
_PLAYED = _words("played")
_RULED_SO = _words("ruled_so")
_CHARGED = _words("charged_with")
_LAW_NAMES = _words("law_names")
_ILLEGAL_PEOPLE = _words("illegal_people")
_RANKS = _words("ranks")
_JOINING = _words("joining")
_BOUNDS = _words("bounds")
_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_DONE = frozenset({"dropped", "fallen", "grown", "risen"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"acl", "advcl", "appos", "csubj", "parataxis", "relcl"})
_IN_NOUN = frozenset({"amod", "compound", "nmod", "nummod", "quantmod", "advmod", "det", "predet", "punct"})
_LABELS = frozenset({"appos", "nummod"})
_DEFINITE = frozenset({"the", "these", "those"})
_LARGE = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
_PARTS = frozenset({"third", "quarter", "fifth", "tenth", "half"})
_CHANGES = _words("changes")
_PLACING = _words("placing")
_STANDING = _words("standing")
_COUNTING = _words("counting")
_SCORING = _words("scoring")


def compares(words: "Sequence[Token]") -> bool:
    """Return whether a statement compares, or says how a number changed."""
    return _found(lexicon.COMPARED, words, MOVING)


def rules(words: "Sequence[Token]") -> bool:
    """Return whether a statement says what a law, a court or a contract says."""
    return _found(lexicon.RULE, words, NO_RULE)


def takes_side(words: "Sequence[Token]") -> bool:
    """Return whether a statement says where somebody stands; who can recognise a river does not."""
    return any(
        t.lemma_.lower() in lexicon.POSITION
        and t.pos_ == "VERB"
        and not any(c.lower_ in {"can", "could"} for c in t.lefts)
        and not _only_named(t)
        for t in words
    )


def says_how_much(words: "Sequence[Token]", numbers: "Sequence[Token]", top: "Token | None" = None) -> bool:
    """Return whether one of the numbers is what a statement says, and not a size, a score or a label in passing.

    "Killed 12 people", "rose to 40", "15 of the guards" say how many; "the 12 guards", "in six towns", "won 3-1",
    "precinct 78" and what stands in a clause of its own do not. `top` is the statement's verb.
    """
    inside = {t.i for t in words}
    return any(_says(number, inside, top) for number in numbers)


def _says(number: "Token", inside: Container[int], top: "Token | None") -> bool:
    above = [number]
    while above[-1].head.i in inside and above[-1].head.i != above[-1].i and (top is None or above[-1].i != top.i):
        above.append(above[-1].head)
    below = above[:-1]  # from the number up to what hangs on the top word
    if not below:
        return True  # “40 dead”
    if any(t.dep_ in _CLAUSES for t in below) or _is_label(number) or _is_score(number, above[-1]):
        return False
    counted = next(t for t in below if t.dep_ not in _IN_NOUN or t is below[-1])
    if _is_size(number) and counted.lemma_.lower() not in _CHANGES:
        return False
    return _is_said(number, counted, below)


def _is_said(number: "Token", counted: "Token", below: "Sequence[Token]") -> bool:
    """Return whether what is counted is the object, the measure or the bare subject of the top word."""
    between = [t for t in below if t.i != number.i and t.dep_ == "prep"]
    is_share = number.lower_ in lexicon.AMOUNTS or any(c.lower_ == "of" for c in number.rights)
    definite = any(c.lower_ in _DEFINITE for c in counted.lefts)
    if below[-1].dep_ in _SUBJECTS:
        return is_share or (
            _is_count(number, below[-1].head)
            and not (definite or any(c.lower_ in {"all", "both"} or c.dep_ == "poss" for c in counted.lefts))
            and all(t.lower_ == "of" for t in between)
        )
    if definite and not is_share:
        return False
    if counted.lemma_.lower() in _CHANGES or number.text in "%$€£":
        return True
    return all(_measures(t, below[-1]) for t in between)


def _is_count(number: "Token", verb: "Token") -> bool:
    """Return whether a subject's number is the news: figures, fractions; in words where people die or are hurt."""
    is_figure = number.text[0].isdigit() or number.text in "%$€£" or number.lower_ in _LARGE
    return is_figure or _is_fraction(number) or verb.lemma_ in _COUNTING or _text(_next(number, -1)) == "every"


def _measures(prep: "Token", linked: "Token") -> bool:
    """Return whether a figure behind a preposition says how much, and not where: fell to 40, "in 40 towns"."""
    if prep.i != linked.i:
        return prep.lower_ == "of"
    return prep.lower_ not in _PLACING or (prep.lower_ == "at" and prep.head.lemma_ in _STANDING)


def _is_fraction(number: "Token") -> bool:
    return _text(_next(number)) == "-" and _text(_next(number, 2)).rstrip("s") in _PARTS


def _is_label(number: "Token") -> bool:
    """Return whether a number only names: precinct 78, Brink, 34."""
    return number.head.i == number.i - 1 and number.head.pos_ in {"NOUN", "PROPN"} and number.dep_ in _LABELS


def _is_score(number: "Token", top: "Token") -> bool:
    """Return whether somebody won or lost by it: 3-1, 2 – 1."""
    if top.lemma_.lower() not in _SCORING:
        return False
    if any(mark in number.text for mark in "-–"):
        return True
    near = [(_next(number, step), _next(number, 2 * step)) for step in (1, -1)]
    return any(_text(mark) in {"-", "–"} and other is not None and other.like_num for mark, other in near)


def _is_size(number: "Token") -> bool:
    """Return whether a number is joined to a noun by a hyphen: a 12-nation pact, a 40-page report; not two-thirds."""
    if _is_fraction(number):
        return False
    return "-" in (_text(_next(number)), number.text[-1:]) or ("-" in number.text and not number.text[-1].isdigit())


def _only_named(verb: "Token") -> bool:
    """Return whether a verb only names what one may do, and nobody does it: the right to vote, able to vote."""
    to = any(c.tag_ == "TO" for c in verb.lefts)
    return to and (verb.dep_ == "acl" or (verb.dep_ == "xcomp" and verb.head.pos_ == "ADJ"))


def _found(pattern: re.Pattern[str], words: "Sequence[Token]", misleads: "_Rows") -> bool:
    if not pattern.search(" ".join(t.text for t in words)):
        return False
    plain = ("–" if _first(misleads, t) else t.text for t in words)
    return pattern.search(" ".join(plain)) is not None


def _first(rows: "_Rows", token: "Token") -> bool:
    return next((yields for applies, yields, _ in rows if applies(token)), False)


def _has_figure(token: "Token") -> bool:
    """Return whether a number that is no date depends on the token: "fell by 6 percent"."""
    return any(
        (t.like_num or t.lower_ in lexicon.AMOUNTS or t.text == "%") and t.ent_type_ not in {"DATE", "TIME"}
        for c in token.rights
        if c.dep_ not in {"advcl", "conj"}
        for t in c.subtree
    )


def _is_record(token: "Token") -> bool:
    return token.lower_ in {"record", "records"}


def _is_beaten(token: "Token") -> bool:
    beaten = token.dep_ == "dobj" and token.head.lemma_ in _RECORD_VERBS
    return beaten or token.dep_ in _MODIFIERS or token.pos_ == "ADJ" or _has_figure(token)


def _has_subject(token: "Token", listed: frozenset[str], *, person: bool = False) -> bool:
    subjects = (c for c in token.lefts if c.dep_ in _SUBJECTS)
    return any(c.lemma_.lower() in listed or (person and c.ent_type_ == "PERSON") for c in subjects)


def _moves_somewhere(token: "Token") -> bool:
    dated = (c for c in token.rights if not any(t.ent_type_ in {"DATE", "TIME"} for t in c.children))
    return any(c.dep_ == "prep" and c.lower_ in _PLACES for c in dated) or any(
        c.dep_ in _COMPLEMENTS for c in token.rights
    )


def _next(token: "Token", steps: int = 1) -> "Token | None":
    at = token.i + steps
    return token.doc[at] if 0 <= at < len(token.doc) else None


def _text(token: "Token | None") -> str:
    return "" if token is None else str(token.lower_)


def _is_number(token: "Token | None") -> bool:
    return token is not None and (token.like_num or token.text in "$€£" or token.lower_ == "half")


def _prefers(token: "Token") -> bool:
    return token.lower_ == "than" and _text(_next(token, -1)) in {"other", "rather"}


def _bounds_number(token: "Token") -> bool:
    """Return whether words only keep a number open: more than 40, fewer than half."""
    if token.lower_ == "than":
        return _text(_next(token, -1)) in _BOUNDS and _is_number(_next(token))
    return token.lower_ in _BOUNDS and _text(_next(token)) == "than" and _is_number(_next(token, 2))


def _names_rank(token: "Token") -> bool:
    return token.lower_ in {"higher", "lower"} and token.dep_ in _MODIFIERS and token.head.lemma_.lower() in _RANKS


def _names_rule(token: "Token") -> bool:
    """Return whether a word of law is part of a longer name: the Security Treaty Organization, a law firm."""
    if token.dep_ not in _MODIFIERS or token.head.i < token.i:
        return False
    in_name = token.pos_ == "PROPN" and token.head.pos_ == "PROPN" and not lexicon.RULE.fullmatch(token.head.text)
    return in_name or token.head.lemma_.lower() in _LAW_NAMES


def _rules_country(token: "Token") -> bool:
    """Return whether somebody rules a country: the ruling party, the king ruled the island."""
    if token.lower_ == "ruling" and token.dep_ in _MODIFIERS:
        return token.head.i > token.i
    if token.pos_ != "VERB" or token.lemma_.lower() != "rule":
        return False
    behind = [c for c in token.rights if c.dep_ != "punct"]
    return any(c.dep_ == "dobj" for c in behind) and not any(c.lower_ in _RULED_SO for c in behind)


_Rows = tuple[tuple[Callable[["Token"], bool], bool, str], ...]
# The first row that applies to a word says whether it misleads, with an example. None: it says what it seems to say.
# Something or somebody moves, lies or grows, and no number does.
MOVING: _Rows = (
    (lambda t: _is_record(t) and _is_beaten(t), False, "The runner broke the record of the club."),
    (_is_record, True, "The band played a record in the hall."),
    (
        lambda t: t.lower_ in {"fallen", "grown", "risen", "dropped"} and t.dep_ == "amod",
        True,
        "A fallen tree lay there.",
    ),
    (lambda t: t.lower_ == "lower" and t.pos_ == "VERB", True, "They lower the boat into the harbour."),
    (_names_rank, True, "The lower court heard the case in Sorn."),
    (
        lambda t: t.lower_ == "than" and _text(_next(t, -1)) in {"other", "rather"},
        True,
        "It sold boats rather than nets.",
    ),
    (_bounds_number, True, "The council sold more than 40 boats."),
    (
        lambda t: t.lower_ in _JOINING and _text(_next(t, -1)) == _text(_next(t)) == "as",
        True,
        "It sold boats as well as nets.",
    ),
    (lambda t: t.lemma_.lower() not in MOVES or t.pos_ != "VERB", False, "The number of boats is larger."),
    (_has_figure, False, "Sales fell from 40 boats to 30 boats."),
    (lambda t: _has_subject(t, LEVELS), False, "Temperatures fell below freezing in the valley."),
    (lambda t: _has_subject(t, _PERSONS, person=True), True, "She fell ill in the town of Sorn."),
    (lambda t: t.lemma_.lower() in {"increase", "decrease"}, False, "Noise has increased in the harbour."),
    (_moves_somewhere, True, "Ice fell from the roof of the church."),
)
# A word of law means no rule.
NO_RULE: _Rows = (
    (
        lambda t: t.lower_ in _PERMITS and t.pos_ in {"NOUN", "PROPN"} and t.head.lemma_ in _NEEDING,
        False,
        "Boats need a permit in the harbour.",
    ),
    (
        lambda t: t.lower_ in _PERMITS and t.pos_ in {"NOUN", "PROPN"},
        True,
        "The council sold a permit to the ferry line.",
    ),
    (
        lambda t: t.lemma_.lower() == "court" and any(c.dep_ == "compound" and c.lower_ in _PLAYED for c in t.lefts),
        True,
        "The club has a tennis court in Sorn.",
    ),
    (_names_rule, True, "The law firm moved to Sorn."),
    (
        lambda t: t.lower_ == "illegal" and t.head.lemma_.lower() in _ILLEGAL_PEOPLE,
        True,
        "Illegal immigrants came to Sorn.",
    ),
    (_rules_country, True, "The ruling party met in Sorn."),
    (
        lambda t: t.lower_ == "charged" and any(c.dep_ == "prep" and c.lower_ in _CHARGED for c in t.rights),
        False,
        "The captain was charged with theft in Sorn.",
    ),
    (lambda t: t.lower_ == "charged" and t.pos_ == "VERB", True, "The phone was charged in the kitchen of the boat."),
)


def does_something(part: Part) -> bool:
    """Return whether a verb of saying is something done here: “called an election”, “told nobody about the theft”."""
    own, word = on_verb(part), lemma(part.head)
    if any(c.dep_ == "neg" or c.lower_ == "never" for c in own):
        return True  # who has not spoken for years says nothing
    deps = {c.dep_ for c in own}
    if "nsubjpass" in deps and "agent" not in deps:
        return word in {"call", "describe", "report"}  # is called a bight: that is its name; a case is reported
    return any(applies(own) for verb, applies, _ in _DONE_BY_SPEECH if verb == word)


def _has_object(own: "Sequence[Token]") -> bool:
    named = any(c.dep_ == "oprd" for c in own)
    return not named and any(c.dep_ in _OBJECTS and c.pos_ in {"NOUN", "PROPN", "NUM"} for c in own)


def _is_about(own: "Sequence[Token]") -> bool:
    objects = [c for c in own if c.dep_ in _OBJECTS]
    hanging = (t for c in (*own, *objects) for t in (c, *c.rights))
    return bool(objects) and any(t.dep_ == "prep" and t.lower_ in {"about", "for", "of"} for t in hanging)


def _is_named(own: "Sequence[Token]") -> bool:
    """Return whether somebody calls somebody something: a liar, as a liar."""
    named = any(c.dep_ in {"oprd", "xcomp", "ccomp"} and c.pos_ in {"NOUN", "PROPN", "ADJ"} for c in own)
    hanging = (t for c in own if c.dep_ in _OBJECTS or c.dep_ == "prep" for t in (c, *c.rights))
    return named or any(t.dep_ == "prep" and t.lower_ == "as" for t in hanging)


# What somebody does with a verb of saying: the verb, what stands with it, an example.
_DONE_BY_SPEECH: tuple[tuple[str, Callable[["Sequence[Token]"], bool], str], ...] = (
    ("call", lambda own: any(c.dep_ == "prep" and c.lower_ in {"for", "on"} for c in own), "called for a vote"),
    ("call", lambda own: any(g.lower_ == "for" for c in own for g in c.lefts), "called for owners to sell their boats"),
    ("call", _is_named, "called the mayor a liar"),
    ("describe", _is_named, "described the mayor as a liar"),
    ("say", lambda own: any(c.dep_ == "dobj" and c.lower_ == "nothing" for c in own), "the law says nothing of boats"),
    ("tell", lambda own: any(c.dep_ == "dobj" and not can_speak(c) for c in own), "the film tells a story"),
    *((verb, _has_object, "called an election") for verb in sorted(_DOING)),
    ("ask", lambda own: any(c.lower_ == "for" for c in own), "asked for help"),
    ("speak", lambda own: any(c.lower_ in {"out", "against"} for c in own), "spoke out against the tax"),
    *((verb, _is_about, "told nobody about the theft") for verb in ("ask", "tell") if verb not in _DOING),
)
