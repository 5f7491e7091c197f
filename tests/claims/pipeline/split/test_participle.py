"""A loose participle says its fact of the subject; prepositions that look like one, and words of saying, stay."""

import pytest

from tests.claims.pipeline.article import wordings

# why, sentence, what it says
PARTICIPLES = [
    (
        "in front",
        "Founded in 1911, the club owns 14 boats.",
        ["[The club was] founded in 1911", "The club owns 14 boats"],
    ),
    (
        "at the end",
        "Officers seized 12 kilos of salt, arresting three men from Lund.",
        ["Officers seized 12 kilos of salt", "[Officers were] arresting three men from Lund"],
    ),
    (
        "behind a noun",
        "The club, founded in 1911, owns 14 boats.",
        ["The club owns 14 boats", "[The club was] founded in 1911"],
    ),
    (
        "two of them",
        "The army shelled the port, killing 12 sailors and sinking two ships.",
        ["The army shelled the port", "[The army was] killing 12 sailors", "[The army was] sinking two ships"],
    ),
    (
        "in brackets",
        "The new line (opened in May and run by the state) carries 9,000 people a day.",
        [
            "The new line carries 9,000 people a day",
            "[The new line was] opened in May",
            "[The new line was] run by the state",
        ],
    ),
    (
        "of one of two who act together",
        "The club, founded in 1911, and its owner sent a letter and paid 40 crowns.",
        [
            "The club and its owner sent a letter",
            "[The club and its owner] paid 40 crowns",
            "[The club was] founded in 1911",
        ],
    ),
    (
        "based in",
        "The firm, based in Lund, has 700 workers.",
        ["The firm has 700 workers", "[The firm was] based in Lund"],
    ),
    (
        "having",
        "Having lost two ships, the firm closed its yard.",
        ["[The firm had] lost two ships", "The firm closed its yard"],
    ),
]

# why, sentence: it stays whole
OTHERS = [
    ("a preposition", "The firm sold two ships, including the Skua."),
    ("based on", "The film sold 40,000 tickets, based on figures of the town."),
    ("it picks out", "The men arrested in Lund own 14 boats."),
    ("without", "The firm closed its yard, without paying the workers."),
    ("or not", "Ignored or not, the envoys met the rebels in Lund."),
    ("of what weight is laid on", "The number of people, especially young people, killed by trams has risen."),
]


@pytest.mark.parametrize(("why", "sentence", "expected"), PARTICIPLES, ids=[row[0] for row in PARTICIPLES])
def test_a_participle_is_a_claim(why: str, sentence: str, expected: list[str]) -> None:
    assert sorted(wordings(sentence)) == sorted(expected), why


@pytest.mark.parametrize(("why", "sentence"), OTHERS, ids=[row[0] for row in OTHERS])
def test_what_is_no_fact_of_its_own_stays(why: str, sentence: str) -> None:
    assert wordings(sentence) == [sentence.rstrip(".")], why


def test_a_participle_alone_stays() -> None:
    assert wordings("The men, singing, sold 14 boats.") == ["The men, singing, sold 14 boats"]
