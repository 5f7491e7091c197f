"""Names are marked by our own faster step exactly as the language model marks them."""

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.pipeline.parse import fast_ner, parse
from tests.claims.pipeline.parse.stock_model import SENTENCES, STOCK, by_the_model, by_us, sentence
from tests.corpus import golden


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


def test_whole_articles_keep_their_quotes() -> None:
    assert golden.changed("quote") == ()
