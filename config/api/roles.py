"""Who may look: whoever has a role. What one may do, the workflow decides."""

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request


class HasViewPermission(BasePermission):
    """Reading a resource needs the permission to view its noun, which every role has."""

    message = "Your account has no role that may see this. An administrator can give it one."

    def has_permission(self, request: Request, view: object) -> bool:
        noun = getattr(view, "noun", None)
        if noun is None or request.method not in SAFE_METHODS:
            return True
        return request.user.has_perm(f"{noun._meta.app_label}.view_{noun._meta.model_name}")
