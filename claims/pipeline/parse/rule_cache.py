"""Remember which of the language model's rules hold for a word: a handful of words make up most of any text."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_WORDS = 30_000  # words, some 10 MB; then everything is forgotten and learned anew

# What a rule may ask of its one word that the word alone decides, with the tag and role that it has by then.
_WORD_ATTRIBUTES = {"ORTH", "TEXT", "LOWER", "IS_SPACE", "TAG", "DEP"}

Match = tuple[int, int, int, int]  # number of the rule, its hash, first word, end


def install(ruler: Any) -> None:
    """Make spaCy's attribute ruler look each word up before it tries its 179 rules; what it sets stays the same.

    Rules of several words, or that ask for anything else, are tried everywhere as before.
    """
    ruler.match = _caching_match(ruler)


def _caching_match(ruler: Any) -> "Callable[[Doc], list[Match]]":
    from spacy.matcher import Matcher

    single, other = Matcher(ruler.vocab), Matcher(ruler.vocab)
    for number, rule in enumerate(ruler.patterns):
        for matcher, wanted in ((single, True), (other, False)):
            if patterns := [p for p in rule["patterns"] if (len(p) == 1 and p[0].keys() <= _WORD_ATTRIBUTES) is wanted]:
                matcher.add(str(number), patterns)
    strings = ruler.vocab.strings
    known: dict[tuple[int, int, int], list[tuple[int, int]]] = {}

    def rules(token: "Token") -> list[tuple[int, int]]:
        word = token.doc[token.i : token.i + 1]
        return [(int(strings[rule]), rule) for rule, _, _ in single(word, allow_missing=True)]

    def match(doc: "Doc") -> list[Match]:
        found = [(int(strings[rule]), rule, start, end) for rule, start, end in other(doc, allow_missing=True)]
        for at, token in enumerate(doc):
            key = token.orth, token.tag, token.dep
            if (rules_of_word := known.get(key)) is None:
                if len(known) >= MAX_WORDS:
                    known.clear()
                rules_of_word = known[key] = rules(token)
            found += [(number, rule, at, at + 1) for number, rule in rules_of_word]
        found.sort()  # a later rule overrules an earlier one
        return found

    return match
