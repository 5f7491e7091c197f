"""Add a piece of evidence, or withdraw one; none is ever edited."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims.gates import refusals
from claims.models import Claim, Event, Evidence, NoticeKind, Proposal, Stance, Upload
from claims.models.evidence import EvidenceKind
from claims.queries.publication import cited_and_withdrawn
from claims.workflow import text
from claims.workflow.audit import Conflict, event
from claims.workflow.inbox.notify import News, send_news
from claims.workflow.stages import allowed, locked, status_message
from claims.workflow.text import Limit
from sources import ingest
from sources.article_facts import MAX_URL, usable_url
from sources.models import Actor, ArticleVersion, Fetch
from sources.models.article import Purpose
from sources.models.fetch import Via
from sources.spans import Span, context

MAX_NOTE = 20_000
MAX_LENGTHS = {"question": 500, "page": 100, "seen_by": 300}  # characters; everything else has MAX_NOTE
MAX_UPLOAD = 10_000_000  # bytes
DOUBLE_PRESS = timedelta(minutes=1)  # the same again from the same person within it is a button that was pressed twice
SAME = (
    "claim",
    "kind",
    "stance",
    "note",
    "note_public",
    "url",
    "on_record",
    "primary_source",
    "added_by",
    "question",
    "page",
    "seen_by",
    "transcription",
    "version",
    "start",
    "end",
    "exact",
    "upload",
)


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was uploaded."""

    name: str
    media_type: str
    raw: bytes


def add(
    *,
    claim: Claim,
    kind: str,
    stance: str,
    note: str,
    by: User,
    at: datetime,
    note_public: str = "",
    url: str = "",
    file: File | None = None,
    version: ArticleVersion | None = None,
    start: int | None = None,
    end: int | None = None,
    exact: str = "",
    on_record: bool = True,
    question: str = "",
    primary_source: bool = False,
    page: str = "",
    seen_by: str = "",
    transcription: str = "",
) -> Evidence:
    """Add evidence for or against a claim. A background job archives an address.

    A `passage` needs the words of an archived version: start, end in code points and `exact`. `page` is a page, a cell
    or a time code. Raise ValidationError naming the field; the checked article, or a copy of it, is refused.
    """
    note, note_public, url = note.strip(), note_public.strip(), url.strip()
    about = {
        "question": question.strip(),
        "page": page.strip(),
        "seen_by": seen_by.strip(),
        "transcription": transcription.strip(),
    }
    _check(kind, stance, note, note_public, url, file, about)
    with transaction.atomic():
        claim, work = locked(claim)
        actor = allowed(by, work, "claims.add_evidence")
        if claim.proposal not in (Proposal.PROPOSED, Proposal.ACCEPTED):
            raise Conflict(f"This claim is “{claim.get_proposal_display()}” now. Look at it again.")
        evidence = Evidence(
            claim=claim,
            kind=kind,
            stance=stance,
            note=note,
            note_public=note_public,
            url=url,
            on_record=on_record,
            primary_source=primary_source,
            added_by=actor.pk,
            created_at=at,
            **about,
        )
        if kind == EvidenceKind.PASSAGE:
            _anchor(evidence, version, start, end, exact)
        if file is not None:
            evidence.upload = _keep(file, actor, at)
        same = Evidence.objects.filter(withdrawn_at=None, created_at__gt=at - DOUBLE_PRESS)
        existing = same.filter(**{name: getattr(evidence, name) for name in SAME}).first()
        if existing is not None:
            return existing
        if url and kind != EvidenceKind.PASSAGE:  # a passage's page is archived already
            evidence.fetch = _archive(url, actor, at)
        try:
            with transaction.atomic():
                evidence.save()
        except IntegrityError as gate:
            if refusals.code(gate) not in ("claims.evidence.is_the_article", "claims.evidence.is_notice"):
                raise
            raise ValidationError({"version" if version else "url": refusals.sentence(gate)}) from gate
        Claim.objects.filter(pk=claim.pk).update(touched_at=at)
        event(Event.Verb.EVIDENCE_ADDED, by=actor, at=at, claim=claim, evidence=evidence.pk, stance=stance, kind=kind)
    return evidence


def _check(
    kind: str, stance: str, note: str, note_public: str, url: str, file: File | None, about: dict[str, str]
) -> None:
    wrong = text.faults(
        {
            "note": (note, Limit(MAX_NOTE, "Say in a sentence what this shows.")),
            "note_public": (note_public, Limit(MAX_NOTE)),
            "url": (url, Limit(MAX_NOTE)),
            **{field: (value, Limit(MAX_LENGTHS.get(field, MAX_NOTE))) for field, value in about.items()},
        }
    )
    if kind not in EvidenceKind.values:
        wrong["kind"] = f"Choose one of: {', '.join(EvidenceKind.values)}."
    if stance not in Stance.values:
        wrong["stance"] = f"Choose one of: {', '.join(Stance.values)}."
    if url and "\0" not in url and not usable_url(url):
        wrong["url"] = f"Give a full web address: http:// or https://, at most {MAX_URL:,} characters."
    if kind in (EvidenceKind.PAGE, EvidenceKind.DOCUMENT) and not url and file is None:
        wrong["url"] = "Give the address, or upload the file or a screenshot."
    if file is not None and not file.raw:
        wrong["file"] = "This file is empty."
    if file is not None and len(file.raw) > MAX_UPLOAD:
        wrong["file"] = f"This file has {len(file.raw):,} bytes; at most {MAX_UPLOAD:,} can be taken."
    if wrong:
        raise ValidationError(wrong)


def _anchor(evidence: Evidence, version: ArticleVersion | None, start: int | None, end: int | None, exact: str) -> None:
    if version is None or start is None or end is None:
        raise ValidationError({"version": "Give the archived version and the place of the words in it."})
    try:
        span = Span.of(version.text, start, end)
    except ValueError:
        raise ValidationError({"start": "This place is not inside the archived text."}) from None
    if span.exact != exact:
        raise ValidationError({"exact": "These are not the words at that place of the archived text."})
    # Where the copy came from says whose words they are: two pages of one site are one origin.
    if evidence.url not in ("", version.url):
        raise ValidationError({"url": "Leave it out: the words are from the address that the archived page came from."})
    evidence.url = version.url
    evidence.version, evidence.start, evidence.end, evidence.exact = version, start, end, exact
    evidence.prefix, evidence.suffix = context(version.text, start, end)


def _keep(file: File, actor: Actor, at: datetime) -> Upload:
    upload, _ = Upload.objects.get_or_create(
        sha256=hashlib.sha256(file.raw).hexdigest(),
        defaults={
            "raw": file.raw,
            "name": file.name.replace("\0", "")[-300:] or "file",
            "media_type": file.media_type[:100],
            "uploaded_by": actor.pk,
            "created_at": at,
        },
    )
    return upload


def _archive(url: str, actor: Actor, at: datetime) -> Fetch:
    try:
        return ingest.receive(via=Via.URL, url=url, purpose=Purpose.EVIDENCE, by=actor.pk, at=at)
    except ingest.Refused as refusal:
        raise ValidationError({"url": str(refusal)}) from None


@transaction.atomic
def withdraw(*, evidence: Evidence, because: str, by: User, at: datetime) -> Evidence:
    """Withdraw a piece of evidence; it stays in the record, and in every verdict that cites it."""
    claim, work = locked(evidence.claim)
    actor = allowed(by, work, "claims.change_evidence")
    because = text.require("because", because, text.MAX_REASON, "Say why it is withdrawn.")
    if work.held_because:
        raise Conflict(status_message(work))
    done = Evidence.objects.filter(pk=evidence.pk, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_by=actor.pk, withdrawn_because=because
    )
    evidence.refresh_from_db()
    if not done:
        raise Conflict("This evidence was withdrawn already.")
    latest = claim.verdicts.order_by("-number").first()
    if (
        latest is not None
        and latest.decided_by != actor.pk
        and cited_and_withdrawn(latest).filter(pk=evidence.pk).exists()
    ):
        what = "evidence that the verdict cites was withdrawn"
        send_news([News(latest.decided_by, NoticeKind.STALE, f"withdrawn:{evidence.pk}", claim.pk, what)], at=at)
    event(Event.Verb.EVIDENCE_WITHDRAWN, by=actor, at=at, claim=evidence.claim, evidence=evidence.pk, because=because)
    return evidence
