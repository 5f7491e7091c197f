"""Articles from the command line: files, addresses and standard input, each reported as what it is to the desk."""

import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.utils import timezone

from claims.models import Extraction
from config import cli_intake
from sources import ingest
from sources.models import Fetch
from sources.pipeline.fetch import fetch

pytestmark = pytest.mark.django_db

TEXT = "Bridge opens\n\nThe bridge over the Lenn opened on Friday after nine years of work.\n"
PAGE = "<html><head><title>Bridge</title></head><body><article><h1>Bridge opens</h1><p>{}</p></article></body></html>"
AT = timezone.now()
ADDRESS = "https://news.example.org/bridge"


@pytest.fixture(autouse=True)
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what is sent to the broker, and never wait for long."""
    names: list[str] = []
    monkeypatch.setattr(cli_intake, "current_app", SimpleNamespace(send_task=names.append))
    monkeypatch.setattr(cli_intake, "PATIENCE_SECONDS", 0.5)
    return names


def work() -> None:
    """Read what arrived, as the worker does, and give up looking for claims in it."""
    while ingest.read_one(at=timezone.now()):
        pass
    for row in Fetch.objects.exclude(version=None):
        Extraction.objects.get_or_create(
            version=row.version,
            extractor=settings.EXTRACTOR,
            defaults={"created_at": AT, "finished_at": AT, "failed": True, "reason": "It broke."},
        )


def hand_in(*places: str) -> cli_intake.IntakeReport:
    report = cli_intake.receive(places)
    work()
    cli_intake.wait(report, lambda done, total: None)
    return report


def serve(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    body = PAGE.format(words).encode()
    page = fetch.Fetched(
        url=ADDRESS,
        final_url=ADDRESS,
        status=200,
        media_type="text/html",
        charset=None,
        body=body,
        redirects=(),
        headers={},
    )
    monkeypatch.setattr(fetch, "get", lambda url, **_: page)


def test_an_address_is_new_then_unchanged_then_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    for words, says in (
        ("It took nine years.", "1 new, 0 unchanged, 0 refused"),
        ("It took nine years.", "0 new, 1 unchanged, 0 refused"),
        ("It took ten years.", "0 new, 1 changed, 0 unchanged, 0 refused"),
    ):
        serve(monkeypatch, words)
        assert str(hand_in(ADDRESS)) == says


def test_a_file_is_new_then_unchanged_and_another_text_is_another_article(tmp_path: Path) -> None:
    file = tmp_path / "bridge.txt"
    file.write_text(TEXT)
    first = hand_in(str(file))
    assert str(first) == "1 new, 0 unchanged, 0 refused"
    assert str(hand_in(str(file))) == "0 new, 1 unchanged, 0 refused"
    file.write_text(TEXT + "It rained.\n")
    assert str(second := hand_in(str(file))) == "1 new, 0 unchanged, 0 refused"
    assert first.articles != second.articles
    assert set(Fetch.objects.values_list("via", "file_name")) == {("file", "bridge.txt")}


def test_standard_input_is_taken_as_a_text_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    assert str(hand_in("-")) == "1 new, 0 unchanged, 0 refused"
    row = Fetch.objects.get()
    assert (row.via, row.file_name, row.requested_by) == ("command", "", None)


def test_what_is_refused_stops_nothing_and_says_why(tmp_path: Path, sent: list[str]) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "bridge.txt").write_text(TEXT)
    places = [str(tmp_path / name) for name in ("absent.txt", "empty.txt", "bridge.txt")]
    report = hand_in(*places)
    assert str(report) == "1 new, 0 unchanged, 2 refused"
    assert report.refused[places[0]] == "No such file or directory"
    assert "nothing to read" in report.refused[places[1]]
    assert sent == ["sources.tasks.read"]


def test_nobody_is_woken_when_nothing_was_taken(tmp_path: Path, sent: list[str]) -> None:
    assert str(hand_in(str(tmp_path / "absent.txt"))) == "0 new, 0 unchanged, 1 refused"
    assert sent == []


@pytest.mark.parametrize(("excess", "refused"), [(0, False), (1, True)])
def test_a_file_is_refused_beyond_the_largest_upload_and_never_cut(
    tmp_path: Path, settings: SimpleNamespace, excess: int, refused: bool
) -> None:
    settings.MAX_UPLOAD_BYTES = len(TEXT)
    (tmp_path / "bridge.txt").write_text(TEXT + "." * excess)
    report = cli_intake.receive([str(tmp_path / "bridge.txt")])
    assert bool(report.refused) is refused


def test_waiting_ends_without_progress_and_reports_what_is_owed(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(TEXT)
    report = cli_intake.receive([str(tmp_path / "bridge.txt"), ADDRESS])
    seen: list[tuple[int, int]] = []
    cli_intake.wait(report, lambda done, total: seen.append((done, total)))
    assert (report.owed, set(seen)) == (2, {(0, 2)})
    assert str(report) == "0 new, 0 unchanged, 0 refused, 2 still waiting"


def test_an_article_that_is_read_still_waits_for_its_claims(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(TEXT)
    report = cli_intake.receive([str(tmp_path / "bridge.txt")])
    ingest.read_one(at=timezone.now())
    cli_intake.wait(report, lambda done, total: None)
    assert (report.owed, str(report)) == (1, "1 new, 0 unchanged, 0 refused")


@pytest.mark.parametrize("folder", ["first", "practice"])
def test_the_samples_are_text_and_pages_in_order(folder: str) -> None:
    names = [Path(path).name for path in cli_intake.samples(folder)]
    assert names == sorted(names)
    assert len(names) >= 2
    assert {Path(name).suffix for name in names} <= {".txt", ".html"}
