"""The small faults that benchmarks/mutants.py puts into a module: what a hurried change gets wrong, one at a time.

A fault is a replaced part of the module's own text, found on the standard `ast`; everything else stays as it is.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

WORDS: dict[type[ast.cmpop], tuple[str, str]] = {  # as it is written, and the nearest wrong one
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}
NARROWING = ("filter", "exclude")
ASKING = (*NARROWING, "get", "Q", "update", "get_or_create", "aggregate")
LEAVES = (ast.Return, ast.Raise, ast.Continue, ast.Break)


@dataclass(frozen=True, slots=True)
class Mutation:
    """One fault: bytes `start` to `end` of the module's UTF-8 text become `new`."""

    kind: str
    line: int
    start: int
    end: int
    new: str

    def apply(self, text: str) -> str:
        """Return the module's text with the fault in it."""
        raw = text.encode()
        return (raw[: self.start] + self.new.encode() + raw[self.end :]).decode()


class Module:
    """A module's text and the places of its nodes in it."""

    def __init__(self, text: str) -> None:
        self.raw = text.encode()
        self.tree = ast.parse(text)
        self._starts = [0, *(found.end() for found in re.finditer(rb"\n", self.raw))]

    def place(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Return where a node begins and ends, in bytes."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        begin = self._starts[node.lineno - 1] + node.col_offset
        return begin, self._starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: ast.expr | ast.stmt) -> str:
        """Return a node's own text."""
        start, end = self.place(node)
        return self.raw[start:end].decode()


def mutations(text: str) -> list[Mutation]:
    """Return every fault that a module can have, in the order of its lines."""
    module = Module(text)
    found = {}
    for node in _logic(module.tree):
        for kind, target, new in _faults(module, node):
            start, end = module.place(target)
            fault = Mutation(kind, target.lineno, start, end, new)
            if module.raw[start:end].decode() != new:
                found[start, end, new] = fault
    return sorted(found.values(), key=lambda each: (each.start, each.end, each.new))


def _logic(node: ast.AST) -> Iterator[ast.AST]:
    """Yield every node but those that say nothing at run time: types, docstrings, decorators, assertions."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _silent(child):
                yield from _logic(child)


def _silent(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in ("cast", "TypeVar", "NewType")
    return isinstance(node, ast.Assert | ast.JoinedStr | ast.Import | ast.ImportFrom)


Fault = tuple[str, ast.expr | ast.stmt, str]


def _faults(module: Module, node: ast.AST) -> Iterator[Fault]:
    match node:
        case ast.BoolOp():
            yield from _dropped_operand(module, node)
        case ast.UnaryOp(op=ast.Not()):
            yield "not dropped", node, f"({module.text(node.operand)})"
        case ast.If():
            yield "condition dropped", node.test, str(not isinstance(node.body[-1], LEAVES))
        case ast.comprehension():
            for test in node.ifs:
                yield "condition dropped", test, "True"
        case ast.Compare():
            yield from _compared(module, node)
        case ast.Call():
            yield from _called(module, node)
        case ast.Expr(value=ast.Call()):
            yield "statement dropped", node, "pass"
        case ast.Return(value=ast.expr() as value) if not _is_nothing(value):
            yield "returns None", value, "None"
        case ast.Constant(value=bool() as value):
            yield "constant changed", node, str(not value)
        case ast.Constant(value=int() | float() as number):
            yield "constant changed", node, repr(number + 1 if isinstance(number, int) else number * 2 or 1.0)


def _is_nothing(node: ast.expr) -> bool:
    """Return whether a value is None, or as false as None to whoever asks."""
    return isinstance(node, ast.Constant) and not node.value


def _dropped_operand(module: Module, node: ast.BoolOp) -> Iterator[Fault]:
    word = " and " if isinstance(node.op, ast.And) else " or "
    for dropped in node.values:
        kept = (f"({module.text(value)})" for value in node.values if value is not dropped)
        yield "condition dropped", node, f"({word.join(kept)})"


def _compared(module: Module, node: ast.Compare) -> Iterator[Fault]:
    sides = [node.left, *node.comparators]
    for turned in range(len(node.ops)):
        words = [module.text(node.left)]
        for number, (operator, side) in enumerate(zip(node.ops, node.comparators, strict=True)):
            words += [WORDS[type(operator)][number == turned], module.text(side)]
        yield "comparison turned", node, f"({' '.join(words)})"
    for side in sides:
        for part in side.elts if isinstance(side, ast.Tuple | ast.Set | ast.List) else [side]:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield "constant changed", part, repr(f"{part.value}x")


def _called(module: Module, node: ast.Call) -> Iterator[Fault]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name == "isinstance" and isinstance(node.args[-1], ast.Name) and node.args[-1].id == "bool":
        yield "guard dropped", node, "False"
    texts = [module.text(part) for part in node.args]
    for keyword in node.keywords:
        texts.append(
            f"{keyword.arg}={module.text(keyword.value)}" if keyword.arg else f"**{module.text(keyword.value)}"
        )
    if name in ASKING and len(texts) > 1:
        for dropped in range(len(texts)):
            kept = ", ".join(text for number, text in enumerate(texts) if number != dropped)
            yield "filter dropped", node, f"{module.text(node.func)}({kept})"
    if name in NARROWING and isinstance(node.func, ast.Attribute):
        yield "filter dropped", node, f"{module.text(node.func.value)}.all()"
