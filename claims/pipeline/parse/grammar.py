"""Hold what the language model found in a sentence as plain Python objects, which the rules can ask quickly.

spaCy makes a word anew each time it is asked for, and looks its strings up each time. The rules ask hundreds of times a
word, which took longer than the model itself. Everything here has the names, the values and the order of spaCy's.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, overload

import numpy as np

if TYPE_CHECKING:
    from spacy import tokens as spacy_tokens
    from spacy.strings import StringStore
    from spacy.vocab import Vocab

MAX_WORDS = 30_000  # words, some 10 MB; then the one that was met the longest ago is forgotten
_ROLE: list[int | str] = ["TAG", "POS", "DEP", "LEMMA", "ENT_TYPE", "ENT_IOB", "SPACY", "ORTH", "HEAD"]
_ENT_IOB = ("", "I", "O", "B")

# What is the same wherever a word stands, and its tag, kind, place in the grammar, dictionary form, entity and blank.
_Always = tuple[tuple[str, str], tuple[bool, bool, bool, bool, bool, bool], tuple[bool, bool]]
_Role = tuple[str, str, str, str, str, str, str]


class Token:
    """A word of a sentence: what it is, and which words hang on it."""

    __slots__ = (
        "_subtree",
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_currency",
        "is_punct",
        "is_quote",
        "is_space",
        "is_title",
        "is_upper",
        "left_edge",
        "lefts",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "right_edge",
        "rights",
        "tag_",
        "text",
        "whitespace_",
    )

    def __init__(self, doc: "Doc", i: int, idx: int, always: "_Always", role: "_Role") -> None:
        self.doc, self.i, self.idx = doc, i, idx
        (
            (self.text, self.lower_),
            (self.is_alpha, self.is_punct, self.is_space, self.is_quote, self.is_title, self.is_upper),
            (self.is_currency, self.like_num),
        ) = always
        self.tag_, self.pos_, self.dep_, self.lemma_, self.ent_type_, self.ent_iob_, self.whitespace_ = role
        self.head: Token = self
        self.left_edge: Token = self
        self.right_edge: Token = self
        self.lefts: tuple[Token, ...] = ()
        self.rights: tuple[Token, ...] = ()
        self.children: tuple[Token, ...] = ()
        self._subtree: tuple[Token, ...] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    def nbor(self, i: int = 1) -> "Token":
        """Return the word that stands so many words after this one, or before it; raise IndexError past the ends."""
        at = self.i + i
        if at < 0:
            raise IndexError(at)
        return self.doc.words[at]

    @property
    def ancestors(self) -> "Iterator[Token]":
        """The word that this one hangs on, the one that that hangs on, and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> "tuple[Token, ...]":
        """This word and all that hangs on it, in the order of the sentence but where the grammar crosses over."""
        if self._subtree is None:
            self._subtree = tuple(self._in_order()) if self.children else (self,)
        return self._subtree

    def _in_order(self) -> "Iterator[Token]":
        # No recursion: of a list of 2,000 members each may hang on the one before.
        open_ = [(self, False)]
        while open_:
            token, is_opened = open_.pop()
            if is_opened or not token.children:
                yield token
                continue
            open_ += [(t, False) for t in reversed(token.rights)]
            open_.append((token, True))
            open_ += [(t, False) for t in reversed(token.lefts)]


class Stretch(tuple[Token, ...]):
    """Words of a sentence that stand side by side."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The words as they are printed."""
        return self[0].doc.text[self[0].idx : self[-1].idx + len(self[-1])] if self else ""


class Entity(Stretch):
    """Words that name somebody or something, a day or an amount: `label_` says which."""

    label_: str

    def __new__(cls, words: Iterable[Token], label: str) -> "Entity":
        """Take the words and their kind."""
        made = super().__new__(cls, words)
        made.label_ = label
        return made

    @property
    def doc(self) -> "Doc":
        """The sentence."""
        return self[0].doc

    @property
    def start(self) -> int:
        """The number of the first word."""
        return self[0].i

    @property
    def end(self) -> int:
        """The number of the word after the last one."""
        return self[-1].i + 1

    @cached_property
    def root(self) -> Token:
        """The word nearest to the top of the sentence, of those that hang on none of the others."""
        tops = [t for t in self if t.head is t or not self.start <= t.head.i < self.end]
        return min(tops, key=lambda top: sum(1 for _ in top.ancestors))


class Doc:
    """A sentence: its words, and what they name."""

    __slots__ = ("ents", "text", "words")

    def __init__(self) -> None:
        self.text = ""
        self.words: tuple[Token, ...] = ()
        self.ents: tuple[Entity, ...] = ()

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.words)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Stretch: ...
    def __getitem__(self, at: int | slice) -> Token | Stretch:
        if isinstance(at, slice):
            return Stretch(self.words[at])
        return self.words[at]


class _Strings(dict[int, str]):
    """The model's strings by their numbers, as far as an article has asked for them."""

    def __init__(self, strings: "StringStore") -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        self[number] = found = self._strings[number]
        return found


def of(docs: "Sequence[spacy_tokens.Doc]", texts: Sequence[str]) -> list[Doc]:
    """Return what spaCy found in the sentences of an article, in the words that `texts` print.

    A text has the length of its doc; it differs where the model read a straight apostrophe for a curly one.
    """
    strings = _Strings(docs[0].vocab.strings) if docs else {}
    return [_sentence(doc, strings, text) for doc, text in zip(docs, texts, strict=True)]


def _sentence(doc: "spacy_tokens.Doc", strings: dict[int, str], text: str) -> Doc:
    rows = doc.to_array(_ROLE)
    vocab, made = doc.vocab, Doc()
    words: list[Token] = []
    printed: list[str] = []
    idx = 0
    for i, (tag, pos, dep, lemma, entity, iob, space, orth, _) in enumerate(rows.tolist()):
        blank = " " if space else ""
        role = strings[tag], strings[pos], strings[dep], strings[lemma], strings[entity], _ENT_IOB[iob], blank
        form = _always(vocab, orth)
        if "'" in form[0][0] and (word := text[idx : idx + len(form[0][0])]) != form[0][0]:
            form = _always(vocab, vocab.strings.add(word))
        token = Token(made, i, idx, form, role)
        words.append(token)
        printed += (token.text, blank)
        idx += len(token.text) + space
    _hang(words, rows[:, -1].astype(np.int64).tolist())
    made.words, made.text = tuple(words), "".join(printed)
    made.ents = tuple(Entity(words[e.start : e.end], e.label_) for e in doc.ents)
    return made


@lru_cache(maxsize=MAX_WORDS)
def _always(vocab: "Vocab", orth: int) -> _Always:
    word = vocab[orth]
    return (
        (word.text, word.lower_),
        (word.is_alpha, word.is_punct, word.is_space, word.is_quote, word.is_title, word.is_upper),
        (word.is_currency, word.like_num),
    )


def _hang(words: Sequence[Token], heads: Sequence[int]) -> None:
    """Hang each word on its head, which stands so many words after it or before."""
    for token, away in zip(words, heads, strict=True):
        if away:
            token.head = head = words[token.i + away]
            head.children += (token,)
            if away > 0:
                head.lefts += (token,)
            else:
                head.rights += (token,)
    for token in words:  # in order: what has an edge before this word hangs on words that have one as well
        above = token.head
        while above.left_edge.i > token.i:
            above.left_edge, above = token, above.head
    for token in reversed(words):
        above = token.head
        while above.right_edge.i < token.i:
            above.right_edge, above = token, above.head
