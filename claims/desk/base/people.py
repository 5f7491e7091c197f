"""The person who is signed in, and the names of actors."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from sources.models import Actor


def person(request: HttpRequest) -> User:
    """Return who is signed in; the desk's pages are behind the admin's sign-in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def names(actors: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names that stand for actors; a removed one is missing."""
    return dict(Actor.objects.filter(pk__in={a for a in actors if a}).values_list("pk", "name"))
