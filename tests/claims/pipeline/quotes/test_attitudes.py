"""What somebody thinks, fears or hopes by the article's own word: found, and marked apart from speech."""

import pytest

from tests.claims.pipeline.article import read


def felt(text: str) -> list[tuple[str, str | None, str | None]]:
    """(words, cue, holder) of each attitude; speech is left out."""
    return [
        (
            " … ".join(text[a:b] for a, b in q.spans),
            q.cue.exact if q.cue else None,
            q.speaker.name if q.speaker else None,
        )
        for q in read(text).quotes
        if q.act == "attitude"
    ]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            "The board fears that the ferry will sink.",
            [("that the ferry will sink.", "fears", "board")],
            "a clause",
        ),
        (
            "Mara Dunlop wants to sell the ferry before spring.",
            [("to sell the ferry before spring.", "wants", "Mara Dunlop")],
            "a wish",
        ),
        (
            "Mara Dunlop is worried that the pier will close.",
            [("that the pier will close.", "is worried", "Mara Dunlop")],
            "an adjective",
        ),
        (
            "Mara Dunlop believes the pier is “a disgrace to the whole town”.",
            [("the pier is “a disgrace to the whole town”", "believes", "Mara Dunlop")],
            "some of the words in marks",
        ),
        ("Mara Dunlop said she hopes the ferry will sail.", [], "the speaker's own word, inside speech"),
        ("Mara Dunlop does not believe that the ferry will sail.", [], "what somebody does not believe"),
        ("It is feared that the ferry will sink.", [], "nobody's fear"),
        ("Nobody on the pier wants to sell the ferry.", [], "nobody in particular"),
        ("I think the ferry is too old.", [], "the writer's own mind"),
        ("“I think the ferry is too old,” said Mara Dunlop.", [], "inside marks"),
        ("The engine wants oil every second day.", [], "a thing that needs something"),
    ],
)
def test_finds_what_somebody_thinks(text: str, expected: list[tuple[str, str, str]], why: str) -> None:
    assert felt(text) == expected, why


def test_speech_stays_speech_beside_an_attitude() -> None:
    text = "Mara Dunlop said the pier was old. The board fears that it will sink."
    assert [q.act for q in read(text).quotes] == ["speech", "attitude"]


def test_a_quotation_after_an_attitude_is_not_given_to_its_holder() -> None:
    text = "Mara Dunlop thinks that the pier will close.\n“We have all seen the cracks in the wall.”\n"
    assert [(q.act, q.speaker is None) for q in read(text).quotes] == [("attitude", False), ("speech", True)]
