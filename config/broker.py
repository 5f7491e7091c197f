"""Redis and Valkey as a broker, except that a forged message is dropped and not the death of the worker."""

import logging
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, redis

log = logging.getLogger(__name__)
# What reading an envelope raises that is no JSON, is nested without end, or lacks what Celery writes into each.
FORGED = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


class Channel(redis.Channel):
    """A channel that outlives what it reads: RabbitMQ keeps envelope and body apart, Redis does not."""

    def _brpop_read(self, **options: Any) -> Any:
        try:
            return super()._brpop_read(**options)  # type: ignore[no-untyped-call]  # kombu has no types
        except FORGED as problem:  # already off the queue, so it is not met again
            log.error("dropped a message that Claimdesk did not write: %s: %s", type(problem).__name__, problem)
            return True


class Transport(redis.Transport):
    """Celery's Redis transport with our channel."""

    Channel = Channel


def use() -> None:
    """Make every redis:// and rediss:// address mean this transport."""
    TRANSPORT_ALIASES.update(dict.fromkeys(("redis", "rediss"), f"{__name__}:Transport"))
