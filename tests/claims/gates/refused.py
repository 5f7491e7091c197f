"""How a test says that the database refuses."""

import re
from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from claims.gates import refusals


def refused(action: Callable[[], object], match: str = "") -> None:
    """Hold that an action fails in the database, by a rule and not by a slip of the test's, and leaves nothing behind.

    `match` is looked for in the sentence that people read, without regard to case; for a constraint or a missing
    right in what PostgreSQL says.
    """
    with pytest.raises(DatabaseError) as failure, transaction.atomic():
        action()
    message = str(failure.value)
    assert "syntax error" not in message
    assert "does not exist" not in message
    text = refusals.sentence(failure.value) if refusals.code(failure.value) else message
    assert re.search(match, text, re.IGNORECASE), text
