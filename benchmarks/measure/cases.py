"""Read small inputs of known classes of faults with the `read` command and say in which of them a fault still shows.

The cases lie in a folder `cases` beside the gold folder, what is right and wrong of an answer is told by `run_cases.py`
among the scorers. The command is called once a step, with the inputs of all of its cases.
"""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from measure import scorers
from measure.table import Row

RUNNER = "run_cases.py"
NAME = "cases"
# By their numbers: the cases of splitting sentences into claims that stand alone; the others are about other steps.
_CLAIMS = frozenset((*range(1, 25), 45, *range(67, 70), *range(80, 84), 85, 86))
_GOAL = 0.95
_ALSO = {"sentences": ("sentences", "claims")}  # what is no claim is looked for among the claims as well
_BY_PEOPLE = "api"
_ROOT = Path(__file__).resolve().parent.parent.parent

Case = dict[str, Any]


def folder(gold: Path) -> Path | None:
    """Return the folder of cases that lies beside a gold folder, None when there is none."""
    return scorers.beside(gold, NAME)


def run(cases: Path, scoring: Path) -> list[Case]:
    """Return for each case its id, class, state ("ok", "fault", "not run"), faults and the answer that was judged."""
    runner = scorers.imported(scoring / RUNNER)
    known = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(cases.glob("*.json"))]
    answers = _answers([case for case in known if case["step"] != _BY_PEOPLE], runner)
    return [_judged(case, answers.get(case["id"]), runner) for case in known]


def rows(judged: Sequence[Case]) -> list[Row]:
    """Return how many of the cases show no fault, those of claims with their goal and the others."""
    out = []
    for name, of_claims, goal in (("of claims", True, _GOAL), ("of other steps", False, None)):
        some = [case for case in judged if (int(case["id"]) in _CLAIMS) is of_claims and case["state"] != "not run"]
        if some:
            fine = sum(case["state"] == "ok" for case in some)
            out.append(Row(NAME, NAME, f"without a fault, {fine} of {len(some)} {name}", fine / len(some), goal))
    return out


def text(judged: Sequence[Case]) -> str:
    """Return the cases that show a fault, each with its class and its faults."""
    lines = [f"{NAME}: faults by case"]
    for case in judged:
        if case["state"] != "ok":
            lines.append(f"  {case['id']}  {case['state']}  {case['class']}")
            lines += [f"      {fault}" for fault in case["faults"]]
    return "\n".join(lines)


def _answers(known: Sequence[Case], runner: ModuleType) -> dict[str, str]:
    """Read the inputs, a step at a time, and lay each case's lines out as the runner does."""
    wanted: dict[str, list[Case]] = defaultdict(list)
    for case in known:
        for step in _ALSO.get(case["step"], (case["step"],)):
            wanted[step].append(case)
    laid_out: dict[str, list[str]] = defaultdict(list)
    for step in sorted(wanted, key=lambda step: step == "claims"):  # claims stand behind the sentences
        lines = _read(step, wanted[step])
        for case in wanted[step]:
            if case["id"] in lines:
                printed = case["input"].lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
                laid_out[case["id"]].append(runner.render(step, lines[case["id"]], printed))
    return {name: "\n".join(texts) for name, texts in laid_out.items()}


def _read(step: str, some: Sequence[Case]) -> dict[str, list[dict[str, Any]]]:
    """Call the command on the inputs of some cases; a case whose input is refused has no entry."""
    with tempfile.TemporaryDirectory() as scratch:
        files = {str(Path(scratch) / f"{case['id']}.{case['media']}"): case for case in some}
        for file, case in files.items():
            Path(file).write_text(case["input"], encoding="utf-8")
        absent = str(Path(scratch) / "none.txt")  # a second file, so that each line names its own
        command = [sys.executable, "manage.py", "read", step, *files, absent]
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    refused = [file for file in files if file in done.stderr]
    out: dict[str, list[dict[str, Any]]] = {case["id"]: [] for file, case in files.items() if file not in refused}
    if done.returncode != 2:  # the absent file alone makes it 2
        raise RuntimeError(f"read {step}: {(done.stderr.strip().splitlines() or ['no answer'])[-1]}")
    for line in map(json.loads, done.stdout.splitlines()):
        out[files[line["file"]]["id"]].append(line)
    return out


def _judged(case: Case, answer: str | None, runner: ModuleType) -> Case:
    faults = [] if answer is None else runner.judge(case, answer)
    state = "not run" if answer is None else "fault" if faults else "ok"
    return {"id": case["id"], "class": case["class"], "state": state, "faults": faults, "answer": answer}
