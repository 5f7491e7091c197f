"""The secret that signs sessions: kept in the data folder, or set from outside and then checked."""

import os
import secrets
from pathlib import Path

LENGTH = 50  # as Django's own check security.W009 asks
DISTINCT = 5


def weakness(key: str) -> str:
    """Return why a secret is unsafe; empty when it is safe."""
    if key.startswith("django-insecure-") or "change" in key.lower() or "secret" in key.lower():
        return "it is an example; make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    if len(key) < LENGTH or len(set(key)) < DISTINCT:
        return f"it needs at least {LENGTH} random characters"
    return ""


def read(data: Path) -> str:
    """Return the kept secret, or one for this process alone when none is kept yet; creates nothing."""
    try:
        return (data / "secret").read_text() or secrets.token_urlsafe(LENGTH)
    except OSError:
        return secrets.token_urlsafe(LENGTH)


def keep(data: Path) -> None:
    """Make the secret once, readable by us alone; two processes at the same time agree on one."""
    place = data / "secret"
    if place.exists():
        return
    side = data / f"secret.{os.getpid()}"
    descriptor = os.open(side, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(LENGTH))
    try:
        os.link(side, place)  # fails when the other process was first, unlike a rename
    except FileExistsError:
        pass
    finally:
        side.unlink()
