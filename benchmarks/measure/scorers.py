"""Run the scorers that lie in a folder `score` beside the gold folder; without them nothing is scored."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from measure.gold import Gold

# Form of the gold → scorer and what it is called with.
_SCORERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "renderings": ("score_clean.py", ("--by", "renderer", "--boots", "0")),
    "html": ("score_clean.py", ("--boots", "0")),
    "segments": ("score_clean.py", ("--segments",)),
    "sentences": ("score_sentences.py", ()),
    "quotes": ("score_quotes.py", ("--criteria", "f80")),
    "split": ("score_claims.py", ()),
    "worth": ("score_checkworthy.py", ()),
    "objective": ("score_checkworthy.py", ()),
}
# PolNeAR marks every attribution, also thoughts and terms of one word: only reported speech has to be found.
_MORE = {"polnear": ("--reporting", "--min-words", "4", "--derive-types")}


def folder(gold: Path) -> Path | None:
    """Return the scorers' folder of a gold folder, None when there is none."""
    return beside(gold, "score")


def beside(gold: Path, name: str) -> Path | None:
    """Return a folder that lies beside a gold folder, None when there is none."""
    places = (gold.absolute().parent / name, gold.resolve().parent / name)
    return next((path for path in places if path.is_dir()), None)


def score(scorers: Path, gold: Gold, predictions: Path) -> dict[str, Any]:
    """Score a file of predictions; raise RuntimeError with the scorer's own words when it refuses."""
    name, arguments = _SCORERS[gold.kind]
    command = [sys.executable, str(scorers / name), "--gold", str(gold.path), "--pred", str(predictions), "--json"]
    done = subprocess.run([*command, *arguments, *_MORE.get(gold.corpus, ())], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{name} on {gold.relative}: {(done.stderr or done.stdout).strip()}")
    result: dict[str, Any] = json.loads(done.stdout)
    if result.get("sources"):
        result["sources_share"] = result["sources_kept"] / result["sources"]
    return result


def module(scorers: Path, kind: str) -> ModuleType:
    """Import the scorer of a form, so that errors are told by its own measures."""
    return imported(scorers / _SCORERS[kind][0])


def imported(path: Path) -> ModuleType:
    """Import a Python file that lies outside of the project."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{path} is no Python file.")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded
