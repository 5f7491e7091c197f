"""A row that owes work: the truth behind every background job."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Self

from django.db import connection, models
from django.db.models import F, Q

# A row whose worker died this often without leaving a reason is parked for people to look at.
MAX_ATTEMPTS = 5
LOOK_AHEAD = 50


class Ledger(models.Model):
    """Owed while `finished_at` is empty.

    Taking a row holds a session lock of PostgreSQL, no lease: when the worker dies, its connection goes and the row is
    free at once, by no clock. A failed try leaves `reason` and `try_after`.
    """

    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    try_after = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True

    @classmethod
    @contextmanager
    def take(cls, *, at: datetime) -> Iterator[Self | None]:
        """Take one owed row that is due and that nobody else holds; None when there is none."""
        due = Q(finished_at=None) & (Q(try_after=None) | Q(try_after__lte=at))
        for key in cls._base_manager.filter(due).order_by("id").values_list("pk", flat=True)[:LOOK_AHEAD]:
            if not cls._lock("pg_try_advisory_lock", key):
                continue
            try:
                # Read again under the lock: whoever held it may have finished the row.
                if cls._base_manager.filter(due, pk=key).update(started_at=at, attempts=F("attempts") + 1):
                    yield cls._base_manager.get(pk=key)
                    return
            finally:
                cls._lock("pg_advisory_unlock", key)
        yield None

    @classmethod
    def _lock(cls, function: str, key: int) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(hashtextextended(%s, 0))", [f"{cls._meta.db_table}:{key}"])
            return bool(cursor.fetchone()[0])

    @property
    def died_too_often(self) -> bool:
        """Return whether earlier tries ended without a reason, so that another would only harm the others."""
        return self.attempts > MAX_ATTEMPTS

    def postpone(self, reason: str, *, at: datetime, wait: float | None = None) -> None:
        """Leave the reason and try later: after `wait` seconds, or 5, 20, 80 … seconds by the number of tries."""
        seconds = wait if wait is not None else 5 * 4 ** min(self.attempts - 1, 5)
        type(self)._base_manager.filter(pk=self.pk, finished_at=None).update(
            reason=reason, try_after=at + timedelta(seconds=min(seconds, 6 * 3600))
        )

    def reopen(self, **cleared: object) -> bool:
        """Owe the work again, at a person's wish. False when it is owed already."""
        return bool(
            type(self)
            ._base_manager.filter(pk=self.pk)
            .exclude(finished_at=None)
            .update(finished_at=None, started_at=None, attempts=0, try_after=None, reason="", **cleared)
        )
