"""Who did what is written down, in the transaction in which it is done."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction

from claims.workflow import audit
from claims.workflow.audit import actor_of
from sources.models import Actor
from tests import factories
from tests.claims.workflow.world import AT

pytestmark = pytest.mark.django_db


def test_an_actor_is_made_once_with_the_name_that_was_there_then():
    user = factories.user(first_name="Ada", last_name="Brix")
    found = actor_of(user)
    assert (found.name, found.user) == ("Ada Brix", user)
    user.first_name = "Eva"
    user.save()
    assert actor_of(user) == found
    assert Actor.objects.get(pk=found.pk).name == "Ada Brix"
    nameless = factories.user()
    assert actor_of(nameless).name == nameless.username


def test_only_somebody_who_is_signed_in_has_an_actor():
    user = factories.user()
    assert audit.actor_id(user) == actor_of(user).pk
    assert audit.actor_id(AnonymousUser()) is None
    assert audit.actor_id(None) is None


def test_a_permission_is_asked_for_at_each_act():
    user = factories.user()
    assert audit.require(user, "claims.add_verdict") == actor_of(user)
    with pytest.raises(PermissionDenied, match="role does not allow"):
        audit.require(user, "claims.publish_claim")


def test_an_account_that_was_closed_may_nothing_at_once():
    for user in (factories.user("editor", is_active=False), factories.user("nobody", is_superuser=True)):
        user.is_active = False
        with pytest.raises(PermissionDenied):
            audit.require(user, "claims.add_verdict")


def test_an_event_says_who_what_when_and_about_what():
    claim, by = factories.claim(), actor_of(factories.user())
    made = audit.event("claim.picked", by=by, at=AT, claim=claim, because="harm")
    made.refresh_from_db()
    assert (made.verb, made.actor, made.claim, made.article) == ("claim.picked", by.pk, claim.pk, None)
    assert (made.data, made.created_at) == ({"because": "harm"}, AT)
    machine = audit.event("article.processed", by=None, at=AT, article=7)
    assert (machine.actor, machine.claim, machine.article) == (None, None, 7)


class Cause(Exception):
    """What PostgreSQL says, in its five signs."""

    def __init__(self, sqlstate):
        self.sqlstate = sqlstate


RETRIED = [  # PostgreSQL's code, is it worth another try, why
    ("40P01", True, "a deadlock"),
    ("40001", True, "a serialization failure"),
    ("23505", False, "a row that is there already"),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("code", "again", "why"), RETRIED, ids=[r[-1] for r in RETRIED])
def test_what_was_taken_back_for_another_ones_sake_is_tried_again(code, again, why):
    error = OperationalError("taken back")
    error.__cause__ = Cause(code)
    assert audit.is_retryable(error) is again
    with transaction.atomic():
        assert audit.is_retryable(error) is False, "half of it is still under way"


@pytest.mark.django_db(transaction=True)
def test_an_error_that_the_database_did_not_cause_is_not_tried_again():
    assert audit.is_retryable(ValueError("no")) is False
