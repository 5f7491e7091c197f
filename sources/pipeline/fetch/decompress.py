"""Decompress a response body, never into more than the limit."""

import zlib
from collections.abc import Iterable, Iterator

CODINGS = ("gzip", "deflate")  # what we offer; brotli and zstd need libraries that we do not carry
_STEP = 65_536  # bytes that are unpacked at a time
_GZIP = b"\x1f\x8b"


class BodyTooLarge(Exception):
    """The body is larger than the limit, packed or unpacked."""


class BodyBroken(Exception):
    """The packed body ends early or is damaged."""


def unpack(chunks: Iterable[bytes], *, coding: str = "", limit: int) -> bytes:
    """Join the chunks of a body; `coding` is gzip, deflate or empty, `limit` bytes before and after.

    Memory stays within the limit and one step. BodyTooLarge and BodyBroken as they say; ValueError for another coding.
    """
    if coding not in ("", *CODINGS):
        raise ValueError(f"coding {coding!r}")
    limited = _limited(chunks, limit)
    return b"".join(_limited(_unpacked(limited), limit) if coding else limited)


def _limited(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise BodyTooLarge
        yield chunk


def _unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack gzip (any number of members), zlib and bare deflate, told apart by their first two bytes."""
    rest, members, unpacker = b"", 0, None
    for chunk in chunks:
        rest += chunk
        while len(rest) >= 2 or (rest and unpacker):
            if unpacker is None:
                if members and not rest.startswith(_GZIP):
                    return  # some servers pad; every browser ignores what follows the end
                unpacker = zlib.decompressobj(_window(rest))
            try:
                while part := unpacker.decompress(rest, _STEP):
                    yield part
                    rest = unpacker.unconsumed_tail
            except zlib.error as wrong:
                raise BodyBroken from wrong
            rest = unpacker.unused_data
            if unpacker.eof:
                unpacker, members = None, members + 1
    if unpacker is not None or (rest and not members):
        raise BodyBroken


def _window(start: bytes) -> int:
    """Choose zlib's window argument. "deflate" means zlib (RFC 9110 8.4.1.2), but some servers send it bare."""
    if start.startswith(_GZIP) or (start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0):
        return 32 + zlib.MAX_WBITS
    return -zlib.MAX_WBITS
