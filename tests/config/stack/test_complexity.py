"""Branchy functions are found, and the list of the known ones only gets shorter."""

from pathlib import Path

import pytest

from config.stack import complexity

KNOWN = "claims/pipeline/quotes/quotes.py::find"
OTHER = "claims/desk/page.py::show"


@pytest.mark.parametrize(
    ("found", "listed", "complaint"),
    [
        ({OTHER: 20}, {}, None),
        ({OTHER: 21}, {}, "has a complexity of 21"),
        ({KNOWN: 30}, {KNOWN: 30}, None),
        ({KNOWN: 31}, {KNOWN: 30}, "has a complexity of 31"),
        ({KNOWN: 29}, {KNOWN: 30}, "has only 29 now"),
        ({KNOWN: 20}, {KNOWN: 30}, "no longer too complex"),
        ({}, {KNOWN: 30}, "no longer too complex"),  # gone or renamed
        ({OTHER: 25}, {OTHER: 25}, "only the two pipelines may be"),
    ],
)
def test_the_list_says_what_is_there_and_excuses_nothing_else(
    found: dict[str, int], listed: dict[str, int], complaint: str | None
) -> None:
    lines = list(complexity.complaints(found, listed))
    assert len(lines) == (complaint is not None)
    assert all(complaint and complaint in line for line in lines)


def test_the_list_gets_no_longer() -> None:
    listed = {f"{KNOWN}{number}": 30 for number in range(complexity.MOST + 1)}
    assert [line for line in complexity.complaints(listed, listed) if "may only get shorter" in line]
    listed.popitem()
    assert list(complexity.complaints(listed, listed)) == []


def test_every_branch_of_a_function_and_of_a_method_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complexity, "CODE", ("claims", "manage.py"))
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "page.py").write_text(
        "class Page:\n    def show(self, a, b):\n        return [x for x in a if x] if a and b else []\n"
    )
    (tmp_path / "manage.py").write_text("def main():\n    pass\n")
    assert complexity.numbers(tmp_path) == {"claims/page.py::Page.show": 5, "manage.py::main": 1}


def test_a_function_that_is_too_complex_fails_the_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(complexity, "numbers", lambda root: {OTHER: 21})
    assert complexity.main() == 1
    assert OTHER in capsys.readouterr().out
