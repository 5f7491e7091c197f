"""A list to look at: what the admin shows of rows that nobody edits."""

from typing import Any

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

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Narrow by what the list offers and by nothing else: an address is no way to ask for what is not shown."""
        known = []
        for one in self.get_list_filter(request):
            name: Any = one[0] if isinstance(one, (list, tuple)) else one
            known.append(name if isinstance(name, str) else getattr(name, "parameter_name", ""))
        if not any(lookup == name or lookup.startswith(f"{name}__") for name in known):
            return False
        return super().lookup_allowed(lookup, value, request)
