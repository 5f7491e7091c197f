"""Bytes become characters, or are refused with what to do instead; each limit with a case on either side."""

import pytest

from sources.pipeline.render import decode
from sources.pipeline.render.decode import Unreadable
from tests.corpus import golden


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        (b"plain", None, "plain"),
        ("Zoë".encode(), "latin-1", "Zoë"),  # valid UTF-8 is UTF-8, whatever a label says
        ("Zoë “x”".encode("cp1252"), "latin-1", "Zoë “x”"),  # Latin-1 means Windows-1252
        ("ş".encode("iso8859-9"), "iso-8859-9", "ş"),
        ("橋".encode("gb18030"), "gb2312", "橋"),
        ("橋".encode("iso2022_jp"), "iso-2022-jp", "橋"),  # its bytes are ASCII
        (b"\xef\xbb\xbfone", None, "one"),
        ("one".encode("utf-16"), "utf-8", "one"),  # the mark says more than the label
        (b"\xff\xfe\x00\x00" + "one".encode("utf-32-le"), None, "one"),
        (b"one", "no such charset", "one"),
        (b"one", "rot13", "one"),  # a codec that is no character set
    ],
)
def test_a_text_is_decoded_exactly(raw, charset, text):
    assert decode.text(raw, charset) == text


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b"%PDF-1.4", "a PDF"),
        (b"PK\x03\x04", "zip or office"),
        (b"RIFF0000", "picture, sound or film"),
        (b"0000ftypmp42", "picture, sound or film"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"one\0two", "NUL"),
        (bytes(range(128, 256)), "character encoding cannot be told"),
        (b"\xff\xffone\0", "NUL"),
        (b"\xef\xbb\xbfone\xff", "says it is UTF-8"),
        ("half \ud83d".encode("utf-8", "surrogatepass"), "surrogates"),
        ("\u115f\u3164 \u200b".encode(), "nothing to read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(raw, says):
    with pytest.raises(Unreadable, match=says):
        decode.text(raw, None)


@pytest.mark.parametrize(("size", "refused"), [(10_000_000, False), (10_000_001, True)])
def test_a_text_has_at_most_ten_million_bytes(size, refused):
    raw = b"a" * size
    if refused:
        with pytest.raises(Unreadable, match="10 MB"):
            decode.check_bytes(raw)
    else:
        decode.check_bytes(raw)


@pytest.mark.parametrize(("controls", "refused"), [(3, False), (4, True)])
def test_two_in_a_hundred_control_characters_and_one_are_still_text(controls, refused):
    raw = ("a" * (100 - controls) + "\x01" * controls).encode()
    if refused:
        with pytest.raises(Unreadable, match="control characters"):
            decode.text(raw, None)
    else:
        assert len(decode.text(raw, None)) == 100


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        (b"one \xff two", "utf-8", "one \ufffd two"),  # a broken byte costs one character
        (b"a\0b", None, "a\ufffdb"),
        ('<meta charset="windows-1251">Мост'.encode("cp1251"), None, '<meta charset="windows-1251">Мост'),
        ('<meta charset="windows-1251">Мост'.encode("koi8-r"), "koi8-r", '<meta charset="windows-1251">Мост'),
    ],
)
def test_a_page_is_decoded_as_a_browser_would(raw, charset, text):
    assert decode.markup(raw, charset) == text


@pytest.mark.parametrize(("place", "counts"), [(0, True), (4_000, True), (4_096, False)])
def test_a_page_declares_its_charset_in_its_first_four_thousand_bytes(place, counts):
    raw = b" " * place + '<meta charset="windows-1251"><p>Мост открыт</p>'.encode("cp1251")
    assert ("<p>Мост открыт</p>" in decode.markup(raw + b" " * 20_000, None)) is counts


@pytest.mark.parametrize(("length", "guessed"), [(999, True), (1_001, False)])
def test_an_undeclared_page_is_asked_for_another_charset_when_one_in_a_thousand_is_broken(length, guessed):
    raw = b"The caf\xe9 is open. " + b"a" * (length - 18)
    assert ("caf\ufffd" in decode.markup(raw, None)) is not guessed


def test_whole_articles_keep_their_passages() -> None:
    assert golden.changed_passages() == ()
