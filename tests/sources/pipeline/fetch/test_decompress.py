"""A body is unpacked exactly, or refused; a bomb never grows."""

import gzip
import tracemalloc
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.pipeline.fetch.decompress import BodyBroken, BodyTooLarge, unpack

MEGABYTE = 1_000_000


def bare(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS = {
    "gzip": gzip.compress,
    "zlib": zlib.compress,
    "bare deflate": bare,
    "two gzip members": lambda data: gzip.compress(data[: len(data) // 2]) + gzip.compress(data[len(data) // 2 :]),
    "gzip and padding": lambda data: gzip.compress(data) + b"\0" * 40,
}


@pytest.mark.parametrize("packer", PACKERS)
@given(data=st.binary(max_size=2_000), times=st.sampled_from([1, 1, 300]), cut=st.sampled_from([1, 2, 3, 17, 16_384]))
def test_it_comes_out_as_it_went_in_however_it_is_cut(packer, data, times, cut):
    packed = PACKERS[packer](data * times)
    cut = max(cut, len(packed) // 2_000)
    chunks = [packed[start : start + cut] for start in range(0, len(packed), cut)]
    assert unpack(chunks, coding="gzip", limit=MEGABYTE) == data * times


@given(st.binary(max_size=500))
def test_an_unpacked_body_is_left_alone(data):
    assert unpack([data[:7], data[7:]], limit=500) == data


@given(data=st.binary(max_size=500), coding=st.sampled_from(["gzip", "deflate"]))
def test_any_bytes_are_unpacked_or_refused(data, coding):
    with suppress(BodyBroken, BodyTooLarge):
        assert isinstance(unpack([data], coding=coding, limit=MEGABYTE), bytes)


@pytest.mark.parametrize("packer", ["gzip", "zlib", "bare deflate"])
@pytest.mark.parametrize("lost", [1, 5, 200])
def test_a_body_that_ends_early_is_broken(packer, lost):
    packed = PACKERS[packer](bytes(range(256)) * 4)
    with pytest.raises(BodyBroken):
        unpack([packed[:-lost]], coding="gzip", limit=MEGABYTE)


@pytest.mark.parametrize(
    ("chunks", "coding", "why"),
    [
        ([b"x" * 60, b"x" * 60], "", "plain and long"),
        ([gzip.compress(b"x" * 101)], "gzip", "one byte over, unpacked"),
        ([gzip.compress(b"")] * 6, "gzip", "nothing inside, but long on the way"),
        ([b"\x78\x9c"] + [b"\x00\x00\x00\xff\xff"] * 30, "deflate", "blocks without contents for ever"),
    ],
)
def test_over_the_limit_is_too_large(chunks, coding, why):
    with pytest.raises(BodyTooLarge):
        unpack(chunks, coding=coding, limit=100)


def test_the_limit_itself_is_allowed():
    assert len(unpack([gzip.compress(b"x" * 100)], coding="gzip", limit=100)) == 100


def test_a_bomb_takes_no_more_memory_than_its_limit():
    bomb = gzip.compress(bytes(50 * MEGABYTE))
    tracemalloc.start()
    try:
        with pytest.raises(BodyTooLarge):
            unpack([bomb], coding="gzip", limit=MEGABYTE)
        assert tracemalloc.get_traced_memory()[1] < 2 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_a_coding_that_was_not_offered_is_refused():
    with pytest.raises(ValueError, match="br"):
        unpack([b""], coding="br", limit=1)
