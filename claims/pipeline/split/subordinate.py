"""Take clauses out that a conjunction hangs on another: while, although, after, because."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.pipeline.speakers.names import gender
from claims.pipeline.split import lexicon
from claims.pipeline.split.clause import (
    COMMAS,
    DASHES,
    PLURAL,
    Placed,
    SplitClause,
    are_many,
    front,
    is_finite,
    is_past,
    is_person,
    is_plural,
    marks,
    subject,
    subject_phrase,
    subtree,
)

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

_BESIDE = lexicon.words("split", "conjunctions_beside")
_TIME = lexicon.words("split", "conjunctions_of_time")
_CAUSE = frozenset({"because"})
_SHOWING = lexicon.SPEAKING | lexicon.words("split", "verbs_of_showing")
_WANTING = lexicon.BELIEF | lexicon.PLANS
_EVER = frozenset({"any", "anybody", "anyone", "anything", "even", "ever"})
_ONLY = frozenset({"only", "just", "even", "not", "long", "shortly", "soon", "immediately", "until"})
_BEFORE_ING = lexicon.words("split", "conjunctions_before_ing")
_TAKES_CLAUSE = lexicon.STATING | lexicon.words("split", "speech_participles")
_OF_ABSOLUTE = frozenset({"pcomp", "acl", "advcl"})
_LONG_SUBJECT = 6  # words between "with" and its participle
_MIN_WORDS = 3  # words: a shorter clause says nothing of its own


def subordinate(clause: SplitClause) -> list[SplitClause] | None:
    """Although the town grew, rents fell: the town grew; rents fell. A because B: both, and the whole."""
    for token in clause.words:
        if token.dep_ != "advcl" or not clause.holds(token.head) or subject(token) is None or not is_finite(token):
            continue
        mark = next((m for m in marks(token) if clause.holds(m)), None)
        words = subtree(token, clause.words)
        kind = _kind(mark, token) if mark is not None and not _is_inside(clause, token) else ""
        said = tuple(t for t in words if mark is not None and t.i > mark.i)
        if not kind or len(said) < _MIN_WORDS:
            continue
        made = SplitClause(token, said, subject_phrase(token, said), form="clause")
        rest = clause.without(words, [t for t in token.lefts if t.lower_ == "even"])
        rest, made = _named(rest, made), _named(made, rest)
        if kind == "since":
            return [clause, replace(made, form="main")]
        if kind == "cause":
            return [replace(clause, form="cause"), rest, replace(made, form="main")]
        return [rest, made]
    return None


def gerund(clause: SplitClause) -> list[SplitClause] | None:
    """The keeper returned after serving in the navy: [the keeper was] serving in the navy. Only of what was."""
    if not clause.subject or not is_past(clause.head, perfect=True):
        return None
    for verb in clause.words:
        mark = _mark_of_gerund(verb)
        if mark is None or not clause.holds(mark) or verb.head not in (clause.head, mark) or subject(verb) is not None:
            continue
        words = tuple(t for t in subtree(verb, clause.words) if t.i > mark.i)
        if any(t.text in DASHES for t in clause.words if clause.head.i < t.i < mark.i):
            continue  # "they went by train — stops included Lund — after working there"
        if mark.head.i not in {clause.head.i, verb.i} or len(words) < _MIN_WORDS - 1 or words[0].dep_ == "neg":
            continue
        whole = [mark, *words]
        if words[0].lower_ in {"being", "having"}:
            tail, words = (" was" if words[0].lower_ == "being" else " had"), words[1:]
        else:
            tail = " was"
        if tail == " was" and is_plural(clause.subject):
            tail = " were"
        placed = Placed(words[0].i, clause.subject, tail=tail)
        made = SplitClause(verb, words, clause.subject, (), (placed,), "relative", clause.head)
        return [clause.without(whole), made]
    return None


def _mark_of_gerund(verb: "Token") -> "Token | None":
    if verb.tag_ != "VBG" and not any(c.lower_ == "being" for c in verb.lefts):
        return None
    if verb.dep_ == "pcomp" and verb.head.lower_ in _BEFORE_ING and _is_free(verb.head):
        return verb.head
    if verb.dep_ == "advcl":
        return next((m for m in marks(verb) if m.lower_ in _BEFORE_ING and _is_free(m)), None)
    return None


def _is_free(mark: "Token") -> bool:
    return not (mark.i and mark.nbor(-1).lower_ in _ONLY)


def absolute(clause: SplitClause) -> list[SplitClause] | None:
    """The town lost with Wolf playing in goal: Wolf [was] playing in goal."""
    past = is_past(clause.head, perfect=True)
    for prep in clause.words if past else ():
        if prep.lower_ == "with" and prep.dep_ == "prep" and (verb := _verb_of_absolute(clause, prep)) is not None:
            taken = [t for t in clause.words if prep.i <= t.i <= verb.right_edge.i]
            words = [t for t in taken[1:] if not (t.lower_ == "being" and t.head.i == verb.i)]
            before = [t for t in words if t.i < verb.i]
            ends = clause.words[-1].i <= taken[-1].i + 1
            if _hangs_on_verb(clause, prep, verb) or (ends and _is_definite(before, prep)):
                return [clause.without(taken), _of_absolute(clause, verb, words, before)]
    return None


def _of_absolute(clause: SplitClause, verb: "Token", words: "list[Token]", before: "list[Token]") -> SplitClause:
    being = "were" if before[-1].tag_ in PLURAL else "was"
    placed = Placed(min([verb.i, *(c.i for c in verb.lefts if c.dep_ == "advmod")]), lead=being)
    return SplitClause(verb, tuple(words), tuple(before), (), (placed,), "relative", clause.head)


def _verb_of_absolute(clause: SplitClause, prep: "Token") -> "Token | None":
    """Return the participle behind "with" and a noun, when more than the participle follows."""
    behind = [t for t in clause.words if prep.i < t.i <= prep.i + _LONG_SUBJECT and prep.i > clause.head.i]
    verb = next((t for t in behind if t.tag_ in {"VBG", "VBN"} and t.dep_ in _OF_ABSOLUTE), None)
    if verb is None or not _is_named([t for t in behind if t.i < verb.i]):
        return None
    more = any(verb.i < t.i <= verb.right_edge.i for t in clause.words)
    return verb if more else None


def _hangs_on_verb(clause: SplitClause, prep: "Token", verb: "Token") -> bool:
    """Return whether "with" and its participle belong to a verb that does without them, unlike "met with farmers"."""
    own = prep.head.i == clause.head.i and verb in prep.subtree and verb.dep_ in {"pcomp", "acl"}
    means = prep.nbor().lower_ in {"a", "an"} and prep.nbor(-1).text not in COMMAS  # hit him with a stone found there
    return own and prep.i > clause.head.i + 1 and not means


def _is_definite(before: "list[Token]", prep: "Token") -> bool:
    """Return whether somebody named does something beside the act, where the parser hangs "with" on a noun.

    "He was a substitute in two matches with Vale playing"; not "killed a man with a knife made in Lund".
    """
    named = before[0].tag_ in {"NNP", "NNPS", "PRP$", "CD"} or before[0].lower_ == "the"
    return named and prep.head.pos_ in {"NOUN", "PROPN"} and all(t.pos_ != "VERB" for t in before)


def _is_named(words: "list[Token]") -> bool:
    """Return whether words before a participle name who does it."""
    return any(t.pos_ in {"NOUN", "PROPN"} for t in words) and words[-1].text not in COMMAS


def spliced(clause: SplitClause) -> list[SplitClause] | None:
    """40 percent want a pier, 59 percent oppose it: two clauses that only a comma or semicolon parts."""
    own = subject(clause.head)
    if own is None or clause.head.lemma_.lower() in _TAKES_CLAUSE:
        return None
    for verb in clause.head.lefts:
        if verb.dep_ not in {"ccomp", "parataxis"} or subject(verb) is None or not is_finite(verb) or any(marks(verb)):
            continue
        words = _without_comma(subtree(verb, clause.words))
        after = next((t for t in clause.words if words and t.i > words[-1].i), None)
        if after is None or words[-1].i > own.i:
            continue
        so = [m for m in clause.head.lefts if m.lower_ in {"so", "however"} and m.i > words[-1].i]
        if after.text in {";", ":", "–", "—", "-"} or (after.text == "," and (so or _is_full(clause.head))):
            first = SplitClause(verb, words, subject_phrase(verb, words), front(verb, words), (), clause.form)
            return [first, clause.without(words, [after], so)]
    return None


def _without_comma(words: "tuple[Token, ...]") -> "tuple[Token, ...]":
    while words and words[-1].text in COMMAS:
        words = words[:-1]
    return words


def _is_full(verb: "Token") -> bool:
    """Return whether a verb needs nothing that stands in front of it."""
    own = subject(verb)
    if own is not None and own.like_num:
        return True  # 38 shrank, two did not change
    return verb.lemma_ in {"be", "have"} or any(c.dep_ == "dobj" for c in verb.rights)


def _named(clause: SplitClause, other: SplitClause) -> SplitClause:
    """Name the pronoun that is the subject of a clause when the other clause's subject can only be the same.

    "When the council met, it sold the pier", "After it ran aground, the tanker sank": neither stands without the other.
    """
    own, theirs = subject(clause.head), subject(other.head)
    if own is None or theirs is None or not clause.holds(own) or clause.carried or len(clause.subject) != 1:
        return clause
    if theirs.pos_ not in {"NOUN", "PROPN"} or not _agree(own, theirs):
        return clause
    if any(t.lower_[:2] == own.lower_[:2] and t.pos_ == "PRON" for t in other.subject):
        return clause  # "since it was closed, the river below it has fallen"
    words = tuple(t for t in clause.words if t.i != own.i)
    return replace(clause, words=words, subject=other.subject, carried=(Placed(own.i, other.subject),))


def _agree(pronoun: "Token", noun: "Token") -> bool:
    """Return whether a pronoun can stand for a noun, by number and by person or thing."""
    many, person = are_many(noun), is_person(noun)
    if pronoun.lower_ == "it":
        return not many and not person
    if pronoun.lower_ in {"he", "she"}:
        return not many and person and gender(" ".join(t.text for t in noun.subtree)) in {"", gender(pronoun.lower_)}
    return pronoun.lower_ == "they" and many


def _is_inside(clause: SplitClause, token: "Token") -> bool:
    """Return whether it hangs on something that somebody denies or only imagines."""
    governors = [t for t in token.head.ancestors if clause.holds(t)]
    return any(any(m.lower_ in {"if", "unless"} for m in marks(g)) for g in (token.head, *governors))


def _comments(verb: "Token") -> bool:
    """Return whether a clause with "as" only says who shows or says so: it has no object."""
    return verb.lemma_.lower() in _SHOWING and not any(c.dep_ in {"dobj", "ccomp", "attr"} for c in verb.children)


def _is_before_unreal(mark: "Token", verb: "Token") -> bool:
    """What comes before something planned, possible or denied need not come: before the farmers ever knew of it."""
    ever = any(t.lower_ in _EVER for t in verb.subtree if t.i > mark.i)
    return ever or not is_past(verb.head, perfect=True) or verb.head.dep_ == "xcomp"


def _kind(mark: "Token", verb: "Token") -> str:
    """Return what a conjunction introduces: a fact beside, a time, a cause, since when; "" for anything else."""
    return next((kind for applies, kind, _ in _KINDS if applies(mark, verb)), "")


def _is_picked_out(mark: "Token", verb: "Token") -> bool:
    before = mark.doc[mark.i - 1].lower_ if mark.i else ""
    only = before in _ONLY or any(c.lower_ in _ONLY and c.i < mark.i for c in verb.lefts)
    return only and mark.lower_ != "though"  # "even though" is a fact


def _only_does(mark: "Token", verb: "Token") -> bool:
    """As they did last year, as is the mast."""
    own = subject(verb)
    turned = own is not None and own.i > verb.i and verb.lemma_ == "be"
    return turned or (verb.lemma_ == "do" and not any(c.dep_ == "dobj" for c in verb.children))


def _tells_age(mark: "Token", verb: "Token") -> bool:
    return verb.lemma_ == "be" and any(c.dep_ in {"acomp", "attr"} and c.like_num for c in verb.children)


def _tells_age_of_doing(mark: "Token", verb: "Token") -> bool:
    """The age, or the average, is that at which it is done."""
    counted = any(c.dep_ in {"acomp", "attr"} and any(t.like_num for t in c.subtree) for c in verb.head.children)
    return mark.lower_ == "when" and verb.head.lemma_ == "be" and counted


def _is_purpose(mark: "Token", verb: "Token") -> bool:
    return mark.lower_ == "so" and any(c.tag_ == "MD" for c in verb.lefts)


def _is_wished(mark: "Token", verb: "Token") -> bool:
    """Return whether a clause stands beside what somebody only wants, which is in the infinitive."""
    head = verb.head
    wants = any(a.lemma_.lower() in _WANTING for a in head.ancestors)
    return wants and head.tag_ == "VB" and head.dep_ in {"xcomp", "ccomp"} and not is_finite(head)


def _has_past(verb: "Token") -> bool:
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.lefts)


# What a conjunction introduces, with an example of each; the first row that fits.
_KINDS: "tuple[tuple[Callable[[Token, Token], bool], str, str], ...]" = (
    (_is_picked_out, "", "The pool closed only after the roof leaked."),
    (_tells_age_of_doing, "", "Women were 31 years old when they had a child."),
    (_tells_age, "", "Hale has sailed since he was 14."),
    (_is_purpose, "", "The town bought pumps so the farms could stay."),
    (_is_wished, "", "She would like to see Ild buy wheat while Sorn keeps its tax."),
    (_only_does, "", "Rents fell, as they did last year."),
    (lambda mark, verb: mark.nbor().lower_ in {"if", "though"}, "", "The town acted as if the dam had failed."),
    (lambda mark, verb: mark.lower_ == "as" and _comments(verb), "", "As leaked papers showed, the firm lost money."),
    (
        lambda mark, verb: mark.lower_ == "before" and _is_before_unreal(mark, verb),
        "",
        "It hid the leak before they knew.",
    ),
    (lambda mark, verb: mark.lower_ in _CAUSE, "cause", "Rents fell because 40 people left."),
    (lambda mark, verb: mark.lower_ == "since" and is_past(verb), "since", "Rents have fallen since the mill closed."),
    (lambda mark, verb: mark.lower_ in _BESIDE, "beside", "Rents fell although the town grew."),
    (lambda mark, verb: mark.lower_ in _TIME and _has_past(verb), "time", "Rents fell after the mill closed."),
)
