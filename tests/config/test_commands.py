"""Commands say in one line what is wrong, and doctor says what to do."""

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from claims.pipeline.detect import sentence_vectors
from config import first_users
from config.stack import browser, suite

CHECKOUT = Path(__file__).resolve().parent.parent.parent
SERVERS = ("DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL", "CLAIMDESK_MODE")


def manage(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    """Run a command on one machine where nothing has been started."""
    bare = {name: value for name, value in os.environ.items() if name not in SERVERS}
    return subprocess.run(
        [sys.executable, CHECKOUT / "manage.py", *arguments],
        env=bare | {"CLAIMDESK_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_command_without_its_database_says_how_to_start_it(tmp_path: Path) -> None:
    done = manage("showmigrations", data=tmp_path / "data")
    assert done.returncode == 1
    assert done.stderr.startswith("The database does not answer")
    assert "./claimdesk up" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_setting_that_is_wrong_is_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, CHECKOUT / "manage.py", "check"],
        env=os.environ | {"CLAIMDESK_MODE": "production", "ALLOWED_HOSTS": "*"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "ALLOWED_HOSTS is open" in done.stderr
    assert "Traceback" not in done.stderr


def test_doctor_finds_a_desk_that_is_not_there(tmp_path: Path) -> None:
    done = manage("doctor", data=tmp_path / "data")
    assert done.returncode == 1
    assert "!! database" in done.stdout
    assert "!! broker" in done.stdout
    assert "start it with ./claimdesk up" in done.stdout


def test_doctor_finds_everything_well(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "chromium", lambda: None)  # only the tests want one: no reason to fail
    said = io.StringIO()
    call_command("doctor", stdout=said)
    for what in ("database", "role", "extensions", "migrations", "broker", "model", "python"):
        assert f"ok {what}" in said.getvalue()
    assert "-- chromium" in said.getvalue()
    assert "can only add to" in said.getvalue()


def test_doctor_tells_a_missing_model(db: None, settings: object) -> None:
    settings.LANGUAGE_MODEL = "xx_absent"  # type: ignore[attr-defined]
    said = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=said)
    assert "xx_absent is not installed" in said.getvalue()


def _no_package() -> None:
    raise OSError("Embeddings want the package x, which is not installed. " + sentence_vectors.ADVICE)


def _damaged() -> None:
    raise RuntimeError("Protobuf parsing failed.")


@pytest.mark.parametrize(
    ("on", "load", "line", "advised"),
    [
        (False, _no_package, "ok embeddings  off", False),  # nobody asked for them: nothing is loaded
        (True, sentence_vectors.load, "ok embeddings  on, the model loads", False),
        (True, _no_package, "!! embeddings  on, and the model is missing", True),
        (True, _damaged, "!! embeddings  on, and the model does not load: Protobuf parsing failed.", True),
    ],
)
def test_doctor_tells_of_embeddings(
    db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, on: bool, load: Any, line: str, advised: bool
) -> None:
    settings.EMBEDDINGS = on
    monkeypatch.setattr(sentence_vectors, "load", load)
    said = io.StringIO()
    with contextlib.suppress(SystemExit):
        call_command("doctor", stdout=said)
    assert line in said.getvalue()
    assert ("EMBEDDINGS=off" in said.getvalue()) is advised


def test_first_people_get_their_groups_once(db: None) -> None:
    made = [*first_users.first_administrator(), *first_users.practice()]
    assert {(sign.name, sign.group) for sign in made} == {
        ("admin", "administrator"),
        ("reviewer1", "reviewer"),
        ("reviewer2", "reviewer"),
        ("editor1", "editor"),
    }
    assert len({sign.password for sign in made}) == 4
    assert [*first_users.first_administrator(), *first_users.practice()] == []


@pytest.mark.parametrize(
    ("programs", "chosen", "found"),
    [
        (["chromium"], "", "chromium"),
        (["google-chrome"], "", "google-chrome"),
        (["chromium", "mine"], "mine", "mine"),  # the person's choice wins
        (["chromium"], "absent", None),  # and is not replaced by another one behind their back
        ([], "", None),
    ],
)
def test_a_browser_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programs: list[str], chosen: str, found: str | None
) -> None:
    for name in programs:
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CHROMIUM", chosen)
    path = browser.chromium()
    assert (Path(path).name if path else None) == found


@pytest.mark.parametrize(
    ("check", "tests", "chromium", "ci", "code"),
    [
        (0, 0, "/bin/chromium", "", 0),
        (1, 0, "/bin/chromium", "", 1),  # one check is enough to fail
        (0, 1, "/bin/chromium", "", 1),
        (0, 0, None, "", 0),  # at home a missing browser is told
        (0, 0, None, "true", 1),  # in CI it fails
    ],
)
def test_the_suite_counts_everything(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    check: int,
    tests: int,
    chromium: str | None,
    ci: str,
    code: int,
) -> None:
    ran: list[list[str]] = []

    def run(command: list[object], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append([str(part) for part in command])
        return subprocess.CompletedProcess(command, tests if "pytest" in ran[-1] else check, stdout="")

    monkeypatch.setattr(suite.subprocess, "run", run)
    monkeypatch.setattr(browser, "chromium", lambda: chromium)
    monkeypatch.setattr(browser, "install", lambda: None)
    monkeypatch.setenv("CI", ci)
    assert suite.main([]) == code
    assert len(ran) == len(suite.CHECKS) + len(suite.PARTS)
    assert ("NOT RUN" in capsys.readouterr().out) == (chromium is None)
    ran.clear()
    assert suite.main(["tests/config"]) == tests
    assert len(ran) == 1  # with arguments only pytest
