"""Every check and test in one command, with a summary: what people, CI and reviewers run alike."""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from config.stack import browser
from config.stack.paths import CHECKOUT

BIN = Path(sys.executable).parent
CHECKS = {
    "lint": ["ruff", "check", ".", "claimdesk"],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy", "config", "sources", "claims", "manage.py"],
    "contracts": ["lint-imports"],
    # Pages behind a sign-in need no description for search engines.
    "templates": ["djlint", "--lint", "--quiet", "--profile=django", "--ignore=H030,H031", "claims/templates"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
}
# Every test file is below exactly one of these places; tests/test_repository.py holds that.
HALVES = {
    "tests one": ["tests/claims/test_doors.py", "tests/claims/test_leaks.py", "tests/browser", "tests/claims/pipeline"],
    "tests two": [
        "tests", "--ignore=tests/claims/test_doors.py", "--ignore=tests/claims/test_leaks.py", "--ignore=tests/browser",
        "--ignore=tests/claims/pipeline",
    ],
}  # fmt: skip


def main(arguments: list[str]) -> int:
    """Run the checks and all tests; with arguments only pytest with them. Return the exit code."""
    results = {} if arguments else {name: _passes(name, command) for name, command in CHECKS.items()}
    missing = not (found := browser.chromium() or browser.install())
    environment = os.environ | ({"CHROMIUM": found} if found else {})
    environment.pop("CLAIMDESK_MODE", None)
    if arguments:
        tests = subprocess.run([BIN / "python", "-m", "pytest", *arguments], cwd=CHECKOUT, env=environment, check=False)
        return tests.returncode
    results |= _tests(environment, ["-m", "not browser"] if missing else [])
    print("\n" + "\n".join(f"{name:<11} {'ok' if fine else 'FAILED'}" for name, fine in results.items()))
    if missing:
        print(f"browser     NOT RUN: {browser.ADVICE}")
    return int(not all(results.values()) or (missing and os.environ.get("CI") == "true"))


def _tests(environment: dict[str, str], without: list[str]) -> dict[str, bool]:
    """Run the tests in two halves at once, each with servers of its own: most machines have two cores.

    The first half is shown as it runs, the second when both are done.
    """
    one, two = ([str(BIN / "python"), "-m", "pytest", *without, *places] for places in HALVES.values())
    with tempfile.TemporaryFile() as log, ThreadPoolExecutor() as beside:
        second = beside.submit(
            lambda: (
                subprocess.run(
                    two, cwd=CHECKOUT, env=environment, stdout=log, stderr=subprocess.STDOUT, check=False
                ).returncode
            )
        )
        first = subprocess.run(one, cwd=CHECKOUT, env=environment, check=False)
        results = [first.returncode == 0, second.result() == 0]
        log.seek(0)
        print(log.read().decode(errors="replace"), flush=True)
    return dict(zip(HALVES, results, strict=True))


def _passes(name: str, command: list[str]) -> bool:
    begun = time.monotonic()
    done = subprocess.run(
        [BIN / command[0], *command[1:]], cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=os.environ | {"CLAIMDESK_MODE": "local", "DATABASE_OWNER_URL": ""}, check=False,
    )  # fmt: skip
    print(f"{name:<11} {'ok' if done.returncode == 0 else 'FAILED'} in {time.monotonic() - begun:.0f} s", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
