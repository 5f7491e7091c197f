"""The words of a claim stand alone, or it is said which word points to something that nobody can tell."""

import pytest

from claims.pipeline.parse import parse
from claims.pipeline.split import parts
from claims.pipeline.standalone import standalone
from claims.pipeline.standalone.referents import Named
from claims.pipeline.standalone.standalone import Lost
from claims.pipeline.standalone.wording import Wording
from sources.pipeline.clean.clean import Kind, PassageFound
from sources.pipeline.sentences import split
from tests.claims.pipeline.rank.test_rank import read
from tests.corpus import golden

# why, text, the words of the claim in its last sentence
WORDINGS = [
    (
        "their choice is that of those counted",
        "The officials expect 4 million voters. More than 2 million have already made their choice.",
        "More than 2 million have already made their choice",
    ),
    (
        "these, of some that were not counted",
        "Some incidents were reported in 2019. The council counted these incidents.",
        "Some incidents were reported in 2019",
    ),
    (
        "their calm is that of the years",
        "In 1956 the miners left Sorn. In eight years now recalled for their calm, Hale built 40 mills.",
        "In eight years now recalled for their calm, Hale built 40 mills",
    ),
    (
        "highlights stand behind a dash",
        "The miners rode home. They had crossed the country by train — highlights included Lund and Varn.",
        "[The miners] had crossed the country by train",
    ),
    (
        "their choice is that of others",
        "The miners voted in 2019. Their choice cost the club 40 jobs.",
        "[The miners’] choice cost the club 40 jobs",
    ),
    ("nothing to add", "The crane was built in 1911.", "The crane was built in 1911"),
    (
        "she is the one person before",
        "Mayor Agnes Tolland opened the pier. She has led the council since 2019.",
        "[Mayor Agnes Tolland] has led the council since 2019",
    ),
    (
        "it is the one thing before",
        "The ferry burned for two days. It was built in 1962.",
        "[The ferry] was built in 1962",
    ),
    (
        "her novel with its title is still hers",
        "Mary Ambrey lives in Sorn and wrote on her page on Sunday. Her novel “Rain Ledger” sold 40,000 copies.",
        "[Mary Ambrey’s] novel “Rain Ledger” sold 40,000 copies",
    ),
    (
        "her deputy has a name of his own",
        "Mayor Agnes Tolland met the baker Vera Holm in March. Her deputy, Samuel Rao, resigned in 2019.",
        "Her deputy, Samuel Rao, resigned in 2019",
    ),
    (
        "the title of a book is no second person",
        "Mary Ambrey wrote “The Salt Road” in the winter of 2019. Her novel sold 40,000 copies.",
        "[Mary Ambrey’s] novel sold 40,000 copies",
    ),
    (
        "who speaks behind a quotation mark is no title",
        "“I trusted a table,” Mary Ambrey said in Sorn. She resigned in 2019.",
        "[Mary Ambrey] resigned in 2019",
    ),
    ("rain is nothing", "The ferry sank. It rained for 3 days.", "It rained for 3 days"),
    (
        "this scheme is the scheme before",
        "The scheme for island doctors began in 2019. This scheme has cost 3 million crowns.",
        "[The scheme for island doctors] has cost 3 million crowns",
    ),
    (
        "a relative clause gets its noun",
        "Northsound Lines, which lost 3 million crowns in 2021, may buy a ship.",
        "[Northsound Lines] lost 3 million crowns in 2021",
    ),
    (
        "an event in passing becomes a statement",
        "The dam could flood the valley, following a strike instigated by the Marrow Cement company.",
        "[There was] a strike instigated by the Marrow Cement company",
    ),
    (
        "what somebody is accused of",
        "Holt & Sons has accused the harbour office of hiding a survey in 2021.",
        "The harbour office [is accused] of hiding a survey in 2021",
    ),
    (
        "what engineers are accused of",
        "Parents have accused the town's engineers of falsifying a test in 2022.",
        "The town's engineers [are accused] of falsifying a test in 2022",
    ),
    (
        "who was accused, in the passive",
        "Brandt Marine was accused by Holt & Sons of falsifying a test.",
        "Brandt Marine was accused by Holt & Sons of falsifying a test",
    ),
    (
        "we is whoever speaks",
        "“We sold five cranes in 2019,” said Mayor Agnes Tolland.",
        "We [Agnes Tolland speaking] sold five cranes in 2019",
    ),
    (
        "we is whoever speaks, in each part",
        "“We sold five cranes in 2019 and bought 40 boats in 2021,” said Mayor Agnes Tolland.",
        "[We] [Agnes Tolland speaking] bought 40 boats in 2021",
    ),
    (
        "a pronoun that is carried is replaced as well",
        "Ingrid Hale heads the tax office of Lier. She was born in Sorn in 1970 and sold 40 boats in Lier.",
        "[Ingrid Hale] sold 40 boats in Lier",
    ),
    ("I is whoever speaks", "“I paid 400 crowns,” said Agnes Tolland.", "I [Agnes Tolland] paid 400 crowns"),
    (
        "who speaks is the pronoun",
        "Agnes Tolland met Piet Ambrey. Ambrey said he had lost 40 boats.",
        "[Piet Ambrey] had lost 40 boats",
    ),
    (
        "a plural takes its mark behind the s",
        "The two sisters ran the mill. They told the court that their father had stolen 40,000 crowns.",
        "[The two sisters’] father had stolen 40,000 crowns",
    ),
    (
        "you is who is spoken to",
        "Judge Ivo Renn told Piet Ambrey: “You stole 14 boats in two years.”",
        "You [Piet Ambrey] stole 14 boats in two years",
    ),
    ("US is no pronoun", "The US bought 400 cranes.", "The US bought 400 cranes"),
    (
        "a weekday is a day of some week",
        "Police arrested 14 people on Tuesday night and two on 3 March 2024.",
        "Police arrested 14 people on Tuesday night [date unknown]",
    ),
    (
        "a month is a month of some year",
        "The sluices closed in April and 40 farms lost their water.",
        "The sluices closed in April [year unknown]",
    ),
    ("however is not part of it", "However, the ferry sank in March 2019.", "The ferry sank in March 2019"),
    ("so far is", "So far 40 ships have sunk.", "So far 40 ships have sunk"),
    ("I stands before its verb", "“I’ve bought 40 ships,” said Agnes Tolland.", "I’ve [Agnes Tolland] bought 40 ships"),
    (
        "a pronoun is told once",
        "Mayor Agnes Tolland left in 2019. She took 40 ships when she left.",
        "[Mayor Agnes Tolland] took 40 ships when she left",
    ),
    ("a bullet is not part of it", "• The pier has 40 lamps.", "The pier has 40 lamps"),
    (
        "a dateline is not part of it",
        "LOW FERRIN – The dam holds back 2 cubic kilometres of water.",
        "The dam holds back 2 cubic kilometres of water",
    ),
    (
        "loaded words stay",
        "The greedy regime of Orvany stole 40 ships in 2021.",
        "The greedy regime of Orvany stole 40 ships in 2021",
    ),
]


@pytest.mark.parametrize(("why", "text", "expected"), WORDINGS, ids=[row[0] for row in WORDINGS])
def test_gives_a_claim_words_that_stand_alone(why: str, text: str, expected: str) -> None:
    assert expected in [claim.text for claim in read(text).claims]


def alone(text: str, *, people: tuple[str, ...] = ()) -> str | tuple[str, str]:
    """Return the wording of the last sentence's first part, or the rule that gave it up and the word it stumbled on."""
    passages = [PassageFound(0, len(text), Kind.BODY, "test")]
    parsed = parse.parse(text, passages, split(text, passages))
    last = len(parsed) - 1
    part = parts.cut(parsed, last, [])[0]
    answer = standalone.alone(Named(parsed, people), part)
    if isinstance(answer, Lost):
        doc = parsed.docs[last]
        assert doc is not None
        return answer.rule, doc[answer.token].text
    return answer.text


# why, text, what comes of its last sentence
POINTERS = [
    ("one person before", "Ada Brink left the council. She sold the boats.", "[Ada Brink] sold the boats"),
    (
        "she and she again",
        "Ada Brink left. She sold the boats if she was in Sorn.",
        "[Ada Brink] sold the boats if she was in Sorn",
    ),
    ("two persons before", "Agnes Tolland met Nora Quist. She sold the boats.", ("antecedent.pronoun", "She")),
    ("the wrong gender", "Agnes Tolland left the council. He sold the boats.", ("antecedent.pronoun", "He")),
    ("the only one, as an object", "The council met Ada Brink. She sold the boats.", "[Ada Brink] sold the boats"),
    ("one thing before", "The ferry left the harbour at noon. It sank in Sorn.", ("antecedent.pronoun", "It")),
    ("a single thing", "The ferry sank at noon. It was built in Sorn.", "[The ferry] was built in Sorn"),
    ("it of another number", "The ferries sank at noon. It was built in Sorn.", ("antecedent.pronoun", "It")),
    ("they of things", "The ferries sank at noon. They were built in Sorn.", "[The ferries] were built in Sorn"),
    ("nothing is meant", "The ferry sank at noon. It rained in Sorn.", "It rained in Sorn"),
    ("whose", "The ferry sank at noon. Its captain left Sorn.", "[The ferry’s] captain left Sorn"),
    ("theirs", "The ferries sank at noon. Their crews left Sorn.", "[The ferries’] crews left Sorn"),
    (
        "this scheme",
        "The scheme for nurses began in 2019. This scheme cost 4 million crowns.",
        "[The scheme for nurses] cost 4 million crowns",
    ),
    (
        "this scheme of nowhere",
        "The council met in 2019. This scheme cost 4 million crowns.",
        ("antecedent.demonstrative", "This"),
    ),
    (
        "this year is this year",
        "The council met. This year cost 4 million crowns.",
        "This year [date unknown] cost 4 million crowns",
    ),
    ("such ships", "Ships sank in Sorn. Such ships cost 4 million crowns.", ("antecedent.demonstrative", "Such")),
    ("this alone", "Ships sank in Sorn. This cost 4 million crowns.", ("antecedent.demonstrative", "This")),
    ("those who are named", "Ships sank. Those who left Sorn sold the boats.", "Those who left Sorn sold the boats"),
    ("the old one", "Ships sank. The old one was built in Sorn.", ("antecedent.pronoun", "one")),
    (
        "her scheme is not named itself",
        "The council praised her scheme. This scheme cost 40 crowns.",
        ("antecedent.demonstrative", "This"),
    ),
    ("a scheme", "The council praised a scheme. This scheme cost 40 crowns.", "[The scheme] cost 40 crowns"),
    (
        "schemes of another number",
        "The council praised schemes. This scheme cost 40 crowns.",
        ("antecedent.demonstrative", "This"),
    ),
    (
        "a play named after somebody",
        "The play “Vera Holm” opened in May. She sold 40,000 copies.",
        ("antecedent.pronoun", "She"),
    ),
    (
        "a name before a mark",
        "Vera Holm “left” in May. She sold 40,000 copies.",
        "[Vera Holm] sold 40,000 copies",
    ),
    ("an event", "The ferry sank in Sorn. It was a mistake of the crew.", ("antecedent.pronoun", "It")),
    ("what happened", "The ferry sank in Sorn. It happened near the pier in 2019.", ("antecedent.pronoun", "It")),
    (
        "what did not",
        "The ferry sank in Sorn. It leaked near the pier in 2019.",
        "[The ferry] leaked near the pier in 2019",
    ),
    (
        "a thing of some kind",
        "The ferry sank in Sorn. It was a boat of the crew.",
        "[The ferry] was a boat of the crew",
    ),
    (
        "who did it is left out",
        "The agency of Sorn met in May. Fined 450 owners a total of 17 million crowns.",
        "[The agency of Sorn] fined 450 owners a total of 17 million crowns",
    ),
    (
        "who did it is not certain",
        "The agency met in May and the union left. Fined 450 owners a total of 17 million crowns.",
        ("antecedent.pronoun", "Fined"),
    ),
    ("an order has no subject", "The agency met in May. Look at the boats of Sorn.", "Look at the boats of Sorn"),
    ("it snowed", "The ferry sank. It snowed in Sorn for two days.", "It snowed in Sorn for two days"),
    ("it is clear that", "The ferry sank. It is clear that Ada left.", "It is clear that Ada left"),
    ("it took", "The ferry sank. It took the council an hour to vote.", "It took the council an hour to vote"),
    ("it seems that", "The ferry sank. It seems that the mayor left.", "It seems that the mayor left"),
    ("it was said that", "The ferry sank. It was said that the mayor left.", "It was said that the mayor left"),
    ("it as an object", "The council met. The mayor saw it in 2019.", ("antecedent.pronoun", "it")),
    (
        "named in the sentence itself",
        "The ferry sank. When the council met, it sold the crane in 2019.",
        "[The council] sold the crane in 2019",
    ),
    ("a date names nothing", "The ferries sank. In May it sold 40 boats.", ("antecedent.pronoun", "it")),
    ("the ones", "Ships sank. The ones in Sorn fell in 2019.", ("antecedent.pronoun", "ones")),
    ("each of them", "Ships sank. Each of the boats fell in 2019.", "Each of the boats fell in 2019"),
    ("such as", "The pier closed. Ships such as ferries sank in 2019.", "Ships such as ferries sank in 2019"),
    ("these alone", "Ships sank. These fell in 2019.", ("antecedent.demonstrative", "These")),
    ("a day is no thing", "The ferry burned on Monday. It was built in 1962.", "[The ferry] was built in 1962"),
    ("its pier hangs on it", "The ferry hit its pier. It was built in 1962.", "[The ferry] was built in 1962"),
    (
        "two things together",
        "The ferry and the pier burned down. They were built in 1962.",
        "[The ferry and the pier] were built in 1962",
    ),
    ("owners", "The ferry’s owners left. They lost 40 boats.", "[The ferry’s owners] lost 40 boats"),
    ("a month", "The bridge closed in March.", "The bridge closed in March [year unknown]"),
    ("a weekday", "The bridge closed on Monday.", "The bridge closed on Monday [date unknown]"),
    ("a year", "The bridge closed in 2019.", "The bridge closed in 2019"),
    ("any winter", "The bridge closes in winter.", "The bridge closes in winter"),
    ("an opener", "But the bridge closed in 2019.", "The bridge closed in 2019"),
    ("two openers", "But, however, the bridge closed in 2019.", "The bridge closed in 2019"),
]


@pytest.mark.parametrize(("why", "text", "expected"), POINTERS, ids=[row[0] for row in POINTERS])
def test_a_word_that_points_is_replaced_or_given_up(why: str, text: str, expected: str | tuple[str, str]) -> None:
    assert alone(text) == expected, why


# why, a paragraph, the next one, what it says, None where it points to something unknown
PARAGRAPHS = [
    ("a person", "Ada Brink left the council. ", "She sold the boats.", "[Ada Brink] sold the boats"),
    ("a headline names nobody", "Ada Brink leaves the council\n", "She sold the boats.", None),
    ("a thing", "The council left the mill. ", "It sold the boats.", None),
]


@pytest.mark.parametrize(("why", "before", "text", "expected"), PARAGRAPHS, ids=[row[0] for row in PARAGRAPHS])
def test_another_paragraph_names_persons_only(why: str, before: str, text: str, expected: str | None) -> None:
    whole, cut = before + text, len(before)
    passages = [PassageFound(0, cut, Kind.BODY, "test"), PassageFound(cut, len(whole), Kind.BODY, "test")]
    parsed = parse.parse(whole, passages, split(whole, passages))
    answer = standalone.alone(Named(parsed, ()), parts.cut(parsed, len(parsed) - 1, [])[0])
    assert (answer.text if isinstance(answer, Wording) else None) == expected, why


def test_a_surname_becomes_the_full_name_when_only_one_has_it() -> None:
    text = "Brink left the council. She sold the boats."
    assert alone(text, people=("Ada Brink",)) == "[Ada Brink] sold the boats"
    assert alone(text, people=("Ada Brink", "Eva Brink")) == "[Brink] sold the boats"


# why, text, the words of each part of its last sentence, None where they point to something unknown
CARRIED = [
    (
        "an owner of the subject that is carried",
        "While the bank does not trust the mill, it is moving its seat to Lund.",
        ["[The bank] is moving its seat to Lund", "The bank does not trust the mill"],
    ),
    (
        "it, of nothing",
        "It’s a sign of things to come, further hurting the mills in Lund.",
        ["It’s a sign of things to come", None],
    ),
]


@pytest.mark.parametrize(("why", "text", "expected"), CARRIED, ids=[row[0] for row in CARRIED])
def test_a_pronoun_that_is_carried_has_its_meaning_or_none(why: str, text: str, expected: list[str | None]) -> None:
    passages = [PassageFound(0, len(text), Kind.BODY, "test")]
    parsed = parse.parse(text, passages, split(text, passages))
    found = [standalone.alone(Named(parsed, ()), part) for part in parts.cut(parsed, len(parsed) - 1, [])]
    assert [answer.text if isinstance(answer, Wording) else None for answer in found] == expected, why


# why, text, the people of the article, the last sentence's words
SURNAMES = [
    ("one has it", "Ada Brink left. Brink sold the boats.", (), "[Ada] Brink sold the boats"),
    ("two have it", "Ada Brink met Tom Brink. Brink sold the boats.", (), "Brink sold the boats"),
    ("behind a title", "Ada Brink left. Ms Brink sold the boats.", (), "Ms Brink sold the boats"),
    ("a firm of that name", "Ada Brink left. Brink Marine sold the boats.", (), "Brink Marine sold the boats"),
    ("four first names are none", "Ada Bo Cy Di Brink left. Brink sold the boats.", (), "Brink sold the boats"),
    ("the whole name is there", "Ada Brink left. Ada Brink sold the boats.", (), "Ada Brink sold the boats"),
]


@pytest.mark.parametrize(("why", "text", "people", "expected"), SURNAMES, ids=[row[0] for row in SURNAMES])
def test_a_bare_surname_gets_its_first_name(why: str, text: str, people: tuple[str, ...], expected: str) -> None:
    assert alone(text, people=people) == expected, why


def test_whole_articles_keep_their_parts_and_claims() -> None:
    assert golden.changed("part", "interpretation", "claim") == ()


def test_a_relative_pronoun_of_two_nouns_is_no_word_of_its_part() -> None:
    text = "The council sold the end of the bus company, which was founded in 1911."
    place = [PassageFound(0, len(text), Kind.BODY, "")]
    parsed = parse.parse(text, place, split(text, place))
    part = next(part for part in parts.cut(parsed, 0, []) if part.form == "relative")
    assert standalone.alone(Named(parsed, ()), part) == Lost("antecedent.relative", standalone.RELATIVE)
    assert standalone.RELATIVE not in {token.i for token in part.tokens}
