"""The first people on a new desk, with passwords made at random and shown once."""

import secrets
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

PRACTICE = {"reviewer1": "reviewer", "reviewer2": "reviewer", "editor1": "editor"}


class SignIn(NamedTuple):
    """What a person needs to sign in; the password is stored nowhere but as its hash."""

    name: str
    password: str
    group: str


def first_administrator() -> list[SignIn]:
    """Make the account `admin` when nobody administers the desk yet."""
    if get_user_model().objects.filter(is_superuser=True).exists():
        return []
    return _make({"admin": "administrator"})


def practice() -> list[SignIn]:
    """Make two reviewers and an editor to practise with; those who exist keep their passwords."""
    return _make(PRACTICE)


def _make(wanted: dict[str, str]) -> list[SignIn]:
    created = []
    users = get_user_model().objects
    for name, group in wanted.items():
        password = secrets.token_urlsafe(12)
        with transaction.atomic():
            user, new = users.get_or_create(username=name)
            if new:
                user.is_staff, user.is_superuser = True, group == "administrator"
                user.set_password(password)
                user.save()
                user.groups.add(Group.objects.get_or_create(name=group)[0])
                created.append(SignIn(name, password, group))
    return created
