"""Where a claim's words went: with their whole sentence, unchanged and unique, or nobody knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.pipeline.compare.anchor import AnchorFound, find

Places = list[tuple[int, int]]


def sentences(text: str) -> Places:
    """Each line a sentence; lines that begin with # stand outside of all."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip() and not line.startswith("#"):
            found.append((at, at + len(line.rstrip("\n"))))
        at += len(line)
    return found


def one(old: str, new: str, words: str) -> tuple[str, str | None]:
    start = old.index(words)
    (found,) = find(old, new, [(start, start + len(words))], sentences(old), sentences(new))
    return found.state, new[found.start : found.end] if found.start is not None else None


OLD = "The crane 🏗 was sold in May.\nIt weighs 40 tonnes.\nNobody was hurt.\n# Menu of the day\n"
CASES = [  # the new text, the words, what became of them, why
    (OLD, "40 tonnes", "exact", "nothing changed"),
    (OLD + "More.\n", "40 tonnes", "exact", "something was added below"),
    ("New: 🎉\n" + OLD, "40 tonnes", "moved", "something was added above"),
    ("It weighs 40 tonnes.\nThe crane 🏗 was sold in May.\n", "40 tonnes", "moved", "sentences changed places"),
    (OLD.replace("40", "30"), "40 tonnes", "orphan", "the number was put right"),
    (OLD.replace("It weighs 40 tonnes.", "It weighs 40 tonnes, they say."), "40 tonnes", "orphan", "a longer sentence"),
    (OLD.replace("It weighs", "It never weighs"), "40 tonnes", "orphan", "the words stand, the sentence does not"),
    ("It is false that\n" + OLD.replace("\nIt weighs", " It weighs"), "40 tonnes", "orphan", "inside another sentence"),
    ("It weighs 40 tonnes.\n\nSo again:\nIt weighs 40 tonnes.\n", "40 tonnes", "ambiguous", "it stands there twice"),
    ("", "40 tonnes", "orphan", "the page is empty"),
    ("x\n" + OLD, "sold in May.\nIt weighs", "moved", "two sentences that went together"),
    ("x\n" + OLD.replace("May.\n", "May.\nReally.\n"), "sold in May.\nIt weighs", "orphan", "two that were parted"),
    ("x\n" + OLD, "Menu", "moved", "words outside every sentence go with their line"),
    ("x\n" + OLD.replace("of the day", "of the week"), "Menu", "orphan", "and only with their line"),
]


@pytest.mark.parametrize(("new", "words", "state", "why"), CASES, ids=[c[-1] for c in CASES])
def test_a_span_goes_with_its_whole_sentence(new: str, words: str, state: str, why: str) -> None:
    assert one(OLD, new, words) == (state, words if state in ("exact", "moved") else None), why


def test_a_sentence_that_stood_there_twice_is_not_told_apart() -> None:
    old = "It sank.\nThe crew was saved.\nIt sank.\n"
    assert one(old, "New.\nIt sank.\n", "sank") == ("ambiguous", None)
    assert one(old, old, "sank") == ("exact", "sank"), "in its own place it is the same"


def test_a_place_that_is_none_is_nowhere() -> None:
    assert find("One.\n", "One.\n", [(4, 5), (3, 5)], [(0, 4)], [(0, 4)]) == (AnchorFound("orphan"),) * 2


LINES = st.lists(st.sampled_from(["It sank.", "Nobody knew 🚢 why.", "A b c.", "# x", ""]), max_size=8)


@given(old=LINES, new=LINES, data=st.data())
def test_found_words_are_the_same_words(old: list[str], new: list[str], data: st.DataObject) -> None:
    before, after = "\n".join(old) + "\n", "\n".join(new) + "\n"
    start = data.draw(st.integers(0, len(before) - 1))
    end = data.draw(st.integers(start + 1, len(before)))
    (found,) = find(before, after, [(start, end)], sentences(before), sentences(after))
    assert (found.start is None) == (found.state in ("ambiguous", "orphan"))
    if found.start is not None:
        assert after[found.start : found.end] == before[start:end]
