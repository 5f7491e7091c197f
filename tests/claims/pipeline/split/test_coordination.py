"""What is joined by "and" or "but" comes apart with the words that hold for all, and never across a scope."""

import pytest

from tests.claims.pipeline.article import wordings

# why, sentence, what it says
APART = [
    (
        "two clauses",
        "The board cut the fares, but the ferry lost passengers.",
        ["The board cut the fares", "The ferry lost passengers"],
    ),
    (
        "three verbs of one subject",
        "The firm closed two plants, cut 200 jobs and was sold to a bank.",
        ["The firm closed two plants", "[The firm] cut 200 jobs", "[The firm] was sold to a bank"],
    ),
    (
        "two relative clauses of one noun",
        "The queen praised Ferrum, which makes steel and which owns the mill.",
        ["The queen praised Ferrum", "[Ferrum] makes steel", "[Ferrum] owns the mill"],
    ),
    (
        "a time in front holds for both",
        "In 2016 the state sold its railway and closed 45 stations.",
        ["In 2016 the state sold its railway", "[In 2016 the state] closed 45 stations"],
    ),
    (
        "a place in front holds for two clauses without a comma between them",
        "Across the valley, 300 wells ran dry and two thirds of the harvest failed.",
        ["Across the valley, 300 wells ran dry", "[Across the valley] two thirds of the harvest failed"],
    ),
    (
        "behind a comma it holds for the first one only",
        "In 2016 the state sold its railway, and the town kept its harbour.",
        ["In 2016 the state sold its railway", "The town kept its harbour"],
    ),
    (
        "may",
        "The airline may close its base and sell ten aircraft.",
        ["The airline may close its base", "[The airline may] sell ten aircraft"],
    ),
    (
        "did not … or",
        "The guards did not search the hall or question the cook.",
        ["The guards did not search the hall", "[The guards did not] question the cook"],
    ),
    (
        "never … and has not",
        "Moor never sold the boats and has not answered the bank.",
        ["Moor never sold the boats", "[Moor] has not answered the bank"],
    ),
    (
        "agreed to",
        "The ministry agreed to close two schools and open a clinic.",
        ["The ministry agreed to close two schools", "[The ministry agreed to] open a clinic"],
    ),
    (
        "plans to … and has",
        "The club plans to sell its boats and has asked the town for money.",
        ["The club plans to sell its boats", "[The club] has asked the town for money"],
    ),
    (
        "a subject that looks like an object",
        "Three in four farms lost money and fewer than ten hired new workers.",
        ["Three in four farms lost money", "Fewer than ten hired new workers"],
    ),
    (
        "was born and studied",
        "Mara Wolf was born in Lund in 1970 and studied law in Varn.",
        ["Mara Wolf was born in Lund in 1970", "[Mara Wolf] studied law in Varn"],
    ),
    (
        "was cleaned and rebuilt",
        "The mill was cleaned by monks and rebuilt by the town.",
        ["The mill was cleaned by monks", "[The mill was] rebuilt by the town"],
    ),
    (
        "it, of the one object before",
        "The council passed the farm bill in July, and the mayor vetoed it within days.",
        ["The council passed the farm bill in July", "The mayor vetoed [the farm bill] within days"],
    ),
    (
        "nobody did either",
        "No member of the board resigned or apologised.",
        ["No member of the board resigned", "[No member of the board] apologised"],
    ),
    (
        "a subject that looks like a verb's companion",
        "About half of the farmers voted and fewer than a tenth supported the plan.",
        ["About half of the farmers voted", "Fewer than a tenth supported the plan"],
    ),
    (
        "no conjunction",
        "The film of the march went viral, drew a lot of praise.",
        ["The film of the march went viral", "[The film of the march] drew a lot of praise"],
    ),
    (
        "the object behind the second verb",
        "The town financed and the state built the bridge.",
        ["The town financed [the bridge]", "The state built the bridge"],
    ),
    (
        "the object behind the third verb",
        "The council bought, restored and reopened the cinema.",
        ["The council bought [the cinema]", "[The council] restored [the cinema]", "[The council] reopened the cinema"],
    ),
    (
        "an object that is the second subject's own",
        "None of the 40 schools closed, and two opened a gym.",
        ["None of the 40 schools closed", "Two [of the 40 schools] opened a gym"],
    ),
    (
        "nor did she",
        "The mayor did not sell the hall, nor did she close the pool.",
        ["The mayor did not sell the hall", "[The mayor did not] close the pool"],
    ),
    (
        "nor has it, of one",
        "The council has not sold the hall, nor has it closed the pool.",
        ["The council has not sold the hall", "[The council has not] closed the pool"],
    ),
    (
        "what could have been, and was not",
        "The club could have won the cup and saved its coach.",
        ["The club could have won the cup", "[The club could have] saved its coach"],
    ),
    (
        "what could have been, and what was",
        "The club could have won the cup and went home without it.",
        ["The club could have won the cup", "[The club] went home without it"],
    ),
    (
        "what needs to be done",
        "The plans need to be carefully checked and printed.",
        ["The plans need to be carefully checked", "[The plans need to be] printed"],
    ),
    (
        "until a year",
        "Hale worked for the port until 2015, and then ran the mine.",
        ["Hale worked for the port until 2015", "[Hale] then ran the mine"],
    ),
    (
        "a condition of the second alone",
        "The town is in a crisis, and if the rent is not cut, 40 families will leave.",
        ["The town is in a crisis", "If the rent is not cut, 40 families will leave"],
    ),
    (
        "accepted that … and denied that",
        "The chairman accepted that the bridge had been built late and denied that anybody had profited.",
        [
            "The chairman accepted that the bridge had been built late",
            "[The chairman] denied that anybody had profited",
        ],
    ),
    (
        "accepted that … and that",
        "The chairman accepted that the bridge had been built late and that it had cost 4 million crowns.",
        [
            "The chairman accepted that the bridge had been built late",
            "[The chairman accepted that] it had cost 4 million crowns",
        ],
    ),
    (
        "what somebody could not do, or do",
        "The court said the club could not sell the hall or close the pool.",
        ["The court said the club could not sell the hall", "[The court said the club could not] close the pool"],
    ),
    (
        "until what came later",
        "Hale was born in Lund in 1898, and served on the court from 1939 until his retirement.",
        ["Hale was born in Lund in 1898", "[Hale] served on the court from 1939 until his retirement"],
    ),
    (
        "the nearest of two subjects",
        "Arguably the best boat of 2019, the Tarn is fast and carries 12 people.",
        ["Arguably the best boat of 2019, the Tarn is fast", "[The Tarn] carries 12 people"],
    ),
]

# why, sentence: it stays one
TOGETHER = [
    ("or", "The town may sell the hall or rent it to a club."),
    ("a condition", "If prices rise, the town will sell the hall and close the pool."),
    ("unless", "The town will sell the hall and close the pool unless the state pays."),
    ("no subject of its own", "No school closed its doors and opened them again."),
    ("only some", "Only three of the ten ships reached the port and lost their cargo."),
    ("not both", "The town did not sell the hall and close the pool."),
    ("what is denied", "The mayor denied that she sold the hall and kept the money."),
    ("either", "The town either sold the hall or closed the pool."),
    ("not only", "The town not only sold the hall but closed the pool."),
    ("a question", "Who sold the hall and closed the pool?"),
    ("a preposition whose noun follows", "Hale owns shares in or takes money from the port."),
    ("at no point", "At no point did the club say that it would sell the hall and close the pool."),
    ("whether or not", "Whether or not it was warned, the town sold the hall and closed the pool."),
    ("two who met", "The mayor and the bishop met in Lund."),
    ("a list of things", "The island exports fish, salt and seaweed."),
]


@pytest.mark.parametrize(("why", "sentence", "expected"), APART, ids=[row[0] for row in APART])
def test_what_is_joined_comes_apart(why: str, sentence: str, expected: list[str]) -> None:
    assert wordings(sentence) == expected, why


@pytest.mark.parametrize(("why", "sentence"), TOGETHER, ids=[row[0] for row in TOGETHER])
def test_what_one_scope_holds_together_stays(why: str, sentence: str) -> None:
    assert wordings(sentence) == [sentence.rstrip(".?")], why


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
