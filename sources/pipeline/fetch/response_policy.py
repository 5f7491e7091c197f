"""Decide what a response means: a page, try later, or never this way."""

import re
from collections.abc import Collection, Mapping
from email.utils import parsedate_to_datetime

BY_HAND = "Open the page in a browser and paste its text instead."
LATER = "It is tried again later."
LONGEST_WAIT = 86_400.0  # seconds; a site cannot keep us away for longer than a day

_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,80}")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:+-]{1,40})""", re.IGNORECASE)
_REFUSALS = {
    401: "The page asks for a sign-in.",
    402: "The page is behind a paywall.",
    403: "The site refuses automatic readers.",
    404: "There is no page at this address (any more). Check the address, or look for it in a web archive.",
    410: "The page was taken down. Look for it in a web archive.",
    451: "The page is withheld for legal reasons.",
}


class TryLater(Exception):
    """The page may come another time; `retry_after` in seconds when the site named a time."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.retry_after = reason, retry_after


class CannotBeDone(Exception):
    """The page will not come this way; `reason` says what a person can do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def must_be_a_page(status: int, headers: Mapping[str, str], *, now: float) -> None:
    """Raise TryLater or CannotBeDone unless the status is that of a page; `now` in seconds since 1970."""
    if status in (408, 425, 429) or 500 <= status <= 599:
        problem = "asks us to come back later" if status in (425, 429) else f"has a problem (status {status})"
        raise TryLater(f"The site {problem}. {LATER}", retry_after(headers.get("retry-after", ""), now=now))
    if status in _REFUSALS:
        raise CannotBeDone(f"{_REFUSALS[status]} {BY_HAND}")
    if status not in (200, 203):
        raise CannotBeDone(f"The site answers with status {status} instead of a page. {BY_HAND}")


def retry_after(value: str, *, now: float) -> float | None:
    """Parse Retry-After, seconds or a date, into seconds from `now` between 0 and LONGEST_WAIT."""
    if re.fullmatch(r"\s*[0-9]{1,9}\s*", value, re.ASCII):
        return min(float(value), LONGEST_WAIT)
    try:
        return min(max(parsedate_to_datetime(value[:64]).timestamp() - now, 0.0), LONGEST_WAIT)
    except (ValueError, TypeError, OverflowError):
        return None


def content_type(headers: Mapping[str, str], *, accept: Collection[str]) -> tuple[str, str | None]:
    """Return media type and charset in lower case, charset None when not said; CannotBeDone for another type."""
    kind, _, parameters = headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind not in accept:
        what = f"is of the type {kind}" if _MEDIA_TYPE.fullmatch(kind) else "does not say of what type it is"
        raise CannotBeDone(
            f"The document {what}; expected is {' or '.join(accept)}. Save it and upload it, or paste its text."
        )
    found = _CHARSET.search(parameters)
    return kind, found[1].lower() if found else None
