"""What a part of a sentence may mean when its words point to something uncertain: a text for each, likeliest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from claims.pipeline.parse.parse import Parsed
from claims.pipeline.speakers.names import gender
from claims.pipeline.split import lexicon
from claims.pipeline.split.part import Part
from claims.pipeline.split.parts import SUBJECTS
from claims.pipeline.standalone import standalone
from claims.pipeline.standalone.standalone import Lost
from claims.pipeline.standalone.wording import Wording
from sources.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

MOST = 4
_BACK = 3  # sentences to look back
_DEEP = 2  # words that point in one part; with more a text would be made of guesses
_FAMILIES = tuple(frozenset(family.split()) for family in ("he him his", "she her hers", "it its", "they them their"))
_PERSONS = _FAMILIES[0] | _FAMILIES[1]
_PLURAL_WORDS = lexicon.words("pointing", "plural")
_POINTING = lexicon.words("pointing", "determiners")
_PLURAL = frozenset({"NNS", "NNPS"})
_PRONOUNS = frozenset().union(*_FAMILIES)
_HANGING = lexicon.words("pointing", "complement_prepositions")
_MARKS = frozenset('“”"„«»‹›「」『』')
_SHORT = 3  # letters
_LONG = 8  # words that hang on a noun
_LONGEST_SENTENCE = 30  # words: a longer sentence explains nothing in brackets
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_GROUPS = frozenset({"ORG", "NORP", "GPE"})
_OBJECTS = frozenset({"dobj", "dative"})


@dataclass(frozen=True, slots=True)
class InterpretationFound:
    """One thing that the part may say, in words that stand alone, and the printed words that this rests on."""

    wording: Wording
    rests_on: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The words of the interpretation."""
        return self.wording.text


@dataclass(slots=True)
class Named:
    """What an article names, sentence by sentence, looked at once."""

    parsed: Parsed
    people: tuple[str, ...]
    published_on: date | None = None
    seen: "dict[int, list[Phrase]]" = field(default_factory=dict)

    def phrases(self, sentence: int) -> "list[Phrase]":
        """Return the noun phrases of a sentence that could be meant: its subjects, its objects, the rest."""
        doc = self.parsed.docs[sentence]
        if sentence not in self.seen:
            self.seen[sentence] = sorted(filter(_explains, doc.noun_chunks), key=_rank) if doc is not None else []
        return self.seen[sentence]

    def span(self, sentence: int, phrase: "Phrase") -> Span:
        base = self.parsed.starts[sentence]
        return Span.of(self.parsed.text, base + phrase.start_char, base + phrase.end_char)


def find(
    named: Named, part: Part, lost: Lost, *, speaker: str | None, assumed: dict[int, str] | None = None
) -> tuple[InterpretationFound, ...]:
    """Return at most four readings of a part whose words point to something uncertain, the likeliest first."""
    return tuple(islice(_interpretations(named, part, lost, speaker, assumed or {}), MOST))


def _interpretations(
    named: Named, part: Part, lost: Lost, speaker: str | None, assumed: dict[int, str]
) -> Iterator[InterpretationFound]:
    seen: set[str] = set()
    for words, span in _candidates(named, part, lost, speaker):
        plain = words.lower().removeprefix("the ").removeprefix("a ")
        if plain in seen:
            continue
        if len(seen) == MOST:
            return
        seen.add(plain)
        supposed = assumed | dict.fromkeys(_same(part, lost), "") | {lost.token: words}
        text = standalone.alone(
            named.parsed,
            part,
            speaker=speaker,
            people=named.people,
            assumed=supposed,
            published_on=named.published_on,
        )
        if isinstance(text, Wording):
            yield InterpretationFound(text, (span,))
        elif text.token not in supposed and len(supposed) < _DEEP + len(_same(part, lost)):
            for more in find(named, part, text, speaker=speaker, assumed=supposed):
                yield InterpretationFound(more.wording, (span, *more.rests_on))


def _same(part: Part, lost: Lost) -> list[int]:
    """Return the words behind it that mean the same: his mother, he, him."""
    word = part.tokens[0].doc[lost.token].lower_
    family = next((family for family in _FAMILIES if word in family), frozenset())
    return [t.i for t in part.tokens if t.i > lost.token and t.lower_ in family]


def _candidates(named: Named, part: Part, lost: Lost, speaker: str | None) -> Iterator[tuple[str, Span]]:
    token = part.tokens[0].doc[lost.token]
    word = token.lower_
    if lost.rule == "antecedent.relative":
        yield from _before_relative(named, part, token)
    elif word in _PERSONS:
        yield from _people(named, part, word, speaker)
    elif token.dep_ in {"det", "amod", "predet"} and word in _POINTING:
        yield from _named_again(named, part, token)
    elif word in {"this", "that"}:
        yield from _sentence_before(named, part, token.text)
    elif word in _POINTING or any(word in family for family in _FAMILIES):
        yield from _things(named, part, plural=word in _PLURAL_WORDS)


def _sentences_to_search(named: Named, part: Part) -> Iterator[int]:
    """Yield the sentences before, the nearest first."""
    yield from range(part.sentence - 1, max(-1, part.sentence - 1 - _BACK), -1)


def _people(named: Named, part: Part, word: str, speaker: str | None) -> Iterator[tuple[str, Span]]:
    """Who speaks may speak of himself in reported words; then whoever was named, the nearest first."""
    surnames = {name.rsplit(" ", 1)[-1] for name in named.people}
    inside = {t.text for t in part.tokens}
    seen = set()
    for sentence in (part.sentence, *_sentences_to_search(named, part)):
        for phrase in named.phrases(sentence):
            root = phrase.root
            if root.pos_ != "PROPN" or root.text in inside or not (root.ent_type_ == "PERSON" or root.text in surnames):
                continue
            name = _full(" ".join(t.text for t in phrase if t.pos_ == "PROPN"), named.people)
            if (name == speaker and _direct(part)) or (name != speaker and sentence == part.sentence):
                continue  # nobody calls himself "he"
            if name not in seen and gender(name) in {"", gender(word)}:
                seen.add(name)
                yield name, named.span(sentence, phrase)


def _direct(part: Part) -> bool:
    first = part.tokens[0]
    if any(t.pos_ == "PRON" and t.lower_ in lexicon.FIRST_PERSON for t in part.tokens):
        return True
    return first.i > 0 and first.nbor(-1).text in {"“", '"', "‘", "„", "«"}


def _things(named: Named, part: Part, *, plural: bool) -> Iterator[tuple[str, Span]]:
    """Yield what was named of that number; "they" may be a body of people."""
    groups = []
    for sentence in _sentences_to_search(named, part):
        for phrase in named.phrases(sentence):
            root = phrase.root
            found = _whole(named, sentence, phrase)
            if root.ent_type_ == "PERSON" or root.text in {t.text for t in part.tokens}:
                continue
            if sentence < part.sentence - 1 and _rank(phrase) > 1:
                continue  # far away only what the sentence is about
            if (root.tag_ in _PLURAL) == plural:
                yield found
            elif plural and root.ent_type_ in _GROUPS:
                groups.append(found)
    yield from groups


def _named_again(named: Named, part: Part, this: "Token") -> Iterator[tuple[str, Span]]:
    """This scheme: a scheme named before; then what the sentence before tells, as "[This scheme: …]"."""
    noun = this.head
    for sentence in _sentences_to_search(named, part):
        for phrase in named.phrases(sentence):
            if phrase.root.lemma_.lower() == noun.lemma_.lower() and phrase.root.tag_ == noun.tag_:
                words, span = _whole(named, sentence, phrase, hanging=_HANGING)
                if words.lower() != noun.lower_:  # "such missions: missions"
                    yield words, span
    if this.lower_ in {"this", "that", "these", "those"}:
        yield from _sentence_before(named, part, f"{this.text} {noun.text}")


def _sentence_before(named: Named, part: Part, what: str) -> Iterator[tuple[str, Span]]:
    """Yield the sentence before, when it stands alone itself."""
    before = part.sentence - 1
    doc = named.parsed.docs[before] if before >= 0 else None
    if doc is None or len(doc) > _LONGEST_SENTENCE or any(t.lower_ in _POINTING or t.lower_ in _PRONOUNS for t in doc):
        return
    words = [t for t in doc if not t.is_space]
    span = named.parsed.span(before, words[0], words[-1])
    yield f"{what}: {' '.join(span.exact.split()).rstrip('.!?')}", span


def _whole(named: Named, sentence: int, phrase: "Phrase", *, hanging: frozenset[str] = frozenset()) -> tuple[str, Span]:
    """Take a noun with what hangs on it: missions to the moon, a scheme for nurses."""
    last = phrase[-1]
    after = last.nbor() if last.i + 1 < len(last.doc) else None
    if after is not None and after.dep_ == "prep" and after.right_edge.i - after.i < _LONG:
        hangs = after.head.i == phrase.root.i or after.lower_ in hanging  # the parser may hang it on the verb
        last = after.right_edge if hangs else last
    span = named.parsed.span(sentence, phrase[0], last)
    return " ".join(span.exact.split()), span


def _before_relative(named: Named, part: Part, which: "Token") -> Iterator[tuple[str, Span]]:
    """A crash in Sorn, which …: all that stands in front of it, or only the noun beside it."""
    before = [phrase for phrase in named.phrases(part.sentence) if phrase.end <= which.i]
    if not before or which.tag_ not in {"WDT", "WP"} or which.dep_ not in SUBJECTS:
        return  # "whose", "where": a name in their place makes no sentence
    at = {phrase.root.i: phrase for phrase in before}
    chain = [max(before, key=lambda phrase: phrase.end)]
    while len(chain) < MOST and chain[-1].root.dep_ == "pobj" and chain[-1].root.head.head.i in at:
        chain.append(at[chain[-1].root.head.head.i])
    for phrase in reversed(chain):
        span = named.parsed.span(part.sentence, phrase[0], chain[0][-1])
        yield " ".join(span.exact.split()), span


def _explains(phrase: "Phrase") -> bool:
    """A phrase that itself points somewhere, or says when or how much, explains nothing."""
    root = phrase.root
    if len(root) < _SHORT or not root.is_alpha or not _MARKS.isdisjoint(phrase.text):
        return False  # a mark, an emoji, half a quotation
    if root.pos_ not in {"NOUN", "PROPN"} or root.ent_type_ in _TIMES or root.lower_ in lexicon.AMOUNTS:
        return False
    return not any(t.pos_ == "PRON" or (t.dep_ == "poss" and t.tag_ == "PRP$") or t.lower_ in _POINTING for t in phrase)


def _rank(phrase: "Phrase") -> int:
    token = phrase.root
    while token.dep_ in {"conj", "appos"} and token.head.i != token.i:
        token = token.head
    return 0 if token.dep_ in SUBJECTS else 1 if token.dep_ in _OBJECTS else 2


def _full(name: str, people: Iterable[str]) -> str:
    longer = {other for other in people if other != name and other.endswith(f" {name}")}
    return longer.pop() if len(longer) == 1 else name
