"""The words that say somebody spoke, and what each may carry."""

from pathlib import Path

import pytest

from claims.pipeline.speakers import cues
from claims.pipeline.speakers.cues import Complement
from tests.claims.pipeline.article import doc_of, word
from tests.corpus import golden


@pytest.mark.parametrize(
    ("text", "verb", "complements", "why"),
    [
        ("Ann Castro said it was late.", "said", Complement.CLAUSE | Complement.QUOTATION, "a verb of saying"),
        ("“It is late,” Ann Castro laughed.", "laughed", Complement.QUOTATION, "only beside quotation marks"),
        ("Figures show that it was late.", "show", Complement.STUDY, "what documents do"),
        (
            "Ann Castro urged the board to act.",
            "urged",
            Complement.QUOTATION | Complement.INFINITIVE | Complement.OBJECT,
            "what somebody is to do",
        ),
        ("Ann Castro fears that it is late.", "fears", Complement(0), "an attitude is not speech"),
        ("Ann Castro sold the ferry.", "sold", Complement(0), "any other verb"),
        ("Ann Castro made an old claim.", "claim", Complement(0), "a noun that looks like a verb"),
    ],
)
def test_tells_what_a_verb_of_saying_carries(text: str, verb: str, complements: Complement, why: str) -> None:
    assert cues.speech_complements(word(doc_of(text), verb)) == complements, why


@pytest.mark.parametrize(
    ("text", "verb", "complements", "why"),
    [
        ("Ann Castro fears that it is late.", "fears", Complement.CLAUSE, "an attitude"),
        (
            "Ann Castro wished that it were late.",
            "wished",
            Complement.CLAUSE | Complement.INFINITIVE,
            "one with two forms",
        ),
        ("Ann Castro said it was late.", "said", Complement(0), "speech is no attitude"),
        ("Ann Castro had an old fear of the sea.", "fear", Complement(0), "nor is a noun"),
    ],
)
def test_tells_what_an_attitude_carries(text: str, verb: str, complements: Complement, why: str) -> None:
    assert cues.attitude_complements(word(doc_of(text), verb)) == complements, why


def test_a_complement_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "verbs.toml"
    file.write_text('say = ["clause", "silence"]\n', encoding="utf-8")
    with pytest.raises(KeyError, match="SILENCE"):
        cues._complements(file)


def test_whole_articles_keep_their_quotes() -> None:
    assert golden.changed("quote") == ()
