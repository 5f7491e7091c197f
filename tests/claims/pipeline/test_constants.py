"""Each tuned number of the pipeline has a case on either side, or says that the benchmark alone holds it."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PIPELINE = TESTS.parents[2] / "claims" / "pipeline"
TABLE = tomllib.loads((TESTS / "constants.toml").read_text(encoding="utf-8"))
PACKAGES = ("parse", "speakers", "quotes", "experts", "times", "amounts", "split", "standalone", "rank", "compare")
BENCHMARK = "benchmark: "


def is_number(node: ast.expr | None) -> bool:
    """Return whether an expression is a number as it is written, with its sign."""
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def constants(file: Path) -> Iterator[str]:
    """Yield the names that a module gives to a number, or to a table of numbers."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.AnnAssign) and node.value:
            target = node.target
        elif isinstance(node, ast.Assign):
            (target,) = node.targets
        else:
            continue
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        values = node.value.elts if isinstance(target, ast.Tuple) else [node.value]
        for name, value in zip(names, values, strict=True):
            numbers = value.values if isinstance(value, ast.Dict) else [value]
            if numbers and all(is_number(n) for n in numbers):
                yield name.id


def test_each_constant_stands_in_the_table() -> None:
    found = {
        file.relative_to(PIPELINE).as_posix(): names
        for package in PACKAGES
        for file in (PIPELINE / package).glob("*.py")
        if (names := set(constants(file)))
    }
    table = {file: set(rows) for file, rows in TABLE.items() if file.split("/")[0] in PACKAGES}
    assert found == table


@pytest.mark.parametrize(
    ("file", "name", "held_by"),
    [(file, name, held_by) for file, rows in TABLE.items() for name, held_by in rows.items()],
)
def test_its_test_exists_or_the_reason_is_given(file: str, name: str, held_by: str) -> None:
    if held_by.startswith(BENCHMARK):
        assert len(held_by) > len(BENCHMARK) + 20, f"{name} gives no reason"
        return
    module = TESTS / Path(file).with_name(f"test_{Path(file).name}")
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert held_by in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
