"""Which Chromium the tests use."""

from pathlib import Path

import pytest

from config.stack import browser


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
