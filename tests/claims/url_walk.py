"""Walk every address as somebody who is signed in, and keep what each answered, to be held against another walk."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django_filters import rest_framework as filters

from claims.api.base.base_views import ListView
from claims.api.base.filters import BooleanFilter, IdFilter
from claims.api.urls import routes as api_routes
from claims.models import Claim, Review
from tests.claims import url_matrix

LINK = re.compile(r'(?:href|src|action|formaction)="([^"]*)"')
MOST_LINKS = 120
# What may differ between two answers that say the same: tokens, and the signed time in a cursor.
TOKENS = [
    (re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*'), r"\1"),
    (re.compile(r"(cursor=[^:%\"&]+)(:|%3A)[^\"&]*"), r"\1"),
]
IGNORED_HEADERS = {"Set-Cookie", "Date", "Expires"}  # never_cache says the present second
SLOW = ("/api/v1/schema/", "/api/v1/docs/", "/api/v1/redoc/")  # made from the code alone, the same for everybody
# What somebody who looks for a hidden judgement would try in an address of the admin or the API.
LOOKUPS = [
    "rating=DISPUTED",
    "rating__startswith=D",
    "reasons__contains={mark}",
    "note__contains={mark}",
    "sought__contains={mark}",
    "submitted_at__isnull=0",
    "draft__gte=1",
    "missing_context=1",
]


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever looking has written."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def walk(by: User, addresses: Iterable[str], *, follow: bool = False) -> dict[str, str]:
    """Return what each address answers, by method and address; `follow`: also those that its pages lead to."""
    client = Client(raise_request_exception=False)
    client.force_login(by)
    found: dict[str, str] = {}
    todo, links = deque(dict.fromkeys(addresses)), 0
    while todo:
        asked = todo.popleft()
        if asked in found:
            continue
        method, _space, address = asked.partition(" ")
        answer = getattr(client, method.lower())(address)
        found[asked] = content_of(answer)
        if follow and method == "GET" and answer.get("Content-Type", "").startswith("text/html"):
            for link in LINK.findall(found[asked]):
                target = f"GET {urldefrag(urljoin(address, unescape(link))).url}"
                if target not in found and links < MOST_LINKS and _ours(target):
                    links += 1
                    todo.append(target)
    return found


def _ours(target: str) -> bool:
    place = urlsplit(target.removeprefix("GET "))
    return (
        not place.netloc and not place.scheme and not place.path.startswith("/static/") and "logout" not in place.path
    )


def content_of(answer: Any) -> str:
    """Return status, headers and body of an answer without what is random."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode("utf-8", "backslashreplace")
    for token, instead in TOKENS:
        text = token.sub(instead, text)
    headers = sorted(f"{name}: {value}" for name, value in answer.items() if name not in IGNORED_HEADERS)
    return "\n".join([str(answer.status_code), *headers, "", text])


def addresses(mark: str, *, oracles: bool = True) -> list[str]:
    """Return every address with its methods: of the URL conf, and what could be an oracle for words like `mark`."""
    found: list[str] = []
    for route in url_matrix.every():
        of_route = [address for address in route.addresses() if address not in SLOW]
        if route.template.startswith("api/") and route.template.endswith("/") and route.name is None:
            continue  # the same view as without the slash
        found += [f"GET {address}" for address in of_route]
        if not re.match("admin/(auth|claims|knox|sources)/[a-z]+/(<|add/|$)", route.template):
            found += [f"{method} {address}" for method in ("HEAD", "OPTIONS") for address in of_route[-1:]]
    return [*found, *_of_lists(mark), *_of_the_api(mark)] if oracles else found


def _of_lists(mark: str) -> Iterator[str]:
    """Search, filters, orders and autocomplete of the admin's lists."""
    for model, model_admin in admin.site._registry.items():
        place = "GET " + reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        yield f"{place}?q={mark}"
        yield f"{place}?all="
        for number in range(1, len(model_admin.list_display) + 1):
            yield from (f"{place}?o={number}", f"{place}?o=-{number}")
        for path in _paths_to_reviews(model):
            yield from (f"{place}?{path}{lookup.format(mark=mark)}" for lookup in LOOKUPS)
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.concrete:
                of_field = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
                query = urlencode({**of_field, "field_name": field.name, "term": mark})
                yield f"GET {reverse('admin:autocomplete')}?{query}"


def _paths_to_reviews(model: Any) -> Iterator[str]:
    if model is Review:
        yield ""
        yield "second_reviews__"
    for field in model._meta.get_fields():
        if field.related_model is Review:
            yield f"{field.name}__"
        elif field.related_model is Claim:
            yield f"{field.name}__reviews__"


def _of_the_api(mark: str) -> Iterator[str]:
    """Filters and orders of the API's lists."""
    claim, review = (
        apps.get_model(noun).objects.order_by("-pk").values_list("pk", flat=True).first()
        for noun in ("claims.claim", "claims.review")
    )
    for address, view, _name in api_routes:
        if not issubclass(view, ListView):
            continue
        place = f"GET /api/v1/{address}"
        yield from (f"{place}?ordering={name}" for name in view.orderings)
        yield f"{place}?page_size=1"
        for name, list_filter in view.filterset_class.base_filters.items() if view.filterset_class else ():
            values: list[Any] = [mark, "1"]
            if isinstance(list_filter, BooleanFilter):
                values = ["true", "false"]
            elif isinstance(list_filter, IdFilter):
                values = [claim, review]
            elif isinstance(list_filter, filters.ChoiceFilter):
                values = [value for value, _label in list_filter.extra["choices"]]
            yield from (f"{place}?{urlencode({name: value})}" for value in values)
