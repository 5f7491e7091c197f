"""Find who speaks through somebody or something else: through a report, or through a spokesperson."""

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from claims.pipeline.speakers.subjects import SUBJECTS, agent
from sources import word_list

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Entity, Token

_WORDS = Path(__file__).with_name("words")
REPORTS = word_list.load(_WORDS / "reports.txt")
_AUTHORING_VERBS = word_list.load(_WORDS / "authoring_verbs.txt")
_SPOKESPEOPLE = word_list.load(_WORDS / "spokespeople.txt")
_MOST = 4  # people who say “they” together; more are a list
_REPRESENTING = frozenset({"for", "of", "from", "at", "with"})


def author(paper: "Token") -> "Token | None":
    """Return who wrote a report where the sentence says so: “by”, “from”, “its”, “the board published”.

    Two authors, or one without a name, are no author for a later “the report”.
    """
    found = _owner(paper) or _writer(paper)
    if found is None or found.pos_ != "PROPN" or any(c.dep_ == "conj" for c in found.children):
        return None
    return found


def _owner(paper: "Token") -> "Token | None":
    for child in paper.children:
        if child.dep_ == "poss" and child.pos_ == "PROPN" and child.ent_type_ not in ("DATE", "TIME"):
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj" and c.ent_type_ != "DATE"), None)
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in _AUTHORING_VERBS:
            return agent(child)
    return None


def _writer(paper: "Token") -> "Token | None":
    verb = paper.head
    if paper.dep_ == "nsubjpass" and verb.lemma_ in _AUTHORING_VERBS:
        return agent(verb)
    if paper.dep_ != "dobj" or verb.lemma_ not in _AUTHORING_VERBS:
        return None
    return next((c for c in verb.children if c.dep_ == "nsubj"), None)


def represented_body(head: "Token") -> "Token | None":
    """Return the body by name that an unnamed spokesperson speaks for: “a Gantry spokesman”, “spokesman for Gantry”."""
    if head.lower_ not in _SPOKESPEOPLE:
        return None
    for child in head.children:
        if child.dep_ in ("compound", "poss", "nmod") and child.pos_ == "PROPN" and child.ent_type_ != "PERSON":
            return child
        if child.dep_ == "prep" and child.lower_ in _REPRESENTING:
            return next((c for c in child.children if c.dep_ == "pobj" and c.pos_ == "PROPN"), None)
    return None


def is_spokesperson_again(head: "Token") -> bool:
    """Return whether words are “the spokesperson”, who was quoted before."""
    bare = all(c.dep_ in ("det", "punct") for c in head.children)
    return head.lower_ in _SPOKESPEOPLE and bare and any(c.lower_ == "the" for c in head.children)


def people_together(head: "Token") -> "list[Token]":
    """Return the people that a sentence is about together: “Ann Lee and Leif Aas published”."""
    found = [head]
    if head.dep_ not in SUBJECTS or head.ent_type_ != "PERSON":
        return []
    while (other := next((c for c in found[-1].children if c.dep_ == "conj" and c.pos_ == "PROPN"), None)) is not None:
        found.append(other)
    return found if 1 < len(found) <= _MOST and all(t.ent_type_ == "PERSON" for t in found) else []


def people_with_titles(head: "Token") -> "list[Entity]":
    """Return the people who speak together, each with a title of their own: “pilot Ann Lee and mayor Leif Aas said”."""
    doc = head.doc
    if head.dep_ not in SUBJECTS or head.ent_type_ != "PERSON":
        return []
    found = [e for e in doc.ents if e.label_ == "PERSON" and head.left_edge.i <= e.start <= head.right_edge.i]
    between = [doc[before.end : after.start] for before, after in pairwise(found)]
    if not 1 < len(found) <= _MOST or not any(t.lower_ == "and" for t in between[-1]):
        return []
    joined = all(words[0].lower_ in ("and", ",") and all(_is_title(t) for t in words) for words in between)
    return found if joined else []


def _is_title(word: "Token") -> bool:
    return word.pos_ in ("NOUN", "PROPN", "ADJ", "CCONJ", "DET") or word.text == ","
