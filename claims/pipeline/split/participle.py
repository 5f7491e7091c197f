"""Take loose participles out: Founded in 1911, the museum owns 40 boats."""

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.pipeline.split import lexicon
from claims.pipeline.split.clause import (
    BEHIND,
    BRACKETS,
    DASHES,
    SUBJECTS,
    VERBS,
    Placed,
    SplitClause,
    around,
    is_finite,
    is_loose,
    is_past,
    is_plural,
    marks,
    phrase,
    subject,
    subtree,
)

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

    Words = tuple[Token, ...]

_WITHOUT_OBJECT = lexicon.words("split", "verbs_without_object")
_PREPOSITIONS = lexicon.words("split", "prepositions_in_ing")
_FOCUS = lexicon.words("split", "focus")
_SPEAKING = lexicon.SPEAKING | lexicon.words("split", "speech_participles")
_OBJECTS = frozenset({"dobj", "dative", "oprd", "attr", "acomp", "xcomp", "ccomp"})
_MIN_PARTICIPLE = 2  # words: a participle alone says nothing of its own


def participle(clause: SplitClause) -> list[SplitClause] | None:
    """Founded in 1911, the museum …: [The museum was] founded in 1911; [officers were] arresting three men."""
    for verb in clause.words:
        if verb.tag_ not in {"VBG", "VBN"} or verb.i == clause.head.i or not (whole := _doer(clause, verb)):
            continue
        words = tuple(t for t in subtree(verb, clause.words) if t.text not in BRACKETS)
        if len(words) >= _MIN_PARTICIPLE and _tells(verb, words):
            return [clause.without(words, around(words)), _clause(clause, verb, words, whole)]
    return None


def _doer(clause: SplitClause, verb: "Token") -> "Words":
    """Return of whom a loose participle says something: the subject of its verb, or the noun in front of it."""
    describes = verb.dep_ == "acl" or (verb.dep_ in {"relcl", "appos"} and verb.tag_ == "VBN" and not is_finite(verb))
    if describes and is_loose(verb) and clause.holds(verb.head):
        return phrase(verb.head)
    if verb.dep_ != "advcl" or verb.head.i != clause.head.i or not clause.subject:
        return ()
    doc = verb.doc
    first, after = min(t.i for t in verb.subtree), max(t.i for t in verb.subtree) + 1
    opens = first < clause.subject[0].i and after < len(doc) and doc[after].text == ","
    ends = first > 0 and doc[first - 1].text in {","} | DASHES
    return clause.subject if opens or ends else ()


def _tells(verb: "Token", words: "Words") -> bool:
    """Return whether a participle tells what was; not "according to", "saying that", "without paying"."""
    after = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
    is_preposition = verb.lower_ in _PREPOSITIONS and (verb.lower_ != "based" or after in {"on", "upon"})
    if is_preposition or verb.lemma_.lower() in _SPEAKING or subject(verb) is not None:
        return False
    if verb.head.left_edge.lower_ in _FOCUS or words[-1].lower_ == "not":
        return False  # "people, especially the young, killed by trams"; "ignored or not"
    if any(True for _ in marks(verb)) or any(c.dep_ in {"prep", "neg"} and c.i < verb.i for c in verb.children):
        return False
    return words[0].i >= verb.i - 1


def _is_active(clause: SplitClause, verb: "Token") -> bool:
    """The tagger takes "was born in Lund, studied law and moved" for something that was studied."""
    if verb.tag_ != "VBN" or verb.dep_ != "advcl" or verb.i < clause.head.i:
        return False
    joined = any(c.dep_ == "conj" and c.tag_ == "VBD" for c in verb.children)
    return (joined or any(c.dep_ == "dobj" for c in verb.children)) and not any(
        c.dep_ == "agent" for c in verb.children
    )


def _clause(clause: SplitClause, verb: "Token", words: "Words", whole: "Words") -> SplitClause:
    if words[0].lower_ == "having":
        return SplitClause(verb, words[1:], whole, (), (Placed(words[0].i, whole, tail=" had"),), "relative")
    many = is_plural(whole)
    past = is_past(clause.head) or verb.tag_ == "VBN" or not is_finite(clause.head)
    being = ("were" if many else "was") if past else ("are" if many else "is")
    if _is_active(clause, verb):
        return SplitClause(verb, words, whole, (), (Placed(words[0].i, whole),), "relative", verb.head)
    return SplitClause(verb, words, whole, (), (Placed(words[0].i, whole, tail=f" {being}"),), "relative", verb.head)


def shared_object(clause: SplitClause) -> list[SplitClause] | None:
    """The town financed and still owns the pool: the town financed [the pool]; [the town] still owns the pool.

    The parser takes the first verb, which has no object behind it, for a participle of its subject.
    """
    for first in clause.words:
        if first.tag_ in {"VBN", "VBD"} and first.dep_ == "acl" and (found := _second_verb(clause, first)) is not None:
            return _with_shared(clause, first, *found)
    return None


def _second_verb(clause: SplitClause, first: "Token") -> "tuple[Token, Token, Token] | None":
    """Return (conjunction, second verb, object) when a conjunction follows the first verb at once."""
    after = [t for t in clause.words if t.i > first.i]
    if not after or after[0].i != first.i + 1 or after[0].tag_ != "CC" or after[0].lower_ != "and":
        return None
    if (
        first.head.i != first.i - 1
        or first.head.pos_ not in {"NOUN", "PROPN"}
        or first.lemma_.lower() in _WITHOUT_OBJECT
    ):
        return None
    second = next(
        (t for t in after if t.pos_ in VERBS and is_finite(t) and t.dep_ not in {"relcl", "acl", "aux"}), None
    )
    thing = next((c for c in second.children if c.dep_ == "dobj" and c.i > second.i), None) if second else None
    return (after[0], second, thing) if second is not None and thing is not None else None


def _with_shared(
    clause: SplitClause, first: "Token", joint: "Token", second: "Token", thing: "Token"
) -> list[SplitClause]:
    inside = {t.i for t in clause.words if t.i < first.i}
    owner = tuple(t for t in phrase(first.head) if t.i in inside)
    before = tuple(t for t in clause.words if t.i < joint.i)
    behind = tuple(t for t in clause.words if t.i > joint.i)
    one = replace(clause, head=first, words=before, subject=owner)
    one = replace(one, carried=(*clause.carried, Placed(BEHIND, phrase(thing))))
    subjects = [c for c in second.children if c.dep_ in SUBJECTS]
    theirs = tuple(t for own in subjects for t in own.subtree if joint.i < t.i < second.i)
    if theirs:
        return [one, SplitClause(second, behind, theirs, (), (), clause.form, clause.noun)]
    return [one, SplitClause(second, behind, owner, (), (Placed(behind[0].i, owner),), clause.form, clause.noun)]


def _chain(verb: "Token") -> "list[Token]":
    """Return a verb and those joined to it, up to the first with an object: bought, restored and sold it."""
    found = [verb]
    while not any(c.dep_ == "dobj" for c in found[-1].children):
        more = next((c for c in found[-1].children if c.dep_ == "conj" and c.pos_ in VERBS), None)
        if more is None:
            break
        found.append(more)
    return found


def with_object(rest: SplitClause, verb: "Token", joined: "Token", joint: "Token | None") -> SplitClause:
    """Give the first verb the object that stands behind the second: a firm designed and a firm built | the bridge."""
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    parted = subject(joined) is not None and after is not None and after.text == ","
    if (
        after is None
        or parted
        or (after.tag_ != "CC" and after.text != ",")
        or any(c.dep_ in _OBJECTS for c in verb.children)
    ):
        return rest
    thing = next((c for v in _chain(joined) for c in v.children if c.dep_ == "dobj" and c.i > v.i), None)
    if thing is None or verb.lemma_.lower() in _WITHOUT_OBJECT or any(c.dep_ == "auxpass" for c in verb.children):
        return rest
    return replace(rest, carried=(*rest.carried, Placed(BEHIND, phrase(thing))))
