"""Read the sentences of check-worthiness gold: each stands alone, as the labels were given."""

import json
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from claims.pipeline.parse import parse
from claims.pipeline.rank import sentence_vectors, word_model

if TYPE_CHECKING:
    from claims.pipeline.parse.grammar import Token

# Where the fitted models lie; that of objective news ranks nothing and gives no reason, so it is only measured.
MODELS = {
    "worth": word_model.COEFFICIENTS,
    "objective": Path(__file__).resolve().parent.parent / "train/objective.json",
}
_BATCH = 256
_LONGEST = 2_000  # code points; longer "sentences" of debates are speeches, and their start tells enough
_features: dict[str, tuple[str, ...]] = {}
_vectors: dict[str, Any] = {}


def words(texts: Sequence[str]) -> Iterator["list[Token]"]:
    """Parse each text as one sentence and yield its tokens."""
    for start in range(0, len(texts), _BATCH):
        spans, whole = [], ""
        for text in texts[start : start + _BATCH]:
            plain = " ".join(text.split())[:_LONGEST] or "–"
            spans.append(_Stretch(len(whole), len(whole) + len(plain)))
            whole += plain + "\n"
        # The labels say that it is English; a batch of its own passages would be asked for its language.
        parsed = parse.parse(whole, (_Stretch(0, len(whole)),), spans)
        yield from (list(doc) if doc is not None else [] for doc in parsed.docs)


def features(texts: Sequence[str], tick: Callable[[], None] = lambda: None) -> list[tuple[str, ...]]:
    """Return what the models look at in each text; a text is parsed once a run."""
    new = list(dict.fromkeys(text for text in texts if text not in _features))
    for text, tokens in zip(new, words(new), strict=True):
        _features[text] = tuple(sorted(word_model.features(tokens)))
        tick()
    return [_features[text] for text in texts]


def vectors(texts: Sequence[str]) -> sentence_vectors.Vectors:
    """Embed each text, once a run."""
    new = list(dict.fromkeys(text for text in texts if text not in _vectors))
    _vectors.update(zip(new, sentence_vectors.sentences([" ".join(text.split()) for text in new]), strict=True))
    return np.array([_vectors[text] for text in texts])


def mark(text: str) -> str:
    """Return a short fingerprint of a sentence's letters and digits, by which rows trained on are known again."""
    letters = "".join(sign for sign in text.lower() if sign.isalnum())
    return blake2b(letters.encode("utf-8", "replace"), digest_size=5).hexdigest()


class _Stretch:
    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end


def trained(kind: str) -> dict[str, Any]:
    """Return what a fitted model says of its making: its corpus, folds, figures and the label's border."""
    read: dict[str, Any] = json.loads(MODELS[kind].read_text(encoding="utf-8"))
    return read


def labels(rows: Sequence[dict[str, Any]]) -> list[int]:
    """Return the labels of gold lines."""
    return [int(row["label"]) for row in rows]
