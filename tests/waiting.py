"""Waiting for a signal, with one limit that a slow machine keeps; only a failing test ever reaches it."""

import time
from collections.abc import Callable

LIMIT_SECONDS = 180.0


def until(done: Callable[[], object], why: Callable[[], object] = lambda: "it did not happen") -> None:
    """Return once `done` is true; fail with what `why` returns when the limit is over."""
    end = time.monotonic() + LIMIT_SECONDS
    while not done():
        assert time.monotonic() < end, why()
        time.sleep(0.05)
