"""A record with verdicts and a checkpoint, for the tests of this folder."""

import pytest

from claims.workflow.ledger import checkpoint
from tests import factories


@pytest.fixture
def record(transactional_db, tmp_path):
    """Three claims with verdicts, one of them with three, and a checkpoint of them all."""
    by = factories.user()
    first = factories.decided(by=by)
    for number, reasons in enumerate(["The log is gone.", "It is found again."], start=2):
        rating = "NOT_CHECKABLE" if number == 2 else "SUPPORTED"
        factories.ruled(claim=first.claim, rating=rating, reasons=reasons, by=by)
    factories.decided(by=by)
    factories.decided(by=by)
    file = tmp_path / "ledger" / "checkpoints.log"
    checkpoint.write(file, at=factories.AT)
    return file
