"""What every resource of the API does alike: who gets in, which methods and parameters it knows, what is missing."""

import re

import pytest

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
    "name", ["article", "version", "claim", "quote", "expert", "piece", "file", "review", "verdict", "proof", "job"]
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
