"""Views that run one action of the workflow's tables (`claims.workflow.*.actions`): parse the body, run it, answer."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.base.base_views import BaseView
from claims.api.base.request_fields import RequestBody
from claims.workflow.action import Action

View = TypeVar("View", bound="ActionView")


class ActionView(BaseView):
    """A view whose POST does one action to the row that its address names, in the name of the user and at this moment.

    `runs` says which action, which body it takes and what it answers. Who may do it, the workflow decides.
    """

    workflow_action: Action[Any]  # DRF knows another `action`
    body: type[RequestBody]
    success_status: int
    subject_name: str  # the keyword by which the action's function takes the row

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        row = self.get_object()
        fields = self.body.parse(request)
        subject = self.subject(row, fields)
        result = self.workflow_action.run(fields, **subject, by=self.user, at=timezone.now())
        return self.respond(row, result)

    def subject(self, row: Any, fields: dict[str, Any]) -> dict[str, Any]:
        """Return what the action is about; a subclass also puts rows in the place of ids in `fields`."""
        return {self.subject_name: row}

    def respond(self, row: Any, result: Any) -> Response:
        """Return the answer: the row as it is after the action."""
        raise NotImplementedError


def runs(
    action: Action[Any], body: type[RequestBody], response: type[serializers.Serializer], *, status: int = 200
) -> Callable[[type[View]], type[View]]:
    """Bind a view to an action: the body that it takes and what it answers, for the code and for OpenAPI alike."""

    def bind(view: type[View]) -> type[View]:
        view.workflow_action, view.body, view.success_status = action, body, status
        view.serializer_class = response
        bound: type[View] = extend_schema(request=body, responses={status: response})(view)
        return bound

    return bind
