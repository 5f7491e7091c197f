"""Who may open which page of the desk, and how many questions each asks the database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.workflow.assignment import assign
from claims.workflow.claim import proposals
from claims.workflow.inbox import comment
from claims.workflow.review import verdict
from tests import factories
from tests.claims.desk.conftest import signed_in

pytestmark = pytest.mark.django_db
QUEUE, NEXT, GIVE, INBOX = "/admin/queue/", "/admin/queue/next/", "/admin/queue/give/", "/admin/inbox/"
HANDOVER, EDITOR, ENTER = "/admin/queue/handover/", "/admin/queue/editor/", "/admin/queue/enter/"
PAGES = {
    QUEUE: {"reviewer", "editor", "administrator"},
    HANDOVER: {"reviewer", "editor", "administrator"},
    ENTER: {"reviewer", "editor", "administrator"},
    GIVE: {"editor", "administrator"},
    EDITOR: {"editor", "administrator"},
    INBOX: {"nobody", "reviewer", "editor", "administrator"},
    "/admin/claims/desk/": {"reviewer", "editor", "administrator"},
    "/admin/claims/desk/add/": {"administrator"},
}


def picked(**fields):
    return proposals.accept(claim=factories.claim(**fields), by=factories.user(), at=factories.AT)


@pytest.mark.parametrize("role", ["nobody", "reviewer", "editor", "administrator"])
@pytest.mark.parametrize("address", PAGES)
def test_who_may_look(address, role):
    answer = signed_in(role).get(address)
    assert answer.status_code == (200 if role in PAGES[address] else 403)


@pytest.mark.parametrize("address", [*PAGES, NEXT, "/admin/inbox/read/"])
def test_a_stranger_is_led_to_the_sign_in(address):
    answer = Client().get(address)
    assert answer.status_code in (302, 405)
    assert answer.status_code == 405 or "/login/" in answer["Location"]


@pytest.mark.parametrize("address", [QUEUE, GIVE, INBOX, HANDOVER, EDITOR])
def test_the_number_of_queries_does_not_grow(address):
    client = signed_in("editor")
    counted = []
    for _ in range(2):
        for _ in range(4):
            claim = picked()
            assign.assign(
                claim=claim,
                to=client.user,
                by=factories.user("editor"),
                at=timezone.now(),
                terms=assign.Terms(due_at=timezone.now() + timedelta(hours=1)),
            )
            verdict.take(claim=picked(), by=client.user, at=timezone.now())
            comment.write(claim=claim, text="Look.", by=factories.user(), at=timezone.now())
            picked()
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(address).status_code == 200
        counted.append(len(seen))
    assert counted[0] == counted[1] <= 24, counted
