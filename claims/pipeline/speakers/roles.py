"""Read a speaker's title and affiliation where they are printed beside the name."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from claims.pipeline.speakers import cues
from claims.pipeline.speakers.mentions import is_body_noun
from claims.pipeline.speakers.names import HONORIFICS, OCCUPATIONS
from sources import word_list

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Doc, Token
    from claims.pipeline.parse.parse import Parsed
    from claims.pipeline.speakers.mentions import Mention

_WORDS = Path(__file__).with_name("words")
_ADDRESS_FORMS = word_list.load(_WORDS / "address_forms.txt")
_INSTITUTION_WORDS = word_list.load(_WORDS / "institution_words.txt")
_PREPOSITIONS = frozenset({"of", "at", "for", "with", "from", "in", "on", "to"})
_ROLE_ENDS = word_list.load(_WORDS / "role_ends.txt")
_NO_ROLE_STARTS = frozenset({"he", "she", "it", "they", "we", "i", "you", "which", "who"})
_NO_TITLE = frozenset({"VERB", "AUX", "ADV", "SCONJ", "PRON"})
_COUNTER = re.compile(r"\d{1,3}/\d{1,3}")  # the number of a picture in its gallery
_MAX_WORDS = 24  # words of an apposition; a longer one is a clause that was parsed as one
_ARTICLES = frozenset({"a", "an", "the", "my", "our", "your", "his", "her", "their", "its"})


@dataclass(frozen=True, slots=True)
class PrintedRole:
    """A title and an affiliation in the words of the article; either may be missing."""

    title: str | None
    affiliation: str | None

    def __bool__(self) -> bool:
        return bool(self.title or self.affiliation)


NO_ROLE = PrintedRole(None, None)


def read(parsed: "Parsed", mention: "Mention") -> PrintedRole:
    """Return the role printed around one mention of a person: before the name, after it, or in front of a comma."""
    doc = parsed.docs[mention.sentence]
    if doc is None:
        return NO_ROLE
    base = parsed.starts[mention.sentence]
    first, last = _name_tokens(doc, base, mention)
    before = _prefix(doc, base, mention, first)
    after = NO_ROLE if _is_resumed(doc, doc[mention.head]) else _apposition(doc, last)
    after = after or _around(_noun_before(doc, doc[mention.head]), _prepositional(doc[last], doc))
    after = after or _sentence_opening(doc, first) or _predicate(doc, last)
    title = ", ".join(dict.fromkeys(t for t in (before.title, after.title) if t))
    return PrintedRole(title or None, after.affiliation or before.affiliation)


def read_phrase(parsed: "Parsed", mention: "Mention") -> PrintedRole:
    """Return the role in a phrase that names nobody: “a spokesman for the ministry”."""
    doc = parsed.docs[mention.sentence]
    if doc is None or doc[mention.head].pos_ == "PROPN":
        return NO_ROLE
    tokens = parsed.tokens(mention.sentence, mention.start, mention.end)
    role = split(tokens)
    return role if role.affiliation else NO_ROLE


def read_body(parsed: "Parsed", mention: "Mention") -> PrintedRole:
    """Return what a body is in the words before its name: “the power company Gantry”."""
    words = parsed.text[mention.start : mention.end]
    begins = mention.start + max(words.find(mention.name), 0)
    tokens = [t for t in parsed.tokens(mention.sentence, mention.start, begins) if t.lower_ not in _ARTICLES]
    plain = all(t.pos_ in ("NOUN", "ADJ") and t.text.islower() for t in tokens)
    return PrintedRole(_text(tokens), None) if tokens and plain and is_body_noun(tokens[-1]) else NO_ROLE


def split(tokens: "list[Token]") -> PrintedRole:
    """Split “director of the Harbour Institute” into title and affiliation; an affiliation is a proper name."""
    while tokens and (tokens[0].lower_ in _ARTICLES or tokens[0].is_punct or _COUNTER.fullmatch(tokens[0].text)):
        tokens = tokens[1:]
    while tokens and (tokens[-1].is_punct or tokens[-1].lower_ in ("and", "or", "but")):
        tokens = tokens[:-1]
    if not tokens:
        return NO_ROLE
    for place in range(1, len(tokens) - 1):
        if (role := _behind_owner(tokens, place) or _behind_preposition(tokens, place)) is not None:
            return role
    title, affiliation = _leading_body(tokens)
    return PrintedRole(title, affiliation)


def _behind_owner(tokens: "list[Token]", place: int) -> PrintedRole | None:
    """Return the role of “the Harbour Institute's director”, with 's at `place`; a person owns no role."""
    owner = tokens[place - 1]
    if tokens[place].text not in ("'s", "’s") or owner.pos_ != "PROPN" or owner.ent_type_ == "PERSON":
        return None
    role, name = split(tokens[place + 1 :]), _text(tokens[:place])
    return PrintedRole(role.title, f"{role.affiliation}, {name}" if role.affiliation else name)


def _behind_preposition(tokens: "list[Token]", place: int) -> PrintedRole | None:
    """Return the role of “director of the Harbour Institute”, with the preposition at `place`."""
    if tokens[place].lower_ not in _PREPOSITIONS:
        return None
    before, rest = tokens[place - 1].lower_, tokens[place + 1 :]
    article = rest[0].lower_ in _ARTICLES
    named = rest[1:] if article else rest
    office = before == "minister" or (before == "secretary" and not article)
    if office and tokens[place].lower_ in ("of", "for"):
        return PrintedRole(_text(tokens), None)  # “Minister of Culture” is one title
    if tokens[place - 1].text in _INSTITUTION_WORDS and (trade := _trade(tokens)):
        return PrintedRole(_text(tokens[-trade:]), _text(tokens[:-trade]))
    if not named or not (named[0].pos_ == "PROPN" or named[0].text[:1].isupper() or _proper(named)):
        return None
    head, own = _leading_body(tokens[:place])
    return PrintedRole(head, ", ".join(x for x in (own, _text(named)) if x))


def _trade(tokens: "list[Token]") -> int:
    """Return how many words at the end are what somebody does: “University of Leith tide | expert”."""
    count = 0
    while count < len(tokens) and tokens[-1 - count].pos_ in ("NOUN", "ADJ") and tokens[-1 - count].text.islower():
        count += 1
    return count if tokens[-1].lower_ in OCCUPATIONS else 0


def _leading_body(tokens: "list[Token]") -> tuple[str | None, str | None]:
    """Return title and organisation of “Kelso University tide expert”, whose organisation comes first."""
    entity = tokens[0].ent_type_
    place = 0
    if entity in ("ORG", "FAC"):
        while place < len(tokens) and tokens[place].ent_type_ == entity:
            place += 1
        if place == 1 and not tokens[0].is_upper:
            place = 0  # one word is as often a place: “Leith harbour pilot” stays whole
    for i, token in enumerate(tokens[:-1]):
        if token.text in _INSTITUTION_WORDS:
            place = max(place, i + 1)
    if 0 < place < len(tokens) and any(t.pos_ in ("NOUN", "PROPN") for t in tokens[place:]):
        rest = tokens[place:]
        if rest[0].text in ("'s", "’s"):
            rest = rest[1:]
        return _text(rest) or None, _text(tokens[:place])
    return _text(tokens), None


def _proper(tokens: "list[Token]") -> bool:
    """Return whether a name follows a few plain words without a preposition: “the nonprofit group Harbour Watch”."""
    for token in tokens[:4]:
        if token.pos_ == "PROPN":
            return True
        if token.pos_ not in ("NOUN", "ADJ"):
            return False
    return False


def _text(tokens: "list[Token]") -> str:
    if not tokens:
        return ""
    doc = tokens[0].doc
    words = doc.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])]
    return " ".join(words.split()).strip(" ,;:–—-")


def _name_tokens(doc: "Doc", base: int, mention: "Mention") -> tuple[int, int]:
    """Return the first and last token of the name inside the mention."""
    inside = [t for t in doc if base + t.idx < mention.end and base + t.idx + len(t) > mention.start]
    wanted = mention.name.split()
    texts = [t.text for t in inside]
    words = doc.text
    for i, token in enumerate(inside):
        if words.startswith(mention.name, token.idx) or (wanted and texts[i] == wanted[0]):
            end = token.idx + len(mention.name)
            last = max((t.i for t in inside if t.idx < end), default=token.i)
            return token.i, last
    return inside[0].i, inside[-1].i


def _prefix(doc: "Doc", base: int, mention: "Mention", first: int) -> PrintedRole:
    tokens = [t for t in doc[:first] if base + t.idx >= mention.start and not t.is_space]
    if len(tokens) > 1 and tokens[-1].text in ("'s", "’s") and not _lists(tokens):
        owner = [t for t in tokens[:-1] if t.lower_ not in _ARTICLES]
        return PrintedRole(None, _text(owner)) if owner and owner[-1].pos_ == "PROPN" else NO_ROLE
    if tokens and tokens[0].dep_ == "poss" and tokens[0].pos_ == "PRON" and tokens[-1].lower_ in OCCUPATIONS:
        tokens = tokens[1:]  # “my neighbour Castro”
    if any(applies(tokens) for applies, _ in NO_TITLES):
        return NO_ROLE
    while tokens and tokens[-1].lower_ in _ADDRESS_FORMS:
        tokens = tokens[:-1]
    return split(tokens)


def _lists(tokens: "list[Token]") -> bool:
    return any(t.text == "," for t in tokens) and not _is_series(tokens)


def _is_no_title(word: "Token") -> bool:
    return word.pos_ in _NO_TITLE and word.dep_ not in ("compound", "amod") and word.lower_ not in HONORIFICS


def _is_in_title(tokens: "list[Token]") -> bool:
    """Return whether the first word belongs to a title behind it: “managing director Ann Castro”."""
    first = tokens[0]
    before_title = any(t.i == first.head.i and t.lower_ in OCCUPATIONS for t in tokens[1:])
    return first.dep_ in ("compound", "amod") and before_title


def _is_series(titles: "list[Token]") -> bool:
    """Return whether words are several titles of one person: “chairman, CEO and president”."""
    ends = [before for before, mark in pairwise(titles) if mark.lower_ in (",", "and")]
    return titles[-1].lower_ in OCCUPATIONS and ends[0].lower_ in OCCUPATIONS and any(t.lower_ == "and" for t in titles)


# Words in front of a name that are no title.
NO_TITLES: "tuple[tuple[Callable[[list[Token]], bool], str], ...]" = (
    (lambda tokens: not tokens, "Ann Castro"),
    (_lists, "The old, old Castro"),
    (lambda tokens: any(_is_no_title(t) for t in tokens), "Then Ann Castro"),
    (
        lambda tokens: tokens[-1].pos_ not in ("NOUN", "PROPN") and tokens[-1].lower_ not in OCCUPATIONS,
        "The old Ann Castro",
    ),
    (lambda tokens: tokens[0].lower_.endswith("ing") and not _is_in_title(tokens), "Naming Ann Castro"),
)


def _is_resumed(doc: "Doc", speaker: "Token") -> bool:
    """Return whether the sentence goes on behind a speaker: “It is, says Mara Dunlop, the oldest pier”."""
    verb = speaker.head
    if speaker.dep_ not in ("nsubj", "dobj", "npadvmod") or not 1 < verb.i < speaker.i or doc[verb.i - 1].text != ",":
        return False
    return doc[verb.i - 2].lemma_ == "be" and not any(t.is_quote for t in doc[: verb.i])


def _apposition(doc: "Doc", last: int) -> PrintedRole:
    """Return the role between commas after the name; an age is skipped."""
    at = last + 1
    while at + 1 < len(doc) and doc[at].text == ",":
        tokens = _phrase(doc, at + 1)
        if not tokens:
            return _relative_clause(doc, at + 1)
        if not all(t.like_num or t.lower_ in ("aged", "age") for t in tokens):
            return split(tokens) if _is_role(tokens) else NO_ROLE
        at = tokens[-1].i + 1
    return NO_ROLE


def _phrase(doc: "Doc", start: int) -> "list[Token]":
    """Return the words up to the next comma, verb of saying or relative clause."""
    tokens: list[Token] = []
    for token in doc[start : start + _MAX_WORDS]:
        if token.text == "," or _ends_role(token):
            break
        if token.lower_ == "and" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ in ("a", "an"):
            break  # a second role: “…, and a member of the union”
        tokens.append(token)
    return tokens


def _ends_role(token: "Token") -> bool:
    if token.text in ("-", "–") and token.i and not token.nbor(-1).whitespace_:
        return False  # co-founder, Leith-based
    return token.lower_ in _ROLE_ENDS or (bool(cues.speech_complements(token)) and token.pos_ == "VERB")


def _relative_clause(doc: "Doc", at: int) -> PrintedRole:
    """Return the role of “, who is the institute's director”."""
    if at + 2 >= len(doc) or doc[at].lower_ != "who" or doc[at + 1].lower_ not in ("is", "was"):
        return NO_ROLE
    tokens = _phrase(doc, at + 2)
    return split(tokens) if len(tokens) > 1 and _is_role(tokens) else NO_ROLE


def _predicate(doc: "Doc", last: int) -> PrintedRole:
    """Return the role of “Ann Lee is executive director of Harbour Watch”; only with a body named."""
    if last + 2 >= len(doc) or doc[last + 1].lower_ not in ("is", "was"):
        return NO_ROLE
    tokens = _phrase(doc, last + 2)
    role = split(tokens) if len(tokens) > 2 and _is_role(tokens) else NO_ROLE
    return role if role.title and role.affiliation and len(role.title.split()) < 5 else NO_ROLE


def _sentence_opening(doc: "Doc", first: int) -> PrintedRole:
    """Return the role of “A former pilot with Harbour Watch, Ann Lee …” at the beginning of a sentence."""
    if first < 3 or first > _MAX_WORDS or doc[first - 1].text != "," or doc[0].lower_ not in ("a", "an", "the"):
        return NO_ROLE
    tokens = list(doc[0 : first - 1])
    simple = all(t.text != "," and not _ends_role(t) for t in tokens) and doc[0].head.pos_ == "NOUN"
    return split(tokens) if simple and _is_role(tokens) else NO_ROLE


def _is_role(tokens: "list[Token]") -> bool:
    """Return whether words are a role, not the next name in a list, a place, a time or a clause."""
    if any(applies(tokens) for applies, _ in NO_ROLES):
        return False
    named = any(t.pos_ == "NOUN" or (t.is_upper and t.lower_ in OCCUPATIONS) for t in tokens)
    return named or tokens[0].lower_ in _ARTICLES or tokens[0].lower_ in HONORIFICS


def _begins_otherwise(tokens: "list[Token]") -> bool:
    head = tokens[0]
    noun = head.pos_ in ("DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM") or head.lower_ in ("former", "then")
    return not noun or head.lower_ in _NO_ROLE_STARTS or head.lower_ in cues.DAYS


def _is_age(tokens: "list[Token]") -> bool:
    return tokens[0].like_num and (len(tokens) == 1 or tokens[1].lower_ in ("at", "when", "in", ","))


def _is_one_name(tokens: "list[Token]") -> bool:
    label = tokens[0].ent_type_
    same = label in ("PERSON", "GPE", "DATE") and all(t.ent_type_ == label for t in tokens)
    return same and tokens[-1].lower_ not in OCCUPATIONS


def _is_clause(tokens: "list[Token]") -> bool:
    return any(t.pos_ == "AUX" or (t.pos_ == "VERB" and t.tag_ in ("VBD", "VBZ", "VBP")) for t in tokens)


# Words behind a name that are no role.
NO_ROLES: "tuple[tuple[Callable[[list[Token]], bool], str], ...]" = (
    (_begins_otherwise, "Ann Castro, Monday during a quiet shift,"),
    (_is_age, "Ann Castro, 19 at the time,"),
    (_is_one_name, "Ann Castro, Ian Reid,"),
    (_is_clause, "Ann Castro, the pilots were sure,"),
)


def _noun_before(doc: "Doc", head: "Token") -> PrintedRole:
    """Return a role before the name: “the institute's director, Ann Lee”."""
    noun = head.head
    if head.dep_ != "appos" or noun.i >= head.i or not (noun.pos_ == "NOUN" or noun.lower_ in OCCUPATIONS):
        return NO_ROLE
    tokens = [t for t in doc[noun.left_edge.i : head.left_edge.i] if not t.is_space]
    return split(tokens) if len(tokens) <= _MAX_WORDS else NO_ROLE


def _around(noun: PrintedRole, behind: PrintedRole) -> PrintedRole:
    """Return the role before a name with the body behind it: “the lead author, Ann Lee of Harbour Watch”."""
    return PrintedRole(noun.title, noun.affiliation or behind.affiliation)


def _prepositional(last: "Token", doc: "Doc") -> PrintedRole:
    """Return the affiliation of “Ann Lee of Harbour Watch”; a town or country is where somebody lives."""
    if last.i + 2 >= len(doc) or doc[last.i + 1].lower_ not in ("of", "from", "at", "with"):
        return NO_ROLE
    tokens = []
    for token in doc[last.i + 2 : last.i + 2 + 10]:
        if token.pos_ not in ("PROPN", "DET", "NOUN", "ADP", "ADJ", "CCONJ") or token.lower_ in _ROLE_ENDS:
            break
        tokens.append(token)
    while tokens and tokens[-1].pos_ != "PROPN":
        tokens.pop()
    while tokens and tokens[0].lower_ in _ARTICLES:
        tokens = tokens[1:]
    if not tokens or any(t.ent_type_ in ("GPE", "LOC", "DATE") for t in tokens[:1]):
        return NO_ROLE
    return PrintedRole(None, _text(tokens))
