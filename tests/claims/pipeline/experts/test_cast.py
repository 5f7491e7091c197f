"""The cast of an article: which member a name, a title or a pronoun means."""

import pytest

from claims.pipeline.experts import cast
from claims.pipeline.experts.cast import CastMember


@pytest.mark.parametrize(
    ("name", "kind", "gender", "pronoun", "agrees", "why"),
    [
        ("Tarn Wexley", "person", "", "he", True, "a full name whose gender nobody knows"),
        ("Tarn Wexley", "person", "", "she", True, "the same, for she"),
        ("Tarn Wexley", "person", "m", "he", True, "a man"),
        ("Tarn Wexley", "person", "m", "she", False, "a man is not she"),
        ("Tarn Wexley", "person", "f", "he", False, "a woman is not he"),
        ("Tarn Wexley", "person", "f", "him", False, "nor him"),
        ("Tarn Wexley", "person", "m", "her", False, "nor is a man her"),
        ("Gantry", "person", "", "he", False, "a single name that no full name confirms is as often a company"),
        ("Gantry", "person", "", "she", False, "the same, for she"),
        ("Gantry", "person", "m", "he", True, "a single name with a man's title is a man"),
        ("official", "unnamed", "", "she", True, "somebody without a name"),
        ("spokesman", "unnamed", "m", "she", False, "somebody without a name whose gender is known"),
        ("It", "unnamed", "", "he", False, "a pronoun that stands for nobody"),
        ("they", "unnamed", "", "she", False, "the same"),
        ("Leith Pier Trust", "organisation", "", "he", False, "a body is not he"),
        ("Some experts", "collective", "", "she", False, "a group is not she"),
        ("Some experts", "collective", "", "they", True, "a group is they"),
        ("Leith Pier Trust", "organisation", "", "they", True, "a body may be they"),
        ("Leith Courier", "publication", "", "them", True, "so may a newspaper"),
        ("government", "government", "", "those", True, "and a government"),
        ("Tarn Wexley", "person", "", "they", False, "one person is not they here"),
        ("Leith Pier Trust", "organisation", "", "it", True, "a body is it"),
        ("Leith Courier", "publication", "", "it", True, "a newspaper is it"),
        ("government", "government", "", "it", True, "a government is it"),
        ("Some experts", "collective", "", "it", False, "a group is not it"),
        ("Tarn Wexley", "person", "", "it", False, "a person is not it"),
    ],
)
def test_tells_whom_a_pronoun_may_mean(
    name: str, kind: cast.Kind, gender: str, pronoun: str, agrees: bool, why: str
) -> None:
    assert cast._agrees(CastMember(name, kind, {name}, gender=gender), pronoun) is agrees, why


@pytest.mark.parametrize(
    ("place", "inside", "why"),
    [
        (9, False, "right before the first"),
        (10, True, "its first code point"),
        (19, True, "its last one"),
        (20, False, "the end is exclusive"),
        (25, False, "between two"),
        (30, True, "the second"),
        (40, False, "behind all"),
    ],
)
def test_tells_whether_a_place_lies_in_speech(place: int, inside: bool, why: str) -> None:
    assert cast.within([(10, 20), (30, 40)], place) is inside, why
