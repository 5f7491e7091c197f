"""Who said it: one expert for all the ways an article names somebody, with the role as printed."""

import pytest

from tests.claims.pipeline.article import read


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


def test_a_pronoun_of_the_other_gender_is_passed_over() -> None:
    text = "Susan Reid met the pilot James Dunlop on Monday.\n“The tide is early this year,” she said.\n"
    result = read(text)
    assert [e.name for e in result.experts] == ["Susan Reid"]


def test_a_pronoun_without_anybody_before_it_names_nobody() -> None:
    (expert,) = read("“The tide is early this year,” he said.").experts
    assert expert.kind == "unnamed"


def test_a_title_alone_means_the_only_person_who_has_it() -> None:
    text = "Mayor Ann Castro opened the pier.\nThe ferry would sail in spring, the mayor said.\n"
    result = read(text)
    assert [e.name for e in result.experts] == ["Ann Castro"]
    assert result.attributions[0].resolved == "inferred"


def test_the_report_is_the_one_that_was_named_with_its_author() -> None:
    text = (
        "Fares are the highest in the country, according to a report by Harbour Watch.\n"
        "The report found that fares rose by 40 per cent.\n"
    )
    assert [e.name for e in read(text).experts] == ["report by Harbour Watch"]


@pytest.mark.parametrize(
    ("text", "name", "reason", "why"),
    [
        (
            "The Harbour Institute published a report on eels.\nThe report found that 30 piers leak.\n",
            "Harbour Institute",
            "inferred: whose document it is",
            "who published it",
        ),
        (
            "The Harbour Institute submitted its report in May.\nThe independent analysis found that piers leak.\n",
            "Harbour Institute",
            "inferred: whose document it is",
            "another word for it, one author known",
        ),
        (
            "The Harbour Institute wrote a report. The Leith Courier published the report.\nThe report notes "
            "that 30 piers leak.\n",
            "Harbour Institute",
            "inferred: whose document it is",
            "who printed it again did not write it",
        ),
        (
            "Gantry Airlines flies to Leith.\nA Gantry spokesman said the plane was early.\n",
            "Gantry Airlines",
            "inferred: the body that the spokesperson speaks for",
            "a firm's full name",
        ),
        (
            "A spokeswoman for the Leith Pier Trust left.\nA spokeswoman for the Leith Pier Trust said the tide was "
            "early. “We will wait for the next one,” the spokeswoman said.\n",
            "Leith Pier Trust",
            "inferred: the body that the spokesperson speaks for",
            "the one quoted before",
        ),
        (
            "Researchers Ann Vik and Leif Aas counted the eels.\n“We saw four hundred of them,” they write.\n",
            "Ann Vik and Leif Aas",
            "inferred from the person named last before the pronoun",
            "they are two",
        ),
        (
            "“It rained on the pier,” said Tarn Wexley.\nThe pier, they said, would close.\n",
            "Tarn Wexley",
            "inferred from the person named last before the pronoun",
            "one person who says they",
        ),
        (
            "Judge Ann Vik sat in May.\nIt rained. It snowed. It froze.\nJudge Leif Aas heard the case.\n"
            "The judge said the pier would close.\n",
            "Leif Aas",
            "inferred: the only person with this title in the article",
            "the judge named just before",
        ),
        (
            "Odalys Varn, a Norwegian woman, sailed in May.\nShe claims that the ship was painted.\n",
            "Odalys Varn",
            "inferred from the person named last before the pronoun",
            "a woman is no body",
        ),
        (
            "Ilse Varn is the mayor of Leith.\n“The tide was early, and nobody saw it coming.” Varn said.\n",
            "Ilse Varn",
            "stated",
            "an office beside an unusual name tells a person",
        ),
    ],
)
def test_says_whom_a_mention_means(text: str, name: str, reason: str, why: str) -> None:
    result = read(text)
    last = result.attributions[-1]
    assert last.expert is not None, why
    assert (result.experts[last.expert].name, last.reason) == (name, reason), why


def test_two_reports_leave_another_word_for_them_open() -> None:
    text = (
        "The Harbour Institute published a report on eels. The Leith Pier Trust published a survey.\n"
        "The study found that 30 piers leak.\n"
    )
    assert [e.name for e in read(text).experts] == ["study"]


def test_a_firm_does_not_bear_its_spokesmans_title() -> None:
    text = "A Gantry spokesman said it was early.\nGantry said the plane was late.\n"
    assert [a.title for a in read(text).attributions] == ["spokesman", None]


def test_an_attitude_says_so_in_its_reason() -> None:
    result = read("Ann Vik said the pier was old. She fears that it will close.\n")
    assert [(q.act, a.reason) for q, a in zip(result.quotes, result.attributions, strict=True)] == [
        ("speech", "stated"),
        ("attitude", "an attitude, not speech; inferred from the person named last before the pronoun"),
    ]
    assert [e.name for e in result.experts] == ["Ann Vik"]


def test_a_surname_that_two_people_bear_is_marked_as_a_guess() -> None:
    text = "Ann Reid met Ian Reid on the pier.\nReid said the ferry was late.\n"
    result = read(text)
    assert result.attributions[0].reason == "two people share this name; the one named most often before it"
    assert result.attributions[0].resolved == "inferred"
    assert result.attributions[0].confidence < 0.6


def test_a_bare_surname_is_that_of_whom_the_article_is_about() -> None:
    text = (
        "Ingrid Solheim drew maps for forty years.\nIngrid Solheim died on Sunday, said her son, Hans Solheim.\n"
        "“I heard the sea before I saw it,” Solheim told the Courier in 1998.\n"
    )
    result = read(text)
    last = result.attributions[-1].expert
    assert last is not None
    assert result.experts[last].name == "Ingrid Solheim"


def test_a_long_speech_does_not_hide_its_speaker() -> None:
    speech = "The tide is early. The ferry is late. Nobody came. The pier is old. We wait here. It is cold."
    text = f"“{speech}” said Rosa Lind, a pilot.\n“{speech}” she said.\n“{speech}” she said.\n"
    assert [e.name for e in read(text).experts] == ["Rosa Lind"]


def test_a_plain_noun_means_the_only_person_before_it() -> None:
    text = "Star Danny Marsh has left the pier.\nThe singer, 44, said the roof was gone.\n"
    result = read(text)
    assert [e.name for e in result.experts] == ["Danny Marsh"]
    assert result.attributions[0].reason == "inferred: the only person named in the sentences before"


def test_a_plain_noun_after_two_people_stays_unnamed() -> None:
    text = "Danny Marsh met Ann Reid on the pier.\nThe singer said the roof was gone.\n"
    assert [e.kind for e in read(text).experts] == ["unnamed"]


def test_it_means_the_body_that_the_sentence_before_is_about() -> None:
    text = "The company denied everything.\nIt said the pier was safe.\n"
    result = read(text)
    assert [(e.name, e.kind) for e in result.experts] == [("company", "organisation")]
    assert result.attributions[0].resolved == "inferred"


def test_a_plain_word_before_a_name_is_a_title() -> None:
    (expert,) = read("Neighbour Susan Stone said she had heard a bang.").experts
    assert (expert.name, expert.title) == ("Susan Stone", "Neighbour")


def test_it_means_the_body_that_its_own_sentence_is_about() -> None:
    text = "The Leith Courier wrote that the pier was old.\nThe waterworks has replaced 38 pipes, it said.\n"
    assert [e.name for e in read(text).experts] == ["Leith Courier", "waterworks"]


def test_it_alone_is_nobody() -> None:
    result = read("It said the pier was safe and would stay open.\n")
    assert result.experts == ()
    assert [a.expert for a in result.attributions] == [None]


def test_a_husband_is_not_she() -> None:
    text = "Ingrid Solheim died on Sunday. Her husband, the composer Leif Aas, left in 2011.\n“The hiss,” she said.\n"
    assert [e.name for e in read(text).experts] == ["Ingrid Solheim"]


def test_an_age_stands_for_the_only_person_before_it() -> None:
    text = "Daniel Okafor has scored 19 goals.\nThe 24-year-old, who joined in January, said he felt “ten feet tall”.\n"
    assert [e.name for e in read(text).experts] == ["Daniel Okafor"]


def test_two_unnamed_speakers_are_not_one() -> None:
    text = "An official said the ferry would sail.\nAn official said the pier would close.\n"
    assert [e.kind for e in read(text).experts] == ["unnamed", "unnamed"]


def test_every_mention_reslices() -> None:
    text = "🙂 “The tide is early,” said Mara Dunlop, a pilot. Dunlop said it was late last year."
    for expert in read(text).experts:
        for span in expert.mentions:
            assert text[span.start : span.end] == span.exact
