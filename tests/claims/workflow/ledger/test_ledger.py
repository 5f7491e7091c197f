"""Attacks on the record by whoever owns its tables: each is found, and the first bad row is named."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from claims.models import Verdict
from claims.workflow.ledger import checkpoint, ledger
from claims.workflow.review.chain import GENESIS, chained
from sources.models import Actor
from tests import factories
from tests.published import public


def tamper(owner, *statements):
    with owner.transaction():
        owner.execute("SET LOCAL session_replication_role = replica")
        for statement, *values in statements:
            owner.execute(statement, values)


def rewrite(owner, claim, change):
    """Compute a claim's whole chain anew after changing the first payload, as an owner of the tables can."""
    previous = GENESIS
    for row in Verdict.objects.filter(claim=claim).order_by("number"):
        payload = change(row.payload) if row.number == 1 else row.payload
        fresh = chained(previous, payload)
        tamper(
            owner,
            (
                "UPDATE claims_verdict SET payload = %s, previous_hash = %s, hash = %s WHERE id = %s",
                payload,
                previous,
                fresh,
                row.pk,
            ),
        )
        previous = fresh


def promote(payload):
    return payload.replace('"role":null', '"role":"mayor"')


def ids(number=None):
    rows = Verdict.objects.order_by("id")
    return list(rows.values_list("id", flat=True)) if number is None else rows.get(number=number).pk


ATTACKS = [
    (
        "one byte of the words",
        1,
        lambda o, v: tamper(
            o, ("UPDATE claims_verdict SET payload = replace(payload, 'log', 'lot') WHERE id = %s", v[1])
        ),
        "words",
    ),
    (
        "two rows swapped",
        0,
        lambda o, v: tamper(
            o,
            ("UPDATE claims_verdict SET number = 99 WHERE id = %s", v[0]),
            ("UPDATE claims_verdict SET number = 1 WHERE id = %s", v[1]),
            ("UPDATE claims_verdict SET number = 2 WHERE id = %s", v[0]),
        ),
        "follow",
    ),
    ("a middle row away", 2, lambda o, v: tamper(o, ("DELETE FROM claims_verdict WHERE id = %s", v[1])), "missing"),
    (
        "the last two away, and the claim's rating with them",
        1,
        lambda o, v: tamper(o, ("DELETE FROM claims_verdict WHERE id IN (%s, %s)", v[1], v[2])),
        "gone",
    ),
    ("the chain computed anew", 0, lambda o, v: rewrite(o, Verdict.objects.get(pk=v[0]).claim_id, promote), "anew"),
    (
        "an old backup put back",
        3,
        lambda o, v: tamper(
            o,
            ("DELETE FROM claims_verdict WHERE id >= %s", v[3]),
            (
                "UPDATE claims_claim c SET rating = '' WHERE NOT EXISTS "
                "(SELECT 1 FROM claims_verdict WHERE claim_id = c.id)",
            ),
        ),
        "gone",
    ),
    (
        "the reasons of the review beside its words",
        4,
        lambda o, v: tamper(
            o,
            (
                "UPDATE claims_review SET reasons = 'Others' WHERE id = "
                "(SELECT review_id FROM claims_verdict WHERE id = %s)",
                v[4],
            ),
        ),
        "reasons",
    ),
    (
        "the day for which it holds",
        3,
        lambda o, v: tamper(o, ("UPDATE claims_verdict SET as_of = '1999-01-01' WHERE id = %s", v[3])),
        "as of",
    ),
    (
        "the plan under which it was given",
        3,
        lambda o, v: tamper(o, ("UPDATE claims_verdict SET plan = 'blind' WHERE id = %s", v[3])),
        "plan",
    ),
    (
        "words that are no JSON, computed anew",
        0,
        lambda o, v: rewrite(o, Verdict.objects.get(pk=v[0]).claim_id, lambda p: "[]"),
        "no JSON object",
    ),
    (
        "a row's rating beside its words",
        4,
        lambda o, v: tamper(o, ("UPDATE claims_verdict SET rating = 'DISPUTED' WHERE id = %s", v[4])),
        "rating",
    ),
]


@pytest.mark.parametrize(("what", "bad", "attack", "says"), ATTACKS, ids=[a[0] for a in ATTACKS])
def test_each_attack_is_found_and_its_first_bad_row_named(record, owner, capsys, what, bad, attack, says):
    verdicts = ids()
    attack(owner, verdicts)
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_ledger", file=record)
    logged = capsys.readouterr().out
    # Swapped rows: the first place of the chain holds the row that was second.
    named = verdicts[1] if what == "two rows swapped" else verdicts[bad]
    assert re.match(rf"First bad row: verdict {named}\b", logged)
    assert says in logged


ELSEWHERE = [
    ("the time at which a verdict was given", "verdict", "UPDATE claims_verdict SET created_at = '1999-01-01'"),
    ("the colleague's note on a review", "review", "UPDATE claims_review SET note = 'I was never here'"),
    ("the evidence's note", "evidence", "UPDATE claims_evidence SET note = 'Something else'"),
    ("the evidence's stance", "evidence", "UPDATE claims_evidence SET stance = 'context'"),
    ("a step of the scale", "scale", "UPDATE claims_scalerating SET label = 'Proven' WHERE rating = 'SUPPORTED'"),
    ("all events", "events", "UPDATE claims_event SET verb = 'nothing.happened' WHERE verb <> 'ledger.checkpoint'"),
    ("an event away", "events", "DELETE FROM claims_event WHERE verb = 'verdict.given'"),
]


@pytest.mark.parametrize(("what", "row", "statement"), ELSEWHERE, ids=[e[0] for e in ELSEWHERE])
def test_what_a_verdict_rests_on_is_held_too(record, owner, what, row, statement):
    tamper(owner, (statement,))
    assert any(fault.row.startswith(row) for fault in ledger.faults(record))


def test_what_readers_saw_is_held_too(transactional_db, owner, tmp_path):
    public()
    file = tmp_path / "checkpoints.log"
    checkpoint.write(file, at=factories.AT)
    assert not list(ledger.faults(file))
    tamper(owner, ("UPDATE claims_publication SET payload = replace(payload, 'log', 'lot')",))
    assert [f.row.split()[0] for f in ledger.faults(None)] == ["publication"]
    tamper(owner, ("UPDATE claims_publication SET payload = '{'",))
    assert any("no JSON object" in f.what for f in ledger.faults(None))
    tamper(owner, ("DELETE FROM claims_publication",))
    assert any(f.what.endswith("it is gone") for f in ledger.faults(file))


def test_a_claims_rating_that_no_verdict_gave_is_found(record, owner):
    claim = Verdict.objects.order_by("id").last().claim_id
    tamper(owner, ("UPDATE claims_claim SET rating = 'DISPUTED' WHERE id = %s", claim))
    assert [f.row for f in ledger.faults(record)] == [f"claim {claim}"]


def test_a_text_that_was_changed_is_found(record, owner):
    version = Verdict.objects.order_by("id").first().claim.appearances.get().version_id
    tamper(owner, ("UPDATE sources_articleversion SET text = replace(text, 'town', 'city') WHERE id = %s", version))
    assert [f.row for f in ledger.faults(record)] == [f"article version {version}"]


def test_a_record_that_nobody_touched_holds(record, capsys):
    call_command("verify_ledger", file=record)
    assert "The record holds: 5 verdicts on 3 claims." in capsys.readouterr().out


def test_names_can_be_removed_without_breaking_the_record(record):
    """Verdicts and events hold opaque ids; the name stands in a side table, where it may go."""
    decision = Verdict.objects.order_by("id").first()
    Actor.objects.filter(pk=decision.decided_by).update(name="Reader 17")
    User.objects.filter(actor=decision.decided_by).delete()
    assert not list(ledger.faults(record))
    assert str(decision.decided_by) in decision.payload
    assert Actor.objects.get(pk=decision.decided_by).name == "Reader 17"


@pytest.mark.parametrize(("file", "found"), [("none", 0), ("not there", 1), ("there", 0)])
def test_the_record_is_checked_without_a_file_but_one_that_was_put_aside_is_missed(record, tmp_path, file, found):
    places = {"none": None, "not there": tmp_path / "another.log", "there": record}
    faults = list(ledger.faults(places[file]))
    assert len(faults) == found
    assert all("file of checkpoints" in fault.row for fault in faults)


@pytest.mark.parametrize(("before", "found"), [(ledger.GRACE, []), (ledger.GRACE + timedelta(seconds=1), ["verdict"])])
def test_a_verdict_that_is_older_than_the_last_checkpoint_stands_in_it(transactional_db, tmp_path, before, found):
    file = tmp_path / "checkpoints.log"
    factories.decided()
    checkpoint.write(file, at=factories.AT + before)
    assert not list(ledger.faults(file))
    late = factories.decided()
    faults = list(ledger.faults(file))
    assert [fault.row.split()[0] for fault in faults] == found
    assert all(fault.row.startswith(f"verdict {late.pk} (claim {late.claim_id}, number 1)") for fault in faults)
    assert all("older than the last checkpoint" in fault.what for fault in faults)
    assert timedelta(minutes=10) == ledger.GRACE


def test_of_each_chain_the_first_bad_row_is_named_and_the_next_chain_begins_anew(record, owner):
    first, second, third, *others = ids()
    tamper(owner, ("UPDATE claims_verdict SET rating = 'DISPUTED' WHERE id IN (%s, %s)", second, third))
    tamper(owner, ("UPDATE claims_verdict SET rating = 'DISPUTED' WHERE id = %s", others[0]))
    rows = [fault.row.split()[1] for fault in ledger.faults(None) if fault.row.startswith("verdict")]
    assert rows == [str(second), str(others[0])]
    assert ledger.counted() == {"claims": 3, "verdicts": 5}
    assert first < second


ROWS = [  # what the hashed words say, what is wrong
    ({}, ""),
    ({"format": "verdict/1", "cycle": 7, "plan": "blind", "as_of": "1999-01-01", "scale": 0}, ""),
    ({"cycle": 7}, "its row says another cycle than its hashed words"),
    ({"scale": 0}, "its row says another scale than its hashed words"),
    ({"number": 7}, "its row says another number than its hashed words"),
    ({"claim": 0}, "its row says another claim than its hashed words"),
    ({"decided_by": "me"}, "its row says another decided by than its hashed words"),
    ({"review": 0}, "its row says another review than its hashed words"),
    ({"as_of": None}, "its row says another as of than its hashed words"),
    ({"reasons": "Others."}, "its review says another reasons than its hashed words"),
    ({"sought": "Others."}, "its review says another sought than its hashed words"),
    ({"missing_context": True}, "its review says another missing context than its hashed words"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "wrong"), ROWS)
def test_what_a_row_says_is_what_was_hashed(words, wrong):
    row = factories.decided()
    row.payload = json.dumps({**json.loads(row.payload), **words})
    row.hash = chained(row.previous_hash, row.payload)
    assert ledger._wrong(row, 1, row.previous_hash) == wrong
