"""Write a digest of everything that may never change to a file outside the database, signed.

Whoever owns the tables could compute a claim's whole chain anew, rewrite what readers saw, or cut the end off. So each
row of `KEPT` is written down once, and the events by stretches. The file is only added to:

    KIND ID DIGEST                 sha256 over the row's fixed columns, as the database computes it
    events LAST DIGEST             the same over the events after the stretch before, up to the id LAST
    checkpoint TIME DIGEST SIGNATURE   sha256 over every byte before this line, and HMAC-SHA256 with our secret

Lines after the last checkpoint are those of a writer that died: they are no part of it, and the next one cuts them off.
An event says which checkpoint there was, so that a file that was put aside is missed.
"""

import fcntl
import hashlib
import json
import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from claims.models import Event
from claims.workflow.audit import event

SALT = "claimdesk.ledger.checkpoint"
CHUNK = 5_000
CHECKPOINT = Event.Verb.LEDGER_CHECKPOINT
EVENTS = "events"

# What is fixed of each row once somebody relied on it. A column that may still change does not stand here.
KEPT = {
    "verdict": (
        "claims_verdict v",
        "v.claim_id, v.number, v.review_id, v.rating, v.decided_by, v.cycle, v.plan, v.scale_id, v.as_of, v.recheck_on,"
        " v.payload, v.previous_hash, v.hash, v.created_at",
        "true",
    ),
    "publication": (
        "claims_publication v",
        "v.claim_id, v.public_id, v.number, v.action, v.level, v.because, v.verdict_id, v.payload, v.published_by,"
        " v.created_at",
        "true",
    ),
    "review": (  # those of a verdict only: what is still under blind review leaves no trace
        "claims_review v",
        "v.claim_id, v.cycle, v.part, v.reviewer, v.rating, v.missing_context, v.reasons, v.note, v.sought,"
        " v.submitted_at, v.approves_id, v.returned_because",
        "v.submitted_at IS NOT NULL AND EXISTS"
        " (SELECT 1 FROM claims_verdict g WHERE g.claim_id = v.claim_id AND g.cycle = v.cycle)",
    ),
    "evidence": (
        "claims_evidence v",
        'v.claim_id, v.kind, v.stance, v.note, v.note_public, v.url, v.fetch_id, v.upload_id, v.version_id, v."start",'
        ' v."end", v.exact, v.on_record, v.question, v.primary_source, v.page, v.added_by, v.created_at',
        "EXISTS (SELECT 1 FROM claims_verdict g WHERE g.claim_id = v.claim_id AND g.created_at >= v.created_at)",
    ),
    "waiver": (
        "claims_waiver v",
        "v.claim_id, v.cycle, v.gate, v.because, v.waived_by, v.created_at",
        "EXISTS (SELECT 1 FROM claims_verdict g WHERE g.claim_id = v.claim_id AND g.cycle = v.cycle)",
    ),
    "scale": (
        "claims_scalerating v",
        'v.scale_id, v.rating, v.missing_context, v.label, v.number, v.definition, v.colour, v."order"',
        "true",
    ),
}


class ForgedCheckpoint(Exception):
    """The file of checkpoints is not what this installation wrote; the message says where."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed checkpoint: when, how many rows the file holds by then, and the digest to keep elsewhere, too."""

    at: str
    rows: int
    digest: str


@dataclass(slots=True)
class Log:
    """What a file of checkpoints holds: each kind's digests by id, stretches of events by their last id."""

    rows: dict[str, dict[int, str]] = field(default_factory=lambda: {kind: {} for kind in (*KEPT, EVENTS)})
    last: Checkpoint | None = None
    digests: set[str] = field(default_factory=set)
    size: int = 0

    @property
    def count(self) -> int:
        """Count the rows, stretches of events among them."""
        return sum(map(len, self.rows.values()))


def write(file: Path, *, at: datetime, begin: bool = False) -> Checkpoint:
    """Add what is not in the file yet, and sign it. Safe to run twice, or two at once.

    Raise Forged when the file is not ours, or is gone though one was written: `begin` starts another one then.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as out:
        fcntl.flock(out, fcntl.LOCK_EX)  # let go when the file is closed, also by a crash
        raw = out.read()
        log = read(raw)
        if (gone := missing(log)) and not begin:
            raise ForgedCheckpoint(gone)
        body = hashlib.sha256(raw[: log.size])
        out.truncate(log.size)
        out.seek(log.size)
        added = 0
        with transaction.atomic():
            for line in _new_lines(log):
                body.update(line)
                out.write(line)
                added += 1
        if log.last is not None and not added:
            return log.last
        signed = Checkpoint(at.isoformat(), log.count + added, body.hexdigest())
        signed_text = f"{signed.at} {signed.digest}"
        out.write(f"checkpoint {signed_text} {sign(signed_text)}\n".encode())
        out.flush()
        os.fsync(out.fileno())
        event(CHECKPOINT, by=None, at=at, digest=signed.digest, rows=signed.rows)
    return signed


def _new_lines(log: Log) -> "list[bytes]":
    found = []
    for kind in KEPT:
        known = log.rows[kind]
        found += [f"{kind} {key} {digest}\n".encode() for key, digest in digests(kind).items() if key not in known]
    after = max(log.rows[EVENTS], default=0)
    last, digest = stretch(after, None)
    if last is not None:
        found.append(f"{EVENTS} {last} {digest}\n".encode())
    return found


def digests(kind: str) -> dict[int, str]:
    """Return the digest of every row of a kind that is fixed by now, by its id, as the database computes it."""
    table, columns, when = KEPT[kind]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'UTC'")  # how times are written
        cursor.execute(
            f"SELECT v.id, encode(sha256(convert_to(jsonb_build_array({columns})::text, 'UTF8')), 'hex')"
            f" FROM {table} WHERE {when} ORDER BY v.id"
        )
        return dict(cursor.fetchall())


def stretch(after: int, until: int | None) -> tuple[int | None, str]:
    """Return the last id and the digest of the events after one id, up to another; but those about the file."""
    body, last = hashlib.sha256(), None
    rows = Event.objects.filter(id__gt=after).exclude(verb=CHECKPOINT).order_by("id")
    if until is not None:
        rows = rows.filter(id__lte=until)
    for row in rows.values_list("id", "verb", "actor", "article", "claim", "data", "created_at").iterator(CHUNK):
        last = row[0]
        body.update(repr(row[:5]).encode() + _canonical(row[5]) + row[6].isoformat().encode() + b"\n")
    return last, body.hexdigest()


def _canonical(data: object) -> bytes:
    return json.dumps(data, sort_keys=True, ensure_ascii=False).encode()


def sign(signed_text: str, secret: str | bytes | None = None) -> str:
    """Return the signature of a checkpoint's line."""
    return salted_hmac(SALT, signed_text, secret=secret, algorithm="sha256").hexdigest()


def read(raw: bytes) -> Log:
    """Read a file of checkpoints up to its last whole one; raise Forged where it is not ours."""
    log = Log(size=_end(raw))
    body = hashlib.sha256()
    for number, line in enumerate(raw[: log.size].splitlines(keepends=True), start=1):
        word, *rest = line.decode("ascii", "replace").split() or [""]
        if word in log.rows and len(rest) == 2 and rest[0].isdecimal():
            log.rows[word][int(rest[0])] = rest[1]
        elif word == "checkpoint" and len(rest) == 3:
            at, digest, signature = rest
            if digest != body.hexdigest():
                raise ForgedCheckpoint(
                    f"line {number}: the lines before this checkpoint are not those that it was signed over"
                )
            keys = [None, *settings.SECRET_KEY_FALLBACKS]
            if not any(constant_time_compare(signature, sign(f"{at} {digest}", key)) for key in keys):
                raise ForgedCheckpoint(f"line {number}: the signature is not this installation's")
            log.last = Checkpoint(at, log.count, digest)
            log.digests.add(digest)
        else:
            raise ForgedCheckpoint(f"line {number}: neither a row nor a checkpoint")
        body.update(line)
    return log


def _end(raw: bytes) -> int:
    """Return where the line of the last whole checkpoint ends; 0 without one."""
    whole = raw[: raw.rfind(b"\n") + 1]
    start = 0 if whole.startswith(b"checkpoint ") else -1
    start = max(start, whole.rfind(b"\ncheckpoint ") + 1) if b"\ncheckpoint " in whole else start
    return whole.find(b"\n", start) + 1 if start >= 0 else 0


def missing(log: Log) -> str:
    """Return which recorded checkpoint is missing from the file; empty when none is."""
    latest = Event.objects.filter(verb=CHECKPOINT).order_by("-id").first()
    if latest is None or latest.data.get("digest") in log.digests:
        return ""
    return f"the checkpoint of {latest.created_at:%Y-%m-%d %H:%M} is not in it"
