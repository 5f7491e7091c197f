"""Remember what the language model makes of a word before it looks at the words beside it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc

Rows = list[NDArray[np.float32]]

MAX_WORDS = 30_000  # words, 12 MB; then everything is forgotten and learned anew
_FIRST_LAYER = "extract_features"  # the layer that tells all that the model knows of a word by itself


def install(model: Any) -> None:
    """Make a tok2vec look each word up before it computes its row; a model of another build stays as it is.

    Nearly every word of an article has been met before: a fifth of the parse, and the rows are the same.
    """
    while model.layers and model.layers[0].layers:
        if model.layers[0].layers[0].name == _FIRST_LAYER and model.layers[0].has_dim("nO"):
            model.layers[0] = _caching_embed(model.layers[0])
            return
        model = model.layers[0]


def _caching_embed(embed: Any) -> Any:
    from thinc.api import Model, chain

    extract: Any = embed.layers[0]
    rest: Any = chain(*embed.layers[1:])
    known: dict[bytes, int] = {}
    rows = np.empty((MAX_WORDS, embed.get_dim("nO")), np.float32)  # takes memory only as it fills

    def look_up(docs: "Sequence[Doc]") -> Rows:
        flat = np.ascontiguousarray(np.concatenate(extract.predict(docs)))
        keys = flat.view(f"V{flat.shape[1] * flat.itemsize}").ravel().tolist()
        new = {key: at for at, key in enumerate(keys) if key not in known}
        if len(known) + len(new) > len(rows):
            known.clear()
            new = {key: at for at, key in enumerate(keys)}
            if len(new) > len(rows):
                whole: Rows = embed.predict(docs)
                return whole
        if new:
            size = len(known) + len(new)
            rows[len(known) : size] = rest.predict([flat[list(new.values())]])[0]
            known.update(zip(new, range(len(known), size), strict=True))
        found = rows[np.array([known[key] for key in keys], np.intp)]
        return np.split(found, np.cumsum([len(doc) for doc in docs])[:-1])

    def forward(_: Any, docs: "Sequence[Doc]", is_train: bool) -> "tuple[Rows, Callable[..., Any]]":
        return look_up(docs), lambda _: []  # nothing is ever trained here

    return Model("remembered", forward, dims={"nO": embed.get_dim("nO")})
