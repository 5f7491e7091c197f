"""Read what a verb of saying reports in its own sentence, by the first rule that fits it."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from claims.pipeline.quotes import content_spans
from claims.pipeline.quotes.clause import Clause
from claims.pipeline.speakers import cues
from claims.pipeline.speakers.cues import Complement
from claims.pipeline.speakers.subjects import addressee, can_speak, is_negated, subject

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

_ARGUMENTS = frozenset({"dobj", "oprd", "xcomp", "ccomp", "prep", "acomp", "dative"})
NARRATORS = frozenset({"i", "we", "you"})
_TOPIC_PREPOSITIONS = frozenset({"of", "about", "against", "for"})
_CIRCUMSTANCES = frozenset({"since", "when", "while", "after", "before", "although", "though", "until", "once"})


def read(token: "Token", complements: Complement) -> Iterator[Clause]:
    """Yield what a verb reports that may carry `complements`; nothing where it is no cue or nobody speaks."""
    verb = _Verb(token, complements)
    if any(applies(verb) for applies, _ in SILENT):
        return
    yield from next((yields(verb) for applies, yields, _ in FORMS if applies(verb)), ())


class _Verb:
    """A verb of saying with whoever speaks and listens, and how its words are built."""

    def __init__(self, token: "Token", complements: Complement) -> None:
        self.token, self.complements = token, complements
        self.passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)
        speaker = subject(token)
        self.speaker = None if speaker is not None and speaker.lower_ in ("it", "there") and self.passive else speaker
        self.impersonal = self.passive and self.speaker is None
        self.is_behind = Complement.BEHIND in complements and content_spans.stands_before(token)
        self.spoken = bool(complements & (Complement.CLAUSE | Complement.STUDY)) or self.is_behind
        self.says = Complement.CLAUSE in complements
        self.listener = addressee(token)
        self.heard = self.impersonal and self.listener is not None and self.listener.lower_ in cues.HEARINGS
        self.cue = _cue(token)

    @cached_property
    def clause(self) -> "Token | None":
        """The clause that hangs on the verb."""
        return next((c for c in self.token.rights if c.dep_ == "ccomp"), None)

    @cached_property
    def action(self) -> "Token | None":
        """The infinitive that hangs on the verb."""
        infinitives = (c for c in self.token.rights if c.dep_ in ("xcomp", "ccomp"))
        return next((c for c in infinitives if content_spans.is_infinitive(c)), None)

    @cached_property
    def unattached(self) -> frozenset[int]:
        """The words of a clause behind the verb that the grammar hung elsewhere."""
        return content_spans.unattached_clause(self.token, self.cue[1] + 1)

    @property
    def is_as_clause(self) -> bool:
        """Whether it says “as pilots warn”."""
        return self.token.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ == "mark" for c in self.token.children)

    def reports(self, words: frozenset[int], form: str) -> Clause:
        """Return the clause of these words."""
        impersonal = self.impersonal and self.listener is None
        return Clause(self.cue, words, self.speaker, form, impersonal, self.listener, self.heard)


# Where a verb reports nothing


def _is_no_study(verb: _Verb) -> bool:
    if Complement.STUDY not in verb.complements or verb.says:
        return False
    if verb.is_behind and verb.speaker is not None and can_speak(verb.speaker):
        return False  # “The ferry leaks, Judge Dunlop found”
    documents = verb.speaker is not None and verb.speaker.lower_ in cues.FINDERS
    return not documents and not _finds_that(verb.token, verb.speaker)


def _is_narrator(verb: _Verb) -> bool:
    """Return whether the writer's own voice speaks, which names no expert."""
    return verb.speaker is not None and (verb.speaker.lower_ in NARRATORS or verb.speaker.pos_ in ("VERB", "AUX"))


def _is_thing(verb: _Verb) -> bool:
    only = verb.token.lemma_.lower() in cues.SPEAKER_ONLY_VERBS
    return only and verb.speaker is not None and not can_speak(verb.speaker)


def _is_duty(verb: _Verb) -> bool:
    """Return whether it says what had to be done, which is not what was said."""
    return verb.token.dep_ == "xcomp" and verb.token.head.lemma_ in ("have", "need")


def _is_asked(verb: _Verb) -> bool:
    """Return whether somebody else asked: “Asked whether …, she replied”."""
    return verb.token.lemma_ == "ask" and verb.token.tag_ == "VBN" and verb.token.dep_ == "advcl"


SILENT: tuple[tuple[Callable[[_Verb], bool], str], ...] = (
    (_is_no_study, "The pilots found the ferry at the pier."),
    (_is_narrator, "We said the ferry leaks."),
    (_is_thing, "The storm underscored that the ferry leaks."),
    (_is_duty, "The pilots had to say that the ferry leaks."),
    (_is_asked, "Asked whether the ferry leaks, the pilots left."),
)


# How the words are built


def _has_clause(verb: _Verb) -> bool:
    if verb.clause is None or not verb.spoken:
        return False
    return not (Complement.INFINITIVE in verb.complements and content_spans.is_infinitive(verb.clause))


def _clause(verb: _Verb) -> Iterator[Clause]:
    if verb.clause is not None and (verb.speaker is not None or verb.impersonal or _begins_sentence(verb.token)):
        doc = verb.token.doc
        words = content_spans.without_day(doc, content_spans.words_under(verb.clause, verb.token))
        yield verb.reports(without_how(verb.token, content_spans.with_reason(doc, words)), "clause")


def _begins_sentence(cue: "Token") -> bool:
    """Return whether a finite cue begins its sentence and leaves its speaker out: “Says the pier has closed.”"""
    first = next(t for t in cue.doc if not t.is_punct and not t.is_space)
    return cue.i == first.i and cue.dep_ == "ROOT" and cue.tag_ in ("VBD", "VBZ") and cue.doc[-1].text != "?"


def _has_that_clause(verb: _Verb) -> bool:
    return verb.impersonal and verb.spoken and bool(content_spans.that_clause(verb.token))


def _that_clause(verb: _Verb) -> Iterator[Clause]:
    yield verb.reports(content_spans.that_clause(verb.token), "clause")


def without_how(cue: "Token", words: frozenset[int]) -> frozenset[int]:
    """Return the words without the “how” of “told how she had rescued 14 boats”."""
    first = min(words, default=-1)
    narrates = cue.lemma_ in cues.NARRATING_VERBS and first >= 0 and cue.doc[first].lower_ == "how"
    return words - {first} if narrates and cue.doc[first].head.pos_ in ("VERB", "AUX") else words


def _is_heard_before(verb: _Verb) -> bool:
    return verb.heard and (content_spans.stands_before(verb.token) or verb.token.dep_ == "parataxis")


def _heard_before(verb: _Verb) -> Iterator[Clause]:
    if verb.listener is not None:
        yield verb.reports(content_spans.outside_parenthesis(verb.token, verb.listener), "parenthesis")


def _has_name(verb: _Verb) -> bool:
    return _named(verb.token) is not None and _namer(verb) is not None


def _name(verb: _Verb) -> Iterator[Clause]:
    name, namer = _named(verb.token), _namer(verb)
    if name is not None and namer is not None:
        words = content_spans.words_under(name, verb.token) - {t.i for t in namer.head.subtree}
        if name.dep_ == "prep":
            words -= {name.i}
        yield Clause(verb.cue, content_spans.trim(verb.token.doc, words), namer, "naming")


def _named(verb: "Token") -> "Token | None":
    """Return what something is called in a passive: was called “a gift”, was described as “a gift”."""
    if verb.tag_ != "VBN" or not (verb.dep_ == "acl" or any(c.dep_ == "auxpass" for c in verb.children)):
        return None
    if not cues.speech_complements(verb) & (Complement.NAMING | Complement.OBJECT):
        return None
    wanted = "of" if verb.lemma_ == "accuse" else "as"
    return next((c for c in verb.rights if c.dep_ == "oprd" or (c.dep_ == "prep" and c.lower_ == wanted)), None)


def _namer(verb: _Verb) -> "Token | None":
    """Return who calls it that: “by …” behind the verb or behind the closing mark."""
    for by in verb.token.doc[verb.token.i + 1 : verb.token.right_edge.i + 1]:
        if by.lower_ == "by" and (by.head.i == verb.token.i or by.nbor(-1).is_quote):
            return next((c for c in by.children if c.dep_ == "pobj"), None)
    return None


def _has_action(verb: _Verb) -> bool:
    return verb.action is not None and Complement.INFINITIVE in verb.complements


def _action(verb: _Verb) -> Iterator[Clause]:
    if verb.action is None or (is_negated(verb.action) and verb.token.lemma_ == "ask"):
        return  # “who asked not to be named”
    words = content_spans.requested_action(verb.token, verb.action)
    yield verb.reports(content_spans.with_means(verb.token.doc, words), "infinitive")


def _has_as_clause(verb: _Verb) -> bool:
    return verb.spoken and verb.is_as_clause


def _as_clause(verb: _Verb) -> Iterator[Clause]:
    token = verb.token
    if any(c.dep_ in ("dobj", "oprd") or (c.dep_ == "prep" and c.lower_ in _TOPIC_PREPOSITIONS) for c in token.rights):
        return  # “as pilots warn of storms” is an event, “as pilots warn” a cue
    rest = {t.i for t in token.doc} - {t.i for t in token.subtree}
    yield verb.reports(content_spans.trim(token.doc, rest), "parenthesis")


def _has_misattached(verb: _Verb) -> bool:
    return verb.says and content_spans.misattached_clause(verb.token) is not None


def _misattached(verb: _Verb) -> Iterator[Clause]:
    if (clause := content_spans.misattached_clause(verb.token)) is not None:
        yield verb.reports(content_spans.words_under(clause, verb.token), "clause")


def _has_unattached(verb: _Verb) -> bool:
    return verb.says and bool(verb.unattached)


def _unattached(verb: _Verb) -> Iterator[Clause]:
    yield verb.reports(verb.unattached, "clause")


def _is_beside(verb: _Verb) -> bool:
    if not verb.spoken or verb.speaker is None or any(applies(verb) for applies, _ in NO_PARENTHESIS):
        return False
    return content_spans.stands_before(verb.token) or _is_parenthesis(verb.token, verb.speaker)


def _has_circumstance_before(verb: _Verb) -> bool:
    """Return whether the words beside a cue only say when or why it was: nobody says “Since the ferry sailed”."""
    if verb.speaker is None:
        return False
    doc, words = verb.token.doc, content_spans.outside_parenthesis(verb.token, verb.speaker)
    first = min(words, default=-1)
    if first < 0 or doc[first].lower_ not in _CIRCUMSTANCES or (first and doc[first - 1].is_quote):
        return False
    return _only_says_when([doc[i] for i in sorted(words)], verb.token)


def _only_says_when(words: "list[Token]", cue: "Token") -> bool:
    """Return whether no verb of words that begin with “since” or “when” says more than that."""
    first, inside = words[0], {t.i for t in words}
    verbs = [t for t in words if t.pos_ in ("VERB", "AUX")]
    tops = [verb for verb in verbs if verb.head.i not in inside or verb.head.i == verb.i]
    if tops and any(t.text == "," for t in first.doc[first.i : verbs[0].i]):
        return False  # “Since that ruling, the port has closed” says more than when
    if not tops and any(t.is_quote for t in first.doc[first.i : cue.i]):
        return False
    return bool(verbs) and all(any(c.i == first.i and c.dep_ in ("mark", "advmod") for c in top.lefts) for top in tops)


def _answers_by_action(verb: _Verb) -> bool:
    return verb.token.lemma_ == "respond" and any(c.dep_ == "prep" and c.lower_ == "with" for c in verb.token.rights)


# Cues that report nothing of what stands before them.
def _has_own_clause(verb: _Verb) -> bool:
    return verb.speaker is not None and content_spans.behind_semicolon(verb.token, verb.speaker)


NO_PARENTHESIS: tuple[tuple[Callable[[_Verb], bool], str], ...] = (
    (lambda verb: content_spans.begins_with_question(verb.token.doc), "Asked if the ferry leaks, Dunlop said no."),
    (lambda verb: content_spans.is_infinitive(verb.token), "Votes were cast, however, Dunlop had to answer."),
    (_has_circumstance_before, "Since the ferry was launched in 2012, passengers have complained."),
    (_has_own_clause, "The ferry is old; its crew declares no faults."),
    (_answers_by_action, "The port was closed, the mayor responded with a ban."),
)


def _beside(verb: _Verb) -> Iterator[Clause]:
    if verb.speaker is not None:
        yield verb.reports(content_spans.outside_parenthesis(verb.token, verb.speaker), "parenthesis")


def _has_study(verb: _Verb) -> bool:
    return verb.spoken and bool(verb.unattached)


def _finds_that(token: "Token", speaker: "Token | None") -> bool:
    """Return whether somebody by name found “that” and a figure: “Ann Lee found that only 46 per cent …”."""
    if speaker is None or (speaker.pos_ != "PROPN" and speaker.lower_ not in ("they", "researchers")):
        return False
    clause = next((c for c in token.rights if c.dep_ == "ccomp"), None)
    if clause is None:
        return speaker.lower_ == "they" and content_spans.stands_before(token)
    return any(c.lower_ == "that" for c in clause.children) and any(t.like_num for t in clause.subtree)


def _argument(verb: _Verb) -> Iterator[Clause]:
    """Yield noun phrases after the cue: what was announced, whom somebody called what, what was called for."""
    parts = [c for c in verb.token.rights if c.dep_ in _ARGUMENTS]
    form = next((form for applies, form, _ in ARGUMENT_FORMS if parts and applies(verb, parts[0])), None)
    if form is None or verb.speaker is None:
        return
    content = _argument_words(verb.token, parts)
    if form == "object" and parts[0].dep_ == "prep":
        content.discard(parts[0].i)
    states = verb.token.lemma_ in cues.OBJECT_STATEMENT_VERBS and can_speak(verb.speaker)
    if states and (parts[0].dep_ == "prep" or verb.token.lemma_ == "accuse"):
        form = "stated"
    yield Clause(verb.cue, frozenset(content), verb.speaker, form)


def _argument_words(token: "Token", parts: "list[Token]") -> set[int]:
    """Return the words of the arguments that follow each other, up to when or where it was said."""
    content: set[int] = set()
    for part in parts:
        gap = token.doc[max(content) + 1 : part.left_edge.i] if content else ()
        if len(gap) > 1 and not all(t.is_punct for t in gap):
            break
        if part is not parts[0] and part.dep_ == "prep" and _circumstance(part):
            break
        content |= content_spans.words_under(part, token)
    return content


def _circumstance(part: "Token") -> bool:
    """Return whether words are when or where it was said: “on Tuesday”, “in a statement”, “during a debate”."""
    nouns = {t.lower_ for t in part.subtree}
    return (
        bool(nouns & cues.DAYS)
        or part.lower_ in ("during", "after", "before", "at")
        or bool(nouns & cues.STATEMENT_NOUNS)
    )


def _cue(token: "Token") -> tuple[int, int]:
    last = token.i
    for child in token.rights:
        if child.dep_ == "prt" and child.i == last + 1:
            last = child.i
    return token.i, last


def _is_parenthesis(token: "Token", speaker: "Token") -> bool:
    """Return whether “he said” is a parenthesis or a tail: a comma before it and no object of its own after it."""
    doc = token.doc
    start = min(token.i, speaker.left_edge.i)
    if start == 0 or doc[start - 1].text not in (",", "”", '"', "’", "—", "–", "-"):
        return False
    if token.dep_ in ("relcl", "acl") or token.tag_ == "VBG":
        return False
    listener = addressee(token)
    objects = [c for c in token.rights if c.dep_ in ("dobj", "ccomp", "xcomp") and c.i != speaker.i]
    return all(c is listener or (listener is not None and c.i == listener.i) for c in objects)


def _prepositions(verb: _Verb) -> frozenset[str]:
    return cues.CUE_PREPOSITIONS.get(verb.token.lemma_.lower(), frozenset())


# What the first noun phrase behind a cue is.
ARGUMENT_FORMS: "tuple[tuple[Callable[[_Verb, Token], bool], str, str], ...]" = (
    (
        lambda verb, first: first.dep_ == "dobj" and Complement.OBJECT in verb.complements,
        "object",
        "Dunlop condemned a “disgrace to the whole town”.",
    ),
    (
        lambda verb, first: first.dep_ in ("dobj", "oprd", "xcomp", "ccomp") and Complement.NAMING in verb.complements,
        "naming",
        "Dunlop called the ferry “a disgrace to the town”.",
    ),
    (
        lambda verb, first: first.dep_ == "prep" and first.lower_ in _prepositions(verb),
        "object",
        "Dunlop complained about “a disgrace to the whole town”.",
    ),
)

FORMS: tuple[tuple[Callable[[_Verb], bool], Callable[[_Verb], Iterator[Clause]], str], ...] = (
    (_has_clause, _clause, "Dunlop said that the ferry leaks."),
    (_has_that_clause, _that_clause, "It was alleged during the trial that the ferry leaks."),
    (_is_heard_before, _heard_before, "The ferry had sunk in 2019, a jury was told."),
    (_has_name, _name, "The plan was called “a gift to the rich” by Mia Holt."),
    (lambda verb: verb.speaker is None, lambda _: iter(()), "The ferry was announced."),
    (_has_action, _action, "Dunlop promised to sell the ferry."),
    (_has_as_clause, _as_clause, "As Dunlop warned, the ferry leaks."),
    (_has_misattached, _misattached, "Dunlop issued a note saying the ferry was late."),
    (_has_unattached, _unattached, "Dunlop told reporters on Friday he viewed the ferry as a danger."),
    (_is_beside, _beside, "The ferry leaks badly, Dunlop said."),
    (_has_study, _unattached, "Ferry prices have doubled, figures show."),
    (lambda _: True, _argument, "Dunlop called the ferry “a disgrace to the town”."),
)
