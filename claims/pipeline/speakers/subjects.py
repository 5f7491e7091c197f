"""Decide who says what a cue reports: the subject, wherever the grammar has put it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from claims.pipeline.speakers import cues, hyphens
from claims.pipeline.speakers.cues import Complement
from claims.pipeline.speakers.mentions import BODIES
from sources import word_list

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

_WORDS = Path(__file__).with_name("words")
_HUMAN_VERBS = word_list.load(_WORDS / "human_verbs.txt")
_ADDRESSING_VERBS = word_list.load(_WORDS / "addressing_verbs.txt")
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# What the grammar takes a name after the verb for.
_MISTAKEN_FOR = frozenset({"dobj", "advmod", "npadvmod", "oprd", "attr"})
_DASHES = frozenset({"-", "--", "–", "—"})
_CLIMBING = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis", "acomp"})
_IMPERSONAL = frozenset({"it", "there", "this", "that"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_TO_VERBS = frozenset({"explain", "say", "speak", "talk", "write"})
_MAX_STEPS = 5  # steps from a participle or coordinated verb up to the verb that has the subject


def subject(token: "Token", steps: int = 0) -> "Token | None":
    """Return who does what the verb says, climbing from participles, coordinated and embedded verbs."""
    if steps > _MAX_STEPS:
        return None
    if is_second_cue(token) and (outer := _outer_cue(token)) is not None:
        return subject(outer, steps + 1)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)
    roles = {"nsubj"} if passive else SUBJECTS
    own = next((c for c in token.children if c.dep_ in roles and not _is_dateline(c)), None)
    if own is not None:
        return _owned(_addressed(own) or _antecedent(hyphens.last_word(own)))
    return agent(token) if passive else _name_after_verb(token) or _subject_above(token, steps)


def _addressed(first: "Token") -> "Token | None":
    """Return the subject behind the form of address of a letter, which the grammar took for it: “SIR – Ann Castro”."""
    doc = first.doc
    if first.i or not first.is_upper or len(doc) < 3 or doc[1].text not in _DASHES:
        return None
    return next((c for c in first.children if c.dep_ in ("conj", "appos") and c.left_edge.i == 2), None)


def _owned(first: "Token") -> "Token":
    """Return the person of two places, of which the grammar took the first: “Leith and Sorn's Ann Castro said”."""
    person = next((c for c in first.children if c.dep_ == "conj" and c.ent_type_ == "PERSON"), None)
    if person is None or first.ent_type_ == "PERSON":
        return first
    return person if any(c.dep_ == "poss" and c.left_edge.i == first.i + 2 for c in person.lefts) else first


def _subject_above(token: "Token", steps: int) -> "Token | None":
    """Return the subject of the verb or noun that a verb without its own hangs on."""
    head = token.head
    if head.i == token.i:
        return _name_beside(token)
    if token.dep_ == "acl":
        return statement_author(head) if token.tag_ == "VBG" else agent(token)
    if token.dep_ not in _CLIMBING:
        return None
    owner = subject(head, steps + 1) if head.pos_ in ("VERB", "AUX", "ADP", "SCONJ") else None
    if owner is not None:
        return owner
    if token.dep_ == "prep" and head.pos_ in ("NOUN", "PROPN"):
        return statement_author(head)
    if token.dep_ in ("advcl", "xcomp", "conj") and head.pos_ in ("VERB", "AUX"):
        return next((_antecedent(c) for c in head.children if c.dep_ == "nsubjpass"), None)
    return None


def _name_beside(verb: "Token") -> "Token | None":
    """Return the person right before the verb of a sentence that the grammar gave no subject: “…, Ann Castro said”."""
    before = verb.doc[verb.i - 1] if verb.i else verb
    return before if before.ent_type_ == "PERSON" and verb.tag_ in ("VBD", "VBZ") else None


def _is_dateline(first: "Token") -> bool:
    """Return whether a subject is the town of a dateline, with another one behind its dash: “TARN, May 2 -- Dunlop”."""
    others = [c for c in first.head.lefts if c.dep_ == "nsubj" and c.i > first.i]
    behind = (t for other in others for t in first.doc[first.i : other.left_edge.i])
    return any(t.text in _DASHES and t.i and bool(t.nbor(-1).whitespace_) for t in behind)  # not “co-authors”


def _name_after_verb(token: "Token") -> "Token | None":
    """Return the name after the verb at the end of a sentence: “…, reported the Courier.”"""
    before = token.doc[token.i - 1].text if token.i else ""
    if before not in (",", "”", '"', "’", "''") or token.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    named = next((c for c in token.rights if c.dep_ in _MISTAKEN_FOR and c.text[:1].isupper()), None)
    if (
        named is None
        or Complement.CLAUSE not in cues.speech_complements(token)
        or named.right_edge.i < len(token.doc) - 3
    ):
        return None
    return named


def agent(token: "Token") -> "Token | None":
    """Return who is named after "by" in a passive."""
    for child in token.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def statement_author(noun: "Token") -> "Token":
    """Return who speaks through a letter, statement or post, or the thing itself when nobody is named."""
    if noun.lower_ not in cues.STATEMENT_NOUNS and noun.lower_ not in cues.CLAIM_NOUNS:
        return noun
    for child in noun.children:
        if child.dep_ == "poss" and child.ent_type_ not in ("DATE", "TIME"):
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), noun)
    if noun.dep_ in ("dobj", "pobj"):
        verb = noun.head if noun.dep_ == "dobj" else noun.head.head
        owner = subject(verb) if verb.pos_ == "VERB" else None
        return owner or noun
    return noun


def _antecedent(token: "Token") -> "Token":
    """Return the noun that a relative pronoun stands for."""
    if token.lower_ in ("who", "which", "that") and token.head.dep_ == "relcl":
        noun: Token = token.head.head
        person = noun.head
        if token.lower_ == "who" and noun.dep_ == "appos" and person.ent_type_ == "PERSON" != noun.ent_type_:
            return person  # “Ann Castro, a Liberal, who said”
        return noun
    return token


def addressee(token: "Token") -> "Token | None":
    """Return who was told, asked or warned, also as the subject of a passive, and to whom something was said."""
    return next((found for finds, _, _ in ADDRESSEES if (found := finds(token)) is not None), None)


def _passive_listener(token: "Token") -> "Token | None":
    if token.lemma_ not in _ADDRESSING_VERBS or not any(c.dep_ == "auxpass" for c in token.children):
        return None
    return next((_antecedent(c) for c in token.lefts if c.dep_ == "nsubjpass" and c.lower_ != "it"), None)


def _object_listener(token: "Token") -> "Token | None":
    if token.lemma_ not in _ADDRESSING_VERBS or any(c.dep_ == "auxpass" for c in token.children):
        return None
    return next((c for c in token.rights if c.dep_ in ("dobj", "dative") and c.pos_ in _NOUNS), None)


def _listener_behind_to(token: "Token") -> "Token | None":
    """Return whom words go to: “said to the board”, “a letter to the board”; a verb that addresses has an object."""
    if token.pos_ in ("VERB", "AUX") and token.lemma_ not in _TO_VERBS:
        return None
    to = next((c for c in token.rights if c.dep_ in ("prep", "dative") and c.lower_ == "to"), None)
    return None if to is None else next((c for c in to.children if c.dep_ == "pobj" and c.pos_ in _NOUNS), None)


def _listener_of_participle(token: "Token") -> "Token | None":
    """Return whom a participle beside the cue speaks to: “Addressing the board, …”, “Speaking to residents, …”."""
    for participle in (c for c in token.children if c.dep_ == "advcl" and c.tag_ == "VBG"):
        if participle.lemma_ == "address":
            return next((c for c in participle.rights if c.dep_ == "dobj" and c.pos_ in _NOUNS), None)
        if (found := _listener_behind_to(participle)) is not None:
            return found
    return None


def _listener_of_letter(token: "Token") -> "Token | None":
    """Return whom a letter, message or statement goes to in which something is said."""
    within = (c for c in token.children if c.dep_ == "prep" and c.lower_ == "in")
    letters = (noun for c in within for noun in c.children if noun.lower_ in cues.STATEMENT_NOUNS)
    return next((found for letter in letters if (found := _listener_behind_to(letter)) is not None), None)


ADDRESSEES: "tuple[tuple[Callable[[Token], Token | None], str, str], ...]" = (
    (_passive_listener, "board", "The board was told that it was late."),
    (_object_listener, "board", "Dunlop told the board that it was late."),
    (_listener_behind_to, "board", "Dunlop said to the board that it was late."),
    (_listener_of_participle, "board", "Addressing the board, Dunlop said that it was late."),
    (_listener_of_letter, "board", "In a letter to the board, Dunlop wrote that it was late."),
)


def is_negated(token: "Token") -> bool:
    """Return whether a verb is negated: what somebody did not say."""
    return any(c.dep_ == "neg" or c.lower_ in ("never", "nor") for c in token.children)


def is_second_cue(token: "Token") -> bool:
    """Return whether a verb is the same speaker's second inside the words of the first: “…, adding that”."""
    complements = cues.speech_complements(token)
    if any(c.dep_ in SUBJECTS for c in token.children):
        return False
    human = token.lemma_ in _HUMAN_VERBS or complements & ~Complement.QUOTATION
    if human and _needs_another_subject(token):
        return True  # “said it was late and called on the board”: it does not call
    if Complement.CLAUSE not in complements:
        return False
    if token.tag_ == "VBG" and token.dep_ in ("advcl", "conj", "acl"):
        return bool(token.left_edge.i) and token.doc[token.left_edge.i - 1].text == ","
    if token.dep_ != "conj" or not any(c.dep_ == "ccomp" and c.i > token.i for c in token.children):
        return False
    return token.tag_ == "VBD" or is_negated(token) or _is_present_beside(token)


def _is_present_beside(token: "Token") -> bool:
    """Return whether a cue stands in the present like the cue that reports it: “says he left and claims that …”."""
    outer = token.head.head
    inner = next((c for c in token.head.children if c.dep_ in SUBJECTS), None)
    same = token.tag_ == outer.tag_ == "VBZ" and Complement.CLAUSE in cues.speech_complements(outer)
    return same and inner is not None and inner.pos_ == "PRON"


def _needs_another_subject(token: "Token") -> bool:
    """Return whether a coordinated verb is nothing that the subject of the reported clause could do."""
    head = token.head
    if token.dep_ != "conj" or head.dep_ != "ccomp" or token.tag_ not in ("VBD", "VBN"):
        return False
    if token.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in head.children):
        return False  # “said it was found and reported”
    inner = next((c for c in head.children if c.dep_ in SUBJECTS), None)
    return inner is not None and (inner.lower_ in _IMPERSONAL or not can_speak(inner))


def _outer_cue(token: "Token") -> "Token | None":
    """Return the cue whose clause the grammar took a second cue into."""
    return next(
        (
            t
            for t in token.ancestors
            if Complement.CLAUSE in cues.speech_complements(t) and _is_past_or_negated(t) == _is_past_or_negated(token)
        ),
        None,
    )


def _is_past_or_negated(token: "Token") -> bool:
    return token.tag_ in ("VBD", "VBG", "VBN") or is_negated(token)


_SPEAKING_NOUNS = cues.FINDERS | cues.STATEMENT_NOUNS | BODIES
_THING_NOUNS = word_list.load(_WORDS / "thing_nouns.txt")
_PERSON_NOUN = re.compile(rf"(?:{'|'.join(word_list.load_lines(_WORDS / 'person_noun_endings.txt'))})s?$")


def can_speak(token: "Token") -> bool:
    """Return whether a word can speak: a name, a pronoun, a document, a body or a noun for people, but no thing."""
    if token.pos_ != "NOUN":
        return True
    low = token.lower_
    is_person = _PERSON_NOUN.search(low) is not None and token.lemma_.lower() not in _THING_NOUNS
    return low in _SPEAKING_NOUNS or bool(token.ent_type_) or is_person
