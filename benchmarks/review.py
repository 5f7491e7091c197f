"""Measure a shift: whether anything is given twice or overwritten, and how long a reviewer waits.

    .venv/bin/python benchmarks/review.py [--next N] [--stale N] [--page] [--people N] [--claims N]

Without an option all three. Starts a desk of its own (`manage.py up`) in a temporary folder; what is measured works as
the application's role, like the desk itself.

--next N   20 people, processes with connections of their own, press *Next* N times each among 100,000 claims of which
           12,000 wait, one in ten of them for two readers apart.
--stale N  N writes with an old number: drafts, changes of a claim's work, reviews, approvals, publications.
--page     an article of 3,000 sentences with 1,000 marks: opened, and keys pressed, in Chromium.

Prints one table; exit code 1 when a goal is missed.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from latency import ROOT, own_folder
from measure.table import Row, text

PLACES_FOR = 1.2  # more wait than are asked for: a shift does not end with an empty queue


@contextmanager
def desk(data: Path) -> Iterator[str]:
    """Start `manage.py up`; yield its address, with Django set up here as the application's role."""
    os.environ.update(CLAIMDESK_MODE="local", CLAIMDESK_DATA=str(data), DJANGO_SETTINGS_MODULE="config.settings")
    for name in ("DATABASE_URL", "BROKER_URL"):
        os.environ.pop(name, None)
    with (data.parent / "up.log").open("w+") as log:
        process = subprocess.Popen([sys.executable, ROOT / "manage.py", "up"], stdout=log, stderr=subprocess.STDOUT)
        try:
            yield _address(process, data.parent / "up.log")
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


def _address(process: "subprocess.Popen[bytes]", log: Path) -> str:
    end = time.monotonic() + 240
    while not (found := re.search(r"Claimdesk is at (http://127\.0\.0\.1:\d+)", said := log.read_text())):
        if process.poll() is not None or time.monotonic() > end:
            raise SystemExit(f"up ended before it named its address:\n{said}")
        time.sleep(0.2)
    os.environ["DATABASE_OWNER_URL"] = ""
    import django

    django.setup()
    return found[1]


def next_calls(people: int, calls: int, claims: int) -> list[Row]:
    from django.db import connections
    from django.utils import timezone

    from tests import shift

    shift.fill(claims=claims, waiting=min(claims, int(people * calls * PLACES_FOR)), blind=10, at=timezone.now())
    who = [person.pk for person in shift.people(people)]
    at = timezone.now()
    connections.close_all()
    begun = time.perf_counter()
    with ProcessPoolExecutor(people, mp_context=get_context("fork")) as pool:
        answers = [call for some in pool.map(shift.ask, who, [calls] * people, [at] * people) for call in some]
    took = time.perf_counter() - begun
    median, high, worst = shift.spread([call.seconds for call in answers])
    data = f"{people} people, {len(answers):,} calls, {claims:,} claims"
    return [
        Row("next", data, "places given twice", shift.doubles(), 0, low=True),
        Row("next", data, "calls lost", shift.lost(answers), 0, low=True),
        Row("next", data, "calls a second", len(answers) / took),
        Row("next", data, "seconds a call, median", median),
        Row("next", data, "seconds a call, 95th of 100", high),
        Row("next", data, "seconds a call, slowest", worst),
    ]


def stale_writes(writes: int) -> list[Row]:
    from tests import shift

    begun = time.perf_counter()
    answers = shift.stale(writes)
    data = f"{answers.refused + answers.overwrote:,} writes with an old number"
    return [
        Row("stale", data, "silent overwrites", answers.overwrote, 0, low=True),
        Row("stale", data, "answered with Conflict", answers.refused, writes),
        Row("stale", data, "writes a second", (answers.refused + answers.overwrote) / (time.perf_counter() - begun)),
    ]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--next", type=int, metavar="N", help="calls a person (500)")
    arguments.add_argument("--stale", type=int, metavar="N", help="stale writes (10000)")
    arguments.add_argument("--page", action="store_true", help="the long article in a browser")
    arguments.add_argument("--people", type=int, default=20)
    arguments.add_argument("--claims", type=int, default=100_000)
    chosen = arguments.parse_args()
    whole = chosen.next is None and chosen.stale is None and not chosen.page
    rows: list[Row] = []
    with own_folder() as data, desk(data) as address:
        if whole or chosen.page:
            from measure import page

            rows += page.measure(address)
        if whole or chosen.stale is not None:
            rows += stale_writes(10_000 if chosen.stale is None else chosen.stale)
        if whole or chosen.next is not None:
            rows += next_calls(chosen.people, 500 if chosen.next is None else chosen.next, chosen.claims)
    print(text(rows))
    return int(any(row.as_dict()["reached"] is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
