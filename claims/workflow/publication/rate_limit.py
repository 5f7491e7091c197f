"""Count who posts to a public form, so that nobody floods it; addresses are kept as a keyed hash, for a minute."""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from claims.models import PublicPost

MAX_POSTS = 10
WITHIN = timedelta(minutes=1)
SWEPT = 200  # old rows removed with each post


class TooOften(Exception):
    """This address has posted too often within a minute; the message says when to try again."""


@transaction.atomic
def count_post(*, address: str, at: datetime) -> None:
    """Count one post of an address; raise TooOften when it is more than ten within a minute."""
    key = salted_hmac("claims.public_post", _household(address), algorithm="sha256").hexdigest()
    with connection.cursor() as cursor:  # two posts of one address wait for each other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"public_post:{key}"])
    # A clock that was set back must not lock anybody out: what lies ahead counts no more than what is past.
    if PublicPost.objects.filter(address=key, at__gt=at - WITHIN, at__lte=at + WITHIN).count() >= MAX_POSTS:
        raise TooOften("That was often within a minute. Wait a minute, then send it again; your text is still here.")
    old = PublicPost.objects.select_for_update(skip_locked=True).filter(at__lte=at - WITHIN).values("pk")[:SWEPT]
    PublicPost.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
    PublicPost.objects.create(address=key, at=at)


def _household(address: str) -> str:
    """Return what one sender has: an address, or the half of an IPv6 address that a provider assigns."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(int(found) >> 64) if isinstance(found, IPv6Address) and not found.ipv4_mapped else address
