"""The quality benchmark on a small gold folder of our own: what it writes, what it prints, what it refuses."""

import gzip
import importlib
import json
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SAID = "Mayor Ada Holm said the old mill would open in May. Nobody asked her why."
MILL = "Mayor Ada Holm said that the mill lost 40 workers. Twelve ferries sank in 1990."
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
    "split/small.jsonl": [
        {"id": "u", "doc": "hall", "set": "own", "text": MILL, "sentence": [0, 51], "units": []},
        {"id": "v", "doc": "mill", "set": "own", "text": MILL, "sentence": [51, 72], "units": []},
    ],
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
    """Run the benchmark in this process, where the language model is loaded once for all tests."""
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "dont_write_bytecode", sys.dont_write_bytecode)  # what the program sets ends with it
        patch.syspath_prepend(str(ROOT / "benchmarks"))
        patch.setattr(sys, "argv", ["quality.py", *map(str, arguments)])
        code = importlib.import_module("quality").main()
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def quality_alone(*arguments):
    """Run the benchmark as people do: in a process of its own, with no variable of the environment."""
    command = [sys.executable, "benchmarks/quality.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"})


def read(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_writes_one_file_of_predictions_for_each_gold_file(folder, tmp_path):
    done = quality_alone("--gold", folder, "--predictions", tmp_path)
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
    first, second = read(tmp_path / "split/small.jsonl")
    assert first["id"] == "u"
    assert [claim["speaker"] for claim in first["claims"]] == ["Ada Holm"]
    assert first["claims"][0]["text"].startswith("The mill lost 40 workers")
    assert [claim["text"].rstrip(".") for claim in second["claims"]] == ["Twelve ferries sank in 1990"]
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


# why, a line of gold, whether its document is put aside: the sha256 of "mill" begins with 9, of "hall" with 3
SIDES = [
    ("a first digit up to 4", {"doc": "hall"}, True),
    ("a first digit above 4", {"doc": "mill"}, False),
    ("a page's name counts before a document's", {"page": "hall", "doc": "mill"}, True),
    ("an article of the quotes gold", {"doc_id": "hall"}, True),
    ("a line that names no document", {"text": "hall"}, False),
]


@pytest.mark.parametrize(("why", "row", "aside"), SIDES, ids=[row[0] for row in SIDES])
def test_puts_documents_aside_by_their_names(why, row, aside, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    assert importlib.import_module("measure.gold").is_put_aside(row) is aside


LONG = "5b6c7d8e9f5b6c7d8e9f"


@pytest.mark.parametrize(
    ("name", "new", "why"),
    [
        ("hall", True, "a document by its whole name"),
        ("hal", False, "a short beginning of a name is another name"),
        (LONG[:16], True, "an HTML page by sixteen digits of its digest"),
        (LONG[:15], False, "fifteen are none"),
        ("mill", False, "what is not listed"),
    ],
)
def test_new_documents_are_those_that_the_gold_lists(name, new, why, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    gold = importlib.import_module("measure.gold")
    file = gold.Gold(Path("a"), Path("a"), "clean", "html", "", [], frozenset(("hall", LONG)))
    assert gold.is_new(file, {"page": name}) is new, why


def test_scores_the_documents_that_are_put_aside_and_new_by_themselves(folder, split_scorer):
    (folder / "new.txt").write_text("hall\nmill\n")
    try:
        good = json.loads(quality("--gold", folder, "--only", "split", "--json").stdout)[0]
    finally:
        (folder / "new.txt").unlink()
    assert good["unseen"] == 0.1
    assert json.loads(quality("--gold", folder, "--only", "split", "--json").stdout)[0]["unseen"] is None


def test_counts_the_lines_in_which_a_rule_overrules_the_extractor(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    gold, overruled = (importlib.import_module(f"measure.{name}") for name in ("gold", "overruled"))
    body = [
        f"The {word} of the harbour was closed on Monday, the board said, and nobody knew when it would open again."
        for word in ("pier", "mole", "lock", "gate")
    ]
    page = f"<html><body><article><h1>Harbour closed</h1><p>{'</p><p>'.join(body)}</p></article></body></html>"
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(page.encode()))

    def listed(name, text):
        row = {"id": "a", "page": name, "body": text}
        new = frozenset(("hall",))
        return overruled.text(gold.Gold(tmp_path / "gold.jsonl", Path("a"), "clean", "html", "", [row], new))

    assert "| - headline.title | 1 / 0 | 0 / 0 | 0 / 0 |" in listed("mill", "\n".join(body))
    assert "| - headline.title | 0 / 1 | 0 / 0 | 0 / 0 |" in listed("mill", "\n".join(["Harbour closed", *body]))
    assert "| - headline.title | 0 / 0 | 1 / 0 | 1 / 0 |" in listed("hall", "\n".join(body))


SCORER = """
import json, sys
def score(rows, claims):
    return None, None, [(row["id"], "MISSED UNIT", "words of " + row["doc"], [], "") for row in rows]
if __name__ == "__main__":
    lines = [json.loads(line) for line in open(sys.argv[sys.argv.index("--gold") + 1])]
    print(json.dumps({"good_f1": len(lines) / 10, "claim_f1": "mill" in {line["doc"] for line in lines}}))
"""


@pytest.fixture
def split_scorer(folder):
    scorers = folder.parent / "score"
    scorers.mkdir()
    (scorers / "score_claims.py").write_text(SCORER)
    yield
    (scorers / "score_claims.py").unlink()
    scorers.rmdir()


def test_tells_the_documents_put_aside_apart_and_shows_none_of_their_errors(folder, split_scorer):
    done = quality("--gold", folder, "--only", "split", "--json")
    good, found = json.loads(done.stdout)[:2]
    assert (good["value"], good["rest"], good["put_aside"]) == (0.2, 0.1, 0.1)
    assert (found["rest"], found["put_aside"]) == (1, 0)
    listed = quality("--gold", folder, "--only", "split", "--errors", "split").stdout
    assert "words of mill" in listed
    assert "words of hall" not in listed


RUNNER = """
def render(step, lines, text):
    return step + ": " + " | ".join(line.get("text") or line["exact"] for line in lines)
def judge(case, answer):
    found = ["still: " + x for x in case["wrong"] if x in answer]
    return found + ["missing: " + x for x in case["want"] if x not in answer]
"""
CASES = [
    {"id": "01", "step": "claims", "input": MILL, "wrong": [], "want": ["Twelve ferries sank in 1990"]},
    {"id": "03", "step": "claims", "input": MILL, "wrong": ["ferries"], "want": ["Four"]},
    {"id": "45", "step": "sentences", "input": MILL, "wrong": [], "want": ["sentences: Mayor", "claims: "]},
    {"id": "25", "step": "clean", "input": f"\ufeff{MILL}\r\n", "wrong": [], "want": ["clean: Mayor"]},
    {"id": "27", "step": "clean", "input": "", "wrong": [], "want": ["nothing"]},
    {"id": "29", "step": "api", "input": MILL, "wrong": [], "want": ["nothing"]},
]


@pytest.fixture
def cases(folder):
    scorers, known = folder.parent / "score", folder.parent / "cases"
    for place in (scorers, known):
        place.mkdir()
    (scorers / "run_cases.py").write_text(RUNNER)
    for case in CASES:
        (known / f"{case['id']}.json").write_text(json.dumps(case | {"class": f"class-{case['id']}", "media": "txt"}))
    yield
    shutil.rmtree(scorers)
    shutil.rmtree(known)


def test_counts_the_cases_that_show_no_fault_by_what_they_are_about(folder, cases, tmp_path):
    done = quality("--gold", folder, "--only", "cases", "--predictions", tmp_path, "--json")
    assert done.returncode == 0, done.stderr
    of_claims, others, _ = json.loads(done.stdout)
    assert of_claims["measure"] == "without a fault, 2 of 3 of claims"
    assert of_claims["reached"] is False
    assert others["measure"] == "without a fault, 1 of 1 of other steps"
    states = {case["id"]: case["state"] for case in read(tmp_path / "cases.jsonl")}
    assert states == {"01": "ok", "03": "fault", "25": "ok", "27": "not run", "29": "not run", "45": "ok"}


def test_lists_the_faults_of_each_case(folder, cases):
    printed = quality("--gold", folder, "--only", "cases", "--errors", "cases").stdout
    assert "still: ferries" in printed
    assert "missing: Four" in printed
    assert "class-01" not in printed


# why, in which process, arguments, what it says
REFUSED = [
    (
        "predictions stay out of the project",
        quality,
        ["--predictions", str(ROOT / "docs")],
        "never written into the project",
    ),
    ("a folder without gold for the step", quality, ["--gold", str(ROOT / "docs")], "There is no gold"),
    ("no such folder", quality_alone, ["--gold", "/nowhere"], "There is no folder"),
]


@pytest.mark.parametrize(("why", "run", "arguments", "says"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refuses_in_words(why, run, arguments, says, folder):
    done = run("--gold", folder, *arguments)
    assert done.returncode == 2
    assert says in done.stderr


@pytest.mark.parametrize("step", ["match", "stance"])
def test_tells_what_comes_later(step, folder):
    assert "comes with Memory" in quality("--gold", folder, "--only", step).stdout
