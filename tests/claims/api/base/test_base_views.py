"""What every resource of the API does alike: who gets in, which methods and parameters it knows, what is missing."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory

from claims.api.base import base_views
from claims.api.base.base_views import PARSERS, BaseView
from claims.api.claims.claims import ClaimListView
from claims.models import Claim
from claims.workflow.audit import TRIES, actor_of
from tests import factories
from tests.claims.api.world import API, World, client, post

pytestmark = pytest.mark.django_db


SHAPE = re.compile(r"^application/(problem\+)?json$")


@pytest.mark.parametrize(
    ("role", "expected", "why"),
    [
        (None, 401, "nobody reads without a sign-in"),
        ("none", 403, "an account without a role sees nothing"),
        ("reviewer", 200, "every role sees everything"),
        ("editor", 200, "every role sees everything"),
        ("administrator", 200, "every role sees everything"),
    ],
)
def test_each_resource_asks_who_is_there(desk: World, role: str | None, expected: int, why: str) -> None:
    asking = client(factories.user(role) if role else None)
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
    "name",
    ["article", "version", "claim", "quote", "expert", "evidence_item", "file", "review", "verdict", "proof", "job"],
)
def test_what_is_not_there_is_a_problem(desk: World, name: str) -> None:
    for wrong in ("999999", str(2**63), "9" * 5000):
        answer = client(desk.user).get(API + re.sub("[0-9]+", wrong, desk.addresses()[name], count=1))
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json"), (name, wrong)
        assert answer.json()["title"] == "Not Found"


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


def test_nobody_acts_without_a_sign_in(desk: World) -> None:
    for address in ("/articles", "/claims", f"/claims/{desk.claim.pk}/accept", "/evidence", "/reviews"):
        answer = client().post(API + address, {}, format="json")
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_an_act_on_what_is_not_there_is_404() -> None:
    for address in ("/claims/999999/accept", "/claims/999999/reject", "/evidence/999999/withdraw"):
        assert post(address).status_code == 404, address


@pytest.mark.parametrize(
    "query", ["", "?rating=SUPPORTED", "?rating=SUPPORTED&page_size=1&ordering=id", "?q=tide%20gauge"]
)
def test_parameters_that_a_list_knows_are_taken(desk: World, query: str) -> None:
    answer = client(desk.user).get(f"{API}/claims{query}")
    assert (answer.status_code, len(answer.json()["results"])) == (200, 1)


def test_a_post_takes_no_parameters(claim: Claim) -> None:
    answer = client(factories.user()).post(f"{API}/claims/{claim.pk}/pick?rating=SUPPORTED", {}, format="json")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "rating")


@pytest.mark.parametrize(("headers", "status"), [({}, 411), ({"CONTENT_LENGTH": "2"}, 200)])
def test_a_body_in_chunks_needs_its_length(claim: Claim, headers: dict[str, str], status: int) -> None:
    address = f"{API}/claims/{claim.pk}/pick"
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", **headers}
    body = b"{}" if headers else b""
    answer = client(factories.user()).generic("POST", address, body, "application/json", **chunked)
    assert answer.status_code == status, answer.content


def test_a_list_knows_its_filters_and_how_it_is_paged() -> None:
    view = ClaimListView()
    view.request = None  # type: ignore[assignment]
    assert {"rating", "on_hold", "cursor", "page_size", "ordering"} <= set(view.parameters())
    assert BaseView().parameters() == []


class Flaky(BaseView):
    """A view whose POST fails as often as a case says."""

    authentication_classes = permission_classes = ()
    retried_on_deadlock = True
    error: Exception = OperationalError("deadlock detected")
    failures = 1
    calls = 0

    def post(self, request: Any) -> Response:
        _ = request.data
        Flaky.calls += 1
        if Flaky.calls <= self.failures:
            raise self.error
        return Response({"calls": Flaky.calls})


@pytest.mark.parametrize(
    ("changes", "status", "calls", "why"),
    [
        ({}, 200, 2, "it is run again"),
        ({"failures": TRIES - 1}, 200, TRIES, "as long as there are attempts left"),
        ({"failures": TRIES}, 503, TRIES, "and no longer"),
        ({"retried_on_deadlock": False}, 503, 1, "a POST of several transactions is not"),
        ({"error": OperationalError("connection refused")}, 503, 1, "nor is one that met another error"),
    ],
)
def test_what_a_deadlock_took_back_is_run_again(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], status: int, calls: int, why: str
) -> None:
    monkeypatch.setattr(base_views, "is_retryable", lambda error: "deadlock" in str(error))
    monkeypatch.setattr(Flaky, "calls", 0)
    request = APIRequestFactory().post("/", {}, format="json")
    answer = Flaky.as_view(**changes)(request)
    assert (answer.status_code, Flaky.calls) == (status, calls), why


@pytest.mark.parametrize("method", ["post", "get"])
def test_only_a_post_without_a_file_is_run_again(monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    monkeypatch.setattr(base_views, "is_retryable", lambda error: True)
    monkeypatch.setattr(Flaky, "calls", 0)
    monkeypatch.setattr(Flaky, "get", Flaky.post, raising=False)
    body = {"file": SimpleUploadedFile("log.pdf", b"%PDF")} if method == "post" else {}
    request = getattr(APIRequestFactory(), method)("/", body)
    answer = Flaky.as_view(parser_classes=PARSERS)(request)
    assert (answer.status_code, Flaky.calls) == (503, 1)


def test_a_form_is_taken_only_where_there_may_be_a_file(claim: Claim) -> None:
    assert post(f"/claims/{claim.pk}/pick", {"because": "harm"}, format="multipart").status_code == 415
    assert post("/evidence", {"claim": claim.pk}, format="multipart").status_code == 422


def test_the_viewer_is_the_actor_of_the_user(claim: Claim) -> None:
    user = factories.user()
    view = BaseView()
    view.request = SimpleNamespace(user=user)  # type: ignore[assignment]
    key = actor_of(user).pk
    assert (view.user, view.viewer) == (user, key)


def test_a_conflict_repeats_what_was_sent_when_it_is_an_object() -> None:
    view = BaseView()
    for data, expected in [({"a": 1}, {"a": 1}), ([1], None), (None, None), ({}, {})]:
        view.request = SimpleNamespace(data=data)  # type: ignore[assignment]
        assert view.sent_body() == expected
