"""Fit what a sentence's likeness to others says of it: landmarks among the embedded sentences, and their weights."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.pipeline.rank import neighbour_model, sentence_vectors

# Chosen by cross-validation on ClaimBuster, as was neighbour_model.DECAY; they serve objective news as well.
LANDMARKS = 1_500
STRENGTH = 40.0  # scikit-learn's C
_STEPS = 6  # of Newton's method; more change no digit that is shown
_FLAT = 1e-6  # directions in which the landmarks hardly differ


class Landmarks:
    """Landmarks in steps of one byte, and their weights."""

    def __init__(self, marks: NDArray[np.int8], step: float, weights: NDArray[np.float64], bias: float) -> None:
        self.marks, self.step, self.weights, self.bias = marks, step, weights, bias

    @classmethod
    def fit(cls, vectors: sentence_vectors.Vectors, labels: Sequence[int]) -> "Landmarks":
        drawn = vectors[np.sort(np.random.default_rng(0).permutation(len(vectors))[:LANDMARKS])]
        step = float(np.abs(drawn).max()) / 127
        marks = np.round(drawn / step).astype(np.int8)
        places = marks.astype(np.float32) * np.float32(step)
        # Nyström: what the landmarks tell apart, each direction of length 1.
        sizes, ways = np.linalg.eigh(neighbour_model.similarity(places, places))
        ways = ways[:, sizes > _FLAT] / np.sqrt(sizes[sizes > _FLAT])
        point = _logistic(neighbour_model.similarity(vectors, places) @ ways, np.array(labels, np.float64))
        return cls(marks, step, ways @ point[:-1], float(point[-1]))

    def chances(self, vectors: sentence_vectors.Vectors) -> list[float]:
        near = neighbour_model.similarity(vectors, self.marks.astype(np.float32) * np.float32(self.step))
        found: list[float] = (1 / (1 + np.exp(-(near @ self.weights + self.bias)))).tolist()
        return found

    def write(self, path: Path, facts: dict[str, Any]) -> None:
        np.savez_compressed(
            path,
            marks=self.marks,
            step=np.float32(self.step),
            weights=self.weights.astype(np.float32),
            bias=np.float64(self.bias),
            facts=np.array(json.dumps(facts)),
        )


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
