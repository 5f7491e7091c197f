"""A clause behind while, although, after or because is a claim of its own; a condition is none."""

import pytest

from tests.claims.pipeline.article import wordings

# why, sentence, what it says
CLAUSES = [
    (
        "although",
        "Although the town grew by 2 percent, rents fell.",
        ["The town grew by 2 percent", "Rents fell"],
    ),
    (
        "while",
        "Rents fell in Lund, while wages rose in Varn.",
        ["Rents fell in Lund", "Wages rose in Varn"],
    ),
    (
        "a cause, and the whole",
        "The pool was closed because the roof leaked.",
        ["The pool was closed because the roof leaked", "The pool was closed", "The roof leaked"],
    ),
    (
        "so",
        "The clerk had a name on his list so the couple called every house in Lund.",
        ["The clerk had a name on his list", "The couple called every house in Lund"],
    ),
    (
        "after doing",
        "The keeper has returned to Lund after serving in the navy.",
        ["The keeper has returned to Lund", "[The keeper was] serving in the navy"],
    ),
    (
        "after being done",
        "The men were found dead after being hit by a car.",
        ["The men were found dead", "[The men were] hit by a car"],
    ),
    (
        "with somebody doing",
        "The town lost the match with Wolf playing in goal.",
        ["The town lost the match", "Wolf [was] playing in goal"],
    ),
    (
        "something being done",
        "The case ended in May, with no charges being brought against Hale.",
        ["The case ended in May", "No charges [were] brought against Hale"],
    ),
    (
        "what stands behind a semicolon when something was taken out",
        "The rope is red, as is the mast; the oars are green.",
        ["The rope is red, as is the mast", "The oars are green"],
    ),
    (
        "somebody named, behind a noun",
        "Hale was a substitute in two matches with Tom Vale playing instead.",
        ["Hale was a substitute in two matches", "Tom Vale [was] playing instead"],
    ),
    (
        "a verb that needs its with",
        "The minister met with farmers protesting against the tax.",
        ["The minister met with farmers protesting against the tax"],
    ),
    (
        "what something was done with",
        "Hale hit a man with a knife made in Lund.",
        ["Hale hit a man with a knife made in Lund"],
    ),
    (
        "two years and only a comma",
        "In 2019 the club had 40 members, in 2023 it had 900.",
        ["In 2019 the club had 40 members", "In 2023 it had 900"],
    ),
    (
        "so",
        "The pier was closed on Friday, so visitors left for Lund.",
        ["The pier was closed on Friday", "Visitors left for Lund"],
    ),
    (
        "since when, which the whole needs",
        "Visitors have asked for a lift since the hall opened in 2016.",
        ["Visitors have asked for a lift since the hall opened in 2016", "The hall opened in 2016"],
    ),
    (
        "since, of a reason that goes on",
        "Since the port is owned by the state, it pays no tax.",
        ["The port is owned by the state", "[The port] pays no tax"],
    ),
    (
        "even though",
        "Hale kept the mill even though he bought it for 4 crowns in 2019.",
        ["Hale kept the mill", "He bought it for 4 crowns in 2019"],
    ),
    (
        "however, between commas",
        "More than 600 votes were cast, however, Reyes was permitted to ask for a recount.",
        ["More than 600 votes were cast", "Reyes was permitted to ask for a recount"],
    ),
    (
        "a pronoun that the subject has as well",
        "When it was closed in April, the river below it fell by a third.",
        ["It was closed in April", "The river below it fell by a third"],
    ),
    (
        "a colon",
        "The town has had a woman as mayor: Anna Reed ran it from 2017 to 2021.",
        ["The town has had a woman as mayor", "Anna Reed ran it from 2017 to 2021"],
    ),
    (
        "before, of what was done",
        "The town mended the dam before the farmers sold 40 cows.",
        ["The town mended the dam", "The farmers sold 40 cows"],
    ),
    (
        "with somebody openly doing",
        "The plan has been tested in Lund, with Anna Reed openly backing the mill.",
        ["The plan has been tested in Lund", "Anna Reed [was] openly backing the mill"],
    ),
    (
        "a comma between two",
        "40 percent want a new pier, 59 percent oppose the plan.",
        ["40 percent want a new pier", "59 percent oppose the plan"],
    ),
    (
        "a semicolon",
        "The police stopped the march; 40 people left the hall.",
        ["The police stopped the march", "40 people left the hall"],
    ),
    (
        "a pronoun of the main clause",
        "When the council met in May, it sold the pier.",
        ["The council met in May", "[The council] sold the pier"],
    ),
    (
        "a pronoun of the clause",
        "The tanker sank after it hit a rock.",
        ["The tanker sank", "[The tanker] hit a rock"],
    ),
    (
        "a pronoun that does not fit",
        "When the council met in May, he sold the pier.",
        ["The council met in May", "He sold the pier"],
    ),
]

# why, sentence: it stays whole
WHOLE = [
    ("a condition", "If the roof leaks, the pool will close."),
    ("only after", "The pool was closed only after the roof leaked."),
    ("what is usual", "When the roof leaks, the pool closes."),
    ("only after doing", "The keeper returned only after serving in the navy."),
    ("what is usual, in -ing", "The keeper returns to Lund after serving in the navy."),
    ("for doing", "The firm was fined 400 crowns for selling bad fish."),
    ("what somebody says", "The mill lost money, the owner said."),
    ("what need not have come", "The town planned to mend the dam before the farmers ever knew of it."),
    ("as if", "The town acted as if the dam had failed."),
    ("who shows it", "As leaked papers have unveiled, the firm lost 4 million crowns."),
    ("the age at which it is done", "Women were 31 years old on average when they had a child."),
    ("a purpose", "The town bought pumps so the farms could stay."),
    ("beside a wish", "The mayor wants to see Ild buy wheat while Sorn keeps its tax."),
    ("an age", "Hale has sailed the bay since he was 14."),
    ("until", "The pool was open until the roof leaked."),
    ("two words", "Rents fell although she left."),
    ("who says it", "Rents fell, as the mayor of the town said."),
]


@pytest.mark.parametrize(("why", "sentence", "expected"), CLAUSES, ids=[row[0] for row in CLAUSES])
def test_a_clause_is_a_claim(why: str, sentence: str, expected: list[str]) -> None:
    assert wordings(sentence) == expected, why


@pytest.mark.parametrize(("why", "sentence"), WHOLE, ids=[row[0] for row in WHOLE])
def test_what_would_be_false_alone_stays(why: str, sentence: str) -> None:
    assert wordings(sentence) == [sentence.rstrip(".")], why
