"""How fast an article goes from its bytes to its claims, against the bare parse of the same text in the same run."""

import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from claims.pipeline import parse, reading
from measure import gold
from measure.table import Row
from sources.pipeline import sentences
from sources.pipeline.clean import clean
from sources.pipeline.render import Unreadable, render

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
    _read(texts[:1], embeddings=True)
    whole = bare = similar = float("inf")
    for _ in range(_TIMES):
        seconds, alone = _read(texts)
        whole, bare = min(whole, seconds), min(bare, alone)
    for _ in range(_TIMES):
        similar = min(similar, _read(texts, embeddings=True)[0])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    name = f"{words:,} words of articles"
    return [
        Row("claims", name, "words a CPU second, bytes to claims", words / whole, 3000),
        Row("claims", name, "times the bare parse", whole / bare, 1.25, low=True),
        Row("claims", name, "words a CPU second, with embeddings", words / similar, 1700),
        Row("claims", name, "peak memory, MB, with embeddings", peak, 900, low=True),
    ]


def _read(texts: Sequence[bytes], *, embeddings: bool = False) -> tuple[float, float]:
    """Return the CPU seconds of the whole way and of the parse alone."""
    whole = bare = 0.0
    for raw in texts:
        begun = time.process_time()
        try:
            page = render(raw, media_type="text/plain")
        except Unreadable:
            continue
        passages = clean(page)
        split = sentences.split(page.text, passages)
        reading.read(page.text, passages, split, embeddings=embeddings)
        read = time.process_time()
        parse.parse(page.text, passages, split)
        whole += read - begun
        bare += time.process_time() - read
    return whole, bare
