"""Fit the model of claims/pipeline/rank/word_model.py, and the one of objective news, only measured; write both.

    .venv/bin/python benchmarks/train/word_model.py --gold DIR [--out claims/pipeline/rank/word_model.json]

Only files whose licence allows it are read: ClaimBuster and NewsSD-ENG (CC BY 4.0). Beside the coefficients stand the
cross-validated figures; benchmarks/train/seen.json keeps fingerprints of the sentences, so that the benchmark can
leave out what was trained on.
"""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from measure import fit, gold, judged  # noqa: E402

TRAINABLE = {"worth": "claimbuster", "objective": "newssd"}
_FOLDS = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, default=ROOT / "claims/pipeline/rank/word_model.json", metavar="FILE")
    options = parser.parse_args()
    seen = set()
    for kind, corpus in TRAINABLE.items():
        rows = [
            row for file in gold.find(options.gold) if (file.kind, file.corpus) == (kind, corpus) for row in file.rows
        ]
        if not rows:
            sys.exit(f"There is no {corpus} in {options.gold}.")
        texts, labels = [row["text"] for row in rows], judged.labels(rows)
        recipe = fit.RECIPES[kind]
        chances = _held_out(recipe, rows)
        model = recipe.fit(texts, labels)
        names = sorted(model.weights)
        made = {
            "corpus": corpus,
            "sentences": len(rows),
            "folds": _FOLDS,
            "measured": measured(chances, labels, recipe.half),
            "half": recipe.half,
            "bias": round(model.bias, 4),
            "features": names,
            "weights": [round(1000 * model.weights[name]) for name in names],
            "rarity": [round(1000 * model.rarity[name]) for name in names] if recipe.rare else [],
        }
        seen |= {judged.mark(text) for text in texts}
        print(kind, len(rows), "sentences,", len(names), "features:", made["measured"])
        out = options.out if kind == "worth" else judged.MODELS[kind]
        out.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    (ROOT / "benchmarks/train/seen.json").write_text(json.dumps(sorted(seen), separators=(",", ":")) + "\n")


def _held_out(recipe: fit.Recipe, rows: list[dict]) -> list[float]:
    """Score each sentence by a model that saw neither it nor its neighbours."""
    chances = [0.0] * len(rows)
    for fold in fit.folds(rows, _FOLDS):
        held = set(fold)
        rest = [row for i, row in enumerate(rows) if i not in held]
        model = recipe.fit([row["text"] for row in rest], judged.labels(rest))
        for i, chance in zip(fold, recipe.chances(model, [rows[i]["text"] for i in fold]), strict=True):
            chances[i] = chance
    return chances


def measured(chances: list[float], labels: list[int], half: float) -> dict[str, float]:
    ranked = sorted(zip(chances, labels, strict=True), key=lambda pair: -pair[0])
    hits, precisions = 0, []
    for place, (_, label) in enumerate(ranked, 1):
        if label:
            hits += 1
            precisions.append(hits / place)
    found = [_f1(chances, labels, half, of) for of in (1, 0)]
    return {"ap": round(sum(precisions) / hits, 4), "f1": round(found[0], 4), "macro_f1": round(sum(found) / 2, 4)}


def _f1(chances: list[float], labels: list[int], half: float, of: int) -> float:
    pairs = [(int(chance >= half), label) for chance, label in zip(chances, labels, strict=True)]
    right = sum(said == label == of for said, label in pairs)
    return 2 * right / max(sum(said == of for said, _ in pairs) + sum(label == of for _, label in pairs), 1)


if __name__ == "__main__":
    main()
