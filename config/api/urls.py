"""The API's addresses, version 1. Each answers with and without a slash at its end; the one without is canonical."""

from django.http import Http404
from django.urls import URLPattern, path, re_path
from rest_framework.request import Request
from rest_framework.views import APIView

from claims.api.urls import routes
from config.api import pages


class NotFoundView(APIView):
    """Anything else: a problem in our own shape instead of a page."""

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        super().initial(request, *args, **kwargs)
        raise Http404


def with_and_without_slash(route: str, view: object, name: str) -> list[URLPattern]:
    """Return the two addresses of a view; the one without a slash has the name."""
    return [path(route, view, name=name), path(f"{route}/", view)]  # type: ignore[call-overload]


app_name = "api"
urlpatterns = [
    *(pattern for route, view, name in routes for pattern in with_and_without_slash(route, view.as_view(), name)),
    *pages.urlpatterns,
    re_path(r"^[\s\S]*$", NotFoundView.as_view(schema=None)),
]
