"""Kinds and forms of words are looked up, and set exactly as the language model's own rules set them."""

from types import SimpleNamespace
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.pipeline.parse import parse, word_cache
from tests.claims.pipeline.parse.stock_model import SENTENCES, STOCK, sentence

OTHER = spacy.load(parse.MODEL)  # a cache prepares the model that it is made for
REMEMBERING = word_cache.WordCache(*(OTHER.get_pipe(name) for name in word_cache.STEPS))
NEW_WORDS = ("Glorps were snarfled by the frimmest wozzles.", "They had been wimbling “daxes” and 3rd flumps’s.")


def parsed(text: str) -> Any:
    doc = sentence(text)
    for name, step in STOCK.pipeline:
        if name not in (*word_cache.STEPS, "ner"):
            doc = step(doc)
    return doc


def annotations(doc: Any) -> list[tuple[object, ...]]:
    return [(t.tag_, t.dep_, t.pos_, str(t.morph), t.lemma_, t.head.i) for t in doc]


def by_the_model(text: str) -> list[tuple[object, ...]]:
    doc = parsed(text)
    for name in word_cache.STEPS:
        doc = STOCK.get_pipe(name)(doc)
    return annotations(doc)


@pytest.fixture
def cache() -> word_cache.WordCache:
    made = word_cache.of(OTHER)
    assert made is not None
    return made


@pytest.mark.parametrize("text", [*SENTENCES.values(), *NEW_WORDS])
def test_a_sentence_is_marked_as_the_model_marks_it_the_first_and_the_second_time(
    text: str, cache: word_cache.WordCache
) -> None:
    for _ in range(2):
        doc = parsed(text)
        cache.mark([doc])
        assert annotations(doc) == by_the_model(text)


WORDS = [
    "she",
    "left",
    "leaves",
    "let",
    "'s",
    "there",
    "is",
    "was",
    "better",
    "Running",
    "boats",
    "gon",
    "na",
    "12",
    "\n",
]


@settings(max_examples=60, derandomize=True)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=8), max_size=4))
def test_words_in_any_order_are_marked_as_the_model_marks_them(shuffled: list[list[str]]) -> None:
    texts = [" ".join(words) for words in shuffled]
    docs = [parsed(text) for text in texts]
    REMEMBERING.mark(docs)
    assert [annotations(doc) for doc in docs] == [by_the_model(text) for text in texts]


def test_a_full_memory_is_emptied_and_learns_anew(monkeypatch: pytest.MonkeyPatch, cache: word_cache.WordCache) -> None:
    monkeypatch.setattr(word_cache, "MAX_WORDS", 6)
    for text in [*SENTENCES.values(), *SENTENCES.values()]:
        doc = parsed(text)
        cache.mark([doc])
        assert annotations(doc) == by_the_model(text)


def test_the_rules_are_tried_once_for_a_word_in_its_role(
    monkeypatch: pytest.MonkeyPatch, cache: word_cache.WordCache
) -> None:
    tried: list[int] = []
    matches = cache._matches
    monkeypatch.setattr(cache, "_matches", lambda doc, places: tried.extend(places) or matches(doc, places))
    docs = [parsed("It rained .") for _ in range(2)]
    cache.mark(docs)
    assert tried == [0, 1, 2]


def test_a_sentence_with_a_rule_of_several_words_is_left_to_the_models_steps(
    monkeypatch: pytest.MonkeyPatch, cache: word_cache.WordCache
) -> None:
    monkeypatch.setattr(cache, "_mark", lambda doc: pytest.fail("was looked up"))
    doc = parsed("There is rain.")
    cache.mark([doc])
    assert annotations(doc) == by_the_model("There is rain.")


class Model:
    def __init__(self, **steps: Any) -> None:
        self.steps = steps

    def has_pipe(self, name: str) -> bool:
        return name in self.steps

    def get_pipe(self, name: str) -> Any:
        return self.steps[name]


RULER = OTHER.get_pipe("attribute_ruler")


@pytest.mark.parametrize(
    ("why", "model"),
    [
        ("no lemmatizer", Model(attribute_ruler=RULER)),
        ("no ruler", Model(lemmatizer=OTHER.get_pipe("lemmatizer"))),
        ("another way of finding forms", Model(attribute_ruler=RULER, lemmatizer=SimpleNamespace(mode="lookup"))),
        (
            "forms that were set before are set again",
            Model(attribute_ruler=RULER, lemmatizer=SimpleNamespace(mode="rule", overwrite=True)),
        ),
    ],
)
def test_a_model_that_is_built_otherwise_does_its_own_work(why: str, model: Any) -> None:
    assert word_cache.of(model) is None, why
