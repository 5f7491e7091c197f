"""The arithmetic of offsets and selections, in one page without a server: Python says what is right."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
MODULES = Path(__file__).resolve().parents[2] / "claims/static/desk"

FAMILY = "👨‍👩‍👧"  # five code points, eight UTF-16 units
TEXTS = {
    "empty": "",
    "letters": "The weir was raised.",
    "emoji": f"{FAMILY} met at the 🌉, twice 🌉🌉.",
    "combining marks": "Cafe\u0301 and A\u030angstro\u0308m",
    "arabic": "قال الوزير إن الجسر أُغلق 🚧 أمس.",
    "hebrew with marks": "הַגֶּשֶׁר נִסְגַּר",
    "astral letters": "𝒜𝓁𝓁 of 𐤀𐤁",
    "line ends": "One\r\ntwo\rthree\nfour\u2028five",
    "no-break spaces": "12\u00a0000\u202f€",
    "byte order mark": "a\ufeffb",
}


def units(text: str) -> int:
    """Count the UTF-16 units of a text, as a browser does."""
    return len(text.encode("utf-16-le")) // 2


@pytest.fixture(scope="module")
def script(chromium_browser: Browser) -> Iterator[Page]:
    """A page that has the modules as `offsets` and `selection`, the second with its import resolved."""
    page = chromium_browser.new_page()
    page.evaluate(
        """async (sources) => {
            const address = (source) => URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
            const offsets = address(sources.offsets);
            window.offsets = await import(offsets);
            window.selection = await import(address(sources.selection.replace("./offsets.js", offsets)));
        }""",
        {name: (MODULES / f"{name}.js").read_text() for name in ("offsets", "selection")},
    )
    yield page
    page.close()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_each_code_point_has_the_offset_that_python_gives_it(script: Page, text: str) -> None:
    places = range(len(text) + 1)
    expected = [units(text[:place]) for place in places]
    assert script.evaluate("([t, ps]) => ps.map((p) => offsets.toUnits(t, p))", [text, list(places)]) == expected
    assert script.evaluate("([t, us]) => us.map((u) => offsets.toPoints(t, u))", [text, expected]) == list(places)
    assert script.evaluate("(t) => offsets.countPoints(t)", text) == len(text)


@pytest.mark.parametrize(
    ("before", "words", "expected"),
    [
        ("", "The weir", {"start": 0, "end": 8, "exact": "The weir"}),
        ("🌉 ", "  raised \n", {"start": 4, "end": 10, "exact": "raised"}),
        ("", f" {FAMILY} ", {"start": 1, "end": 6, "exact": FAMILY}),
        ("a\r\n", "b\r\nc\r\n", {"start": 3, "end": 7, "exact": "b\r\nc"}),
        ("قال ", " الجسر ", {"start": 5, "end": 10, "exact": "الجسر"}),
        ("Caf", "e\u0301", {"start": 3, "end": 5, "exact": "e\u0301"}),
        ("", "\u00a0a\u00a0", {"start": 1, "end": 2, "exact": "a"}),
        ("a", " a a ", {"start": 2, "end": 5, "exact": "a a"}),
        ("a", " \r\n\t", None),
        ("a", "", None),
    ],
)
def test_a_span_has_no_white_space_at_its_ends(script: Page, before: str, words: str, expected: object) -> None:
    assert script.evaluate("([b, w]) => offsets.trimmedSpan(b, w)", [before, words]) == expected


AROUND = """([text, place, language]) => offsets.wordsAround(
    text, place, language === null ? null : new Intl.Segmenter(language, { granularity: "word" })
).map(([from, to]) => text.slice(from, to))"""


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The weir, 12 m high.", "en", ["The", "weir", "12", "m", "high"]),
        ("The weir, 12 m high.", None, ["The", "weir", "12", "m", "high"]),
        ("🌉 Cafe\u0301 shut", None, ["Cafe\u0301", "shut"]),
        ("🌉 Cafe\u0301 shut", "fr", ["Cafe\u0301", "shut"]),
        ("الجسر أُغلق", "ar", ["الجسر", "أُغلق"]),
        ("الجسر أُغلق", None, ["الجسر", "أُغلق"]),
        ("𝒜𝓁𝓁 of it", None, ["𝒜𝓁𝓁", "of", "it"]),
        ("…!", "en", []),
    ],
)
def test_words_are_found_with_and_without_a_segmenter(
    script: Page, text: str, language: str | None, expected: list[str]
) -> None:
    assert script.evaluate(AROUND, [text, {"from": 0, "to": 0}, language]) == expected


def test_the_words_of_a_long_text_are_looked_for_near_the_place_and_never_in_half_a_character(script: Page) -> None:
    text = "🌉" * 1500 + " weir " + "b " * 1500
    at = text.index("weir") + 1500  # in UTF-16 units: each bridge has two
    assert script.evaluate(AROUND, [text, {"from": at + 1, "to": at + 5}, "en"])[0] == "weir"
    assert len(script.evaluate(AROUND, [text, {"from": at, "to": at + 4}, None])) == 1 + 1000


@pytest.mark.parametrize(
    ("place", "edge", "forwards", "expected"),
    [
        ((4, 8), "end", True, (4, 12)),
        ((4, 12), "end", False, (4, 8)),
        ((4, 8), "end", False, (4, 8)),
        ((9, 19), "end", True, (9, 19)),
        ((4, 8), "start", False, (0, 8)),
        ((0, 8), "start", True, (4, 8)),
        ((4, 8), "start", True, (4, 8)),
        ((0, 8), "start", False, (0, 8)),
    ],
)
def test_an_edge_moves_by_a_word_and_one_word_stays(
    script: Page, place: tuple[int, int], edge: str, forwards: bool, expected: tuple[int, int]
) -> None:
    words = [[0, 3], [4, 8], [9, 12], [13, 19]]  # The weir was raised
    moved = script.evaluate(
        "([words, from, to, edge, forwards]) => offsets.moveEdge(words, { from, to }, edge, forwards)",
        [words, *place, edge, forwards],
    )
    assert moved == dict(zip(("from", "to"), expected, strict=True))


PAGE = (
    '<p id="before">Before.</p>'
    '<div id="text"><p><a class="pin"></a>The <mark>🌉 weir</mark> was</p>'
    "<details><summary></summary><p>&#13;\nraised.</p></details></div>"
    '<p id="after">After.</p><div id="bar" hidden><button>Take</button></div>'
)
SELECT = """([start, from, end, to]) => {
    const node = (name) => ({
        the: document.querySelector("#text p").childNodes[1], mark: document.querySelector("mark").firstChild,
        was: document.querySelector("#text p").lastChild, last: document.querySelector("details p").firstChild,
        before: document.querySelector("#before").firstChild, after: document.querySelector("#after").firstChild,
    })[name];
    document.getSelection().setBaseAndExtent(node(start), from, node(end), to);
    return selection.selectedSpan(document.querySelector("#text"));
}"""


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        (("the", 0, "the", 3), {"start": 0, "end": 3, "exact": "The"}),
        (("mark", 0, "mark", 7), {"start": 4, "end": 10, "exact": "🌉 weir"}),
        (("mark", 7, "mark", 2), {"start": 6, "end": 10, "exact": "weir"}),
        (("mark", 2, "was", 4), {"start": 6, "end": 14, "exact": "weir was"}),
        (("was", 1, "last", 9), {"start": 11, "end": 23, "exact": "was\r\nraised."}),
        (("before", 0, "mark", 2), {"start": 0, "end": 5, "exact": "The 🌉"}),
        (("last", 2, "after", 3), {"start": 16, "end": 23, "exact": "raised."}),
        (("before", 0, "after", 3), {"start": 0, "end": 23, "exact": "The 🌉 weir was\r\nraised."}),
        (("before", 0, "before", 3), None),
        (("the", 3, "the", 4), None),
        (("the", 1, "the", 1), None),
    ],
)
def test_a_selection_counts_code_points_of_the_text_and_leaves_its_surroundings_out(
    script: Page, ends: tuple[object, ...], expected: object
) -> None:
    script.evaluate("(html) => { document.body.innerHTML = html; }", PAGE)
    assert script.evaluate(SELECT, list(ends)) == expected


@pytest.mark.parametrize(("start", "end"), [(0, 3), (4, 11), (7, 15), (11, 24), (0, 24), (15, 17)])
def test_a_range_holds_the_words_between_its_offsets(script: Page, start: int, end: int) -> None:
    script.evaluate("(html) => { document.body.innerHTML = html; }", PAGE)
    found, text = script.evaluate(
        """([start, end]) => {
            const text = document.querySelector("#text");
            return [selection.rangeOf(text, start, end).toString(), text.textContent.slice(start, end)];
        }""",
        [start, end],
    )
    assert found == text


def test_the_bar_is_offered_while_words_are_selected_and_takes_them_once_a_form_is_ready(script: Page) -> None:
    script.evaluate("(html) => { document.body.innerHTML = html; }", PAGE)
    taken = script.evaluate(
        """async () => {
            const [text, bar] = [document.querySelector("#text"), document.querySelector("#bar")];
            const [taken, states] = [[], []];
            let ready = false;
            const changed = () => new Promise((done) => {
                document.addEventListener("selectionchange", () => setTimeout(done), { once: true });
            });
            const mark = document.querySelector("mark").firstChild;
            selection.offerSelection({ text, bar, take: (span) => taken.push(span.exact), isReady: () => ready });
            for (const [is, from, to] of [[false, 0, 7], [true, 2, 7], [true, 3, 3], [true, 2, 5]]) {
                ready = is;
                const seen = changed();
                document.getSelection().setBaseAndExtent(mark, from, mark, to);
                await seen;
                states.push(bar.hidden);
            }
            bar.firstElementChild.click();
            return [states, taken, bar.hidden];
        }"""
    )
    assert taken == [[True, False, True, False], ["we"], True]
