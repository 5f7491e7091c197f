"""Write exchanges with sites in the archives' own format (WARC 1.1, ISO 28500)."""

import base64
import hashlib
import uuid
from collections.abc import Sequence
from io import BytesIO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sources.pipeline.fetch.wire_recorder import Exchange

SOFTWARE = b"software: Claimdesk\r\nformat: WARC File Format 1.1\r\n"
FIELDS = "application/warc-fields"
VERSION = "WARC/1.1"


def pack(exchanges: Sequence[Exchange], *, at: str) -> bytes:
    """Return a WARC file: about itself, then each request and its answer, byte for byte, one gzip member a record.

    `at` is the time of the visit, ISO 8601 in UTC with a Z. The same exchanges give the same bytes.
    """
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=VERSION)
    seed = f"{at} " + " ".join(exchange.url for exchange in exchanges)
    _write(writer, "warcinfo", seed, at, SOFTWARE, FIELDS)
    for number, exchange in enumerate(exchanges):
        answer = _id(f"{seed} {number} response")
        about = {"WARC-Target-URI": exchange.url}
        if not exchange.whole:
            about["WARC-Truncated"] = "unspecified"  # we went on to where it sent us
        kind = "application/http; msgtype="
        _write(writer, "response", f"{seed} {number} response", at, exchange.received, f"{kind}response", about)
        about = {"WARC-Target-URI": exchange.url, "WARC-Concurrent-To": answer}
        _write(writer, "request", f"{seed} {number} request", at, exchange.sent, f"{kind}request", about)
    return out.getvalue()


def _write(
    writer: WARCWriter,
    record_type: str,
    seed: str,
    at: str,
    block: bytes,
    kind: str,
    about: dict[str, str] | None = None,
) -> None:
    """Write one record. Its HTTP is never parsed and written again: broken headers stay as they came."""
    headers = {
        "WARC-Type": record_type,
        "WARC-Record-ID": _id(seed if record_type != "warcinfo" else f"{seed} warcinfo"),
        "WARC-Date": at,
        **(about or {}),
        "WARC-Block-Digest": _digest(block),
    }
    if record_type != "warcinfo":
        headers["WARC-Payload-Digest"] = _digest(block.partition(b"\r\n\r\n")[2])
    written = StatusAndHeaders("", list(headers.items()), protocol=VERSION)
    writer.write_record(ArcWarcRecord("warc", record_type, written, BytesIO(block), None, kind, len(block)))


def _id(seed: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, seed)}>"


def _digest(block: bytes) -> str:
    """Return the SHA-1 in base 32, as readers of WARC files check it; the SHA-256 over the whole file is the proof."""
    return "sha1:" + base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
