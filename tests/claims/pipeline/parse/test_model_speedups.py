"""What is done in a way of our own for speed sets exactly what the language model's own steps set."""

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.pipeline.parse import blas_threads, fast_ner, parse, rule_cache, token_cache

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

STOCK = spacy.load(parse.MODEL)
SENTENCES = {
    "a name of one word, of several, and at the very end": "Ottoline met the Governor of West Harrow and Ilse Varn",
    "an entity that ends the sentence without a stop": "It rained until the end of last week",
    "no entity at all": "It rained and the boats stayed where they were.",
    "amounts and dates side by side": "Some 40 % of £3.5m came on 12 May 2019 and 7,000 people in the first quarter.",
    "white space between words": "The  ferry   to  Brackholm\n was late on   Tuesday .",
    "one word": "Brackholm",
    "forms of be, have and do, each by its own rule": "He's done what they've had to do, didn't he? It is what it was.",
    "a rule of two words": "Come on, c'm on, more than one is at least as well of its own.",
    "pronouns, each with its own form": "Mine is hers, his is ours, theirs is yours; she herself told him.",
    "no words": "",
}


def sentence(text: str, model: "Language" = STOCK) -> "Doc":
    doc = model.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def annotations(doc: "Doc | None") -> list[tuple[object, ...]]:
    return [
        (t.tag_, t.pos_, t.dep_, t.head.i, t.lemma_, str(t.morph), t.ent_type_, t.ent_iob_)
        for t in (() if doc is None else doc)
    ]


def by_the_model(text: str) -> list[tuple[object, ...]]:
    doc = sentence(text)
    for _, step in STOCK.pipeline:
        doc = step(doc)
    return annotations(doc)


def by_us(*texts: str) -> "list[list[tuple[object, ...]]]":
    model = parse.load(parse.MODEL)
    return [annotations(doc) for doc in parse._run_model(model, [sentence(text, model) for text in texts], names=True)]


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES.keys())
def test_a_sentence_alone_is_read_as_the_model_reads_it(text: str) -> None:
    assert by_us(text) == [by_the_model(text)]


def test_sentences_together_do_not_lend_each_other_their_words() -> None:
    assert by_us(*SENTENCES.values()) == [by_the_model(text) for text in SENTENCES.values()]


@settings(max_examples=40, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            [
                "Anna",
                "of",
                "West",
                "Harrow",
                "on",
                "12",
                "May",
                "£",
                "3",
                "%",
                "’s",
                "",
                "",
                "\n",
                "it",
                "rained",
                ",",
                "“",
                "”",
                "Tuesday",
                "€",
                "the",
            ]
        )
    )
)
def test_any_order_of_words_is_read_as_the_model_reads_it(shuffled: list[str]) -> None:
    text = " ".join(shuffled)
    assert by_us(text) == [by_the_model(text)]


def test_more_words_than_one_batch_holds_are_all_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast_ner, "BATCH", 5)
    texts = [text for text in SENTENCES.values() if text]
    assert by_us(*texts) == [by_the_model(text) for text in texts]


def test_without_names_nothing_is_marked() -> None:
    model = parse.load(parse.MODEL)
    docs = parse._run_model(model, [sentence("Ilse Varn left on Tuesday.", model)], names=False)
    assert not docs[0].ents


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"beam_width": 4}, "a beam weighs several ways at once"),
        ({"has_upper": False}, "the network has another shape"),
        ({"unseen_classes": {3}}, "a move was never trained"),
        ({"places": 6}, "a choice looks at other words"),
    ],
)
def test_a_step_of_another_build_is_left_to_itself(changed: dict[str, object], why: str) -> None:
    step = STOCK.get_pipe("ner")
    attrs = {"has_upper": True, "unseen_classes": set(), **changed}
    lower = SimpleNamespace(get_dim=lambda _: changed.get("places", 3))
    model = SimpleNamespace(attrs=attrs, get_ref=lambda _: lower)
    other = SimpleNamespace(model=model, cfg={"beam_width": 1, **changed}, moves=step.moves)
    assert fast_ner.moves(other) is None, why


def test_a_full_memory_is_emptied_and_learns_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_cache, "MAX_WORDS", 3)
    assert by_us(*SENTENCES.values()) == [by_the_model(text) for text in SENTENCES.values()]


@pytest.mark.parametrize(
    ("most", "why"), [(40, "forgets between two sentences"), (3, "one sentence has more words than are remembered")]
)
def test_a_memory_of_words_that_is_too_small_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, most: int, why: str
) -> None:
    monkeypatch.setattr(token_cache, "MAX_WORDS", most)
    model = parse.load.__wrapped__(parse.MODEL)
    for text in (*SENTENCES.values(), *SENTENCES.values()):
        assert annotations(parse._run_model(model, [sentence(text, model)], names=True)[0]) == by_the_model(text), why


def test_a_model_of_another_build_keeps_its_layers() -> None:
    model = SimpleNamespace(layers=[SimpleNamespace(layers=[SimpleNamespace(name="other", layers=[])])])
    layer = model.layers[0]
    token_cache.install(model)
    assert model.layers[0] is layer


def test_an_unknown_library_of_multiplication_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blas_threads, "_FOLDERS", ())
    assert blas_threads.limit_to_one_thread.__wrapped__() is False
