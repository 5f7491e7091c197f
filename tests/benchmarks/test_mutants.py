"""The faults that tests are tried with are small, and are drawn by nobody's choice."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "benchmarks"))

import mutants
from mutations import mutations


@pytest.mark.parametrize(
    ("line", "kind", "changed"),
    [
        ("x = a and b", "condition dropped", {"x = ((a))", "x = ((b))"}),
        ("if a: return 1", "condition dropped", {"if False: return 1"}),
        ("if a: b = c", "condition dropped", {"if True: b = c"}),
        ("x = [a for a in b if c]", "condition dropped", {"x = [a for a in b if True]"}),
        ("x = a < b", "comparison turned", {"x = (a <= b)"}),
        ("x = a in b", "comparison turned", {"x = (a not in b)"}),
        ("x = a < b <= c", "comparison turned", {"x = (a <= b <= c)", "x = (a < b < c)"}),
        ("x = not a", "not dropped", {"x = (a)"}),
        ("x = 3", "constant changed", {"x = 4"}),
        ("x = True", "constant changed", {"x = False"}),
        ("x = a == 'new'", "constant changed", {"x = a == 'newx'"}),
        ("x = a in ('new',)", "constant changed", {"x = a in ('newx',)"}),
        ("x = 'new'", "constant changed", set()),
        ("notify(a)", "statement dropped", {"pass"}),
        ("return a", "returns None", {"return None"}),
        ("return None", "returns None", set()),
        ("return False", "returns None", set()),  # as false as None
        (
            "x = rows.filter(a=1, b=c)",
            "filter dropped",
            {"x = rows.filter(b=c)", "x = rows.filter(a=1)", "x = rows.all()"},
        ),
        ("x = rows.exclude(a=b)", "filter dropped", {"x = rows.all()"}),
        ("x = rows.get(a=b)", "filter dropped", set()),
        ("x = isinstance(a, bool)", "guard dropped", {"x = False"}),
        ("x: Literal[3] = a", "constant changed", set()),
        ("'''Doc 3.'''", "constant changed", set()),
        ("x = 'ä' and b < 1", "comparison turned", {"x = 'ä' and (b <= 1)"}),  # places are counted in bytes
    ],
)
def test_each_kind_of_fault_is_made_and_nothing_else_changes(line: str, kind: str, changed: set[str]) -> None:
    text = f"def f():\n    {line}\n"
    made = {each.apply(text) for each in mutations(text) if each.kind == kind}
    assert made == {f"def f():\n    {new}\n" for new in changed}
    for new in made:
        compile(new, "f.py", "exec")


def test_the_same_seed_draws_the_same_faults_and_one_for_each_module_at_least() -> None:
    drawn = mutants.draw(["queries"], "", 10, random.Random(7))
    again = mutants.draw(["queries"], "", 10, random.Random(7))
    other = mutants.draw(["queries"], "", 10, random.Random(8))
    assert [(each.path, each.mutation) for each in drawn] == [(each.path, each.mutation) for each in again]
    assert [each.mutation for each in drawn] != [each.mutation for each in other]
    assert len(drawn) == 10
    assert {"claims/queries/__init__.py", "claims/queries/blind.py"} <= {each.path for each in drawn}


def test_a_fault_that_nobody_can_notice_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = mutants.draw(["queries"], "blind", 10_000, random.Random(1))
    chosen = next(each for each in drawn if len(each.change()) == 2)
    old, new = (line[1:].strip() for line in chosen.change())
    monkeypatch.setattr(mutants, "known_equivalents", lambda: [{"file": chosen.path, "old": old, "new": new}])
    left = mutants.draw(["queries"], "blind", 10_000, random.Random(1))
    assert chosen.mutation not in [each.mutation for each in left]
    assert len(left) < len(drawn)


def test_what_is_listed_as_not_to_be_noticed_is_still_there_and_has_a_reason() -> None:
    for each in mutants.known_equivalents():
        assert len(each["reason"].split()) > 3, each
        lines = [line.strip() for line in (mutants.ROOT / each["file"]).read_text().splitlines()]
        assert each["old"] in lines, each


@pytest.mark.slow
def test_a_fault_in_a_rule_is_noticed_by_the_tests_beside_it() -> None:
    command = [
        sys.executable,
        "benchmarks/mutants.py",
        "--area",
        "pipeline",
        "--only",
        "compare/anchor",
        "--count",
        "3",
    ]
    done = subprocess.run([*command, "--seed", "1"], cwd=mutants.ROOT, capture_output=True, text=True, check=False)
    assert "3 faults in 1 modules, seed 1" in done.stdout, done.stdout + done.stderr
    assert "of   3 noticed" in done.stdout
    assert "noticed by tests/claims/pipeline/compare/test_anchor.py::" in done.stdout


def test_a_module_is_tried_with_the_tests_that_mirror_it() -> None:
    assert mutants.tests_of("claims/queries/blind.py") == ["tests/claims/queries/test_blind.py"]
    assert "tests/claims/queries/test_queries.py" in mutants.tests_of("claims/queries/__init__.py")
