"""What administrators see of where words come from. Nothing here is edited: people work on the desk's pages."""

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from sources.models import Domain, Publisher
from sources.read_only_admin import ReadOnlyAdmin


class DomainInline(admin.TabularInline):
    model = Domain
    extra = 0
    can_delete = False
    verbose_name_plural = _("addresses that belong to it")

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Publisher)
class PublisherAdmin(ReadOnlyAdmin):
    """Who prints. Its name may be put right; the name on its pages stays as it was printed."""

    list_display = ["name", "known_domains", "articles_here"]
    search_fields = ["name", "domains__name"]
    fields = ["name", "known"]
    readonly_fields = ["known"]
    inlines = [DomainInline]

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.has_perm("sources.change_publisher")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(found=Count("articles")).prefetch_related("domains")

    @admin.display(description=_("what is known about it"))
    def known(self, publisher: Publisher) -> SafeString:
        """Tell its notes, each with the day and where it says so; they are written in a list of their own."""
        notes = publisher.notes.filter(withdrawn_at=None)
        lines = ((note.text, note.citation, note.as_of.isoformat()) for note in notes)
        return format_html_join("", '<p dir="auto">{} ({}, {})</p>', lines)

    @admin.display(description=_("addresses"))
    def known_domains(self, publisher: Publisher) -> str:
        return ", ".join(domain.name for domain in publisher.domains.all())

    @admin.display(description=_("articles"), ordering="found")
    def articles_here(self, publisher: Any) -> Any:
        return publisher.found
