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
    from claims.pipeline.parse.grammar import Token

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
    describes = verb.dep_ == "acl" or (verb.dep_ == "relcl" and verb.tag_ == "VBN" and not is_finite(verb))
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
