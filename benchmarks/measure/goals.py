"""What is measured of each gold file, where the scorer says it, and what it has to reach."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Measure:
    """One line of the table: `keys` lead to the number in the scorer's answer; `scale` turns it into the goal's unit.

    `peer` is the best open tool known, `fitted` the goal of a model fitted on labels like those of the gold.
    """

    name: str
    keys: tuple[str, ...]
    goal: float | None = None
    peer: str = ""
    fitted: float | None = None
    scale: float = 1.0
    low: bool = False

    def reached(self, value: float, goal: float | None) -> bool | None:
        """Return whether a value reaches a goal; None without one."""
        if goal is None:
            return None
        return value <= goal if self.low else value >= goal


def _percent(name: str, *keys: str, goal: float | None = None, peer: str = "") -> Measure:
    return Measure(name, keys, goal, peer, scale=100)


def _accuracy(name: str, row: str, goal: float | None = None, match: str = "f80") -> Measure:
    return _percent(name, match, row, "acc", goal=goal)


_SEGMENTS = (Measure("segments F1", ("all", "f1"), 0.89),)
_QUOTES = (
    _percent("content F1", "f80", "content", "F1"),
    _percent("end to end F1", "f80", "end-to-end", "F1", peer="56.4 (people 77.5)"),
    _accuracy("speaker's name", "speaker name"),
)


def _split(
    claim: float | None = None, good: float | None = None, naive: str = "", **most: float
) -> tuple[Measure, ...]:
    """Return the measures of claims that stand alone, with the goals of one corpus; `most` are counts and shares."""
    low = ("bundled", "missed", "extra", "broken", "false", "insert_wrong")
    names = {
        "bundled": "units only in a bundle",
        "missed": "units in no claim",
        "extra": "claims of no unit",
        "broken": "broken wordings",
        "false": "forbidden claims",
        "insert_wrong": "wrong insertions",
    }
    return (
        Measure("good_f1", ("good_f1",), good),
        Measure("claim_f1", ("claim_f1",), claim, naive),
        *(Measure(names[key], (key,), most.get(key), low=True) for key in low),
        Measure("sources kept", ("sources_share",), most.get("sources")),
    )


# (form, corpus) → measures; the corpus "" stands for any other.
MEASURES: Mapping[tuple[str, str], tuple[Measure, ...]] = {
    ("renderings", ""): (
        Measure("F1, all renderings", ("all", "f1"), 0.93, ".834 sub-array"),
        Measure("F1 html_text", ("html_text", "f1"), 0.92),
        Measure("F1 inscriptis", ("inscriptis", "f1"), 0.92),
        Measure("exact", ("all", "exact"), 0.30),
        Measure("bad pages", ("all", "bad"), 0.04, low=True),
        Measure("ms a page", ("ms",), 20, low=True),
    ),
    ("segments", ""): _SEGMENTS,
    ("html", ""): (
        Measure("HTML F1", ("all", "f1"), 0.975, ".964 trafilatura"),
        Measure("HTML bad pages", ("all", "bad"), low=True),
        Measure("ms a page", ("ms",)),
    ),
    ("sentences", ""): (Measure("F1", ("f1",)),),
    ("sentences", "gum"): (Measure("GUM news F1", ("f1",), 0.957),),
    ("sentences", "quotes"): (Measure("quotations F1", ("f1",), 0.955),),
    ("sentences", "ewt"): (Measure("EWT F1", ("f1",), 0.86), Measure("words a CPU second", ("words_per_s",), 50_000)),
    ("sentences", "golden"): (Measure("golden rules, perfect", ("perfect",), 0.85),),
    ("quotes", ""): _QUOTES,
    ("quotes", "polnear"): (
        _percent("content F1", "f80", "content", "F1", goal=70),
        _percent("content precision", "f80", "content", "P", goal=74),
        _percent("content recall", "f80", "content", "R", goal=62),
        _percent("content F1, direct", "f80", "content direct", "F1", goal=90),
        _percent("content F1, mixed", "f80", "content mixed", "F1", goal=72),
        _percent("content F1, indirect", "f80", "content indirect", "F1", goal=60),
        _accuracy("speaker", "speaker mention", 95.5),
        _percent("end to end F1", "f80", "end-to-end", "F1", goal=67, peer="56.4 (people 77.5)"),
    ),
    ("quotes", "mcae"): (
        _percent("statement F1", "inside", "content", "F1", goal=89),
        _percent("statement recall", "inside", "content", "R", goal=86),
        _accuracy("resolved name", "speaker name", 90, "inside"),
        _accuracy("title", "title >= .5", 75, "inside"),
        _percent("end to end F1", "inside", "end-to-end", "F1", goal=78),
    ),
    ("quotes", "gum"): (
        _percent("content F1", "f80", "content", "F1"),
        _accuracy("speaker's name", "speaker name", 84),
        _accuracy("pronoun speaker's name", "speaker name, pronoun", 65),
        _percent("end to end F1", "f80", "end-to-end", "F1"),
    ),
    ("split", ""): _split(),
    ("split", "own"): _split(0.92, 0.80, ".853 naive cut", bundled=0.06, false=1, insert_wrong=1, sources=0.95),
    ("split", "rose"): _split(0.78, 0.65, ".769 naive cut", broken=0.03),
    ("split", "prop"): _split(0.78, naive=".728 naive cut"),
    ("split", "fcb"): _split(0.72, naive=".699 naive cut"),
    ("worth", ""): (Measure("AP", ("ap",)), Measure("MAP", ("map",)), Measure("F1", ("f1",))),
    ("worth", "claimbuster"): (
        Measure("AP, without embeddings", ("ap",), 0.86),
        Measure("F1, without embeddings", ("f1",)),
        Measure("AP, with embeddings", ("embeddings", "ap"), 0.90),
        Measure("F1, with embeddings", ("embeddings", "f1"), 0.81),
    ),
    ("worth", "ct19"): (Measure("MAP", ("map",), 0.13, fitted=0.17),),
    ("objective", ""): (Measure("macro-F1", ("macro_f1",), 0.68, fitted=0.70), Measure("accuracy", ("accuracy",))),
}


def measures(kind: str, corpus: str) -> tuple[Measure, ...]:
    """Return what is measured of a form of gold from a corpus."""
    return MEASURES.get((kind, corpus)) or MEASURES[kind, ""]


def values(kind: str, corpus: str, scored: Mapping[str, Any]) -> Iterator[tuple[Measure, float | None]]:
    """Yield each measure with its value, None where the scorer says nothing of it."""
    for measure in measures(kind, corpus):
        value: Any = scored
        for key in measure.keys:
            value = value.get(key) if isinstance(value, Mapping) else None
        yield measure, None if value is None else float(value) * measure.scale
