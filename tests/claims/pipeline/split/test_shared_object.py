"""An object behind the second of two verbs is the first one's as well, unless that verb takes none."""

import pytest

from tests.claims.pipeline.article import wordings

# why, sentence, what it says
SHARED = [
    (
        "two subjects",
        "A German firm designed and a local company built the tower.",
        ["A German firm designed [the tower]", "A local company built the tower"],
    ),
    (
        "one subject",
        "The town financed and still owns the pool, which serves 600 families.",
        ["The town financed [the pool]", "[The town] still owns the pool", "[The pool] serves 600 families"],
    ),
    (
        "a verb that takes no object",
        "The mayor resigned and left the hall.",
        ["The mayor resigned", "[The mayor] left the hall"],
    ),
    (
        "a participle that picks out",
        "The boats built in Lund won the prize.",
        ["The boats built in Lund won the prize"],
    ),
]


@pytest.mark.parametrize(("why", "sentence", "expected"), SHARED, ids=[row[0] for row in SHARED])
def test_an_object_is_shared_where_the_first_verb_needs_one(why: str, sentence: str, expected: list[str]) -> None:
    assert wordings(sentence) == expected, why
