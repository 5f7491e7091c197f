"""Check the record against itself, and against the checkpoints outside the database."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from claims.models import Claim, Publication, Verdict
from claims.workflow.ledger import checkpoint
from claims.workflow.review.chain import GENESIS, chained

CHUNK = 2_000
GRACE = timedelta(minutes=10)  # a row that was being written while a checkpoint was made


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold, and the first row where it shows."""

    row: str
    what: str

    def __str__(self) -> str:
        return f"{self.row}: {self.what}"


def faults(file: Path | None) -> Iterator[Fault]:
    """Yield what does not hold in the record, the first bad row of each claim first.

    `file` is the file of checkpoints; None checks the record only against itself. Raise ForgedCheckpoint when the file
    is not what this installation wrote.
    """
    log = checkpoint.read(file.read_bytes()) if file is not None and file.exists() else checkpoint.Log()
    with transaction.atomic():
        if file is not None and (gone := checkpoint.missing(log)):
            yield Fault(f"file of checkpoints {file}", gone)
        yield from _chains(log)
        for kind in checkpoint.KEPT:
            yield from _rows(kind, log.rows[kind])
        yield from _events(log.rows[checkpoint.EVENTS])
        yield from _publications()
        yield from _heads()
        yield from _texts()


def _chains(log: checkpoint.Log) -> Iterator[Fault]:
    """Walk every claim's chain and check each verdict against its row, its review and its hashed words."""
    since = datetime.fromisoformat(log.last.at) - GRACE if log.last else None
    claim, previous, number, broken = 0, GENESIS, 0, False
    rows = Verdict.objects.select_related("review").order_by("claim_id", "number", "id")
    for row in rows.iterator(CHUNK):
        if row.claim_id != claim:
            claim, previous, number, broken = row.claim_id, GENESIS, 0, False
        number += 1
        what = _wrong(row, number, previous)
        if not what and since and row.created_at < since and row.pk not in log.rows["verdict"]:
            what = "it is older than the last checkpoint, which does not have it"
        if what and not broken:
            broken = True
            yield Fault(f"verdict {row.pk} (claim {claim}, number {row.number})", what)
        previous = row.hash


def _wrong(row: Verdict, number: int, previous: str) -> str:
    if row.number != number:
        return f"number {number} is missing before it"
    if row.previous_hash != previous:
        return "it does not follow from the one before it"
    if row.hash != chained(previous, row.payload):
        return "its words are not those that were hashed"
    payload = _payload(row.payload)
    if payload is None:
        return "its hashed words are no JSON object"
    review = row.review
    stands = {
        "claim": row.claim_id,
        "number": row.number,
        "rating": row.rating,
        "decided_by": str(row.decided_by),
        "review": row.review_id,
    }
    if payload.get("format") != "verdict/1":
        as_of = row.as_of.isoformat() if row.as_of else None
        stands |= {"cycle": row.cycle, "plan": row.plan, "scale": row.scale_id, "as_of": as_of}
    for name, value in stands.items():
        if payload.get(name) != value:
            return f"its row says another {name.replace('_', ' ')} than its hashed words"
    for name in ("rating", "reasons", "sought", "missing_context"):
        if payload.get(name) != getattr(review, name):
            return f"its review says another {name.replace('_', ' ')} than its hashed words"
    return ""


def _payload(payload: str) -> dict[str, Any] | None:
    try:
        found = json.loads(payload)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _rows(kind: str, known: dict[int, str]) -> Iterator[Fault]:
    """Check the rows of a kind against the checkpoints."""
    if not known:
        return
    now = checkpoint.digests(kind)
    for key, digest in sorted(known.items()):
        if key not in now:
            yield Fault(f"{kind} {key}", "a checkpoint has it, and it is gone")
        elif now[key] != digest:
            yield Fault(f"{kind} {key}", "it is not what the checkpoint has: it was changed, or computed anew")


def _events(known: dict[int, str]) -> Iterator[Fault]:
    after = 0
    for last, digest in sorted(known.items()):
        if checkpoint.stretch(after, last) != (last, digest):
            yield Fault(f"events {after + 1} to {last}", "they are not those that the checkpoint has")
        after = last


def _publications() -> Iterator[Fault]:
    """Check what readers saw against the verdict it was made from."""
    claim, number = 0, 0
    for row in Publication.objects.select_related("verdict").order_by("claim_id", "number").iterator(CHUNK):
        number = number + 1 if row.claim_id == claim else 1
        claim = row.claim_id
        name = f"publication {row.pk} (claim {claim}, number {row.number})"
        payload, verdict = _payload(row.payload), _payload(row.verdict.payload)
        if row.number != number:
            yield Fault(name, f"number {number} is missing before it")
        elif payload is None or verdict is None:
            yield Fault(name, "what readers saw is no JSON object")
        elif payload.get("verdict") != {"number": row.verdict.number, "hash": row.verdict.hash}:
            yield Fault(name, "it was made from another verdict")
        elif row.action != "withdrawn":
            for field in ("speaker", "role", "rating", "missing_context", "reasons", "sought", "wording"):
                if payload.get(field) != verdict.get(field):
                    yield Fault(name, f"readers saw another {field.replace('_', ' ')} than its verdict has")
                    break


HEADS = (
    (
        "claim",
        "it shows another rating than its latest verdict",
        """SELECT c.id FROM claims_claim c LEFT JOIN LATERAL (
               SELECT rating FROM claims_verdict WHERE claim_id = c.id ORDER BY number DESC LIMIT 1) v ON true
           WHERE c.rating <> COALESCE(v.rating, '') ORDER BY c.id LIMIT 100""",
    ),
    (
        "claim",
        "it is done, and its verdict is gone",
        """SELECT w.claim_id FROM claims_work w WHERE w.stage = 'done' AND NOT EXISTS (
               SELECT 1 FROM claims_verdict v WHERE v.claim_id = w.claim_id AND v.cycle = w.cycle)
           ORDER BY 1 LIMIT 100""",
    ),
    (
        "claim",
        "it says other words than the verdict under which it is done",
        """SELECT w.claim_id FROM claims_work w JOIN claims_claim c ON c.id = w.claim_id
           JOIN claims_verdict v ON v.claim_id = w.claim_id AND v.cycle = w.cycle
           WHERE w.stage = 'done' AND v.payload IS JSON OBJECT AND v.payload::jsonb ->> 'wording' <> c.wording
           ORDER BY 1 LIMIT 100""",
    ),
    (
        "verdict",
        "the record tells of it, and it is gone",
        """SELECT (e.data ->> 'verdict')::bigint FROM claims_event e WHERE e.verb = 'verdict.given'
             AND NOT EXISTS (SELECT 1 FROM claims_verdict v WHERE v.id = (e.data ->> 'verdict')::bigint)
           ORDER BY 1 LIMIT 100""",
    ),
    (
        "evidence",
        "it is not what the verdict that cites it says",
        """SELECT (cited ->> 'id')::bigint
           FROM (SELECT payload::jsonb AS said FROM claims_verdict WHERE payload IS JSON OBJECT) v
           CROSS JOIN LATERAL jsonb_array_elements(said -> 'evidence') cited
           LEFT JOIN claims_evidence e ON e.id = (cited ->> 'id')::bigint
           WHERE e.id IS NULL
              OR (e.kind, e.stance, e.url) IS DISTINCT FROM (cited ->> 'kind', cited ->> 'stance', cited ->> 'url')
           ORDER BY 1 LIMIT 100""",
    ),
)


def _heads() -> Iterator[Fault]:
    """Check what rows say about each other, each pair by one query."""
    for noun, what, query in HEADS:
        with connection.cursor() as cursor:
            cursor.execute(query)
            for (key,) in cursor.fetchall():
                yield Fault(f"{noun} {key}", what)


def _texts() -> Iterator[Fault]:
    """Check every text against its hash, but for those that two administrators redacted."""
    query = """
        SELECT v.id, encode(sha256(convert_to(v.text, 'UTF8')), 'hex') = v.text_sha256
        FROM sources_articleversion v
        WHERE NOT EXISTS (SELECT 1 FROM sources_redaction r WHERE r.version_id = v.id AND r.done_at IS NOT NULL)
          AND (encode(sha256(convert_to(v.text, 'UTF8')), 'hex') <> v.text_sha256
               OR encode(sha256(v.raw), 'hex') <> v.raw_sha256)
        ORDER BY v.id LIMIT 100
    """
    with connection.cursor() as cursor:
        cursor.execute(query)
        for key, text_holds in cursor.fetchall():
            yield Fault(f"article version {key}", f"its {'bytes' if text_holds else 'text'} were changed")


def counted() -> dict[str, int]:
    """Count what was checked, for the person who asked."""
    return {"claims": Claim.objects.exclude(rating="").count(), "verdicts": Verdict.objects.count()}
