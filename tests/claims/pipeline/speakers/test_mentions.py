"""The words that name a speaker: where they begin and end, the name in them, and what kind of speaker it is."""

import pytest

from claims.pipeline.parse.grammar import Entity
from claims.pipeline.speakers import mentions
from tests.claims.pipeline.article import doc_of, is_value, parse_sentence, word
from tests.corpus import golden


def mention(text: str, head: str) -> tuple[str, str, str]:
    """Return the words, the name and the kind of a mention."""
    parsed = parse_sentence(text)
    (doc,) = parsed.docs
    assert doc is not None
    found = mentions.mention(parsed, 0, word(doc, head))
    return text[found.start : found.end], found.name, found.kind


@pytest.mark.parametrize(
    ("speaker", "head", "words", "name", "kind", "why"),
    [
        ("He", "He", "He", "He", "pronoun", "somebody named elsewhere"),
        ("It", "It", "It", "It", "pronoun", "something named elsewhere"),
        ("These", "These", "These", "These", "unnamed", "a pronoun that points at nobody by name"),
        ("One", "One", "One", "One", "unnamed", "one of several"),
        ("Ann Castro", "Castro", "Ann Castro", "Ann Castro", "person", "a full name"),
        ("Mayor Ann Castro", "Castro", "Mayor Ann Castro", "Ann Castro", "person", "a title is none of the name"),
        ("Dr. Castro", "Castro", "Dr. Castro", "Castro", "person", "a form of address"),
        ("Neighbour Ivy Stone", "Stone", "Neighbour Ivy Stone", "Ivy Stone", "person", "a noun before a first name"),
        ("Per Hansen", "Hansen", "Per Hansen", "Per Hansen", "person", "Per is a first name here"),
        ("Anders Vik", "Vik", "Anders Vik", "Vik", "person", "a surname that is marked alone"),
        (
            "Chief executive Ilse Varn",
            "Varn",
            "Chief executive Ilse Varn",
            "Ilse Varn",
            "person",
            "an occupation in front makes a rare name a person",
        ),
        ("Ilse Varn, the mayor of Brackholm,", "Varn", "Ilse Varn", "Ilse Varn", "person", "and one behind it"),
        ("The Times reporter Ian Reid", "Reid", "The Times reporter Ian Reid", "Ian Reid", "person", "a long title"),
        ("Ann Castro and Ian Reid", "Castro", "Ann Castro and Ian Reid", "Ann Castro", "person", "the first of two"),
        ("The Leith Courier", "Courier", "The Leith Courier", "Leith Courier", "publication", "a newspaper by name"),
        (
            "The People's Courier",
            "Courier",
            "The People's Courier",
            "People's Courier",
            "publication",
            "an owner in its name",
        ),
        (
            "The mayor's office",
            "office",
            "The mayor's office",
            "mayor's office",
            "organisation",
            "whose office it is stays, whatever the mark",
        ),
        (
            "A sheriff’s spokeswoman",
            "spokeswoman",
            "A sheriff’s spokeswoman",
            "sheriff’s spokeswoman",
            "unnamed",
            "whom she speaks for stays",
        ),
        ("The newspaper", "newspaper", "The newspaper", "newspaper", "publication", "a newspaper"),
        ("The newspapers", "newspapers", "The newspapers", "newspapers", "collective", "several"),
        ("A report", "report", "A report", "report", "publication", "a document"),
        ("Reports", "Reports", "Reports", "Reports", "publication", "documents"),
        (
            "An editorial in the Leith Courier",
            "editorial",
            "An editorial in the Leith Courier",
            "editorial in the Leith Courier",
            "publication",
            "what hangs on it by a preposition belongs to it",
        ),
        ("The government", "government", "The government", "government", "government", "a government"),
        ("The city council", "council", "The city council", "city council", "government", "a council"),
        ("Beijing", "Beijing", "Beijing", "Beijing", "government", "a capital"),
        ("Norway", "Norway", "Norway", "Norway", "government", "a country"),
        ("The company", "company", "The company", "company", "organisation", "a word for a body"),
        ("The Harbour Institute", "Institute", "The Harbour Institute", "Harbour Institute", "organisation", "a body"),
        ("Medisoft", "Medisoft", "Medisoft", "Medisoft", "organisation", "a company"),
        (
            "The Beekeepers' Guild",
            "Guild",
            "The Beekeepers' Guild",
            "Beekeepers' Guild",
            "organisation",
            "an apostrophe inside a body's name",
        ),
        ("Leith’s Dunlop", "Dunlop", "Leith’s Dunlop", "Dunlop", "organisation", "an owner is none of the name"),
        ("Experts", "Experts", "Experts", "Experts", "collective", "a plural"),
        ("Many", "Many", "Many", "Many", "collective", "a word for several"),
        ("Several of the pilots", "Several", "Several of the pilots", "Several of the pilots", "collective", "some"),
        ("The people of Leith", "people", "The people of Leith", "people of Leith", "collective", "a crowd"),
        (
            "Two officials from the ministry and a pilot",
            "officials",
            "Two officials from the ministry and a pilot",
            "Two officials from the ministry and a pilot",
            "collective",
            "a number belongs to the name",
        ),
        ("An official", "official", "An official", "official", "unnamed", "one person without a name"),
        ("The 41-year-old pilot", "pilot", "The 41-year-old pilot", "41-year-old pilot", "unnamed", "an age"),
        ("The “old” pilot", "pilot", "pilot", "pilot", "unnamed", "marks end the mention"),
        ("Mayor of Leith Ann Castro", "Mayor", "Mayor of Leith Ann Castro", "Ann Castro", "person", "an office first"),
        ("Professor of law Ann Castro", "Professor", "Professor of law Ann Castro", "Ann Castro", "person", "a chair"),
        ("Brackholm mayor Ilse Varn", "Varn", "Brackholm mayor Ilse Varn", "Ilse Varn", "person", "an office between"),
        ("Ilse Varn, a keeper,", "Varn", "Ilse Varn", "Ilse Varn", "person", "a trade behind a rare name"),
        ("Its supplier, Medisoft,", "supplier", "Medisoft", "Medisoft", "organisation", "a company in apposition"),
        ("The supplier Medisoft", "Medisoft", "The supplier Medisoft", "Medisoft", "organisation", "without commas"),
        ("The chair, Mrs Wexley,", "chair", "Mrs Wexley", "Wexley", "person", "a form of address in apposition"),
        ("The chair, Dr. Wexley,", "chair", "Dr. Wexley", "Wexley", "person", "a title that is not part of the name"),
        ("The old supplier, the Leith firm,", "supplier", "The old supplier", "old supplier", "unnamed", "no name"),
        ("The board, which met in May,", "board", "The board", "board", "organisation", "no relative clause of a body"),
        ("The pilots who left", "pilots", "The pilots", "pilots", "collective", "nor without a comma"),
        ("Pilots like Castro", "Pilots", "Pilots", "Pilots", "collective", "a comparison is none of it"),
        (
            "Researchers at Kelso University",
            "Researchers",
            "Researchers at Kelso University",
            "Researchers at Kelso University",
            "collective",
            "where they work",
        ),
        ("The head of Harbour Watch", "head", "The head of Harbour Watch", "head of Harbour Watch", "unnamed", "whose"),
        ("The Ministry of Trade", "Ministry", "The Ministry of Trade", "Ministry of Trade", "government", "by name"),
        ("The Kremlin", "Kremlin", "The Kremlin", "Kremlin", "government", "a house"),
        ("Police", "Police", "Police", "Police", "organisation", "the police"),
        (
            "Figures from the board",
            "Figures",
            "Figures from the board",
            "Figures from the board",
            "publication",
            "data",
        ),
        ("A man in his 40s", "man", "A man in his 40s", "man in his 40s", "unnamed", "an age behind"),
        (
            "The head of the board, who left in May,",
            "head",
            "The head of the board",
            "head of the board",
            "unnamed",
            "no relative clause",
        ),
        ("The head of the board (and pilot)", "head", "The head of the board", "head of the board", "unnamed", "no ("),
        ("The head of the board – a pilot –", "head", "The head of the board", "head of the board", "unnamed", "no –"),
    ],
)
def test_reads_a_speaker(speaker: str, head: str, words: str, name: str, kind: str, why: str) -> None:
    assert mention(f"{speaker} said it was late.", head) == (words, name, kind), why


@pytest.mark.parametrize(
    ("text", "head", "words", "name", "kind", "why"),
    [
        (
            "The ferry would sail, said the board’s chair, Ann Castro.",
            "chair",
            "Ann Castro",
            "Ann Castro",
            "person",
            "a name in apposition is the mention",
        ),
        (
            "The ministry’s spokeswoman, Ann Castro, said it was late.",
            "spokeswoman",
            "Ann Castro",
            "Ann Castro",
            "person",
            "between commas, too",
        ),
        (
            "“The port lost 40 ships in 2019,” chairman, CEO and president Ian Reid said.",
            "chairman",
            "chairman, CEO and president Ian Reid",
            "Ian Reid",
            "person",
            "a name behind several titles",
        ),
        (
            "Minister of the Treasury, Ann Castro, said it was late.",
            "Minister",
            "Ann Castro",
            "Ann Castro",
            "person",
            "a title with a capital in front of a comma",
        ),
        (
            "The Sorrel, South Orvany, police chief, Ann Castro, has said it was late.",
            "Sorrel",
            "The Sorrel, South Orvany, police chief, Ann Castro",
            "Ann Castro",
            "person",
            "the place of the office is not who speaks",
        ),
        (
            "The chairman met the skipper Ian Reid and said it was late.",
            "chairman",
            "The chairman",
            "chairman",
            "unnamed",
            "a name behind the verb is somebody else",
        ),
        (
            "Castro’s official newspaper said it was late.",
            "newspaper",
            "Castro’s official newspaper",
            "Castro’s official newspaper",
            "publication",
            "whose newspaper it is makes it no person",
        ),
        (
            "Castro’s brother said it was late.",
            "brother",
            "Castro’s brother",
            "Castro’s brother",
            "unnamed",
            "nor has a brother the name of whose he is",
        ),
        (
            "Castro’s lawyer said it was late.",
            "lawyer",
            "Castro’s lawyer",
            "Castro’s lawyer",
            "unnamed",
            "a lawyer is no body",
        ),
        (
            "The US President said it was late.",
            "President",
            "The US President",
            "US President",
            "unnamed",
            "an office with a capital is no government",
        ),
        (
            "The work was paid for by a firm; her co-authors say that it was late.",
            "authors",
            "her co-authors",
            "her co-authors",
            "collective",
            "a hyphen that the grammar takes for a noun",
        ),
        (
            "The power company Ruunkraft denied it.",
            "Ruunkraft",
            "The power company Ruunkraft",
            "Ruunkraft",
            "organisation",
            "what it is stands before its name",
        ),
        (
            "The company director Ann Castro denied it.",
            "Castro",
            "The company director Ann Castro",
            "Ann Castro",
            "person",
            "whose director it is makes nobody a company",
        ),
        (
            "My neighbour Joost, who cooked it, says that it was late.",
            "Joost",
            "My neighbour Joost",
            "Joost",
            "person",
            "one's neighbour is no town",
        ),
        (
            "In a letter of 3 February Health Minister Ann Castro said it was late.",
            "Castro",
            "Health Minister Ann Castro",
            "Ann Castro",
            "person",
            "the date of a letter is no title",
        ),
        (
            "Larry King said it was late.",
            "King",
            "Larry King",
            "Larry King",
            "person",
            "a name that looks like a title",
        ),
        (
            "The novelist Mei Aoki wrote a book.",
            "novelist",
            "The novelist Mei Aoki",
            "Mei Aoki",
            "person",
            "a noun and a name that the grammar takes for two subjects",
        ),
        ("The supplier, Medisoft, denied it.", "supplier", "Medisoft", "Medisoft", "organisation", "a company's name"),
        (
            "The supplier, Leith Systems, said it was late.",
            "Systems",
            "Leith Systems",
            "Leith Systems",
            "organisation",
            "a company that is introduced by a noun",
        ),
        (
            "The pier, the ferry, and the lamp were sold.",
            "pier",
            "The pier",
            "pier",
            "unnamed",
            "the next thing in a list is no name",
        ),
        ("Ilse Varn is the mayor of Brackholm.", "Varn", "Ilse Varn", "Ilse Varn", "person", "an occupation with “is”"),
        (
            "“The pier is closed,” Anders Vik said.",
            "Vik",
            "Anders Vik",
            "Anders Vik",
            "person",
            "a first name that the language model leaves out belongs to the name",
        ),
        ("That said it all.", "That", "That", "That", "pronoun", "a pronoun that points"),
        (
            "The supplier, Norway, said it.",
            "supplier",
            "Norway",
            "Norway",
            "organisation",
            "a country as its name",
        ),
        (
            "The supplier, Brandt, said it.",
            "supplier",
            "Brandt",
            "Brandt",
            "organisation",
            "a surname as its name",
        ),
        (
            'The head of the board "keeper" said it was late.',
            "head",
            "The head of the board",
            "head of the board",
            "unnamed",
            "a straight mark ends it",
        ),
        (
            "The Norwegian firm Medisoft Norway said it.",
            "Norway",
            "Medisoft Norway",
            "Medisoft Norway",
            "organisation",
            "a name of two words behind its noun",
        ),
        ("Who said it was late?", "Who", "Who", "Who", "pronoun", "a pronoun that asks"),
        (
            "The judge sat near the pier, and the crew said it was late.",
            "crew",
            "the crew",
            "crew",
            "unnamed",
            "the second subject of a sentence",
        ),
    ],
)
def test_reads_a_mention_anywhere(text: str, head: str, words: str, name: str, kind: str, why: str) -> None:
    assert mention(text, head) == (words, name, kind), why


@pytest.mark.parametrize(("kind", "example"), [(kind, example) for _, kind, example in mentions.KINDS])
def test_each_rule_reads_the_kind_of_its_example(kind: str, example: str) -> None:
    text = f"{example} said it was late."
    head = next(token for token in doc_of(text) if token.dep_ == "nsubj" and token.head.text == "said")
    assert mention(text, head.text)[2] == kind


@pytest.mark.parametrize(
    ("text", "first", "label", "ends", "why"),
    [
        ("Mayor Wenke Rusk left.", 1, "PERSON", "Rusk", "the surname behind a first name that was seen alone"),
        ("Wenke Mayor Rusk left.", 0, "PERSON", "Wenke", "the word it belongs to stands further behind"),
        ("Wenke Rusk left.", 0, "ORG", "Wenke", "only of people"),
        ("Wenke saw Rusk.", 0, "PERSON", "Wenke", "another word stands between"),
    ],
)
def test_a_name_ends_with_its_surname(text: str, first: int, label: str, ends: str, why: str) -> None:
    doc = doc_of(f"{text} Nobody said that it was late.")
    for token in doc:
        token.ent_type_ = ""
    assert doc[mentions.name_end(Entity([doc[first]], label)) - 1].text == ends, why


def test_a_mention_ends_before_the_verb_that_the_grammar_took_into_it() -> None:
    text = "The pier was closed, letters of 3 May show."
    whole = mentions.Mention(21, 42, "letters of 3 May show", "publication", 0, 5)
    cut = mentions.until(whole, text, text.index("show"))
    assert (text[cut.start : cut.end], cut.name, cut.kind) == ("letters of 3 May", "letters of 3 May", "publication")


def test_a_name_stands_twelve_words_behind_its_titles_at_most() -> None:
    near = "Chairman, treasurer and president Ann Castro said it was late."
    far = "Chairman, treasurer, skipper, pilot, nurse, baker, vicar and president Ann Castro said it was late."
    assert mention(near, "Chairman")[1] == "Ann Castro"
    assert mention(far, "Chairman")[1] != "Ann Castro"


def test_whole_articles_keep_the_names_of_their_speakers() -> None:
    assert golden.changed("quote") == ()


def test_what_is_found_is_a_value_that_nobody_changes() -> None:
    assert is_value(mentions.Mention)
