"""The quality benchmark on a small gold folder of our own: what it writes, what it prints, what it refuses."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SAID = "Mayor Ada Holm said the old mill would open in May. Nobody asked her why."
GOLD = {
    "cleaning/small.jsonl": [
        {"id": "a", "page": "a", "renderer": "plain", "text": f"Menu\n\n{SAID}\n", "body": SAID, "spans": []}
    ],
    "cleaning/small_segments.jsonl": [
        {"id": "s", "page": "s", "renderer": "plain", "text": SAID, "with": ["the old mill"], "without": ["Menu"]}
    ],
    "cleaning/html_small/gold.jsonl": [{"id": "h", "page": "h", "renderer": "html", "text": "", "body": SAID}],
    "sentences/small.jsonl": [{"text": SAID, "sentences": [[0, 51], [52, 73]]}],
    "quotes/small.jsonl": [{"doc_id": "q", "text": SAID, "quotes": []}],
    "checkworthy/small.jsonl": [
        {"id": "c", "doc": "d", "text": "We spent 4 million crowns.", "label": 1},
        {"id": "e", "doc": "d", "text": "Good evening to all of you.", "label": 0},
    ],
    "checkworthy/objective_small.jsonl": [{"id": "o", "doc": "d", "text": "The mill closed in 1990.", "label": 1}],
    "stance/small.jsonl": [{"id": "x", "label": "agree", "headline": "", "body": ""}],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    gold = tmp_path_factory.mktemp("quality") / "gold"
    for name, rows in GOLD.items():
        (gold / name).parent.mkdir(parents=True, exist_ok=True)
        (gold / name).write_text("".join(json.dumps(row) + "\n" for row in rows))
    page = f"<html><body><nav>Menu</nav><article><p>{SAID}</p></article></body></html>"
    (gold / "cleaning/html_small/h.html.gz").write_bytes(gzip.compress(page.encode()))
    return gold


def quality(*arguments):
    command = [sys.executable, "benchmarks/quality.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"})


def read(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_writes_one_file_of_predictions_for_each_gold_file(folder, tmp_path):
    done = quality("--gold", folder, "--predictions", tmp_path)
    assert done.returncode == 0, done.stderr
    measured = {name for name in GOLD if not name.startswith("stance")}
    assert {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.jsonl")} == measured
    for name in measured:
        assert len(read(tmp_path / name)) == len(GOLD[name])
    (start, end), *_ = read(tmp_path / "cleaning/small.jsonl")[0]["spans"]
    assert f"Menu\n\n{SAID}\n"[start:end] == SAID
    assert read(tmp_path / "cleaning/html_small/gold.jsonl")[0]["body"] == SAID
    (quote,) = read(tmp_path / "quotes/small.jsonl")[0]["quotes"]
    assert quote["speaker_name"] == "Ada Holm"
    figure, courtesy = read(tmp_path / "checkworthy/small.jsonl")
    assert figure["score"] > courtesy["score"]


def test_says_that_nothing_is_scored_without_the_scorers(folder):
    done = quality("--gold", folder, "--only", "sentences", "--json")
    assert "no folder score" in done.stderr
    assert {row["value"] for row in json.loads(done.stdout) if row["step"] == "sentences"} == {None}


def test_scores_with_the_scorers_that_lie_beside_the_gold(folder):
    scorers = folder.parent / "score"
    scorers.mkdir()
    (scorers / "score_sentences.py").write_text("print('{\"f1\": 0.5}')\n")
    try:
        done = quality("--gold", folder, "--only", "sentences", "--json")
    finally:
        (scorers / "score_sentences.py").unlink()
        scorers.rmdir()
    assert json.loads(done.stdout)[0]["value"] == 0.5


# why, arguments, what it says
REFUSED = [
    ("predictions stay out of the project", ["--predictions", str(ROOT / "docs")], "never written into the project"),
    ("a folder without gold for the step", ["--gold", str(ROOT / "docs")], "There is no gold"),
    ("no such folder", ["--gold", "/nowhere"], "There is no folder"),
]


@pytest.mark.parametrize(("why", "arguments", "says"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refuses_in_words(why, arguments, says, folder):
    done = quality("--gold", folder, *arguments)
    assert done.returncode == 2
    assert says in done.stderr


@pytest.mark.parametrize("step", ["match", "stance"])
def test_tells_what_comes_later(step, folder):
    assert "comes with Memory" in quality("--gold", folder, "--only", step).stdout
