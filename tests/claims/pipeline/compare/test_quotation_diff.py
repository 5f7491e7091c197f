"""A quotation held against its original, word by word: in any script, whatever the typography."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.pipeline.compare.quotation_diff import MAX_WORDS, DiffKind, compare, holds, propose, words

CASES = [  # quotation, original, what is expected (- left out, + added, ~ typography), why
    ("We sail at nine", "We sail at nine", "We sail at nine", "the same"),
    ("We sail at ten", "We sail at nine", "We sail at -nine +ten", "one word for another"),
    ("We sail at nine", "We never sail at nine", "We -never sail at nine", "a word left out, and with it the meaning"),
    ("We always sail", "We sail", "We +always sail", "a word put in"),
    ("“It’s late”", '"It\'s late"', "~“It’s~late~”", "curly marks are typography"),
    ("It’s late", "Its late", "-Its +It’s late", "an apostrophe inside a word is a letter"),
    ("late — and cold", "late - and cold", "late ~— and cold", "a dash is a dash"),
    ("well-known", "well known", "well +- known", "a hyphen is not a space"),
    ("Wait…", "Wait...", "Wait ~…", "three dots are one mark"),
    ("10²", "102", "-102 +10²", "a raised figure is another number"),
    ("ships\u00ad yard", "ships yard", "~ships\u00ad yard", "a soft hyphen is not seen"),
    ("Grüße", "Gru\u0308ße", "~Grüße", "the same letter, written in two ways"),
    ("我們明天出發", "我們今天出發", "我們 -今 +明 天出發", "no spaces: letter by letter"),
    ("เราไปพรุ่งนี้", "เราไปวันนี้", None, "Thai: a letter with its marks"),
    ("पानी नहीं है", "पानी है", "पानी +नहीं है", "a word keeps its vowel signs"),
    ("لن نسافر غدا", "نسافر غدا", "+لن نسافر غدا", "right to left"),
    ("", "We sail", "-We sail", "nothing quoted"),
    ("We sail", "", "+We sail", "nothing found"),
]
SIGN = {DiffKind.SAME: "", DiffKind.TYPOGRAPHY: "~", DiffKind.ADDED: "+", DiffKind.LEFT_OUT: "-"}


def without_blanks(difference: str) -> str:
    return difference.replace(" ", "").replace("~", "")


def marked(quotation: str, original: str) -> str:
    found = []
    for part in compare(quotation, original):
        missing = part.kind == DiffKind.LEFT_OUT
        words = original[part.original_start : part.original_end] if missing else quotation[part.start : part.end]
        found.append(SIGN[part.kind] + words)
    return " ".join(found)


@pytest.mark.parametrize(("quotation", "original", "expected", "why"), CASES, ids=[c[-1] for c in CASES])
def test_the_difference_is_shown_word_by_word(quotation: str, original: str, expected: str | None, why: str) -> None:
    kinds = [p.kind for p in compare(quotation, original)]
    if expected is None:
        assert DiffKind.SAME in kinds, why
        assert DiffKind.ADDED in kinds, why
    else:
        assert without_blanks(marked(quotation, original)) == without_blanks(expected), why
        assert (DiffKind.TYPOGRAPHY in kinds) == ("~" in expected), why


GRADES = [  # segments, original, grade, why
    (["We sail at nine."], "We sail at nine.", "verbatim", "word for word"),
    (["We sail  at\nnine."], "We sail at nine.", "verbatim", "white space is the page's"),
    (["We sail at nine,"], "We sail at nine.", "typography", "a comma before “she said”"),
    (["We sail,", "at nine."], "We sail at nine.", "typography", "“we sail,” she said, “at nine”"),
    (["It’s late"], "It's late", "typography", "curly"),
    (["We sail at ten"], "We sail at nine", None, "a word altered"),
    (["sail at nine"], "We never sail at nine", None, "cut: whether the meaning is kept, a person says"),
    (["we sail"], "We sail", None, "a capital may be the beginning of another sentence"),
    (["10²"], "102", None, "not the same number"),
    ([""], "", None, "nothing to compare"),
    (["…"], "", None, "nothing said"),
]


@pytest.mark.parametrize(("segments", "original", "grade", "why"), GRADES, ids=[g[-1] for g in GRADES])
def test_only_what_a_machine_can_see_is_proposed(
    segments: list[str], original: str, grade: str | None, why: str
) -> None:
    assert propose(segments, original) == grade, why


@pytest.mark.parametrize(
    ("segments", "original", "expected"),
    [
        (["sail at nine,"], "Tomorrow we sail at nine. Bring a coat.", True),
        (["we sail", "Bring a coat"], "Tomorrow we sail at nine. Bring a coat.", True),
        (["Bring a coat", "we sail"], "Tomorrow we sail at nine. Bring a coat.", False),
        (["sail at ten"], "Tomorrow we sail at nine.", False),
        (["ail at nine"], "Tomorrow we sail at nine.", False),
        ([], "Tomorrow", False),
    ],
)
def test_words_stand_in_the_original_or_they_do_not(segments: list[str], original: str, expected: bool) -> None:
    assert holds(segments, original) is expected


TEXT = st.text(alphabet="ab ’'.…-—我ำก\u0301\u00ad\n“é 1", max_size=40) | st.text(max_size=60)


@given(text=TEXT)
def test_words_are_places_in_the_text_in_order(text: str) -> None:
    found = words(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= w.start < w.end <= len(text) and text[w.start : w.end].strip() for w in found)


@given(quotation=TEXT, original=TEXT)
def test_every_word_of_both_texts_is_in_exactly_one_part(quotation: str, original: str) -> None:
    parts = compare(quotation, original)
    for found, start, end in (
        (words(quotation), lambda p: p.start, lambda p: p.end),
        (words(original), lambda p: p.original_start, lambda p: p.original_end),
    ):
        assert all(end(a) <= start(b) for a, b in pairwise(parts))
        for word in found:
            assert sum(start(p) <= word.start and word.end <= end(p) for p in parts) == 1


@given(st.lists(st.sampled_from("abcd"), max_size=14), st.lists(st.sampled_from("abcd"), max_size=14))
def test_what_is_the_same_is_the_longest_common_sequence(a: list[str], b: list[str]) -> None:
    @cache
    def longest(i: int, j: int) -> int:
        if i == len(a) or j == len(b):
            return 0
        if a[i] == b[j]:
            return 1 + longest(i + 1, j + 1)
        return max(longest(i + 1, j), longest(i, j + 1))

    left, right = " ".join(a), " ".join(b)
    same = [p for p in compare(left, right) if p.kind == DiffKind.SAME]
    assert sum(len(words(left[p.start : p.end])) for p in same) == longest(0, 0)
    assert all(left[p.start : p.end] == right[p.original_start : p.original_end] for p in same)


def test_texts_without_end_are_bounded() -> None:
    many = " ".join(f"a{n}" for n in range(2 * MAX_WORDS))
    other = " ".join(f"b{n}" for n in range(2 * MAX_WORDS))
    assert [p.kind for p in compare(f"So {many} ends", f"So {other} ends")] == ["same", "left_out", "added", "same"]
    for text in ("a" * 50_000, "\u0301" * 50_000, "का" * 25_000, ". " * 25_000, "“" * 10_000, "\u00ad" * 50_000):
        assert len(compare(text, text)) <= 1
