"""A word's row is looked up, and is exactly the one that the language model computes."""

from types import SimpleNamespace
from typing import Any

import pytest
import thinc.api

from claims.pipeline.parse import parse, token_cache
from tests.claims.pipeline.parse.stock_model import SENTENCES, STOCK, annotations, by_the_model, sentence


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


@pytest.mark.parametrize(
    ("size", "computed", "why"),
    [
        (4, [3, 1], "a word that was met before is not computed again"),
        (3, [3, 3], "a full memory forgets all and learns the sentence anew"),
    ],
)
def test_computes_new_words_only(size: int, computed: list[int], why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    chain = thinc.api.chain

    def spy(*layers: Any) -> Any:
        rest = chain(*layers)
        return SimpleNamespace(predict=lambda rows: (sizes.append(len(rows[0])), rest.predict(rows))[1])

    monkeypatch.setattr(thinc.api, "chain", spy)
    monkeypatch.setattr(token_cache, "MAX_WORDS", size)
    embed = STOCK.get_pipe("tok2vec").model.layers[0]
    cached = token_cache._caching_embed(embed)
    for text in ("It rained it rained .", "It snowed ."):
        docs = [sentence(text.lower())]
        assert cached.predict(docs)[0].tolist() == embed.predict(docs)[0].tolist(), why
    assert sizes == computed, why


def test_a_model_of_another_build_keeps_its_layers() -> None:
    model = SimpleNamespace(layers=[SimpleNamespace(layers=[SimpleNamespace(name="other", layers=[])])])
    layer = model.layers[0]
    token_cache.install(model)
    assert model.layers[0] is layer
