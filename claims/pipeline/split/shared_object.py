"""Give the object of a second verb to the first as well: a Polish firm designed and a local one built | the bridge."""

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.pipeline.split import lexicon
from claims.pipeline.split.clause import BEHIND, SUBJECTS, VERBS, Placed, SplitClause, is_finite, phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_WITHOUT_OBJECT = lexicon.words("split", "verbs_without_object")


def shared_object(clause: SplitClause) -> list[SplitClause] | None:
    """The town financed and still owns the pool: the town financed [the pool]; [the town] still owns the pool.

    The parser takes the first verb, which has no object behind it, for a participle of its subject.
    """
    for first in clause.words:
        if first.tag_ in {"VBN", "VBD"} and first.dep_ == "acl" and (found := _second(clause, first)) is not None:
            return _apart(clause, first, *found)
    return None


def _second(clause: SplitClause, first: "Token") -> "tuple[Token, Token, Token] | None":
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


def _apart(clause: SplitClause, first: "Token", joint: "Token", second: "Token", thing: "Token") -> list[SplitClause]:
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
