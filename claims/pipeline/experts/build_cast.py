"""Read every name, role and subject of an article in order, and answer who each speaker is on the way."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claims.pipeline.experts.cast import (
    ALONE,
    AUTHOR,
    DOCUMENT,
    FIRM_ENDINGS,
    PRONOUN,
    SPEAKS,
    STATED,
    TITLE,
    Answer,
    Cast,
    Person,
    within,
)
from claims.pipeline.speakers import mentions, names, roles, spokespeople
from claims.pipeline.speakers.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from claims.pipeline.parse.parse import Parsed
    from claims.pipeline.quotes.quotes import QuoteFound

_LABELS = frozenset({"PERSON", "GPE", "ORG", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "LOC"})
_NO_NAME = frozenset(
    {"VERB", "AUX", "SCONJ", "PRON", "ADV"}
)  # in a headline the name finder takes words before it along
_MISTAKEN = frozenset({"GPE", "ORG", "FAC", "NORP"})  # what the name finder takes unusual people for


def gather(parsed: "Parsed", found: "Sequence[QuoteFound]") -> Cast:
    """Read every name, role and subject of the article in order, and answer for each quote's speaker on the way."""
    said = sorted(span for quote in found if quote.type == "direct" for span in quote.spans)
    cast = Cast(parsed, said)
    surnames = _surnames(parsed, found)
    for doc in parsed.docs:
        for token in doc if doc is not None else ():
            if token.i and token.lower_ in FIRM_ENDINGS and token.nbor(-1).pos_ == "PROPN":
                cast.full(token.nbor(-1).text, token.text)
            if (
                token.pos_ == "PROPN"
                and not token.ent_type_
                and names.first_name(token.nbor(-1).lower_ if token.i else "")
            ):
                cast.add(_run(token))
    for doc in parsed.docs:  # full names first, so that a surname in the headline finds its owner
        for entity in doc.ents if doc is not None else ():
            if entity[-1].lower_ not in FIRM_ENDINGS and _full_name(entity, surnames):
                cast.add(_clean(entity))
    speakers: dict[int, list[Mention]] = {}
    for quote in found:
        if quote.speaker is not None:
            speakers.setdefault(quote.speaker.sentence, []).append(quote.speaker)
    for i, doc in enumerate(parsed.docs):
        if doc is not None:
            _sentence(cast, i, doc, speakers.get(i, []), said)
    return cast


def _run(token: "Token") -> str:
    """Return a first name and the surname after it, which the name finder missed; else the word alone."""
    before = token.nbor(-1) if token.i else token
    first = before.pos_ == "PROPN" and names.first_name(before.lower_)
    return f"{before.text} {token.text}" if first else token.text


def _surnames(parsed: "Parsed", found: "Sequence[QuoteFound]") -> set[str]:
    """Return the single names that are taken for people or that speak: who bears one in full is a person too."""
    single = {
        entity.text.lower()
        for doc in parsed.docs
        for entity in (doc.ents if doc is not None else ())
        if entity.label_ == "PERSON" and len(entity) == 1
    }
    spoken = {q.speaker.name.lower() for q in found if q.speaker is not None and q.speaker.kind == "person"}
    return single | {name for name in spoken if " " not in name}


def _full_name(entity: "Span", surnames: set[str]) -> bool:
    """Tell a person's full name; first names and surnames correct the name finder where it saw a place or a body."""
    parts = names.parts(_clean(entity))
    if not 2 <= len(parts) <= 5 or parts[-1] in mentions.SEATS or any(t.pos_ in _NO_NAME for t in entity):
        return False
    if entity.label_ == "PERSON" or (
        entity.label_ in _MISTAKEN and mentions.has_calling(entity.root, entity[0]) and entity.root.i == entity.end - 1
    ):
        return True
    return entity.label_ in _MISTAKEN and len(parts) < 4 and (names.first_name(parts[0]) or parts[-1] in surnames)


def _sentence(cast: Cast, i: int, doc: "Doc", speakers: list[Mention], said: list[tuple[int, int]]) -> None:
    base = cast.parsed.starts[i]
    subject: Person | None = None
    for head, name in _heads(cast, doc):
        if within(said, base + head.idx):
            continue
        mention = mentions.mention(cast.parsed, i, head)
        if mention.head != head.i or not (mention.kind == "person" or cast.knows(name)):
            continue
        person, _, _ = cast.named(name, i, mention.start)
        person.gender = person.gender or _kin(head)
        if role := roles.read(cast.parsed, mention):
            cast.note(person, mention.start, role)
        if len(several := spokespeople.pair(head)) > 1:
            together = " and ".join(_clean_name(cast, i, token) for token in several)
            cast.pairs[i] = Person(together, "collective", {together})
        if head.dep_ in ("nsubj", "nsubjpass") and (subject is None or head.head.dep_ == "ROOT"):
            subject = person
    if subject is None:
        main = next((t for t in doc if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT"), None)
        if main is not None and not within(said, base + main.idx):
            subject = _main(cast, i, main)
    if subject is not None:
        cast.subjects[i] = subject
    for token in doc:
        if token.lower_ in spokespeople.REPORTS and (writer := spokespeople.author(token)) is not None:
            mention = mentions.mention(cast.parsed, i, writer)
            again = token.lower_ in cast.authors and any(c.lower_ == "the" for c in token.children)
            if mention.kind in ("organisation", "government", "publication") and not again:
                cast.authors[token.lower_] = cast.body(mention)
    for mention in sorted(speakers, key=lambda m: m.start):
        answer = _answer(cast, mention, doc[mention.head])
        cast.answers[mention.sentence, mention.head] = answer
        cast.speakers[i] = answer[0]


def _clean_name(cast: Cast, i: int, token: "Token") -> str:
    return mentions.mention(cast.parsed, i, token).name


def _kin(head: "Token") -> str:
    """Return the gender that the noun before a name tells: “her husband, the composer Leif Aas”."""
    for _ in range(2):
        if head.dep_ == "appos":
            head = head.head
    return names.gender(head.text) if head.pos_ == "NOUN" else ""


def _main(cast: Cast, i: int, token: "Token") -> Person | None:
    """Return whom a sentence without a name is about: a pronoun's person, or a body."""
    if token.lower_ in ("he", "she", "it", "they"):
        return cast.stands_for(token, i)
    mention = mentions.mention(cast.parsed, i, token)
    return cast.body(mention) if mention.kind in ("organisation", "government", "publication") else None


def _heads(cast: Cast, doc: "Doc") -> "Iterator[tuple[Token, str]]":
    """Return the names in a sentence: what the name finder marks, and surnames that it missed."""
    for entity in doc.ents:
        if entity.label_ in _LABELS and (name := _clean(entity)) and (entity.label_ == "PERSON" or cast.knows(name)):
            yield entity.root, name
    for token in doc:
        missed = token.pos_ == "PROPN" and not token.ent_type_ and token.dep_ != "compound"
        if missed and token.lower_ in cast.by_last and cast.knows(token.text):
            yield token, _run(token)


def _answer(cast: Cast, mention: Mention, head: "Token") -> Answer:
    name = names.strip(mention.name.split()) or mention.name
    if mention.kind == "person" or (head.text[:1].isupper() and cast.knows(name)):
        answer = cast.named(name, mention.sentence, mention.start)
        if role := roles.read(cast.parsed, mention):
            cast.note(answer[0], mention.start, role)
        return answer
    if mention.kind == "pronoun":
        if (other := cast.stands_for(head, mention.sentence)) is not None:
            return other, PRONOUN, 0.8
        return Person(mention.name, "unnamed", {mention.name}), STATED, 0.5
    if mention.kind == "unnamed" and (other := cast.titled(mention)) is not None:
        return other, TITLE, 0.8
    if mention.kind == "unnamed" and (other := cast.alone(mention, head)) is not None:
        return other, ALONE, 0.7
    if mention.kind == "publication" and (other := cast.document(mention, head)) is not None:
        return other, DOCUMENT, 0.8
    if (other := cast.author(head)) is not None:
        return other, AUTHOR, 0.7
    if (other := cast.speaks_for(mention, head)) is not None:
        return other, SPEAKS, 0.9
    body = cast.body(mention)
    if mention.kind in ("unnamed", "collective", "publication") and (role := roles.of_phrase(cast.parsed, mention)):
        cast.note(body, mention.start, role)
    return body, STATED, 1.0


def _clean(entity: "Span") -> str:
    return names.strip([t.text for t in entity.doc[mentions.whole(entity) : entity.end]])
