"""The body of a request that sends in an article, as text, HTML, file or address."""

from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.encoding import force_str
from rest_framework import serializers

from claims import tasks
from claims.api.base.request_fields import RequestBody, StrictDate, StrictId, StrictText, require_row
from claims.workflow.evidence import article
from sources.models import Article
from sources.models.fetch import ArrivalReport, Via

REPORTS = [choice for choice in ArrivalReport.choices if choice[0] != ArrivalReport.REFUSED]  # that one is an error


class ArticleRequest(RequestBody):
    """Text, HTML or an address to fetch. `source` and `external_id` go together and make sending again safe."""

    text = StrictText(required=False, help_text="A plain-text page dump.")
    html = StrictText(required=False)
    url = StrictText(default="", help_text="The page's address. Without text or HTML it is fetched.")
    source = StrictText(default="", help_text="Name of the system that sends it.")  # type: ignore[assignment]
    external_id = StrictText(default="", help_text="The article's id there.")
    media_type = StrictText(default="", help_text="Of the text or file, when it is not as it looks.")
    author = StrictText(default="")
    publisher = StrictText(default="")
    published_on = StrictDate(required=False)
    new_version_of = StrictId(required=False, help_text="An article's id, when this is its new text.")


class ArticleFormRequest(ArticleRequest):
    """The same with a file in place of the text."""

    file = serializers.FileField(required=False, allow_empty_file=True)


def receive(fields: dict[str, Any], by: User) -> article.Receipt:
    """Take in an article from a program, and have it read."""
    receipt = article.receive(
        by=by,
        at=timezone.now(),
        via=Via.API,
        url=fields["url"],
        source=fields["source"],
        external_id=fields["external_id"],
        stated={name: str(fields[name]) for name in ("author", "publisher", "published_on") if fields.get(name)},
        new_version_of=require_row(Article.objects.all(), fields["new_version_of"], "new_version_of")
        if "new_version_of" in fields
        else None,
        **_content(fields),
    )
    tasks.wake_ingest()
    return receipt


def _content(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the text, HTML or file; all of them when there are several, which is then refused."""
    content = {name: fields[name] for name in ("text", "html") if name in fields} | {"media_type": fields["media_type"]}
    if "file" not in fields:
        return content
    file = fields["file"]
    declared = fields["media_type"] or file.content_type or ""
    return content | {
        "file": file.read(),
        "file_name": file.name,
        "media_type": "" if declared == "application/octet-stream" else declared,
        "charset": force_str(file.charset or "", errors="replace") or None,  # Django hands the name on as bytes
    }
