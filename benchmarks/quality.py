"""Measure the pure steps on a gold folder: one table of what this version reaches, the best peer, and the goal.

    .venv/bin/python benchmarks/quality.py --gold DIR [--only STEP] [--predictions OUT] [--fit DIR] [--errors STEP]

DIR holds JSON lines in any folders (see docs/quality.md for their forms); its scorers lie in a folder `score` beside
it. Nothing is written into the project, nothing is looked up on the network, no environment variable is read.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True  # a measurement leaves nothing behind in the project
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

try:
    from measure import (
        cases,
        errors,
        fit,
        goals,
        gold,
        network,
        overruled,
        predict,
        progress,
        scorers,
        speed,
        table,
        unseen,
    )
except ModuleNotFoundError as missing:  # run by a Python without the project's packages
    sys.exit(
        f"{missing}. Run it with the project's Python: .venv/bin/python benchmarks/quality.py (./claimdesk makes it)."
    )


def main() -> int:
    options = _options()
    if not options.gold.is_dir():
        return _refuse(f"There is no folder {options.gold}.")
    if options.predictions and options.predictions.resolve().is_relative_to(ROOT):
        return _refuse("Predictions are never written into the project: name a folder outside of it.")
    if options.only in gold.LATER:
        print(f"{options.only}: comes with Memory.")
        return 0
    found = [file for file in gold.find(options.gold) if options.only in (None, file.step)]
    scoring = scorers.folder(options.gold)
    known = cases.folder(options.gold) if options.only in (None, cases.NAME) and scoring is not None else None
    if not found and known is None:
        return _refuse(f"There is no gold {f'for {options.only} ' if options.only else ''}in {options.gold}.")
    if scoring is None:
        print("There is no folder score beside the gold folder: only speed is measured.", file=sys.stderr)
    fitted = fit.fit(options.fit) if options.fit else None
    rows: list[table.Row] = []
    with network.counted() as looked_up, tempfile.TemporaryDirectory() as scratch:
        out = options.predictions or Path(scratch)
        # Before everything else, so that the peak of memory is that of reading.
        quick = speed.measure(options.gold) if options.only in (None, "claims") else []
        for file in found:
            rows += _measure(file, out, scoring, fitted, options.errors)
        rows += quick
        if known is not None and scoring is not None:
            rows += _cases(known, scoring, options.predictions, is_listed=options.errors == cases.NAME)
        rows.append(table.Row("all", "", "look-ups to the network", float(looked_up()), goal=0, low=True))
    print(json.dumps([row.as_dict() for row in rows], ensure_ascii=False) if options.json else table.text(rows))
    return 0


def _measure(
    file: gold.Gold, out: Path, scoring: Path | None, fitted: "fit.Fitted | None", errors_of: str | None
) -> list[table.Row]:
    with progress.bar(str(file.relative), len(file.rows)) as tick:
        predicted = predict.predict(file, tick)
    for refused in predicted.refused:
        print(f"refused {refused}", file=sys.stderr)
    scored = _scored(file, predicted.rows, out / file.relative, scoring)
    scored["ms"] = 1000 * predicted.seconds / max(len(file.rows), 1)
    scored["words_per_s"] = predicted.words / max(predicted.seconds, 1e-9)
    own: dict[str, Any] = {}
    if fitted is not None and (answers := fitted.predict(file)) is not None:
        own = _scored(file, answers, out / "fit" / file.relative, scoring)
    if file.kind == "html" and errors_of == file.step:
        print(overruled.text(file))
    if errors_of == file.step:
        if scoring is None:
            print("Errors are told by the scorers' measures; there is no folder score beside the gold.")
        else:
            seen, rows = gold.side(file, predicted.rows, put_aside=False)
            print(errors.text(seen, replace(predicted, rows=rows), scorers.module(scoring, file.kind)))
    split = unseen.split(file, predicted.rows) if file.step == "claims" else None
    parts = _parts(file, predicted.rows, scoring)
    if split is None or scoring is None:
        return _rows(file, scored, own, "", parts)
    whole = _rows(file, scored, {}, "all rows, as scored: ", parts, goals_too=False)
    if split.rest is None:
        return _rows(file, split.held_out, own, split.note, _NONE) + whole
    untrained = replace(file, rows=split.rest)
    parts = _parts(untrained, split.answers, scoring)
    return _rows(file, _apart(untrained, split.answers, scoring), own, split.note, parts) + whole


def _cases(known: Path, scoring: Path, out: Path | None, *, is_listed: bool) -> list[table.Row]:
    judged = cases.run(known, scoring)
    if out is not None:
        _write(judged, out / f"{cases.NAME}.jsonl")
    if is_listed:
        print(cases.text(judged))
    return cases.rows(judged)


_Parts = tuple[dict[str, Any], dict[str, Any], dict[str, Any]]
_NONE: _Parts = ({}, {}, {})


def _parts(file: gold.Gold, answers: list[dict[str, Any]], scoring: Path | None) -> _Parts:
    """Score the documents that may be looked at, those that are put aside, and of these the ones that are new."""
    rest, aside = (_apart(*gold.side(file, answers, put_aside=side), scoring) for side in (False, True))
    return rest, aside, _apart(*gold.unseen(file, answers), scoring)


def _apart(file: gold.Gold, answers: list[dict[str, Any]], scoring: Path | None) -> dict[str, Any]:
    """Score some lines of a gold file as if they were all of it; without lines there is nothing to say."""
    if not file.rows:
        return {}
    with tempfile.TemporaryDirectory() as scratch:
        some = replace(file, path=Path(scratch) / "gold.jsonl")
        _write(some.rows, some.path)
        return _scored(some, answers, Path(scratch) / "own.jsonl", scoring)


def _rows(
    file: gold.Gold, scored: dict[str, Any], own: dict[str, Any], note: str, parts: _Parts, *, goals_too: bool = True
) -> list[table.Row]:
    mine, rest, aside, new = (
        {measure.name: value for measure, value in goals.values(file.kind, file.corpus, each)} for each in (own, *parts)
    )
    return [
        table.Row(
            file.step,
            str(file.relative),
            note + measure.name,
            value,
            measure.goal if goals_too else None,
            measure.peer,
            mine.get(measure.name),
            measure.fitted if goals_too else None,
            measure.low,
            rest.get(measure.name),
            aside.get(measure.name),
            new.get(measure.name),
        )
        for measure, value in goals.values(file.kind, file.corpus, scored)
    ]


def _write(rows: list[dict[str, Any]], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _scored(file: gold.Gold, rows: list[dict[str, Any]], path: Path, scoring: Path | None) -> dict[str, Any]:
    _write(rows, path)
    return scorers.score(scoring, file, path) if scoring else {}


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)
    return 2


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    measured = (*gold.STEPS, cases.NAME)
    steps = (*measured, *gold.LATER)
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR", help="gold folder")
    parser.add_argument("--only", choices=steps, metavar="STEP", help=", ".join(steps))
    parser.add_argument(
        "--predictions", type=Path, metavar="OUT", help="keep the predictions there, in the scorers' form"
    )
    parser.add_argument(
        "--fit", type=Path, metavar="DIR", help="also fit the check-worthiness models on this gold folder"
    )
    parser.add_argument("--errors", choices=measured, metavar="STEP", help="list the errors of a step by class")
    parser.add_argument("--json", action="store_true", help="print the table as JSON")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
