"""An expert as the API shows them."""

import pytest

from tests.claims.api.world import World, get

pytestmark = pytest.mark.django_db


def test_an_expert_shows_the_role_as_printed(desk: World) -> None:
    body = get(desk.user, desk.addresses()["expert"])
    assert body["roles"] == [{"version": 1, "title": "harbour master", "affiliation": "the Port Office"}]
    assert body["quotes"] == 1
