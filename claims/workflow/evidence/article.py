"""What people decide about an article: what a passage is, and what is known about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Final, Literal

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from claims import reword
from claims.models import Event, Extraction
from claims.workflow import text as text_of
from claims.workflow.audit import event, require
from claims.workflow.evidence import later_facts
from sources import ingest
from sources.models import Article, Fetch, Passage, Publisher
from sources.models.article import Origin, Purpose
from sources.models.fetch import ArrivalReport, Via
from sources.models.passage import PassageKind

MAX_AUTHOR = MAX_PUBLISHER = 300
MAX_CITATION = 500
CONTENTS = {"text": "a text", "html": "HTML", "file": "a file"}


class _Unknown(Enum):
    UNKNOWN = ""


Unknown = Literal[_Unknown.UNKNOWN]
UNKNOWN: Final = _Unknown.UNKNOWN  # in place of a date: nobody knows it


@dataclass(frozen=True, slots=True)
class Receipt:
    """An article that was handed in: its row in the ledger, and what it is to us."""

    row: Fetch
    report: ArrivalReport


def receive(
    *,
    by: User | None,
    at: datetime,
    via: str,
    text: str | None = None,
    html: str | None = None,
    file: bytes | None = None,
    file_name: str = "",
    url: str = "",
    media_type: str = "",
    charset: str | None = None,
    source: str = "",
    external_id: str = "",
    stated: Mapping[str, str] | None = None,
    new_version_of: Article | None = None,
) -> Receipt:
    """Take in an article as text, HTML or the bytes of a file, or only its address to fetch; report what it is to us.

    `by` is somebody who may add articles; None stands for the command line of this machine. `via` says by which
    entrance a text came; a file and an address say so themselves. Raise PermissionDenied, ValidationError by field,
    or sources.ingest.Refused, whose message says what to do.
    """
    requester = require(by, "sources.add_article").pk if by else None
    contents = [name for name, value in (("text", text), ("html", html), ("file", file)) if value is not None]
    if len(contents) > 1:
        choice = " or ".join(CONTENTS[name] for name in contents)
        raise ValidationError({contents[1]: f"Give {choice}, not both: they would be two articles."})
    if not contents and not url:
        raise ValidationError({"text": "Give the article's text, a file or its address."})
    if new_version_of and (source or external_id):
        raise ValidationError({"new_version_of": "Give either this or source and external_id."})
    if html is not None:
        text, media_type, charset = html, media_type or "text/html", "utf-8"
    row = ingest.receive(
        by=requester,
        at=at,
        via=Via.FILE if file is not None and file_name else via if contents else Via.URL,
        raw=file,
        text=text,
        file_name=file_name,
        url=url,
        media_type=media_type,
        charset=charset,
        source=source,
        external_id=external_id,
        stated=stated,
        new_version_of=new_version_of,
    )
    if row.facts and row.article_id is not None:
        later_facts.of_article(row.article_id, at=at)
    return Receipt(row, ingest.report(row))


@transaction.atomic
def set_aside(*, passage: Passage, kind: str, by: User, at: datetime) -> Passage:
    """Change what a passage is: furniture or a notice is set aside, anything else is searched for claims.

    The version gets another extraction; what people worked on stays.
    """
    actor = require(by, "sources.change_passage")
    if kind not in PassageKind.values:
        raise ValidationError({"kind": f"Choose one of: {', '.join(PassageKind.values)}."})
    article = Article.objects.select_for_update().get(pk=passage.version.article_id)
    passage = Passage.objects.select_for_update().get(pk=passage.pk)
    if passage.kind == kind:
        return passage
    before = passage.kind
    ingest.reclassify(passage, kind=kind)
    if passage.version.purpose == Purpose.EXTRACTION:
        owe_extraction(passage.version_id, at=at)
    event(
        Event.Verb.PASSAGE_CHANGED, by=actor, at=at, article=article.pk, passage=passage.pk, before=before, after=kind
    )
    passage.refresh_from_db()
    return passage


def owe_extraction(version: int, *, at: datetime) -> None:
    """Owe another extraction, unless one is still owed. The caller holds the article's lock."""
    rounds = Extraction.objects.filter(version_id=version)
    if not rounds.exists() or rounds.filter(finished_at=None, started_at=None).exists():
        return
    for extractor in rounds.values_list("extractor", flat=True).order_by().distinct():
        latest = rounds.filter(extractor=extractor).aggregate(latest=Max("round"))["latest"]
        Extraction.objects.create(version_id=version, extractor=extractor, round=latest + 1, created_at=at)


@transaction.atomic
def set_facts(
    *,
    article: Article,
    by: User,
    at: datetime,
    citation: str,
    author: str | None = None,
    publisher: str | None = None,
    published_on: date | Unknown | None = None,
) -> Article:
    """Set what is known about an article: author, publisher, date; None: it stays, empty or UNKNOWN: nobody knows.

    `citation` says where a person found it, and is kept beside each fact that it sets. With another date the claims
    are worded anew that say when something was.
    """
    actor = require(by, "sources.change_article")
    values: dict[str, Any] = {"published_on": None if published_on is UNKNOWN else published_on}
    wrong: dict[str, str] = {}
    for name, value, length in (("author", author, MAX_AUTHOR), ("publisher", publisher, MAX_PUBLISHER)):
        values[name] = text_of.line(value or "")
        wrong[name] = text_of.fault(values[name], length)
    article = Article.objects.select_for_update().get(pk=article.pk)
    before = {"author": article.author, "publisher": _publisher(article), "published_on": article.published_on}
    passed = {"author": author, "publisher": publisher, "published_on": published_on}
    names = [name for name, value in passed.items() if value is not None and values[name] != before[name]]
    citation = text_of.line(citation)
    if names:
        wrong["citation"] = text_of.fault(citation, MAX_CITATION, "Say where it says so: a page, a document, a person.")
    if wrong := {field: message for field, message in wrong.items() if message}:
        raise ValidationError(wrong)
    if not names:
        return article
    for name in names:
        is_known = bool(values[name])
        setattr(article, name, _named(values[name]) if name == "publisher" else values[name])
        setattr(article, f"{name}_origin", Origin.PERSON if is_known else "")
        setattr(article, f"{name}_citation", citation if is_known else "")
    article.save()
    changed = {name: _as_text(values[name]) for name in names}
    was = {name: _as_text(before[name]) for name in names}
    event(
        Event.Verb.ARTICLE_DESCRIBED,
        by=actor,
        at=at,
        article=article.pk,
        changed=changed,
        before=was,
        citation=citation,
    )
    if "published_on" in names:
        reword.by_date(article=article, by=actor.pk, at=at)
    return article


def _publisher(article: Article) -> str:
    return article.publisher.name if article.publisher else ""


def _named(name: str) -> Publisher | None:
    """Return the publisher of this name; a new one when there is none, or several."""
    if not name:
        return None
    found = Publisher.objects.filter(name__iexact=name).order_by("pk")[:2]
    return found[0] if len(found) == 1 else Publisher.objects.create(name=name)


def _as_text(value: date | str | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


@transaction.atomic
def retry(*, job: Fetch | Extraction, by: User, at: datetime) -> bool:
    """Owe a failed job again. Return False when it is owed already or was done."""
    actor = require(by, "claims.change_extraction")
    if isinstance(job, Fetch):
        again = job.outcome == "refused" and bool(job.url) and job.reopen(outcome="")
    else:
        again = job.failed and job.reopen(failed=False)
    if again:
        event(Event.Verb.JOB_RETRIED, by=actor, at=at, job=job.pk, kind=type(job).__name__)
    return again
