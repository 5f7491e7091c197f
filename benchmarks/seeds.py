"""Hold the reading of the first real input, two page dumps, against what a person found in them.

    .venv/bin/python benchmarks/seeds.py [FOLDER] [--api]

FOLDER holds the dumps (default: ../shared/seeds beside the checkout); nothing of their text stands here, only hashes of
what is headline, standfirst, body and notice. With --api a desk of its own is started and the same is asked of the API.
Prints one line a check and the quotes with their speakers; exit code 1 when one fails, 2 when the dumps are not there.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from latency import ROOT, call, desk, own_folder, token

# sha256 of each kind's passages, stripped and joined by line ends; how many lines are furniture.
EXPECTED = {
    "000_65bb66a6faf4d2f2.txt": {
        "headline": "09cdcfff467dc6aa2fe2c3bd20e88d9af0a7352a2081b2aafe8c09399f2f0411",
        "standfirst": "6d6b59df89e313440221621177d6b01ef9779631d4d8241c6ba835776fdafae5",
        "body": "9279f68a635865b51fb6fa9611051ff5c79d4b29e0e633a02948dff6cba1fe68",
        "notice": "c0e7b36eec67cf1782227683324331442ba01fa19a87d07db3e6f5c16b9bab6b",
    },
    "003_69e21277b7c06a07.txt": {
        "headline": "b5345bef8caa1f36b50f57e6067e021189d140a597298cc509d1a279d1c723b1",
        "standfirst": "6c9d2d369cf9aca26f8981c0ba9a077887d4f8faaa43d353cb0002ce84ced0cf",
        "body": "eb918be29ead9f8d35d1e513eda2e04ecd6a784226a62926320f044a7df8b708",
    },
}
KINDS = ("headline", "standfirst", "body", "notice", "caption")


def checks(name: str, text: str, passages: list[dict[str, object]]) -> Iterator[tuple[str, bool]]:
    """Say of each kind whether it is exactly what a person found."""
    for kind in KINDS:
        words = "\n".join(text[p["start"] : p["end"]].strip() for p in passages if p["kind"] == kind)  # type: ignore[misc]
        digest = hashlib.sha256(words.encode()).hexdigest() if words else None
        yield kind, digest == EXPECTED[name].get(kind)
    tiled = [p["start"] for p in passages] == [0, *(p["end"] for p in passages[:-1])]
    yield "tiles", tiled and passages[-1]["end"] == len(text)


def command(step: str, path: Path) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "read", step, path], capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def rendering(path: Path) -> str:
    return path.read_text("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def report(where: str, name: str, found: Iterator[tuple[str, bool]]) -> bool:
    fine = True
    for what, right in found:
        print(f"{where:8} {name[:4]} {what:11} {'ok' if right else 'WRONG'}")
        fine &= right
    return fine


def by_api(paths: list[Path]) -> bool:
    with own_folder() as data, desk(data) as (address, _):
        key = token(data)
        fine = True
        for path in paths:
            body = {"source": "seeds", "external_id": path.name, "text": rendering(path)}
            made = call(address, "/api/v1/articles", key, body)
            while not call(address, f"/api/v1/claims?article={made['id']}", key)["results"]:
                time.sleep(0.2)
            version = call(address, f"/api/v1/articles/{made['id']}/versions/1", key)
            fine &= report("API", path.name, checks(path.name, str(version["text"]), version["passages"]))  # type: ignore[arg-type]
        return fine


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "seeds")
    arguments.add_argument("--api", action="store_true")
    chosen = arguments.parse_args()
    paths = [chosen.folder / name for name in EXPECTED]
    if missing := [path for path in paths if not path.exists()]:
        print(f"NOT RUN: {missing[0]} is not there.", file=sys.stderr)
        return 2
    read = [report("command", path.name, checks(path.name, rendering(path), command("clean", path))) for path in paths]
    for path in paths:
        for quote in command("quotes", path):
            speaker: dict[str, object] = quote["speaker"] or {}  # type: ignore[assignment]
            via = quote["via"]["name"] if isinstance(quote["via"], dict) else ""
            print(
                f"{path.name[:4]} {quote['type']:9} {speaker.get('name')!s:32} {speaker.get('kind')!s:12}"
                f" {speaker.get('title')!s:36} {speaker.get('affiliation')!s:40} {speaker.get('resolved')!s:9} {via}"
            )
    return int(not (all(read) and (not chosen.api or by_api(paths))))


if __name__ == "__main__":
    sys.exit(main())
