"""No function has more branches than a person can hold in mind; the list of those that still do may only get shorter.

`complexity.toml` lists them with their number. Radon counts, since it counts `and`, `or` and comprehensions as well.
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from radon.complexity import cc_visit

from config.stack.paths import CHECKOUT

LIMIT = 20  # the last number of grade C
CODE = ("claims", "sources", "config", "claimdesk", "manage.py")
LIST = Path(__file__).with_suffix(".toml")
MOST = 26  # entries: lower it with the list
EXEMPT = ("claims/pipeline/", "sources/pipeline/")  # to be rewritten as tables of rules; elsewhere nothing is listed


def main() -> int:
    """Print what is wrong with the code or with the list; return the exit code."""
    wrong = list(complaints(numbers(CHECKOUT), tomllib.loads(LIST.read_text())["functions"]))
    print("\n".join(wrong))
    return int(bool(wrong))


def numbers(root: Path) -> dict[str, int]:
    """Return the complexity of every function and method, by `path::name`."""
    found: dict[str, int] = {}
    for place in (root / name for name in CODE):
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            for block in cc_visit(path.read_text()):
                if block.letter in "FM":
                    name = f"{path.relative_to(root).as_posix()}::{block.fullname}"
                    found[name] = max(block.complexity, found.get(name, 0))
    return found


def complaints(found: Mapping[str, int], listed: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for each function that is too complex, and for each entry that is out of date."""
    for name, number in sorted(found.items()):
        if number > listed.get(name, LIMIT):
            yield f"{name} has a complexity of {number}: cut it into functions of at most {LIMIT}."
    if len(listed) > MOST:
        yield f"{LIST.name} has {len(listed)} entries, more than {MOST}: it may only get shorter."
    for name, number in listed.items():
        if not name.startswith(EXEMPT):
            yield f"{name} is listed in {LIST.name}: only the two pipelines may be."
        elif found.get(name, 0) <= LIMIT:
            yield f"{name} is no longer too complex: take it out of {LIST.name}."
        elif found[name] < number:
            yield f"{name} has only {found[name]} now: write that in {LIST.name}."


if __name__ == "__main__":
    sys.exit(main())
