"""Take in articles, and turn them into versions, passages and sentences.

`receive` is quick and answers a person; `read_one` is the background job behind it, safe to run twice.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from sources import article_facts
from sources.article_facts import complete, is_own_address, usable_url
from sources.models import Article, ArticleVersion, Capture, Fetch, Passage, Sentence
from sources.models.article import Purpose
from sources.models.fetch import ArrivalReport, FetchOutcome
from sources.pipeline import sentences
from sources.pipeline.clean import clean
from sources.pipeline.facts import metadata
from sources.pipeline.fetch import fetch, warc
from sources.pipeline.render import render

AI_GENERATED = "trainedAlgorithmicMedia"  # IPTC digital source type, as schema.org's digitalSourceType takes it
AI_NOTICE = "notice.ai-generated"
MAX_NAME = 300
_HTML = re.compile(rb"\s{0,99}(?:<!--.{0,2000}?-->\s{0,99})?<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S)


class Refused(ValueError):
    """The article cannot be taken; the message says what to do. `fetch` is its row in the ledger."""

    def __init__(self, reason: str, row: Fetch | None = None) -> None:
        super().__init__(reason)
        self.fetch = row


def receive(
    *,
    via: str,
    by: UUID | None,
    at: datetime,
    raw: bytes | None = None,
    text: str | None = None,
    url: str = "",
    media_type: str = "",
    charset: str | None = None,
    file_name: str = "",
    source: str = "",
    external_id: str = "",
    stated: Mapping[str, str] | None = None,
    new_version_of: Article | None = None,
    purpose: str = Purpose.EXTRACTION,
) -> Fetch:
    """Take in an article: bytes, text, or an address to fetch; return its row in the ledger.

    The same article again makes no second one. `by` is an actor's id. `stated` may hold author, publisher and
    published_on (ISO date) as the sender knows them. Raises Refused; a refusal has its row in the ledger as well.
    """
    row = Fetch(
        via=via,
        purpose=purpose,
        url=url[:2048],
        file_name=file_name[-MAX_NAME:].replace("\0", ""),
        requested_by=by,
        created_at=at,
        stated=dict(stated or {}),
        charset=(charset or "")[:50],
    )
    try:
        _receive(row, raw, text, url, media_type, source, external_id, new_version_of, at)
    except Refused as refusal:
        row.url, row.raw, row.stated = usable_url(row.url), None, {}
        row.outcome, row.reason, row.finished_at = FetchOutcome.REFUSED, str(refusal), at
        row.save()
        raise Refused(str(refusal), row) from None
    return row


def report(row: Fetch) -> ArrivalReport:
    """Return what an arrival is to us, as far as it is known now: a text at once, an address once it was fetched."""
    if row.outcome in (FetchOutcome.UNCHANGED, FetchOutcome.REFUSED):
        return ArrivalReport(row.outcome)
    if row.outcome == "" and row.raw is None:
        return ArrivalReport.WAITING
    versions = ArticleVersion.objects.filter(article=row.article_id, purpose=Purpose.EXTRACTION)
    if row.outcome == FetchOutcome.NEW:
        assert row.version is not None  # the ledger holds: what is done and not refused has a version
        return ArrivalReport.CHANGED if versions.filter(number__lt=row.version.number).exists() else ArrivalReport.NEW
    waiting = Fetch.objects.filter(
        article=row.article_id, purpose=Purpose.EXTRACTION, finished_at=None, raw__isnull=False, pk__lt=row.pk
    )
    if before := waiting.order_by("-pk").first():
        return ArrivalReport.UNCHANGED if bytes(before.raw or b"") == bytes(row.raw or b"") else ArrivalReport.CHANGED
    return ArrivalReport.CHANGED if versions.exists() else ArrivalReport.NEW


def _receive(
    row: Fetch,
    raw: bytes | None,
    text: str | None,
    url: str,
    media_type: str,
    source: str,
    external_id: str,
    new_version_of: Article | None,
    at: datetime,
) -> None:
    if bool(source.strip()) != bool(external_id.strip()) or (source and not source.strip()):
        raise Refused("Give both the source and the id that the article has there, or neither.")
    if len(source) > 100 or len(external_id) > MAX_NAME:
        raise Refused(f"A source has at most 100 characters, an id there at most {MAX_NAME}.")
    if "\0" in source + external_id + str(row.stated):
        raise Refused("There is a NUL character in it; remove it.")
    if url and not usable_url(url):
        raise Refused("Give a full web address that begins with http:// or https:// and has at most 2048 characters.")
    row.stated = _checked(row.stated)
    row.raw = _bytes(raw, text)
    if row.raw is None:
        if not url:
            raise Refused("Give the article's text, a file or its address.")
        row.media_type = ""
        row.article = _by_identity(source, external_id, url, "", at) if external_id else new_version_of
        row.save()
        return
    row.media_type = "text/plain" if text is not None and not media_type else media_type or _sniff(row.raw)
    row.media_type = row.media_type.partition(";")[0].strip().lower()[:100]
    page = _render(row.raw, media_type or row.media_type, row.charset)
    with transaction.atomic():
        row.article = new_version_of or _by_identity(source, external_id, url, page.text, at)
        latest = _latest(row.article)
        if latest and _says(latest, page) and _serves(latest, row.purpose):
            row.facts = _later_facts(row.article, metadata.read(page), row)
            row.version, row.outcome, row.finished_at, row.raw = latest, FetchOutcome.UNCHANGED, at, None
        row.save()


def _checked(stated: Mapping[str, str]) -> dict[str, str]:
    if unknown := set(stated) - {"author", "publisher", "published_on"}:
        raise Refused(f"Nothing is known of {', '.join(sorted(unknown))}: state author, publisher or published_on.")
    kept = {key: value.strip() for key, value in stated.items() if value and value.strip()}
    if any(len(value) > MAX_NAME for value in kept.values()):
        raise Refused(f"An author or a publisher has at most {MAX_NAME} characters.")
    try:
        date.fromisoformat(kept.get("published_on", "2000-01-01"))
    except ValueError:
        raise Refused("Write the date of publication as year-month-day, such as 2026-11-21.") from None
    return kept


def _bytes(raw: bytes | None, text: str | None) -> bytes | None:
    if text is not None:
        try:
            raw = text.encode()
        except UnicodeEncodeError:
            raise Refused("The text holds half a character (a lone surrogate); copy it again.") from None
    if raw is not None and len(raw) > settings.MAX_UPLOAD_BYTES:
        raise Refused(f"This has {len(raw):,} bytes; at most {settings.MAX_UPLOAD_BYTES:,} can be taken.")
    return raw


def _sniff(raw: bytes) -> str:
    return "text/html" if _HTML.match(raw[:4000].removeprefix(b"\xef\xbb\xbf")) else "text/plain"


def _render(raw: bytes, media_type: str, charset: str) -> render.Page:
    try:
        return render.render(raw, media_type=media_type, charset=charset or None)
    except render.Unreadable as unreadable:
        raise Refused(str(unreadable)) from None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _says(version: ArticleVersion, page: render.Page) -> bool:
    """Return whether a version has the text of this page; in a paste, white space that nobody sees does not count."""
    if version.text_sha256 == _digest(page.text):
        return True
    pasted = version.renderer == page.renderer == render.TEXT
    return pasted and render.without_unseen_space(version.text) == render.without_unseen_space(page.text)


def _by_identity(source: str, external_id: str, url: str, text: str, at: datetime) -> Article:
    """Return the article with this identity, created when absent; two callers at once get the same one."""
    if external_id:
        article, _ = Article.objects.get_or_create(
            source=source, external_id=external_id, defaults={"canonical_url": _free(url), "created_at": at}
        )
    elif url:
        article, _ = Article.objects.get_or_create(canonical_url=url, defaults={"created_at": at})
    else:
        bare = _digest(render.without_unseen_space(text))
        # Articles that were pasted before white space was left out of account are known by all of their text.
        known = Article.objects.filter(text_sha256=_digest(text)).first()
        article = known or Article.objects.get_or_create(text_sha256=bare, defaults={"created_at": at})[0]
    return article


def _free(url: str) -> str:
    return "" if Article.objects.filter(canonical_url=url).exists() else url


def _later_facts(article: Article, about: metadata.Metadata, row: Fetch) -> article_facts.Facts:
    """Return what an arrival states of a text that we had already; nothing when an earlier one stated just that."""
    if row.purpose != Purpose.EXTRACTION:
        return {}
    facts = article_facts.later(article, about, row.stated)
    return {} if Fetch.objects.filter(article=article, facts=facts).exclude(facts={}).exists() else facts


def _latest(article: Article) -> ArticleVersion | None:
    return article.versions.order_by("-number").first()


def _serves(version: ArticleVersion, purpose: str) -> bool:
    """Return whether the version serves the purpose: a read one is evidence too, an evidence copy is not yet read."""
    return version.purpose == Purpose.EXTRACTION or purpose == Purpose.EVIDENCE


def read_one(*, at: datetime) -> Fetch | None:
    """Do one owed arrival: fetch, render, clean, split, store. Return its row, or None when nothing is owed."""
    with Fetch.take(at=at) as row:
        if row is None:
            return None
        try:
            if row.died_too_often:
                raise Refused(
                    f"This ended the worker {row.attempts - 1} times while it was processed; it is set aside."
                )
            if row.raw is None:
                _fetch(row, at)
            _store(row, at)
        except (Refused, fetch.CannotBeDone, render.Unreadable) as final:
            Fetch.objects.filter(pk=row.pk, finished_at=None).update(
                outcome=FetchOutcome.REFUSED, reason=str(final), finished_at=Now()
            )
        except fetch.TryLater as later:
            row.postpone(str(later), at=at, wait=later.retry_after)
        except Exception as unforeseen:
            row.postpone(f"This could not be read ({type(unforeseen).__name__}); the worker's log says more.", at=at)
            raise
        return row


def _fetch(row: Fetch, at: datetime) -> None:
    """Get the page, outside any transaction, and keep its bytes at once: a later crash does not ask for it again.

    The exchange is kept with them, or neither is: what the site said is as lasting as the text made of it.
    """
    got = fetch.get(row.url, allow=settings.OUTBOUND_ALLOW, max_bytes=settings.MAX_UPLOAD_BYTES)
    packed = warc.pack(got.exchanges, at=at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
    row.raw, row.media_type, row.charset = got.body, got.media_type, got.charset or ""
    row.stated = {**row.stated, "final_url": got.final_url[:2048]}
    with transaction.atomic():
        row.save(update_fields=["raw", "media_type", "charset", "stated"])
        if got.exchanges:
            Capture.objects.create(
                fetch=row, warc=packed, warc_sha256=hashlib.sha256(packed).hexdigest(), captured_at=at
            )


def _store(row: Fetch, at: datetime) -> None:
    raw = bytes(row.raw or b"")
    page = render.render(raw, media_type=row.media_type or _sniff(raw), charset=row.charset or None)
    passages = clean.clean(page)
    read = sentences.split(page.text, passages) if row.purpose == Purpose.EXTRACTION else ()
    about = metadata.read(page)
    address = row.stated.get("final_url") or row.url
    if about.canonical_url and is_own_address(about.canonical_url.value, address):
        address = about.canonical_url.value
    with transaction.atomic():
        article = row.article or _by_identity("", "", usable_url(address) or row.url, page.text, at)
        article = Article.objects.select_for_update().get(pk=article.pk)
        version = _latest(article)
        if version and _says(version, page) and _serves(version, row.purpose):
            row.facts = _later_facts(article, about, row)
            _finish(row, article, version, FetchOutcome.UNCHANGED)
            return
        version = ArticleVersion.objects.create(
            article=article,
            number=version.number + 1 if version else 1,
            purpose=row.purpose,
            raw=raw,
            raw_sha256=hashlib.sha256(raw).hexdigest(),
            media_type=row.media_type,
            charset=row.charset,
            url=row.stated.get("final_url") or row.url,
            text=page.text,
            text_sha256=_digest(page.text),
            length=len(page.text),
            renderer=page.renderer,
            fetched_at=at,
            created_at=at,
        )
        _store_passages(version, passages, read)
        complete(article, page.text, passages, about, row.stated, version.url)
        _finish(row, article, version, FetchOutcome.NEW)


def _store_passages(
    version: ArticleVersion,
    passages: tuple[clean.PassageFound, ...],
    read: tuple[sentences.SentenceFound, ...],
) -> None:
    rows = Passage.objects.bulk_create(
        Passage(
            version=version,
            start=p.start,
            end=p.end,
            kind=p.kind.value,
            rule=p.rule,
            digital_source_type=AI_GENERATED if p.rule == AI_NOTICE else "",
        )
        for p in passages
    )
    homes = iter(rows)
    home = next(homes, None)
    found = []
    for sentence in read:  # both in order: one walk
        while home is not None and home.end <= sentence.start:
            home = next(homes, None)
        found.append(Sentence(version=version, passage=home, start=sentence.start, end=sentence.end))
    Sentence.objects.bulk_create(found)


def _finish(row: Fetch, article: Article, version: ArticleVersion, outcome: FetchOutcome) -> None:
    done = Fetch.objects.filter(pk=row.pk, finished_at=None).update(
        article=article, version=version, outcome=outcome, facts=row.facts, raw=None, reason="", finished_at=Now()
    )
    if not done:
        raise IntegrityError(f"fetch {row.pk} was finished by somebody else")
    row.refresh_from_db()


def reclassify(passage: Passage, *, kind: str, rule: str = "person") -> None:
    """Change the kind of a passage; split it into sentences when it is now to be read. Call inside a transaction."""
    Passage.objects.filter(pk=passage.pk).update(kind=kind, rule=rule)  # what it declares, it has declared
    if kind in clean.READ and not passage.sentences.exists():
        found = clean.PassageFound(passage.start, passage.end, clean.Kind(kind), rule)
        Sentence.objects.bulk_create(
            Sentence(version=passage.version, passage=passage, start=s.start, end=s.end)
            for s in sentences.split(passage.version.text, (found,))
        )
