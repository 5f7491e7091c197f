import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.pipeline.render.render import HTML, TEXT, Unreadable, render, without_unseen_space
from tests.corpus import golden

DUMP = {"media_type": "text/plain"}
PAGE = {"media_type": "text/html"}
FRENCH = (
    "Le conseil a voté lundi la reconstruction de la jetée, détruite par la tempête. « Nous avons attendu », dit-elle."
)
POLISH = "Rada zagłosowała w poniedziałek za odbudową mola, które zniszczył sztorm. „Czekaliśmy już dość długo” – mówi."


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        (
            b"\xef\xbb\xbfHeat returns\r\nTo the delta\rtoday\n",
            None,
            "Heat returns\nTo the delta\ntoday\n",
        ),  # BOM, CRLF, CR
        ("Größe  der\tStadt\u00a0 ".encode(), None, "Größe  der\tStadt\u00a0 "),  # white space is kept exactly
        ("Café “Lune”".encode("cp1252"), "iso-8859-1", "Café “Lune”"),  # Latin-1 means Windows-1252
        ("Café “Lune”".encode(), "iso-8859-1", "Café “Lune”"),  # a false label on valid UTF-8
        ("Ελλάδα".encode("utf-16"), None, "Ελλάδα"),  # the BOM says more than any label
        ("東京の橋".encode("shift_jis"), "Shift_JIS", "東京の橋"),
        (
            "Привет, мир. Мост открыт сегодня утром для всех.".encode("cp1251"),
            "windows-1251",
            "Привет, мир. Мост открыт сегодня утром для всех.",
        ),
        (FRENCH.encode("cp1252"), None, FRENCH),  # no label: the charset is told by its letters
        (POLISH.encode("cp1250"), None, POLISH),
        (b"plain", "unicode_escape", "plain"),  # a codec that is no character set is not used
        ("👩‍👩‍👧 မြန်မာ ไทย \u202eabc".encode(), None, "👩‍👩‍👧 မြန်မာ ไทย \u202eabc"),  # families, marks, bidi overrides
    ],
)
def test_a_dump_is_decoded_exactly(raw, charset, text):
    assert render(raw, charset=charset, **DUMP).text == text


TURKISH = "Işık söndü"


@pytest.mark.parametrize(
    ("media_type", "charset", "text"),
    [
        ("text/plain; charset=iso-8859-9", None, TURKISH),
        ('Text/Plain ; format=flowed; Charset = "ISO-8859-9"', None, TURKISH),
        ("text/plain; charset=koi8-r", "iso-8859-9", TURKISH),
        ("text/plain; charset=iso-8859-9", "koi8-r", TURKISH.encode("iso8859-9").decode("koi8-r")),
        ("text/html; charset=iso-8859-9", None, TURKISH),
    ],
    ids=["of the type", "quoted, behind another", "a charset of its own", "which wins", "of a page"],
)
def test_the_media_type_may_name_the_charset(media_type, charset, text):
    assert render(TURKISH.encode("iso8859-9"), media_type=media_type, charset=charset).text == text


@pytest.mark.parametrize(
    ("raw", "media_type", "says"),
    [
        (b"", "text/plain", "empty"),
        (b" \n\t\xe2\x80\x8b\xc2\xa0\xef\xbb\xbf", "text/plain", "nothing to read"),
        (b"one\0two", "text/plain", "NUL"),
        ("half \ud83d".encode("utf-8", "surrogatepass"), "text/plain", "lone surrogates"),
        (b"%PDF-1.7 ...", "text/plain", "a PDF"),
        (b"PK\x03\x04 word/document.xml", "text/html", "zip or office"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "PNG"),
        (b"\x01\x02\x03\x04" * 50, "text/plain", "binary"),
        (b"\xff\xfea", "text/plain", "UTF-16"),
        (b"a" * 10_000_001, "text/plain", "10 MB"),
        (b'{"a": 1}', "application/json", "application/json"),
        (b"abc", "", "type unknown"),
        (b"abc", "x" * 90, "type " + "x" * 80 + " cannot"),
        (b"%PDF-1.7 ...", "application/pdf", "a PDF"),
        (b"<!-- only a comment -->", "text/html", "no text"),
        (b"<script>build()</script>", "text/html", "script"),
        (b"<div>" * 100_000 + b"deep", "text/html", "too deeply"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(raw, media_type, says):
    with pytest.raises(Unreadable, match=says):
        render(raw, media_type=media_type)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One\n  two</p><p>three</p>", "One two\n\nthree"),  # folded as a browser does
        ("<ul><li>a<li>b</ul><div>c</div>", "a\nb\n\nc"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<p>bo<b>ld</b>er <i>than</i> <a href=x>ever</a>.</p>", "bolder than ever."),  # inline elements add nothing
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1\n2"),  # cells of layout tables never run together
        ("<pre>x\n  y</pre>", "x\n  y"),
        ("<style>p{}</style><script>1</script><template>t</template><p hidden>h</p><p>seen</p>", "seen"),
        ("<p><img alt='not shown'>shown</p>", "shown"),
        ("<p>caf&eacute; &amp; bar&nbsp;1 &nope;</p>", "café & bar\u00a01 &nope;"),
        (
            "<p>nul \0 and &#0; and &#xD800;</p>",
            "nul \ufffd and \ufffd and \ufffd",
        ),  # as the HTML standard replaces them
        ("<!-- --><title>t</title><body>b</body>", "b"),
        ("<p>unclosed <b>bold<p>next", "unclosed bold\n\nnext"),
    ],
)
def test_a_page_becomes_the_lines_a_browser_shows(markup, text):
    page = render(markup.encode(), **PAGE)
    assert page.text == text
    assert page.renderer == HTML


def test_the_blocks_of_a_dump_are_its_lines_without_the_blank_ones():
    page = render(b"One\n\n  two \n \t\nthree", **DUMP)
    assert [(b.start, b.end) for b in page.blocks] == [(0, 3), (5, 11), (15, 20)]
    assert {(b.path, b.linked) for b in page.blocks} == {("", 0)}
    assert page.source is None


def test_entities_and_doctypes_read_no_file():
    page = render(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><p>start &a; end</p>', **PAGE)
    assert page.text.endswith("start &a; end")


def test_a_tag_with_thousands_of_attributes_is_read_without_them():
    page = render(f"<p {' '.join(f'a{i}=b' for i in range(20_000))}>one</p><p>two</p>".encode(), **PAGE)
    assert page.text == "one\n\ntwo"


def test_a_declared_encoding_in_the_page_counts():
    raw = '<meta charset="windows-1251"><p>Мост открыт</p>'.encode("cp1251")
    assert render(raw, **PAGE).text == "Мост открыт"


def test_a_broken_byte_in_a_page_costs_one_character():
    raw = b'<meta charset="utf-8"><p>one \xff two</p>'
    assert render(raw, **PAGE).text == "one \ufffd two"


def test_blocks_tell_the_elements_and_the_links():
    page = render(
        b"<nav><ul><li><a href=/>Home</a></li></ul></nav><article><h1>Up</h1><p>Go <a>on</a>.</p></article>", **PAGE
    )
    blocks = [(page.text[b.start : b.end], b.path, b.linked) for b in page.blocks]
    assert blocks == [
        ("Home", "nav/ul/li/a", 4),
        ("Up", "article/h1", 0),
        ("Go on.", "article/p", 2),
    ]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"), min_size=1))
def test_any_text_is_kept_or_refused(text):
    raw = text.encode()
    try:
        page = render(raw, charset="utf-8", **DUMP)
    except Unreadable:
        return
    assert page.text == text
    assert page.renderer == TEXT


@given(st.binary(max_size=300), st.sampled_from(["text/plain", "text/html"]))
def test_any_bytes_are_read_the_same_twice_or_refused(raw, media_type):
    def once():
        try:
            return render(raw, media_type=media_type)
        except Unreadable as refused:
            return str(refused)

    first = once()
    assert first == once()
    if not isinstance(first, str):
        assert "\0" not in first.text
        first.text.encode()  # no lone surrogates
        assert all(0 <= b.start < b.end <= len(first.text) for b in first.blocks)


@pytest.mark.parametrize(
    ("text", "without", "why"),
    [
        ("Boats \t\nand gulls  ", "Boats\nand gulls", "blanks at line ends"),
        ("5\xa0boats, 6\u202fgulls, 7\u2007terns", "5 boats, 6 gulls, 7 terns", "spaces that do not break"),
        ("\n\nBoats\n\n", "Boats", "empty lines around the text"),
        ("Boats\n\n  and  gulls", "Boats\n\n  and  gulls", "an empty line, an indent and two spaces are seen"),
    ],
)
def test_white_space_that_nobody_sees_is_left_out(text, without, why):
    assert without_unseen_space(text) == without, why


def test_whole_articles_keep_their_passages() -> None:
    assert golden.changed_passages() == ()
