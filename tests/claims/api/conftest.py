"""What the tests of the API start from."""

import pytest

from claims.models import Claim
from tests import factories
from tests.claims.api.world import World, world


@pytest.fixture
def desk() -> World:
    """A desk with one of everything."""
    return world()


@pytest.fixture
def claim() -> Claim:
    """A claim that nobody has worked on."""
    return factories.claim()
