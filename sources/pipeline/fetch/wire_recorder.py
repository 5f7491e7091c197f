"""Record what goes over a connection, byte by byte, while http.client uses it."""

import io
from dataclasses import dataclass
from typing import Any

from sources.pipeline.fetch.decompress import BodyTooLarge


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, exactly as they went over the line; `whole` is False when we hung up early."""

    url: str
    sent: bytes
    received: bytes
    whole: bool = True


class WireRecorder:
    """A socket that records what is sent and received. Everything else goes straight to the socket itself."""

    def __init__(self, line: Any, *, limit: int) -> None:
        self._line, self._limit = line, limit  # bytes that are kept of the answer, its framing included
        self._sent, self._received = bytearray(), bytearray()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._line, name)

    def sendall(self, data: Any, *flags: int) -> None:
        """Send the bytes and record them."""
        self._sent += data
        self._line.sendall(data, *flags)

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        """Open the line for reading, as http.client does; raises BodyTooLarge beyond the limit."""
        return io.BufferedReader(_RecordingReader(self._line.makefile("rb", buffering=0), self._received, self._limit))

    def exchange(self, url: str, *, whole: bool = True) -> Exchange:
        """Return what was recorded so far."""
        return Exchange(url, bytes(self._sent), bytes(self._received), whole)


class _RecordingReader(io.RawIOBase):
    def __init__(self, raw: Any, received: bytearray, limit: int) -> None:
        self._raw, self._received, self._limit = raw, received, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        count: int | None = self._raw.readinto(buffer)
        if count:
            self._received += memoryview(buffer)[:count]
            if len(self._received) > self._limit:
                raise BodyTooLarge
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()
