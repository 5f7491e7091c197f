"""Collect the static files, unless nothing changed since they were collected."""

import hashlib
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect(folder: Path) -> bool:
    """Collect into `folder` when any file's name, size or time changed; return whether it did."""
    stamp = folder.with_name(folder.name + ".stamp")
    digest = _digest()
    if stamp.exists() and stamp.read_text() == digest and folder.exists():
        return False
    call_command("collectstatic", interactive=False, clear=folder.exists(), verbosity=0)
    stamp.write_text(digest)  # last, so that a kill in the middle collects again
    return True


def _digest() -> str:
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            seen.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return seen.hexdigest()
