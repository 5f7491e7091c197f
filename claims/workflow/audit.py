"""Write down who did what, in the transaction in which it is done."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db import connection

from claims.models import Claim, Event
from sources.models import Actor

# PostgreSQL's: a deadlock, and a transaction that cannot be put in order with another one. Nothing of it was done.
RETRYABLE = ("40P01", "40001")
TRIES = 3


class Conflict(Exception):
    """Somebody else was faster, or the state does not allow it (any more); the message says what holds now."""


def is_retryable(error: Exception) -> bool:
    """Return whether the transaction hit a deadlock or a serialization failure and can be retried."""
    return getattr(error.__cause__, "sqlstate", None) in RETRYABLE and not connection.in_atomic_block


def actor_of(user: User) -> Actor:
    """Return the actor that stands for a user in records that outlive the account."""
    found, _ = Actor.objects.get_or_create(user=user, defaults={"name": user.get_full_name() or user.get_username()})
    return found


def actor_id(user: AbstractBaseUser | AnonymousUser | None) -> uuid.UUID | None:
    """Return the actor's id of somebody who is signed in; None for a machine."""
    return actor_of(user).pk if isinstance(user, User) else None


def require(user: User, permission: str) -> Actor:
    """Return the user's actor when they hold the permission; raise PermissionDenied when not, or not any more."""
    if not user.is_active or not user.has_perm(permission):
        raise PermissionDenied("Your role does not allow this. An administrator can change it.")
    return actor_of(user)


def event(
    verb: Event.Verb,
    *,
    by: Actor | None,
    at: datetime,
    claim: Claim | None = None,
    article: int | None = None,
    **data: Any,
) -> Event:
    """Record an event. Call it last in a transaction: events are numbered in commit order, one writer at a time."""
    return Event.objects.create(
        verb=verb,
        actor=by.pk if by else None,
        claim=claim.pk if claim else None,
        article=article,
        data=data,
        created_at=at,
    )
