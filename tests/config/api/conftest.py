"""What the tests of the API's wiring start from."""

import pytest

from tests.claims.api.world import World, world


@pytest.fixture
def desk() -> World:
    """A desk with one of everything."""
    return world()
