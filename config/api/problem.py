"""Every error as a problem (RFC 9457): `application/problem+json` with type, title, status, detail and errors."""

import logging
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from drf_standardized_errors.formatter import ExceptionFormatter, flatten_errors
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import exceptions
from rest_framework.response import Response

from claims.gates import refusals
from claims.workflow.audit import Conflict
from config.api.body import RequestTooLarge
from config.error_pages import RETRY_SECONDS
from sources.ingest import Refused

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
NON_FIELD = "non_field_errors"


class Unprocessable(exceptions.ValidationError):
    """The body could be read, but what it says cannot be done."""

    status_code = 422


class ArticleRefused(exceptions.APIException):
    """An article was refused; the detail says what to do."""

    status_code = 422
    kind = "refused"


class ConflictProblem(exceptions.APIException):
    """The present state does not allow it."""

    status_code = 409
    kind = "conflict"


class DatabaseUnavailable(exceptions.APIException):
    """The database does not answer; trying again is safe."""

    status_code = 503
    default_detail = "The database does not answer. Try again in a moment."
    wait = RETRY_SECONDS


def translate(exc: Exception) -> Exception:
    """Return the API's exception for an error of the domain or of Django; any other error as it is."""
    match exc:
        case DjangoValidationError():
            return Unprocessable(exc.message_dict if hasattr(exc, "error_dict") else {NON_FIELD: exc.messages})
        case Refused():
            return ArticleRefused(str(exc))
        case Conflict():
            return ConflictProblem(str(exc))
        case PermissionDenied() if str(exc):
            return exceptions.PermissionDenied(str(exc))
        case RequestDataTooBig():
            return RequestTooLarge()
        case SuspiciousOperation():
            return exceptions.ParseError(str(exc) or None)
        case IntegrityError():
            return ConflictProblem(refusals.sentence(exc))
        case OperationalError() | InterfaceError():
            return DatabaseUnavailable()
        case DataError():
            return Unprocessable({NON_FIELD: ["The database cannot hold a value in it."]})
    return exc


class ProblemHandler(ExceptionHandler):
    """Translate the domain's errors; do not report an unreachable database as a fault of the program."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        return super().convert_known_exceptions(translate(exc))

    def get_response(self, exc: exceptions.APIException, data: dict[str, Any]) -> Response:
        response = super().get_response(exc, data)
        response.content_type = MEDIA_TYPE
        return response

    def report_exception(self, exc: exceptions.APIException, response: Response) -> None:
        if isinstance(exc, DatabaseUnavailable):
            log.error("The database does not answer: %s", self.exc)
        else:
            super().report_exception(exc, response)


class ProblemFormatter(ExceptionFormatter):
    """Shape one error as a problem document.

    400: the address or the form of the body is wrong; 422: what the body says; 409: the present state forbids it.
    """

    def run(self) -> dict[str, Any]:
        status = self.exc.status_code
        kind = getattr(self.exc, "kind", "")
        problem: dict[str, Any] = {
            "type": f"urn:claimdesk:problem:{kind}" if kind else "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
        }
        if isinstance(self.exc, exceptions.ValidationError):
            errors = list(_errors(self.exc))
            problem["detail"] = " ".join(
                filter(None, [errors[0]["field"] and f"{errors[0]['field']}:", errors[0]["detail"]])
            )
            problem["errors"] = errors
        else:
            problem["detail"] = " ".join(error.detail for error in flatten_errors(self.exc.detail))
        view: Any = self.context.get("view")
        current_state = getattr(view, "current_state", None)
        if status == HTTPStatus.CONFLICT and current_state is not None:
            problem["present"] = current_state()
            if (body := view.sent_body()) is not None:
                problem["yours"] = body
        return problem


def _errors(exc: exceptions.ValidationError) -> Iterator[dict[str, str]]:
    for error in flatten_errors(exc.detail):
        field = "" if error.attr in (None, NON_FIELD) else str(error.attr)
        found = {"field": field, "detail": error.detail}
        if isinstance(exc, Unprocessable):  # RFC 6901; our bodies are flat
            found["pointer"] = "#" + ("/" + field.replace("~", "~0").replace("/", "~1") if field else "")
        yield found
