"""The signed file of checkpoints, outside the database."""

import hashlib

import pytest
from django.core.management import CommandError, call_command

from claims.models import Event
from claims.workflow.claim import proposals
from claims.workflow.ledger import checkpoint, ledger
from claims.workflow.review import plan, verdict
from tests import factories


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


def test_a_checkpoint_says_when_and_how_many_rows_and_the_record_says_that_it_was_written(record):
    log = checkpoint.read(record.read_bytes())
    counts = {kind: len(rows) for kind, rows in log.rows.items()}
    assert counts == {"verdict": 5, "publication": 0, "review": 10, "evidence": 3, "waiver": 0, "scale": 5, "events": 1}
    assert (log.last.at, log.last.rows, log.count) == (factories.AT.isoformat(), 24, 24)
    logged = Event.objects.get(verb="ledger.checkpoint")
    assert (logged.data, logged.actor) == ({"digest": log.last.digest, "rows": 24}, None)
    assert checkpoint.missing(log) == ""


def test_only_reviews_and_evidence_of_a_verdict_leave_a_trace(record):
    before = {kind: checkpoint.digests(kind) for kind in checkpoint.KEPT}
    claim, by = factories.claim(), factories.user()
    proposals.accept(claim=claim, by=by, at=factories.AT)
    factories.evidence(claim, by=by)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="The log.", by=by, at=factories.AT)
    plan.waive(claim=claim, gate="reply", because="b", by=factories.user("editor"), at=factories.AT)
    assert {kind: checkpoint.digests(kind) for kind in checkpoint.KEPT} == before
    verdict.approve(claim=claim, by=factories.user("editor"), at=factories.AT)
    grown = {kind: len(checkpoint.digests(kind)) - len(before[kind]) for kind in checkpoint.KEPT}
    assert grown == {"verdict": 1, "publication": 0, "review": 2, "evidence": 1, "waiver": 1, "scale": 0}


def test_a_stretch_of_events_ends_where_it_is_asked_to_and_leaves_the_files_own_out(record):
    last = Event.objects.exclude(verb="ledger.checkpoint").latest("id").pk
    assert checkpoint.stretch(0, None)[0] == last
    assert checkpoint.stretch(0, last) == checkpoint.stretch(0, None)
    assert checkpoint.stretch(last, None)[0] is None
    assert checkpoint.stretch(0, last - 1)[1] != checkpoint.stretch(0, last)[1]
    first = Event.objects.earliest("id").pk
    assert checkpoint.stretch(first, last)[1] != checkpoint.stretch(0, last)[1]


ENDS = [
    (b"", 0),
    (b"verdict 1 a\n", 0),
    (b"checkpoint a b c\n", 17),
    (b"checkpoint a b c\nverdict 1 a\n", 17),
    (b"verdict 1 a\ncheckpoint a b c\nverdict 2 b\ncheck", 29),
    (b"verdict 1 a\ncheckpoint a b c", 0),
]


@pytest.mark.parametrize(("raw", "end"), ENDS)
def test_a_file_counts_up_to_its_last_whole_checkpoint(raw, end):
    assert checkpoint._end(raw) == end


def signed(*lines, at="2026-03-01T12:00:00+00:00"):
    """A file of these lines under a checkpoint of ours."""
    body = "".join(f"{line}\n" for line in lines).encode()
    text = f"{at} {hashlib.sha256(body).hexdigest()}"
    return body + f"checkpoint {text} {checkpoint.sign(text)}\n".encode()


def test_a_file_of_ours_is_read_line_by_line():
    log = checkpoint.read(signed("verdict 1 a", "verdict 12 b", "events 7 c"))
    assert (log.rows["verdict"], log.rows["events"], log.rows["review"]) == ({1: "a", 12: "b"}, {7: "c"}, {})
    assert (log.count, log.last.rows, log.last.at, log.digests) == (
        3,
        3,
        "2026-03-01T12:00:00+00:00",
        {log.last.digest},
    )


@pytest.mark.parametrize(
    "line", ["poem 1 a", "verdict x a", "verdict -1 a", "verdict 1", "verdict 1 a b", "", "checkpoint a b", "events"]
)
def test_a_line_that_is_neither_a_row_nor_a_checkpoint_is_named(line):
    with pytest.raises(checkpoint.ForgedCheckpoint, match="line 2: neither"):
        checkpoint.read(signed("verdict 1 a", line))


def test_the_next_file_begins_where_the_last_checkpoint_of_events_ended(record):
    factories.decided()
    checkpoint.write(record, at=factories.AT)
    ends = sorted(checkpoint.read(record.read_bytes()).rows["events"])
    assert len(ends) == 2
    last = Event.objects.exclude(verb="ledger.checkpoint").latest("id").pk
    assert ends[1] == last
    lines = [line.split() for line in record.read_text().splitlines() if line.startswith("events")]
    assert [(int(key), digest) for _, key, digest in lines] == [
        checkpoint.stretch(0, ends[0]),
        checkpoint.stretch(ends[0], last),
    ]


def test_a_file_is_for_its_owner_alone_and_stands_in_a_folder_of_its_own(record):
    assert record.stat().st_mode & 0o777 == 0o600
    deep = record.parent / "a" / "b" / "checkpoints.log"
    with pytest.raises(checkpoint.ForgedCheckpoint, match="is not in it"):
        checkpoint.write(deep, at=factories.AT)
    assert checkpoint.write(deep, at=factories.AT, begin=True).rows == 24
