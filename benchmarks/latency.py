"""Measure how long a person waits: from POST of a 1,000-word article to its claims readable, and `up` itself.

    .venv/bin/python benchmarks/latency.py [--articles N] [--json]

Starts a whole desk of its own with `./claimdesk up` in a temporary folder (the environment is made when there is none),
posts N different articles one after the other by API, as a client would, and asks until the claims are there.
Prints the median and the slowest, in seconds of wall-clock time, and how long the first and the second `up` took.
"""

import argparse
import contextlib
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = 1_000
PARAGRAPHS = (
    "The harbour board of Brackholm found {n} million crowns for a second ship on Tuesday, the most since 1998.",
    "“We have waited two winters for this ferry and will wait for no third,” said Ilse Varn, the mayor of Brackholm.",
    "The crossing was closed in 2024 after the hull of the old ship cracked, and {n} families moved to the mainland.",
    "According to the island's school, {n} pupils now sleep on the mainland during the week, twice as many as in 2022.",
    "One official told the Brackholm Courier that the old ship had never been inspected, although the law asks for it.",
    "The yard at Ostvale could build the ship by May, but critics fear that the price will rise again before then.",
)


def article(number: int) -> str:
    """Return an article of about 1,000 words that no other number gives."""
    lines, words, n = [f"Ferry number {number} to sail again in May"], 0, number * 100
    while words < WORDS:
        line = PARAGRAPHS[n % len(PARAGRAPHS)].format(n=n)
        lines.append(line)
        words += len(line.split())
        n += 1
    return "\n\n".join(lines) + "\n"


@contextlib.contextmanager
def own_folder() -> Iterator[Path]:
    """A temporary data folder that the servers' own account can reach when we are root."""
    with tempfile.TemporaryDirectory(prefix="claimdesk-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "data"


@contextlib.contextmanager
def desk(data: Path) -> Iterator[tuple[str, float]]:
    """Start `./claimdesk up`; yield its address and the seconds until it said so."""
    began = time.monotonic()
    environment = os.environ | {"CLAIMDESK_DATA": str(data)}
    process = subprocess.Popen(
        [ROOT / "claimdesk", "up"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert process.stdout
        for line in process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                yield found[0], time.monotonic() - began
                return
        raise SystemExit(f"up ended before it named its address: {process.stderr.read() if process.stderr else ''}")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def token(data: Path) -> str:
    command = [ROOT / "claimdesk", "token", "latency", "--role", "reviewer"]
    said = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | {"CLAIMDESK_DATA": str(data)}
    ).stdout
    return next(word for word in said.split() if word.startswith("cdk_"))


def call(address: str, path: str, key: str, body: object = None) -> dict[str, object]:
    request = urllib.request.Request(
        address + path,
        data=json.dumps(body).encode() if body is not None else None,
        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        found: dict[str, object] = json.load(answer)
        return found


def wait_for_claims(address: str, key: str, number: int) -> float:
    began = time.monotonic()
    made = call(
        address, "/api/v1/articles", key, {"source": "bench", "external_id": str(number), "text": article(number)}
    )
    while not call(address, f"/api/v1/claims?article={made['id']}", key)["results"]:
        if time.monotonic() - began > 60:
            raise SystemExit("no claims after 60 s")
        time.sleep(0.02)
    return time.monotonic() - began


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int, default=20)
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    with own_folder() as data:
        with desk(data) as (address, first):
            key = token(data)
            wait_for_claims(address, key, 0)  # the worker has its model from the start; this warms the caches
            waits = [wait_for_claims(address, key, number) for number in range(1, chosen.articles + 1)]
        with desk(data) as (_, second):
            pass
    figures = {
        "median_seconds": statistics.median(waits),
        "slowest_seconds": max(waits),
        "articles": len(waits),
        "first_up_seconds": first,
        "second_up_seconds": second,
    }
    if chosen.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:20} {value:8.2f}")


if __name__ == "__main__":
    sys.exit(main())
