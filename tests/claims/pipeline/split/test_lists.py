"""Lists whose members have a figure or a place of their own come apart; bare lists stay."""

import pytest

from tests.claims.pipeline.article import wordings

# why, sentence, what it says
LISTS = [
    (
        "figures and places",
        "Sales rose by 3 percent in Ostby, 5 percent in Lund and 11 percent in Varn.",
        ["Sales rose by 3 percent in Ostby", "[Sales rose by] 5 percent in Lund", "[Sales rose by] 11 percent in Varn"],
    ),
    (
        "a verb and a noun that are left out",
        "The north side lost 30 barns, the south side 14.",
        ["The north side lost 30 barns", "The south side [lost] 14 [barns]"],
    ),
    (
        "three of them",
        "The Reds won 40 seats, the Greens 31 and the Blues 12.",
        ["The Reds won 40 seats", "The Greens [won] 31 [seats]", "The Blues [won] 12 [seats]"],
    ),
    (
        "a unit that is printed again",
        "The Liberals got 31 percent of the vote, the Greens 18 percent.",
        ["The Liberals got 31 percent of the vote", "The Greens [got] 18 percent"],
    ),
    (
        "fewer than",
        "Last year the port handled 3 million boxes, 10 percent fewer than in 2021.",
        ["Last year the port handled 3 million boxes", "[The port handled] 10 percent fewer than in 2021"],
    ),
    (
        "places in a race",
        "Anna Reed was third and Vera Wolf seventh in the race.",
        ["Anna Reed was third", "Vera Wolf [was] seventh in the race"],
    ),
    (
        "respectively",
        "Lund and Varn finished second and fifth respectively.",
        ["Lund finished second", "Varn finished fifth"],
    ),
    (
        "figures respectively",
        "Alba Bank and Norden made profits of 12 and 19 million crowns respectively in 2020.",
        ["Alba Bank made profits of 12 million crowns in 2020", "Norden made profits of 19 million crowns in 2020"],
    ),
    ("both", "Both Lund and Varn lost 40 jobs.", ["Lund lost 40 jobs", "Varn lost 40 jobs"]),
    (
        "each",
        "Ola Lund and Vera Marsh each took 50,000 crowns.",
        ["Ola Lund took 50,000 crowns", "Vera Marsh took 50,000 crowns"],
    ),
    (
        "twice as many",
        "The port handled 40 ships in 2019, twice as many as Varn, and earned 80 crowns.",
        [
            "The port handled 40 ships in 2019",
            "[The port handled] twice as many as Varn",
            "[The port] earned 80 crowns",
        ],
    ),
    (
        "as many, said of the verb",
        "The port handled twice as many ships as Varn.",
        ["The port handled twice as many ships as Varn"],
    ),
    ("two together", "Lund and Varn lost 40 jobs.", ["Lund and Varn lost 40 jobs"]),
    ("a bare list", "The shop sold 3 boats, 5 nets and 11 ropes.", ["The shop sold 3 boats, 5 nets and 11 ropes"]),
    ("two who met", "Ola Lund and Vera Marsh met in 2019.", ["Ola Lund and Vera Marsh met in 2019"]),
]


@pytest.mark.parametrize(("why", "sentence", "expected"), LISTS, ids=[row[0] for row in LISTS])
def test_members_with_something_of_their_own_come_apart(why: str, sentence: str, expected: list[str]) -> None:
    assert wordings(sentence) == expected, why
