"""An action of the API does what the workflow says, for whom it says, and a conflict shows what stands."""

from inspect import Parameter, signature
from typing import Any

import pytest
from django.utils import timezone

from claims.api.base.action_view import ActionView
from claims.api.urls import routes
from claims.models import Claim, Event
from claims.workflow.audit import actor_of
from sources.models import Fetch
from tests import factories
from tests.claims.api.world import API, World, client, evidence_body, post, review_body

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


BOUND = [view for _address, view, _name in routes if issubclass(view, ActionView)]
RENAMED = {"AdjustPlaceView": {"version": None, "place": None}}


@pytest.mark.parametrize("view", BOUND, ids=lambda view: view.__name__)
def test_no_field_of_a_body_is_dropped_on_its_way_to_the_workflow(view: type[ActionView]) -> None:
    renamed = RENAMED.get(view.__name__, {})
    fields = {renamed.get(name, name) for name in view.body().fields} - {None}
    assert fields <= set(view.workflow_action.fields)
    needed = {
        name
        for name, parameter in signature(view.workflow_action.do).parameters.items()
        if parameter.default is Parameter.empty and name in view.workflow_action.fields
    }
    assert needed <= fields


@pytest.mark.parametrize("view", BOUND, ids=lambda view: view.__name__)
def test_the_row_is_what_the_action_is_about(view: type[ActionView]) -> None:
    subject = "place" if view.__name__ == "AdjustPlaceView" else view.subject_name
    assert subject in signature(view.workflow_action.do).parameters
    assert view.__doc__


def test_each_action_is_bound_once() -> None:
    bound = [view.workflow_action for view in BOUND]
    assert len(bound) == len({id(action) for action in bound}) > 0


def test_a_view_does_its_action_in_the_name_of_the_user_and_now(claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    user, now = factories.user(), timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    answer = client(user).post(f"{API}/claims/{claim.pk}/pick", {"because": "harm"}, format="json")
    assert answer.status_code == 200, answer.content
    event = Event.objects.get(verb="claim.picked")
    assert (event.actor, event.created_at, event.claim) == (actor_of(user).pk, now, claim.pk)


def test_a_body_is_looked_at_before_anything_is_done_and_after_the_row_is_found(claim: Claim) -> None:
    assert post("/claims/999999/pick", {"colour": "red"}).status_code == 404
    assert post(f"/claims/{claim.pk}/pick", {"colour": "red"}).status_code == 422
    assert not Event.objects.filter(verb="claim.picked").exists()


def test_a_view_that_does_not_say_its_answer_has_none() -> None:
    with pytest.raises(NotImplementedError):
        ActionView().respond(None, None)
