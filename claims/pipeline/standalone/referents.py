"""List what an article names, sentence by sentence: what a pronoun can mean, and whether it fits one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from claims.pipeline.parse.parse import Parsed
from claims.pipeline.speakers import mentions, names
from claims.pipeline.speakers.names import OCCUPATIONS, gender
from claims.pipeline.split import lexicon
from claims.pipeline.split.clause import PLURAL
from claims.pipeline.standalone import phrases, pointers
from claims.pipeline.standalone.phrases import Phrase
from sources import word_list
from sources.spans import Span

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Doc, Token

Kind = Literal["person", "perhaps_person", "body", "perhaps_body", "thing", "pronoun"]
Fit = Literal["", "weak", "loose", "strict"]

_WORDS = Path(__file__).with_name("words")
_PERSON_NOUNS = OCCUPATIONS | word_list.load(_WORDS / "person_nouns.txt")
_FIRM_ENDINGS = word_list.load(_WORDS.parents[1] / "experts" / "words" / "firm_endings.txt")
_THING_NOUNS = word_list.load(_WORDS.parents[1] / "speakers" / "words" / "thing_nouns.txt")
_AGENT_NOUN = re.compile(r"\w{3,}(?:er|or|(?<!m)ent|ant|ist|ian|ee)s?$")
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_ALIASES = frozenset({"attr", "oprd", "npadvmod"})
_DESCRIBING = frozenset({"compound", "nmod", "amod", "nummod", "flat", "case", "advmod"})
_OBJECTS = frozenset({"dobj", "dative"})
_INSIDE = frozenset({"at", "in", "near", "outside"})
_NAME_WORDS = frozenset({"PROPN", "PART", "PUNCT", "ADJ"})  # not "Beyond Kazakhstan"
_NAME = 2  # words of a name that may be a person's
_PLACING = frozenset({"at", "from", "in", "near", "of", "outside", "to"})
_LONGEST_LIST = 3  # names that are one "they"


@dataclass(frozen=True, slots=True)
class Referent:
    """What a noun phrase of sentence `sentence` names: `words` say it elsewhere, and rest on `span`.

    `rank` is 0 for a subject, 1 for an object, 2 for the rest. `can_stand` is false where the words themselves point
    somewhere. A pronoun is listed too: what it means is looked for in its turn.
    """

    sentence: int
    token: "Token"
    words: str
    span: Span
    kind: Kind
    plural: bool
    gender: str
    rank: int
    can_stand: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a part: the full name if there is one, and the noun that names the speaker in sentence `sentence`.

    `start`–`end` are the quote's words in the article; `direct` ones are the speaker's own. `addressee` is the name of
    the person who is spoken to.
    """

    name: str | None
    sentence: int
    head: int
    start: int
    end: int
    direct: bool
    addressee: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a word means: `certain` when it is the only thing, and all that it can mean, the likeliest first."""

    certain: Referent | None
    candidates: tuple[Referent, ...]


# A pronoun: its sentence and number, who says it, whether another passage may tell.
Asked = tuple[int, int, Speaker | None, bool]


@dataclass(eq=False)
class Named:
    """What an article names, each sentence looked at once; `people` are full names of those who are quoted.

    `answers` keeps what each pronoun was found to mean.
    """

    parsed: Parsed
    people: tuple[str, ...]
    published_on: date | None = None
    answers: dict[Asked, Answer] = field(default_factory=dict)
    _seen: dict[int, list[Referent]] = field(default_factory=dict)

    def referents(self, sentence: int) -> list[Referent]:
        """Return what a sentence names and its pronouns, in order of the text."""
        if sentence not in self._seen:
            doc = self.parsed.docs[sentence]
            found = _referents(self, sentence, doc) if doc is not None else ()
            self._seen[sentence] = sorted(found, key=lambda r: (r.token.i, -r.last))
        return self._seen[sentence]

    def is_fragment(self, sentence: int) -> bool:
        """Return whether a sentence is a headline or a label, whose nouns lack what they need elsewhere."""
        exact = self.parsed.text[self.parsed.starts[sentence] : self.parsed.ends[sentence]].rstrip()
        return not exact or exact[-1] not in ".!?…”\"’')]:;,"

    @cached_property
    def full_names(self) -> frozenset[str]:
        """The names of two words and more that stand in the article."""
        found = {
            " ".join(t.text for t in entity if t.lower_ not in names.HONORIFICS and t.text not in {"'s", "’s", "’"})
            for doc in self.parsed.docs
            if doc is not None
            for entity in doc.ents
            if entity.label_ == "PERSON" and all(t.pos_ in _NAME_WORDS and not _is_dash(t) for t in entity)
        }
        return frozenset(n for n in {*found, *self.people} if " " in n)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last words of the full names."""
        return frozenset(name.rsplit(" ", 1)[-1] for name in self.full_names)

    def full(self, name: str) -> str:
        """Return the only fuller name of somebody in the article, or the name itself."""
        bare = names.strip_titles(name.split())
        longer = sorted((n for n in self.full_names if n != bare and n.endswith(f" {bare}")), key=len)
        return longer[-1] if longer and all(longer[-1].endswith(other) for other in longer) else name


def fit(word: str, referent: Referent) -> Fit:
    """Return how well a pronoun can mean something: strictly, loosely (it may be of another kind), weakly or not."""
    if referent.kind == "pronoun":
        return "strict" if referent.token.lower_ in pointers.family(word) else ""
    if word in pointers.PERSONS:
        if referent.plural or referent.gender not in {"", gender(word)}:
            return ""  # he: Ada Brink, the nurses
        rows = _FITS_A_PERSON
    else:
        rows = _FITS_MANY if word in pointers.PLURAL else _FITS_A_THING
    return next((yields for applies, yields, _ in rows if applies(referent)), "")


def _is_dash(token: "Token") -> bool:
    """Return whether a dash stands between two things: SORN - Ada Brink; not Jean-Claude."""
    return token.is_punct and token.i > 0 and bool(token.nbor(-1).whitespace_)


def _is_full_name(r: Referent) -> bool:
    return " " in r.words or r.token.ent_type_ == "PERSON"


def _is_agent(r: Referent) -> bool:
    if r.rank > 1 or r.token.pos_ != "NOUN" or r.token.lemma_.lower() in _THING_NOUNS:
        return False
    return bool(_AGENT_NOUN.match(r.token.lower_))


# How well he or she, they, and it can mean something, with an example of each; what no row is about does not fit.
_Fits = tuple[tuple[Callable[[Referent], bool], Fit, str], ...]
_FITS_A_PERSON: _Fits = (
    (lambda r: r.kind == "person", "strict", "he: Jonas Lidt, the mayor"),
    (
        lambda r: r.kind == "perhaps_person" and _is_full_name(r),
        "strict",
        "he: Jonas Lidt, whose first name is in no list",
    ),
    (lambda r: r.kind.startswith("perhaps"), "loose", "he: Lidt, who may be a company"),
    (_is_agent, "loose", "he: the tiler"),
)
_FITS_MANY: _Fits = (
    (lambda r: r.plural, "strict", "they: the mines, Ada and Tom"),
    (lambda r: r.token.tag_ == "NNPS", "strict", "they: the Sorn Rovers"),
    (lambda r: r.kind.endswith("body"), "weak", "they: the council"),
)
_FITS_A_THING: _Fits = (
    (lambda r: r.plural and r.token.tag_ == "NNPS", "loose", "it: Holm Waterworks"),
    (lambda r: r.plural or r.kind == "person", "", "it: the mines, Jonas Lidt"),
    (lambda r: r.kind.startswith("perhaps"), "loose", "it: Lidt, who may be a company"),
    (lambda r: True, "strict", "it: the mine, the council"),
)


def _referents(named: Named, sentence: int, doc: "Doc") -> Iterator[Referent]:
    for token in doc:
        if token.pos_ == "PRON" and pointers.family(token.lower_) and not pointers.is_empty(token):
            yield _referent(named, sentence, token, Phrase(token, token), "pronoun")
        elif _names_something(named, token):
            naming = _apposed_name(named, sentence, token)
            phrase = phrases.whole(naming)
            yield _referent(named, sentence, token, phrase, _kind(named, sentence, naming), naming=naming)
            if (together := _together(token, phrase)) is not None:
                yield _referent(named, sentence, token, together, _kind(named, sentence, token), plural=True)


def _apposed_name(named: Named, sentence: int, token: "Token") -> "Token":
    """Return the name beside a noun: the novelist Mei Aoki."""
    if token.pos_ != "NOUN" or _kind(named, sentence, token) != "person":
        return token
    return token.doc[mentions.mention(named.parsed, sentence, token).head]


def _names_something(named: Named, token: "Token") -> bool:
    """A subject, an object, an owner; not a time or an amount, not what only describes another noun."""
    owns = any(c.dep_ == "case" for c in token.children)
    if owns and token.ent_type_ and token.head.ent_iob_ == "I" and token.head.ent_type_ == token.ent_type_:
        return False  # the Poor People's Campaign
    if token.pos_ not in {"NOUN", "PROPN"} or (token.dep_ in _DESCRIBING and not owns):
        return False
    if (
        (token.ent_type_ in _TIMES and not _misread_name(token))
        or token.lower_ in lexicon.AMOUNTS
        or not any(map(str.isalpha, token.text))
    ):
        return False
    if _is_alias(token):
        return False
    in_list = any(c.dep_ == "conj" for c in token.children)
    named_before = (
        token.dep_ == "appos" and token.head.pos_ in {"NOUN", "PROPN"} and token.head.i < token.i and not in_list
    )
    return not named_before and not _in_marks(token)


def _is_alias(token: "Token") -> bool:
    """Was a baker and a poet, works as a baker: somebody who is named already; but "there was a fire"."""
    top = token
    while top.dep_ == "conj":
        top = top.head
    if top.dep_ in _ALIASES:
        return top.dep_ != "attr" or not any(c.dep_ == "expl" for c in top.head.children)
    return top.dep_ == "pobj" and top.head.lower_ == "as"


def _misread_name(token: "Token") -> bool:
    """Return whether the name finder took a name for an amount: Finne for money."""
    name = token.pos_ == "PROPN" and token.is_alpha and token.is_title and token.ent_type_ not in {"DATE", "TIME"}
    return name and not any(c.dep_ == "nummod" for c in token.children)


def _in_marks(token: "Token") -> bool:
    """Return whether this is a title, “The Salt Road”, and not who stands beside somebody's words."""
    first, last = token.left_edge, token.right_edge
    before, after = first.i > 0 and first.nbor(-1).is_quote, last.i + 1 < len(token.doc) and last.nbor().is_quote
    return bool(before and after)


def _referent(
    named: Named,
    sentence: int,
    token: "Token",
    phrase: Phrase,
    kind: Kind,
    *,
    plural: bool | None = None,
    naming: "Token | None" = None,
) -> Referent:
    naming = naming or token
    span = named.parsed.span(sentence, phrase.first, phrase.last)
    many = token.tag_ in PLURAL and token.ent_type_ not in {"ORG", "GPE"} and kind != "person"
    many = many or (token.tag_ == "NNS" and token.pos_ == "NOUN" and not _is_misread_surname(named, token))
    words = phrase.words
    is_name = naming.pos_ == "PROPN" or _is_misread_surname(named, naming)
    if kind in {"person", "perhaps_person"} and is_name and not plural:
        words = _name(named, naming, phrase)
    return Referent(
        sentence,
        token,
        words,
        span,
        kind,
        many if plural is None else plural,
        "" if plural or many else gender(words) or gender(span.exact),
        _rank(token),
        kind == "pronoun"
        or (phrases.can_stand(phrase, naming) and not _is_bare(naming, kind) and not named.is_fragment(sentence)),
        phrase.first.i,
        phrase.last.i,
    )


def _is_bare(noun: "Token", kind: Kind) -> bool:
    """Father-of-one, attacker: in the short style of headlines, without the article that it needs elsewhere."""
    articles = {"det", "poss", "nummod"}
    return kind == "person" and noun.tag_ == "NN" and not any(c.dep_ in articles for c in noun.lefts)


def _name(named: Named, token: "Token", phrase: Phrase) -> str:
    """Return a person's full name, else the name with the title that stands before it."""
    doc = token.doc
    first = last = token.i
    while first > phrase.first.i and doc[first - 1].pos_ == "PROPN":
        first -= 1
    while last < phrase.last.i and doc[last + 1].pos_ == "PROPN" and doc[last + 1].ent_iob_ == "I":
        last += 1
    first = max((t.i + 1 for t in doc[first : token.i] if _is_dash(t)), default=first)
    printed = " ".join(doc[first : last + 1].text.split()).lstrip("-–—•* ")
    return named.full(printed)


def _together(token: "Token", phrase: Phrase) -> Phrase | None:
    """Return two or three nouns with "and" between them as one: the ferry and the pier."""
    if token.dep_ in {"conj", "appos"}:
        return None
    found, at = [token], token
    while (following := next((c for c in at.rights if _goes_on(c)), None)) is not None:
        found.append(following)
        at = following
    joined = any(c.dep_ == "cc" and c.lower_ == "and" for t in found for c in t.children)
    nouns = all(t.pos_ == token.pos_ and t.pos_ in {"NOUN", "PROPN"} for t in found)
    if not joined or not nouns or not 1 < len(found) <= _LONGEST_LIST:
        return None
    last = phrases.whole(found[-1]).last
    # "the novelist and pilot, Mei Aoki": one person, whose name stands behind both nouns
    return Phrase(phrase.first, last) if last.i > phrase.last.i else None


def _goes_on(token: "Token") -> bool:
    """Return whether a list goes on with a word, which the parser may take for an apposition."""
    return token.dep_ == "conj" or (token.dep_ == "appos" and any(c.dep_ == "conj" for c in token.children))


def _kind(named: Named, sentence: int, token: "Token") -> Kind:
    """Tell persons, bodies and things apart; a bare name that only the name finder knows may be either."""
    if token.pos_ == "NOUN":
        return "person" if _is_misread_surname(named, token) else _noun_kind(token)
    placed = token.dep_ == "pobj" and token.head.lower_ in _PLACING and token.left_edge.i == token.i
    if placed and (token.ent_type_ != "PERSON" or token.head.lower_ in _INSIDE) and token.text not in named.surnames:
        return "body"  # "in Sorn"
    if _has_first_name(token) or token.text in named.surnames:
        return "person"
    known = mentions.mention(named.parsed, sentence, token)
    if known.kind != "person":
        return _body_kind(token)
    words = {t.lower_ for t in token.doc[token.left_edge.i : token.i + 1]}
    first_names = any(map(names.is_first_name, {*words, named.full(known.name).split()[0].lower()}))
    return "person" if first_names or not _PERSON_NOUNS.isdisjoint(words) else "perhaps_person"


def _is_misread_surname(named: Named, token: "Token") -> bool:
    """Sanders, which looks like the plural of a noun; not "the Sanders"."""
    is_surname = token.pos_ == "NOUN" and token.text.istitle() and token.text in named.surnames
    return is_surname and not any(c.dep_ == "det" for c in token.lefts)


def _noun_kind(noun: "Token") -> Kind:
    words = {noun.lower_, noun.lemma_.lower()}
    gendered = gender(noun.lower_) != "" and not names.is_first_name(noun.lower_)  # a bill is no man
    if gendered or not _PERSON_NOUNS.isdisjoint(words):
        return "person"
    return "thing" if mentions.BODIES.isdisjoint(words) else "body"


def _has_first_name(token: "Token") -> bool:
    """Ingrid Hale, whatever the name finder takes her for; not "Ingrid Motors"."""
    first = token.nbor(-1) if token.i else token
    named = first.i < token.i and first.pos_ == "PROPN" and names.is_first_name(first.lower_)
    return named and token.lower_ not in mentions.BODIES and token.lower_ not in _FIRM_ENDINGS


def _body_kind(token: "Token") -> Kind:
    """Tell bodies from things; a bare name that the name finder takes for a body may be a person's."""
    if token.lower_ in mentions.BODIES or token.lower_ in _FIRM_ENDINGS:
        return "body"
    words = token.doc[token.left_edge.i : token.i + 1]
    bare = all(t.pos_ == "PROPN" and t.is_title and t.lower_ not in mentions.BODIES for t in words)
    if bare and len(words) <= _NAME and (token.ent_type_ == "ORG" or len(words) == _NAME):
        return "perhaps_body"
    return "body" if token.ent_type_ in {"ORG", "GPE", "NORP"} else "thing"


def _rank(token: "Token") -> int:
    while token.dep_ in {"conj", "appos"} and token.head.i != token.i:
        token = token.head
    return 0 if token.dep_ in pointers.SUBJECTS else 1 if token.dep_ in _OBJECTS else 2
