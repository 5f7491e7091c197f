"""Each rule does what its example says; nothing is lost, nothing stands twice, and long sentences come to an end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.pipeline.split import split
from claims.pipeline.split.parts import cut
from tests.claims.pipeline.article import parse_english, wordings


@pytest.mark.parametrize(("rule", "example"), split.RULES, ids=[rule.__name__ for rule, _ in split.RULES])
def test_the_example_of_each_rule_comes_apart(rule: split.Rule, example: str) -> None:
    assert len(wordings(example)) > 1


def test_clauses_inside_of_clauses_come_apart() -> None:
    sentence = (
        "Reed, a former nurse, founded the Blue List, which won 9 percent in its first vote, and now leads the town."
    )
    assert sorted(wordings(sentence)) == [
        "Reed [is] a former nurse",
        "Reed founded the Blue List",
        "[Reed] now leads the town",
        "[The Blue List] won 9 percent in its first vote",
    ]


def test_a_sentence_without_end_is_not_split_for_ever() -> None:
    sentence = "The town sold a boat" + " and it bought a mill" * 60 + "."
    assert len(cut(parse_english(sentence), 0, [])) <= split.MAX_CLAUSES


SHUFFLED = "The town , Lund which who and but or sold closed 40 boats while because it not never ( ) – “ ” . 5 %"


@given(st.lists(st.sampled_from(SHUFFLED.split()), min_size=1, max_size=25).map(" ".join))
def test_each_part_prints_words_of_its_place(text: str) -> None:
    parsed = parse_english(text)
    for part in cut(parsed, 0, []):
        places = [t.i for t in part.tokens]
        assert places == sorted(set(places))
        assert all(0 <= carried.at <= len(part.tokens) for carried in part.carried)
        assert (part.start, part.end) == (part.tokens[0].idx, part.tokens[-1].idx + len(part.tokens[-1]))
