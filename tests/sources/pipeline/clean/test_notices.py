"""Notices of a newsroom about its own article, and what only looks like one."""

import pytest

from sources.pipeline.clean import notices
from tests.corpus import golden


@pytest.mark.parametrize(
    "text",
    [
        "AI Disclaimer: a program wrote what you read here.",  # labelled
        "AI disclosure — Parts of our coverage are drafted by software.",
        "[AI-generated content notice: check before you rely on it.]",
        "This article was written by an artificial intelligence and checked by nobody.",  # says so of itself
        "This summary was generated automatically with the help of ChatGPT.",
        "The content of this page has been produced entirely by a large language model.",
        "An advanced AI system generated this page.",
        "Our AI has written this article from agency reports.",
        "Note: This story was translated with AI.",
        "This is an AI-generated article.",
        "Artificial intelligence was used to write this article.",
        "Transparency note: parts of this story were written with generative AI.",
        "Written by AI.",  # the whole line
        "Dieser Artikel wurde mit Hilfe von KI erstellt.",
        "Este artículo fue generado por inteligencia artificial.",
        "Cet article a été généré par une intelligence artificielle.",
        "Disclaimer: Our AI tools helped with this story.",
        "This article was written with Claude 3.",
        "Dieser Beitrag wurde mit ChatGPT erstellt.",
        "Questo articolo è stato scritto con l’intelligenza artificiale.",
        "Este artigo foi produzido com ajuda de inteligência artificial.",
        "Dit artikel is met behulp van kunstmatige intelligentie geschreven.",
        "Ten artykuł został wygenerowany przez sztuczną inteligencję.",
        "Эта статья была написана нейросетью.",
        "Den här artikeln är skriven med hjälp av AI.",
        "Denne artikel er genereret af kunstig intelligens.",
        "本文由AI生成。",
        "This post was written with QuillBox 2 from the prompt “a storm at sea, 90 words”.",  # a tool and its prompt
    ],
)
def test_a_page_that_declares_itself_made_by_a_machine_is_believed(text):
    assert notices.rule(text) == notices.AI


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that AI generated half of the ministry's letters last year.",  # about other things
        "“This article was written by an AI,” reads the first line of the hoax.",  # somebody else's words
        "The magazine admitted that this article was written by AI.",
        "An AI system generated the images, the police said.",
        "Artificial intelligence will change how this city writes its news.",
        "This report was drafted by a language model, the lawyers admitted.",  # some other report
        "Written by AI, the poem won a prize.",
        "Este hombre fue generado por inteligencia artificial, dice el periódico.",
        "AI was used to write the letter, not this reply, the bank said.",
        "AI: the year ahead",  # a headline
        "This report was written from prompts of the coroner, the police said.",
        "The letter was written with a pen that prompts its owner.",
        "Dit artikel is door de redactie geschreven.",
        "Эта статья была написана редактором.",
        "Ten artykuł został napisany przez burmistrza.",
        "Der Minister hat mit KI einen Text geschrieben.",
        "本文由记者撰写。",
        "Questo articolo è stato scritto ai tempi dell’intelligente sindaco.",
        "The AI disclaimer law takes effect in May.",
        "Readers of this page were told by the editor that robots are coming.",
    ],
)
def test_an_article_about_machines_is_not_a_declaration(text):
    assert notices.rule(text) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Editor's note: The mayor's office replied after publication.", "notice.editors-note"),
        ("(Editor’s Note — this piece contains strong language.)", "notice.editors-note"),
        ("Correction: The bridge is 90 metres long, not 900.", "notice.correction"),
        ("Clarification, May 3: ".replace(", May 3", "") + "The fee is monthly.", "notice.correction"),
        ("This story has been updated with the court's ruling.", "notice.correction"),
        ("Correction, 7 May: The bridge is 90 metres long.", "notice.correction"),  # with its day
        ("Clarification (May 7, 2024): The fee is monthly.", "notice.correction"),
        ("The views expressed here are the author's own.", "notice.disclaimer"),
        ("Opinions expressed in this column do not necessarily reflect those of the paper.", "notice.disclaimer"),
        ("This is a rush transcript. It may be updated.", "notice.disclaimer"),
        ("An earlier version of this article misnamed the river.", "notice.correction"),
        ("Anmerkung der Redaktion: Der Name wurde geändert.", "notice.editors-note"),
        ("Disclaimer: The writer owns shares of the port.", "notice.disclaimer"),
        ("Corrections officers went on strike on Monday.", None),  # prison staff
        ("The correction was welcomed by the family.", None),
        ("Corrections", None),  # a link in a page's foot
        ("Disclaimer", None),
        ("Updated figures show a rise.", None),
    ],
)
def test_notices_are_told_by_their_label(text, rule):
    assert notices.rule(text) == rule


def test_a_label_glued_to_a_sentence_is_found():
    text = "The ferry sails again on Friday.AI Disclaimer: This page was made by software."
    assert text[notices.glued(text) :].startswith("AI Disclaimer:")
    assert notices.glued("He read the AI disclaimer: it was long.") is None


@pytest.mark.parametrize(
    ("text", "owes"),
    [
        ("AI Disclaimer", True),
        ("Correction:", True),
        ("Editor's note: He agreed.", False),
        ("What follows:", False),
        ("Corrections", False),
    ],
)
def test_a_label_alone_owes_its_words(text, owes):
    assert notices.label_only(text) is owes


FILLER = "The writer owns shares of the port and of two boats, and sits on the board of the harbour museum. " * 40


@pytest.mark.parametrize(
    ("end", "rule"),
    [(100, notices.AI), (320, notices.AI), (321, "notice.disclaimer"), (3000, "notice.disclaimer")],
)
def test_a_disclaimer_speaks_of_a_machine_in_its_first_320_characters_or_not_at_all(end, rule):
    says = "AI helped with this article"
    text = f"Disclaimer: {FILLER}"[: end - len(says)] + says
    assert notices.rule(text + ", as it does with others.") == rule


@pytest.mark.parametrize(
    ("text", "rule", "why"),
    [
        ("Disclaimer: AI helped.", "notice.disclaimer", "a machine, but not this page"),
        ("Disclaimer: this article is late.", "notice.disclaimer", "this page, but no machine"),
        ("Correction: AI helped with this article.", "notice.correction", "only a disclaimer becomes a declaration"),
    ],
)
def test_a_disclaimer_declares_a_machine_only_when_it_names_the_page_and_the_machine(text, rule, why):
    assert notices.rule(text) == rule, why


@pytest.mark.parametrize(
    ("spaces", "follows"), [(60 - len("AI Disclaimer:"), True), (61 - len("AI Disclaimer:"), False)]
)
def test_a_label_alone_has_at_most_sixty_characters(spaces, follows):
    assert notices.label_only("AI Disclaimer:" + " " * spaces) is follows


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Correction:", True),
        ("Correction：", True),
        ("(Correction:)", True),
        ("AI disclosure", True),
        ("Editor's note", False),
        ("In short:", False),
    ],
)
def test_a_label_alone_ends_in_a_colon_or_declares_a_machine(text, label):
    assert notices.label_only(text) is label


@pytest.mark.parametrize(
    ("opening", "declares"),
    [
        ("", True),
        ("(", True),
        ("Please note that ", True),
        ("Attention: ", True),
        ("Editor’s note: ", True),
        ("Yesterday I read that ", False),
        ("The mayor's office told us that ", False),
    ],
)
def test_only_an_opening_stands_between_the_beginning_and_the_declaration(opening, declares):
    assert (notices.rule(f"{opening}this story was written by an AI.") == notices.AI) is declares


@pytest.mark.parametrize(
    ("text", "glued"),
    [
        ("It sails.AI Disclaimer: made.", True),
        ("“It sails.” Artificial intelligence disclosure: made.", True),
        ("It sails.AI DISCLAIMER:made.", True),
        ("It sails, AI Disclaimer: made.", False),  # the sentence goes on
        ("It sails.AI Disclaimer made.", False),  # no colon
        ("It sails.AI Disclaimer:", False),  # nothing follows
        ("It sails.ai disclaimer: made.", False),
    ],
)
def test_a_glued_label_is_certain_by_its_capitals_and_colon(text, glued):
    assert (notices.glued(text) is not None) is glued


MADE = [
    ("a model behind its label", ["Model: gpt-4o", "He agreed."], "x."),
    ("a model in the next line", ["Model:", "gpt-3.5-turbo", "He agreed."], "xx."),
    ("a model of cars", ["Model:", "Skua 3 GT", "Model: Skua 3"], "..."),
    (
        "prompts below it, item by item",
        ["Modell: Llama 3", "Verwendete Prompts:", "1. Write.", "2. Be brief.", "He agreed."],
        "xxxx.",
    ),
    ("a prompt in its line", ["Модель: GigaChat", "Промпт: Напиши статью.", "He agreed."], "xx."),
    (
        "a prompt in the line below",
        ["Modèle : Mistral 7B", "Prompts utilisés :", "Write a story.", "He agreed."],
        "xxx.",
    ),
    ("prompts without a model", ["Used prompts:", "1. Write.", "He agreed."], "..."),
    ("a prompt with a notice above it", ["Written by AI.", "Prompt: Write a story."], "xx"),
]


@pytest.mark.parametrize(("why", "lines", "made"), MADE, ids=[row[0] for row in MADE])
def test_a_model_and_its_prompts_say_that_a_machine_made_the_page(why, lines, made):
    assert "".join("x" if rule == notices.AI else "." for rule in notices.rules(lines)) == made


@pytest.mark.parametrize(("between", "made"), [(2, True), (3, False)])
def test_prompts_begin_within_three_lines_of_the_model(between, made):
    lines = ["Model: gpt-4", *["Mayor"] * between, "Prompts:", "1. Write."]
    assert (notices.rules(lines)[-1] == notices.AI) is made


def test_the_words_of_a_label_alone_are_its_next_line():
    assert notices.rules(["Correction:", "The bridge is 90 metres long.", "He agreed."]) == [
        "notice.correction",
        "notice.correction",
        None,
    ]


def test_whole_articles_keep_their_passages() -> None:
    assert golden.changed_passages() == ()


SENTENCES = [
    ("This article is republished from Coast Review under a Creative Commons license.", "notice.licence"),
    ("This story was first published by the Coast Review; read the original article.", "notice.licence"),
    ("This work may be reused under a licence that names its author.", "notice.licence"),
    ("All content is available under the Open Coast Licence 3.0.", "notice.licence"),
    ("Republished with permission of the Coast Review.", "notice.licence"),
    ("The interview has been edited and condensed for clarity.", "notice.disclaimer"),
    ("Ana Silva does not work for, consult or own shares in any company.", "notice.disclosure"),
    ("The authors declare that they have no competing interests.", "notice.disclosure"),
    ("EMBARGOED UNTIL 4 MARCH 2025, 10:00", "notice.embargo"),
    # What an article says about others.
    ("This article of the law was published in May.", None),
    ("This work may be dangerous without a licence.", None),
    ("The content of the barrels is known under three names.", None),
    ("The interview was edited by the ministry, said Ana Silva, who gave it.", None),
    ("The board does not work on Mondays.", None),
    ("Ana Silva receives funding from the harbour board.", None),
    ("The embargo until May hit the fishers of the coast, and nobody else was hurt by it so much that he left.", None),
]


@pytest.mark.parametrize(("text", "rule"), SENTENCES)
def test_a_page_says_how_its_words_came_about_and_may_be_used(text, rule):
    assert notices.rule(text) == rule


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("Ana Silva sails. The interview was shortened.", "The interview was shortened."),
        ("It rains. This text was written by AI.", "This text was written by AI."),
        ("Es regnet. Dieser Text wurde mit KI erstellt.", "Dieser Text wurde mit KI erstellt."),
        ("It rains. The interview was shortened by the ministry, who feared it.", None),
        ("It rains. This text was written by Ana Silva.", None),
        ("She said this text was written by AI.", None),
    ],
)
def test_a_notice_at_the_end_of_a_paragraph_is_cut_off_it(text, notice):
    at = notices.glued(text)
    assert (None if at is None else text[at:]) == notice
