"""Production refuses to start unsafe, and names what is missing; reading settings leaves no trace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
SAFE = {
    "CLAIMDESK_MODE": "production",
    "SECRET_KEY": "k7Qm2xW9vT4pZ8nR3bL6yH1dF5gJ0sA_cE-uYiOoPqXwVzNtMr",
    "ALLOWED_HOSTS": "desk.example.org",
    "DATABASE_URL": "postgres://claimdesk_app:pw@db:5432/claimdesk",
    "BROKER_URL": "redis://broker:6379/0",
}


def run(code: str, environment: dict[str, str], cwd: Path = CHECKOUT) -> subprocess.CompletedProcess[str]:
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=bare | environment, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is missing"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS is missing"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is missing"),  # set but empty is missing too
        ({"DATABASE_URL": None}, "DATABASE_URL is missing"),
        ({"BROKER_URL": None}, "BROKER_URL is missing"),
        ({"SECRET_KEY": "django-insecure-" + "x9y8z7" * 10}, "SECRET_KEY is unsafe"),  # startproject's
        ({"SECRET_KEY": "change-me-" + "abcdefgh" * 8}, "SECRET_KEY is unsafe"),  # an example's
        ({"SECRET_KEY": "short"}, "SECRET_KEY is unsafe"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is unsafe"),  # long but guessed at once
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is open"),
        ({"ALLOWED_HOSTS": "desk.example.org,*"}, "ALLOWED_HOSTS is open"),  # one star opens all
        ({"ALLOWED_HOSTS": "."}, "ALLOWED_HOSTS is open"),  # Django takes it for every host too
        ({"DEBUG": "true"}, "DEBUG is on"),
        ({"CLAIMDESK_MODE": None, "SECRET_KEY": None}, "SECRET_KEY is missing"),  # no mode means production
        ({"CLAIMDESK_MODE": "staging"}, "CLAIMDESK_MODE is 'staging'"),
    ],
)
def test_production_refuses(changes: dict[str, str | None], message: str) -> None:
    environment = {name: value for name, value in (SAFE | changes).items() if value is not None}
    done = run("import config.settings", environment)
    assert done.returncode != 0
    assert message in done.stderr


def test_production_names_everything_that_is_missing_at_once() -> None:
    done = run("import config.settings", {})
    assert all(name in done.stderr for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "BROKER_URL"))


@pytest.mark.parametrize("module", ["config.wsgi", "config.celery"])
def test_web_and_worker_start_in_production_only_when_it_is_safe(module: str) -> None:
    load = f"import {module}; from django.conf import settings; print(settings.MODE)"
    assert run(load, SAFE).stdout == "production\n"
    assert "ALLOWED_HOSTS is missing" in run(load, {**SAFE, "ALLOWED_HOSTS": ""}).stderr


def test_production_is_strict() -> None:
    done = run(
        "from config import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.DEBUG,"
        " s.SECURE_HSTS_SECONDS > 0, 'owner' in s.DATABASES, s.ALLOWED_HOSTS)",
        SAFE,
    )
    assert done.stdout == "True True False True False ['desk.example.org']\n", done.stderr


def test_production_passes_djangos_own_deployment_check() -> None:
    done = run(
        "import sys; sys.argv = ['manage.py', 'check', '--deploy', '--tag=security', '--fail-level=WARNING'];"
        "from manage import main; main()",
        SAFE,
    )
    assert done.returncode == 0, done.stderr


def test_reading_settings_on_one_machine_needs_and_creates_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = run("import config.settings as s; print(s.DATA)", {"CLAIMDESK_MODE": "local", "CLAIMDESK_DATA": str(data)})
    assert done.stdout.strip() == str(data), done.stderr
    assert not data.exists()


@pytest.mark.parametrize(
    ("url", "option", "value"),
    [
        ("redis://broker/0", "unacked_restore_throttle", 1),  # else lost messages wait 100 s
        ("amqp://broker//", "confirm_publish", True),
    ],
)
def test_each_broker_gets_its_own_options(url: str, option: str, value: object) -> None:
    code = f"from config.celery import app; print(app.conf.broker_transport_options['{option}'])"
    done = run(code, SAFE | {"BROKER_URL": url})
    assert done.stdout.strip() == str(value), done.stderr
