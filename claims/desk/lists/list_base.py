"""The base of the admin's lists: a row leads to the desk's page, foreign words are escaped."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.desk.base import labels
from sources import read_only_admin
from sources.models import Actor


class ReadOnlyList(read_only_admin.ReadOnlyAdmin):
    """A list to look at. Opening a row leads to the reviewer's page."""

    list_display_links: Any = None

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        named = {"title": labels.LISTS[self.model.__name__]}
        return super().changelist_view(request, named | (extra_context or {}))

    def page(self, row: Any) -> str | None:
        """Return the address of the desk's page for a row; None keeps the admin's own."""
        return None

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **more: Any) -> HttpResponse:
        row = self.get_object(request, object_id)
        address = self.page(row) if row is not None and self.has_view_permission(request, row) else None
        return HttpResponseRedirect(address) if address else super().change_view(request, object_id, *args, **more)


def link(address: str | None, text: object) -> SafeString:
    """Write a link to hostile words, which are escaped and keep their own direction."""
    return format_html('<a href="{}" dir="auto">{}</a>', address or "", text)


def name_of(actor: str) -> Subquery:
    """Return the name that stands for the actor in this column, read with the row."""
    return Subquery(Actor.objects.filter(pk=OuterRef(actor)).values("name"))


def words(text: object) -> SafeString:
    return format_html('<span dir="auto">{}</span>', text)
