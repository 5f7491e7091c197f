"""Every name of an article with its kind and its role, gathered in order of the text."""

import pytest

from tests.claims.pipeline.article import read
from tests.corpus import golden


@pytest.mark.parametrize(
    ("text", "name", "kind", "title", "affiliation", "why"),
    [
        (
            "“The tide is early,” said Mara Dunlop, a Leith University tide expert.",
            "Mara Dunlop",
            "person",
            "tide expert",
            "Leith University",
            "apposition that begins with a body",
        ),
        (
            "According to Ian Reid, director of the Harbour Institute at the University of Leith, the tide is early.",
            "Ian Reid",
            "person",
            "director",
            "Harbour Institute at the University of Leith",
            "kept as printed",
        ),
        (
            "Chairman, CEO and president Ann Castro said the ferry would sail.",
            "Ann Castro",
            "person",
            "Chairman, CEO and president",
            None,
            "several titles before the name",
        ),
        (
            "President Ann Castro said the ferry would sail.",
            "Ann Castro",
            "person",
            "President",
            None,
            "title before the name",
        ),
        (
            "Norway’s Fisheries Minister Liv Berg said the ferry would sail.",
            "Liv Berg",
            "person",
            "Fisheries Minister",
            "Norway",
            "owner before the title",
        ),
        (
            "Scottish harbour safety specialist Ian Reid said the ferry would sail.",
            "Ian Reid",
            "person",
            "Scottish harbour safety specialist",
            None,
            "a long title before the name",
        ),
        (
            "The ferry would sail, said the Harbour Institute’s director, Ann Castro.",
            "Ann Castro",
            "person",
            "director",
            "Harbour Institute",
            "the role first, then the name",
        ),
        (
            "“The tide is early,” said Rosa Lind, who is deputy director of Harbour Watch.",
            "Rosa Lind",
            "person",
            "deputy director",
            "Harbour Watch",
            "a relative clause",
        ),
        (
            "A former pilot with Harbour Watch, Rosa Lind said the tide was early.",
            "Rosa Lind",
            "person",
            "former pilot",
            "Harbour Watch",
            "the role at the beginning of the sentence",
        ),
        (
            "“The tide is early,” said Rosa Lind, 41, co-founder of Harbour Watch and a member of the pier board.",
            "Rosa Lind",
            "person",
            "co-founder",
            "Harbour Watch",
            "an age is skipped, a second role left out",
        ),
        (
            "Rosa Lind of Harbour Watch said the tide was early.",
            "Rosa Lind",
            "person",
            None,
            "Harbour Watch",
            "for whom somebody speaks",
        ),
        (
            "A spokesman for the Leith Pier Trust said the tide was early.",
            "Leith Pier Trust",
            "organisation",
            "spokesman",
            None,
            "no name, but a body that speaks",
        ),
        (
            "Beijing said the ferry line would open in spring.",
            "Beijing",
            "government",
            None,
            None,
            "a capital speaks for its government",
        ),
        (
            "The government said the ferry line would open in spring.",
            "government",
            "government",
            None,
            None,
            "a government",
        ),
        (
            "The Leith Courier reported that the ferry line would open in spring.",
            "Leith Courier",
            "publication",
            None,
            None,
            "a newspaper",
        ),
        (
            "An editorial in the Leith Courier made clear that the ferry line would open in spring.",
            "editorial in the Leith Courier",
            "publication",
            "editorial",
            "Leith Courier",
            "an unsigned article",
        ),
        (
            "Some experts predict that the ferry line will open in spring.",
            "Some experts",
            "collective",
            None,
            None,
            "a group without names",
        ),
        (
            "An official said the ferry line would open in spring.",
            "official",
            "unnamed",
            None,
            None,
            "one person without a name",
        ),
        (
            "“The pier is closed,” said Ilse Varn, the mayor of Brackholm.",
            "Ilse Varn",
            "person",
            "mayor",
            "Brackholm",
            "a calling behind a name that is in no list",
        ),
        (
            "“The pier is closed,” chief executive Ilse Varn said.",
            "Ilse Varn",
            "person",
            "chief executive",
            None,
            "and in front of it",
        ),
        (
            "“The pier is closed,” said Minister of Culture Solveig Aune.",
            "Solveig Aune",
            "person",
            "Minister of Culture",
            None,
            "an office is one title",
        ),
        (
            "“The pier is closed,” Anders Vik said.",
            "Anders Vik",
            "person",
            None,
            None,
            "a first name that the name finder leaves out",
        ),
        (
            "“Nobody owns a full stop,” the novelist Mei Aoki wrote on her blog.",
            "Mei Aoki",
            "person",
            "novelist",
            None,
            "a noun and a name that the grammar takes for two subjects",
        ),
        (
            "「Nobody owns a full stop,」 the novelist Mei Aoki wrote on her blog.",
            "Mei Aoki",
            "person",
            "novelist",
            None,
            "corner marks are no names",
        ),
        (
            "The Beekeepers' Guild said the pier was closed.",
            "Beekeepers' Guild",
            "organisation",
            None,
            None,
            "a body's whole name",
        ),
        (
            "Demand for ferries fell by 14 percent, according to the market researcher Gantry.",
            "Gantry",
            "person",
            "market researcher",
            None,
            "known as it is printed",
        ),
        (
            "Protesters said the ferry line would never open.",
            "Protesters",
            "collective",
            None,
            None,
            "a crowd",
        ),
    ],
)
def test_reads_who_it_is(text: str, name: str, kind: str, title: str | None, affiliation: str | None, why: str) -> None:
    (expert,) = read(text).experts
    assert (expert.name, expert.kind, expert.title, expert.affiliation) == (name, kind, title, affiliation), why


def test_a_surname_and_a_pronoun_join_the_full_name() -> None:
    text = (
        "“The tide is early,” said Mara Dunlop, a Leith harbour pilot.\n"
        "“It was late last year,” Dunlop added.\n"
        "“We never know before the spring,” she said.\n"
    )
    result = read(text)
    assert [(e.name, len(e.mentions)) for e in result.experts] == [("Mara Dunlop", 3)]
    assert [a.expert for a in result.attributions] == [0, 0, 0]
    assert [a.resolved for a in result.attributions] == ["stated", "stated", "inferred"]
    assert result.attributions[2].reason == "inferred from the person named last before the pronoun"
    assert [a.title for a in result.attributions] == ["Leith harbour pilot"] * 3


def test_two_reports_leave_another_word_for_them_open() -> None:
    text = (
        "The Harbour Institute published a report on eels. The Leith Pier Trust published a survey.\n"
        "The study found that 30 piers leak.\n"
    )
    assert [e.name for e in read(text).experts] == ["study"]


def test_a_firm_does_not_bear_its_spokesmans_title() -> None:
    text = "A Gantry spokesman said it was early.\nGantry said the plane was late.\n"
    assert [a.title for a in read(text).attributions] == ["spokesman", None]


def test_a_plain_word_before_a_name_is_a_title() -> None:
    (expert,) = read("Neighbour Susan Stone said she had heard a bang.").experts
    assert (expert.name, expert.title) == ("Susan Stone", "Neighbour")


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("Pilot Ann Vik and mayor Ole Berg both said it was late.", "Ann Vik and Ole Berg", "titles of their own"),
        ("It was late, said pilot Ann Vik and nurse Ole Berg.", "Ann Vik and Ole Berg", "behind the verb"),
        ("Ann Vik told Ole Berg that it was late.", "Ann Vik", "who listens says nothing"),
    ],
)
def test_people_who_speak_together_are_named_together(text: str, name: str, why: str) -> None:
    result = read(text)
    (attribution,) = result.attributions
    assert attribution.expert is not None
    assert result.experts[attribution.expert].name == name, why


def test_who_spoke_with_somebody_keeps_a_title() -> None:
    result = read("Pilot Ann Vik and mayor Ole Berg both said it was late. Berg said that it was old.\n")
    assert [(e.name, e.title) for e in result.experts] == [("Ann Vik and Ole Berg", None), ("Ole Berg", "mayor")]


@pytest.mark.parametrize("trade", ["Realtor", "realtor"])
def test_a_trade_in_front_of_a_surname_makes_nobody_new(trade: str) -> None:
    text = f"“Rents are high,” said Nils Berg, a realtor. {trade} Berg said that nobody bought.\n"
    assert [(e.name, e.title) for e in read(text).experts] == [("Nils Berg", "realtor")]


def test_a_sentence_that_goes_on_behind_its_speaker_is_no_title() -> None:
    (expert,) = read("It is, says Mara Dunlop, the oldest pier in Leith.\n").experts
    assert (expert.name, expert.title) == ("Mara Dunlop", None)


def test_a_husband_is_not_she() -> None:
    text = "Ingrid Solheim died on Sunday. Her husband, the composer Leif Aas, left in 2011.\n“The hiss,” she said.\n"
    assert [e.name for e in read(text).experts] == ["Ingrid Solheim"]


def test_two_unnamed_speakers_are_not_one() -> None:
    text = "An official said the ferry would sail.\nAn official said the pier would close.\n"
    assert [e.kind for e in read(text).experts] == ["unnamed", "unnamed"]


def test_whole_articles_keep_their_cast() -> None:
    assert golden.changed("quote") == ()


@pytest.mark.parametrize(
    ("text", "factor", "why"),
    [
        ("Ann Castro said that it was late.", 1.0, "a name"),
        ("Ann Reid met Ian Reid.\nReid said that it was late.\n", 0.6, "a name that two people bear"),
        ("Ann Castro sailed in May.\nShe said that it was late.\n", 0.8, "a pronoun"),
        ("He said that it was late.\n", 0.5, "a pronoun of nobody"),
        ("Mayor Ann Castro sailed.\nRain fell.\nRain fell.\nThe mayor said that it was late.\n", 0.8, "a title"),
        ("Star Danny Marsh has left.\nThe singer said that it was late.\n", 0.7, "a plain noun"),
        (
            "It was late, according to a report by Harbour Watch.\nThe report found that fares rose.\n",
            0.8,
            "a document",
        ),
        (
            "The Harbour Institute published a report on eels.\nThe report found that fares rose.\n",
            0.7,
            "a document's author",
        ),
        ("A Gantry spokesman said that it was late.\n", 0.9, "a spokesperson"),
        ("The company said that it was late.\n", 1.0, "a body"),
    ],
)
def test_an_inferred_speaker_lowers_the_confidence(text: str, factor: float, why: str) -> None:
    result = read(text)
    assert result.attributions[-1].confidence == round(result.quotes[-1].confidence * factor, 2), why


@pytest.mark.parametrize(
    ("text", "speaker", "why"),
    [
        (
            "Premier Wenke Rusk has lost. “The voters have decided,” she told guests at the Grand Hotel.",
            "Wenke Rusk",
            "a name of which the name finder may know one word",
        ),
        (
            "Adaeze Umeh won the race.\n\nUmeh, a nurse, trains early. She said: “I run because the bus is late.”",
            "Adaeze Umeh",
            "a name that it does not know, of a nurse",
        ),
        (
            "Lorne won the race.\n\nLorne, a town, lies in the hills. She said: “I run because the bus is late.”",
            "She",
            "a town is nobody",
        ),
        (
            "The rescue service was late. The power company Ruunkraft denied reports that its dam had cracked. "
            "“The dam is sound,” it said in a statement.",
            "Ruunkraft",
            "a body that is introduced by what it is",
        ),
    ],
)
def test_finds_whom_a_pronoun_means_behind_a_rare_name(text: str, speaker: str, why: str) -> None:
    result = read(text + "\n")
    last = result.attributions[-1].expert
    assert last is not None
    assert result.experts[last].name == speaker, why


def test_a_body_stays_what_the_article_called_it_first() -> None:
    result = read("The mine will open, the mining company Rik Metal said. Rik Metal denied that it would close.\n")
    assert [a.title for a in result.attributions] == ["mining company", "mining company"]
    assert [e.title for e in result.experts] == ["mining company"]
