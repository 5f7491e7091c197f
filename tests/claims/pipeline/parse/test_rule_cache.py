"""Rules that hold for a word are looked up, and set exactly what the language model's own rules set."""

from typing import Any

import pytest
import spacy.matcher
from spacy.tokens import Span

from claims.pipeline.parse import rule_cache
from tests.claims.pipeline.parse.stock_model import SENTENCES, STOCK, by_the_model, by_us

RULER: Any = STOCK.get_pipe("attribute_ruler")


def test_a_full_memory_is_emptied_and_learns_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_cache, "MAX_WORDS", 3)
    assert by_us(*SENTENCES.values()) == [by_the_model(text) for text in SENTENCES.values()]


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES.keys())
def test_the_same_rules_match_the_first_and_the_second_time(text: str) -> None:
    match = rule_cache._caching_match(RULER)
    doc = STOCK(text)
    assert match(doc) == match(doc) == RULER.match(doc)


@pytest.mark.parametrize(
    ("size", "tried", "why"),
    [(3, 3, "each word once"), (2, 6, "with room for two of three words all are forgotten again and again")],
)
def test_a_word_is_tried_again_only_when_it_was_forgotten(
    size: int, tried: int, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words: list[str] = []

    class Matcher(spacy.matcher.Matcher):
        def __call__(self, doclike: Any, **options: Any) -> Any:
            if isinstance(doclike, Span):
                words.append(doclike.text)
            return super().__call__(doclike, **options)

    monkeypatch.setattr(spacy.matcher, "Matcher", Matcher)
    monkeypatch.setattr(rule_cache, "MAX_WORDS", size)
    match = rule_cache._caching_match(RULER)
    doc = STOCK("It rained .")
    for _ in range(2):
        match(doc)
    assert len(words) == tried, why


def test_words_without_a_tag_match_as_the_model_matches_them() -> None:
    doc = STOCK.make_doc("Come on, it rained.")
    assert rule_cache._caching_match(RULER)(doc) == RULER.match(doc)
