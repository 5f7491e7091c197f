"""What is quoted, in which words, and what is not: one row a construction, with its reason."""

import pytest

from tests.claims.pipeline.article import read


def found(text: str) -> list[tuple[str, str, str | None, str | None]]:
    """(type, words, cue, speaker) of each quote."""
    return [
        (
            q.type,
            " … ".join(text[a:b] for a, b in q.spans),
            q.cue.exact if q.cue else None,
            q.speaker.name if q.speaker else None,
        )
        for q in read(text).quotes
    ]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            "“The ferry will not sail in winter,” said Mara Dunlop, a Leith harbour pilot.",
            "direct | The ferry will not sail in winter, | said | Mara Dunlop",
            "inverted, cue after",
        ),
        (
            "Per a new report by the Harbour Institute, fares rose by 40 per cent.",
            "indirect | fares rose by 40 per cent. | Per | new report by the Harbour Institute",
            "per, in front",
        ),
        (
            "The pier will close in May, per the Leith Courier.",
            "indirect | The pier will close in May | per | Leith Courier",
            "per, behind a comma",
        ),
        (
            "The plan was called “a gift to the rich” by union chief Mia Holt.",
            "direct | a gift to the rich | called | Mia Holt",
            "a passive, whoever names it behind the words",
        ),
        (
            "The ferry, described by Mara Dunlop as “a floating sauna”, was sold.",
            "direct | a floating sauna | described | Mara Dunlop",
            "a passive, whoever names it before the words",
        ),
        (
            "The scheme has been labelled a “disgrace” by the pilots’ union.",
            "mixed | a “disgrace” | labelled | pilots’ union",
            "some of the words in marks",
        ),
        (
            "Reid was accused of “lying to the whole board” by Mara Dunlop.",
            "direct | lying to the whole board | accused | Mara Dunlop",
            "accused of",
        ),
        (
            "Says the old pier of Leith has closed for good.",
            "indirect | the old pier of Leith has closed for good. | Says | -",
            "a sentence that leaves its speaker out",
        ),
        (
            "Mara Dunlop says she left early and claims that it was late.",
            "indirect | she left early | says | Mara Dunlop",
            "a second cue in the present",
        ),
        (
            "Mara Dunlop says she left early and claims that it was late.",
            "indirect | that it was late. | claims | Mara Dunlop",
            "which is hers as well",
        ),
        (
            "Rents have doubled, according to Dunlop, and 14 clinics have closed.",
            "indirect | Rents have doubled | according to | Dunlop",
            "behind “and” the article speaks itself",
        ),
        (
            "According to Dunlop, rents have doubled and 14 clinics have closed.",
            "indirect | rents have doubled and 14 clinics have closed. | According to | Dunlop",
            "in front it stands over both",
        ),
        (
            "The county court heard how Mara Dunlop sold 14 boats.",
            "indirect | Mara Dunlop sold 14 boats. | heard | -",
            "what a court heard",
        ),
        (
            "Jurors heard that the crane had failed in 2018.",
            "indirect | that the crane had failed in 2018. | heard | -",
            "what jurors heard",
        ),
        (
            "The crane had failed in 2018, the inquest heard.",
            "indirect | The crane had failed in 2018 | heard | -",
            "what an inquest heard, in front",
        ),
        (
            "“The crane had failed in the storm,” the inquest heard.",
            "direct | The crane had failed in the storm, | heard | -",
            "in marks",
        ),
        (
            "The crane had failed in 2018, a jury was told.",
            "indirect | The crane had failed in 2018 | told | -",
            "what a jury was told, in front",
        ),
        (
            "The committee heard from Mara Dunlop that the crane had failed.",
            "indirect | that the crane had failed. | heard | Mara Dunlop",
            "whom a committee heard it from",
        ),
        (
            "The report was hailed as “a triumph for the town” by Mara Dunlop.",
            "direct | a triumph for the town | hailed | Mara Dunlop",
            "praise",
        ),
        (
            "The inquest was told that the crane had failed in 2018.",
            "indirect | that the crane had failed in 2018. | told | -",
            "what an inquest was told",
        ),
        ("Per Hansen said the pier was old.", "indirect | the pier was old. | said | Per Hansen", "Per, a first name"),
        (
            "Mara Dunlop told reporters: “The ferry will not sail in winter.”",
            "direct | The ferry will not sail in winter. | told | Mara Dunlop",
            "cue before, colon",
        ),
        (
            "“The ferry,” Dunlop said, “will not sail in winter.”",
            "direct | The ferry, … will not sail in winter. | said | Dunlop",
            "cue inside: one quote in two pieces",
        ),
        (
            "“The ferry will not sail,” Dunlop said. “We have no captain for it.”",
            "direct | The ferry will not sail, … We have no captain for it. | said | Dunlop",
            "the speech goes on after the cue in the same paragraph",
        ),
        (
            "The harbour board said that the ferry would not sail in winter.",
            "indirect | that the ferry would not sail in winter. | said | harbour board",
            "a clause",
        ),
        (
            "The ferry would not sail in winter, the harbour board said on Monday.",
            "indirect | The ferry would not sail in winter | said | harbour board",
            "cue at the end",
        ),
        (
            "According to Mara Dunlop, the ferry is older than the pier.",
            "indirect | the ferry is older than the pier. | According to | Mara Dunlop",
            "according to, before",
        ),
        (
            "The ferry is older than the pier, according to Mara Dunlop.",
            "indirect | The ferry is older than the pier | according to | Mara Dunlop",
            "according to, after",
        ),
        (
            "There is “no plan to sell the ferry this year,” unlike the tug, according to pilot Mara Dunlop.",
            "mixed | There is “no plan to sell the ferry this year,” unlike the tug | according to | Mara Dunlop",
            "partly in marks",
        ),
        (
            "The mayor called the pier board, assuring it she would support the ferry line through the winter.",
            "indirect | she would support the ferry line through the winter. | assuring | mayor",
            "a participle has the subject of the main clause",
        ),
        (
            "On Monday Mayor Ann Reid called the pier board, pledging “all the help and money the line needs.”",
            "direct | all the help and money the line needs. | pledging | Ann Reid",
            "a participle with a noun phrase in marks",
        ),
        (
            "An editorial in the Leith Courier made clear that “the ferry needs a captain before spring.”",
            "mixed | that “the ferry needs a captain before spring.” | made clear | editorial in the Leith Courier",
            "a newspaper speaks",
        ),
        (
            "Dunlop mentions a growing “grey market” of unlicensed boats that carry tourists at night.",
            "mixed | a growing “grey market” of unlicensed boats that carry tourists at night. | mentions | Dunlop",
            "a noun phrase counts when part of it is in marks",
        ),
        (
            "Dunlop, who said the pier was safe, left early.",
            "indirect | the pier was safe | said | Dunlop",
            "a relative clause has the noun before it",
        ),
        (
            "The board issued a statement saying the pier would stay open all winter.",
            "indirect | the pier would stay open all winter. | saying | board",
            "who issues a statement says it",
        ),
        (
            "„Wir fahren nicht,“ Dunlop said on Monday in Leith about the old ferry.",
            "direct | Wir fahren nicht, | said | Dunlop",
            "German marks in an English article",
        ),
        (
            "''The ferry will not sail this winter,'' Dunlop said.",
            "direct | The ferry will not sail this winter, | said | Dunlop",
            "two apostrophes for a mark, as wires print it",
        ),
        (
            '“The ferry will not sail this winter," Dunlop said.',
            "direct | The ferry will not sail this winter, | said | Dunlop",
            "a curly mark closed by a straight one",
        ),
        (
            "Dunlop told reporters on Friday he viewed the ferry as a danger to the old town.",
            "indirect | he viewed the ferry as a danger to the old town. | told | Dunlop",
            "whom and when stand between cue and clause",
        ),
        (
            "As Mara Dunlop explained, the ferry was sold in spring.",
            "indirect | the ferry was sold in spring. | explained | Mara Dunlop",
            "as somebody explained",
        ),
        (
            "The board will sell the ferry by spring, reported the Leith Courier.",
            "indirect | The board will sell the ferry by spring | reported | Leith Courier",
            "the name after the verb",
        ),
        (
            "Fares are the highest in the country, the report found.",
            "indirect | Fares are the highest in the country | found | report",
            "a document finds",
        ),
        (
            "Mara Dunlop accused the board of hiding the survey of the pier.",
            "indirect | the board of hiding the survey of the pier. | accused | Mara Dunlop",
            "an accusation says what it accuses of",
        ),
        (
            "Mara Dunlop called for a vote of all residents on the pier.",
            "indirect | a vote of all residents on the pier. | called | Mara Dunlop",
            "a call says what it calls for",
        ),
        (
            "Mara Dunlop: The old ferry will not sail again.",
            "indirect | The old ferry will not sail again. | : | Mara Dunlop",
            "a headline or transcript",
        ),
        (
            'Mara Dunlop said it was late and called on the board to "get a grip".',
            'mixed | the board to "get a grip" | called | Mara Dunlop',
            "“it” calls on nobody: the second verb belongs to the first speaker",
        ),
        (
            "Dunlop said the ferry was late, adding that the crew was new.",
            "indirect | that the crew was new. | adding | Dunlop",
            "a second cue keeps the speaker",
        ),
        (
            "Dunlop said the ferry was late, adding that the crew was new.",
            "indirect | the ferry was late | said | Dunlop",
            "and its words are not the first one's",
        ),
        (
            "‘We will not sail the old ferry this winter,’ Dunlop said.",
            "direct | We will not sail the old ferry this winter, | said | Dunlop",
            "British single marks",
        ),
        (
            "« The ferry will not sail this winter », says Mara Dunlop.",
            "direct | The ferry will not sail this winter | says | Mara Dunlop",
            "French marks with their blanks",
        ),
        (
            "»The ferry will not sail this winter«, says Mara Dunlop.",
            "direct | The ferry will not sail this winter | says | Mara Dunlop",
            "German book marks point inwards",
        ),
        (
            "「The ferry will not sail this winter,」 Mara Dunlop wrote.",
            "direct | The ferry will not sail this winter, | wrote | Mara Dunlop",
            "corner marks",
        ),
        (
            "“Will the ferry ever sail again?” asked Mara Dunlop.",
            "direct | Will the ferry ever sail again? | asked | Mara Dunlop",
            "a question keeps its own stop",
        ),
        (
            "“The ferry 🚢 will sail again,” Dunlop said.",
            "direct | The ferry 🚢 will sail again, | said | Dunlop",
            "an emoji is one code point of it",
        ),
        (
            "The ferry, Dunlop said, would not sail in winter.",
            "indirect | The ferry … would not sail in winter. | said | Dunlop",
            "the cue parts reported words, too",
        ),
        (
            "Dunlop called the ferry line “a ghost with a timetable”.",
            "mixed | the ferry line “a ghost with a timetable” | called | Dunlop",
            "what somebody called what",
        ),
        (
            "Dunlop told the court that the ferry had been “sold for scrap” in 2019.",
            "mixed | that the ferry had been “sold for scrap” in 2019. | told | Dunlop",
            "marks inside a clause",
        ),
        (
            "The pier was sold in secret, it was alleged by Mara Dunlop.",
            "indirect | The pier was sold in secret | alleged | Mara Dunlop",
            "a passive with its agent",
        ),
        (
            "It was alleged during the trial that the ferry had been sold twice.",
            "indirect | that the ferry had been sold twice. | alleged | -",
            "a passive with words between: nobody is named, the words are told",
        ),
        (
            "Dunlop urged the board to repair the pier.",
            "indirect | the board to repair the pier. | urged | Dunlop",
            "what somebody is to do",
        ),
        (
            "The board rejected Dunlop’s claim that the ferry was safe.",
            "indirect | that the ferry was safe. | claim | Dunlop",
            "a noun with its owner",
        ),
        (
            "Dunlop described a “grey market” of pilots who charge a fee each day, “without any licence”.",
            "mixed | a “grey market” of pilots who charge a fee each day, “without any licence” | described | Dunlop",
            "whoever charges a fee says nothing",
        ),
        (
            "According to the mayor at the time, Karl Fjeld, the pier cost 700,000 crowns.",
            "indirect | the pier cost 700,000 crowns. | According to | Karl Fjeld",
            "a name between commas belongs to who is quoted",
        ),
        (
            "LEITH, March 4 (North Wire) - The ferry will not sail in winter, the harbour board said on Monday.",
            "indirect | The ferry will not sail in winter | said | harbour board",
            "a dateline is none of the words",
        ),
        (
            "The ferry will not sail in winter, the harbour board said on Monday. ⚓️",
            "indirect | The ferry will not sail in winter | said | harbour board",
            "nor is an emoji behind the stop",
        ),
        (
            "The supplier, Medisoft, denied that the software had failed.",
            "indirect | that the software had failed. | denied | Medisoft",
            "so does a company's",
        ),
    ],
)
def test_finds(text: str, expected: str, why: str) -> None:
    assert expected in [" | ".join(part or "-" for part in quote) for quote in found(text)], why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The board’s policy of ‘open piers’ is under strain this winter.", "a term in marks"),
        ("Tourists call at the so-called “ghost pier” near the old town.", "irony"),
        ("She has read “The Wind in the Willows” to the children of Leith.", "a title"),
        ("Dunlop did not say that the ferry would sail.", "what was not said"),
        ("The pier was built in 1902 and repaired twice.", "nobody speaks"),
        ("The leak underscored how old the ferry was.", "a thing does not speak"),
        ("The pier closes for good, as pilots warn of storms and floods.", "an event told with as"),
        ("One pilot, who asked not to be named, left early.", "a wish to stay unnamed"),
        ("The board has announced a “flying ferry” scheme for the islands.", "a scheme's name in marks"),
        ("The fire brigade had to ask both brothers for the key of the pier.", "what had to be done"),
        ("Brandt Ferries cuts forecast as ticket prices slump", "a headline's noun that looks like a cue"),
        ("I wrote last year that the ferry was too old.", "the writer's own voice"),
        ("The ferry costs five crowns per day, more than per the whole trip.", "per, a rate"),
        ("The ferry was described as “old and tired”.", "nobody says so"),
        ("The pier was called “The Long Lady” in the summer.", "a name of a thing"),
        ("The ferry was dubbed the queen of the islands by its crew.", "no words in marks"),
        ("The court heard from two pilots.", "nothing of it"),
        ("Say that the ferry has sunk.", "an order"),
        ("Asked if the ferry had sunk, the board said no.", "what somebody was asked"),
        ("The court never heard that the crane had failed.", "what a court did not hear"),
        ("The court heard the pilot weep for his boat.", "with its ears"),
        ("Dunlop heard that the crane had failed in 2018.", "what somebody else heard"),
        ("The owner, Per Nygaard, met the inspectors on Monday.", "Per, a first name between commas"),
    ],
)
def test_finds_nothing(text: str, why: str) -> None:
    assert found(text) == [], why


def test_a_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = "“The ferry leaks, said Mara Dunlop.\nThe pier was sold. “It leaks, too,” said Ian Reid.\n"
    assert ("direct", "It leaks, too,", "said", "Ian Reid") in found(text)
    assert not any("pier was sold" in words for _, words, _, _ in found(text))
