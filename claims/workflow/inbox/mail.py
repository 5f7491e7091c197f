"""Send notices by e-mail, where somebody has an address: at least once each.

A notice is marked when the server has taken its mail. Whoever dies between the two sends that one mail a second time:
at most one a crash, never a whole batch. The inbox is the truth; an e-mail only says that something is there.
"""

import logging
import smtplib
from datetime import datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from claims.models import Notice

log = logging.getLogger(__name__)
# Older news is not sent when mail is switched on, or comes back after a long time: it is in the inbox.
NEWS = timedelta(hours=24)
LINE = 120
BATCH = 100
REFUSED = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPNotSupportedError,
    ValueError,
)


def send_waiting(*, sender: str, site: str, at: datetime) -> int:
    """Send the notices that wait, a batch at most; return how many. When the server is away, the next sweep goes on."""
    connection = get_connection()
    sent = last = 0
    try:
        for _one in range(BATCH):
            notice = send_one(connection=connection, sender=sender, site=site, at=at, after=last)
            if notice is None:
                break
            last = notice.pk
            sent += notice.mailed_at is not None
    except (OSError, smtplib.SMTPException) as away:
        log.warning("no mail now, the next sweep tries again: %s", away)
    finally:
        connection.close()
    return sent


def send_one(*, connection: BaseEmailBackend, sender: str, site: str, at: datetime, after: int = 0) -> Notice | None:
    """Send the oldest notice that was not sent, of those with a higher id than `after`; None when none waits.

    `site` is the desk's address for the link, empty for none. An address that the server refuses is not tried again;
    one that it refuses for now (4xx) waits for the next sweep, without a time in `mailed_at`. Raise OSError or
    SMTPException when the server is away.
    """
    with transaction.atomic():
        notice = (
            Notice.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(pk__gt=after, mailed_at=None, read_at=None, created_at__gte=at - NEWS, to__user__is_active=True)
            .exclude(to__user__email="")
            .select_related("to__user", "claim")
            .order_by("id")
            .first()
        )
        if notice is None:
            return None
        try:
            written(notice, connection=connection, sender=sender, site=site).send()
        except REFUSED as refused:
            log.warning("notice %s cannot be mailed: %s", notice.pk, refused)
            if _for_now(refused):
                return notice
        Notice.objects.filter(pk=notice.pk).update(mailed_at=at)
        notice.mailed_at = at
        return notice


def _for_now(refused: Exception) -> bool:
    """Return whether the server only asks to try again later."""
    codes = refused.recipients.values() if isinstance(refused, smtplib.SMTPRecipientsRefused) else ()
    return bool(codes) and all(400 <= code < 500 for code, _said in codes)


def written(notice: Notice, *, connection: BaseEmailBackend, sender: str, site: str) -> EmailMessage:
    """Return the e-mail of a notice: plain text that says only what it is about. What people wrote stays inside."""
    user = notice.to.user
    assert user is not None
    kind = str(notice.get_kind_display())
    lines = [kind[0].upper() + kind[1:] + "."]
    if notice.claim is not None:
        lines.append(f"Claim {notice.claim_id}: {' '.join(notice.claim.wording.split())[:LINE]}")
        if site:
            lines.append(f"{site.rstrip('/')}/admin/claims/claim/{notice.claim_id}/page/")
    lines.append("It is in your inbox on the desk.")
    about = f", claim {notice.claim_id}" if notice.claim_id else ""
    return EmailMessage(f"Claimdesk: {kind}{about}", "\n\n".join(lines), sender, [user.email], connection=connection)
