"""Somebody who is signed in, as the admin's doors see them."""

import pytest
from django.test import Client

from tests import factories


@pytest.fixture
def reviewer(db: None) -> Client:
    return signed_in("reviewer")


@pytest.fixture
def editor(db: None) -> Client:
    return signed_in("editor")


@pytest.fixture
def onlooker(db: None) -> Client:
    """Staff without any role."""
    return signed_in("nobody")


def signed_in(role: str) -> Client:
    client = Client()
    client.user = factories.user(role)
    client.force_login(client.user)
    return client
