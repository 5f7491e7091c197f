"""doctor says what is there, and what to do about what is not."""

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from claims.pipeline.rank import sentence_vectors
from config.stack import browser

CHECKOUT = Path(__file__).resolve().parents[4]
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


def test_doctor_finds_a_desk_that_is_not_there(tmp_path: Path) -> None:
    done = manage("doctor", data=tmp_path / "data")
    assert done.returncode == 1
    assert "!! database" in done.stdout
    assert "!! broker" in done.stdout
    assert "start it with ./claimdesk up" in done.stdout


def test_doctor_finds_everything_well(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "chromium", lambda: None)  # only the tests want one: no reason to fail
    out = io.StringIO()
    call_command("doctor", stdout=out)
    for what in ("database", "role", "extensions", "migrations", "broker", "model", "python"):
        assert f"ok {what}" in out.getvalue()
    assert "-- chromium" in out.getvalue()
    assert "can only add to" in out.getvalue()


def test_doctor_tells_a_missing_model(db: None, settings: object) -> None:
    settings.LANGUAGE_MODEL = "xx_absent"  # type: ignore[attr-defined]
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=out)
    assert "xx_absent is not installed" in out.getvalue()


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
    out = io.StringIO()
    with contextlib.suppress(SystemExit):
        call_command("doctor", stdout=out)
    assert line in out.getvalue()
    assert ("EMBEDDINGS=off" in out.getvalue()) is advised
