"""Find the words that name a speaker: a name with its title, a group, a pronoun, a newspaper."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from claims.pipeline.speakers import hyphens, names
from claims.pipeline.speakers.cues import DOCUMENTS
from claims.pipeline.speakers.names import HONORIFICS, OCCUPATIONS
from sources import word_list

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Doc, Entity, Token
    from claims.pipeline.parse.parse import Parsed

Kind = Literal["person", "organisation", "government", "publication", "collective", "unnamed", "pronoun"]

_WORDS = Path(__file__).with_name("words")
_PERSONAL = frozenset({"he", "she", "they", "it", "i", "we", "you", "him", "her", "them"})
_RELATIVE = frozenset({"who", "which", "that"})
PRONOUNS = _PERSONAL | _RELATIVE | {"this", "these", "those", "one"}
_OUTLETS = word_list.load(_WORDS / "news_outlets.txt")
_GOVERNMENTS = word_list.load(_WORDS / "governments.txt")
_ORGANISATIONS = word_list.load(_WORDS / "organisations.txt")
_PLACE_NOUNS = word_list.load(_WORDS / "place_nouns.txt")
_COLLECTIVES = word_list.load(_WORDS / "collectives.txt")
SEATS = word_list.load(_WORDS / "government_seats.txt")
_BODY_NOUNS = _ORGANISATIONS - OCCUPATIONS
BODIES = _OUTLETS | _GOVERNMENTS | _ORGANISATIONS
# Roles in the grammar of what belongs to a name, on its right and on its left, and the prepositions that hang on it.
_RIGHT = frozenset({"cc", "conj", "amod", "flat", "prep", "nmod", "compound", "nummod", "npadvmod"})
_LEFT = frozenset(
    {"punct", "amod", "appos", "advmod", "poss", "nmod", "det", "predet", "compound", "nummod", "quantmod", "npadvmod"}
)
_OWNS = frozenset({"'s", "’s"})
_SERIES_WORDS = 12  # words from the first of several titles to the name behind them
_ATTACHED_PREPOSITIONS = frozenset({"of", "for", "from", "at", "with", "in", "on", "to", "against", "by"})


@dataclass(frozen=True, slots=True)
class Mention:
    """The words of a speaker where they stand: `start`–`end` with title, `name` without it.

    `sentence` and `head` say where the grammar of it is: `parsed.docs[sentence][head]`.
    """

    start: int
    end: int
    name: str
    kind: Kind
    sentence: int
    head: int


def mention(parsed: "Parsed", sentence: int, head: "Token") -> Mention:
    """Read the noun phrase around its head word: title and name, without apposition and relative clause.

    A person's name in apposition to a plain noun is the mention: “the board's chair, Ann Lee”.
    """
    title, apposed = _edges(head)[0], _apposed_name(head)
    series = _name_behind_series(head) if apposed is head else None
    head = series or apposed
    first, last = _edges(head)
    first = title if series is not None else first
    head, last = _name_behind_title(head, last)
    name_first, name_last = _name(head, first, last)
    kind = _kind(head, name_first)
    base = parsed.starts[sentence]
    name = parsed.text[base + name_first.idx : base + name_last.idx + len(name_last)]
    start, end = base + first.idx, base + last.idx + len(last)
    return Mention(start, end, " ".join(name.split()), kind, sentence, head.i)


def until(mention: Mention, text: str, end: int) -> Mention:
    """Return a mention without the verb that the grammar took into it: “letters of 3 May | show”."""
    words = text[mention.start : end].rstrip()
    behind = " ".join(text[end : mention.end].split())
    return replace(mention, end=mention.start + len(words), name=mention.name.removesuffix(behind).rstrip())


def _apposed_name(head: "Token") -> "Token":
    if head.pos_ == "NOUN" or (head.lower_ in OCCUPATIONS and head.ent_type_ != "PERSON"):
        for child in head.rights:
            person = child.ent_type_ == "PERSON" or (child.pos_ == "PROPN" and child.left_edge.lower_ in HONORIFICS)
            if child.dep_ == "appos" and (person or _only_name(head, child)) and child.left_edge.i > head.i + 1:
                return child
        return _doubled_subject(head) or head
    return head


def _doubled_subject(noun: "Token") -> "Token | None":
    """Return the name behind a noun when the grammar takes both for subjects: “the novelist Mei Aoki wrote”."""
    after = noun.right_edge.i + 1
    if noun.dep_ != "nsubj" or after >= len(noun.doc):
        return None
    name = noun.doc[after]
    while name.dep_ == "compound" and name.head.i > name.i:
        name = name.head
    both = name.dep_ == "nsubj" and name.pos_ == "PROPN" and name.head.i == noun.head.i
    return name if both else None


def _only_name(noun: "Token", name: "Token") -> bool:
    """Return whether a noun and a name are “the supplier, Medisoft,” and no list: “the”, one noun, a name in commas."""
    definite = any(c.lower_ in ("the", "its", "their", "his", "her") for c in noun.lefts)
    proper = all(t.pos_ == "PROPN" for t in noun.doc[name.left_edge.i : name.right_edge.i + 1])
    end = name.right_edge.i + 1
    return definite and proper and end < len(noun.doc) and noun.doc[end].text == "," and noun.head.i > end


def _name_behind_title(head: "Token", last: "Token") -> "tuple[Token, Token]":
    """Return the name at the end of a long title that the grammar took for the head: “Envoy to the North Ann Lee”."""
    if head.ent_type_ == "PERSON" or head.lower_ not in HONORIFICS:
        return head, last
    for entity in head.doc.ents:
        if entity.label_ == "PERSON" and head.i < entity.start <= last.i + 1:
            return entity.root, entity[-1]
    return head, last


def _name_behind_series(head: "Token") -> "Token | None":
    """Return the name behind several titles, of which the grammar took one for the speaker: “Chairman and CEO Ann Lee”.

    The name stands right behind a title, with or without a comma, and right before its verb.
    """
    is_title = head.lower_ in OCCUPATIONS and head.ent_type_ != "PERSON"
    if head.dep_ != "nsubj" or not (is_title or _is_place_of_title(head)):
        return None
    for entity in (e for e in head.doc.ents if e.label_ == "PERSON" and head.i < e.start < head.i + _SERIES_WORDS):
        between = head.doc[head.i + 1 : entity.start]
        title = next((t for t in reversed([head, *between]) if t.text != ","), head)
        after = [t for t in head.doc[entity.end : entity.end + 2] if t.text != ","]
        speaks = bool(after) and (after[0].pos_ in ("VERB", "AUX") or after[0].dep_ == "advmod")
        if title.lower_ in OCCUPATIONS and speaks and all(_may_be_title(t) for t in between):
            return entity.root if entity.root.i == entity.end - 1 else entity[-1]
    return None


def _is_place_of_title(head: "Token") -> bool:
    """Return whether a name may be the place of an office: “The Leith, South Orvany, police chief, Ann Lee”."""
    return head.pos_ == "PROPN" and any(c.lower_ == "the" for c in head.lefts)


def _may_be_title(word: "Token") -> bool:
    return word.pos_ in ("NOUN", "PROPN", "ADJ", "CCONJ", "DET") or word.lower_ in (",", "of")


def _edges(head: "Token") -> "tuple[Token, Token]":
    """Return the first and the last word of the phrase around a head."""
    doc, first, last = head.doc, _first_word(hyphens.first_word(head)), _last_word(head)
    while last > head.i and (doc[last].is_punct or doc[last].dep_ == "cc"):
        last -= 1
    while first < head.i and (doc[first].is_punct or doc[first].is_space or _is_date(doc[first])):
        first += 1
    return doc[first], doc[last]


def _is_date(word: "Token") -> bool:
    """Return whether a word in front of a title is the date of a letter: “a letter of 3 February Minister Ann Lee”."""
    return word.ent_type_ == "DATE" or (word.like_num and word.nbor(1).ent_type_ == "DATE")


def _first_word(head: "Token") -> int:
    doc, first = head.doc, head.i
    for child in sorted(head.lefts, key=lambda t: -t.i):
        mark = (child.is_punct and child.text not in "-–’'") or (
            child.pos_ == "VERB" and any(t.is_quote for t in child.subtree)
        )
        if child.dep_ not in _LEFT or child.right_edge.i != first - 1 or mark:
            break
        first = child.left_edge.i
    before = doc[first - 1] if first else head
    if before.pos_ == "NOUN" and before.dep_ == "nsubj" and _doubled_subject(before) == head:
        first = before.left_edge.i
    shared = head.dep_ == "conj" and first > 1 and doc[first].dep_ == "poss" and head.head.i == first - 2
    if shared and head.head.ent_type_ != "PERSON":
        return head.head.left_edge.i  # “Leith and Sorn's Ann Castro”
    return first - (bool(first) and _is_name_per(head, doc[first - 1]))


def _last_word(head: "Token") -> int:
    last = head.i
    for child in sorted(head.rights, key=lambda t: t.i):
        if child.left_edge.i != last + 1 or not _belongs_behind(child):
            break
        last = _right_end(child, last)
    return last


def _belongs_behind(child: "Token") -> bool:
    if child.dep_ == "conj":
        return child.pos_ in ("NOUN", "PROPN", "PRON")
    if child.dep_ == "appos":
        return not child.is_punct and child.pos_ == "PROPN"
    hangs = child.dep_ != "prep" or child.lower_ in _ATTACHED_PREPOSITIONS
    return (child.dep_ in _RIGHT and hangs) or child.dep_ == "case"


def _is_name_per(head: "Token", before: "Token") -> bool:
    """Return whether “Per” is a first name and no preposition: “Per Hansen said”; a preposition governs no subject."""
    return before.text == "Per" and before.i == head.i - 1 and head.ent_type_ == "PERSON" and head.dep_ == "nsubj"


def _right_end(child: "Token", last: int) -> int:
    """Return the last word of a phrase that hangs on the right, cut before its first comma or relative clause."""
    for token in child.doc[last + 1 : child.right_edge.i + 1]:
        if token.dep_ in ("relcl", "acl", "appos") and token.left_edge.i > child.i:
            return min(token.left_edge.i, token.i) - 1
        if token.text in (",", ";", "—", "–", "(", "“", '"'):
            return token.i - 1
    return int(child.right_edge.i)


def _name(head: "Token", first: "Token", last: "Token") -> "tuple[Token, Token]":
    """Return the proper name in the phrase, or the whole phrase without its article."""
    doc = head.doc
    anchor = head
    if head.pos_ != "PROPN":
        right = [c for c in head.rights if c.dep_ == "appos" and c.pos_ == "PROPN" and c.left_edge.i == head.i + 1]
        if right:
            anchor = right[0]
    if anchor.pos_ == "PROPN":
        owner = doc[anchor.i - 1] if anchor.i > first.i else anchor
        if anchor.lower_ in BODIES and owner.text in ("'", "’") and owner.dep_ == "case":
            return _trim(doc, max(first.i, owner.head.left_edge.i), anchor.i)  # “the Beekeepers' Guild”
        for entity in doc.ents:
            if entity.start <= anchor.i < name_end(entity) and entity.label_ in ("PERSON", "ORG", "GPE", "NORP", "FAC"):
                return _trim(doc, max(name_start(entity), first.i), max(min(name_end(entity) - 1, last.i), anchor.i))
        begin, end = anchor.i, anchor.i
        while begin > first.i and doc[begin - 1].pos_ == "PROPN" and doc[begin - 1].dep_ != "pobj":
            begin -= 1  # “Minister of Culture Ann Lee”
        while end < last.i and doc[end + 1].pos_ == "PROPN":
            end += 1
        return _trim(doc, begin, end)
    return _trim(doc, first.i, last.i)


def name_start(entity: "Entity") -> int:
    """Return where a person's name begins when the name finder saw the surname alone: Anders | Vik."""
    before = entity[0].nbor(-1) if entity.start else entity[0]
    before_name = (
        before.pos_ == "PROPN" and before.dep_ == "compound" and before.is_title and before.head.i == entity[0].i
    )
    if _is_name_per(entity.root, before):
        return int(before.i)
    # a body or two places to the name finder
    by_occupation = entity.label_ != "PERSON" and (
        has_occupation(entity.root, entity[0]) or names.is_first_name(before.lower_)
    )
    person = (entity.label_ == "PERSON" and not before.ent_type_) or by_occupation
    if not person or len(entity) > 1 or not before_name or before.lower_ in OCCUPATIONS:
        return int(entity.start)
    return int(before.i)


def name_end(entity: "Entity") -> int:
    """Return where a person's name ends when the name finder saw the first name alone: Wenke | Vik."""
    first = entity[0]
    surname = first.head
    alone = entity.label_ == "PERSON" and len(entity) == 1 and first.dep_ == "compound" and surname.i == entity.end
    if not alone or surname.pos_ != "PROPN" or surname.ent_type_ or not surname.is_title:
        return int(entity.end)
    return int(entity.end) if surname.lower_ in OCCUPATIONS | BODIES else surname.i + 1


def _trim(doc: "Doc", begin: int, end: int) -> "tuple[Token, Token]":
    owner = [i for i in range(begin, end) if doc[i].text in _OWNS and doc[i + 1].pos_ == "PROPN"]
    if owner and not _is_body_of(doc[owner[-1]], doc[end]):  # “Leith's Dunlop” names Dunlop
        begin = owner[-1] + 1
    while begin < end and (doc[begin].lower_ in ("the", "a", "an") or doc[begin].lower_ in HONORIFICS):
        if doc[begin + 1].text in _OWNS:
            break  # “the mayor's office”
        begin += 1
    if end - begin > 1 and names.is_first_name(doc[begin + 1].lower_) and not names.is_first_name(doc[begin].lower_):
        begin += 1  # “Neighbour Ivy Stone”
    while end > begin and (doc[end].text in ("'s", "’s", "’", "'") or doc[end].is_punct):
        end -= 1
    return doc[begin], doc[end]


def _is_body_of(possessive: "Token", last: "Token") -> bool:
    """Return whether an owner is part of a body's name: “the Farmers' Courier”, not “Leith's Dunlop”."""
    whole = possessive.ent_type_ == last.ent_type_ == "ORG" and last.ent_iob_ == possessive.ent_iob_ == "I"
    return whole and last.lower_ in BODIES


class _NamedWords:
    """The head and the first word of a name or of a phrase without one, and what they are by themselves."""

    def __init__(self, head: "Token", first: "Token") -> None:
        self.head, self.first, self.low = head, first, head.lower_
        owned = head.pos_ == "NOUN" and any(c.dep_ == "poss" and c.left_edge.i <= first.i <= c.i for c in head.lefts)
        word = head if owned else first  # whose newspaper it is says nothing of what it is
        self.label = next((e.label_ for e in head.doc.ents if e.start <= word.i < e.end), "")
        self.proper = word.pos_ == "PROPN"
        self.is_pronoun = self.low in PRONOUNS and head.pos_ in ("PRON", "DET")


def _kind(head: "Token", name_first: "Token") -> Kind:
    phrase = _NamedWords(head, name_first)
    return next((kind for applies, kind, _ in KINDS if applies(phrase)), "unnamed")


def _is_office(phrase: _NamedWords) -> bool:
    """Return whether a title stands for whoever holds it: “the US President”; King alone is a name."""
    head = phrase.head
    before = [c for c in head.lefts if c.dep_ in ("det", "poss", "amod", "compound")]
    if head.pos_ != "PROPN" or phrase.low not in OCCUPATIONS or head.ent_type_ in ("PERSON", "ORG") or not before:
        return False
    return not any(
        c.dep_ == "compound" and (c.ent_type_ == "PERSON" or c.lower_ in OCCUPATIONS or names.is_first_name(c.lower_))
        for c in before
    )


def _is_somebody_s(phrase: _NamedWords) -> bool:
    """Return whether somebody is known by whose they are: “Dunlop's lawyer”, who is no body called Dunlop."""
    is_person = phrase.head.pos_ == "NOUN" and phrase.low in OCCUPATIONS
    return is_person and any(c.dep_ == "poss" for c in phrase.head.lefts)


def _is_acquaintance(phrase: _NamedWords) -> bool:
    """Return whether one word is somebody's neighbour or doctor by name: “my neighbour Castro”."""
    before = phrase.first.nbor(-1) if phrase.first.i else phrase.first
    owned = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in (*phrase.head.lefts, *before.lefts))
    return phrase.proper and owned and before.lower_ in OCCUPATIONS and phrase.head.i in (before.head.i, phrase.first.i)


def _is_called_body(phrase: _NamedWords) -> bool:
    """Return whether a noun for a body stands before a name: “the power company Gantry”."""
    before = phrase.first.nbor(-1) if phrase.first.i else phrase.first
    belongs = phrase.head.i in (before.i, before.head.i) and before.i < phrase.first.i
    return phrase.proper and belongs and is_body_noun(before)


def is_body_noun(word: "Token") -> bool:
    """Return whether a word in lower case is what a body is: company, council, but neither a name nor a person."""
    return word.pos_ == "NOUN" and word.text.islower() and word.lower_ in _BODY_NOUNS


def _is_printed(phrase: _NamedWords) -> bool:
    is_document = phrase.low in DOCUMENTS and phrase.low not in _ORGANISATIONS
    return is_document or (phrase.low in _OUTLETS and phrase.proper)


def _is_known_by_work(phrase: _NamedWords) -> bool:
    is_name = phrase.low not in _ORGANISATIONS and phrase.label in ("ORG", "FAC", "GPE") and phrase.proper
    return is_name and has_occupation(phrase.head, phrase.first)


def _governs(phrase: _NamedWords) -> bool:
    return phrase.low in _GOVERNMENTS or phrase.label == "GPE"


# What a speaker is, by the first rule that applies; nobody in particular where none does.
KINDS: "tuple[tuple[Callable[[_NamedWords], bool], Kind, str], ...]" = (
    (lambda p: p.is_pronoun and p.low in _PERSONAL | _RELATIVE, "pronoun", "He"),
    (lambda p: p.is_pronoun, "unnamed", "These"),
    (_is_called_body, "organisation", "The power company Gantry"),
    (lambda p: p.label == "PERSON" and p.proper and not _is_somebody_s(p), "person", "Ann Castro"),
    (_is_somebody_s, "unnamed", "Castro's lawyer"),
    (_is_printed, "publication", "The newspaper"),
    (_is_known_by_work, "person", "Mayor Ilse Varn"),
    (_is_acquaintance, "person", "My neighbour Castro"),
    (_is_office, "unnamed", "The US President"),
    (lambda p: _is_introduced(p.head) and p.label == "GPE", "organisation", "The supplier, Medisoft,"),
    (_governs, "government", "The government"),
    (lambda p: p.low in _ORGANISATIONS or p.label in ("ORG", "FAC"), "organisation", "The company"),
    (lambda p: p.head.tag_ in ("NNS", "NNPS") or p.low in _COLLECTIVES, "collective", "The pilots"),
    (lambda p: p.head.pos_ == "PROPN" and p.label == "", "person", "Castro"),
    (lambda p: p.head.pos_ == "PROPN", "organisation", "Medisoft"),
)


def has_occupation(head: "Token", name_first: "Token") -> bool:
    """Return whether an occupation stands beside a name: “Ilse Varn, the mayor of”, “chief executive Ilse Varn”.

    One word behind an occupation is as often a company: “the market researcher Gantry”.
    """
    if any(c.dep_ == "appos" and c.pos_ == "NOUN" and c.lower_ in OCCUPATIONS for c in head.children):
        return True
    being = head.dep_ == "nsubj" and head.head.lemma_ == "be" and name_first.i < head.i
    if being and any(c.dep_ == "attr" and c.lower_ in OCCUPATIONS for c in head.head.children):
        return True  # “Ilse Varn is the mayor of”
    before = name_first.nbor(-1) if name_first.i else name_first
    return head.i > name_first.i and before.lower_ in OCCUPATIONS and before.head.i == head.i


def _is_introduced(head: "Token") -> bool:
    """Return whether a noun for a body introduces a name: “the supplier, Medisoft”."""
    noun = head.head
    return head.dep_ == "appos" and noun.pos_ == "NOUN" and noun.i < head.i and noun.lower_ not in _PLACE_NOUNS
