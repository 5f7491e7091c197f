"""Whole articles against what a person found right: a change anywhere in the pipeline shows as a diff of findings."""

from difflib import unified_diff
from pathlib import Path

import pytest

from tests.corpus.golden import ARTICLES, WRONG, findings, golden


@pytest.mark.parametrize("article", ARTICLES, ids=[article.stem for article in ARTICLES])
def test_finds_what_the_golden_file_says(article: Path) -> None:
    lines = golden(article).read_text(encoding="utf-8").splitlines()
    expected = [line.removeprefix(WRONG) for line in lines]
    changes = [*unified_diff(expected, findings(article), "expected", "found", lineterm="", n=1)]
    if changes:
        pytest.fail("\n".join([f"{article.name} reads differently:", *changes]), pytrace=False)


def test_no_golden_file_is_left_without_its_article() -> None:
    assert len(ARTICLES) >= 6
    assert {golden(article) for article in ARTICLES} == set(Path(__file__).parent.glob("*.golden"))
