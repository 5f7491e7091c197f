"""A page that is evidence, in the archives' own format: any reader of WARC files gets back what went over the line."""

import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from sources.pipeline.fetch.warc import pack
from sources.pipeline.fetch.wire_recorder import Exchange

AT = "2026-03-01T12:00:00Z"
SENT = b"GET /hens HTTP/1.1\r\nHost: farm.example\r\n\r\n"
RECEIVED = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Odd:  two  blanks\r\n\r\nH\xf6hne"
FIRST = Exchange("https://farm.example/hens", SENT, RECEIVED)


def records(packed: bytes) -> list[tuple[str, str, bytes]]:
    return [
        (record.rec_type, record.rec_headers.get_header("WARC-Target-URI") or "", record.raw_stream.read())
        for record in ArchiveIterator(BytesIO(packed), no_record_parse=True)
    ]


def test_the_exchange_comes_back_byte_for_byte() -> None:
    assert records(pack([FIRST], at=AT))[1:] == [("response", FIRST.url, RECEIVED), ("request", FIRST.url, SENT)]


def test_an_independent_reader_finds_status_headers_and_digests_in_order() -> None:
    kinds = []
    for record in ArchiveIterator(BytesIO(pack([FIRST], at=AT)), check_digests="raise"):
        kinds.append(record.rec_type)
        body = record.content_stream().read()
        if record.rec_type == "response":
            assert record.http_headers.get_statuscode() == "200"
            assert record.http_headers.get_header("Content-Type") == "text/plain"
            assert body == b"H\xf6hne"
            assert record.rec_headers.get_header("WARC-Date") == AT
    assert kinds == ["warcinfo", "response", "request"]


def test_each_record_is_a_gzip_member_of_its_own() -> None:
    rest, members = pack([FIRST], at=AT), []
    while rest:
        unpacker = zlib.decompressobj(zlib.MAX_WBITS + 16)
        members.append(unpacker.decompress(rest))
        rest = unpacker.unused_data
    assert [member[:10] for member in members] == [b"WARC/1.1\r\n"] * 3


def test_a_stop_on_the_way_says_that_it_was_not_read_to_the_end() -> None:
    stop = Exchange("http://farm.example/", SENT, b"HTTP/1.1 302 Found\r\nLocation: /hens\r\n\r\n", whole=False)
    packed = BytesIO(pack([stop, FIRST], at=AT))
    cut = [r.rec_headers.get_header("WARC-Truncated") for r in ArchiveIterator(packed) if r.rec_type == "response"]
    assert cut == ["unspecified", None]


def test_the_same_exchange_gives_the_same_file() -> None:
    assert pack([FIRST, FIRST], at=AT) == pack([FIRST, FIRST], at=AT)
    ids = [r.rec_headers.get_header("WARC-Record-ID") for r in ArchiveIterator(BytesIO(pack([FIRST, FIRST], at=AT)))]
    assert len(set(ids)) == len(ids) == 5


@given(received=st.binary(max_size=400), sent=st.binary(max_size=100))
def test_any_bytes_come_back(received: bytes, sent: bytes) -> None:
    record = Exchange("https://farm.example/", sent, received)
    assert [block for _, _, block in records(pack([record], at=AT))[1:]] == [received, sent]


@pytest.mark.parametrize("answer", [b"", b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b"\x00\xff"])
def test_an_answer_that_is_no_http_is_kept_all_the_same(answer: bytes) -> None:
    assert records(pack([Exchange("https://farm.example/", SENT, answer)], at=AT))[1][2] == answer
