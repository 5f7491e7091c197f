"""Pages of a list: each row once, in order, at the cost of one page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.claims.api.world import API, World, client, get, world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("ordering", ["-score", "score", "id", "-id"])
def test_pages_show_each_row_once_in_order(desk: World, ordering: str) -> None:
    for number in range(7):
        factories.claim(of=desk.version, words="forty times", score=[0.5, 0.5, 0.1, 1 / 3, 0.5, 0, 1][number])
    whole = [row["id"] for row in get(desk.user, "/claims", ordering=ordering)["results"]]
    assert len(whole) == 8
    asking, found, address = client(desk.user), [], f"{API}/claims?ordering={ordering}&page_size=3"
    while address:
        page = asking.get(address).json()
        found += [row["id"] for row in page["results"]]
        address = page["next"]
    assert found == whole


def test_a_page_is_never_longer_than_the_cap(desk: World) -> None:
    assert len(get(desk.user, "/claims", page_size="1000000")["results"]) == 1


def test_a_cursor_belongs_to_its_ordering(desk: World) -> None:
    factories.claim(of=desk.version, words="forty times")
    address = get(desk.user, "/claims", page_size="1")["next"]
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
        factories.evidence(other.claim, url="https://tides.example.org/log", kind="page")
    assert queries() == before


@pytest.mark.parametrize("address", ["/articles", "/claims", "/quotes", "/evidence", "/verdicts", "/jobs", "/experts"])
def test_a_list_never_loads_texts_or_bytes(desk: World, address: str) -> None:
    with CaptureQueriesContext(connection) as seen:
        get(desk.user, address)
    for query in seen:
        selected = query["sql"].partition(" FROM ")[0]
        assert not re.search(r'"(raw|payload)"|"sources_articleversion"\."text"', selected), query["sql"]
