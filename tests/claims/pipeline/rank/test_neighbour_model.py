"""What a sentence is about changes how high its claim ranks, and nothing of what was found."""

import dataclasses
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.pipeline import read
from claims.pipeline.rank import neighbour_model, sentence_vectors
from sources.pipeline import sentences
from sources.pipeline.clean import clean
from sources.pipeline.render import render

ARTICLE = """Ferry to Brackholm to sail again in May

BRACKHOLM — The harbour board found 2.4 million crowns for a second ship on Tuesday.

“We have waited two winters for this ferry and will not wait for a third one,” said Ilse Varn, the mayor of Brackholm.

The crossing was closed in 2024 after the hull of the old ship cracked, which nobody had expected.

One official told the Brackholm Courier that the old ship had never been inspected since 1998. What will it cost?

Der Rat der Stadt hat gestern beschlossen, dass die alte Brücke im nächsten Jahr abgerissen und neu gebaut werden soll.

\u200b . . .
"""

# why, more worth checking, less
RANKED = [
    (
        "a share against a thank-you",
        "Unemployment in the region has doubled since he took office.",
        "Thank you all for coming here tonight.",
    ),
    (
        "a vote against a hope",
        "She voted against the bill three times.",
        "I hope that we can all work together for a better future.",
    ),
]


@pytest.mark.parametrize(("why", "more", "less"), RANKED, ids=[row[0] for row in RANKED])
def test_ranks_what_is_like_checked_sentences_first(why, more, less):
    high, low = neighbour_model.chances(sentence_vectors.sentences([more, less]))
    assert 1 >= high > low + 0.2 >= 0.2


def test_no_sentences_have_no_chances():
    assert neighbour_model.chances(sentence_vectors.sentences([])) == []


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_two_chances_together_lie_between_them(words, like):
    both = neighbour_model.combined(words, like)
    assert min(words, like) - 1e-5 <= both <= max(words, like) + 1e-5
    assert both == neighbour_model.combined(like, words)


def test_the_landmarks_are_small_and_say_how_they_were_measured():
    assert neighbour_model.COEFFICIENTS.stat().st_size < 1_000_000
    with np.load(neighbour_model.COEFFICIENTS, allow_pickle=False) as held:
        facts = json.loads(str(held["facts"]))
    assert facts["folds"] == 10
    assert facts["measured"]["ap"] > 0.88  # what the words alone reach


def findings(text, **how):
    page = render.render(text.encode(), media_type="text/plain")
    passages = clean.clean(page)
    return read.read(page.text, passages, sentences.split(page.text, passages), **how)


def without_scores(found):
    """Everything that was found, in order of the text, without how worth checking it is."""
    parts = [
        dataclasses.replace(part, score=0, claim=part.claim and dataclasses.replace(part.claim, score=0))
        for part in found.parts
    ]
    claims = sorted(
        (dataclasses.replace(claim, score=0) for claim in found.claims), key=lambda claim: (claim.start, claim.end)
    )
    return found.attributed, parts, claims


def test_reading_finds_the_same_with_embeddings_and_without():
    plain, ranked = findings(ARTICLE), findings(ARTICLE, embeddings=True)
    assert without_scores(plain) == without_scores(ranked)
    assert len(plain.claims) >= 3
    assert [part.score for part in plain.parts] != [part.score for part in ranked.parts]
    assert [claim.score for claim in ranked.claims] == sorted((c.score for c in ranked.claims), reverse=True)


def test_reading_with_embeddings_gives_the_same_again():
    assert findings(ARTICLE, embeddings=True) == findings(ARTICLE, embeddings=True)


def test_a_page_of_which_no_sentence_is_read_has_nothing_to_embed():
    found = findings("她说我们付了钱。桥在去年关闭了。", embeddings=True)
    assert {part.outcome for part in found.parts} == {"language_not_read"}


def test_reading_without_embeddings_asks_no_embedding_model(monkeypatch):
    def ask(texts):
        raise AssertionError("asked")

    monkeypatch.setattr(sentence_vectors, "sentences", ask)
    assert findings(ARTICLE).claims
    with pytest.raises(AssertionError, match="asked"):
        findings(ARTICLE, embeddings=True)
