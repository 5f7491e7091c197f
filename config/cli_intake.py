"""Hand articles to the desk from the command line, and wait until their claims are there."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

SAMPLES = Path(__file__).resolve().parent / "samples"
PATIENCE_SECONDS = 120.0  # without any progress; the work itself goes on in the background
STDIN = "-"


@dataclass
class Report:
    """What became of each place that was given: its row in the ledger, or why it was refused."""

    rows: dict[str, int] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    articles: list[int] = field(default_factory=list)
    owed: int = 0

    def __str__(self) -> str:
        said = [f"{self.counts.get(state, 0)} {state}" for state in ("new", "unchanged")]
        waiting = f", {self.counts['waiting']} still waiting" if self.counts.get("waiting") else ""
        return ", ".join([*said, f"{len(self.refused)} refused"]) + waiting


def samples(folder: str) -> Iterator[str]:
    """Name the sample articles of our own: `first` or `practice`."""
    return (str(path) for path in sorted((SAMPLES / folder).iterdir()) if path.suffix in {".txt", ".html"})


def receive(places: Iterable[str]) -> Report:
    """Take in files, addresses and `-` (standard input); what is refused is reported and stops nothing."""
    from sources import ingest

    report = Report()
    for place in places:
        try:
            raw, via, url, name = _open(place)
            row = ingest.receive(raw=raw, via=via, url=url, file_name=name, by=None, at=timezone.now())
            report.rows[place] = row.pk
        except (ingest.Refused, OSError) as problem:
            report.refused[place] = problem.strerror or str(problem) if isinstance(problem, OSError) else str(problem)
    if report.rows:
        current_app.send_task("sources.tasks.read")
    return report


def _open(place: str) -> tuple[bytes | None, str, str, str]:
    """Return the bytes (none for an address), via, address and file name of a place."""
    if place.startswith(("http://", "https://")):
        return None, "url", place, ""
    most = settings.MAX_UPLOAD_BYTES + 1  # one byte more than allowed, so that it is refused and not cut
    if place == STDIN:
        return sys.stdin.buffer.read(most), "command", "", ""
    with Path(place).open("rb") as file:
        return file.read(most), "file", "", Path(place).name


def wait(report: Report, meanwhile: Callable[[int, int], None]) -> None:
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


def _look(report: Report) -> int:
    from claims.models import Extraction
    from sources.models import Fetch

    names = {row: place for place, row in report.rows.items()}
    rows = list(Fetch.objects.filter(pk__in=names).defer("raw"))
    read = set(
        Extraction.objects.filter(version__in=[row.version_id for row in rows if row.version_id])
        .filter(extractor=settings.EXTRACTOR)
        .exclude(finished_at=None, failed=False)
        .values_list("version_id", flat=True)
    )
    report.counts = {}
    for row in rows:
        report.counts[row.state] = report.counts.get(row.state, 0) + 1
        if row.state == "refused":
            report.refused[names[row.pk]] = row.reason
    report.articles = sorted({row.article_id for row in rows if row.article_id})
    return sum(row.state == "waiting" or bool(row.version_id and row.version_id not in read) for row in rows)


def table(articles: list[int]) -> list[tuple[str, ...]]:
    """Return the claims of these articles: wording, speaker, type, place."""
    from claims.queries import claims_table

    return [tuple(map(str, row)) for row in claims_table(articles)]
