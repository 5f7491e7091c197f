"""Desks and who is on them, for administrators."""

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Desk, Membership


class MembershipInline(admin.TabularInline):
    """Who is on the desk; taking somebody off ends their access at once."""

    model = Membership
    fields = ["user"]
    extra = 1
    verbose_name = _("member")
    verbose_name_plural = _("members")


@admin.register(Desk)
class DeskAdmin(admin.ModelAdmin):
    """The house's desks. A desk stays: claims may be on it."""

    actions = None
    fields = ["name"]
    inlines = [MembershipInline]
    list_display = ["name", "members"]
    search_fields = ["name"]
    search_help_text = _("name")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(people=Count("memberships"))

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Desk, form: Any, change: bool) -> None:
        if not change:
            obj.created_at = timezone.now()
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for member in formset.save(commit=False):
            member.created_at = member.created_at or timezone.now()
            member.save()
        for gone in formset.deleted_objects:
            gone.delete()

    @admin.display(description=_("members"), ordering="people")
    def members(self, row: Any) -> int:
        return int(row.people)
