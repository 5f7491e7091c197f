"""Hold the record against itself, and against checkpoints that lie outside the database.

Each claim's verdicts are a chain; whoever owns the tables could compute a whole chain anew, or cut its end off. So
every verdict's hash is also written to a file outside the database, once, and signed. The file is only added to:

    verdict ID CLAIM NUMBER HASH           each verdict since the checkpoint before
    checkpoint TIME COUNT DIGEST SIGNATURE DIGEST is sha256 over every byte before this line

The signature is HMAC-SHA256 with the installation's secret. Lines after the last checkpoint are those of a writer that
died: they are no part of it, and the next one cuts them off.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from claims.models import Claim, Publication, Verdict
from claims.workflow.verdict import GENESIS, chained
from sources.models import ArticleVersion

SALT = "claimdesk.ledger.checkpoint"
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a signed checkpoint says: when, how many verdicts are in the file by then, and the digest to keep apart."""

    at: str
    verdicts: int
    digest: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold, and the first row where it shows."""

    row: str
    what: str

    def __str__(self) -> str:
        return f"{self.row}: {self.what}"


class Forged(Exception):
    """The file of checkpoints is not what this installation wrote; the message names the line."""


def checkpoint(file: Path, *, at: datetime) -> Checkpoint:
    """Write what was decided since the last checkpoint to the file, and sign it. Safe to run twice, or two at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as log:
        fcntl.flock(log, fcntl.LOCK_EX)  # let go when the file is closed, also by a crash
        raw = log.read()
        known, last, size = _read(raw)
        body = hashlib.sha256(raw[:size])
        log.truncate(size)
        log.seek(size)
        count = 0
        with transaction.atomic():
            rows = Verdict.objects.order_by("id").values_list("id", "claim_id", "number", "hash")
            for row in rows.iterator(CHUNK):
                if row[0] in known:
                    continue
                line = b"verdict %d %d %d %b\n" % (row[0], row[1], row[2], row[3].encode())
                body.update(line)
                log.write(line)
                count += 1
        if last is not None and not count:
            return last
        made = Checkpoint(at.isoformat(), len(known) + count, body.hexdigest())
        said = f"{made.at} {made.verdicts} {made.digest}"
        log.write(f"checkpoint {said} {_signature(said)}\n".encode())
        log.flush()
        os.fsync(log.fileno())
    return made


def _signature(said: str) -> str:
    return salted_hmac(SALT, said, algorithm="sha256").hexdigest()


def _read(raw: bytes) -> tuple[dict[int, tuple[int, int, str]], Checkpoint | None, int]:
    """Return the verdicts of a file of checkpoints by id, its last checkpoint, and the bytes up to that one's end."""
    known: dict[int, tuple[int, int, str]] = {}
    last, size, body = None, _end(raw), hashlib.sha256()
    for number, line in enumerate(raw[:size].splitlines(keepends=True), start=1):
        word, *rest = line.decode("ascii", "replace").split() or [""]
        if word == "verdict" and len(rest) == 4 and all(part.isdecimal() for part in rest[:3]):
            known[int(rest[0])] = (int(rest[1]), int(rest[2]), rest[3])
        elif word == "checkpoint" and len(rest) == 4 and rest[1].isdecimal():
            at, count, digest, signature = rest
            if digest != body.hexdigest() or int(count) != len(known):
                raise Forged(f"line {number}: the lines before this checkpoint are not those that it was signed over")
            if not constant_time_compare(signature, _signature(f"{at} {count} {digest}")):
                raise Forged(f"line {number}: the signature is not this installation's")
            last = Checkpoint(at, int(count), digest)
        else:
            raise Forged(f"line {number}: neither a verdict nor a checkpoint")
        body.update(line)
    return known, last, size


def _end(raw: bytes) -> int:
    """Return where the line of the last whole checkpoint ends; 0 without one."""
    whole = raw[: raw.rfind(b"\n") + 1]
    start = 0 if whole.startswith(b"checkpoint ") else -1
    start = max(start, whole.rfind(b"\ncheckpoint ") + 1) if b"\ncheckpoint " in whole else start
    return whole.find(b"\n", start) + 1 if start >= 0 else 0


def faults(file: Path | None) -> Iterator[Fault]:
    """Yield what does not hold in the record, the first bad row of each claim first.

    `file` is the file of checkpoints; None holds the record only against itself. Raises Forged when the file is not
    what this installation wrote.
    """
    known = _read(file.read_bytes())[0] if file is not None and file.exists() else {}
    yield from _chains(known)
    yield from _heads()
    yield from _texts()


def _chains(known: dict[int, tuple[int, int, str]]) -> Iterator[Fault]:
    """Walk every claim's chain and hold each verdict against its row, its payload and the checkpoint."""
    missing = dict(known)
    latest_known = max(known, default=0)
    claim, previous, number, broken = 0, GENESIS, 0, False
    for row in Verdict.objects.order_by("claim_id", "number", "id").iterator(CHUNK):
        if row.claim_id != claim:
            claim, previous, number, broken = row.claim_id, GENESIS, 0, False
        signed = missing.pop(row.pk, None)
        number += 1
        name = f"verdict {row.pk} (claim {claim}, number {row.number})"
        what = _wrong(row, number, previous, signed, latest_known)
        if what and not broken:
            broken = True
            yield Fault(name, what)
        previous = row.hash
    for key, (of_claim, at, _hash) in sorted(missing.items()):
        yield Fault(f"verdict {key} (claim {of_claim}, number {at})", "a checkpoint has it, and it is gone")


def _wrong(row: Verdict, number: int, previous: str, signed: tuple[int, int, str] | None, latest_known: int) -> str:
    if row.number != number:
        return f"number {number} is missing before it"
    if row.previous_hash != previous:
        return "it does not follow from the one before it"
    if row.hash != chained(previous, row.payload):
        return "its words are not those that were hashed"
    if signed is not None and signed != (row.claim_id, row.number, row.hash):
        return "a checkpoint has another hash for it: the chain was computed anew"
    if signed is None and row.pk < latest_known:
        return "it is older than the last checkpoint, which does not have it"
    said = json.loads(row.payload)
    for field in ("rating", "number", "claim"):
        if said.get(field) != getattr(row, "claim_id" if field == "claim" else field):
            return f"its row says another {field} than its hashed words"
    if said.get("decided_by") != str(row.decided_by):
        return "its row names another person than its hashed words"
    return ""


def _heads() -> Iterator[Fault]:
    """Hold each claim's rating, and what readers saw, against its verdicts."""
    query = """
        SELECT c.id, c.rating, v.rating FROM claims_claim c
        LEFT JOIN LATERAL (
            SELECT rating FROM claims_verdict WHERE claim_id = c.id ORDER BY number DESC LIMIT 1) v ON true
        WHERE c.rating <> COALESCE(v.rating, '') ORDER BY c.id LIMIT 100
    """
    with connection.cursor() as cursor:
        cursor.execute(query)
        for claim, shown, given in cursor.fetchall():
            yield Fault(f"claim {claim}", f"shows “{shown or 'none'}”, and its latest verdict says “{given or 'none'}”")
    for row in Publication.objects.select_related("verdict").order_by("id").iterator(CHUNK):
        said = json.loads(row.payload)
        if row.act != "withdrawn" and said.get("rating") != row.verdict.rating:
            yield Fault(
                f"publication {row.pk} (claim {row.claim_id})", "its payload has another rating than its verdict"
            )


def _texts() -> Iterator[Fault]:
    """Hold every text against its hash, but for those that two administrators redacted."""
    query = """
        SELECT v.id, encode(sha256(convert_to(v.text, 'UTF8')), 'hex') = v.text_sha256,
               encode(sha256(v.raw), 'hex') = v.raw_sha256
        FROM sources_articleversion v
        WHERE NOT EXISTS (SELECT 1 FROM sources_redaction r WHERE r.version_id = v.id AND r.done_at IS NOT NULL)
          AND (encode(sha256(convert_to(v.text, 'UTF8')), 'hex') <> v.text_sha256
               OR encode(sha256(v.raw), 'hex') <> v.raw_sha256)
        ORDER BY v.id LIMIT 100
    """
    with connection.cursor() as cursor:
        cursor.execute(query)
        for key, text, _raw in cursor.fetchall():
            yield Fault(f"{ArticleVersion._meta.verbose_name} {key}", f"its {'bytes' if text else 'text'} were changed")


def counted() -> dict[str, int]:
    """Count what was held against what, for the person who asked."""
    return {"claims": Claim.objects.exclude(rating="").count(), "verdicts": Verdict.objects.count()}
