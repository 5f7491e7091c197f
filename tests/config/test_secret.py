"""The kept secret is made once, by whoever comes first."""

from multiprocessing import get_context
from pathlib import Path

import pytest

from config import secret


def _keep(folder: str) -> str:
    secret.keep(Path(folder))
    return secret.read(Path(folder))


def test_processes_that_start_together_agree_on_one(tmp_path: Path) -> None:
    with get_context("spawn").Pool(4) as pool:
        assert len(set(pool.map(_keep, [str(tmp_path)] * 8))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_it_is_ours_alone_and_strong(tmp_path: Path) -> None:
    secret.keep(tmp_path)
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert not secret.weakness(secret.read(tmp_path))


def test_reading_without_one_makes_none(tmp_path: Path) -> None:
    assert secret.read(tmp_path) != secret.read(tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("key", ["", "x" * 80, "django-insecure-" + "q1w2e3r4" * 8, "a b c"])
def test_weak_ones_are_told(key: str) -> None:
    assert secret.weakness(key)
