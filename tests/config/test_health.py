"""What load balancers and supervisors ask."""

import pytest
from django.db import OperationalError, connection
from django.test import Client


def test_alive_asks_nobody(client: Client) -> None:
    answer = client.get("/livez")  # without the db fixture: any query would fail the test
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


def test_ready_with_database_and_broker(db: None, client: Client) -> None:
    assert client.get("/readyz").json() == {"status": "ready", "database": True, "broker": True}


def test_a_missing_broker_only_delays_work(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from celery import current_app

    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis+socket:///nowhere/valkey.sock")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")


def test_a_missing_database_is_503(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("server closed the connection")

    with monkeypatch.context() as broken:  # ends before the fixture `db` rolls back
        broken.setattr(connection, "cursor", away)
        broken.setattr(connection, "close", lambda: None)
        answer = client.get("/readyz")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_only_reading_is_allowed(db: None, client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("path", ["/livez", "/admin/login/", "/absent"])
def test_every_answer_has_the_strict_policy(db: None, client: Client, path: str) -> None:
    policy = client.get(path)["Content-Security-Policy"]
    wanted = {
        "default-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    }
    assert set(policy.split("; ")) == wanted
