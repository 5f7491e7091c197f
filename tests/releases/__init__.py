"""The databases of releases, each dumped when it was made: what an upgrade begins with.

`python -m tests.releases 0.2.0` dumps the present one. A release that people have is never dumped again: what has
changed since is a migration.
"""

import gzip
from pathlib import Path
from typing import Any

import psycopg

FOLDER = Path(__file__).parent
RELEASES = sorted(path.name.removesuffix(".sql.gz") for path in FOLDER.glob("*.sql.gz"))


def restore(database: psycopg.Connection[Any], release: str) -> None:
    """Put a release's database into an empty one."""
    database.execute(gzip.decompress((FOLDER / f"{release}.sql.gz").read_bytes()))
    database.execute("SELECT set_config('search_path', 'public', false)")


def keep(dump: str, release: str) -> Path:
    """Store what pg_dump printed, without what only its own shell understands."""
    lines = [line for line in dump.splitlines() if not line.startswith("\\")]
    path = FOLDER / f"{release}.sql.gz"
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
    return path
