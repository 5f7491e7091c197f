"""Tell what the article states beside somebody's words from who speaks: "She met him on Friday and | promised …"."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from claims.pipeline.split import lexicon
from claims.pipeline.split.apposition import apposition
from claims.pipeline.split.clause import (
    SUBJECTS,
    VERBS,
    Placed,
    SplitClause,
    is_finite,
    of_region,
    subject,
    subject_phrase,
    subtree,
)
from claims.pipeline.split.participle import participle
from claims.pipeline.split.relative import relative

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

    Words = Sequence[Token]

_MIN_STATED_WORDS = 4  # words: fewer before or behind the one who speaks tell nothing
_OPENING = frozenset({"“", "‘", '"', "``"})
_CLOSING = frozenset({"”", "’", '"', "''"})
_CONTENTS = frozenset({"ccomp", "xcomp", "dobj"})
_BESIDE_CUE = frozenset({"conj", "advcl", "relcl"})


def apart(run: "Words", cues: set[int], head: "Token") -> "tuple[list[SplitClause], list[Token]]":
    """Return the clauses that the article states in words beside a quotation, and the words about who speaks.

    `cues` are the places of the words that attribute in the sentence, `head` is the top word of the run.
    """
    cue = next((t for t in run if t.i in cues), None)
    if cue is None:
        stated = _without_cue(run, cues, head)
        return ([stated], []) if stated is not None else ([], list(run))
    before, rest = _before(run, cue)
    speaker, behind = _behind(rest, cues)
    return [c for c in (before, behind) if c is not None], speaker


def passing(
    speaker: "Words", head: "Token", further: "Callable[[SplitClause], list[SplitClause]]"
) -> list[SplitClause]:
    """Return what is said in passing of who speaks: Anna Reed, who photographed the town, said.

    `further` splits what was found.
    """
    clause = of_region(head, speaker)
    found: list[SplitClause] = []
    while (made := relative(clause) or participle(clause) or apposition(clause)) is not None:
        clause, *more = made
        found += [each for taken in more for each in further(taken)]
    return found


def until_closed(words: "list[Token]") -> "list[Token]":
    """Return somebody's words up to their closing mark when the sentence goes on itself: “It is closed” and left."""
    first = words[0] if words else None
    if first is None or not (first.text in _OPENING or (first.i and first.nbor(-1).text in _OPENING)):
        return words
    for k, token in enumerate(words[:-1]):
        after = words[k + 1 : k + 4]
        if token.i > first.i and token.text in _CLOSING and after[0].tag_ == "CC":
            verb = next((t for t in after if t.tag_ in {"VBD", "VBZ"}), None)
            if verb is not None and subject(verb) is None:
                return words[: k + 1]
    return words


def until_next_act(words: "list[Token]") -> "list[Token]":
    """Return reported words without a second verb of who reports them: that he was held | but denied that he was tried.

    The parser joins "denied" to the verb of what is reported; what somebody denies would be said to be so.
    """
    for k, token in enumerate(words[:-1]):
        if token.tag_ != "CC" or token.lower_ not in {"and", "but"}:
            continue
        verb = next((t for t in words[k + 1 : k + 4] if t.pos_ in VERBS and t.tag_ != "RB"), None)
        verb = verb.head if verb is not None and verb.dep_[:3] == "aux" else verb
        if words[k + 1].lower_ == "that" or verb is None:
            continue
        if subject(verb) is None and _is_act(verb, words[:k]):
            return words[:k]
    return words


def _is_act(verb: "Token", before: "Words") -> bool:
    """Return whether a verb says what the speaker did next: a word of saying in the past, with what it says."""
    if verb.tag_ not in {"VBD", "VBN", "VBZ"} or any(c.dep_[:3] == "aux" for c in verb.lefts):
        return False
    speaks = verb.lemma_.lower() in lexicon.SPEECH_VERBS and any(
        c.dep_ in _CONTENTS and c.i > verb.i for c in verb.children
    )
    shifted = any(t.lower_ in {"had", "would"} and t.dep_ == "aux" for t in before)  # said that he had gone | and left
    return speaks or (shifted and verb.tag_ == "VBD" and subject(verb) is None)


def _without_cue(run: "Words", cues: set[int], head: "Token") -> SplitClause | None:
    """Return the clause of words that name nobody as speaking: “…” and left the hall."""
    inside = {t.i for t in run}
    if head.pos_ not in VERBS:
        return None
    if any(c.dep_ in SUBJECTS and c.i in inside for c in head.children):
        return of_region(head, run) if head.pos_ == "VERB" else None
    words = [t for t in run if not (t.tag_ == "CC" and t.i < head.i)]
    owner = _owner(run, cues, head)
    if not owner or len(words) < _MIN_STATED_WORDS or owner[0].tag_ in {"WDT", "WP"}:
        return None
    return SplitClause(head, tuple(words), owner, (), (Placed(words[0].i, owner),))


def _owner(run: "Words", cues: set[int], head: "Token") -> "tuple[Token, ...]":
    """Return who does what is stated behind somebody's words: who speaks; nobody where it may be said by them.

    "The paper reports that 28 men were held, and showed no fever": the men, who are not the subject of "reports".
    """
    if head.dep_ != "conj" or not is_finite(head):
        return _subject_before(head, run)
    cue = next((t for t in reversed(head.doc[: run[0].i]) if t.i in cues and t.pos_ in VERBS), head.head)
    if not _is_closed(run[0]) and (cue.tag_ == "VBD") != (head.tag_ == "VBD"):
        return ()
    return subject_phrase(cue, head.doc)


def _is_closed(first: "Token") -> bool:
    """Return whether somebody's words end with their mark before a word: “It is closed,” the mayor said and left."""
    return any(t.text in _CLOSING for t in first.doc[: first.i])


def _subject_before(head: "Token", run: "Words") -> "tuple[Token, ...]":
    """Return the subject that stands in front of somebody's words: Brink, who said that …, met the board."""
    own = subject(head)
    before = own is not None and is_finite(head) and own.i < run[0].i and any(c.dep_ == "relcl" for c in own.children)
    return tuple(head.doc[own.left_edge.i : own.i + 1]) if own is not None and before else ()


def _before(run: "Words", cue: "Token") -> "tuple[SplitClause | None, Words]":
    """Return what is stated before who speaks: she met him on Friday and | promised."""
    own = subtree(cue, run) if cue.dep_ in _BESIDE_CUE else ()
    stated = [t for t in run if own and t.i < own[0].i]
    if stated and stated[-1].dep_ == "cc":
        stated.pop()
    verb = next((t for t in stated if t.pos_ in VERBS and is_finite(t)), None)
    if len(stated) < _MIN_STATED_WORDS or verb is None:
        return None, run
    return of_region(_top(stated), stated), [t for t in run if t.i >= own[0].i]


def _behind(run: "Words", cues: set[int]) -> "tuple[list[Token], SplitClause | None]":
    """Return what is stated behind who speaks, in a clause of its own: the county said, | and 400 families moved."""
    last = max((t.i for t in run if t.i in cues), default=-1)
    for joint in (t for t in run if t.i > last >= 0 and t.tag_ == "CC" and t.lower_ in {"and", "but"}):
        words = [t for t in run if t.i > joint.i]
        verb = _first_verb(words)
        own = subject(verb) if verb is not None else None
        if verb is None or own is None or not joint.i < own.i < verb.i or len(words) < _MIN_STATED_WORDS:
            continue
        return [t for t in run if t.i < joint.i], of_region(verb, words)
    return list(run), None


def _first_verb(words: "Words") -> "Token | None":
    return next((t for t in words if t.pos_ in VERBS and is_finite(t) and t.dep_[:3] != "aux"), None)


def _top(words: "Words") -> "Token":
    inside = {t.i for t in words}
    tops = [t for t in words if t.head.i == t.i or t.head.i not in inside]
    verbs = [t for t in tops if t.pos_ in VERBS]
    return (verbs or tops)[0]
