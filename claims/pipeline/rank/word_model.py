"""Score words with a small linear model: the chance that a fact-checker would check them."""

import json
import math
import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from claims.pipeline.split import lexicon

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

# Made by benchmarks/train/word_model.py from ClaimBuster (CC BY 4.0, credited in NOTICE).
COEFFICIENTS = Path(__file__).with_name("word_model.json")

_KEPT = 10_000  # words whose plain form is remembered
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LISTS = (
    ("accusing", lexicon.ACCUSING | lexicon.ACCUSING_NOUNS),
    ("amount", lexicon.AMOUNTS),
    ("universal", lexicon.UNIVERSAL),
    ("hedge", lexicon.HEDGES | lexicon.SEEMS),
    ("future", lexicon.FUTURE | lexicon.PLANS),
    ("judging", lexicon.JUDGING),
    ("loaded", lexicon.LOADED),
    ("duty", lexicon.DUTY),
    ("belief", lexicon.BELIEF),
    ("first", lexicon.FIRST_PERSON),
    ("speaking", lexicon.SPEAKING),
    ("position", lexicon.POSITION),
)
_LISTED: dict[str, tuple[str, ...]] = {
    word: tuple(name for name, listed in _LISTS if word in listed)
    for word in frozenset().union(*(listed for _, listed in _LISTS))
}
_PATTERNS = (
    ("cause", lexicon.CAUSE),
    ("rule", lexicon.RULE),
    ("compared", lexicon.COMPARED),
    ("judging-adverb", lexicon.JUDGING_ADVERBS),
)
_MARKS = '"“!?;:—–(…%$'
_SHARES = ("JJ", "RB", "NN", "NNP", "VBD", "CD", "PRP")


def score(words: "Sequence[Token]") -> float:
    """Return the chance, 0 to 1, that a fact-checker would check a statement; no words are worth nothing."""
    return _shipped().chance(features(words))


def features(words: "Sequence[Token]") -> set[str]:
    """Return the features: words in ones and twos, their kinds, names, who does what, length, word lists."""
    tokens = [token for token in words if not token.is_space]
    if not tokens:
        return set()
    plain = [_plain(token.lower_) for token in tokens]
    lemmas = [token.lemma_.lower() for token in tokens]
    tags = [token.tag_ for token in tokens]
    named = set(plain)
    named.update([f"{a}_{b}" for a, b in pairwise(("<", *plain, ">"))])
    named.update([f"L:{lemma}" for lemma in lemmas])
    named.update([f"T:{tag}" for tag in {*tags}])
    named.update([f"T:{a}_{b}" for a, b in {*pairwise(("<", *tags, ">"))}])
    named.update({f"E:{token.ent_type_}" for token in tokens if token.ent_type_})
    named.update(_grammar(tokens, plain))
    named.update(_lists(plain, lemmas))
    text = " ".join(token.text for token in tokens)
    named.update(f"@{name}" for name, pattern in _PATTERNS if pattern.search(text))
    named.update(f"@{mark}" for mark in _MARKS if mark in text)
    named.update(_size(tokens, tags))
    return named


@lru_cache(maxsize=_KEPT)
def _plain(lower: str) -> str:
    word = lower.replace("’", "'")
    if not word[0].isdigit():
        return word
    return "<year>" if _YEAR.fullmatch(word) else "<number>"


def _grammar(tokens: "Sequence[Token]", plain: Sequence[str]) -> list[str]:
    named = [f"S:{word}" for token, word in zip(tokens, plain, strict=True) if token.dep_ in {"nsubj", "nsubjpass"}]
    named.append(f"F:{tokens[0].tag_}")
    root = next((token for token in tokens if token.dep_ == "ROOT"), None)
    if root is not None:
        named += [f"R:{root.lemma_.lower()}", f"R:{root.tag_}"]
        subject = next((token for token in tokens if token.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None:
            named.append(f"SR:{subject.ent_type_ or subject.tag_}_{root.tag_}")
    return named


def _lists(plain: Sequence[str], lemmas: Sequence[str]) -> list[str]:
    counts: Counter[str] = Counter()
    for word, lemma in zip(plain, lemmas, strict=True):
        if word in _LISTED or lemma in _LISTED:
            counts.update({*_LISTED.get(word, ()), *_LISTED.get(lemma, ())})
    return [f"@{name}" for name in counts] + [f"@@{name}" for name, count in counts.items() if count > 1]


def _size(tokens: "Sequence[Token]", tags: Sequence[str]) -> list[str]:
    """Lengths and shares as steps."""
    long = len(tokens)
    return [
        f"#long{min(long // 5, 8)}",
        f"#capital{min(4, sum(token.text[0].isupper() for token in tokens[1:]))}",
        f"#number{min(3, sum(token.text[0].isdigit() for token in tokens))}",
        f"#name{min(4, sum(bool(token.ent_type_) for token in tokens))}",
        *(f"#{tag}{min(5, 10 * tags.count(tag) // long)}" for tag in _SHARES),
    ]


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression: of each feature its weight times its rarity, and its rarity squared."""

    known: dict[str, tuple[float, float]]
    bias: float

    def chance(self, named: Set[str]) -> float:
        """Return the chance, 0 to 1, of what has these features; without any it is 0."""
        if not named:
            return 0.0
        pulls = [pull for pull in map(self.known.get, named) if pull is not None]
        # fsum: the order of a set differs from process to process, and so would the last bit of a sum
        length = math.sqrt(math.fsum([square for _, square in pulls]))
        logit = self.bias + (math.fsum([pull for pull, _ in pulls]) / length if pulls else 0.0)
        return 1 / (1 + math.exp(-logit))


def load(path: Path) -> Model:
    """Read a fitted model.

    Weights and rarities come in thousandths; without rarities every feature counts the same.
    """
    read = json.loads(path.read_text(encoding="utf-8"))
    scales = [scale / 1000 for scale in read["rarity"]] or [1.0] * len(read["features"])
    known = {
        name: (weight / 1000 * scale, scale * scale)
        for name, weight, scale in zip(read["features"], read["weights"], scales, strict=True)
    }
    return Model(known, read["bias"])


@lru_cache(maxsize=1)
def _shipped() -> Model:
    return load(COEFFICIENTS)
