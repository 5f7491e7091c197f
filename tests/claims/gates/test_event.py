"""Events are numbered in the order in which they are committed."""

import psycopg
import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_events_are_numbered_in_commit_order(transactional_db):
    """A reader who has seen event n can never meet a lower one later: the second writer waits for the first."""
    insert = "INSERT INTO claims_event (verb, data, created_at) VALUES (%s, '{}', now()) RETURNING id"
    parameters = connection.get_connection_params()
    parameters = {k: v for k, v in parameters.items() if k in ("dbname", "user", "host", "port", "password")}
    with psycopg.connect(**parameters) as earlier, psycopg.connect(**parameters) as later:
        first = earlier.execute(insert, ["first"]).fetchone()[0]
        later.execute("SET lock_timeout = '200ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            later.execute(insert, ["second"])
        later.rollback()
        earlier.commit()
        assert later.execute(insert, ["second"]).fetchone()[0] > first
