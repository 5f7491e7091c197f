"""Pages of a list by keyset: no page is ever counted, and nothing is shown twice because something was added."""

from typing import Any

from django.core import signing
from django.db.models import Q
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from sources.params import int_param

SALT = "claimdesk.api.cursor"
DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE = 50, 200


class KeysetPagination(BasePagination):
    """`next` leads to the following page. The cursor is signed: a forged or foreign one is refused, never read.

    A view lists its `orderings`: name → fields, the last of them unique and none of them null; the first is the usual.
    """

    parameters = ("cursor", "page_size", "ordering")
    next_link: str | None = None

    def paginate_queryset(self, queryset: Any, request: Request, view: object | None = None) -> list[Any]:
        orderings = _orderings(view)
        name = request.query_params.get("ordering") or next(iter(orderings))
        if name not in orderings:
            raise ValidationError({"ordering": f"Choose one of: {', '.join(orderings)}."})
        size = _size(request.query_params.get("page_size"))
        fields = orderings[name]
        if cursor := request.query_params.get("cursor"):
            queryset = queryset.filter(_after(fields, _read(cursor, name, len(fields))))
        rows = list(queryset.order_by(*fields)[: size + 1])
        self.next_link = None
        if len(rows) > size:
            last = [_value(rows[size - 1], field.lstrip("-")) for field in fields]
            cursor = signing.dumps([name, *last], salt=SALT)
            self.next_link = replace_query_param(request.build_absolute_uri(), "cursor", cursor)
        return rows[:size]

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.next_link, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri", "description": "The following page; null on the last."}
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {"next": link, "results": schema},
            "additionalProperties": False,
        }

    def get_schema_operation_parameters(self, view: object) -> list[dict[str, Any]]:
        described = {
            "cursor": ({"type": "string"}, "From `next`; opaque."),
            "page_size": (
                {"type": "integer", "minimum": 1, "default": DEFAULT_PAGE_SIZE},
                f"How many a page; more than {MAX_PAGE_SIZE} means {MAX_PAGE_SIZE}.",
            ),
            "ordering": ({"type": "string", "enum": list(_orderings(view))}, "A minus sign means the largest first."),
        }
        return [
            {"name": name, "in": "query", "required": False, "description": words, "schema": schema}
            for name, (schema, words) in described.items()
        ]


def _orderings(view: object | None) -> dict[str, tuple[str, ...]]:
    return getattr(view, "orderings", {"id": ("id",)})


def _size(text: str | None) -> int:
    if text is None:
        return DEFAULT_PAGE_SIZE
    size = int_param(text, most=10**9 - 1)
    if size is None:
        raise ValidationError({"page_size": f"Give a whole number from 1 to {MAX_PAGE_SIZE}."})
    return min(size, MAX_PAGE_SIZE)


def _read(cursor: str, ordering: str, length: int) -> list[Any]:
    try:
        found = signing.loads(cursor, salt=SALT)
    except signing.BadSignature:
        found = []
    if len(found) != length + 1 or found[0] != ordering:
        raise ValidationError({"cursor": "This cursor does not belong to this list. Begin again without it."})
    return list(found[1:])


def _after(fields: tuple[str, ...], values: list[Any]) -> Q:
    """Return what comes after a row in lexicographic order, each field in its own direction."""
    found, same = Q(), Q()
    for field, value in zip(fields, values, strict=True):
        name, descends = field.lstrip("-"), field.startswith("-")
        found |= same & Q(**{f"{name}__{'lt' if descends else 'gt'}": value})
        same &= Q(**{name: value})
    return found


def _value(row: Any, name: str) -> Any:
    found = row[name] if isinstance(row, dict) else getattr(row, name)
    return found.isoformat() if hasattr(found, "isoformat") else found
