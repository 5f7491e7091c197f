"""What a site's answer means: a page, later, never."""

import pytest

from sources.pipeline.fetch.response_policy import CannotBeDone, TryLater, content_type, must_be_a_page, retry_after

NOON = 1_700_000_000.0  # Tue, 14 Nov 2023 22:13:20 GMT


@pytest.mark.parametrize("status", [200, 203])
def test_a_page_passes(status):
    assert must_be_a_page(status, {}, now=NOON) is None


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 599])
def test_later(status):
    with pytest.raises(TryLater) as later:
        must_be_a_page(status, {"retry-after": "120"}, now=NOON)
    assert later.value.retry_after == 120


@pytest.mark.parametrize("status", [103, 204, 206, 304, 400, 401, 402, 403, 404, 405, 410, 418, 451, 600, 999])
def test_never(status):
    with pytest.raises(CannotBeDone) as never:
        must_be_a_page(status, {}, now=NOON)
    assert "paste" in never.value.reason, "says what to do"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "sign-in"),
        (402, "paywall"),
        (403, "refuses automatic"),
        (404, "no page at this address"),
        (410, "taken down"),
        (451, "legal reasons"),
        (418, "status 418"),
        (425, "come back later"),
        (429, "come back later"),
        (408, "a problem (status 408)"),
        (503, "a problem (status 503)"),
    ],
)
def test_a_reason_says_what_the_status_means(status, words):
    with pytest.raises((TryLater, CannotBeDone)) as refusal:
        must_be_a_page(status, {}, now=NOON)
    assert words in refusal.value.reason


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        (" 30 ", 30),
        ("999999999", 86_400),
        ("9" * 400, None),
        ("Tue, 14 Nov 2023 22:14:20 GMT", 60),
        ("Tue, 14 Nov 2023 22:14:20 -0000", 60),
        ("Tue, 14 Nov 2000 22:14:20 GMT", 0),
        ("Tue, 14 Nov 9999 22:14:20 GMT", 86_400),
        ("Tue, 99 Nov 2023 22:14:20 GMT", None),
        ("soon", None),
        ("-5", None),
        ("nan", None),
        ("٣", None),
        ("", None),
    ],
)
def test_retry_after_is_a_number_of_seconds_or_nothing(value, seconds):
    assert retry_after(value, now=NOON) == seconds


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text/html", ("text/html", None)),
        ("Text/HTML; Charset=UTF-8", ("text/html", "utf-8")),
        ('text/html;charset="windows-1252"', ("text/html", "windows-1252")),
        ("text/html; charset='koi8-r'; x=y", ("text/html", "koi8-r")),
        ("text/html; boundary=x;charset = big5", ("text/html", "big5")),
        ("text/html; charset=", ("text/html", None)),
        ("text/html; charset=\0\0", ("text/html", None)),
    ],
)
def test_type_and_charset_are_read(value, expected):
    assert content_type({"content-type": value}, accept=["text/html"]) == expected


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("application/pdf", "application/pdf"),
        ("image/png; charset=utf-8", "image/png"),
        ("", "does not say"),
        ("html", "does not say"),
        ("<script>/x", "does not say"),
        ("a" * 500 + "/x", "does not say"),
    ],
)
def test_another_type_is_refused_and_named_only_when_it_is_one(value, named):
    with pytest.raises(CannotBeDone, match=named):
        content_type({"content-type": value}, accept=["text/html", "text/plain"])


def test_a_site_that_names_no_type_is_refused():
    with pytest.raises(CannotBeDone, match="does not say of what type"):
        content_type({}, accept=["text/html", "text/plain"])
