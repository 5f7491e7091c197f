"""Tokens: who gets one, and what is let in with it."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from knox.models import AuthToken

from tests import factories
from tests.claims.api.world import API

pytestmark = pytest.mark.django_db


def token(*arguments: str) -> str:
    out, err = StringIO(), StringIO()
    call_command("token", *arguments, stdout=out, stderr=err)
    assert re.fullmatch(r"cdk_[0-9a-f]{64}\n", out.getvalue())
    assert "only now" in err.getvalue()
    return out.getvalue().strip()


def asked(header: str | bytes, **more: str) -> int:
    return Client(raise_request_exception=False).get(f"{API}/articles", HTTP_AUTHORIZATION=header, **more).status_code  # type: ignore[arg-type]


@pytest.mark.parametrize("role", ["reviewer", "editor"])
def test_a_service_account_is_made_with_its_role_and_no_password(role: str) -> None:
    secret = token("feed", "--role", role)
    user = User.objects.get(username="feed")
    assert not user.has_usable_password()
    assert not user.is_staff
    assert [group.name for group in user.groups.all()] == [role]
    assert asked(f"Bearer {secret}") == 200


def test_without_a_role_it_is_a_reviewer() -> None:
    token("feed")
    assert User.objects.get().groups.get().name == "reviewer"


def test_somebody_who_exists_keeps_their_role() -> None:
    factories.user("reviewer")
    name = User.objects.get().username
    assert asked(f"Bearer {token(name)}") == 200
    with pytest.raises(CommandError, match="not editor"):
        token(name, "--role", "editor")
    assert AuthToken.objects.count() == 1


def test_a_switched_off_account_gets_none() -> None:
    token("feed")
    User.objects.update(is_active=False)
    with pytest.raises(CommandError, match="switched off"):
        token("feed")


@pytest.mark.parametrize("name", ["", "two words", "x" * 200])
def test_a_name_that_is_none_makes_no_account(name: str) -> None:
    with pytest.raises(CommandError):
        token(name)
    assert not User.objects.exists()


def test_only_a_hash_of_the_token_is_stored() -> None:
    secret = token("feed")
    assert secret not in str(AuthToken.objects.values_list().get())


@pytest.mark.parametrize(
    ("header", "status", "why"),
    [
        ("Bearer {0}", 200, "as it is meant"),
        ("bearer {0}", 200, "whatever the case"),
        ("Token {0}", 200, "as older clients say it"),
        ("Bearer {0}x", 401, "not quite"),
        ("Bearer", 401, "a word without a token"),
        ("Bearer {0} {0}", 401, "two"),
        ("Bearer cdk_ÿ", 401, "not of our letters"),
        ("Basic {0}", 401, "another scheme"),
        ("", 401, "nothing"),
    ],
)
def test_a_token_lets_in_what_it_belongs_to(header: str, status: int, why: str) -> None:
    assert asked(header.format(token("feed"))) == status, why


def test_an_old_token_lets_nobody_in() -> None:
    secret = token("feed")
    AuthToken.objects.update(expiry=factories.AT - timedelta(days=1))
    assert asked(f"Bearer {secret}") == 401


def test_a_session_lets_in_but_does_not_act_without_its_csrf_token() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(factories.user())
    assert browser.get(f"{API}/articles").status_code == 200
    answer = browser.post(f"{API}/articles", {"text": "x"}, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
