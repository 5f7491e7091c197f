"""Every error is a problem: its media type, its words, and what it keeps to itself."""

from typing import Any
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent
from django.core.exceptions import ValidationError as Wrong
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from rest_framework import exceptions

from claims.workflow.audit import Conflict
from sources.ingest import Refused
from tests import factories
from tests.claims.api.world import API, client

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


def failing(error: Exception) -> Any:
    with patch("claims.queries.articles_with_state", side_effect=error):
        return client(factories.user()).get(f"{API}/articles")


@pytest.mark.parametrize(
    ("error", "status", "detail"),
    [
        (Wrong({"note": ["Say more."]}), 422, "note: Say more."),
        (Wrong("Not so."), 422, "Not so."),
        (Refused("This is empty."), 422, "This is empty."),
        (Conflict("It is rejected now."), 409, "It is rejected now."),
        (PermissionDenied("Your role does not allow this."), 403, "Your role does not allow this."),
        (PermissionDenied(), 403, "You do not have permission to perform this action."),
        (IntegrityError('duplicate key violates "claims_secret_table"'), 409, "Somebody else was faster, or this"),
        (OperationalError("password of claimdesk_app is x"), 503, "The database does not answer."),
        (InterfaceError("connection already closed"), 503, "The database does not answer."),
        (DataError("integer out of range"), 422, "The database cannot hold a value in it."),
        (RequestDataTooBig(), 413, "A request has at most"),
        (TooManyFieldsSent("Too many."), 400, "Too many."),
        (exceptions.Throttled(wait=7), 429, "Request was throttled."),
        (RuntimeError("secret inside"), 500, "Server Error (500)"),
    ],
)
def test_an_error_is_told_in_its_own_words(error: Exception, status: int, detail: str) -> None:
    answer = failing(error)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    body = answer.json()
    assert body["status"] == status
    assert body["detail"].startswith(detail)
    assert "secret" not in answer.content.decode()
    assert "claimdesk_app" not in answer.content.decode()


def test_a_database_that_is_away_says_when_to_come_again() -> None:
    assert failing(OperationalError())["Retry-After"] == "5"


@pytest.mark.parametrize(
    "address", ["", "/", "/nothing", "/claims/x", "/articles/1/versions/one", "/jobs/fetch", "/claims/a%0Ab/wording"]
)
def test_an_unknown_address_is_a_problem_too(address: str) -> None:
    answer = client(factories.user()).get(API + address if address else f"{API}/")
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert client().get(f"{API}{address or '/'}").status_code == 401


def test_a_type_that_we_do_not_send_is_406() -> None:
    answer = client(factories.user()).get(f"{API}/articles", HTTP_ACCEPT="application/xml")
    assert (answer.status_code, answer["Content-Type"]) == (406, PROBLEM)
