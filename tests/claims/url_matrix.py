"""Every address of the project, generated from its URL conf, with real values for what stands in it.

A route whose value nobody has named here is an error, so that a new route says how it is walked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

NOWHERE = "no-such-thing"
GROUP = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
MOST_ROWS = 3
# What an id in an address names, by the word before it; the admin's lists and ours say it alike.
NOUNS = {
    "actor": "sources.actor",
    "anchors": "claims.anchor",
    "articles": "sources.article",
    "claims": "claims.claim",
    "parts": "claims.outcome",
    "people": "auth.user",
    "quotes": "claims.quote",
    "experts": "claims.expert",
    "reviews": "claims.review",
    "scales": "claims.ratingscale",
    "templates": "claims.texttemplate",
    "verdicts": "claims.verdict",
    "publishers": "sources.publisher",
    "redactions": "sources.redaction",
    "knocks": "claims.publicpost",
    "replies": "claims.replyrequest",
    "reply": "claims.replyrequest",
    "reports": "claims.report",
}
# What else stands in an address, by the name of the value.
VALUES: dict[str, list[str]] = {"kind": ["fetch", "extraction"], "number": ["1", "2"], "group": ["0", "1"]}


@dataclass(frozen=True, slots=True)
class Route:
    """One route: its address with the values' places still open, and its view."""

    template: str
    view: Any
    name: str | None

    def addresses(self) -> list[str]:
        """Return the route with each combination of real values; raises LookupError when one is not known."""
        found = [""]
        rest = self.template
        while place := GROUP.search(rest):
            before, rest = rest[: place.start()], rest[place.end() :]
            found = [start + before + value for start in found for value in self._values(start + before, place)]
        return [f"/{start}{rest}" for start in dict.fromkeys(found)]

    def _values(self, before: str, place: re.Match[str]) -> list[str]:
        name = place["name"]
        if name in VALUES:
            return VALUES[name]
        if name == "url":  # the admin's address for what is nowhere
            return [NOWHERE]
        if name == "app_label":
            return sorted({model._meta.app_label for model in admin.site._registry})
        if name == "content_type_id":
            return [str(ContentType.objects.get_for_model(apps.get_model(noun)).pk) for noun in NOUNS.values()]
        words = before.strip("/").split("/")
        if "/r/" in f"/{before}":
            return [str(row.pk) for row in _rows(ContentType.objects.get(pk=words[-1]).model_class())] or ["1"]
        if place["kind"] == "uuid":
            if words[-1] not in PUBLIC:
                raise LookupError(f"{self.template}: say in tests/claims/url_matrix.py what “{name}” is.")
            field, noun = PUBLIC[words[-1]]
            rows = apps.get_model(noun)._base_manager.order_by("pk").values_list(field, flat=True)[:MOST_ROWS]
            return [str(row) for row in rows] or [str(UUID(int=1))]
        for noun in (
            NOUNS.get(words[-1]),
            f"claims.{words[-1]}",
            f"sources.{words[-1]}",
            f"auth.{words[-1]}",
            ".".join(words[-2:]),
        ):
            model = _model(noun)
            if model is not None:
                return [quote(str(row.pk), safe="") for row in _rows(model)] or ["1"]
        raise LookupError(f"{self.template}: say in tests/claims/url_matrix.py what “{name}” is.")


PUBLIC: dict[str, tuple[str, str]] = {"c": ("public_id", "claims.publication")}  # addresses that readers know


def _model(noun: str | None) -> type[Model] | None:
    if noun == "claims.version" or noun == "sources.version":
        return apps.get_model("sources.articleversion")
    try:
        return apps.get_model(noun) if noun else None
    except (LookupError, ValueError):
        return None


def _rows(model: Any) -> list[Any]:
    """Return the first and the last rows: the test's own stand at the end."""
    key = model._meta.pk.attname
    rows = model._base_manager.only(key)
    first, last = rows.order_by("pk")[:1], rows.order_by("-pk")[:MOST_ROWS]
    return list({row.pk: row for row in [*first, *last]}.values())


def every() -> Iterator[Route]:
    """Return every route of the URL conf once."""
    yield from _inside("", get_resolver())


def _inside(before: str, resolver: URLResolver) -> Iterator[Route]:
    for found in resolver.url_patterns:
        here = before + _plain(str(found.pattern))
        if isinstance(found, URLPattern):
            yield Route(here, found.callback, found.name)
        else:
            yield from _inside(here, found)


def _plain(pattern: str) -> str:
    """Return a regular expression as a route; those of Django's and ours are this simple."""
    pattern = re.sub(r"\(\?P<(\w+)>[^()]*\)", r"<\1>", pattern)
    return pattern.replace("^.*$", NOWHERE).removeprefix("^").removesuffix("$").replace(r"\Z", "").replace("\\", "")
