"""Agreement figures: a published worked example of each, and an independent library on many made tables."""

import random

import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from claims.pipeline.compare import agreement

# Cohen (1960), table 2: proportions of 200 joint judgements by two readers.
COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
# Krippendorff (2011), example C: four observers, twelve units, five labels, some missing.
KRIPPENDORFF = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
]


def cohens_units():
    return [(a, b) for a, row in enumerate(COHEN) for b, count in enumerate(row) for _ in range(count)]


def krippendorffs_units():
    rows = [line.split() for line in KRIPPENDORFF]
    return [[label for label in column if label != "."] for column in zip(*rows, strict=True)]


def test_kappa_is_cohens_own():
    assert agreement.kappa(cohens_units()) == pytest.approx((0.70 - 0.41) / (1 - 0.41))
    assert agreement.percent(cohens_units()) == pytest.approx(0.70)


def test_alpha_is_krippendorffs_own():
    assert agreement.alpha(krippendorffs_units()) == pytest.approx(0.743, abs=0.0005)


@pytest.mark.parametrize("seed", range(25))
def test_the_figures_are_those_of_an_independent_library(seed):
    chance = random.Random(seed)
    labels = ["SUPPORTED", "DISPUTED", "CONFLICTING", "NOT_CHECKABLE"][: 2 + seed % 3]
    pairs = [(a := chance.choice(labels), a if chance.random() < 0.6 else chance.choice(labels)) for _ in range(40)]
    ours = agreement.kappa(pairs)
    assert ours == pytest.approx(cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs]))
    numbers = [[labels.index(label) if chance.random() < 0.9 else np.nan for label in pair] for pair in pairs]
    units = [[label for label in pair if not np.isnan(label)] for pair in numbers]
    theirs = krippendorff.alpha(np.array(numbers, dtype=float).T, level_of_measurement="nominal")
    assert agreement.alpha(units) == pytest.approx(theirs)


UNDEFINED = [
    ([], "nobody read anything"),
    ([("a",)], "one label is nothing to compare"),
    ([("a", "a")] * 40, "one label throughout: chance alone would agree"),
]


@pytest.mark.parametrize(("units", "why"), UNDEFINED, ids=[why for _, why in UNDEFINED])
def test_what_cannot_be_said_is_not_said(units, why):
    assert agreement.kappa(units) is None
    assert agreement.alpha(units) is None


def test_no_figure_below_the_minimum():
    pairs = cohens_units()
    assert agreement.figure(pairs[:29], agreement.kappa) is None
    measured = agreement.figure(pairs, agreement.kappa, resamples=200)
    assert measured is not None
    assert measured.low < measured.value < measured.high
    assert measured.n == 200
    assert measured == agreement.figure(pairs, agreement.kappa, resamples=200)


def test_the_matrix_counts_pairs_whoever_gave_which():
    assert agreement.confusion([("a", "b"), ("b", "a"), ("a", "a"), ("a",)]) == {("a", "b"): 2, ("a", "a"): 1}
