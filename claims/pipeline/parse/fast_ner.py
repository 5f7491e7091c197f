"""Mark names, dates and amounts in many sentences at once: the model's own choices in less than half the time."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc

Numbers = NDArray[np.float32]

BATCH = 4_000  # words that are looked at together: 6 MB of sums, and more do not make it faster

# What a choice looks at: the word, the first word of the open entity, and the word before when one is open.
_FEATURES = 3


class Moves(NamedTuple):
    """What the step may choose for a word: the numbers of its moves, as the network orders them.

    `kinds` says for each move that begins an entity which; `ways` has for each kind the moves to go on and to end.
    """

    kinds: dict[int, str]
    single: frozenset[int]
    opening: list[int]  # begins an entity of several words: never a sentence's last word
    inside: list[int]  # may not be chosen where no entity is open
    continuations: dict[str, tuple[int, int]]


def moves(step: Any) -> Moves | None:
    """Return the step's moves; None for a step of another build, which has to do its own work."""
    model = step.model
    if step.cfg.get("beam_width") != 1 or not model.attrs.get("has_upper") or model.attrs["unseen_classes"]:
        return None
    if model.get_ref("lower").get_dim("nF") != _FEATURES:
        return None
    number = {step.moves.get_class_name(i): i for i in range(step.moves.n_moves)}
    kinds = [name[2:] for name in number if name.startswith("B-")]
    return Moves(
        {number[prefix + kind]: kind for kind in kinds for prefix in ("B-", "U-")},
        frozenset(number["U-" + kind] for kind in kinds),
        [number["B-" + kind] for kind in kinds],
        [i for name, i in number.items() if name[:2] in ("I-", "L-") or name == "U-"],
        {kind: (number["I-" + kind], number["L-" + kind]) for kind in kinds},
    )


def mark(step: Any, known: Moves, docs: Sequence["Doc"]) -> None:
    """Set `ents` of the docs, one sentence each, none of them marked before.

    spaCy asks each of 74 moves at each word whether it may be chosen. Outside of an entity the choice depends on the
    word alone, so that all words are scored at once and only what begins an entity is followed word by word.
    """
    from spacy.tokens import Span

    for batch in _batches(docs):
        network = _Network(step.model, batch)
        opening_moves = network.begin(known, batch)
        first = 0
        for doc in batch:
            found = _follow(network, known, opening_moves, first, len(doc))
            doc.set_ents([Span(doc, *entity) for entity in found], default="outside")
            first += len(doc)


def _follow(
    network: "_Network", known: Moves, opening_moves: Sequence[int], first: int, size: int
) -> Iterator[tuple[int, int, str]]:
    """Yield each entity of one sentence, whose words are the rows from `first`: start, end, kind."""
    at = 0
    while at < size:
        kind = known.kinds.get(opening_moves[first + at])
        start, at = at, at + 1
        if kind is None:
            continue
        if opening_moves[first + start] not in known.single:
            continuations = list(known.continuations[kind])
            while at < size - 1 and network.continues(first + at, first + start, continuations):
                at += 1
            at += 1
        yield start, at, kind


class _Network:
    """The step's layers over some sentences; row 0 of the sums stands for no word."""

    def __init__(self, model: Any, docs: Sequence["Doc"]) -> None:
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self.sums: Numbers = lower.predict(model.layers[0].predict(docs))
        self.bias: Numbers = lower.get_param("b")
        self.weights: Numbers = upper.get_param("W")
        self.weights_bias: Numbers = upper.get_param("b")

    def begin(self, known: Moves, docs: Sequence["Doc"]) -> list[int]:
        """Choose each word's move as if no entity were open."""
        sums = self.sums[1:, 0] + (self.sums[0, 1] + self.sums[0, 2] + self.bias)
        scores = sums.max(axis=-1) @ self.weights.T + self.weights_bias
        scores[:, known.inside] = -np.inf
        last = np.cumsum([len(doc) for doc in docs]) - 1
        scores[np.ix_(last, np.array(known.opening))] = -np.inf
        blanks = np.flatnonzero(np.concatenate([doc.to_array("IS_SPACE") for doc in docs]))
        scores[np.ix_(blanks, np.array(list(known.kinds)))] = -np.inf
        chosen: list[int] = scores.argmax(axis=1).tolist()
        return chosen

    def continues(self, word: int, start: int, continuations: list[int]) -> bool:
        """Return whether an open entity has more words after this one."""
        sums = self.sums[1 + word, 0] + self.sums[1 + start, 1] + self.sums[word, 2] + self.bias
        going_on, end = self.weights[continuations] @ sums.max(axis=-1) + self.weights_bias[continuations]
        return bool(going_on >= end)


def _batches(docs: Sequence["Doc"]) -> Iterator[list["Doc"]]:
    batch: list[Doc] = []
    size = 0
    for doc in docs:
        if size > BATCH:
            yield batch
            batch, size = [], 0
        if len(doc):
            batch.append(doc)
            size += len(doc)
    if batch:
        yield batch
