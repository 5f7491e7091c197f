"""The address that a request came from, as reported by the proxies we trust."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client(request: HttpRequest) -> str:
    """Return the visitor's address: the connection's own, or with PROXIES set what the outermost of them saw.

    Each proxy appends whom it saw to X-Forwarded-For. What stands before that, a visitor can write there; so only the
    entry of our own outermost proxy counts, and a missing or odd one falls back to the connection.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if not 0 < settings.PROXIES <= len(entries):
        return direct
    try:
        return str(ip_address(entries[-settings.PROXIES].strip()))
    except ValueError:
        return direct
