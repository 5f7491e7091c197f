"""Dump the database that this version makes from nothing."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

from config.stack.postgres import APP, OWNER, PostgreSQL
from tests.releases import keep


def dumped(folder: Path) -> str:
    """Make a database in an empty folder and return its dump."""
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    server = PostgreSQL(folder, durable=False)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings",
        CLAIMDESK_MODE="test",
        CLAIMDESK_DATA=str(folder),
        DATABASE_URL=server.url(APP),
        DATABASE_OWNER_URL=server.url(OWNER),
        BROKER_URL="redis://127.0.0.1:1/0",
    )
    server.start()
    try:
        server.create()
        django.setup()
        call_command("prepare", verbosity=0)
        options = ["--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=1000"]
        command = [server.binaries / "pg_dump", *options, "-h", server.sockets, "-U", OWNER, "claimdesk"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    finally:
        server.stop()


if __name__ == "__main__":
    (release,) = sys.argv[1:]
    with tempfile.TemporaryDirectory() as place:
        print(keep(dumped(Path(place)), release))
