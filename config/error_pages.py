"""Error pages for refusals that no page handles itself: by a gate, a limit or an unreachable database.

The API answers the same errors as problem documents (config/api/problem.py).
"""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from claims.gates import refusals
from claims.workflow.audit import TRIES, Conflict, is_retryable

log = logging.getLogger(__name__)
RETRY_SECONDS = 5
ANSWERED = (Conflict, ValidationError, IntegrityError, DataError, OperationalError, InterfaceError)


class ErrorPages:
    """Answer 409, 400 or 503 with a page instead of 500; retry a form that lost a race, twice at most.

    Actions are one transaction each. A form with a file is not retried, nor a view of many actions (`one_by_one`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        untried = request.method != "POST" or _api(request) or getattr(view, "one_by_one", False)
        if untried or request.FILES:
            return None
        for _try in range(TRIES - 1):
            try:
                return view(request, *args, **kwargs)
            except ANSWERED as error:
                if not is_retryable(error):
                    return error_response(error)
        return None  # the last try is Django's own

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return error_response(error) if isinstance(error, ANSWERED) and not _api(request) else None


def error_response(error: Exception) -> HttpResponse:
    """Return the page that explains an error."""
    match error:
        case Conflict():
            return page(409, _("This is not possible now"), str(error))
        case ValidationError():
            return page(400, _("This cannot be kept"), " ".join(error.messages))
        case IntegrityError():
            return page(409, _("This is not possible now"), refusals.sentence(error))
        case DataError():
            return page(400, _("This cannot be kept"), _("The database cannot hold a value in it."))
    log.error("The database does not answer: %s", error)
    return page(503, _("The database does not answer"), _("Nothing was done. Go back and try again in a moment."))


def page(status: int, title: str, message: str) -> HttpResponse:
    """Return a page that needs no database."""
    answer = HttpResponse(render_to_string("config/refused.html", {"title": title, "message": message}), status=status)
    if status == 503:
        answer["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
