"""Measure how the time of each step grows on hostile input: CPU time of twice the input over CPU time of the input.

    .venv/bin/python benchmarks/growth.py [--size CODE_POINTS]

Linear is 2; the goal is under 2.5. Times under 0.1 s are noise and not judged. Exit code 1 when a ratio is too high.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from claims.pipeline import read
from sources.pipeline import sentences
from sources.pipeline.clean import clean
from sources.pipeline.render import render

GOAL = 2.5
NOISE = 0.1  # seconds
PROSE = "The ferry to Brackholm was cancelled forty times last winter, “a record,” said Ilse Varn. "
HOSTILE = {
    "one letter": "a",
    "line without a stop": "the ferry of the town and the crane of the town and ",
    ". . . .": ". ",
    "quotation marks": "“",
    "straight marks": '" ',
    "unbalanced marks": "“We paid, she said. ",
    "closing marks": "” ",
    "apostrophes": "’s ",
    "short lines": "a\n",
    "headlines": "Ferry To Sail Again In May\n",
    "one long paragraph": PROSE,
    "paragraphs": PROSE + "\n\n",
    "bytes of markup": "<p>",
}


def chain(text: str) -> dict[str, float]:
    """Return the CPU seconds of each step on one text."""
    spent = {}

    def timed(name: str, step: Callable[[], object]) -> object:
        began = time.process_time()
        found = step()
        spent[name] = time.process_time() - began
        return found

    page: render.Page = timed("render", lambda: render.render(text.encode(), media_type="text/plain"))  # type: ignore[assignment]
    passages: tuple[clean.PassageFound, ...] = timed("clean", lambda: clean.clean(page))  # type: ignore[assignment]
    split: tuple[sentences.SentenceFound, ...] = timed("sentences", lambda: sentences.split(page.text, passages))  # type: ignore[assignment]
    timed("reading", lambda: read.read(page.text, passages, split))
    body = (clean.PassageFound(0, len(page.text), clean.Kind.BODY, "growth"),)  # what clean sets aside is tried as well
    timed("reading all", lambda: read.read(page.text, body, sentences.split(page.text, body)))
    return spent


def best(text: str) -> dict[str, float]:
    """Return each step's least time of three: the others had the collector's rounds in them."""
    tries = [chain(text) for _ in range(3)]
    return {name: min(one[name] for one in tries) for name in tries[0]}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--size", type=int, default=50_000)
    size = arguments.parse_args().size
    chain(PROSE * 20)  # the model is loaded once
    too_high = 0
    for name, unit in HOSTILE.items():
        once, twice = (best((unit * (n // len(unit) + 1))[:n]) for n in (size, 2 * size))
        for step, seconds in once.items():
            ratio = twice[step] / seconds if seconds > NOISE else 0.0
            too_high += ratio >= GOAL
            if seconds > NOISE:
                print(f"{name:22} {step:12} {seconds:8.2f} s {ratio:6.2f} {'' if ratio < GOAL else 'TOO HIGH'}")
    return int(bool(too_high))


if __name__ == "__main__":
    sys.exit(main())
