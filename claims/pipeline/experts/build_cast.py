"""Build the cast from every name, role and subject of an article in order, and resolve each speaker on the way."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claims.pipeline.experts.cast import (
    ALONE,
    AUTHOR,
    DOCUMENT,
    FIRM_ENDINGS,
    PRONOUN,
    SPOKESPERSON,
    STATED,
    TITLE,
    Answer,
    Cast,
    CastMember,
    within,
)
from claims.pipeline.speakers import mentions, names, roles, spokespeople
from claims.pipeline.speakers.mentions import Mention
from claims.pipeline.speakers.subjects import SUBJECTS

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Doc, Entity, Token
    from claims.pipeline.parse.parse import Parsed
    from claims.pipeline.quotes.quotes import QuoteFound

_NAME_LABELS = frozenset({"PERSON", "GPE", "ORG", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "LOC"})
_NOT_IN_NAMES = frozenset(
    {"VERB", "AUX", "SCONJ", "PRON", "ADV"}
)  # in a headline the name finder takes words before it along
_CONFUSABLE = frozenset({"GPE", "ORG", "FAC", "NORP"})  # what the name finder takes unusual people for


def build(parsed: "Parsed", found: "Sequence[QuoteFound]") -> Cast:
    """Build an article's cast in order of the text, and resolve each quote's speaker on the way."""
    speech = sorted(span for quote in found if quote.type == "direct" for span in quote.spans)
    cast = Cast(parsed, speech)
    cast.voices = [(*span, q.speaker) for q in found if q.type == "direct" and q.speaker for span in q.spans]
    surnames = _surnames(parsed, found)
    docs = [doc for doc in parsed.docs if doc is not None]
    _add_missed(cast, docs, surnames)
    for entity in (entity for doc in docs for entity in doc.ents):
        # Full names first, so that a surname in the headline finds its owner.
        if entity[-1].lower_ not in FIRM_ENDINGS and _full_name(entity, surnames):
            cast.add(_printed_name(entity))
    speakers: dict[int, list[Mention]] = {}
    for mention in (quote.speaker for quote in found if quote.speaker is not None):
        speakers.setdefault(mention.sentence, []).append(mention)
    for i, doc in enumerate(parsed.docs):
        if doc is not None:
            _sentence(cast, i, doc, speakers.get(i, []), speech)
    return cast


def _add_missed(cast: Cast, docs: "Sequence[Doc]", surnames: set[str]) -> None:
    """Add firms by their endings, and people by their first names or a known surname, whom the name finder missed."""
    for token in (token for doc in docs for token in doc if token.i and token.pos_ == "PROPN"):
        before = token.nbor(-1)
        if token.lower_ in FIRM_ENDINGS and before.pos_ == "PROPN":
            cast.add_firm(before.text, token.text)
        if not token.ent_type_ and names.is_first_name(before.lower_):
            cast.add(_first_name_and_surname(token))
        elif token.lower_ in surnames and _is_name_before(before, token):
            cast.add(f"{before.text} {token.text}")


def _is_name_before(before: "Token", surname: "Token") -> bool:
    """Return whether a word of which the name finder knew nothing stands before a surname as its first name."""
    unknown = not before.ent_type_ and not surname.ent_type_ and before.is_title and surname.is_title
    is_part = before.pos_ == "PROPN" and before.dep_ == "compound" and before.head.i == surname.i
    return unknown and is_part and before.lower_ not in names.OCCUPATIONS


def _first_name_and_surname(token: "Token") -> str:
    """Return a first name and the surname after it, which the name finder missed; else the word alone."""
    before = token.nbor(-1) if token.i else token
    first = before.pos_ == "PROPN" and names.is_first_name(before.lower_)
    return f"{before.text} {token.text}" if first else token.text


def _surnames(parsed: "Parsed", found: "Sequence[QuoteFound]") -> set[str]:
    """Return the single names that are taken for people or that speak: who bears one in full is a person too."""
    single = {
        entity.text.lower()
        for doc in parsed.docs
        for entity in (doc.ents if doc is not None else ())
        if len(entity) == 1 and (entity.label_ == "PERSON" or _has_own_occupation(entity))
    }
    spoken = {q.speaker.name.lower() for q in found if q.speaker is not None and q.speaker.kind == "person"}
    return single | {name for name in spoken if " " not in name}


def _has_own_occupation(entity: "Entity") -> bool:
    """Return whether one word is the name of somebody whose occupation stands behind it: “Vik, a nurse, trains”."""
    return entity.label_ in _CONFUSABLE and mentions.has_occupation(entity.root, entity[0])


def _full_name(entity: "Entity", surnames: set[str]) -> bool:
    """Return whether words are a person's full name, also where the model saw a place or a body in it."""
    parts = names.parts(_printed_name(entity))
    if not 2 <= len(parts) <= 5 or parts[-1] in mentions.SEATS or any(t.pos_ in _NOT_IN_NAMES for t in entity):
        return False
    if entity.label_ == "PERSON" or (
        entity.label_ in _CONFUSABLE
        and mentions.has_occupation(entity.root, entity[0])
        and entity.root.i == entity.end - 1
    ):
        return True
    return entity.label_ in _CONFUSABLE and len(parts) < 4 and (names.is_first_name(parts[0]) or parts[-1] in surnames)


def _sentence(cast: Cast, i: int, doc: "Doc", speakers: list[Mention], speech: list[tuple[int, int]]) -> None:
    subject = _named_subject(cast, i, doc, speech) or _unnamed_subject(cast, i, doc, speech)
    if subject is not None:
        cast.subjects[i] = subject
    _report_authors(cast, i, doc)
    for mention in sorted(speakers, key=lambda m: m.start):
        answer = _answer(cast, mention, doc[mention.head])
        cast.answers[mention.sentence, mention.head] = answer
        cast.speakers[i] = answer[0]


def _named_subject(cast: Cast, i: int, doc: "Doc", speech: list[tuple[int, int]]) -> CastMember | None:
    """Add everybody who is named outside of speech, with their roles; return whom the sentence is about by name."""
    base, subject = cast.parsed.starts[i], None
    for head, name in _name_heads(cast, doc):
        if within(speech, base + head.idx):
            continue
        mention = mentions.mention(cast.parsed, i, head)
        if mention.head != head.i or not (mention.kind == "person" or cast.knows(name)):
            continue
        person, _, _ = cast.named(name, i, mention.start)
        person.gender = person.gender or _gender_of_noun(head)
        if role := roles.read(cast.parsed, mention):
            cast.add_role(person, mention.start, role)
        if len(together := spokespeople.people_together(head)) > 1:
            cast.pairs[i] = cast.together([_mention_name(cast, i, token) for token in together])
        if head.dep_ in SUBJECTS and (subject is None or head.head.dep_ == "ROOT"):
            subject = person
    return subject


def _unnamed_subject(cast: Cast, i: int, doc: "Doc", speech: list[tuple[int, int]]) -> CastMember | None:
    main = next((t for t in doc if t.dep_ in SUBJECTS and t.head.dep_ == "ROOT"), None)
    if main is None or within(speech, cast.parsed.starts[i] + main.idx):
        return None
    return _main_subject(cast, i, main)


def _report_authors(cast: Cast, i: int, doc: "Doc") -> None:
    """Add whose report “the report” will be; who wrote the first one keeps it."""
    for token in doc:
        if token.lower_ not in spokespeople.REPORTS or (writer := spokespeople.author(token)) is None:
            continue
        mention = mentions.mention(cast.parsed, i, writer)
        is_known = token.lower_ in cast.authors and any(c.lower_ == "the" for c in token.children)
        if mention.kind in ("organisation", "government", "publication") and not is_known:
            cast.authors[token.lower_] = cast.body(mention)


def _mention_name(cast: Cast, i: int, token: "Token") -> str:
    return mentions.mention(cast.parsed, i, token).name


def _gender_of_noun(head: "Token") -> str:
    """Return the gender of the noun before a name: “her husband, the composer Leif Aas”."""
    for _ in range(2):
        if head.dep_ == "appos":
            head = head.head
    return names.gender(head.text) if head.pos_ == "NOUN" else ""


def _main_subject(cast: Cast, i: int, token: "Token") -> CastMember | None:
    """Return who is the subject of a sentence without a name: a pronoun's person, or a body."""
    if token.lower_ in ("he", "she", "it", "they"):
        return cast.antecedent(token, i)
    mention = mentions.mention(cast.parsed, i, token)
    return cast.body(mention) if mention.kind in ("organisation", "government", "publication") else None


def _name_heads(cast: Cast, doc: "Doc") -> "Iterator[tuple[Token, str]]":
    """Return the names in a sentence: what the name finder marks, and surnames that it missed."""
    for entity in doc.ents:
        if (
            entity.label_ in _NAME_LABELS
            and (name := _printed_name(entity))
            and (entity.label_ == "PERSON" or cast.knows(name))
        ):
            end = mentions.name_end(entity)
            yield entity.root if end == entity.end else doc[end - 1], name
    for token in doc:
        missed = token.pos_ == "PROPN" and not token.ent_type_ and token.dep_ != "compound"
        if missed and token.lower_ in cast.by_last and cast.knows(token.text):
            yield token, _first_name_and_surname(token)


def _answer(cast: Cast, mention: Mention, head: "Token") -> Answer:
    name = names.strip_titles(mention.name.split()) or mention.name
    if (together := _speaking_together(cast, mention, head)) is not None:
        return together, STATED, 1.0
    if mention.kind == "person" or (head.text[:1].isupper() and cast.knows(name)):
        answer = cast.named(name, mention.sentence, mention.start)
        if role := roles.read(cast.parsed, mention):
            cast.add_role(answer[0], mention.start, role)
        return answer
    if mention.kind == "pronoun":
        if (other := cast.antecedent(head, mention.sentence)) is not None:
            return other, PRONOUN, 0.8
        return CastMember(mention.name, "unnamed", {mention.name}), STATED, 0.5
    if mention.kind == "unnamed" and (other := cast.with_title(mention)) is not None:
        return other, TITLE, 0.8
    if mention.kind == "unnamed" and (other := cast.only_person(mention, head)) is not None:
        return other, ALONE, 0.7
    if mention.kind == "publication" and (other := cast.document(mention, head)) is not None:
        return other, DOCUMENT, 0.8
    if (other := cast.report_author(head)) is not None:
        return other, AUTHOR, 0.7
    if (other := cast.represented_body(mention, head)) is not None:
        return other, SPOKESPERSON, 0.9
    body = cast.body(mention)
    _describe(cast, body, mention)
    return body, STATED, 1.0


def _describe(cast: Cast, body: CastMember, mention: Mention) -> None:
    """Add what is printed of whoever has no person's name: “spokesman for Gantry”, “the power company Gantry”."""
    if mention.kind in ("unnamed", "collective", "publication") and (role := roles.read_phrase(cast.parsed, mention)):
        cast.add_role(body, mention.start, role)
    if mention.kind == "organisation" and (role := roles.read_body(cast.parsed, mention)):
        body.called = body.called or role


def _speaking_together(cast: Cast, mention: Mention, head: "Token") -> CastMember | None:
    """Return the people who say something together as one member; each of them is in the cast with a title as well."""
    people = spokespeople.people_with_titles(head)
    if not people:
        return None
    base, begin, found = cast.parsed.starts[mention.sentence], head.left_edge.i, []
    for entity in people:
        start = base + entity[0].idx
        person, _, _ = cast.named(_printed_name(entity), mention.sentence, start)
        title = [t for t in head.doc[begin : mentions.name_start(entity)] if t.pos_ in ("NOUN", "PROPN", "ADJ")]
        if title and (role := roles.split(title)):
            cast.add_role(person, start, role)
        found.append(person)
        begin = entity.end
    return cast.together([person.name for person in found])


def _printed_name(entity: "Entity") -> str:
    return names.strip_titles([t.text for t in entity.doc[mentions.name_start(entity) : mentions.name_end(entity)]])
