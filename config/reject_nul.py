"""Refuse what no page of ours can mean, before anything looks at it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest


class NoNul:
    """Answer 400 to an address with a NUL character: PostgreSQL holds none, so no filter can match it.

    The API refuses it itself, as a problem document that names the parameter.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", "") and not request.path.startswith("/api/"):
            return HttpResponseBadRequest("There is a NUL character in the address.", content_type="text/plain")
        return self.get_response(request)
