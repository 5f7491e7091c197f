"""How fast an article goes from its bytes to its claims, against the bare parse of the same text in the same run."""

import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from claims.pipeline import read
from claims.pipeline.parse import parse
from measure import gold
from measure.table import Row
from sources.pipeline import sentences
from sources.pipeline.clean.clean import PassageFound, clean
from sources.pipeline.render.render import Unreadable, render

_ENOUGH = 30_000  # words
_TIMES = 2  # the better of two runs counts: another process may have had the core's cache


def measure(folder: Path) -> list[Row]:
    """Time whole articles (the texts of the quotes gold) on one core; no rows when the folder has none."""
    texts, words = [], 0
    for file in sorted((f for f in gold.find(folder) if f.kind == "quotes"), key=lambda f: len(f.rows)):
        for row in file.rows:
            if words < _ENOUGH:
                texts.append(row["text"].encode())
                words += len(row["text"].split())
    if not texts:
        return []
    _read(texts[:1])
    similar = min(_read(texts, embeddings=True)[0] for _ in range(_TIMES))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    model = spacy.load(parse.MODEL)  # as it ships, and only now: its memory is none of ours
    _bare(model, texts[:1])
    whole = ours = bare = float("inf")
    for _ in range(_TIMES):
        seconds, alone = _read(texts)
        whole, ours, bare = min(whole, seconds), min(ours, alone), min(bare, _bare(model, texts))
    name = f"{words:,} words of articles"
    return [
        Row("claims", name, "words a CPU second, bytes to claims", words / whole, 6000),
        Row("claims", name, "times the bare parse (the model as it ships)", whole / bare, 1.25, low=True),
        Row("claims", name, "times our own quicker parse", whole / ours),
        Row("claims", name, "words a CPU second, with embeddings", words / similar, 1700),
        Row("claims", name, "peak memory, MB, with embeddings", peak, 700, low=True),
    ]


def _read(texts: Sequence[bytes], *, embeddings: bool = False) -> tuple[float, float]:
    """Return the CPU seconds of the whole way and of our parse alone."""
    whole = alone = 0.0
    for raw in texts:
        begun = time.process_time()
        if (known := _sentences(raw)) is None:
            continue
        read.read(*known, embeddings=embeddings)
        parsed_from = time.process_time()
        parse.parse(*known)
        whole += parsed_from - begun
        alone += time.process_time() - parsed_from
    return whole, alone


def _bare(model: Language, texts: Sequence[bytes]) -> float:
    """Return the CPU seconds that the language model itself takes for the same sentences, an article at a time."""
    spent = 0.0
    for raw in texts:
        if (known := _sentences(raw)) is None:
            continue
        text, _, split = known
        begun = time.process_time()
        for _ in model.pipe([" ".join(text[s.start : s.end].split()) for s in split]):
            pass
        spent += time.process_time() - begun
    return spent


def _sentences(raw: bytes) -> tuple[str, tuple[PassageFound, ...], tuple[sentences.SentenceFound, ...]] | None:
    try:
        page = render(raw, media_type="text/plain")
    except Unreadable:
        return None
    passages = clean(page)
    return page.text, passages, sentences.split(page.text, passages)
