"""The cast of an article: everybody who is named, under every name used, in order of appearance."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from claims.pipeline.speakers import mentions, names, spokespeople
from claims.pipeline.speakers.mentions import Kind, Mention
from claims.pipeline.speakers.roles import PrintedRole
from claims.pipeline.speakers.subjects import can_speak
from sources import word_list

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token
    from claims.pipeline.parse.parse import Parsed

STATED = "stated"
NEAREST = "two people share this name; the one named most often before it"
PRONOUN = "inferred from the person named last before the pronoun"
DOCUMENT = "inferred: the document of this kind named last before it"
ALONE = "inferred: the only person named in the sentences before"
AUTHOR = "inferred: whose document it is"
SPOKESPERSON = "inferred: the body that the spokesperson speaks for"
TITLE = "inferred: the only person with this title in the article"
FIRM_ENDINGS = word_list.load(Path(__file__).with_name("words") / "firm_endings.txt")
_TITLE_SENTENCES = 3  # sentences in which the one of several judges who was named is “the judge”
_PRONOUN_SENTENCES = 5  # sentences to look back for whom a pronoun stands, its own included
_BODY_SENTENCES = 2  # sentences to look back for the body that a speaker calls “it”
_MAX_SENTENCES_BACK = 30  # the same, speech in marks included
_MAX_NAMESAKES = 40  # people of one surname that are told apart; a list of more is a register, not an article


@dataclass(slots=True)
class CastMember:
    """One member of the cast while the cast is built; not only people: bodies and groups speak too."""

    name: str
    kind: Kind
    aliases: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)  # where it is named, ascending
    roles: list[tuple[int, PrintedRole]] = field(default_factory=list)  # (start of the mention, role), ascending
    gender: str = ""
    called: PrintedRole | None = None  # what the article calls a body: “the power company”

    def role_at(self, start: int) -> PrintedRole | None:
        """Return the role printed with the mention, else the first one before it, else the first after it.

        What a body is called lies with its mention alone: its spokesperson's title is not its own.
        """
        at = bisect_left(self.roles, start, key=lambda r: r[0])
        if at < len(self.roles) and self.roles[at][0] == start:
            return self.roles[at][1]
        return self.roles[0][1] if self.roles and self.kind == "person" else self.called

    def last_before(self, start: int) -> int:
        at = bisect_right(self.places, start)
        return self.places[at - 1] if at else -1


Answer = tuple[CastMember, str, float]  # who, why in a reviewer's words, and a factor on the confidence


class Cast:
    """Everybody of one article, looked up by name, by title, or by where a pronoun stands."""

    def __init__(self, parsed: "Parsed", speech: list[tuple[int, int]]) -> None:
        self.parsed, self.speech = parsed, speech
        self.voices: list[tuple[int, int, Mention]] = []  # direct speech, and who is named as speaking it
        self.answers: dict[tuple[int, int], Answer] = {}
        self.by_last: dict[str, list[CastMember]] = {}
        self.by_first: dict[str, list[CastMember]] = {}
        self.by_title: dict[str, dict[int, CastMember]] = {}
        self.bodies: dict[str, CastMember] = {}
        self.documents: dict[str, CastMember] = {}  # by what they are: report, study, poll
        self.authors: dict[str, CastMember] = {}  # by the same, whose it is
        self.spoken_for: CastMember | None = None  # the body that a spokesperson spoke for last
        self.pairs: dict[int, CastMember] = {}  # two or more people that a sentence is about together
        self.named_in: dict[int, list[tuple[int, CastMember]]] = {}  # who is named in a sentence, and where
        self.subjects: dict[int, CastMember] = {}  # the person a sentence is about
        self.speakers: dict[int, CastMember] = {}  # the last speaker of a sentence

    def answer(self, mention: Mention) -> Answer:
        """Return the member that a speaker mention means."""
        return self.answers[mention.sentence, mention.head]

    def knows(self, name: str) -> bool:
        """Return whether a person with a full name bears this name, whatever else it may look like."""
        parts = names.parts(name)
        full_names = (names.parts(p.name) for p in self.by_last.get(parts[-1], [])[:_MAX_NAMESAKES])
        return any(len(other) > 1 and names.may_be_same(parts, other) for other in full_names)

    def add(self, name: str) -> CastMember:
        """Return the person of a full name, added if new, before the text is gone through."""
        fits = self._candidates(names.parts(name))
        return self._add_name(fits[0], name) if len(fits) == 1 else self._create(name)

    def named(self, name: str, sentence: int, start: int) -> Answer:
        """Return the person of this name, added if new; a surname alone joins the full name that the article prints."""
        fits = self._candidates(names.parts(name))
        if len(fits) > 1:
            # Obituaries and trials name a relative once in full and go on with the bare surname of whom they are about.
            nearest = max(fits, key=lambda p: (bisect_right(p.places, start), p.last_before(start)))
            return self._add_place(nearest, sentence, start), NEAREST, 0.6
        person = self._add_name(fits[0], name) if fits else self._create(name)
        return self._add_place(person, sentence, start), STATED, 1.0

    def _candidates(self, parts: list[str]) -> list[CastMember]:
        fits = [
            person
            for person in self.by_last.get(parts[-1], [])[:_MAX_NAMESAKES]
            if any(names.may_be_same(parts, names.parts(n)) for n in person.aliases)
        ]
        return fits or (self.by_first.get(parts[0], [])[:_MAX_NAMESAKES] if len(parts) == 1 else [])

    def _create(self, name: str) -> CastMember:
        person = CastMember(names.printed(name), "person", {name}, gender=names.gender(name))
        parts = names.parts(name)
        self.by_last.setdefault(parts[-1], []).append(person)
        if len(parts) > 1:
            self.by_first.setdefault(parts[0], []).append(person)
        return person

    def _add_name(self, person: CastMember, name: str) -> CastMember:
        person.aliases.add(name)
        if len(names.parts(name)) > len(names.parts(person.name)):
            person.name = names.printed(name)
            person.gender = person.gender or names.gender(name)
        return person

    def _add_place(self, person: CastMember, sentence: int, start: int) -> CastMember:
        if not person.places or person.places[-1] < start:
            person.places.append(start)
        self.named_in.setdefault(sentence, []).append((start, person))
        return person

    def add_firm(self, own: str, kind: str) -> None:
        """Add a firm's full name before the text is gone through: “Gantry” alone is then “Gantry Airlines”."""
        name = f"{own} {kind}"
        entry = self.bodies.setdefault(name.lower(), CastMember(name, "organisation", {name}))
        self.bodies.setdefault(own.lower(), entry)

    def body(self, mention: Mention) -> CastMember:
        """Return a body, newspaper or group by its printed name, added if new; two unnamed speakers stay two."""
        key = mention.name.lower().removeprefix("the ")
        entry = None if mention.kind == "unnamed" else self.bodies.get(key)
        if entry is None:
            entry = CastMember(mention.name, mention.kind, {mention.name})
            if mention.kind != "unnamed":
                self.bodies[key] = entry
                self.bodies.setdefault(names.initials(key), entry)
        elif len(mention.name) > len(entry.name) and mention.kind == entry.kind:
            entry.name = mention.name
        return self._add_place(entry, mention.sentence, mention.start)

    def together(self, people: list[str]) -> CastMember:
        """Return the member that several people are when they speak together: the same one for the same names."""
        name = f"{', '.join(people[:-1])} and {people[-1]}"
        return self.bodies.setdefault(name.lower(), CastMember(name, "collective", {name}))

    def only_person(self, mention: Mention, head: "Token") -> CastMember | None:
        """Return the person that “the singer” means when the last two sentences are about nobody else."""
        if (
            not (head.tag_ == "NN" or head.lower_ == "old")
            or not can_speak(head)
            or not any(c.lower_ == "the" for c in head.children)
        ):
            return None
        before = [p for back in (1, 2) for _, p in self.named_in.get(mention.sentence - back, []) if p.kind == "person"]
        about = [self.subjects.get(mention.sentence - back) for back in (1, 2)]
        bare = all(c.dep_ in ("det", "punct", "nummod", "npadvmod", "appos", "relcl") for c in head.children)
        if len({id(p) for p in before}) != 1 or before[0] not in about or not bare:
            return None
        return before[0]

    def document(self, mention: Mention, head: "Token") -> CastMember | None:
        """Return the report that “the report” means: the last one that was named with its author."""
        kind = head.lower_
        if kind != mention.name.lower():
            self.documents[kind] = self.body(mention)
            return None
        definite = any(c.lower_ in ("the", "this", "that") for c in head.children)
        return self.documents.get(kind) if definite else None

    def report_author(self, head: "Token") -> CastMember | None:
        """Return whose report “the report” is; another word for it will do while one author is known."""
        plain = all(c.dep_ in ("det", "amod", "punct") for c in head.children)
        definite = any(c.lower_ in ("the", "this", "that") for c in head.children)
        if not (plain and definite and head.lower_ in spokespeople.REPORTS):
            return None
        authors = list({id(p): p for p in self.authors.values()}.values())
        return self.authors.get(head.lower_, authors[0] if len(authors) == 1 else None)

    def represented_body(self, mention: Mention, head: "Token") -> CastMember | None:
        """Return the body by name that an unnamed spokesperson speaks for, or spoke for before."""
        if (token := spokespeople.represented_body(head)) is not None:
            self.spoken_for = self.body(mentions.mention(self.parsed, mention.sentence, token))
        elif not spokespeople.is_spokesperson_again(head):
            return None
        if self.spoken_for is not None:
            self.add_role(self.spoken_for, mention.start, PrintedRole(head.text, None))
        return self.spoken_for

    def add_role(self, person: CastMember, start: int, role: PrintedRole) -> None:
        """Add a role that is printed with a mention."""
        at = bisect_left(person.roles, start, key=lambda r: r[0])
        if at < len(person.roles) and person.roles[at][0] == start:
            return
        person.roles.insert(at, (start, role))
        if role.title and person.kind == "person":
            person.gender = person.gender or names.gender(role.title)
            for word in role.title.lower().split():
                self.by_title.setdefault(word, {})[id(person)] = person

    def antecedent(self, token: "Token", sentence: int) -> CastMember | None:
        """Return whom he, she, it or they means: a subject or speaker of the sentences before, the nearest first."""
        low = token.lower_
        start = self.parsed.starts[sentence] + token.idx
        if low in ("i", "we", "you"):
            return self._voice(start) if low == "i" else None
        if low == "it" and (body := self._body_before(token, sentence) or self._body_spoken_of(sentence)) is not None:
            return body
        remaining = _PRONOUN_SENTENCES
        for back in range(sentence, max(-1, sentence - _MAX_SENTENCES_BACK), -1):
            # Words in marks do not replace the person that the article is about: a long speech does not count.
            remaining -= not (
                within(self.speech, self.parsed.starts[back]) and within(self.speech, self.parsed.ends[back] - 3)
            )
            if remaining < 0:
                break
            for person in self._salient(back, start if back == sentence else None):
                if _agrees(person, low):
                    return person
            plural = low == "they" and back < sentence and not within(self.speech, start)
            if plural and (several := self._plural_antecedent(back)) is not None:
                return several
        return None

    def _voice(self, place: int) -> CastMember | None:
        """Return whose words hold a place: who says “I” in “I told the mayor: ‘…’” within an answer."""
        voice = next((m for start, end, m in self.voices if start <= place < end and not start <= m.start < end), None)
        known = None if voice is None else self.answers.get((voice.sentence, voice.head))
        return None if known is None else known[0]

    def _plural_antecedent(self, sentence: int) -> CastMember | None:
        """Return the people a sentence is about together, or a lone speaker of unknown gender: they may say “they”."""
        speaker = self.speakers.get(sentence)
        is_alone = speaker is not None and speaker.kind == "person" and not speaker.gender
        return self.pairs.get(sentence) or (speaker if is_alone else None)

    def _body_before(self, token: "Token", sentence: int) -> CastMember | None:
        """Return the body that the same sentence is about: “The waterworks has replaced 38 pipes, it said.”"""
        for word in token.doc[: token.i]:
            if word.dep_ in ("nsubj", "nsubjpass") and word.pos_ in ("NOUN", "PROPN"):
                mention = mentions.mention(self.parsed, sentence, word)
                return self.body(mention) if mention.kind in ("organisation", "government", "publication") else None
        return None

    def _body_spoken_of(self, sentence: int) -> CastMember | None:
        """Return the body that somebody's own words were about last: “We asked the company. It declined. It said …”."""
        for back in range(sentence - 1, max(-1, sentence - 1 - _BODY_SENTENCES), -1):
            doc = self.parsed.docs[back]
            if doc is None or not within(self.speech, self.parsed.ends[back] - 3):
                return None
            if not within(self.speech, self.parsed.starts[sentence]):
                return None
            named = (t for t in doc if t.dep_ in ("nsubj", "nsubjpass", "dobj") and t.pos_ in ("NOUN", "PROPN"))
            for mention in (mentions.mention(self.parsed, back, token) for token in named):
                if mention.kind in ("organisation", "government", "publication"):
                    return self.body(mention)
        return None

    def _salient(self, sentence: int, before: int | None) -> Iterator[CastMember]:
        members = sorted(self.named_in.get(sentence, [])[:_MAX_NAMESAKES], key=lambda p: p[0])
        if before is None:
            yield from (p for p in (self.speakers.get(sentence), self.subjects.get(sentence)) if p is not None)
            yield from (person for _, person in members)
        else:
            subject = self.subjects.get(sentence)
            earlier = [person for start, person in members if start < before]
            yield from (p for p in earlier if p is subject)
            yield from earlier

    def with_title(self, mention: Mention) -> CastMember | None:
        """Return the only person whose printed title holds the head word: “the mayor”."""
        doc = self.parsed.docs[mention.sentence]
        if doc is None or not any(c.lower_ in ("the", "this", "that") for c in doc[mention.head].children):
            return None
        fits = list(self.by_title.get(doc[mention.head].lower_, {}).values())
        if len(fits) > 1:
            since = self.parsed.starts[max(0, mention.sentence - _TITLE_SENTENCES)]
            fits = [person for person in fits if person.last_before(mention.start) >= since]
        return fits[0] if len(fits) == 1 else None


def _agrees(person: CastMember, pronoun: str) -> bool:
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


def within(speech: list[tuple[int, int]], place: int) -> bool:
    """Return whether a place of the text lies inside one of the spans, which are in order."""
    at = bisect_left(speech, (place + 1, 0)) - 1
    return at >= 0 and speech[at][1] > place
