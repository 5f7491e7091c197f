"""The cast of an article: which member a name, a title or a pronoun means."""

import pytest

from claims.pipeline.experts import cast
from claims.pipeline.experts.cast import CastMember
from tests.claims.pipeline.article import parse_sentence, read
from tests.corpus import golden


@pytest.mark.parametrize(
    ("name", "kind", "gender", "pronoun", "agrees", "why"),
    [
        ("Tarn Wexley", "person", "", "he", True, "a full name whose gender nobody knows"),
        ("Tarn Wexley", "person", "", "she", True, "the same, for she"),
        ("Tarn Wexley", "person", "m", "he", True, "a man"),
        ("Tarn Wexley", "person", "m", "she", False, "a man is not she"),
        ("Tarn Wexley", "person", "f", "he", False, "a woman is not he"),
        ("Tarn Wexley", "person", "f", "him", False, "nor him"),
        ("Tarn Wexley", "person", "m", "her", False, "nor is a man her"),
        ("Gantry", "person", "", "he", False, "a single name that no full name confirms is as often a company"),
        ("Gantry", "person", "", "she", False, "the same, for she"),
        ("Gantry", "person", "m", "he", True, "a single name with a man's title is a man"),
        ("official", "unnamed", "", "she", True, "somebody without a name"),
        ("spokesman", "unnamed", "m", "she", False, "somebody without a name whose gender is known"),
        ("It", "unnamed", "", "he", False, "a pronoun that stands for nobody"),
        ("they", "unnamed", "", "she", False, "the same"),
        ("Leith Pier Trust", "organisation", "", "he", False, "a body is not he"),
        ("Some experts", "collective", "", "she", False, "a group is not she"),
        ("Some experts", "collective", "", "they", True, "a group is they"),
        ("Leith Pier Trust", "organisation", "", "they", True, "a body may be they"),
        ("Leith Courier", "publication", "", "them", True, "so may a newspaper"),
        ("government", "government", "", "those", True, "and a government"),
        ("Tarn Wexley", "person", "", "they", False, "one person is not they here"),
        ("Leith Pier Trust", "organisation", "", "it", True, "a body is it"),
        ("Leith Courier", "publication", "", "it", True, "a newspaper is it"),
        ("government", "government", "", "it", True, "a government is it"),
        ("Some experts", "collective", "", "it", False, "a group is not it"),
        ("Tarn Wexley", "person", "", "it", False, "a person is not it"),
    ],
)
def test_tells_whom_a_pronoun_may_mean(
    name: str, kind: cast.Kind, gender: str, pronoun: str, agrees: bool, why: str
) -> None:
    assert cast._agrees(CastMember(name, kind, {name}, gender=gender), pronoun) is agrees, why


@pytest.mark.parametrize(
    ("place", "inside", "why"),
    [
        (9, False, "right before the first"),
        (10, True, "its first code point"),
        (19, True, "its last one"),
        (20, False, "the end is exclusive"),
        (25, False, "between two"),
        (30, True, "the second"),
        (40, False, "behind all"),
    ],
)
def test_tells_whether_a_place_lies_in_speech(place: int, inside: bool, why: str) -> None:
    assert cast.within([(10, 20), (30, 40)], place) is inside, why


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


def test_it_means_the_body_that_its_own_sentence_is_about() -> None:
    text = "The Leith Courier wrote that the pier was old.\nThe waterworks has replaced 38 pipes, it said.\n"
    assert [e.name for e in read(text).experts] == ["Leith Courier", "waterworks"]


def test_an_age_stands_for_the_only_person_before_it() -> None:
    text = "Daniel Okafor has scored 19 goals.\nThe 24-year-old, who joined in January, said he felt “ten feet tall”.\n"
    assert [e.name for e in read(text).experts] == ["Daniel Okafor"]


@pytest.mark.parametrize(("sentences", "name"), [(3, "Ann Castro"), (4, "She")])
def test_a_pronoun_looks_back_five_sentences_its_own_included(sentences: int, name: str) -> None:
    rain = "Rain fell again. " * sentences
    result = read(f"Ann Castro sailed in May.\n{rain}\nShe claims that the pier was closed.\n")
    assert [expert.name for expert in result.experts] == [name]


@pytest.mark.parametrize(("sentences", "name"), [(28, "Rosa Lind"), (29, "she")])
def test_a_pronoun_looks_back_thirty_sentences_of_speech(sentences: int, name: str) -> None:
    speech = "The tide is early. " * sentences
    result = read(f"Rosa Lind sat down.\n“{speech}We wait,” she said.\n")
    assert [expert.name for expert in result.experts] == [name]


@pytest.mark.parametrize(("sentences", "name"), [(2, "Leif Aas"), (3, "judge")])
def test_one_of_two_with_a_title_was_named_three_sentences_before_at_most(sentences: int, name: str) -> None:
    rain = "Rain fell again. "
    text = (
        f"Judge Ann Vik sat in May.\n{rain * 5}Judge Leif Aas heard the case.\n{rain * sentences}\n"
        "The judge said the pier would close.\n"
    )
    assert [expert.name for expert in read(text).experts] == [name]


def test_forty_people_of_one_surname_are_told_apart() -> None:
    people = cast.Cast(parse_sentence("The crew was late."), [])
    for number in range(41):
        people.add(f"{chr(97 + number // 26)}{chr(97 + number % 26)}ron Vik")
    assert people.knows("bnron Vik"), "the fortieth"
    assert not people.knows("boron Vik"), "the next is one of a register"


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("Ann Castro said Ian Reid left.\nShe", "Ann Castro", "the speaker"),
        ("Susan Reid met Ann Castro in May.\nShe", "Susan Reid", "the subject before the object"),
        ("In May, Susan Reid left, and Ann Castro met her.\nShe", "Susan Reid", "the first of two subjects"),
        ("Because Susan Reid left, Ann Castro met her.\nShe", "Ann Castro", "the main clause's subject"),
        ("The board met Ann Castro.\nIt", "board", "a body"),
        ("The ministry left.\nIt", "ministry", "a part of the government"),
        ("The Leith Courier printed it.\nIt", "Leith Courier", "a newspaper"),
        ("The pilot left.\nIt", None, "a pilot is not it"),
        ("Ann Castro and Ian Reid met.\nThey", "Ann Castro and Ian Reid", "two people"),
        ("Ann Castro and the board met.\nThey", "They", "a person and a body are no two people"),
        ("Avon Harbour Board said it was old.\nThe AHB", "Avon Harbour Board", "initials"),
        ("Ann Castro left.\n“Susan Reid is old,” she said.\nShe", "Ann Castro", "who is named in speech is not meant"),
    ],
)
def test_says_who_speaks_next(text: str, name: str | None, why: str) -> None:
    result = read(f"{text} said that it was late.\n")
    expert = result.attributions[-1].expert
    assert (None if expert is None else result.experts[expert].name) == name, why


def test_whole_articles_keep_whom_their_mentions_mean() -> None:
    assert golden.changed("quote") == ()


@pytest.mark.parametrize(
    ("between", "speaker", "why"),
    [
        ("It declined.", "harbour company", "the body of two sentences before"),
        ("It declined. It rained.", None, "of three it is not"),
        ("The rain was heavy.", "harbour company", "rain says nothing"),
    ],
)
def test_a_speaker_s_it_is_a_body_of_two_sentences_before(between: str, speaker: str | None, why: str) -> None:
    text = (
        "ANN LOOM: Good morning.\nIAN VIK: Hello.\n"
        f"LOOM: We asked the harbour company. {between} It said that it had paid for two pumps.\nVIK: Thank you.\n"
    )
    result = read(text)
    (said,) = [a for q, a in zip(result.quotes, result.attributions, strict=True) if q.type == "indirect"]
    assert (None if said.expert is None else result.experts[said.expert].name) == speaker, why


@pytest.mark.parametrize(
    ("words", "speaker", "why"),
    [
        ("I told the mayor: “Sell the old pier.”", "Ian Vik", "whose turn it is"),
        ("We told the mayor: “Sell the old pier.”", "We", "several may be anybody"),
    ],
)
def test_i_within_a_turn_is_whoever_has_it(words: str, speaker: str, why: str) -> None:
    result = read(f"ANN LOOM: Good morning.\nIAN VIK: Hello. {words}\nLOOM: Thank you.\nVIK: It was late.\n")
    (said,) = [a for q, a in zip(result.quotes, result.attributions, strict=True) if q.cue is not None]
    assert said.expert is not None
    assert result.experts[said.expert].name == speaker, why
