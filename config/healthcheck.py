"""The health check of a container: `python -m config.healthcheck web` or `… file`. Standard library.

web asks /readyz. Worker and beat touch PULSE_FILE while they work (config/celery.py); it is asked how old it is, which
costs far less than `celery inspect ping`, a whole Celery at every check.
"""

import http.client
import os
import sys
import time
from pathlib import Path

LONGEST_SECONDS = 60.0  # a worker's heart beats every 2 s, and beat asks for the sweeps every 5 s


def main(what: str) -> str:
    """Return what is wrong; an empty string when nothing is."""
    return web(os.environ.get("BIND", ""), os.environ.get("ALLOWED_HOSTS", "")) if what == "web" else file()


def web(bind: str, hosts: str) -> str:
    """Ask the web server here whether it can serve, under the first name that it answers to."""
    connection = http.client.HTTPConnection("127.0.0.1", int(bind.rpartition(":")[2] or 8000), timeout=8)
    try:
        connection.request("GET", "/readyz", headers={"Host": hosts.split(",")[0].strip().lstrip(".")})
        answer = connection.getresponse()
        return "" if answer.status == 200 else f"{answer.status} {answer.read(500).decode(errors='replace')}"
    except OSError as problem:
        return str(problem)
    finally:
        connection.close()


def file() -> str:
    """Return how long ago PULSE_FILE was touched when that is too long; empty when it is not."""
    try:
        age = time.time() - Path(os.environ["PULSE_FILE"]).stat().st_mtime
    except (KeyError, OSError) as problem:
        return f"no pulse yet: {problem}"
    return f"no pulse for {age:.0f} s" if age > LONGEST_SECONDS else ""


def beat(**_: object) -> None:
    """Touch PULSE_FILE, if there is one."""
    if place := os.environ.get("PULSE_FILE"):
        Path(place).touch()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) or 0)
