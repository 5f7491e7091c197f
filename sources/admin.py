"""Publishers in the admin. Only a name is edited here: people work on the desk's pages."""

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
    """A publisher's web addresses, which nobody edits here."""

    model = Domain
    extra = 0
    can_delete = False
    verbose_name_plural = _("web addresses")

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Publisher)
class PublisherAdmin(ReadOnlyAdmin):
    """Publishers. A name may be corrected; articles keep the name that they were published under."""

    list_display = ["name", "known_domains", "articles_here"]
    search_fields = ["name", "domains__name"]
    fields = ["name", "known"]
    readonly_fields = ["known"]
    inlines = [DomainInline]

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.has_perm("sources.change_publisher")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(found=Count("articles")).prefetch_related("domains")

    @admin.display(description=_("notes"))
    def known(self, publisher: Publisher) -> SafeString:
        """Return the notes on the publisher, each with its source and day; they are edited in a list of their own."""
        notes = publisher.notes.filter(withdrawn_at=None)
        lines = ((note.text, note.citation, note.as_of.isoformat()) for note in notes)
        return format_html_join("", '<p dir="auto">{} ({}, {})</p>', lines)

    @admin.display(description=_("addresses"))
    def known_domains(self, publisher: Publisher) -> str:
        """Return the publisher's web addresses in one line."""
        return ", ".join(domain.name for domain in publisher.domains.all())

    @admin.display(description=_("articles"), ordering="found")
    def articles_here(self, publisher: Any) -> Any:
        """Return how many articles of the publisher are here."""
        return publisher.found
