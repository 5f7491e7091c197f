"""What every resource shares: who asks, and which parameters it knows."""

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


class LengthMissing(APIException):
    """The body comes in chunks, without its length."""

    status_code = 411
    default_detail = "Send the body whole, with its Content-Length, not in chunks."


class Door(generics.GenericAPIView):
    """A resource. `noun` is the model whose view permission reading needs; a parameter it does not know is refused."""

    noun: type[Model]
    parser_classes = PARSERS[:1]
    http_method_names = ["get", "head", "post"]
    one_act = False  # a post is one transaction: when the database took it back for another's sake, it is done again
    tries = 1

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        known = set(self.parameters()) if request.method in ("GET", "HEAD") else set()
        for name, values in request.query_params.lists():
            if name not in known:
                raise ValidationError({name: ["There is no such parameter here."]})
            if len(values) > 1 or not values[0]:
                raise ValidationError({name: ["Give one value, or leave it out."]})
        if request.META.get("HTTP_TRANSFER_ENCODING") and not request.META.get("CONTENT_LENGTH"):
            raise LengthMissing  # Django reads such a body as empty, which would be told as a missing field

    def handle_exception(self, exc: Exception) -> Response:
        again = self.one_act and self.tries < TRIES and is_retryable(exc)
        if not again or self.request.method != "POST" or self.request.FILES:
            return super().handle_exception(exc)
        self.tries += 1
        try:
            return self.post(self.request, *self.args, **self.kwargs)  # type: ignore[attr-defined,no-any-return]
        except Exception as other:
            return self.handle_exception(other)

    def parameters(self) -> list[str]:
        return []

    @property
    def person(self) -> User:
        """Whoever is signed in; the permission classes let nobody else in."""
        user = self.request.user
        assert isinstance(user, User)
        return user

    @property
    def viewer(self) -> UUID | None:
        """The actor of whoever is signed in: what others keep apart is not for them."""
        return actor_id(self.request.user)

    def yours(self) -> dict[str, Any] | None:
        """Return what was sent, to be shown beside what stands now; None when it was no JSON object."""
        given = self.request.data
        return dict(given) if type(given) is dict else None


class List(mixins.ListModelMixin, Door):
    """A list with filters, in pages."""

    filterset_class: type[filters.FilterSet] | None = None
    orderings: dict[str, tuple[str, ...]] = {"id": ("id",), "-id": ("-id",)}

    def parameters(self) -> list[str]:
        narrowing = list(self.filterset_class.base_filters) if self.filterset_class else []
        return [*narrowing, *getattr(self.paginator, "parameters", ())]

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request)


class One(Door):
    """One of them by its id."""

    filter_backends = []

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(self.get_serializer(self.get_object()).data)
