"""Which words a part is judged by: its printed ones and those that it carries, never those taken out between."""

import pytest

from claims.pipeline.parse.parse import Parsed
from claims.pipeline.rank import part_words
from claims.pipeline.split.part import Carried, Form, Mode, Part
from tests.claims.pipeline.article import doc_of, word


def part_of(
    text: str,
    printed: str,
    carried: tuple[tuple[int, str, str, str], ...] = (),
    *,
    head: str = "",
    mode: Mode = "asserted",
    form: Form = "main",
) -> Part:
    """Return a part with the words of `printed`, which stand in this order in `text`, and what it carries.

    Each of `carried` is (before which printed word, its words, what is added before them, what after).
    """
    doc = doc_of(text)
    tokens = [word(doc, each) for each in printed.split()]
    brings = tuple(
        Carried(at, tuple(word(doc, each) for each in words.split()), before, after)
        for at, words, before, after in carried
    )
    top = word(doc, head) if head else tokens[0]
    end = tokens[-1].idx + len(tokens[-1])
    return Part(0, tokens[0].idx, end, mode, form, top, tokens, carried=brings)


MUSEUM = "The museum, which lost 40 paintings during 2009, may sell its tower and close two halls."


def words(tokens: list) -> str:
    return " ".join(token.text for token in tokens)


def test_words_come_in_the_order_of_the_wording() -> None:
    part = part_of(MUSEUM, "close two halls", ((0, "The museum", "", ""), (0, "may", "", "")), head="close")
    assert words(part_words.in_order(part)) == "The museum may close two halls"
    last = part_of(MUSEUM, "close", ((1, "two halls", "", ""),), head="close")
    assert words(part_words.in_order(last)) == "close two halls"


def test_what_was_taken_out_of_a_part_does_not_hang_on_its_verb() -> None:
    part = part_of(MUSEUM, "The museum may sell its tower", head="sell")
    assert words(part_words.on_verb(part)) == "museum may tower"
    assert words(part_words.on_verb(part_of(MUSEUM, "sell its tower", head="sell"))) == "tower"


def test_what_is_carried_hangs_on_the_verb() -> None:
    part = part_of(MUSEUM, "close two halls", ((0, "The museum may", "", ""),), head="close")
    assert words(part_words.on_verb(part)) == "museum may halls"


def test_a_subject_is_printed_or_carried() -> None:
    assert part_words.has_subject(part_of(MUSEUM, "The museum may sell its tower", head="sell"))
    assert not part_words.has_subject(part_of(MUSEUM, "sell its tower", head="sell"))
    assert part_words.has_subject(part_of(MUSEUM, "close two halls", ((0, "The museum", "", ""),), head="close"))
    assert not part_words.has_subject(part_of(MUSEUM, "close", ((0, "during 2009", "", ""),), head="close"))
    when = "Last year the museum sold its tower and closed."
    assert not part_words.has_subject(part_of(when, "closed", ((0, "Last year", "", ""),), head="closed"))


def test_carried_words_bring_a_verb_when_one_is_among_them_or_was_added() -> None:
    bare = part_of(MUSEUM, "tower", ((0, "The museum", "", ""),))
    printed = part_of(MUSEUM, "tower", ((0, "sell", "", ""),))
    added = part_of(MUSEUM, "tower", ((0, "The museum", "", " has"),))
    found = [part_words.carries_verb(part.carried[0]) for part in (bare, printed, added)]
    assert found == [False, True, True]


def test_a_short_is_is_the_verb_to_be() -> None:
    doc = doc_of("It’s old in the harbour, and they closed it.")
    assert [part_words.lemma(word(doc, each)) for each in ("’s", "closed")] == ["be", "close"]


SPANS = [
    ("without a gap", "museum, which lost", []),
    ("words taken out between", "The museum may sell its tower", ["The museum", "may sell its tower"]),
    ("marks alone between", "2009 may", []),
    ("two gaps", "museum lost tower", ["museum", "lost", "tower"]),
]


@pytest.mark.parametrize(("why", "printed", "expected"), SPANS, ids=[row[0] for row in SPANS])
def test_a_part_says_where_its_words_are_when_others_stand_between(why: str, printed: str, expected: list[str]) -> None:
    text = f"Sollund. {MUSEUM}"
    doc, base = doc_of(MUSEUM), text.index(MUSEUM)
    tokens = [word(doc, each.rstrip(",")) for each in printed.split()]
    end = tokens[-1].idx + len(tokens[-1])
    part = Part(0, base + tokens[0].idx, base + end, "asserted", "main", tokens[0], tokens)
    parsed = Parsed(text, (base,), (len(text),), (0,), (doc,), {})
    assert [text[start:end] for start, end in part_words.spans(parsed, part)] == expected
