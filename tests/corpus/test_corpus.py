"""Whole articles against what a person found right: a change anywhere in the pipeline shows as a diff of findings."""

from difflib import unified_diff
from pathlib import Path

import pytest

from tests.corpus.golden import ARTICLES, MISSED, expected, findings, golden


@pytest.mark.parametrize("article", ARTICLES, ids=[article.stem for article in ARTICLES])
def test_finds_what_the_golden_file_says(article: Path) -> None:
    found = findings(article)
    changes = [*unified_diff(expected(article), found, "expected", "found", lineterm="", n=1)]
    missed = {line for line in golden(article).read_text(encoding="utf-8").splitlines() if line.startswith(MISSED)}
    gained = [f"{line} (found now: take its mark away)" for line in found if MISSED + line in missed]
    if changes or gained:
        pytest.fail("\n".join([f"{article.name} reads differently:", *changes, *gained]), pytrace=False)


def test_no_golden_file_is_left_without_its_article() -> None:
    assert len(ARTICLES) >= 60
    assert {golden(article) for article in ARTICLES} == set(Path(__file__).parent.glob("*.golden"))
