"""Who is signed in, and the names that stand for actors."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from claims.desk.base.people import names, person
from claims.workflow.audit import actor_of
from tests import factories


def test_who_is_signed_in_is_returned_and_nobody_is_refused() -> None:
    request = RequestFactory().get("/")
    request.user = User(username="agnes")
    assert person(request) is request.user
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        person(request)


@pytest.mark.django_db
def test_a_removed_name_is_missing_and_nobody_is_no_name() -> None:
    actor = actor_of(factories.user())
    factories.user()
    assert names([actor.pk, None, uuid4(), actor.pk]) == {actor.pk: actor.name}
    assert names([None]) == {}
