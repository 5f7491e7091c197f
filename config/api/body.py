"""What a request's body may look like. Stricter than Python's json: nothing is guessed, nothing is dropped."""

import json
from decimal import Decimal
from typing import Any, NoReturn

from django.conf import settings
from django.http import UnreadablePostError
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser, MultiPartParser

MAX_DIGITS = 30  # no number of ours is longer; a thousand digits only cost time


class RequestTooLarge(APIException):
    """The body is larger than anything that could be taken in."""

    status_code = 413

    def __init__(self) -> None:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        super().__init__(f"A request has at most {most:,} bytes. Send text as UTF-8, not as \\u escapes.")


def _refuse_if_too_large(context: dict[str, Any] | None) -> None:
    length = context["request"].META.get("CONTENT_LENGTH") if context else None
    if str(length or "").isdigit() and int(str(length)) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise RequestTooLarge


class StrictJSON(JSONParser):
    """JSON in UTF-8 without NaN, without a key given twice, without half a character, and not nested without end."""

    def parse(self, stream, media_type=None, parser_context=None):
        _refuse_if_too_large(parser_context)
        try:
            body = stream.read()
        except UnreadablePostError:
            raise ParseError("The request broke off before its end.") from None
        try:
            parsed = json.loads(
                body.decode(),
                parse_constant=_no_constant,
                parse_int=_integer,
                parse_float=_fraction,
                object_pairs_hook=_no_key_twice,
            )
            if rb"\ud" in body.lower():  # only an escape can bring half a character in
                json.dumps(parsed, ensure_ascii=False, default=str).encode()
        except UnicodeDecodeError as error:
            raise ParseError(f"The body is not UTF-8 (byte {error.start}).") from None
        except UnicodeEncodeError:
            raise ParseError("The body holds half a character (a lone surrogate).") from None
        except RecursionError:
            raise ParseError("The body is nested too deep.") from None
        except ValueError as error:
            raise ParseError(f"The body is not JSON as we read it: {error}.") from None
        return parsed


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError(f"a number has more than {MAX_DIGITS} digits")
    return int(digits)


def _fraction(digits: str) -> Decimal:
    """Return 1e3 and 5.5 as Decimal, so that no field takes them for whole numbers."""
    if len(digits) > MAX_DIGITS:
        raise ValueError(f"a number has more than {MAX_DIGITS} digits")
    return Decimal(digits)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    parsed = dict(pairs)
    if len(parsed) != len(pairs):
        raise ValueError("a key is given twice in one object")
    return parsed


class MultiPartForm(MultiPartParser):
    """A form with a file. Its size is looked at before the first byte is read."""

    def parse(self, stream, media_type=None, parser_context=None):
        _refuse_if_too_large(parser_context)
        return super().parse(stream, media_type, parser_context)
