"""The tables of actions: each says what its function takes, who may, and what is said when it is done."""

import inspect
from typing import Any

import pytest
from django.contrib.auth.models import Permission

from claims.models import Stage, Work
from claims.workflow.action import Action, at_stage, table
from claims.workflow.assignment import actions as assignment
from claims.workflow.assignment.actions import ACTIONS
from claims.workflow.claim import actions as claim
from claims.workflow.evidence import actions as evidence
from claims.workflow.publication import actions as publication
from claims.workflow.review import actions as review
from tests import factories
from tests.claims.workflow.world import desk, work

TABLES = {
    "triage": assignment.TRIAGE,
    "assignment": assignment.ACTIONS,
    "review": review.ACTIONS,
    "evidence": evidence.ACTIONS,
    "claim": claim.ACTIONS,
    "publication": publication.ACTIONS,
}
ALL = [pytest.param(action, id=f"{noun}-{name}") for noun, found in TABLES.items() for name, action in found.items()]
SUBJECTS = {"claim", "review", "evidence", "place", "request", "report"}


@pytest.mark.parametrize("action", ALL)
def test_an_action_names_every_field_that_its_function_needs_and_none_besides(action: Action[Any]) -> None:
    parameters = inspect.signature(action.do).parameters
    assert set(action.fields) <= set(parameters)
    needed = {name for name, one in parameters.items() if one.default is one.empty}
    assert len(needed & SUBJECTS) == 1
    assert needed - SUBJECTS - {"by", "at"} <= set(action.fields)
    assert {one.kind for one in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}


@pytest.mark.django_db
def test_every_permission_of_an_action_exists() -> None:
    known = {
        f"{one.content_type.app_label}.{one.codename}" for one in Permission.objects.select_related("content_type")
    }
    assert {param.values[0].permission for param in ALL} <= known


def test_a_table_keeps_the_order_and_the_names_of_its_actions() -> None:
    for found in TABLES.values():
        assert [action.name for action in found.values()] == list(found)


def an_action(**more: Any) -> Action[Work]:
    return Action(name="mark", label="Mark", permission="claims.pick_claim", do=dict, **more)


def test_an_action_passes_on_its_own_fields_and_no_others() -> None:
    action = an_action(fields=("because", "seen"))
    ran = action.run({"because": "b", "to": "somebody"}, claim="c", by="b", at="now")  # type: ignore[arg-type]
    assert ran == {"because": "b", "claim": "c", "by": "b", "at": "now"}


def test_what_is_said_may_depend_on_what_came_out() -> None:
    assert an_action().message(3) == "Done."
    assert an_action(answer="Marked.").message(3) == "Marked."
    assert an_action(answer=lambda count: f"{count} marked.").message(3) == "3 marked."


def test_an_action_may_be_offered_at_some_stages_only() -> None:
    action = table(an_action(offered=at_stage(Stage.PICKED, Stage.DONE)))["mark"]
    assert [stage for stage in Stage if action.offered(Work(stage=stage))] == [Stage.PICKED, Stage.DONE]


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "may"), [("nobody", False), ("reviewer", True)])
def test_an_action_is_allowed_by_role(role: str, may: bool) -> None:
    work = Work.objects.get(pk=factories.claim().pk)
    assert an_action().allows(factories.user(role), work) is may


@pytest.mark.django_db
def test_an_action_allows_whom_the_workflow_would_let():
    row = work(factories.claim())
    hold = ACTIONS["hold"]
    assert hold.allows(factories.user("editor"), row) is True
    assert hold.allows(factories.user(), row) is False
    claim = row.claim
    Work.objects.filter(pk=claim.pk).update(desk=desk("Elsewhere"))
    assert hold.allows(factories.user("editor"), work(claim)) is False
