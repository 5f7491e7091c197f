"""The one command counts every check and every test."""

import subprocess

import pytest

from config.stack import browser, suite


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
