"""How far a run is, on standard error and only for somebody who watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bar(name: str, total: int) -> Iterator[Callable[[], None]]:
    """Count `total` steps of `name` on a terminal; elsewhere stay silent."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if done % max(1, total // 100) == 0:
            print(f"\r{name} {100 * done // total} %", end="", file=sys.stderr, flush=True)

    yield tick
    print(f"\r{' ' * (len(name) + 6)}\r", end="", file=sys.stderr, flush=True)
