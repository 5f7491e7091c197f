"""Lists in the admin of rows that nobody edits there."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class ReadOnlyAdmin(admin.ModelAdmin):
    """An admin list that nobody may add to, change or delete from."""

    actions = None
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Allow the filters that the list offers and no other: an address must not query what is not shown."""
        names = []
        for entry in self.get_list_filter(request):
            field: Any = entry[0] if isinstance(entry, (list, tuple)) else entry
            names.append(field if isinstance(field, str) else getattr(field, "parameter_name", ""))
        if not any(lookup == name or lookup.startswith(f"{name}__") for name in names):
            return False
        return super().lookup_allowed(lookup, value, request)
