"""Keep the cast of an article: everybody who is named, under every name used, in order of appearance."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.pipeline import mentions, names, roles
from claims.pipeline.mentions import Kind, Mention
from claims.pipeline.roles import Role
from claims.pipeline.subjects import speaks

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from claims.pipeline.parse import Parsed
    from claims.pipeline.quotes import QuoteFound

STATED = "stated"
NEAREST = "two people share this name; the one named most often before it"
PRONOUN = "inferred from the person named last before the pronoun"
DOCUMENT = "inferred: the document of this kind named last before it"
ALONE = "inferred: the only person named in the sentences before"
TITLE = "inferred: the only person with this title in the article"
_BACK = 5  # sentences to look back for whom a pronoun stands, its own included
_FAR = 30  # the same, speech in marks included
_NAMESAKES = 40  # people of one surname that are told apart; a list of more is a register, not an article
_LABELS = frozenset({"PERSON", "GPE", "ORG", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "LOC"})
_NO_NAME = frozenset(
    {"VERB", "AUX", "SCONJ", "PRON", "ADV"}
)  # in a headline the name finder takes words before it along
_MISTAKEN = frozenset({"GPE", "ORG", "FAC", "NORP"})  # what the name finder takes unusual people for


@dataclass(slots=True)
class Person:
    """One member of the cast while it is being gathered; not only people: bodies and groups speak too."""

    name: str
    kind: Kind
    known_as: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)  # where it is named, ascending
    roles: list[tuple[int, Role]] = field(default_factory=list)  # (start of the mention, role), ascending
    gender: str = ""

    def role_at(self, start: int) -> Role | None:
        """Return the role printed with the mention, else the first one before it, else the first after it."""
        at = bisect_left(self.roles, start, key=lambda r: r[0])
        if at < len(self.roles) and self.roles[at][0] == start:
            return self.roles[at][1]
        return self.roles[0][1] if self.roles else None

    def last_before(self, start: int) -> int:
        at = bisect_right(self.places, start)
        return self.places[at - 1] if at else -1


Answer = tuple[Person, str, float]  # who, why in a reviewer's words, and a factor on the confidence


class Cast:
    """Everybody of one article, looked up by name, by title, or by where a pronoun stands."""

    def __init__(self, parsed: "Parsed", said: list[tuple[int, int]]) -> None:
        self.parsed, self.said = parsed, said
        self.answers: dict[tuple[int, int], Answer] = {}
        self.by_last: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        self.by_title: dict[str, dict[int, Person]] = {}
        self.bodies: dict[str, Person] = {}
        self.documents: dict[str, Person] = {}  # by what they are: report, study, poll
        self.here: dict[int, list[tuple[int, Person]]] = {}  # who is named in a sentence, and where
        self.subjects: dict[int, Person] = {}  # the person a sentence is about
        self.speakers: dict[int, Person] = {}  # the last speaker of a sentence

    def who(self, mention: Mention) -> Answer:
        """Return the member that a speaker mention means."""
        return self.answers[mention.sentence, mention.head]

    def knows(self, name: str) -> bool:
        """Tell whether a person with a full name bears this name, whatever else it may look like."""
        parts = names.parts(name)
        full = (names.parts(p.name) for p in self.by_last.get(parts[-1], [])[:_NAMESAKES])
        return any(len(other) > 1 and names.fits(parts, other) for other in full)

    def add(self, name: str) -> Person:
        """Find or add the person of a full name before reading begins."""
        fits = self._fits(names.parts(name))
        return self._known(fits[0], name) if len(fits) == 1 else self._new(name)

    def named(self, name: str, sentence: int, start: int) -> Answer:
        """Find or add the person of this name; a surname alone joins the full name that the article prints."""
        fits = self._fits(names.parts(name))
        if len(fits) > 1:
            # Obituaries and trials name a relative once in full and go on with the bare surname of whom they are about.
            nearest = max(fits, key=lambda p: (bisect_right(p.places, start), p.last_before(start)))
            return self._seen(nearest, sentence, start), NEAREST, 0.6
        person = self._known(fits[0], name) if fits else self._new(name)
        return self._seen(person, sentence, start), STATED, 1.0

    def _fits(self, parts: list[str]) -> list[Person]:
        fits = [
            person
            for person in self.by_last.get(parts[-1], [])[:_NAMESAKES]
            if any(names.fits(parts, names.parts(n)) for n in person.known_as)
        ]
        return fits or (self.by_first.get(parts[0], [])[:_NAMESAKES] if len(parts) == 1 else [])

    def _new(self, name: str) -> Person:
        person = Person(name, "person", {name}, gender=names.gender(name))
        parts = names.parts(name)
        self.by_last.setdefault(parts[-1], []).append(person)
        if len(parts) > 1:
            self.by_first.setdefault(parts[0], []).append(person)
        return person

    def _known(self, person: Person, name: str) -> Person:
        person.known_as.add(name)
        if len(names.parts(name)) > len(names.parts(person.name)):
            person.name = name
            person.gender = person.gender or names.gender(name)
        return person

    def _seen(self, person: Person, sentence: int, start: int) -> Person:
        if not person.places or person.places[-1] < start:
            person.places.append(start)
        self.here.setdefault(sentence, []).append((start, person))
        return person

    def body(self, mention: Mention) -> Person:
        """Find or add a body, newspaper or group by its printed name; nobody merges the unnamed."""
        key = mention.name.lower().removeprefix("the ")
        held = None if mention.kind == "unnamed" else self.bodies.get(key)
        if held is None:
            held = Person(mention.name, mention.kind, {mention.name})
            if mention.kind != "unnamed":
                self.bodies[key] = held
                self.bodies.setdefault(names.initials(key), held)
        elif len(mention.name) > len(held.name) and mention.kind == held.kind:
            held.name = mention.name
        return self._seen(held, mention.sentence, mention.start)

    def alone(self, mention: Mention, head: "Token") -> Person | None:
        """Return the person that “the singer” means when the last two sentences are about nobody else."""
        if (
            not (head.tag_ == "NN" or head.lower_ == "old")
            or not speaks(head)
            or not any(c.lower_ == "the" for c in head.children)
        ):
            return None
        before = [p for back in (1, 2) for _, p in self.here.get(mention.sentence - back, []) if p.kind == "person"]
        about = [self.subjects.get(mention.sentence - back) for back in (1, 2)]
        bare = all(c.dep_ in ("det", "punct", "nummod", "npadvmod", "appos", "relcl") for c in head.children)
        if len({id(p) for p in before}) != 1 or before[0] not in about or not bare:
            return None
        return before[0]

    def document(self, mention: Mention, head: "Token") -> Person | None:
        """Return the report that “the report” means: the last one that was named with its author."""
        kind = head.lower_
        if kind != mention.name.lower():
            self.documents[kind] = self.body(mention)
            return None
        definite = any(c.lower_ in ("the", "this", "that") for c in head.children)
        return self.documents.get(kind) if definite else None

    def note(self, person: Person, start: int, role: Role) -> None:
        """Keep a role that is printed with a mention."""
        at = bisect_left(person.roles, start, key=lambda r: r[0])
        if at < len(person.roles) and person.roles[at][0] == start:
            return
        person.roles.insert(at, (start, role))
        if role.title:
            person.gender = person.gender or names.gender(role.title)
            for word in role.title.lower().split():
                self.by_title.setdefault(word, {})[id(person)] = person

    def stands_for(self, token: "Token", sentence: int) -> Person | None:
        """Decide whom he, she, it or they means: the subjects and speakers of the sentences before, nearest first."""
        low = token.lower_
        if low in ("i", "we", "you"):
            return None
        start = self.parsed.starts[sentence] + token.idx
        if low == "it" and (body := self._before_it(token, sentence)) is not None:
            return body
        left = _BACK
        for back in range(sentence, max(-1, sentence - _FAR), -1):
            # What stands in marks moves no reader's eye off the speaker: a long speech does not count.
            left -= not (
                _within(self.said, self.parsed.starts[back]) and _within(self.said, self.parsed.ends[back] - 3)
            )
            if left < 0:
                break
            for person in self._salient(back, start if back == sentence else None):
                if _agrees(person, low):
                    return person
        return None

    def _before_it(self, token: "Token", sentence: int) -> Person | None:
        """Return the body that the same sentence is about: “The waterworks has replaced 38 pipes, it said.”"""
        for word in token.doc[: token.i]:
            if word.dep_ in ("nsubj", "nsubjpass") and word.pos_ in ("NOUN", "PROPN"):
                mention = mentions.mention(self.parsed, sentence, word)
                return self.body(mention) if mention.kind in ("organisation", "government", "publication") else None
        return None

    def _salient(self, sentence: int, before: int | None) -> Iterator[Person]:
        here = sorted(self.here.get(sentence, [])[:_NAMESAKES], key=lambda p: p[0])
        if before is None:
            yield from (p for p in (self.speakers.get(sentence), self.subjects.get(sentence)) if p is not None)
            yield from (person for _, person in here)
        else:
            subject = self.subjects.get(sentence)
            earlier = [person for start, person in here if start < before]
            yield from (p for p in earlier if p is subject)
            yield from earlier

    def titled(self, mention: Mention) -> Person | None:
        """Return the only person whose printed title holds the head word: “the mayor”."""
        doc = self.parsed.docs[mention.sentence]
        if doc is None or not any(c.lower_ in ("the", "this", "that") for c in doc[mention.head].children):
            return None
        fits = self.by_title.get(doc[mention.head].lower_, {})
        return next(iter(fits.values())) if len(fits) == 1 else None


def gather(parsed: "Parsed", found: "Sequence[QuoteFound]") -> Cast:
    """Read every name, role and subject of the article in order, and answer for each quote's speaker on the way."""
    said = sorted(span for quote in found if quote.type == "direct" for span in quote.spans)
    cast = Cast(parsed, said)
    surnames = _surnames(parsed, found)
    for doc in parsed.docs:
        for token in doc if doc is not None else ():
            if (
                token.pos_ == "PROPN"
                and not token.ent_type_
                and names.first_name(token.nbor(-1).lower_ if token.i else "")
            ):
                cast.add(_run(token))
    for doc in parsed.docs:  # full names first, so that a surname in the headline finds its owner
        for entity in doc.ents if doc is not None else ():
            if _full_name(entity, surnames):
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
        if _within(said, base + head.idx):
            continue
        mention = mentions.mention(cast.parsed, i, head)
        if mention.head != head.i or not (mention.kind == "person" or cast.knows(name)):
            continue
        person, _, _ = cast.named(name, i, mention.start)
        person.gender = person.gender or _kin(head)
        if role := roles.read(cast.parsed, mention):
            cast.note(person, mention.start, role)
        if head.dep_ in ("nsubj", "nsubjpass") and (subject is None or head.head.dep_ == "ROOT"):
            subject = person
    if subject is None:
        main = next((t for t in doc if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT"), None)
        if main is not None and not _within(said, base + main.idx):
            subject = _main(cast, i, main)
    if subject is not None:
        cast.subjects[i] = subject
    for mention in sorted(speakers, key=lambda m: m.start):
        answer = _answer(cast, mention, doc[mention.head])
        cast.answers[mention.sentence, mention.head] = answer
        cast.speakers[i] = answer[0]


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
    body = cast.body(mention)
    if mention.kind in ("unnamed", "collective", "publication") and (role := roles.of_phrase(cast.parsed, mention)):
        cast.note(body, mention.start, role)
    return body, STATED, 1.0


def _clean(entity: "Span") -> str:
    return names.strip([t.text for t in entity.doc[mentions.whole(entity) : entity.end]])


def _agrees(person: Person, pronoun: str) -> bool:
    if pronoun in ("he", "him", "she", "her"):
        # A single name that no full name confirms is as often a company or a place.
        if person.name.lower() in ("i", "we", "it", "they"):
            return False
        certain = person.kind == "unnamed" or len(names.parts(person.name)) > 1 or bool(person.gender)
        other = "f" if pronoun in ("he", "him") else "m"
        return person.kind in ("person", "unnamed") and certain and person.gender != other
    if pronoun in ("they", "them", "those", "these"):
        return person.kind in ("collective", "organisation", "government", "publication")
    return person.kind in ("organisation", "government", "publication")


def _within(said: list[tuple[int, int]], place: int) -> bool:
    at = bisect_left(said, (place + 1, 0)) - 1
    return at >= 0 and said[at][1] > place
