"""Attacks on the record by whoever owns its tables: each is found, and the first bad row is named."""

import hashlib
import re

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from claims.models import Verdict
from claims.workflow.ledger import checkpoint, ledger
from claims.workflow.review.chain import GENESIS, chained
from sources.models import Actor
from tests import factories
from tests.published import public


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
    said = capsys.readouterr().out
    # Swapped rows: the first place of the chain holds the row that was second.
    named = verdicts[1] if what == "two rows swapped" else verdicts[bad]
    assert re.match(rf"First bad row: verdict {named}\b", said)
    assert says in said


ELSEWHERE = [
    ("the time at which a verdict was given", "verdict", "UPDATE claims_verdict SET created_at = '1999-01-01'"),
    ("the colleague's note on a review", "review", "UPDATE claims_review SET note = 'I was never here'"),
    ("a piece's note", "evidence", "UPDATE claims_evidence SET note = 'Something else'"),
    ("a piece's stance", "evidence", "UPDATE claims_evidence SET stance = 'context'"),
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


def test_a_file_that_was_put_aside_is_missed(record, capsys):
    record.unlink()
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_ledger", file=record)
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("checkpoint", file=record)
    call_command("checkpoint", file=record, begin=True)
    call_command("verify_ledger", file=record)
    assert "The record holds" in capsys.readouterr().out


def test_a_secret_that_was_changed_still_proves_what_it_signed(record, settings):
    settings.SECRET_KEY, old = "another" * 10, settings.SECRET_KEY
    with pytest.raises(CommandError, match="signature"):
        call_command("verify_ledger", file=record)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert not list(ledger.faults(record))


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


def test_checkpoints_are_added_to_and_safe_to_run_twice(record):
    before = record.read_bytes()
    rows = checkpoint.write(record, at=factories.AT).rows
    assert record.read_bytes() == before
    factories.decided()
    assert checkpoint.write(record, at=factories.AT).rows > rows
    assert record.read_bytes().startswith(before)
    assert not list(ledger.faults(record))


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_a_writer_that_died_leaves_nothing_behind(record, cut):
    """Whatever stands after the last whole checkpoint is written again by the next one."""
    whole = record.read_bytes()
    factories.decided()
    with record.open("ab") as dying:
        dying.write(b"verdict 6 " + b"0" * cut)
    assert not list(ledger.faults(record))
    checkpoint.write(record, at=factories.AT)
    assert not list(ledger.faults(record))
    assert record.read_bytes().startswith(whole)


FORGERIES = [
    ("a hash in the file", lambda raw: raw.replace(raw.split()[2], b"0" * 64, 1)),
    ("a line away", lambda raw: raw.split(b"\n", 1)[1]),
    ("a signature of one's own", lambda raw: raw[:-65] + hashlib.sha256(b"me").hexdigest().encode() + b"\n"),
    ("another line", lambda raw: b"hello\n" + raw),
]


@pytest.mark.parametrize(("what", "forge"), FORGERIES, ids=[f[0] for f in FORGERIES])
def test_a_forged_file_of_checkpoints_is_told_and_not_added_to(record, what, forge):
    record.write_bytes(forge(record.read_bytes()))
    with pytest.raises(CommandError, match="was changed"):
        call_command("verify_ledger", file=record)
    forged = record.read_bytes()
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("checkpoint", file=record)
    assert record.read_bytes() == forged


def test_names_can_be_removed_without_breaking_the_record(record):
    """Verdicts and events hold opaque ids; the name stands in a side table, where it may go."""
    given = Verdict.objects.order_by("id").first()
    Actor.objects.filter(pk=given.decided_by).update(name="Reader 17")
    User.objects.filter(actor=given.decided_by).delete()
    assert not list(ledger.faults(record))
    assert str(given.decided_by) in given.payload
    assert Actor.objects.get(pk=given.decided_by).name == "Reader 17"
