"""Lists that nobody edits, and that answer only the filters they offer."""

import pytest
from django.contrib import admin
from django.test import RequestFactory

from sources.models import Publisher
from sources.read_only_admin import ReadOnlyAdmin


class ByName(admin.SimpleListFilter):
    title = parameter_name = "letter"

    def lookups(self, request, model_admin):
        return ()

    def queryset(self, request, queryset):
        return queryset


class Publishers(ReadOnlyAdmin):
    list_filter = ["domains__name", ("known_since", admin.DateFieldListFilter), ByName]


@pytest.fixture
def listing():
    return Publishers(Publisher, admin.AdminSite())


def test_nobody_adds_changes_or_deletes(listing, rf: RequestFactory):
    request = rf.get("/")
    assert not listing.has_add_permission(request)
    assert not listing.has_change_permission(request)
    assert not listing.has_delete_permission(request)
    assert listing.actions is None
    assert (listing.list_per_page, listing.show_full_result_count) == (50, False)


@pytest.mark.parametrize(
    ("lookup", "allowed"),
    [
        ("domains__name", True),
        ("domains__name__exact", True),
        ("domains__publisher__name", False),
        ("domains__name_x", False),
        ("articles__headline", False),
        ("name", False),
        ("letter", True),
    ],
)
def test_a_list_is_narrowed_by_what_it_offers_and_nothing_else(listing, rf: RequestFactory, lookup, allowed):
    assert listing.lookup_allowed(lookup, "x", rf.get("/")) is allowed
