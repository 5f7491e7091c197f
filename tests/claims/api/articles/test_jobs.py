"""The two ledgers of background work as one list, and trying again."""

import pytest

from tests import factories
from tests.claims.api.world import API, World, add_quotation, client, post

pytestmark = pytest.mark.django_db


def test_only_what_failed_is_tried_again(desk: World) -> None:
    answer = post(f"/jobs/fetch/{desk.fetch.pk}/retry", role="editor")
    assert (answer.status_code, answer.json()["present"]["state"]) == (409, "done")
    assert post("/jobs/other/1/retry", role="editor").status_code == 404
    assert post("/jobs/fetch/999999/retry", role="editor").status_code == 404


def test_pages_run_through_both_ledgers(desk: World) -> None:
    for _ in range(3):
        add_quotation(factories.version(desk.version.text))
    asking, found, address = client(desk.user), [], f"{API}/jobs?page_size=2"
    while address:
        page = asking.get(address).json()
        found += [(row["kind"], row["id"]) for row in page["results"]]
        address = page["next"]
    assert len(found) == len(set(found)) == 5
