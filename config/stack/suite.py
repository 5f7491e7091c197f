"""Every check and test in one command, with a summary: what people, CI and reviewers run alike."""

import os
import platform
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from subprocess import PIPE, STDOUT

from config.stack import browser, kept_cluster
from config.stack.paths import CHECKOUT

BIN = Path(sys.executable).parent
NOTHING_LEFT = 5  # pytest's exit code where every test was left out, as the browser's are without a browser
CHECKS = {
    "lint": ["ruff", "check", ".", "claimdesk"],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy", "config", "sources", "claims", "manage.py"],
    "contracts": ["lint-imports"],
    "complexity": ["python", "-m", "config.stack.complexity"],
    # Pages behind a sign-in need no description for search engines.
    "templates": ["djlint", "--lint", "--quiet", "--profile=django", "--ignore=H030,H031", "claims/templates"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
}
JAVASCRIPT = ["biome", "ci", "--colors=off", "--error-on-warnings", "."]
BIOME_RUNS_HERE = (sys.platform, platform.machine()) == ("linux", "x86_64")  # elsewhere there is no wheel of it
if BIOME_RUNS_HERE:
    CHECKS["javascript"] = JAVASCRIPT
OPTIONS = ("--all", "--fresh")
# Every test file is in exactly one of these parts; tests/test_repository.py holds that. They start in this order: what
# takes longest first, so that the processors have work until the end.
PAGES = [f"tests/browser/test_{name}.py" for name in ("access", "publication", "desk_shift", "sources")]
APART = {
    "leaks": ["tests/claims/test_leaks.py"],
    "pages": PAGES,
    "programs": ["tests/config", "tests/flows", "tests/benchmarks"],  # these wait for programs that they start
    "browser": ["tests/browser"],
    "workflow": ["tests/claims/workflow", "tests/claims/gates"],
    "desk": ["tests/claims/desk", "tests/claims/api"],
    "pipeline": ["tests/claims/pipeline", "tests/sources", "tests/corpus"],
}
PARTS = APART | {
    "browser": [*APART["browser"], *(f"--ignore={place}" for place in PAGES)],
    "rest": ["tests", *(f"--ignore={place}" for places in APART.values() for place in places)],
}
AT_ONCE = 4  # each waits for its database, a browser or a program half of its time


def main(arguments: list[str]) -> int:
    """Run the checks and the tests; with arguments of pytest only pytest with them. Return the exit code.

    `--all` runs the tests that take long as well. `--fresh` forgets the prepared database that earlier runs kept.
    """
    options = [each for each in arguments if each in OPTIONS]
    arguments = [each for each in arguments if each not in OPTIONS]
    if "--fresh" in options:
        kept_cluster.forget()
    everything = ["--all"] if "--all" in options else []
    missing = not (found := browser.chromium() or browser.install())
    environment = os.environ | ({"CHROMIUM": found} if found else {})
    environment.pop("CLAIMDESK_MODE", None)
    if arguments:
        command = [str(BIN / "python"), "-m", "pytest", *everything, *arguments]
        return subprocess.run(command, cwd=CHECKOUT, env=environment, check=False).returncode
    results = {name: _passes(name, command) for name, command in CHECKS.items()}
    results |= _tests(environment, ["-m", "not browser"] if missing else [], everything)
    print("\n" + "\n".join(f"{name:<13} {'ok' if fine else 'FAILED'}" for name, fine in results.items()))
    not_run = {"browser": browser.ADVICE} if missing else {}
    if not BIOME_RUNS_HERE:
        not_run["javascript"] = "Biome comes as a wheel for Linux on x86_64 only."
    for name, advice in not_run.items():
        print(f"{name:<13} NOT RUN: {advice}")
    return int(not all(results.values()) or (bool(not_run) and os.environ.get("CI") == "true"))


def _tests(environment: dict[str, str], without: list[str], everything: list[str]) -> dict[str, bool]:
    """Run the parts of the tests, some at once, each with servers of its own."""

    def run(places: list[str]) -> "subprocess.CompletedProcess[bytes]":
        command = [str(BIN / "python"), "-m", "pytest", *without, *everything, *places]
        return subprocess.run(command, cwd=CHECKOUT, env=environment, stdout=PIPE, stderr=STDOUT, check=False)

    print(
        f"tests       running in {len(PARTS)} parts, {AT_ONCE} at once; each is shown when it is done, after minutes",
        flush=True,
    )
    results = {}
    with ThreadPoolExecutor(AT_ONCE) as at_once:
        running = {at_once.submit(run, places): name for name, places in PARTS.items()}
        for done in as_completed(running):
            name, part = running[done], done.result()
            results[f"{name} tests"] = part.returncode in (0, NOTHING_LEFT if without else 0)
            print(f"\n--- {name}\n{(part.stdout or b'').decode(errors='replace')}", flush=True)
    return results


def _passes(name: str, command: list[str]) -> bool:
    begun = time.monotonic()
    done = subprocess.run(
        [BIN / command[0], *command[1:]],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"CLAIMDESK_MODE": "local", "DATABASE_OWNER_URL": ""},
        check=False,
    )
    print(f"{name:<11} {'ok' if done.returncode == 0 else 'FAILED'} in {time.monotonic() - begun:.0f} s", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
