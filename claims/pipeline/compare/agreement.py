"""Measure how far independent reviewers of the same claims agree, beyond chance and with its uncertainty.

A unit is the labels that one claim got from its reviewers, at least two to count. All figures are for nominal labels:
that “Supported” and “Disputed” lie far apart is a house's opinion, not a measurement.
"""

import random
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import permutations

Unit = Sequence[Hashable]
MINIMUM = 30  # units below which no figure is shown: an interval over fewer says next to nothing
RESAMPLES = 1_000
SEED = 20_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure with its 95 % interval (bootstrap over units, percentiles) and the number of units behind it."""

    value: float
    low: float
    high: float
    n: int


def percent(units: Sequence[Unit]) -> float | None:
    """Return the share of pairs of labels within a unit that are equal; None without a pair."""
    equal = total = 0
    for unit in units:
        for label, other in permutations(unit, 2):
            total += 1
            equal += label == other
    return equal / total if total else None


def kappa(units: Sequence[Unit]) -> float | None:
    """Return Cohen's kappa for two reviewers; units with another number of labels are left out.

    None when nothing is there to compare, or when both gave one and the same label throughout. Source: Cohen (1960),
    A coefficient of agreement for nominal scales.
    """
    pairs = [tuple(unit) for unit in units if len(unit) == 2]
    if not pairs:
        return None
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(first[label] * second[label] for label in first) / len(pairs) ** 2
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else None


def alpha(units: Sequence[Unit]) -> float | None:
    """Return Krippendorff's alpha for nominal labels, any number of reviewers, some of them missing.

    None without two labels that differ anywhere. Source: Krippendorff (2011), Computing Krippendorff's
    alpha-reliability.
    """
    pairable = [unit for unit in units if len(unit) > 1]
    totals = Counter(label for unit in pairable for label in unit)
    n = sum(totals.values())
    expected = n * n - sum(count * count for count in totals.values())
    if not expected:
        return None
    observed = 0.0
    for unit in pairable:
        counts = Counter(unit)
        observed += (len(unit) ** 2 - sum(count * count for count in counts.values())) / (len(unit) - 1)
    return 1 - (n - 1) * observed / expected


def figure(
    units: Sequence[Unit],
    measure: Callable[[Sequence[Unit]], float | None],
    *,
    least: int = MINIMUM,
    resamples: int = RESAMPLES,
) -> Figure | None:
    """Return a measure with its interval; None below `least` units that have two labels, or where it is undefined."""
    usable = [unit for unit in units if len(unit) > 1]
    value = measure(usable) if len(usable) >= least else None
    if value is None:
        return None
    chance = random.Random(SEED)  # the same units give the same interval
    drawn = [measure(chance.choices(usable, k=len(usable))) for _ in range(resamples)]
    found = sorted(label for label in drawn if label is not None) or [value]
    low, high = found[int(0.025 * (len(found) - 1))], found[round(0.975 * (len(found) - 1))]
    return Figure(value, min(low, value), max(high, value), len(usable))


def confusion(units: Sequence[Unit]) -> Counter[tuple[Hashable, Hashable]]:
    """Count which label one reviewer gave where the other gave which; order within a pair does not matter."""
    counts: Counter[tuple[Hashable, Hashable]] = Counter()
    for unit in units:
        if len(unit) == 2:
            label, other = sorted(unit, key=str)
            counts[label, other] += 1
    return counts
