"""Part check-worthiness gold into what the shipped models were trained on and what they never saw."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from claims.pipeline.rank import neighbour_model
from measure import judged
from measure.gold import Gold

Row = dict[str, Any]
_SEEN = Path(__file__).resolve().parent.parent / "train" / "seen.json"
_ENOUGH = 100  # rows: fewer that were not trained on say nothing


@dataclass(frozen=True)
class Split:
    """The unseen lines and their answers; without enough of them the cross-validated figures of the training."""

    note: str
    rest: list[Row] | None
    answers: list[Row]
    held_out: dict[str, Any]


def split(file: Gold, answers: list[Row]) -> Split | None:
    """Leave out what was trained on; None when nothing was."""
    seen = frozenset(json.loads(_SEEN.read_text()))
    rest = [i for i, row in enumerate(file.rows) if judged.mark(row["text"]) not in seen]
    if len(rest) == len(file.rows):
        return None
    if len(rest) < _ENOUGH:
        trained = judged.trained(file.kind)
        note = f"trained on, so {trained['folds']}-fold: "
        return Split(note, None, [], _measured(trained, file) if file.corpus == trained["corpus"] else {})
    note = f"{len(rest)} of {len(file.rows)} rows, unseen: "
    return Split(note, [file.rows[i] for i in rest], [answers[i] for i in rest], {})


def _measured(trained: dict[str, Any], file: Gold) -> dict[str, Any]:
    """Return what the training measured, for check-worthiness with embeddings as well."""
    if file.kind != "worth":
        return trained["measured"]
    with np.load(neighbour_model.COEFFICIENTS, allow_pickle=False) as held:
        return trained["measured"] | {"embeddings": json.loads(str(held["facts"]))["measured"]}
