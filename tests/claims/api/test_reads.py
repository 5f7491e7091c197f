"""What can be read: by whom, how it looks, how lists are narrowed and paged, and how few queries they take."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Outcome, Verdict
from tests import factories
from tests.claims.api.world import API, SAID, World, client, said, world

pytestmark = pytest.mark.django_db
SHAPE = re.compile(r"^application/(problem\+)?json$")


@pytest.fixture
def desk() -> World:
    return world()


def get(desk: World, address: str, **query: Any) -> Any:
    answer = client(desk.user).get(API + address, query)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize(
    ("who", "expected", "why"),
    [
        (None, 401, "nobody reads without a sign-in"),
        ("none", 403, "an account without a role sees nothing"),
        ("reviewer", 200, "every role sees everything"),
        ("editor", 200, "every role sees everything"),
        ("administrator", 200, "every role sees everything"),
    ],
)
def test_each_resource_asks_who_is_there(desk: World, who: str | None, expected: int, why: str) -> None:
    asking = client(factories.user(who) if who else None)
    for name, address in desk.addresses().items():
        for slash in ("", "/"):
            answer = asking.get(API + address + slash)
            assert answer.status_code == expected, (why, name, answer.content)
            if name != "file":
                assert SHAPE.match(answer["Content-Type"]), name


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_nothing_is_edited_or_deleted(desk: World, method: str) -> None:
    asking = client(factories.user("administrator"))
    for name, address in desk.addresses().items():
        answer = getattr(asking, method)(API + address, {"rating": "DISPUTED"}, format="json")
        assert answer.status_code == 405, (name, answer.content)
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "name", ["article", "version", "claim", "quote", "expert", "piece", "file", "review", "verdict", "proof", "job"]
)
def test_what_is_not_there_is_a_problem(desk: World, name: str) -> None:
    for wrong in ("999999", str(2**63), "9" * 5000):
        answer = client(desk.user).get(API + re.sub("[0-9]+", wrong, desk.addresses()[name], count=1))
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json"), (name, wrong)
        assert answer.json()["title"] == "Not Found"


def test_what_nobody_states_is_null(desk: World) -> None:
    shown = get(desk, desk.addresses()["article"])
    for name in ("publisher", "author", "published_on", "language"):
        assert shown[name] is None
        assert shown[f"{name}_origin"] is None
    assert shown["digitalSourceType"] is None
    assert [(v["number"], v["length"]) for v in shown["versions"]] == [(1, len(desk.version.text))]


def test_a_declaration_comes_with_its_words_and_place(desk: World) -> None:
    text = "🐟 Nets mended\nThis article was written by a machine.\n"
    version = factories.version("x")
    factories.version(text, article=version.article, declares="trainedAlgorithmicMedia")
    shown = get(desk, f"/articles/{version.article_id}")["digitalSourceType"]
    assert shown == {
        "declared": "trainedAlgorithmicMedia",
        "notice": {"version": 2, "start": 0, "end": len(text), "exact": text},
    }


def test_a_version_shows_its_text_in_passages_and_sentences(desk: World) -> None:
    shown = get(desk, desk.addresses()["version"])
    assert shown["text"] == desk.version.text
    assert shown["text_sha256"] == desk.version.text_sha256
    assert "".join(p["text"] for p in shown["passages"]) == shown["text"]
    for piece in [*shown["passages"], *shown["sentences"]]:
        assert shown["text"][piece["start"] : piece["end"]] == piece["text"]
    assert shown["state"] == "waiting"
    assert shown["sentences"][0]["parts"] == []


def test_a_part_says_its_outcome_mode_and_rule(desk: World) -> None:
    for sentence in desk.version.sentences.all():
        Outcome.objects.create(
            extraction=desk.extraction,
            sentence=sentence,
            start=sentence.start,
            end=sentence.end,
            mode="hedged",
            outcome="opinion",
            rule="test.opinion",
            score=0.25,
        )
    type(desk.extraction).objects.filter(pk=desk.extraction.pk).update(finished_at=factories.AT)
    shown = get(desk, desk.addresses()["version"])
    assert shown["state"] == "done"
    first = shown["sentences"][0]
    assert first["parts"] == [
        {
            "start": first["start"],
            "end": first["end"],
            "outcome": "opinion",
            "mode": "hedged",
            "rule": "test.opinion",
            "score": 0.25,
            "id": first["parts"][0]["id"],
            "interpretations": [],
        }
    ]


def test_a_claim_shows_who_said_it_where_and_what_was_found(desk: World) -> None:
    shown = get(desk, desk.addresses()["claim"])
    start = desk.version.text.index(SAID)
    assert shown["quote"]["speaker"] == {
        "expert": desk.expert.pk,
        "name": "Odile Brandt",
        "kind": "person",
        "title": "harbour master",
        "affiliation": "the Port Office",
        "resolved": "stated",
    }
    (place,) = shown["appearances"]
    position, quote = place["selector"]
    assert position == {"type": "TextPositionSelector", "start": start, "end": start + len(SAID)}
    assert (quote["type"], quote["exact"]) == ("TextQuoteSelector", SAID)
    assert desk.version.text[:start].endswith(quote["prefix"])
    assert (place["article"], place["version"]) == (desk.version.article_id, 1)
    assert (shown["evidence_count"], shown["rating"]) == (1, "SUPPORTED")
    assert (shown["verdict"]["number"], shown["verdict"]["id"]) == (1, desk.verdict.pk)


def test_a_quotation_shows_cue_medium_and_how_sure_it_is(desk: World) -> None:
    shown = get(desk, desk.addresses()["quote"])
    text = desk.version.text
    assert text[shown["cue"]["start"] : shown["cue"]["end"]] == "told"
    mention = shown["speaker"]["mention"]
    assert text[mention["start"] : mention["end"]] == "Odile Brandt"
    assert shown["via"] == {"name": "the Kelpie", "start": None, "end": None}
    assert [text[s["start"] : s["end"]] for s in shown["spans"]] == [SAID]
    assert (shown["type"], shown["confidence"], shown["reason"]) == ("direct", 0.9, "stated")


def test_an_expert_shows_the_role_as_printed(desk: World) -> None:
    shown = get(desk, desk.addresses()["expert"])
    assert shown["roles"] == [{"version": 1, "title": "harbour master", "affiliation": "the Port Office"}]
    assert shown["quotes"] == 1


def test_an_upload_is_downloaded_and_never_shown_as_a_page(desk: World) -> None:
    answer = client(desk.user).get(API + desk.addresses()["file"])
    assert answer.content == b"<script>1</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "/" not in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_proof_can_be_computed_again(desk: World) -> None:
    second = factories.ruled(
        claim=desk.claim, rating="NOT_CHECKABLE", reasons="On reflection.", by=desk.user, at=factories.AT
    )
    shown = get(desk, f"/verdicts/{second.pk}/proof")
    assert [link["number"] for link in shown["chain"]] == [1, 2]
    assert shown["holds"] is True
    assert shown["chain"][1]["previous_hash"] == shown["chain"][0]["hash"]
    assert get(desk, f"/verdicts/{second.pk}")["payload"] == Verdict.objects.get(pk=second.pk).payload


@pytest.mark.parametrize(
    ("address", "query", "expected", "why"),
    [
        ("/articles", {"source": "test"}, 1, "the system that sent it"),
        ("/articles", {"source": "other"}, 0, "another system"),
        ("/articles", {"state": "waiting"}, 1, "not read yet"),
        ("/articles", {"state": "done"}, 0, "not read yet"),
        ("/articles", {"q": "100%"}, 0, "a percent sign is no wildcard"),
        ("/claims", {"article": "ARTICLE"}, 1, "in this article"),
        ("/claims", {"article": "999999"}, 0, "in no other"),
        ("/claims", {"publisher": "999999"}, 0, "an unknown publisher"),
        ("/claims", {"version": "VERSION"}, 1, "in this version"),
        ("/claims", {"rating": "SUPPORTED"}, 1, "as rated"),
        ("/claims", {"rating": "DISPUTED"}, 0, "not so rated"),
        ("/claims", {"rated": "true"}, 1, "it has a verdict"),
        ("/claims", {"rated": "false"}, 0, "it has one"),
        ("/claims", {"proposal": "accepted"}, 1, "rating it accepted it"),
        ("/claims", {"proposal": "superseded"}, 0, "none was replaced"),
        ("/claims", {"speaker": "odile"}, 1, "whatever the case"),
        ("/claims", {"expert": "EXPERT"}, 1, "by id"),
        ("/claims", {"type": "event"}, 1, "its type"),
        ("/claims", {"outcome": "claim"}, 0, "no outcome is stored"),
        ("/claims", {"q": "TIDE gauge"}, 1, "words of the claim"),
        ("/claims", {"q": "lighthouse"}, 0, "other words"),
        ("/quotes", {"article": "ARTICLE", "type": "direct", "kind": "person", "speaker": "Brandt"}, 1, "all together"),
        ("/quotes", {"kind": "unnamed"}, 0, "she has a name"),
        ("/experts", {"article": "ARTICLE", "kind": "person", "name": "brandt"}, 1, "all together"),
        ("/evidence", {"claim": "CLAIM", "stance": "supports", "withdrawn": "false"}, 1, "what stands for it"),
        ("/evidence", {"withdrawn": "true"}, 0, "none was withdrawn"),
        ("/reviews", {"claim": "CLAIM", "rating": "SUPPORTED"}, 1, "of this claim"),
        ("/verdicts", {"claim": "CLAIM", "standing": "true"}, 1, "the one that stands"),
        ("/verdicts", {"standing": "false"}, 0, "none is superseded"),
        ("/jobs", {"kind": "fetch", "state": "done"}, 1, "the arrival"),
        ("/jobs", {"kind": "extraction", "state": "waiting", "article": "ARTICLE"}, 1, "the reading"),
        ("/jobs", {}, 2, "both ledgers"),
        ("/events", {"claim": "CLAIM", "verb": "verdict.given"}, 1, "what happened to it"),
        ("/events", {"after": str(2**62)}, 0, "nothing later"),
    ],
)
def test_lists_are_narrowed(desk: World, address: str, query: dict[str, str], expected: int, why: str) -> None:
    ids = {
        "ARTICLE": desk.version.article_id,
        "VERSION": desk.version.pk,
        "EXPERT": desk.expert.pk,
        "CLAIM": desk.claim.pk,
    }
    shown = get(desk, address, **{name: str(ids.get(value, value)) for name, value in query.items()})
    assert len(shown["results"]) == expected, why


@pytest.mark.parametrize(
    ("address", "query", "names", "why"),
    [
        ("/claims", "colour=red", "colour", "an unknown parameter is no silent no-filter"),
        ("/claims", "ordering=wording", "ordering", "not on the list of orderings"),
        ("/claims", "rating=TRUE", "rating", "not a rating"),
        ("/claims", "rated=maybe", "rated", "neither true nor false"),
        ("/claims", "article=1e3", "article", "no id"),
        ("/claims", "article=true", "article", "no id"),
        ("/claims", "article=-1", "article", "no id"),
        ("/claims", "article=%D9%A1", "article", "an Arabic-Indic digit is no id"),
        ("/claims", f"article={'9' * 5000}", "article", "longer than any id"),
        ("/claims", "article=1&article=2", "article", "which of them?"),
        ("/claims", "q=%00", "q", "NUL"),
        ("/claims", "q=", "q", "nothing to look for"),
        ("/claims", "page_size=0", "page_size", "no page"),
        ("/claims", "page_size=ten", "page_size", "no number"),
        ("/claims", "cursor=eyJ9", "cursor", "not one of ours"),
        ("/claims", "cursor=%00", "cursor", "not one of ours"),
        ("/articles", "state=gone", "state", "no state"),
        ("/jobs", "kind=other", "kind", "no ledger"),
        ("/claims/1", "expand=all", "expand", "one resource takes no parameters"),
    ],
)
def test_a_wrong_parameter_is_named(desk: World, address: str, query: str, names: str, why: str) -> None:
    answer = client(desk.user).get(f"{API}{address}?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json"), (why, answer.content)
    assert [error["field"] for error in answer.json()["errors"]] == [names], why


@pytest.mark.parametrize("ordering", ["-score", "score", "id", "-id"])
def test_pages_show_each_row_once_in_order(desk: World, ordering: str) -> None:
    for number in range(7):
        factories.claim(of=desk.version, words="forty times", score=[0.5, 0.5, 0.1, 1 / 3, 0.5, 0, 1][number])
    whole = [row["id"] for row in get(desk, "/claims", ordering=ordering)["results"]]
    assert len(whole) == 8
    asking, found, address = client(desk.user), [], f"{API}/claims?ordering={ordering}&page_size=3"
    while address:
        page = asking.get(address).json()
        found += [row["id"] for row in page["results"]]
        address = page["next"]
    assert found == whole


def test_pages_run_through_both_ledgers(desk: World) -> None:
    for _ in range(3):
        said(factories.version(desk.version.text))
    asking, found, address = client(desk.user), [], f"{API}/jobs?page_size=2"
    while address:
        page = asking.get(address).json()
        found += [(row["kind"], row["id"]) for row in page["results"]]
        address = page["next"]
    assert len(found) == len(set(found)) == 5


def test_a_page_is_never_longer_than_the_cap(desk: World) -> None:
    assert len(get(desk, "/claims", page_size="1000000")["results"]) == 1


def test_a_cursor_belongs_to_its_ordering(desk: World) -> None:
    factories.claim(of=desk.version, words="forty times")
    address = get(desk, "/claims", page_size="1")["next"]
    answer = client(desk.user).get(address + "&ordering=id")
    assert answer.status_code == 400
    forged = client(desk.user).get(re.sub("cursor=.", "cursor=x", address))
    assert forged.status_code == 400


@pytest.mark.parametrize(
    "address", ["/articles", "/claims", "/quotes", "/experts", "/evidence", "/reviews", "/verdicts", "/jobs", "/events"]
)
def test_a_list_takes_the_same_number_of_queries_however_long_it_is(desk: World, address: str) -> None:
    def queries() -> int:
        asking = client(factories.user())
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert asking.get(API + address).status_code == 200
        return len(seen)

    before = queries()
    for _ in range(4):
        other = world()
        factories.piece(other.claim, url="https://tides.example.org/log", kind="page")
    assert queries() == before


@pytest.mark.parametrize("address", ["/articles", "/claims", "/quotes", "/evidence", "/verdicts", "/jobs", "/experts"])
def test_a_list_never_loads_texts_or_bytes(desk: World, address: str) -> None:
    with CaptureQueriesContext(connection) as seen:
        get(desk, address)
    for query in seen:
        selected = query["sql"].partition(" FROM ")[0]
        assert not re.search(r'"(raw|payload)"|"sources_articleversion"\."text"', selected), query["sql"]
