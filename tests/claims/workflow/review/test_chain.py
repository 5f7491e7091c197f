"""Each verdict of a claim holds the hash of the one before it."""

import hashlib

import pytest

from claims.workflow.review import chain
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_hash_is_of_the_one_before_and_the_payload():
    assert chain.chained("ab", "{}") == hashlib.sha256(b"ab{}").hexdigest()
    assert chain.GENESIS == "0" * 64
    decision = factories.decided()
    assert (decision.previous_hash, decision.hash) == (chain.GENESIS, chain.chained(chain.GENESIS, decision.payload))


def three():
    by = factories.user()
    claim = factories.decided(by=by).claim
    for number in (1, 2):
        factories.ruled(claim=claim, rating="NOT_CHECKABLE", reasons=f"r{number}", by=by)
    return claim


TAMPERED = [  # SQL as the owner of the tables, the number of the first verdict that does not follow
    ("UPDATE claims_verdict SET payload = payload || ' ' WHERE number = 2", 2, "its words"),
    ("UPDATE claims_verdict SET hash = repeat('1', 64) WHERE number = 1", 1, "its hash"),
    ("UPDATE claims_verdict SET previous_hash = repeat('1', 64) WHERE number = 3", 3, "what it follows"),
    ("DELETE FROM claims_verdict WHERE number = 2", 3, "one is gone"),
    ("UPDATE claims_verdict SET number = 7 WHERE number = 3", 7, "its number"),
]


@pytest.mark.parametrize(("statement", "number", "why"), TAMPERED, ids=[t[-1] for t in TAMPERED])
def test_the_first_verdict_that_does_not_follow_is_named(owner, statement, number, why):
    claim = three()
    assert chain.first_broken(claim) is None
    with owner.transaction():
        owner.execute("SET LOCAL session_replication_role = replica")
        owner.execute(statement)
    assert chain.first_broken(claim).number == number


def test_a_claim_without_a_verdict_has_nothing_broken():
    assert chain.first_broken(factories.claim()) is None
