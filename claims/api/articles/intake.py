"""What comes in when somebody hands in an article, and what became of it."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from rest_framework import serializers

from claims import tasks
from claims.api.base.request_fields import Day, Given, Id, Text, one
from claims.workflow.evidence import article
from sources.models import Article, Fetch
from sources.models.fetch import Via

REPORTS = [(word, word) for word in ("new", "changed", "unchanged", "waiting")]


class ArticleGiven(Given):
    """Text, HTML or an address to fetch. `source` and `external_id` go together and make sending again safe."""

    text = Text(required=False, help_text="A plain-text page dump.")
    html = Text(required=False)
    url = Text(default="", help_text="The page's address. Without text or HTML it is fetched.")
    source = Text(default="", help_text="Name of the system that sends it.")  # type: ignore[assignment]
    external_id = Text(default="", help_text="The article's id there.")
    media_type = Text(default="", help_text="Of the text or file, when it is not as it looks.")
    author = Text(default="")
    publisher = Text(default="")
    published_on = Day(required=False)
    new_version_of = Id(required=False, help_text="An article's id, when this is its new text.")


class ArticleForm(ArticleGiven):
    """The same with a file in place of the text."""

    file = serializers.FileField(required=False, allow_empty_file=True)


def receive(given: dict[str, Any], by: User) -> tuple[Fetch, str]:
    """Take in an article; return its row in the ledger and what that means for a client.

    The word is `new` (an article that was not there), `changed` (another text of one that was), `unchanged` (the same
    text again, read or still being read) or `waiting` (an address to be fetched).
    """
    contents = [name for name in ("text", "html", "file") if name in given]
    if len(contents) > 1:
        raise ValidationError({contents[1]: f"Give either {' or '.join(contents)}."})
    if not contents and not given["url"]:
        raise ValidationError({"text": "Give the article's text or html, a file, or its url."})
    named = {name: given[name] for name in ("url", "source", "external_id")}
    if "new_version_of" in given and any(named[name] for name in ("source", "external_id")):
        raise ValidationError({"new_version_of": "Give either this or source and external_id."})
    at = timezone.now()
    row = article.receive(
        by=by,
        at=at,
        via=Via.FILE if "file" in given else Via.API if contents else Via.URL,
        stated={name: str(given[name]) for name in ("author", "publisher", "published_on") if given.get(name)},
        new_version_of=one(Article.objects.all(), given["new_version_of"], "new_version_of")
        if "new_version_of" in given
        else None,
        **named,
        **_content(given),
    )
    tasks.wake_reading()
    if row.raw is None and row.outcome == "":
        return row, "waiting"
    assert row.article is not None
    if row.outcome:
        return row, "unchanged"
    if row.article.created_at == at:
        return row, "new"
    arriving = Fetch.objects.filter(article=row.article, finished_at=None, raw=row.raw, pk__lt=row.pk)
    return row, "unchanged" if arriving.exists() else "changed"


def _content(given: dict[str, Any]) -> dict[str, Any]:
    if "html" in given:
        return {"text": given["html"], "media_type": given["media_type"] or "text/html", "charset": "utf-8"}
    if "text" in given:
        return {"text": given["text"], "media_type": given["media_type"]}
    if "file" not in given:
        return {}
    file = given["file"]
    declared = given["media_type"] or file.content_type or ""
    return {
        "raw": file.read(),
        "file_name": file.name,
        "media_type": "" if declared == "application/octet-stream" else declared,
        "charset": str(file.charset or "") or None,
    }
