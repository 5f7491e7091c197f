"""What the article states beside somebody's words is a part of its own; the rest says who speaks."""

import pytest

from tests.claims.pipeline.rank.test_rank import read

# why, text, what the article states beside the quotation, and what is left of the words about the speaker
STATED = [
    (
        "a clause behind who speaks",
        "Rents in Lund rose by 12 percent in 2021, the county said, and 400 families moved away to the islands.",
        ["400 families moved away to the islands"],
        ["the county said"],
    ),
    (
        "a verb behind somebody's words",
        "Mayor Anna Reed said “the pier is closed” and left the hall by the back door.",
        ["[Mayor Anna Reed] left the hall by the back door"],
        ["Mayor Anna Reed said"],
    ),
    (
        "a verb of who ruled",
        "Judge Anna Reed ruled that the sale was illegal and ordered the bank to repay 4 million crowns.",
        ["[Judge Anna Reed] ordered the bank to repay 4 million crowns"],
        ["Judge Anna Reed ruled"],
    ),
    (
        "two clauses with that",
        "Judge Anna Reed told the court that 40 men had been paid and that none of them had been tried.",
        [],
        ["Judge Anna Reed told the court"],
    ),
    (
        "a clause in front",
        "Anna Reed met the miners on Friday 3 May 2019 and promised: “I will close the old pier.”",
        ["Anna Reed met the miners on Friday 3 May 2019"],
        ["promised"],
    ),
    (
        "who speaks, with a fact in passing",
        "Anna Reed, who sold 40 boats in 2019, said the pier was closed for two years.",
        ["[Anna Reed] sold 40 boats in 2019"],
        ["Anna Reed, who sold 40 boats in 2019, said"],
    ),
    (
        "an apposition and its clause",
        "The pier was closed for two years, said Anna Reed, a nurse at the port who has swum the bay for 30 years.",
        ["[Anna Reed] has swum the bay for 30 years", "Anna Reed [is] a nurse at the port"],
        ["said Anna Reed, a nurse at the port who has swum the bay for 30 years"],
    ),
    (
        "what those reported on did, or the paper",
        "The Daily Lamp reports that 28 people from Sorn were held, and showed no signs of fever.",
        [],
        ["The Daily Lamp reports"],
    ),
    (
        "nothing but who speaks",
        "The pier was closed for two years, said Anna Reed and Vera Wolf of the county.",
        [],
        ["said Anna Reed and Vera Wolf of the county"],
    ),
]


@pytest.mark.parametrize(("why", "text", "stated", "frames"), STATED, ids=[row[0] for row in STATED])
def test_what_stands_beside_a_quotation_is_stated_or_says_who_speaks(
    why: str, text: str, stated: list[str], frames: list[str]
) -> None:
    found = read(text)
    assert [claim.text for claim in found.claims if claim.quote is None] == stated, why
    assert [text[p.start : p.end] for p in found.parts if p.outcome == "attribution_only"] == frames, why


@pytest.mark.parametrize(("words", "stated"), [("and left early", False), ("and left Lund in May", True)])
def test_what_stands_behind_the_attribution_is_a_part_when_it_says_enough(words: str, stated: bool) -> None:
    found = read(f"Mayor Anna Reed said “the pier in Lund is closed” {words}.")
    assert any(claim.quote is None for claim in found.claims) is stated


@pytest.mark.parametrize(
    "sentence",
    [
        "The prosecutor confirmed that Wolf had been arrested in Lund but denied that anyone had been killed in 2019.",
        "Anna Reed said that the pier was closed in 2019 and denied that anyone had been killed.",
        "The prosecutor said Wolf had been arrested in Lund and rejected reports that anyone had been killed.",
    ],
)
def test_what_somebody_denies_is_never_said_to_be_so(sentence: str) -> None:
    assert not [
        c.text for c in read(sentence).claims if "killed" in c.text and not {"denied", "rejected"} & {*c.text.split()}
    ]
