"""Take loose participles out: Founded in 1911, the museum owns 40 boats."""

from typing import TYPE_CHECKING

from claims.pipeline.split import lexicon
from claims.pipeline.split.clause import (
    DASHES,
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
    from spacy.tokens import Token

    Words = tuple[Token, ...]

_PREPOSITIONS = lexicon.words("split", "prepositions_in_ing")
_SPEAKING = lexicon.SPEAKING | lexicon.words("split", "speech_participles")
_MIN_PARTICIPLE = 2  # words: a participle alone says nothing of its own


def participle(clause: SplitClause) -> list[SplitClause] | None:
    """Founded in 1911, the museum …: [The museum was] founded in 1911; [officers were] arresting three men."""
    for verb in clause.words:
        if verb.tag_ not in {"VBG", "VBN"} or verb.i == clause.head.i or not (whole := _doer(clause, verb)):
            continue
        words = subtree(verb, clause.words)
        if len(words) >= _MIN_PARTICIPLE and _tells(verb, words):
            return [clause.without(words, around(words)), _clause(clause, verb, words, whole)]
    return None


def _doer(clause: SplitClause, verb: "Token") -> "Words":
    """Return of whom a loose participle says something: the subject of its verb, or the noun in front of it."""
    if verb.dep_ == "acl" and is_loose(verb) and clause.holds(verb.head):
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
    if verb.lower_ in _PREPOSITIONS or verb.lemma_.lower() in _SPEAKING or subject(verb) is not None:
        return False
    if any(True for _ in marks(verb)) or any(c.dep_ in {"prep", "neg"} and c.i < verb.i for c in verb.children):
        return False
    return words[0].i >= verb.i - 1


def _clause(clause: SplitClause, verb: "Token", words: "Words", whole: "Words") -> SplitClause:
    if words[0].lower_ == "having":
        return SplitClause(verb, words[1:], whole, (), (Placed(words[0].i, whole, tail=" had"),), "relative")
    many = is_plural(whole)
    past = is_past(clause.head) or verb.tag_ == "VBN" or not is_finite(clause.head)
    being = ("were" if many else "was") if past else ("are" if many else "is")
    return SplitClause(verb, words, whole, (), (Placed(words[0].i, whole, tail=f" {being}"),), "relative", verb.head)
