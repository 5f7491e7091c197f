"""Fit the check-worthiness models on a newsroom's own labels: at benchmark time, shown in a column, never shipped."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.pipeline.rank import neighbour_model
from measure import gold, judged, linear
from measure.gold import Gold
from measure.landmarks import Landmarks

Row = dict[str, Any]
_FOLDS = 5


@dataclass(frozen=True)
class Recipe:
    """How a model is fitted: features seen in `least` texts, scikit-learn's C as `strength`, `half` the label's border.

    `rare`: rare features count more. `listed`: with word lists, lengths and shares. Both help where texts are many.
    """

    least: int
    strength: float
    half: float
    rare: bool
    listed: bool

    def see(self, features: Sequence[str]) -> list[str]:
        """Keep the features that the model may use."""
        return [name for name in features if self.listed or name[0] not in "@#"]

    def fit(self, texts: Sequence[str], labels: Sequence[int]) -> linear.Linear:
        """Fit on sentences."""
        seen = [self.see(features) for features in judged.features(texts)]
        return linear.fit(seen, labels, least=self.least, strength=self.strength, rare=self.rare)

    def chances(self, model: linear.Linear, texts: Sequence[str]) -> list[float]:
        """Return the chance of the label 1 for each sentence."""
        return [1 / (1 + math.exp(-model.logit(self.see(features)))) for features in judged.features(texts)]


# Chosen by cross-validation on the trainable data.
RECIPES = {
    "worth": Recipe(least=3, strength=5.0, half=0.36, rare=True, listed=True),
    "objective": Recipe(least=2, strength=3.0, half=0.58, rare=False, listed=False),
}


@dataclass(frozen=True)
class Fitted:
    """The labelled lines of one folder, by form and corpus; each gold file is answered by a model of its own."""

    rows: dict[tuple[str, str], list[Row]]

    def predict(self, file: Gold) -> list[Row] | None:
        """Answer a gold file by words and likeness, from lines of the same corpus; None when the folder has none.

        A line never helps to answer itself: a file that was fitted on is answered in five folds, whole documents
        (else neighbouring lines) at a time.
        """
        own = self.rows.get((file.kind, _family(file)))
        if own is None:
            return None
        recipe, texts = RECIPES[file.kind], [row["text"] for row in file.rows]
        known = {judged.mark(row["text"]) for row in own}
        marks = [judged.mark(text) for text in texts]
        again = 2 * sum(mark in known for mark in marks) > len(marks)
        chances = [0.0] * len(texts)
        for fold in folds(file.rows) if again else [range(len(texts))]:
            held = {marks[i] for i in fold}
            rest = [row for row in own if judged.mark(row["text"]) not in held]
            known_texts, asked = [row["text"] for row in rest], [texts[i] for i in fold]
            words = recipe.chances(recipe.fit(known_texts, judged.labels(rest)), asked)
            near = Landmarks.fit(judged.vectors(known_texts), judged.labels(rest))
            for i, word, like in zip(fold, words, near.chances(judged.vectors(asked)), strict=True):
                chances[i] = neighbour_model.combined(word, like)
        return [
            {"id": row["id"], "score": round(chance, 4), "label": int(chance >= recipe.half)}
            for row, chance in zip(file.rows, chances, strict=True)
        ]


def fit(folder: Path) -> Fitted:
    """Gather the check-worthiness gold of a folder."""
    rows: dict[tuple[str, str], list[Row]] = {}
    for file in gold.find(folder):
        if file.step == "claims":
            rows.setdefault((file.kind, _family(file)), []).extend(file.rows)
    return Fitted(rows)


def _family(file: Gold) -> str:
    """Objectivity means the same in every corpus; what was checked depends on who chose."""
    return "" if file.kind == "objective" else file.corpus


def folds(rows: Sequence[Row], count: int = _FOLDS) -> list[list[int]]:
    """Part lines into folds that share no document, or of neighbouring lines where there are too few documents."""
    docs = {name: k for k, name in enumerate(dict.fromkeys(row.get("doc", "") for row in rows))}
    if len(docs) >= count:
        return [[i for i, row in enumerate(rows) if docs[row.get("doc", "")] % count == k] for k in range(count)]
    order = sorted(range(len(rows)), key=lambda i: rows[i].get("line", i))
    size = math.ceil(len(rows) / count)
    return [order[k : k + size] for k in range(0, len(order), size)]
