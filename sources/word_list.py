"""Word lists as data files: a line in a text file is one entry, so that an editor changes a list without Python."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

COMMENT = "#"


@cache
def load_lines(file: Path) -> tuple[str, ...]:
    """Return a text file's entries in order; blank lines and whatever follows a “#” are left out.

    An entry keeps its case and its inner blanks. Raises OSError when the file is missing and UnicodeDecodeError when it
    is not UTF-8.
    """
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(entry for line in lines if (entry := line.partition(COMMENT)[0].strip()))


@cache
def load(file: Path) -> frozenset[str]:
    """Return a text file's entries as a set."""
    return frozenset(load_lines(file))


@cache
def load_table(file: Path) -> dict[str, Any]:
    """Return a TOML file, for entries that carry values; callers share the table and do not change it."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def either(expressions: Iterable[str]) -> str:
    """Return a regular expression that matches whatever one of the expressions matches."""
    return f"({'|'.join(expressions)})"
