"""Score a sentence by its nearest neighbours: the chance that fact-checkers check sentences about the same."""

import math
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.pipeline.rank.sentence_vectors import Vectors

# Made by benchmarks/train/neighbour_model.py from ClaimBuster (CC BY 4.0, credited in NOTICE).
COEFFICIENTS = Path(__file__).with_name("neighbour_model.npz")

# Twice 1 − the cosine, times this, is how fast the likeness of two sentences fades (chosen by cross-validation).
DECAY = 1.0

_EDGE = 1e-6  # no chance is nearer to 0 or 1


def chances(rows: Vectors) -> list[float]:
    """Return of each embedded sentence the chance, 0 to 1, that a fact-checker would check it."""
    model = _model()
    logits = similarity(rows, model.marks) @ model.weights + model.bias
    return [1 / (1 + math.exp(-logit)) for logit in logits.tolist()]


def combined(worth: float, like: float) -> float:
    """Return the mean, in log-odds, of the word model's chance and the neighbour model's chance."""
    return 1 / (1 + math.exp(-(_odds(worth) + _odds(like)) / 2))


def similarity(rows: Vectors, marks: Vectors) -> NDArray[np.float64]:
    """Return how similar each sentence is to each landmark, from 0 to 1 (the same place): one row a sentence."""
    distance = (rows**2).sum(axis=1)[:, None] + (marks**2).sum(axis=1) - 2 * (rows @ marks.T)
    like: NDArray[np.float64] = np.exp(-DECAY * distance.astype(np.float64))
    return like


def _odds(chance: float) -> float:
    inside = min(max(chance, _EDGE), 1 - _EDGE)
    return math.log(inside / (1 - inside))


class _Model(NamedTuple):
    """Landmarks, each with what its nearness adds to the log-odds."""

    marks: Vectors
    weights: NDArray[np.float64]
    bias: float


@lru_cache(maxsize=1)
def _model() -> _Model:
    with np.load(COEFFICIENTS, allow_pickle=False) as read:
        marks = read["marks"].astype(np.float32) * np.float32(read["step"])
        return _Model(marks, read["weights"].astype(np.float64), float(read["bias"]))
