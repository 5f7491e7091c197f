"""Count the look-ups and connections to the network that a run asks for: reading must do without."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_WATCHED = ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect")


@contextmanager
def counted() -> Iterator[Callable[[], int]]:
    """Count from here on; an audit hook sees also what C code opens through the socket module."""
    seen = 0
    watching = True

    def hook(event: str, _: tuple[object, ...]) -> None:
        nonlocal seen
        if watching and event in _WATCHED:
            seen += 1

    sys.addaudithook(hook)
    try:
        yield lambda: seen
    finally:
        watching = False
