"""Remember what the language model's rules make of a word in its role: its kind, its form, its dictionary form."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MAX_WORDS = 30_000  # words in a role, some 12 MB; then everything is forgotten and learned anew
STEPS = ("attribute_ruler", "lemmatizer")  # the steps whose work this is

# What a rule of one word may ask, which the word in its role decides; the lemmatizer asks for the kind and the form.
_WORD_ATTRIBUTES = {"ORTH", "TEXT", "LOWER", "IS_SPACE", "TAG", "DEP"}
_ROLE: list[int | str] = ["ORTH", "TAG", "DEP"]
_SET: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]

Key = tuple[int, ...]


class WordCache:
    """What the model's own rules have set for each word in its role so far.

    A handful of words make up most of any text; the model tries 179 rules at each, then looks for its dictionary form.
    """

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        from spacy.matcher import Matcher

        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._of_one_word, self._others = Matcher(ruler.vocab), Matcher(ruler.vocab)
        for number, rule in enumerate(ruler.patterns):
            for matcher, wanted in ((self._of_one_word, True), (self._others, False)):
                if patterns := [p for p in rule["patterns"] if _of_one_word(p) is wanted]:
                    matcher.add(str(number), patterns)
        self._known: dict[Key, list[int]] = {}
        known_forms = lemmatizer.lookups.get_table("lemma_index")
        for kind in list(known_forms):  # a list of 57,528 nouns was searched from its beginning for each new word
            known_forms[kind] = frozenset(known_forms[kind])

    def mark(self, docs: Iterable["Doc"]) -> None:
        """Set kinds, forms and dictionary forms of sentences that are parsed, as the model's steps set them."""
        for doc in docs:
            if self._others(doc, allow_missing=True):  # rules of several words: "let's", "there is"
                self._lemmatizer(self._ruler(doc))
            elif len(doc):
                self._mark(doc)

    def _mark(self, doc: "Doc") -> None:
        keys = list(map(tuple, doc.to_array(_ROLE).tolist()))
        rows = [self._known.get(key) or [*key[1:], 0, 0, 0] for key in keys]
        doc.from_array(_SET, cast(Any, np.array(rows, np.uint64)))
        if new := [at for at, key in enumerate(keys) if key not in self._known]:
            self._ruler.set_annotations(doc, self._matches(doc, new))
            self._lemmatizer(doc)  # looks at words without a dictionary form only
            self._learn(doc, {keys[at]: at for at in new})

    def _matches(self, doc: "Doc", places: Sequence[int]) -> list[tuple[int, int, int, int]]:
        """Return the rules that hold for the words at some places, as the ruler returns them."""
        strings = doc.vocab.strings
        return sorted(
            (int(strings[rule]), rule, at, at + 1)
            for at in places
            for rule, _, _ in self._of_one_word(doc[at : at + 1], allow_missing=True)
        )

    def _learn(self, doc: "Doc", places: dict[Key, int]) -> None:
        if len(self._known) + len(places) > MAX_WORDS:
            self._known.clear()
        found = doc.to_array(_SET).tolist()
        self._known.update((key, found[at]) for key, at in places.items())


def of(nlp: "Language") -> WordCache | None:
    """Return a memory for a model's steps; None for a model that is built otherwise, which does its own work."""
    if not all(nlp.has_pipe(name) for name in STEPS):
        return None
    ruler, lemmatizer = (nlp.get_pipe(name) for name in STEPS)
    is_by_rule = getattr(lemmatizer, "mode", "") == "rule" and not getattr(lemmatizer, "overwrite", True)
    return WordCache(ruler, lemmatizer) if is_by_rule else None


def _of_one_word(pattern: Sequence[dict[str, Any]]) -> bool:
    return len(pattern) == 1 and pattern[0].keys() <= _WORD_ATTRIBUTES
