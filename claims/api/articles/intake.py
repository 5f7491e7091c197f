"""What a program sends when it hands in an article."""

from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from rest_framework import serializers

from claims import tasks
from claims.api.base.request_fields import Day, Given, Id, Text, one
from claims.workflow.evidence import article
from sources.models import Article
from sources.models.fetch import ArrivalReport, Via

REPORTS = [choice for choice in ArrivalReport.choices if choice[0] != ArrivalReport.REFUSED]  # that one is an error


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


def receive(given: dict[str, Any], by: User) -> article.Receipt:
    """Take in an article from a program, and have it read."""
    receipt = article.receive(
        by=by,
        at=timezone.now(),
        via=Via.API,
        url=given["url"],
        source=given["source"],
        external_id=given["external_id"],
        stated={name: str(given[name]) for name in ("author", "publisher", "published_on") if given.get(name)},
        new_version_of=one(Article.objects.all(), given["new_version_of"], "new_version_of")
        if "new_version_of" in given
        else None,
        **_content(given),
    )
    tasks.wake_reading()
    return receipt


def _content(given: dict[str, Any]) -> dict[str, Any]:
    """Return the text, HTML or file; all of them when there are several, which is then refused."""
    content = {name: given[name] for name in ("text", "html") if name in given} | {"media_type": given["media_type"]}
    if "file" not in given:
        return content
    file = given["file"]
    declared = given["media_type"] or file.content_type or ""
    return content | {
        "file": file.read(),
        "file_name": file.name,
        "media_type": "" if declared == "application/octet-stream" else declared,
        "charset": str(file.charset or "") or None,
    }
