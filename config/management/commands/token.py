"""Let a program in."""

from typing import Any

from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction
from knox.models import AuthToken

ROLES = ("reviewer", "editor")


class Command(BaseCommand):
    """Make a token and print it once."""

    help = (
        "Make a token for the API and print it, once. NAME is a service account, made when there is none; "
        "or somebody who has an account already and keeps the role they have."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--role", choices=ROLES, help="of a new service account; reviewer without it")

    @transaction.atomic
    def handle(self, *args: Any, name: str, role: str | None, **options: Any) -> None:
        user = User.objects.filter(username=name).first() or self._make(name, role or ROLES[0])
        if not user.is_active:
            raise CommandError(f"The account {name} is switched off.")
        roles = set(user.groups.values_list("name", flat=True))
        if role and role not in roles:
            raise CommandError(f"{name} exists and is {', '.join(sorted(roles)) or 'without a role'}, not {role}.")
        token, secret = AuthToken.objects.create(user=user)
        until = f"; it is valid until {token.expiry:%Y-%m-%d}" if token.expiry else ""
        self.stderr.write(f"The token of {name}, shown only now{until}. Send it as: Authorization: Bearer …")
        self.stdout.write(secret)

    def _make(self, name: str, role: str) -> User:
        """Make an account that nobody can sign in with, since it has no password."""
        user = User(username=name)
        user.set_unusable_password()
        try:
            user.full_clean(exclude=["password"])
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from None
        user.save()
        user.groups.add(Group.objects.get(name=role))
        return user
