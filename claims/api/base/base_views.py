"""What the views of all resources share: who is signed in, which parameters are known, how a list is paged."""

from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Model
from django_filters import rest_framework as filters
from rest_framework import generics, mixins
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings

from claims.workflow.audit import TRIES, actor_id, is_retryable

PARSERS: Any = api_settings.DEFAULT_PARSER_CLASSES  # the first takes JSON, the second a form with a file


class LengthRequired(APIException):
    """The body comes in chunks, without its `Content-Length`."""

    status_code = 411
    default_detail = "Send the body whole, with its Content-Length, not in chunks."


class BaseView(generics.GenericAPIView):
    """A view of one resource. Looking needs the permission to view `noun`; a parameter it does not know is refused."""

    noun: type[Model]
    parser_classes = PARSERS[:1]
    http_method_names = ["get", "head", "post"]
    retried_on_deadlock = False  # true where a POST is one transaction, so that it can safely be run again
    attempts = 1

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        known = set(self.parameters()) if request.method in ("GET", "HEAD") else set()
        for name, values in request.query_params.lists():
            if name not in known:
                raise ValidationError({name: ["There is no such parameter here."]})
            if len(values) > 1 or not values[0]:
                raise ValidationError({name: ["Give one value, or leave it out."]})
        if request.META.get("HTTP_TRANSFER_ENCODING") and not request.META.get("CONTENT_LENGTH"):
            raise LengthRequired  # Django reads such a body as empty, and the answer would name a missing field

    def handle_exception(self, exc: Exception) -> Response:
        again = self.retried_on_deadlock and self.attempts < TRIES and is_retryable(exc)
        if not again or self.request.method != "POST" or self.request.FILES:
            return super().handle_exception(exc)
        self.attempts += 1
        try:
            return self.post(self.request, *self.args, **self.kwargs)  # type: ignore[attr-defined,no-any-return]
        except Exception as other:
            return self.handle_exception(other)

    def parameters(self) -> list[str]:
        """Return the names of the query parameters that a GET takes."""
        return []

    @property
    def user(self) -> User:
        """The user who is signed in; the permission classes let nobody else in."""
        user = self.request.user
        assert isinstance(user, User)
        return user

    @property
    def viewer(self) -> UUID | None:
        """The actor whose eyes a query looks with; None before the user has done anything."""
        return actor_id(self.request.user)

    def sent_body(self) -> dict[str, Any] | None:
        """Return the body of the request, for an answer that sets it beside what is stored; None unless JSON object."""
        body = self.request.data
        return dict(body) if type(body) is dict else None


class ListView(mixins.ListModelMixin, BaseView):
    """A list, narrowed by filters and read in pages."""

    filterset_class: type[filters.FilterSet] | None = None
    orderings: dict[str, tuple[str, ...]] = {"id": ("id",), "-id": ("-id",)}

    def parameters(self) -> list[str]:
        filter_names = list(self.filterset_class.base_filters) if self.filterset_class else []
        return [*filter_names, *getattr(self.paginator, "parameters", ())]

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)


class DetailView(BaseView):
    """One row by its id."""

    filter_backends = []

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(self.get_serializer(self.get_object()).data)
