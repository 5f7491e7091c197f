"""Furniture of a page: what its words alone decide, and up to which length."""

import pytest

from sources.pipeline.clean import boilerplate
from tests.corpus import golden


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("0:00", "furniture.player"),
        ("×", "furniture.button"),
        ("Back to top button", "furniture.button"),
        ("Share", "furniture.share"),
        ("Facebook Twitter LinkedIn Pinterest Reddit Pocket", "furniture.share"),
        ("  * Twitter", "furniture.share"),  # a list item of a rendering
        ("ADVERTISEMENT", "furniture.advertisement"),
        ("Related Articles", "furniture.related"),
        ("Read more: Ferry fares to rise", "furniture.related"),
        ("Also on coast.example The ferry that nobody wanted", "furniture.related"),
        ("If you buy a boat through our links, we may earn a small commission.", "furniture.support"),
        ("This article contains affiliate links.", "furniture.support"),
        ("Newsletter", "furniture.newsletter"),
        ("Sign up for our daily email", "furniture.newsletter"),
        ("Leave a Reply", "furniture.comments"),
        ("Save my name, email, and website in this browser for the next time I comment.", "furniture.comments"),
        ("This website uses cookies to improve your visit.", "furniture.consent"),
        ("Do you have a TV licence?", "furniture.consent"),
        ("You need a licence to listen to this programme at home.", "furniture.consent"),
        ("© 2025 Coast Daily. All rights reserved.", "furniture.legal"),
        ("Tags: harbour, pier", "furniture.tags"),
        ("Updated on 4 March 2025 at 10:15", "furniture.date"),
        ("Tue 5 Nov 2024 07.00 GMT Last modified on Tue 5 Nov 2024 09.12 GMT", "furniture.date"),  # glued
        ("15:10 CET", "furniture.date"),  # above an entry of a live blog
        ("3 minutes read", "furniture.date"),
        ("Next update: 12:00", "furniture.date"),
        ("The next update of the plan cost the town 40 boats.", None),
        ("Page last updated 4 March 2025. Was this page useful? Yes / No", "furniture.date"),
        ("You have 2 free articles left this month.", "furniture.support"),
        ("You’ve read your last free article", "furniture.support"),
        ("You have two boats left this month.", None),
        ("Have you slept in a lighthouse? Tell us in the comments!", "furniture.comments"),
        ("Additional reporting by Jo Ek", "furniture.author"),
        ("Image 2 of 5", "furniture.gallery"),
        ("\u200b", "furniture.blank"),
    ],
)
def test_furniture_is_named_by_its_form(line, rule):
    assert boilerplate.rule(line) == rule


@pytest.mark.parametrize(
    "line",
    [
        "Mayor resigns",  # begins like a month
        "Top 10 films 2019",  # a number and a year are no date
        "March of the penguins",
        "Share prices fell by a tenth on Monday.",
        "Tag your pets, council says",
        "Comments by the mayor angered the union.",
        "The newsletter of the union had warned of it in May.",
        "Cookies sold for charity made thousands.",
        "Search teams found the boat at dawn.",
        "More than half of the piles had rotted.",
        "Close to a hundred boats were lost.",
        "Play resumed after lunch, but rain soon ended it.",
        "Twitter said on Friday that it would appeal.",
        "He agreed.",
        "and",
        "Brokers earn a commission of two per cent on each boat.",
        "“We earn a commission on each boat,” said the broker.",
        "Also on Monday, the ferry was late.",
        "COUNCIL VOTES TO REBUILD PIER IT LOST IN JANUARY",  # a headline in capitals
        "March 4, 2025 was the day on which the pier fell.",
        "To book a place on the ferry, send the harbour office an email.",
        "You need a licence to watch the terns on Brackholm.",
        "A TV licence is 169 pounds a year.",
    ],
)
def test_words_of_an_article_are_not_furniture(line):
    assert boilerplate.rule(line) is None


@pytest.mark.parametrize(
    ("line", "closes"),
    [
        ("Most Popular", True),
        ("Weitere Beiträge zum Thema", True),
        ("À lire aussi", True),
        ("Leia também", True),
        ("Weitere Zeugen sagten nichts", False),
        ("Lire un livre sur la plage", False),
        ("Leave a comment", True),
        ("Related stories", True),
        ("Comments on the plan came from the union", False),
        ("Newsletters sold well that year, he said, and so the union printed more of them for its members.", False),
    ],
)
def test_a_heading_closes_the_article(line, closes):
    assert boilerplate.closes(line) is closes


@pytest.mark.parametrize(("length", "furniture"), [(320, True), (321, False)])
def test_a_line_of_furniture_has_at_most_320_characters(length, furniture):
    line = "Share".rjust(length)
    assert (boilerplate.rule(line) == "furniture.share") is furniture


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("By using this site you agree " + "to the terms " * 40, "furniture.legal"),
        ("We use cookies " + "to make it better " * 40, "furniture.legal"),
        ("The pier uses cookies " + "to make it better " * 40, None),
    ],
)
def test_a_paragraph_of_any_length_may_speak_of_the_site(text, rule):
    assert boilerplate.rule(text) == rule


@pytest.mark.parametrize(("length", "closes"), [(80, True), (81, False)])
def test_a_heading_has_at_most_80_characters(length, closes):
    assert boilerplate.closes("Related stories ".ljust(length, "x")) is closes


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("4 March 2025", "furniture.date"),
        ("The council met 4 March 2025 at noon.", None),  # a sentence of more than thirty characters
        ("The council met 4 March 2025 at noon", "furniture.date"),
        ("Published 4 March 2025 at 11:15 p.m.", "furniture.date"),  # no sentence, though it ends in a stop
        ("Posted 4 March 2025.", "furniture.date"),  # short
    ],
)
def test_a_sentence_that_begins_with_a_day_is_no_date_line(line, rule):
    assert boilerplate.rule(line) == rule


@pytest.mark.parametrize(
    ("line", "rule"), [("•", "furniture.button"), ("\u200b \xa0", "furniture.blank"), ("", "furniture.blank")]
)
def test_a_line_without_words_is_a_button_or_blank(line, rule):
    assert boilerplate.rule(line) == rule


def test_whole_articles_keep_their_passages() -> None:
    assert golden.changed_passages() == ()
