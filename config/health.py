"""Liveness and readiness for supervisors and load balancers, without a sign-in."""

from celery import current_app
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

RETRY_SECONDS = 5


@never_cache
@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """Answer that the process lives; touch nothing else."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Return whether requests can be served: 503 without the database; without a broker, work is only delayed."""
    database, broker = _database(), _broker()
    status = "ready" if database and broker else "degraded" if database else "down"
    answer = JsonResponse({"status": status, "database": database, "broker": broker}, status=200 if database else 503)
    if not database:
        answer["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        connection.close()
        return False
    return True


def _broker() -> bool:
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=2)
    except Exception:  # each transport has its own errors, and all of them mean: away
        return False
    return True
