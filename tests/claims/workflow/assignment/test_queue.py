"""Each reviewer gets another claim."""

from datetime import timedelta

import pytest

from claims.workflow.assignment import queue
from claims.workflow.review import review
from tests import factories
from tests.claims.workflow.world import AT, taken

pytestmark = pytest.mark.django_db


def test_a_lease_that_ran_out_needs_no_editor():
    claim, _ = taken()
    after = AT + review.LEASE + timedelta(seconds=1)
    assert queue.take_next(by=factories.user(), at=after).claim_id == claim.pk
