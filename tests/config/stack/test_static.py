"""Static files are collected when one of them changed, and not otherwise."""

import os
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from config.stack import static


@pytest.fixture
def source(tmp_path: Path, settings: object) -> Path:
    """A folder that is the only place of static files."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "page.css").write_text("p {}")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]  # type: ignore[attr-defined]
    settings.STATICFILES_DIRS = [folder]  # type: ignore[attr-defined]
    settings.STATIC_ROOT = str(tmp_path / "static")  # type: ignore[attr-defined]
    settings.STORAGES = {  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    finders.get_finder.cache_clear()
    yield folder
    finders.get_finder.cache_clear()


def test_files_are_collected_once(tmp_path: Path, source: Path) -> None:
    place = tmp_path / "static"
    assert static.collect(place)
    assert (place / "page.css").read_text() == "p {}"
    assert not static.collect(place)


def change_size(file: Path) -> None:
    moment = file.stat().st_mtime_ns
    file.write_text("p { }")
    os.utime(file, ns=(moment, moment))


def change_time(file: Path) -> None:
    os.utime(file, ns=(1, 1))


def change_name(file: Path) -> None:
    file.rename(file.with_name("other.css"))


@pytest.mark.parametrize("change", [change_size, change_time, change_name])
def test_a_change_is_collected_and_what_is_gone_goes(tmp_path: Path, source: Path, change) -> None:
    place = tmp_path / "static"
    static.collect(place)
    change(source / "page.css")
    assert static.collect(place)
    assert {file.name for file in place.iterdir()} == {file.name for file in source.iterdir()}


def test_a_lost_folder_is_collected_again(tmp_path: Path, source: Path) -> None:
    place = tmp_path / "static"
    static.collect(place)
    (place / "page.css").unlink()
    place.rmdir()
    assert static.collect(place)
