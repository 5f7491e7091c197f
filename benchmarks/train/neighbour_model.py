"""Fit the landmarks of claims/pipeline/rank/neighbour_model.py and write them.

    .venv/bin/python benchmarks/train/neighbour_model.py --gold DIR [--out claims/pipeline/rank/neighbour_model.npz]

Only ClaimBuster (CC BY 4.0) is read. A part of its sentences, drawn once for ever, become landmarks; a logistic
regression over how near a sentence lies to each says whether it is worth checking. Beside the weights stand the
cross-validated figures of both models together; the rest of the report is printed.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from measure import fit, gold, judged, landmarks  # noqa: E402
from train.word_model import measured  # noqa: E402

from claims.pipeline.rank import neighbour_model  # noqa: E402

CORPUS = "claimbuster"
# Chosen by cross-validation on the same data.
HALF = 0.36  # the border of the label, for both models together
_FOLDS = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, default=ROOT / "claims/pipeline/rank/neighbour_model.npz", metavar="FILE")
    options = parser.parse_args()
    rows = [
        row for file in gold.find(options.gold) if (file.kind, file.corpus) == ("worth", CORPUS) for row in file.rows
    ]
    if not rows:
        sys.exit(f"There is no {CORPUS} in {options.gold}.")
    texts, labels = [row["text"] for row in rows], judged.labels(rows)
    vectors = judged.vectors(texts)
    words, alike = [0.0] * len(rows), [0.0] * len(rows)
    recipe = fit.RECIPES["worth"]
    for fold in fit.folds(rows, _FOLDS):
        held = set(fold)
        rest = [i for i in range(len(rows)) if i not in held]
        plain = recipe.fit([texts[i] for i in rest], [labels[i] for i in rest])
        near = landmarks.Landmarks.fit(vectors[rest], [labels[i] for i in rest])
        for i, word, like in zip(
            fold, recipe.chances(plain, [texts[i] for i in fold]), near.chances(vectors[fold]), strict=True
        ):
            words[i], alike[i] = word, like
    both = [neighbour_model.combined(word, like) for word, like in zip(words, alike, strict=True)]
    figures = measured(both, labels, HALF)
    print("words alone:", measured(words, labels, recipe.half))
    print("likeness alone:", measured(alike, labels, HALF))
    print("together:", figures)
    facts = {"corpus": CORPUS, "sentences": len(rows), "folds": _FOLDS, "half": HALF, "measured": figures}
    landmarks.Landmarks.fit(vectors, labels).write(options.out, facts)


if __name__ == "__main__":
    main()
