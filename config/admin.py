"""Who may sign in: people, their roles and their tokens, for administrators."""

from typing import Any

import axes.admin  # noqa: F401
import knox.admin  # noqa: F401 - registers what is replaced below
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django import forms
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from knox.models import AuthToken

from sources.models import Actor


class SignInForm(AdminAuthenticationForm):
    """The admin's sign-in; a name that no account can have is refused before anybody writes it down."""

    username = UsernameField(max_length=150, widget=forms.TextInput(attrs={"autofocus": True}))


admin.site.login_form = SignInForm

for model in (User, Group, AuthToken, AccessAttempt, AccessFailureLog, AccessLog):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class NameInline(admin.TabularInline):
    """The name under which somebody stands in the record; it can be changed without touching the record."""

    model = Actor
    fields = ["name"]
    verbose_name = verbose_name_plural = _("name in the record")
    max_num = 1
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.has_perm("auth.view_user")

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.has_perm("auth.change_user")

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(User)
class PersonAdmin(UserAdmin):
    """Accounts. Only a superuser touches another superuser, or makes one."""

    actions = None
    inlines = [NameInline]
    list_display = ["username", "first_name", "last_name", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        """Return the person's roles in one line."""
        return ", ".join(group.name for group in user.groups.all())

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = ["last_login", "date_joined"]
        return fixed if request.user.is_superuser else [*fixed, "is_superuser", "user_permissions"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._may_touch(request, obj)

    def _may_touch(self, request: HttpRequest, obj: Any) -> bool:
        return obj is None or not obj.is_superuser or request.user.is_superuser


class Fixed(admin.ModelAdmin):
    """To look at."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Group)
class RoleAdmin(Fixed):
    """What each role may do; a migration changes it."""

    fields = ["name", "permissions"]

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(AuthToken)
class TokenAdmin(Fixed):
    """API tokens: who has one and until when. Deleting one ends it; a new one is made by command."""

    list_display = ["user", "token_key", "created", "expiry"]
    fields = ["user", "token_key", "created", "expiry"]
