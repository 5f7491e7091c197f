"""What the database refuses is told on a page, never as an error of ours; an action that was in vain is done again."""

from dataclasses import replace

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from claims.workflow.assignment import publication_hold, triage
from claims.workflow.assignment.actions import TRIAGE
from claims.workflow.audit import Conflict
from config.error_pages import ErrorPages
from tests import factories
from tests.claims.desk.conftest import signed_in

DEADLOCK = psycopg.errors.DeadlockDetected("deadlock detected")
ORDER = psycopg.errors.SerializationFailure("could not serialize access")


def raised(error, cause=None):
    error.__cause__ = cause
    return error


ERRORS = [  # what is raised, the answer's status and words
    (Conflict("It was picked meanwhile."), 409, "It was picked meanwhile."),
    (ValidationError({"claims": "Choose one."}), 400, "Choose one."),
    (IntegrityError('duplicate key violates "claims_secret"'), 409, "Somebody else was faster"),
    (DataError("integer out of range"), 400, "cannot hold a value"),
    (OperationalError("password of claimdesk_app is secret"), 503, "does not answer"),
    (InterfaceError("connection already closed"), 503, "does not answer"),
    (raised(OperationalError("deadlock detected: secret"), DEADLOCK), 503, "Nothing was done"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status", "words"), ERRORS)
def test_it_is_told_on_a_page(monkeypatch, error, status, words):
    def fails(**_arguments):
        raise error

    monkeypatch.setattr(triage, "leave_rest", fails)
    answer = signed_in("reviewer").post(reverse("desk:leave_rest", args=[factories.version().pk]))
    answer_page = answer.content.decode()
    assert (answer.status_code, answer.get("Retry-After")) == (status, "5" if status == 503 else None)
    assert words in answer_page
    assert "secret" not in answer_page


@pytest.mark.django_db
def test_a_gate_of_the_database_speaks_for_itself(monkeypatch):
    claim = factories.claim()
    publication_hold.hold(claim=claim, because="A letter.", by=factories.user("editor"), at=factories.AT)

    def past_the_hold(*, claim, **_arguments):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE claims_work SET stage = 'picked' WHERE claim_id = %s", [claim.pk])

    monkeypatch.setitem(TRIAGE, "pick", replace(TRIAGE["pick"], do=past_the_hold))
    answer = signed_in("reviewer").post(reverse("desk:pick", args=[claim.pk]), {"because": ""})
    assert answer.status_code == 409
    assert "This claim is on legal hold: nothing moves." in answer.content.decode()


class FailingAction:
    """A view that the database takes back so many times."""

    def __init__(self, times, cause, **marks):
        self.times, self.cause, self.done = times, cause, 0
        vars(self).update(marks)

    def __call__(self, request):
        self.done += 1
        if self.done <= self.times:
            raise raised(OperationalError("taken back"), self.cause)
        return HttpResponse("done")


TRIED = [  # how often it is taken back, by what, how it is sent, how often it was tried, what comes out, why
    (1, DEADLOCK, "post", {}, 2, 200, "a deadlock"),
    (2, ORDER, "post", {}, 3, 200, "two transactions that cannot be put in order, twice"),
    (3, DEADLOCK, "post", {}, 3, 503, "three times is enough"),
    (1, DEADLOCK, "get", {}, 1, 503, "whoever only looks can look again"),
    (1, None, "post", {}, 1, 503, "the database is away"),
    (1, DEADLOCK, "post", {"one_by_one": True}, 1, 503, "many actions, some of them done"),
]


@pytest.mark.parametrize(
    ("times", "cause", "method", "marks", "tried", "status", "why"), TRIED, ids=[t[-1] for t in TRIED]
)
def test_an_action_that_was_in_vain_is_done_again(times, cause, method, marks, tried, status, why):
    action = FailingAction(times, cause, **marks)
    request = getattr(RequestFactory(), method)("/admin/claims/claim/1/pick/")
    middleware = ErrorPages(lambda request: HttpResponse())
    answer = middleware.process_view(request, action, (), {})
    if answer is None:  # the last try is Django's own
        try:
            answer = action(request)
        except OperationalError as error:
            answer = middleware.process_exception(request, error)
    assert (answer.status_code, action.done) == (status, tried)


def test_what_is_no_fault_of_the_database_is_not_hidden():
    assert (
        ErrorPages(lambda request: HttpResponse()).process_exception(RequestFactory().get("/"), KeyError("x")) is None
    )
