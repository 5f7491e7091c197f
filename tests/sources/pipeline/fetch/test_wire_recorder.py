"""What goes over a connection is recorded byte by byte, up to a limit."""

import io

import pytest

from sources.pipeline.fetch.decompress import BodyTooLarge
from sources.pipeline.fetch.wire_recorder import Exchange, WireRecorder

ANSWER = b"HTTP/1.1 200 OK\r\n\r\nThe dam holds."


class Line:
    """A connected line that answers with the same bytes."""

    def __init__(self):
        self.sent = b""
        self.closed = False

    def sendall(self, data, *flags):
        self.sent += data

    def makefile(self, *args, **kwargs):
        return io.BytesIO(ANSWER)

    def fileno(self):
        return 7


def test_both_sides_are_recorded_exactly():
    line = Line()
    recorder = WireRecorder(line, limit=1_000)
    recorder.sendall(b"GET / ")
    recorder.sendall(b"HTTP/1.1\r\n\r\n")
    assert recorder.makefile("rb").read() == ANSWER
    assert line.sent == b"GET / HTTP/1.1\r\n\r\n"
    assert recorder.exchange("https://a.example/") == Exchange("https://a.example/", line.sent, ANSWER, True)


def test_only_what_was_read_is_recorded():
    recorder = WireRecorder(Line(), limit=1_000)
    reader = recorder.makefile("rb")
    assert recorder.exchange("u").received == b""
    reader.read()
    assert recorder.exchange("u", whole=False) == Exchange("u", b"", ANSWER, False)


@pytest.mark.parametrize(("limit", "kept"), [(len(ANSWER), True), (len(ANSWER) - 1, False)])
def test_an_answer_longer_than_the_limit_is_broken_off(limit, kept):
    reader = WireRecorder(Line(), limit=limit).makefile("rb")
    if kept:
        assert reader.read() == ANSWER
    else:
        with pytest.raises(BodyTooLarge):
            reader.read()


def test_everything_else_is_asked_of_the_line_itself():
    assert WireRecorder(Line(), limit=1).fileno() == 7


def test_closing_the_reader_closes_what_it_reads():
    raw = io.BytesIO(ANSWER)
    line = Line()
    line.makefile = lambda *args, **kwargs: raw
    WireRecorder(line, limit=1).makefile("rb").close()
    assert raw.closed
