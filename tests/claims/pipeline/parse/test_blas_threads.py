"""numpy multiplies on one thread, where its library says how."""

from pathlib import Path

import pytest

from claims.pipeline.parse import blas_threads


def test_an_unknown_library_of_multiplication_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blas_threads, "_FOLDERS", ())
    assert blas_threads.limit_to_one_thread.__wrapped__() is False


class Library:
    """A library that knows one name for the number of threads."""

    def __init__(self) -> None:
        self.threads: list[int] = []

    def openblas_set_num_threads(self, number: int) -> None:
        self.threads.append(number)


def test_a_library_that_says_how_is_set_to_one_thread(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "libopenblas.so").touch()
    library = Library()
    monkeypatch.setattr(blas_threads, "_FOLDERS", (tmp_path / "absent", tmp_path))
    monkeypatch.setattr(blas_threads.ctypes, "CDLL", lambda _: library)
    assert blas_threads.limit_to_one_thread.__wrapped__() is True
    assert library.threads == [1]


def test_a_library_that_does_not_load_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "libopenblas.so").write_bytes(b"no library")
    monkeypatch.setattr(blas_threads, "_FOLDERS", (tmp_path,))
    assert blas_threads.limit_to_one_thread.__wrapped__() is False


def test_a_library_without_the_function_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "libopenblas.so").touch()
    monkeypatch.setattr(blas_threads, "_FOLDERS", (tmp_path,))
    monkeypatch.setattr(blas_threads.ctypes, "CDLL", lambda _: object())
    assert blas_threads.limit_to_one_thread.__wrapped__() is False
