"""A list to look at: what the admin shows of rows that nobody edits."""

from django.contrib import admin
from django.http import HttpRequest


class Shown(admin.ModelAdmin):
    """No adding, no changing, no deleting, for nobody."""

    actions = None
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
