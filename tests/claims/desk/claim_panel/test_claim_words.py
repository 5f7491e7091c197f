"""What a claim's words were cut from, why other words stand in them, and the one key that splits or joins."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk.base.claim_list import article_url
from claims.desk.claim_panel import claim_words
from claims.models import Appearance, Claim
from claims.pipeline.rewording import rewording
from claims.pipeline.standalone.wording import Segment, render
from claims.workflow.assignment import publication_hold
from claims.workflow.claim import sighting
from sources.spans import Span
from tests import factories
from tests.claims.workflow.world import TIP, beside, picked, suggested

pytestmark = pytest.mark.django_db
TEXT = "Brackholm has a ferry.\nIt was, says <Agnes> Tolland, cancelled forty times in May and sold.\n"
SENTENCE = TEXT.splitlines()[1]


def at(words: str) -> int:
    return TEXT.index(words)


def segment(words: str, text: str | None = None, why: Any = "printed", **more: Any) -> Segment:
    start = at(words)
    return Segment(start, start + len(words), words if text is None else text, why, **more)


def inserted(behind: str, text: str, why: Any, **more: Any) -> Segment:
    end = at(behind) + len(behind)
    return Segment(end, end, text, why, **more)


FERRY = Span(at("a ferry"), at("a ferry") + 7, "a ferry")
CANCELLED = [
    segment("It", "[The <ferry>]", "antecedent", rests_on=(FERRY,)),
    segment(" was"),
    segment(", says <Agnes> Tolland, ", " ", "left_out"),
    segment("cancelled forty times in May"),
    inserted("in May", " [year unknown]", "date"),
]


def claim_of(segments: list[Segment], **fields: Any) -> Claim:
    version = factories.version(TEXT)
    words = TEXT[segments[0].start : segments[-1].end]
    return factories.claim(
        of=version, words=words, wording=render(segments), segments=rewording.stored(segments), **fields
    )


def panel(client: Client, claim: Claim) -> Any:
    return client.get(article_url(claim.appearances.first().version.article_id, claim.pk))


def test_the_sentence_is_shown_with_the_claims_own_words_marked(reviewer: Client) -> None:
    answer = panel(reviewer, claim_of(CANCELLED))
    assert answer.context["cut_from"].html == (
        "It<mark> was</mark>, says &lt;Agnes&gt; Tolland, <mark>cancelled forty times in May</mark> and sold."
    )
    assert answer.context["cut_from"].html in answer.content.decode()


def test_added_words_are_told_apart_and_say_why_on_hover_and_for_a_screen_reader(reviewer: Client) -> None:
    page = panel(reviewer, claim_of(CANCELLED)).content.decode()
    first = 'class="added" title="from the sentence before" aria-describedby="added-1" href="#settle-1"'
    assert f"<a {first}>[The &lt;ferry&gt;]</a> was" in page
    last = 'class="added" title="the article has no date: set it to know" aria-describedby="added-2" tabindex="0"'
    assert f"<span {last}>[year unknown]</span>" in page
    assert 'id="added-1">from the sentence before</span>' in page
    assert 'id="added-2">the article has no date: set it to know</span>' in page


UNSURE = [segment("It", "[The ferry]", "antecedent", certain=False), segment(" was")]


def test_words_that_are_not_certain_say_so(reviewer: Client) -> None:
    page = panel(reviewer, claim_of(UNSURE)).content.decode()
    assert '<a class="added unsure"' in page
    assert ", not certain" in page


def place(words: str) -> Span:
    return Span(at(words), at(words) + len(words), words)


WHY = [
    ("carried", "carried", "[x]", (), "from the same sentence"),
    ("meant by words of the sentence", "antecedent", "[x]", (place("Tolland"),), "from the same sentence"),
    ("meant by words before", "antecedent", "[x]", (place("Brackholm"),), "from the sentence before"),
    (
        "of two mentions the nearest",
        "antecedent",
        "[x]",
        (place("Brackholm"), place("Tolland")),
        "from the same sentence",
    ),
    ("meant by nobody knows what", "antecedent", "[x]", (), "what is meant, from the article"),
    ("who speaks", "speaker", "[x]", (), "the speaker"),
    ("who is spoken to", "addressee", "[x]", (), "the person spoken to"),
    ("a day that is known", "date", "[4 May 2020]", (), "counted from the article's date"),
    ("a day that is not", "date", "[date unknown]", (), "the article has no date: set it to know"),
]


@pytest.mark.parametrize(("what", "why", "text", "rests_on", "expected"), WHY, ids=[row[0] for row in WHY])
def test_added_words_say_why_they_stand_there(
    reviewer: Client, what: str, why: Any, text: str, rests_on: tuple[Span, ...], expected: str
) -> None:
    claim = claim_of([segment("cancelled"), inserted("cancelled", f" {text}", why, rests_on=rests_on)])
    [row] = panel(reviewer, claim).context["added_words"]
    assert (row.words, str(row.why)) == (text, expected)


def test_an_antecedent_further_away_is_from_another_sentence(reviewer: Client) -> None:
    version = factories.version("A ferry sails.\nA bus drives.\nIt stopped.\n")
    segments = [
        Segment(29, 31, "[A ferry]", "antecedent", rests_on=(Span(0, 7, "A ferry"),)),
        Segment(31, 39, " stopped", "printed"),
    ]
    claim = factories.claim(
        of=version, words="It stopped", wording=render(segments), segments=rewording.stored(segments)
    )
    [row] = panel(reviewer, claim).context["added_words"]
    assert str(row.why) == "from another sentence of the article"


def with_spans(*spans: list[int]) -> Claim:
    claim = factories.claim(words="The ferry to Brackholm 🚢 was cancelled forty", wording="x")
    seen = claim.appearances.get()
    Appearance.objects.filter(pk=seen.pk).update(replaced_at=factories.AT)
    Appearance.objects.create(
        claim=claim, version=seen.version, start=seen.start, end=seen.end, exact=seen.exact, spans=list(spans)
    )
    return claim


KEPT = [
    ("the place of a person's own words", lambda: factories.claim(words="cancelled"), ["cancelled"]),
    ("two stretches of a place", lambda: with_spans([0, 9], [25, 38]), ["The ferry", "was cancelled"]),
    (
        "two with marks alone between",
        lambda: with_spans([0, 22], [25, 38]),
        ["The ferry to Brackholm 🚢 was cancelled"],
    ),
]


@pytest.mark.parametrize(("why", "make", "expected"), KEPT, ids=[row[0] for row in KEPT])
def test_without_segments_the_places_are_marked(reviewer: Client, why: str, make: Any, expected: list[str]) -> None:
    cut = panel(reviewer, make()).context["cut_from"]
    assert [words for words, is_kept in cut.stretches if is_kept] == expected
    assert "".join(words for words, _ in cut.stretches) == factories.TEXT.splitlines()[0]


def test_a_claim_that_is_its_whole_sentence_shows_it_once(reviewer: Client) -> None:
    sentence = factories.TEXT.splitlines()[1]
    claim = factories.claim(words=sentence.rstrip("."), wording=sentence)
    assert panel(reviewer, claim).context["cut_from"] is None


def test_the_marks_in_the_text_leave_out_what_stands_between(reviewer: Client) -> None:
    claim = with_spans([0, 9], [25, 38])
    page = panel(reviewer, claim).content.decode()
    assert page.count(f'id="c{claim.pk}"') == 1
    assert page.count(f'data-marks="c{claim.pk}"') == 2


def test_a_claim_without_an_article_has_its_words_and_no_sentence(reviewer: Client) -> None:
    claim = sighting.enter(wording="[It] <sank>.", type="event", seen=TIP, by=reviewer.user, at=factories.AT)
    page = reviewer.get(reverse("desk:claim", args=[claim.pk])).content.decode()
    assert '<span class="added">[It]</span> &lt;sank&gt;.' in page
    assert "Cut from:" not in page


def post(client: Client, action: str, claim: Claim, **fields: Any) -> Any:
    return client.post(reverse(f"desk:{action}", args=[claim.pk]), fields, follow=True)


def test_a_person_says_what_a_bracket_means_and_is_named_as_who_says_so(reviewer: Client) -> None:
    claim = claim_of(CANCELLED)
    form = panel(reviewer, claim).context["added_words"][0].settle
    assert form.initial == {"segment": 0, "words": "The <ferry>"}
    answer = post(reviewer, "settle", claim, segment=0, words="The dredger")
    assert "Settled, here and wherever the same word stands." in answer.content.decode()
    claim.refresh_from_db()
    assert claim.wording == "[The dredger] was cancelled forty times in May [year unknown]"
    assert "from the sentence before, as a person says" in panel(reviewer, claim).content.decode()


def test_what_is_no_meaning_is_refused_at_its_bracket(reviewer: Client) -> None:
    claim = claim_of(CANCELLED)
    answer = post(reviewer, "settle", claim, segment=0, words="The [old] dredger")
    assert answer.status_code == 400
    first, second = answer.context["added_words"]
    assert first.settle.errors == {"words": ["Write the words alone, without brackets."]}
    assert second.settle is None
    assert 'id="settle-1" open' in answer.content.decode()


SETTLED = [
    ("antecedent", "[x]", True),
    ("speaker", "[x]", True),
    ("addressee", "[x]", True),
    ("carried", "[x]", True),
    ("date", "[4 May 2020]", False),
    ("carried", "[x] and [y] or z", False),
]


@pytest.mark.parametrize(("why", "text", "expected"), SETTLED)
def test_what_stands_in_one_bracket_can_be_settled_and_a_day_by_the_articles_date_alone(
    reviewer: Client, why: Any, text: str, expected: bool
) -> None:
    claim = claim_of([segment("cancelled"), inserted("cancelled", f" {text}", why)])
    [row] = panel(reviewer, claim).context["added_words"]
    assert (row.settle is not None) is expected


def test_who_is_quoted_in_the_article_is_offered_as_what_is_meant(reviewer: Client) -> None:
    claim = claim_of(CANCELLED)
    factories.quote(claim, "Agnes <Tolland>")
    assert '<option value="Agnes &lt;Tolland&gt;">' in panel(reviewer, claim).content.decode()


def test_who_cannot_change_a_claim_reads_why_words_were_added_and_settles_nothing(reviewer: Client) -> None:
    claim = claim_of(CANCELLED)
    publication_hold.hold(claim=claim, because="A letter.", by=factories.user("editor"), at=factories.AT)
    answer = panel(reviewer, claim)
    assert [row.settle for row in answer.context["added_words"]] == [None, None]
    assert "from the sentence before" in answer.content.decode()


def test_a_claim_that_makes_two_statements_says_so_and_is_split_by_one_button(reviewer: Client) -> None:
    claim = picked(by=reviewer.user)
    for words in ("cancelled", "forty times"):
        suggested(claim, words, f"The ferry: {words}")
    page = panel(reviewer, claim).content.decode()
    assert page.count("This claim makes 2 statements.") == 2, "above, and in the form of the review"
    assert "Split into these 2 claims" in page
    assert 'id="join"' not in page
    answer = post(reviewer, "split_as_suggested", claim)
    assert "Split. This is the first of its parts." in answer.content.decode()
    assert answer.context["claim"].wording == "The ferry: cancelled"


def test_who_comes_too_late_to_split_reads_why(reviewer: Client) -> None:
    answer = post(reviewer, "split_as_suggested", picked())
    assert answer.status_code == 400
    assert "Split it into two claims at least" in answer.content.decode()


def test_the_claims_of_one_sentence_are_joined_by_one_button(reviewer: Client) -> None:
    claim = factories.claim()
    assert 'id="join"' not in panel(reviewer, claim).content.decode()
    beside(claim, "last winter")
    assert "Join the 2 claims of this sentence" in panel(reviewer, claim).content.decode()
    answer = post(reviewer, "join", claim)
    assert answer.context["claim"].wording == factories.TEXT.splitlines()[0]


def test_who_cannot_change_a_claim_is_offered_neither(onlooker: Client, reviewer: Client) -> None:
    claim = factories.claim()
    beside(claim, "last winter")
    for words in ("cancelled", "forty times"):
        suggested(claim, words, f"The ferry: {words}")
    publication_hold.hold(claim=claim, because="A letter.", by=factories.user("editor"), at=factories.AT)
    context = panel(reviewer, claim).context
    assert (context["parts_offered"], context["joins"]) == ([], [])


def test_printed_and_left_out_words_are_not_added() -> None:
    whys = ["printed", "left_out", "capital", "carried", "antecedent", "speaker", "addressee", "date"]
    added = [why for why in whys if claim_words.is_added(Segment(0, 1, "x", why))]
    assert added == whys[3:]
    assert not claim_words.is_added(Segment(0, 0, " ", "carried"))


TWO = [{"text": "The pier broke", "speaker": ""}, {"text": "The town paid", "speaker": ""}]


def test_a_claim_without_an_article_says_how_many_statements_it_makes_and_offers_them(reviewer: Client) -> None:
    claim = sighting.enter(wording="It sank.", type="event", seen=TIP, by=reviewer.user, at=factories.AT)
    Claim.objects.filter(pk=claim.pk).update(statements=TWO)
    page = reviewer.get(reverse("desk:claim", args=[claim.pk])).content.decode()
    assert "This claim makes 2 statements." in page
    assert "Split into these 2 claims" in page
    Claim.objects.filter(pk=claim.pk).update(statements=[])
    assert "Split into" not in reviewer.get(reverse("desk:claim", args=[claim.pk])).content.decode()


def test_the_page_on_which_words_are_confirmed_says_so_too(reviewer: Client) -> None:
    claim = picked(statements=TWO)
    address = reverse("desk:publication", args=[claim.pk])
    page = reviewer.get(address).content.decode()
    assert "This claim makes 2 statements." in page
    assert "Split it first" in page
    Claim.objects.filter(pk=claim.pk).update(statements=[])
    assert "statements." not in reviewer.get(address).content.decode()
