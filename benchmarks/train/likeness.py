"""Fit the landmarks of claims/pipeline/likeness.py and write them.

    .venv/bin/python benchmarks/train/likeness.py --gold DIR [--out claims/pipeline/likeness.npz]

Only ClaimBuster (CC BY 4.0) is read. A part of its sentences, drawn once for ever, become landmarks; a logistic
regression over how near a sentence lies to each says whether it is worth checking. Beside the weights stand the
cross-validated figures of both models together; the rest of the report is printed.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from measure import fit, gold, judged  # noqa: E402
from train.worth import measured  # noqa: E402

from claims.pipeline import embed, likeness  # noqa: E402

CORPUS = "claimbuster"
# Chosen by cross-validation on the same data, as was likeness.FADES.
LANDMARKS = 1_500
STRENGTH = 40.0  # scikit-learn's C
HALF = 0.36  # the border of the label, for both models together
_FOLDS = 10
_STEPS = 6  # of Newton's method; more change no digit that is shown
_FLAT = 1e-6  # directions in which the landmarks hardly differ


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, default=ROOT / "claims/pipeline/likeness.npz", metavar="FILE")
    options = parser.parse_args()
    rows = [
        row for file in gold.find(options.gold) if (file.kind, file.corpus) == ("worth", CORPUS) for row in file.rows
    ]
    if not rows:
        sys.exit(f"There is no {CORPUS} in {options.gold}.")
    texts, labels = [row["text"] for row in rows], judged.labels(rows)
    vectors = embed.sentences([" ".join(text.split()) for text in texts])
    words, alike = [0.0] * len(rows), [0.0] * len(rows)
    recipe = fit.RECIPES["worth"]
    for fold in fit.folds(rows, _FOLDS):
        held = set(fold)
        rest = [i for i in range(len(rows)) if i not in held]
        plain = recipe.fit([texts[i] for i in rest], [labels[i] for i in rest])
        near = Landmarks.fit(vectors[rest], [labels[i] for i in rest])
        for i, word, like in zip(
            fold, recipe.chances(plain, [texts[i] for i in fold]), near.chances(vectors[fold]), strict=True
        ):
            words[i], alike[i] = word, like
    both = [likeness.together(word, like) for word, like in zip(words, alike, strict=True)]
    figures = measured(both, labels, HALF)
    print("words alone:", measured(words, labels, recipe.half))
    print("likeness alone:", measured(alike, labels, HALF))
    print("together:", figures)
    told = {"corpus": CORPUS, "sentences": len(rows), "folds": _FOLDS, "half": HALF, "measured": figures}
    Landmarks.fit(vectors, labels).write(options.out, json.dumps(told))


class Landmarks:
    """Landmarks in steps of one byte, and their weights."""

    def __init__(self, marks: NDArray[np.int8], step: float, weights: NDArray[np.float64], bias: float) -> None:
        self.marks, self.step, self.weights, self.bias = marks, step, weights, bias

    @classmethod
    def fit(cls, vectors: embed.Vectors, labels: Sequence[int]) -> "Landmarks":
        drawn = vectors[np.sort(np.random.default_rng(0).permutation(len(vectors))[:LANDMARKS])]
        step = float(np.abs(drawn).max()) / 127
        marks = np.round(drawn / step).astype(np.int8)
        places = marks.astype(np.float32) * np.float32(step)
        # Nyström: what the landmarks tell apart, each direction of length 1.
        sizes, ways = np.linalg.eigh(likeness.near(places, places))
        ways = ways[:, sizes > _FLAT] / np.sqrt(sizes[sizes > _FLAT])
        point = _logistic(likeness.near(vectors, places) @ ways, np.array(labels, np.float64))
        return cls(marks, step, ways @ point[:-1], float(point[-1]))

    def chances(self, vectors: embed.Vectors) -> list[float]:
        near = likeness.near(vectors, self.marks.astype(np.float32) * np.float32(self.step))
        found: list[float] = (1 / (1 + np.exp(-(near @ self.weights + self.bias)))).tolist()
        return found

    def write(self, path: Path, told: str) -> None:
        np.savez_compressed(
            path, marks=self.marks, step=np.float32(self.step), weights=self.weights.astype(np.float32),
            bias=np.float64(self.bias), told=np.array(told),
        )  # fmt: skip


def _logistic(seen: NDArray[np.float64], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fit by Newton's method; the last weight is the bias and goes unpunished."""
    seen = np.hstack([seen, np.ones((len(seen), 1))])
    point = np.zeros(seen.shape[1])
    rein = np.full(len(point), 1 / STRENGTH)
    rein[-1] = 1e-6
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(seen @ point, -30, 30)))
        bend = (seen * (chance * (1 - chance))[:, None]).T @ seen
        bend[np.diag_indices_from(bend)] += rein
        point -= np.linalg.solve(bend, seen.T @ (chance - labels) + rein * point)
    return point


if __name__ == "__main__":
    main()
