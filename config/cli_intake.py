"""Hand articles to the desk from the command line, and wait until their claims are there."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

SAMPLES = Path(__file__).resolve().parent / "samples"
PATIENCE_SECONDS = 120.0  # without any progress; the work itself goes on in the background
STDIN = "-"


@dataclass
class IntakeReport:
    """What became of each place that was named: its row in the ledger, or why it was refused."""

    rows: dict[str, int] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    outcomes: dict[int, str] = field(default_factory=dict)  # of each row that is done
    articles: list[int] = field(default_factory=list)
    owed: int = 0

    def __str__(self) -> str:
        counts = Counter(self.outcomes.values())
        words = [
            f"{counts[outcome]} {outcome}"
            for outcome in ("new", "changed", "unchanged")
            if outcome != "changed" or counts[outcome]
        ]
        waiting = len(self.rows) - len(self.outcomes)
        return ", ".join([*words, f"{len(self.refused)} refused"]) + (f", {waiting} still waiting" if waiting else "")


def samples(folder: str) -> Iterator[str]:
    """Name the sample articles of our own: `first` or `practice`."""
    return (str(path) for path in sorted((SAMPLES / folder).iterdir()) if path.suffix in {".txt", ".html"})


def receive(places: Iterable[str]) -> IntakeReport:
    """Take in files, addresses and `-` (standard input); what is refused is reported and stops nothing."""
    from claims.workflow.evidence import article
    from sources.ingest import Refused

    report = IntakeReport()
    for place in places:
        try:
            receipt = article.receive(**_content(place), via="command", by=None, at=timezone.now())
            report.rows[place] = receipt.row.pk
        except Refused as refusal:
            report.refused[place] = str(refusal)
        except OSError as problem:
            report.refused[place] = problem.strerror or str(problem)
    if report.rows:
        current_app.send_task("sources.tasks.read")
    return report


def _content(place: str) -> dict[str, Any]:
    """Return the address, or the bytes and the name of the file, that a place stands for."""
    if place.startswith(("http://", "https://")):
        return {"url": place}
    most = settings.MAX_UPLOAD_BYTES + 1  # one byte more than allowed, so that it is refused and not cut
    if place == STDIN:
        return {"file": sys.stdin.buffer.read(most)}
    with Path(place).open("rb") as file:
        return {"file": file.read(most), "file_name": Path(place).name}


def wait(report: IntakeReport, meanwhile: Callable[[int, int], None]) -> None:
    """Wait until everything received is read or refused; calls `meanwhile(done, all)` a few times a second."""
    places = len(report.rows)
    left, end = places, time.monotonic() + PATIENCE_SECONDS
    while left and time.monotonic() < end:
        try:
            now_left = _look(report)
        except DatabaseError:  # it is being started again
            connection.close()
            now_left = left
        if now_left < left:
            end = time.monotonic() + PATIENCE_SECONDS
        left = now_left
        meanwhile(places - left, places)
        time.sleep(0.2 if left else 0)
    report.owed = left


def _look(report: IntakeReport) -> int:
    """Note what became of each place by now; return how many still wait for their text or for their claims."""
    from claims.models import Extraction
    from sources import ingest
    from sources.models import Fetch

    places = {row: place for place, row in report.rows.items()}
    fetches = Fetch.objects.filter(pk__in=places).select_related("version")
    rows = list(fetches.defer("raw", "version__raw", "version__text"))
    done = [row for row in rows if row.state != "waiting"]
    for row in done:
        if row.pk not in report.outcomes:
            report.outcomes[row.pk] = ingest.report(row)
        if row.state == "refused":
            report.refused[places[row.pk]] = row.reason
    report.articles = sorted({row.article_id for row in rows if row.article_id})
    read = set(
        Extraction.objects.filter(version__in=[row.version_id for row in done if row.version_id])
        .filter(extractor=settings.EXTRACTOR)
        .exclude(finished_at=None)
        .values_list("version_id", flat=True)
    )
    return len(rows) - len(done) + sum(bool(row.version_id) and row.version_id not in read for row in done)


def table(articles: list[int]) -> list[tuple[str, ...]]:
    """Return the claims of these articles: wording, speaker, type, place."""
    from claims.queries import claims_table

    return [tuple(map(str, row)) for row in claims_table(articles)]
