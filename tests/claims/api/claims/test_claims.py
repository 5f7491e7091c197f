"""A claim as the API shows it, and adding one that the machine missed."""

from dataclasses import asdict
from typing import Any

import pytest

from claims.api.claims import claims as claims_api
from claims.models import Claim, Quote
from claims.pipeline.times.interval import Interval, Relation, WhenFound
from claims.workflow.audit import actor_of
from claims.workflow.claim import proposals
from sources.models import Article, Publisher
from tests import factories
from tests.claims.api.shape import shape
from tests.claims.api.world import QUOTED_WORDS, World, client, get, post

pytestmark = pytest.mark.django_db


def test_a_claim_shows_who_said_it_where_and_what_was_found(desk: World) -> None:
    body = get(desk.user, desk.addresses()["claim"])
    start = desk.version.text.index(QUOTED_WORDS)
    assert body["quote"]["speaker"] == {
        "expert": desk.expert.pk,
        "name": "Odile Brandt",
        "kind": "person",
        "title": "harbour master",
        "affiliation": "the Port Office",
        "resolved": "stated",
    }
    (place,) = body["appearances"]
    position, quote = place["selector"]
    assert position == {"type": "TextPositionSelector", "start": start, "end": start + len(QUOTED_WORDS)}
    assert (quote["type"], quote["exact"]) == ("TextQuoteSelector", QUOTED_WORDS)
    assert desk.version.text[:start].endswith(quote["prefix"])
    assert (place["article"], place["version"]) == (desk.version.article_id, 1)
    assert (body["evidence_count"], body["rating"]) == (1, "SUPPORTED")
    assert (body["verdict"]["number"], body["verdict"]["id"]) == (1, desk.verdict.pk)


def test_a_missed_claim_is_added_after_an_emoji_in_code_points() -> None:
    version = factories.version()
    words = "🚢 was cancelled"
    start = version.text.index(words)
    fields = {"version": version.pk, "start": start, "end": start + len(words), "exact": words, "type": "event"}
    answer = post("/claims", {**fields, "wording": "The ferry was cancelled"})
    assert answer.status_code == 201, answer.content
    body = answer.json()
    assert (body["wording"], body["proposal"]) == ("The ferry was cancelled", "accepted")
    assert body["added_by"]["name"]
    assert body["appearances"][0]["selector"][1]["exact"] == words
    assert client(factories.user()).get(answer["Location"]).json() == body


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"start": 1}, "exact", "others stand there"),
        ({"end": 10_000}, "start", "outside the text"),
        ({"start": -1}, "start", "before the text"),
        ({"start": "4"}, "start", "words are no number"),
        ({"start": 2**31}, "start", "longer than any text"),
        ({"version": 999_999}, "version", "there is none"),
        ({"type": "rumour"}, "type", "no type"),
        ({"exact": None}, "exact", "nothing selected"),
        ({"score": 1}, "score", "only a machine ranks"),
        ({"rating": "SUPPORTED"}, "rating", "a rating comes from a review"),
    ],
)
def test_a_claim_that_is_not_there_is_not_added(change: dict[str, Any], field: str, why: str) -> None:
    version = factories.version()
    fields = {"version": version.pk, "start": 4, "end": 9, "exact": "ferry", "type": "event", **change}
    answer = post("/claims", fields)
    assert answer.status_code == 422, (why, answer.content)
    assert field in [error["field"] for error in answer.json()["errors"]], why
    assert not Claim.objects.exists()


STATED = WhenFound(4, 8, "2024", "stated", Interval("2024-01-01", "2025-01-01"))
OF_ARTICLE = WhenFound(10, 19, "last year", "article", relation=Relation("year", -1))
TIMES = [
    (STATED, "2026-03-01", ("2024-01-01", "2025-01-01", True, False), "the text alone says which days"),
    (OF_ARTICLE, "2026-03-01", ("2025-01-01", "2026-01-01", True, True), "the days come from the article's date"),
    (OF_ARTICLE, None, (None, None, False, False), "nobody knows before the article has its date"),
    (
        WhenFound(20, 33, "the year after", "sentence", relation=Relation("year", 1), other=STATED),
        None,
        ("2025-01-01", "2026-01-01", True, False),
        "other words of the sentence say which days",
    ),
    (
        WhenFound(20, 33, "the year after", "sentence", relation=Relation("year", 1), other=OF_ARTICLE),
        "2026-03-01",
        ("2026-01-01", "2027-01-01", True, True),
        "other words of the sentence rest on the article's date",
    ),
    (
        WhenFound(4, 14, "since 2024", "stated", Interval("2024-01-01", None)),
        None,
        ("2024-01-01", None, True, False),
        "one end is open, and that is known",
    ),
    (WhenFound(4, 14, "03/04/2021", "stated"), "2026-03-01", (None, None, False, False), "nobody can say which days"),
]


@pytest.mark.parametrize(("words", "published_on", "expected", "why"), TIMES)
def test_words_of_time_say_which_days_and_where_they_come_from(
    words: WhenFound, published_on: str | None, expected: tuple[Any, ...], why: str
) -> None:
    claim = factories.claim(times=[asdict(words)])
    if published_on is not None:
        articles = Article.objects.filter(pk=claim.appearances.get().version.article_id)
        articles.update(published_on=published_on, published_on_origin="sender")
    (found,) = get(factories.user(), f"/claims/{claim.pk}")["when"]
    assert (found["since"], found["until"], found["resolved"], found["inferred"]) == expected, why
    assert (found["start"], found["end"], found["exact"]) == (words.start, words.end, words.exact)
    assert found["basis"] == words.basis


def test_what_is_unknown_of_a_claim_is_null() -> None:
    body = get(factories.user(), f"/claims/{factories.claim().pk}")
    unknown = ("quote", "verdict", "rating", "not_a_claim", "added_by", "confirmed", "speaker", "role", "merged_into")
    assert {name: body[name] for name in unknown} == dict.fromkeys(unknown)
    assert (body["evidence_count"], body["when"], body["how_much"]) == (0, [], [])


def test_a_claim_says_who_confirmed_it_and_when() -> None:
    claim, by = factories.claim(), actor_of(factories.user())
    Claim.objects.filter(pk=claim.pk).update(confirmed_by=by.pk, confirmed_at=factories.AT)
    confirmed = get(factories.user(), f"/claims/{claim.pk}")["confirmed"]
    assert confirmed == {"by": {"id": str(by.pk), "name": by.name}, "at": "2026-03-01T12:00:00Z"}


def test_the_verdict_in_force_is_the_latest(desk: World) -> None:
    second = factories.ruled(
        claim=desk.claim, rating="NOT_CHECKABLE", reasons="On reflection.", by=desk.user, at=factories.AT
    )
    verdict = get(desk.user, f"/claims/{desk.claim.pk}")["verdict"]
    assert (verdict["id"], verdict["number"], verdict["reasons"]) == (second.pk, 2, "On reflection.")
    assert (verdict["rating"], verdict["missing_context"]) == ("NOT_CHECKABLE", False)


def test_a_quotation_without_a_speaker_has_none() -> None:
    claim = factories.claim()
    place = claim.appearances.get()
    quote = Quote.objects.create(
        version=place.version,
        extraction=claim.extraction,
        start=place.start,
        end=place.end,
        exact=place.exact,
        spans=[[place.start, place.end]],
        type="direct",
        confidence=0.2,
        reason="nobody is named",
    )
    quoted = factories.claim(of=place.version, words="last winter", quote=quote)
    assert get(factories.user(), f"/claims/{quoted.pk}")["quote"]["speaker"] is None


@pytest.fixture
def others(desk: World) -> World:
    """Beside the desk's claim: one in another article of a publisher, one that was replaced, one that was rejected."""
    publisher = Publisher.objects.create(name="Kelpie", created_at=factories.AT)
    Article.objects.filter(pk=desk.version.article_id).update(publisher=publisher, publisher_origin="sender")
    other = factories.claim(score=0.9)
    factories.quote(other, "Ida Holm")
    replaced = factories.claim(wording="The tide gauge, as an earlier run had it")
    Claim.objects.filter(pk=replaced.pk).update(proposal="superseded")
    proposals.reject(claim=factories.claim(), which="opinion", by=desk.user, at=factories.AT)
    return desk


@pytest.mark.parametrize(
    ("query", "finds_it", "finds"),
    [
        ({}, True, 3),
        ({"proposal": "superseded"}, False, 1),
        ({"proposal": "rejected"}, False, 1),
        ({"article": "ARTICLE"}, True, 1),
        ({"version": "VERSION"}, True, 1),
        ({"publisher": "PUBLISHER"}, True, 1),
        ({"expert": "EXPERT"}, True, 1),
        ({"speaker": "odile"}, True, 1),
        ({"rating": "SUPPORTED"}, True, 1),
        ({"rated": "true"}, True, 1),
        ({"rated": "false"}, False, 2),
        ({"type": "event"}, True, 1),
        ({"q": "tide gauge"}, True, 1),
        ({"q": "Brandt"}, True, 1),
        ({"q": "brackholm"}, False, 0),
    ],
)
def test_claims_are_found_by_what_they_are_and_by_nothing_else(
    others: World, query: dict[str, str], finds_it: bool, finds: int
) -> None:
    article = others.version.article
    article.refresh_from_db()
    ids = {
        "ARTICLE": article.pk,
        "VERSION": others.version.pk,
        "PUBLISHER": article.publisher_id,
        "EXPERT": others.expert.pk,
    }
    found = get(others.user, "/claims", **{name: str(ids.get(value, value)) for name, value in query.items()})
    keys = [row["id"] for row in found["results"]]
    assert (others.claim.pk in keys, len(keys)) == (finds_it, finds)


@pytest.mark.parametrize(("outcome", "finds"), [("opinion", True), ("claim", False)])
def test_claims_are_found_by_what_the_part_was_taken_for(outcome: str, finds: bool) -> None:
    claim, other = factories.claim(), factories.claim()
    factories.finish(claim.extraction, outcome="opinion")
    factories.finish(other.extraction, outcome="prediction")
    found = get(factories.user(), "/claims", outcome=outcome)["results"]
    assert [row["id"] for row in found] == ([claim.pk] if finds else [])


def test_an_interpretation_is_taken_by_its_place_and_once() -> None:
    part = factories.ambiguous()
    first, second = (post(f"/parts/{part.pk}/take", {"interpretation": place}) for place in (0, 1))
    assert [answer.json()["wording"] for answer in (first, second)] == ["[The ferry] stopped", "[The town] stopped"]
    assert client(factories.user()).get(second["Location"]).json() == second.json()
    again = post(f"/parts/{part.pk}/take", {"interpretation": 1})
    assert again.json()["id"] == second.json()["id"]
    for place in (2, -1, True, "0"):
        answer = post(f"/parts/{part.pk}/take", {"interpretation": place})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "interpretation")
    assert post("/parts/999999/take", {"interpretation": 0}).status_code == 404


def test_a_missed_claim_may_be_left_in_the_printed_words() -> None:
    version = factories.version()
    start = version.text.index("The town paid")
    fields = {"version": version.pk, "start": start, "end": start + 13, "exact": "The town paid", "type": "event"}
    assert post("/claims", fields).json()["wording"] == "The town paid"


SHAPES: list[tuple[Any, dict[str, str]]] = [
    (claims_api.SpeakerResponse, {"title": "by default None", "affiliation": "by default None"}),
    (claims_api.TimeResponse, {"since": "null", "until": "null"}),
    (claims_api.AmountResponse, {"values": "many", "compared_with": "null", "scope": "many"}),
    (
        claims_api.ClaimResponse,
        {
            "segments": "many",
            "statements": "many",
            "reasons": "many",
            "quote": "null",
            "appearances": "many",
            "how_much": "many",
            "merged_into": "null",
            "split_from": "null",
        },
    ),
    (claims_api.ClaimRequest, {"wording": "by default '', blank"}),
]


@pytest.mark.parametrize(("serializer", "fields"), SHAPES, ids=[row[0].__name__ for row in SHAPES])
def test_what_may_be_null_left_out_or_repeated(serializer: Any, fields: dict[str, str]) -> None:
    assert shape(serializer) == fields


def test_a_claim_says_what_its_wording_is_rendered_from() -> None:
    claim = factories.rendered(certain=False)
    body = get(factories.user(), f"/claims/{claim.pk}")
    assert body["wording"] == "[The ferry] cancelled forty times [date unknown]"
    assert [(row["text"], row["why"], row["certain"]) for row in body["segments"]] == [
        ("[The ferry] ", "antecedent", False),
        ("cancelled forty times", "printed", True),
        (" [date unknown]", "date", True),
    ]
    assert get(factories.user(), f"/claims/{factories.claim().pk}")["segments"] == []
