"""Keep the cast of an article: everybody who is named, under every name used, in order of appearance."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from claims.pipeline.speakers import mentions, names, spokespeople
from claims.pipeline.speakers.mentions import Kind, Mention
from claims.pipeline.speakers.roles import Role
from claims.pipeline.speakers.subjects import speaks
from sources import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.pipeline.parse.parse import Parsed

STATED = "stated"
NEAREST = "two people share this name; the one named most often before it"
PRONOUN = "inferred from the person named last before the pronoun"
DOCUMENT = "inferred: the document of this kind named last before it"
ALONE = "inferred: the only person named in the sentences before"
AUTHOR = "inferred: whose document it is"
SPEAKS = "inferred: the body that the spokesperson speaks for"
TITLE = "inferred: the only person with this title in the article"
FIRM_ENDINGS = word_list.load(Path(__file__).with_name("words") / "firm_endings.txt")
_NEAR = 3  # sentences in which the one of several judges who was named is “the judge”
_BACK = 5  # sentences to look back for whom a pronoun stands, its own included
_FAR = 30  # the same, speech in marks included
_NAMESAKES = 40  # people of one surname that are told apart; a list of more is a register, not an article


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
        """Return the role printed with the mention, else the first one before it, else the first after it.

        What a body is called lies with its mention alone: its spokesperson's title is not its own.
        """
        at = bisect_left(self.roles, start, key=lambda r: r[0])
        if at < len(self.roles) and self.roles[at][0] == start:
            return self.roles[at][1]
        return self.roles[0][1] if self.roles and self.kind == "person" else None

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
        self.authors: dict[str, Person] = {}  # by the same, whose it is
        self.spoken_for: Person | None = None  # the body that a spokesperson spoke for last
        self.pairs: dict[int, Person] = {}  # two or more people that a sentence is about together
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

    def full(self, own: str, kind: str) -> None:
        """Keep a firm's full name before reading begins: “Gantry” alone is “Gantry Airlines” when there is one."""
        name = f"{own} {kind}"
        held = self.bodies.setdefault(name.lower(), Person(name, "organisation", {name}))
        self.bodies.setdefault(own.lower(), held)

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

    def author(self, head: "Token") -> Person | None:
        """Return whose report “the report” is; another word for it will do while one author is known."""
        plain = all(c.dep_ in ("det", "amod", "punct") for c in head.children)
        definite = any(c.lower_ in ("the", "this", "that") for c in head.children)
        if not (plain and definite and head.lower_ in spokespeople.REPORTS):
            return None
        known = list({id(p): p for p in self.authors.values()}.values())
        return self.authors.get(head.lower_, known[0] if len(known) == 1 else None)

    def speaks_for(self, mention: Mention, head: "Token") -> Person | None:
        """Return the body by name that an unnamed spokesperson speaks for, or spoke for before."""
        if (token := spokespeople.body(head)) is not None:
            self.spoken_for = self.body(mentions.mention(self.parsed, mention.sentence, token))
        elif not spokespeople.again(head):
            return None
        if self.spoken_for is not None:
            self.note(self.spoken_for, mention.start, Role(head.text, None))
        return self.spoken_for

    def note(self, person: Person, start: int, role: Role) -> None:
        """Keep a role that is printed with a mention."""
        at = bisect_left(person.roles, start, key=lambda r: r[0])
        if at < len(person.roles) and person.roles[at][0] == start:
            return
        person.roles.insert(at, (start, role))
        if role.title and person.kind == "person":
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
            left -= not (within(self.said, self.parsed.starts[back]) and within(self.said, self.parsed.ends[back] - 3))
            if left < 0:
                break
            for person in self._salient(back, start if back == sentence else None):
                if _agrees(person, low):
                    return person
            plural = low == "they" and back < sentence and not within(self.said, start)
            if plural and (several := self._several(back)) is not None:
                return several
        return None

    def _several(self, sentence: int) -> Person | None:
        """Return the people a sentence is about together, or a lone speaker of unknown gender: they may say “they”."""
        speaker = self.speakers.get(sentence)
        alone = speaker is not None and speaker.kind == "person" and not speaker.gender
        return self.pairs.get(sentence) or (speaker if alone else None)

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
        fits = list(self.by_title.get(doc[mention.head].lower_, {}).values())
        if len(fits) > 1:
            since = self.parsed.starts[max(0, mention.sentence - _NEAR)]
            fits = [person for person in fits if person.last_before(mention.start) >= since]
        return fits[0] if len(fits) == 1 else None


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


def within(said: list[tuple[int, int]], place: int) -> bool:
    """Tell whether a place of the text lies inside one of the stretches, which are in order."""
    at = bisect_left(said, (place + 1, 0)) - 1
    return at >= 0 and said[at][1] > place
