"""Recognize what is not said to be so today: what will be, may be or must be, and what of it somebody has decided."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claims.pipeline.rank import fragments
from claims.pipeline.rank.part_words import has_subject, is_direct, lemma, on_verb, subject
from claims.pipeline.speakers import cues
from claims.pipeline.speakers.subjects import can_speak
from claims.pipeline.split import lexicon
from claims.pipeline.split.part import Part
from claims.pipeline.split.parts import SUBJECTS, VERBS, hedged
from sources.word_list import load_table

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

POSSIBLE = frozenset({"may", "might", "could"})
_BOUND = frozenset({"bound", "due", "likely", "poised", "set", "unlikely"})
_NO_AGENT = lexicon.UNIVERSAL | {"i", "it", "one", "that", "there", "these", "this", "those", "we", "which", "you"}
_CONDITIONS = frozenset({"if", "unless"})
_PAPERS = cues.DOCUMENTS | cues.STATEMENT_NOUNS  # they speak, and do nothing
_DEGREES = frozenset({"because", "due", "least", "more", "most"})
_DAYS = frozenset({"prep", "npadvmod", "advmod"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TABLE = load_table(Path(__file__).with_name("outcomes.toml"))


def _words(name: str) -> frozenset[str]:
    listed: str = _TABLE[name]
    return frozenset(listed.split())


LINKING = _words("linking")
_ANNOUNCED = _words("announced")
_COMPARING = _words("comparing")
_EVER = _words("ever")
_UNPLANNED = _words("unplanned") | LINKING | (lexicon.SPEAKING - {"ask", "report", "speak", "talk"})
_WANTED = _words("wanted")
_ORDERED = _words("ordered")
_SCHEDULED = _words("scheduled")
_ON_AIR = _words("on_air")
_EVENTS = _words("events")
_DRAFTS = _words("drafts")
_EFFECTS = _words("effects")
_ACTING = _words("acting")
_PERCEIVING = _words("perceiving")
_HOLDING = _words("holding")
_PRICED = _words("priced")
_EFFECTIVE = _words("effective")
_VISIBLE = _words("visible")
_PAST_YEAR = re.compile(r"1[5-9]\d\d|200\d")
_REQUIRED = _words("required")
_UNSURE = _words("unsure")


def is_record(part: Part) -> bool:
    """What will be the first ever says of all the years before that there was none."""
    words = part.tokens
    first = any(t.tag_ in {"JJS", "RBS"} or t.lower_ in {"first", "only"} for t in words)
    is_first = first and lemma(part.head) in {"be", "become"} and any(t.lower_ in _EVER for t in words)
    return is_first and _will(part)


def _will(part: Part) -> bool:
    return any(c.dep_ in {"aux", "auxpass"} and c.lower_ in lexicon.FUTURE for c in on_verb(part))


def is_future(part: Part) -> bool:
    """Say that something will or would be so, or is to be so in a headline; "would go on to win" tells what was."""
    if lemma(part.head) == "go" and any(c.lower_ == "on" for c in on_verb(part)) and _would(part):
        return False
    return _will(part) or (_headline_future(part) and not fragments.is_finite(part))


def _headline_future(part: Part) -> bool:
    """“Mayor to open bridge on Monday” announces."""
    to = any(t.tag_ == "TO" for t in on_verb(part))
    if any(t.tag_ in _FINITE for c in part.carried for t in c.tokens):
        return False  # “[Brink asked them to] open it”
    return part.form == "main" and part.mode == "asserted" and part.head.tag_ == "VB" and to and has_subject(part)


def is_announced(part: Part) -> bool:
    """A plan, promise, threat or wish of somebody: it exists or it does not, whatever comes of it."""
    about, verb = subject(part), lemma(part.head)
    if about is None or _is_impersonal(about) or held(part) or not leads_on(part.head):
        return False
    if verb in _WANTED:
        return is_agent(part) and part.head.tag_ not in {"VB", "VBD"} and not _wants_done(part.head)
    has_plans = verb not in {"promise", "threaten"}  # a storm threatens to
    return verb in _ANNOUNCED and (has_plans or is_agent(part))


def is_forecast(part: Part) -> bool:
    """Somebody expects something: whether they do can be asked today."""
    is_expecting = lemma(part.head) == "expect" and part.head.tag_ in {"VBZ", "VBP", "VBG"}
    return is_expecting and is_agent(part) and not held(part)


def is_agent(part: Part) -> bool:
    """Return whether a part speaks of somebody who can act: a name, a body, a person; neither a thing nor "we"."""
    about = subject(part)
    if about is None or about.pos_ in VERBS or not (can_speak(about) or about.lemma_.lower() in _ACTING):
        return False
    if _is_impersonal(about) or about.lower_ in _PAPERS:
        return False
    is_definite = any(c.dep_ in {"det", "poss", "nummod"} for c in about.children)
    return about.pos_ != "NOUN" or is_definite or about.tag_ != "NNS"


def _is_impersonal(about: "Token") -> bool:
    """Return whether the words speak of nobody, or of who speaks; "one of them" is somebody."""
    return about.lower_ in _NO_AGENT and not any(c.lower_ == "of" for c in about.rights)


def is_planned(part: Part) -> bool:
    """Say what is going to be, is likely, wanted or expected to be."""
    return any(
        (t.lower_ == "going" and any(c.dep_ == "xcomp" for c in t.children))
        or (t.lower_ in _BOUND and leads_on(t) and not _compared(t) and not _was(part, t))
        or (t.lower_ == "due" and _dated(part, t))
        or (t.lemma_.lower() in lexicon.PLANS and leads_on(t) and not _once(t) and not _wants_done(t))
        or (t.lemma_ == "expect" and t.tag_ in {"VBZ", "VBP"} and t.i == part.head.i)
        for t in (part.head, *on_verb(part))
        if t.tag_ != "NN"
    )


def _was(part: Part, token: "Token") -> bool:
    """Return whether something was once set to be: "was due to sail", "is no longer set to sail"."""
    own = {t.lower_ for t in (part.head, *on_verb(part))}
    no_longer = {t.lower_ for c in (*on_verb(part), token) for t in c.lefts} | own
    return token.lower_ in {"due", "poised", "set"} and ("longer" in no_longer or not own.isdisjoint({"was", "were"}))


def _wants_done(verb: "Token") -> bool:
    """Return whether somebody wants something of others, or does not want to: where they stand, and no plan."""
    if verb.lemma_ != "want":
        return False
    wanted = (c for c in verb.children if c.dep_ in {"ccomp", "xcomp"})
    return any(c.dep_ == "neg" for c in verb.children) or any(g.dep_ in SUBJECTS for c in wanted for g in c.children)


def is_arranged(part: Part) -> bool:
    """Return whether what is to come is decided today: somebody will do it, or has it in the calendar.

    Prices will rise, and a party will win: nobody has arranged that.
    """
    if _is_set(part):
        return True
    verb = _to_come(part)
    if verb is None or _is_doubtful(part, verb):
        return False
    return any(applies(part, verb) for applies, _ in ARRANGED)


def _is_set(part: Part) -> bool:
    """Return whether somebody has set it for a day: is scheduled for May."""
    return any(
        (t.lower_ in {"set", "scheduled", "planned"} and t.tag_ != "NN" and _dated(part, t))
        or (t.lower_ in {"scheduled", "planned"} and t.tag_ == "VBN" and leads_on(t))
        for t in (part.head, *on_verb(part))
        if not _will(part)
    )


def _to_come(part: Part) -> "Token | None":
    """Return the verb for what will be, is to be, or is going, set, due or poised to be."""
    if is_future(part):
        return part.head
    for token in (part.head, *on_verb(part)):
        behind = next((c for c in token.children if c.dep_ in {"xcomp", "ccomp"}), None)
        if behind is None or not any(c.tag_ == "TO" for c in behind.children):
            continue
        is_set = token.lower_ in {"due", "poised", "set"} and not _was(part, token)
        if is_set or token.lower_ == "going" or (_is_expected(part, token) and _on_day(behind)):
            return behind
        is_to = behind.i > token.i and token.nbor(1).lower_ == "to"
        if is_to and lemma(token) == "be" and token.tag_ in {"VBZ", "VBP"}:
            return behind  # is to be opened
    return None


def _is_expected(part: Part, token: "Token") -> bool:
    return token.lower_ == "expected" and any(t.lower_ in {"is", "are"} for t in on_verb(part))


def _is_doubtful(part: Part, verb: "Token") -> bool:
    """Return whether it hangs on something else, is only likely or hoped for, or is said for all time."""
    about = subject(part)
    own = {t.lower_ for t in (*on_verb(part), *verb.children)}
    if about is not None and any(t.lower_ in lexicon.UNIVERSAL for t in (about, *about.lefts)):
        return True
    return held(part) or on_condition(part) or not own.isdisjoint(_UNSURE)


def _decides(part: Part, verb: "Token") -> bool:
    return is_agent(part) and not _would(part) and not _is_passive(verb) and verb.lemma_.lower() not in _UNPLANNED


def _says_so(part: Part, verb: "Token") -> bool:
    """Somebody announced it, and the article tells so in the past: said that he would sell the crane."""
    if part.mode != "quoted" or is_direct(part) or _is_passive(verb):
        return False
    about, word = subject(part), verb.lemma_.lower()
    if about is not None and about.lower_ == "it":
        return _will(part) and word in _ORDERED  # "it would begin", not "it would rain"
    return _would(part) and is_agent(part) and word not in _UNPLANNED


def _has_to(part: Part, verb: "Token") -> bool:
    """Somebody decided that others will have to: “Owners will have to reveal their names”."""
    needed = any(c.lemma_.lower() in _REQUIRED and _is_to(c) for c in verb.children)
    return verb.lemma_ == "have" and needed and _will(part) and not _would(part)


def _is_ordered(part: Part, verb: "Token") -> bool:
    return _is_passive(verb) and not _would(part) and (verb.lemma_.lower() in _ORDERED or _on_day(verb))


def _takes_place(part: Part, verb: "Token") -> bool:
    about, word = subject(part), verb.lemma_.lower()
    if about is None or _would(part):
        return False
    place = word == "take" and any(c.lower_ == "place" for c in verb.children)
    is_event = about.lemma_.lower() in _EVENTS
    return word in _ON_AIR or (is_event and (place or word in _SCHEDULED or (word == "be" and _on_day(verb))))


def _is_drafted(part: Part, verb: "Token") -> bool:
    about = subject(part)
    return about is not None and about.lemma_.lower() in _DRAFTS and verb.lemma_.lower() not in _EFFECTS | _UNPLANNED


def _is_designed(part: Part, verb: "Token") -> bool:
    """What is made has its design today: seats, doors, cameras; "will have 40 seats", not "will have an effect"."""
    about, word = subject(part), verb.lemma_.lower()
    if about is None or about.pos_ == "PRON" or about.lemma_.lower() in _EFFECTIVE or _would(part):
        return False
    counted = any(c.dep_ == "dobj" and any(t.like_num for t in c.subtree) for c in verb.children)
    return word in _HOLDING or (word in {"carry", "have", "hold", "measure", "offer", "use"} and counted)


def _is_priced(part: Part, verb: "Token") -> bool:
    """A fee that somebody has set: “The fine will start at 71 crowns”."""
    about = subject(part)
    priced = about is not None and about.lemma_.lower() in _PRICED and not _would(part)
    return priced and verb.lemma_ in {"be", "cost", "start"} and any(t.like_num for t in part.tokens)


def _meets(part: Part, verb: "Token") -> bool:
    """Who is drawn or chosen against whom: “Hale will face Reyes in the November election”."""
    about = subject(part)
    against = any(c.dep_ == "dobj" and c.pos_ == "PROPN" for c in verb.children)
    return against and about is not None and about.pos_ == "PROPN" and verb.lemma_ in {"face", "meet", "play"}


# What of the future is decided today, with an example.
ARRANGED: tuple[tuple[Callable[[Part, "Token"], bool], str], ...] = (
    (_decides, "The council will sell the crane."),
    (_has_to, "Owners will have to reveal their names."),
    (_is_ordered, "The crane will be opened to visitors."),
    (_takes_place, "The concert will begin with a song."),
    (_is_designed, "The new tram will have 40 seats."),
    (_is_priced, "The fine will start at 71 crowns."),
    (_meets, "Hale will face Reyes in the final."),
    (_is_drafted, "The law would allow owners to sell the crane."),
    (_says_so, "Ada Brink said | she would sell the crane."),
    (lambda _, verb: verb.dep_ == "ccomp" and verb.head.lemma_ == "decide", "Prices will rise |, the council decided."),
)


def _would(part: Part) -> bool:
    return any(c.lower_ in {"would", "'d", "’d"} and c.dep_[:3] == "aux" for c in on_verb(part))


def _is_passive(verb: "Token") -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def _on_day(verb: "Token") -> bool:
    hanging = (c for c in verb.children if c.dep_ in _DAYS)
    return any(t.ent_type_ in {"DATE", "TIME"} for c in hanging for t in (c, *c.children))


def on_condition(part: Part) -> bool:
    """Return whether something holds only if something else does."""
    clauses = (c for c in on_verb(part) if c.dep_ == "advcl")
    return any(t.lower_ in _CONDITIONS and t.dep_ == "mark" for c in clauses for t in c.lefts)


def is_hedged_event(part: Part) -> bool:
    """Something may happen or be done; may have happened, or may be so, is held back."""
    bare = {c.lower_ for c in on_verb(part) if c.dep_[:3] == "aux" and c.tag_ == "VB"}
    passive = part.head.tag_ == "VBN" and bare == {"be"}
    return held(part) and (passive or (part.head.tag_ == "VB" and lemma(part.head) not in {"be", "have"}))


def held(part: Part, besides: frozenset[str] = frozenset()) -> bool:
    """Return whether the part's own verb is held back, or something that it carries; "more likely" compares."""
    own = [t for t in (part.head, *on_verb(part)) if t.lower_ in lexicon.HEDGES]
    carried = any(t.lower_ in lexicon.HEDGES for c in part.carried for t in c.tokens)
    if besides:
        return any(t.lower_ not in besides for t in own) or lemma(part.head) in lexicon.SEEMS
    if own and not carried and any(applies(part, own) for applies, _ in UNHEDGED):
        return False
    if part.mode == "hedged":
        return not _only_compared(own) if own or carried else _seems(part)
    return carried or (part.mode == "quoted" and hedged(part.tokens, part.head) and not _only_compared(own))


def _could_once(part: Part, own: "Sequence[Token]") -> bool:
    """Somebody could see, hear or find something when something else was so, or until a year that is past."""
    if any(t.lower_ != "could" for t in own) or any(t.lower_ == "have" and t.dep_ == "aux" for t in on_verb(part)):
        return False
    besides = [t for t in part.head.doc if t.i != part.head.i and t.tag_ == "VBD"]
    perceives = lemma(part.head) in _PERCEIVING and not on_condition(part)
    return (perceives and bool(besides)) or any(_PAST_YEAR.fullmatch(t.text) for t in part.tokens)


def _only_said(_: Part, own: "Sequence[Token]") -> bool:
    return all(t.lower_ in {"allegedly", "reportedly"} for t in own)


def _varies(part: Part, own: "Sequence[Token]") -> bool:
    return all(t.lower_ == "may" for t in own) and lemma(part.head) in {"differ", "range", "vary"}


def _is_forbidden(part: Part, own: "Sequence[Token]") -> bool:
    about = subject(part)
    if about is None or any(t.lower_ != "may" for t in own):
        return False
    return about.lower_ == "nobody" or any(c.lower_ in {"neither", "no"} for c in about.lefts)


def _is_allowed(part: Part, own: "Sequence[Token]") -> bool:
    return all(t.lower_ == "may" for t in own) and any(c.lower_ == "now" for c in on_verb(part))


def _stressed(_: Part, own: "Sequence[Token]") -> bool:
    """“Perhaps most important, the crane fell” says that it fell; so does "perhaps because of the storm"."""
    before = [t.i + 1 < len(t.doc) and t.doc[t.i + 1].lower_ in _DEGREES for t in own]
    return all(before) and all(t.lower_ in {"maybe", "perhaps", "possibly"} for t in own)


# Words that hold back, and do not here; with an example.
UNHEDGED: tuple[tuple[Callable[[Part, "Sequence[Token]"], bool], str], ...] = (
    (_could_once, "She could hear the crane when it fell."),
    (_only_said, "The mayor allegedly sold the crane."),
    (_varies, "The price may vary with the weight."),
    (_is_forbidden, "No one may sell the crane."),
    (_is_allowed, "Visitors may now enter the crane."),
    (_stressed, "Perhaps most important, the crane fell."),
)


def _seems(part: Part) -> bool:
    """Return whether something only seems so: "appears in videos" does not."""
    complements = {"acomp", "attr", "ccomp", "oprd", "xcomp"}
    behind = [c for c in on_verb(part) if c.dep_ in complements]
    if any(c.lemma_.lower() in _VISIBLE for c in behind):
        return False  # appears red and swollen
    return lemma(part.head) not in lexicon.SEEMS or bool(behind)


def _only_compared(own: "Sequence[Token]") -> bool:
    return bool(own) and all(map(_compared, own))


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


def leads_on(token: "Token") -> bool:
    """Return whether an infinitive with "to" hangs on a word: plans to sell."""
    return any(map(_is_to, token.children))


def _is_to(clause: "Token") -> bool:
    return clause.dep_ in {"xcomp", "ccomp"} and any(c.lower_ == "to" for c in clause.children)
