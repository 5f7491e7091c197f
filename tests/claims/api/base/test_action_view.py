"""An action of the API does what the workflow says, for whom it says, and a conflict shows what stands."""

from typing import Any

import pytest

from claims.models import Claim
from sources.models import Fetch
from tests import factories
from tests.claims.api.world import World, evidence_body, post, review_body

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "retry", "others"),
    [("none", 403, 403), ("reviewer", 403, 0), ("editor", 200, 0), ("administrator", 200, 0)],
)
def test_each_role_may_do_what_the_workflow_says(claim: Claim, role: str, retry: int, others: int) -> None:
    failed = Fetch.objects.create(
        via="url",
        url="https://example.org/x",
        outcome="refused",
        reason="Gone.",
        created_at=factories.AT,
        finished_at=factories.AT,
    )
    version = claim.appearances.get().version
    text = version.text
    words = "The town paid"
    start = text.index(words)
    actions: list[tuple[str, Any, int]] = [
        (f"/claims/{claim.pk}/reject", {"which": "vague"}, 200),
        (f"/claims/{claim.pk}/accept", {}, 200),
        (
            "/claims",
            {"version": version.pk, "start": start, "end": start + len(words), "exact": words, "type": "event"},
            201,
        ),
        ("/evidence", evidence_body(claim), 201),
        ("/reviews", review_body(claim), 201),
        ("/articles", {"text": "Some words.\n"}, 201),
        (f"/parts/{factories.ambiguous().pk}/take", {"interpretation": 0}, 201),
    ]
    for address, fields, expected in actions:
        answer = post(address, fields, role=role)
        assert answer.status_code == (others or expected), (address, answer.content)
    assert post(f"/jobs/fetch/{failed.pk}/retry", role=role).status_code == retry
    if not others:
        added = claim.evidence.get()
        assert post(f"/evidence/{added.pk}/withdraw", {"because": "A copy."}, role=role).status_code == 200


def test_a_conflict_says_what_stands(desk: World) -> None:
    answer = post(f"/claims/{desk.claim.pk}/reject", {"which": "vague"})
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:claimdesk:problem:conflict")
    present = answer.json()["present"]
    assert present.pop("version") > 1
    assert present == {
        "id": desk.claim.pk,
        "proposal": "accepted",
        "rating": "SUPPORTED",
        "verdict": 1,
        "stage": "done",
    }
    assert answer.json()["yours"] == {"which": "vague"}
