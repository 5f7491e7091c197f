"""A speaker's title and affiliation, in the words that are printed beside the name."""

import pytest

from claims.pipeline.speakers import mentions, roles
from tests.claims.pipeline.article import is_value, parse_sentence, word
from tests.corpus import golden


@pytest.mark.parametrize(
    ("speaker", "title", "affiliation", "why"),
    [
        ("Ann Castro", None, None, "a name alone has no role"),
        ("Mayor Ann Castro", "Mayor", None, "a title before the name"),
        ("managing director Ann Castro", "managing director", None, "a title that begins like a verb"),
        ("5/5 Mayor Ann Castro", "Mayor", None, "the number of a picture is none of it"),
        ("My neighbour Ann Castro", "neighbour", None, "whose neighbour somebody is is none either"),
        ("Her big Ann Castro", None, None, "an adjective is no title"),
        ("Former Mayor Ann Castro", "Former Mayor", None, "a title of two words"),
        ("Mrs Ann Castro", None, None, "a form of address is no title"),
        ("Dr. Ann Castro", None, None, "nor is this"),
        ("Norway’s Ann Castro", None, "Norway", "a named owner is an affiliation"),
        ("The institute’s Ann Castro", None, None, "an owner without a name is none"),
        ("Norway’s Fisheries Minister Ann Castro", "Fisheries Minister", "Norway", "owner and title"),
        ("Harbour Institute director Ann Castro", "director", "Harbour Institute", "a body before the title"),
        ("NATO spokesman Ann Castro", "spokesman", "NATO", "a body of one word in capitals"),
        ("Leith harbour pilot Ann Castro", "Leith harbour pilot", None, "one word is as often a place"),
        ("Ann Castro, a pilot,", "pilot", None, "an apposition"),
        ("Ann Castro, director of Harbour Watch,", "director", "Harbour Watch", "an apposition with a body"),
        ("Ann Castro, then director of Harbour Watch,", "then director", "Harbour Watch", "then"),
        ("Ann Castro, former director of Harbour Watch,", "former director", "Harbour Watch", "former"),
        ("Ann Castro, co-founder of Harbour Watch,", "co-founder", "Harbour Watch", "a hyphen ends no role"),
        ("Ann Castro, 41, a pilot,", "pilot", None, "an age is skipped"),
        ("Ann Castro, aged 41, a pilot,", "pilot", None, "also in two words"),
        ("Minister of the Treasury, Ann Castro,", "Minister of the Treasury", None, "an office in front of a comma"),
        ("Ann Castro, 19 at the time,", None, None, "an age is no role"),
        ("Ann Castro, who was 19 at the time,", None, None, "nor in a clause"),
        ("Ann Castro, Monday during a quiet shift,", None, None, "a day is none"),
        ("Ann Castro, a pilot who sold the ferry,", "pilot", None, "a relative clause ends the role"),
        ("Ann Castro, a pilot and a member of the board,", "pilot", None, "a second role is left out"),
        ("Ann Castro, the ferry’s owner and pilot,", "ferry’s owner and pilot", None, "an “and” inside one role"),
        ("Ann Castro, the Harbour Institute’s director,", "director", "Harbour Institute", "a body that owns the role"),
        ("Ann Castro, Ian Reid’s lawyer,", "Ian Reid’s lawyer", None, "a person who owns the role is no affiliation"),
        ("Ann Castro, the minister of trade,", "minister of trade", None, "an office is one title"),
        ("Ann Castro, minister for the islands,", "minister for the islands", None, "a plain noun is no affiliation"),
        ("Ann Castro, minister of Culture,", "minister of Culture", None, "an office with a capital"),
        (
            "Ann Castro, a director at the nonprofit group Harbour Watch,",
            "director",
            "nonprofit group Harbour Watch",
            "plain words before the body's name",
        ),
        (
            "Ann Castro, a professor of marine biology at Kelso University,",
            "professor of marine biology",
            "Kelso University",
            "the first preposition before a name cuts",
        ),
        (
            "Ann Castro, director of Leith University’s Harbour Institute,",
            "director",
            "Leith University’s Harbour Institute",
            "a body's owner is part of its name",
        ),
        ("Ann Castro, who is the institute’s director,", "institute’s director", None, "a relative clause"),
        ("Ann Castro, who was deputy director of Harbour Watch,", "deputy director", "Harbour Watch", "in the past"),
        ("Ann Castro, who sold the ferry,", None, None, "what somebody did is no role"),
        ("Ann Castro, having sold the ferry,", None, None, "nor is a participle"),
        ("Ann Castro of Harbour Watch", None, "Harbour Watch", "a body behind the name"),
        ("Ann Castro of the Harbour Institute", None, "Harbour Institute", "its article left out"),
        ("Ann Castro of Norway", None, None, "a country is where somebody lives"),
        ("Ann Castro with her husband", None, None, "no name, no affiliation"),
        ("A former pilot with Harbour Watch, Ann Castro", "former pilot", "Harbour Watch", "the role comes first"),
        ("The pilot, Ann Castro,", "pilot", None, "a noun that introduces the name"),
        ("The institute’s director, Ann Castro,", "institute’s director", None, "with its owner"),
    ],
)
def test_reads_the_role_of_a_speaker(speaker: str, title: str | None, affiliation: str | None, why: str) -> None:
    assert read(f"{speaker} said it was late.", "Castro") == (title, affiliation), why


@pytest.mark.parametrize(
    ("text", "title", "affiliation", "why"),
    [
        ("It was late, said pilot Ann Castro.", "pilot", None, "behind the verb"),
        ("It was late, said Ann Castro, director of the Institute.", "director", "Institute", "at the end"),
        ("It was late, said Ann Castro, Ian Reid and Rosa Lind.", None, None, "the next name in a list is no role"),
        ("It was late, said Ann Castro, Norway.", None, None, "nor is a place"),
        ("Ann Castro, he said, was late.", None, None, "nor is who says it"),
        ("It was late, said Ann Castro, a pilot and", "pilot", None, "a sentence that was cut off"),
        ("Naming Ann Castro was a mistake.", None, None, "nor is what is done with the name"),
        ("Ann Castro is executive director of Harbour Watch.", "executive director", "Harbour Watch", "with “is”"),
        ("Ann Castro was executive director of Harbour Watch.", "executive director", "Harbour Watch", "with “was”"),
        ("Ann Castro is a threat to the old pier.", None, None, "with “is” only when a body is named"),
        (
            "Ann Castro was the most senior and most respected director of Harbour Watch.",
            None,
            None,
            "with “is” only when the title is short",
        ),
    ],
)
def test_reads_a_role_anywhere(text: str, title: str | None, affiliation: str | None, why: str) -> None:
    assert read(text, "Castro") == (title, affiliation), why


@pytest.mark.parametrize(
    ("speaker", "title", "affiliation", "why"),
    [
        ("Ann Castro, a pilot and an owner,", "pilot", None, "a second role with “an”"),
        ("A pilot, Ann Castro", "pilot", None, "two words at the beginning are a role"),
        ("Old pilot, Ann Castro", None, None, "without an article they are none"),
        ("The very old, Ann Castro", None, None, "no noun, no role"),
        ("A pilot, a keeper, Ann Castro", None, None, "a list at the beginning"),
        ("Ann Castro of Harbour Watch and the Trust", None, "Harbour Watch and the Trust", "two bodies"),
        ("Ann Castro of the big Harbour Watch", None, "big Harbour Watch", "an adjective before the body's name"),
        ("Ann Castro of Watch Norway", None, "Watch Norway", "a country behind the name"),
        ("Ann Castro, two of the pilots,", "two of the pilots", None, "a number"),
        ("Ann Castro, everyone's pilot,", "everyone's pilot", None, "a pronoun that owns the role"),
        ("Ann Castro, director of iWatch,", "director", "iWatch", "a name with a small first letter"),
        ("Ann Castro, then 41,", None, None, "an age with “then”"),
        ("Ann Castro, a member of the Board of Trade,", "member", "Board of Trade", "a name with a preposition"),
        ("Ann Castro, who is late,", None, None, "one word that is no noun"),
        ("Ann Castro, who is director,", None, None, "one word alone"),
        ("Ann Castro, who is a pilot,", "pilot", None, "two words"),
        ("Then, Mayor Ann Castro", "Mayor", None, "a comma before the title"),
        ("Leith Harbour Trust chief pilot Ann Castro", "chief pilot", "Leith Harbour Trust", "a body of three words"),
        ("Leith and Sorn’s Ann Castro", None, "Leith and Sorn", "two owners"),
    ],
)
def test_reads_no_more_than_the_role(speaker: str, title: str | None, affiliation: str | None, why: str) -> None:
    assert read(f"{speaker} said it was late.", "Castro") == (title, affiliation), why


@pytest.mark.parametrize(
    ("speaker", "title", "affiliation", "why"),
    [
        ("the lead author, Professor Ann Castro of Harbour Watch", "Professor, lead author", "Harbour Watch", "a body"),
        ("the lead author, Professor Ann Castro of Leith", "Professor, lead author", None, "a town is where one lives"),
        ("the Trust’s director, Ann Castro of Harbour Watch", "director", "Trust", "the owner of the role goes first"),
    ],
)
def test_reads_the_body_behind_a_name_with_its_role_in_front(
    speaker: str, title: str, affiliation: str | None, why: str
) -> None:
    assert read(f"“It was late,” said {speaker}.", "Castro") == (title, affiliation), why


@pytest.mark.parametrize(
    ("phrase", "called", "why"),
    [
        ("The power company Ruunkraft", "power company", "what it is"),
        ("Ruunkraft of the islands", None, "a name alone"),
        ("The Leith company Ruunkraft", None, "a name among the words before"),
        ("The very generous Ruunkraft", None, "no noun"),
    ],
)
def test_reads_what_a_body_is(phrase: str, called: str | None, why: str) -> None:
    parsed = parse_sentence(f"{phrase} denied that it was late.")
    (doc,) = parsed.docs
    assert doc is not None
    role = roles.read_body(parsed, mentions.mention(parsed, 0, word(doc, "Ruunkraft")))
    assert (role.title, role.affiliation) == (called, None), why


@pytest.mark.parametrize("word", ["he", "she", "it", "they", "we", "I", "you"])
def test_who_wrote_it_is_no_role(word: str) -> None:
    assert read(f"It was late, said Ann Castro, {word} wrote.", "Castro") == (None, None)


@pytest.mark.parametrize(
    "sentence", ["The {} pilot, Ann Castro, left.", "A {} pilot, Ann Castro said it was late."], ids=["noun", "opening"]
)
def test_a_role_of_more_than_24_words_is_a_clause(sentence: str) -> None:
    # With article, noun and comma, 21 adjectives make 24 words.
    assert read(sentence.format(" ".join(["old"] * 21)), "Castro")[0] is not None
    assert read(sentence.format(" ".join(["old"] * 22)), "Castro") == (None, None)


@pytest.mark.parametrize(
    ("phrase", "head", "title", "affiliation", "why"),
    [
        ("A spokesman for the Leith Pier Trust", "spokesman", "spokesman", "Leith Pier Trust", "for a body"),
        ("An editorial in the Leith Courier", "editorial", "editorial", "Leith Courier", "in a newspaper"),
        ("Two officials from Harbour Watch", "officials", "Two officials", "Harbour Watch", "several"),
        ("A Kelso University tide expert", "expert", "tide expert", "Kelso University", "the body first"),
        ("A spokesman for the ministry", "spokesman", None, None, "a body without a name"),
        ("The official", "official", None, None, "no body"),
    ],
)
def test_splits_a_phrase_that_names_nobody(
    phrase: str, head: str, title: str | None, affiliation: str | None, why: str
) -> None:
    parsed = parse_sentence(f"{phrase} said it was late.")
    (doc,) = parsed.docs
    assert doc is not None
    role = roles.read_phrase(parsed, mentions.mention(parsed, 0, word(doc, head)))
    assert (role.title, role.affiliation) == (title, affiliation), why


def read(text: str, name: str) -> tuple[str | None, str | None]:
    parsed = parse_sentence(text)
    (doc,) = parsed.docs
    assert doc is not None
    role = roles.read(parsed, mentions.mention(parsed, 0, word(doc, name)))
    assert bool(role) is bool(role.title or role.affiliation)
    return role.title, role.affiliation


@pytest.mark.parametrize("example", [example for _, example in (*roles.NO_TITLES, *roles.NO_ROLES)])
def test_each_rule_reads_no_role_in_its_example(example: str) -> None:
    assert read(f"{example} said it was late.", "Castro")[0] is None


@pytest.mark.parametrize(
    ("phrase", "title", "affiliation", "why"),
    [
        (
            "University of North Leith biologist Ann Castro",
            "biologist",
            "University of North Leith",
            "a trade behind it",
        ),
        ("University of North Leith Ann Castro", None, None, "no trade, no cut inside the body's name"),
    ],
)
def test_a_university_of_a_place_is_not_cut(phrase: str, title: str | None, affiliation: str | None, why: str) -> None:
    assert why
    found = read(f"It was late, said {phrase}.", "Castro")
    assert found == (title, affiliation) if title else found[0] != "University"


def test_whole_articles_keep_the_roles_of_their_speakers() -> None:
    assert golden.changed("quote") == ()


def test_what_is_found_is_a_value_that_nobody_changes() -> None:
    assert is_value(roles.PrintedRole)
