"""Fit a logistic regression over named features, in numpy alone: small enough to read, exact enough to ship."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Linear:
    """Weights of the features that a model knows, and its bias.

    A text's features count once each, as much as they are rare, and all of them together have the length 1.
    """

    weights: dict[str, float]
    rarity: dict[str, float]
    bias: float

    def logit(self, features: Sequence[str]) -> float:
        """Return the log-odds of the label 1."""
        known = [name for name in set(features) if name in self.weights]
        length = sum(self.rarity[name] ** 2 for name in known) ** 0.5
        return self.bias + (sum(self.weights[name] * self.rarity[name] for name in known) / length if known else 0.0)


def rarity(count: int, texts: int) -> float:
    """Return how much a feature counts that stands in `count` of `texts` (inverse document frequency)."""
    return math.log(texts / count) + 1


def fit(texts: Sequence[Sequence[str]], labels: Sequence[int], *, least: int, strength: float, rare: bool) -> Linear:
    """Fit on features seen in at least `least` texts; a larger `strength` trusts the labels more (scikit-learn's C).

    Without `rare` every feature counts the same.
    """
    counted = Counter(name for text in texts for name in set(text))
    names = sorted(name for name, count in counted.items() if count >= least)
    number = {name: k for k, name in enumerate(names)}
    scale = {name: rarity(counted[name], len(texts)) if rare else 1.0 for name in names}
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        known = [name for name in set(text) if name in number]
        length = sum(scale[name] ** 2 for name in known) ** 0.5
        rows += [row] * len(known)
        columns += [number[name] for name in known]
        values += [scale[name] / length for name in known]
    at, of, worth = np.array(rows), np.array(columns), np.array(values)
    signs = 2.0 * np.array(labels) - 1.0

    def loss(point: Floats) -> tuple[float, Floats]:
        weights, bias = point[:-1], point[-1]
        margins = signs * (np.bincount(at, worth * weights[of], len(signs)) + bias)
        pull = -signs / (1.0 + np.exp(np.clip(margins, -500, 500)))
        slope = np.bincount(of, worth * pull[at], len(names))
        total = strength * np.logaddexp(0.0, -margins).sum() + 0.5 * weights @ weights
        return float(total), np.append(strength * slope + weights, strength * pull.sum())

    point = _least(loss, np.zeros(len(names) + 1))
    return Linear(dict(zip(names, point[:-1].tolist(), strict=True)), scale, float(point[-1]))


def _least(loss, point: Floats, steps: int = 200, memory: int = 10) -> Floats:  # type: ignore[no-untyped-def]
    """Minimise by L-BFGS (Nocedal and Wright, algorithm 7.5) with a backtracking line search."""
    value, slope = loss(point)
    pairs: list[tuple[Floats, Floats]] = []
    for _ in range(steps):
        way, scales = slope.copy(), []
        for moved, turned in reversed(pairs):
            scales.append(moved @ way / (turned @ moved))
            way -= scales[-1] * turned
        if pairs:
            way *= (pairs[-1][0] @ pairs[-1][1]) / (pairs[-1][1] @ pairs[-1][1])
        for (moved, turned), scale in zip(pairs, reversed(scales), strict=True):
            way += moved * (scale - turned @ way / (turned @ moved))
        length = 1.0 if pairs else 1.0 / max(float(np.abs(slope).sum()), 1.0)
        for _ in range(40):
            further = point - length * way
            next_value, next_slope = loss(further)
            if next_value <= value - 1e-4 * length * float(slope @ way):
                break
            length /= 2
        else:
            break
        moved, turned = further - point, next_slope - slope
        if moved @ turned > 1e-12:
            pairs = [*pairs, (moved, turned)][-memory:]
        done = value - next_value < 1e-7 * abs(value)
        point, value, slope = further, next_value, next_slope
        if done:
            break
    return point
