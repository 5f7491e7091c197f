"""The table that a run prints."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One measure of one gold file; `fitted` is what models fitted for this run reach.

    `rest` and `put_aside` are the same measure over the documents that may be looked at and over the others; `unseen`
    over those put aside that came after the rules had been tuned.
    """

    step: str
    file: str
    measure: str
    value: float | None
    goal: float | None = None
    peer: str = ""
    fitted: float | None = None
    fitted_goal: float | None = None
    low: bool = False
    rest: float | None = None
    put_aside: float | None = None
    unseen: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the row for programs, with whether the goals are reached."""
        return asdict(self) | {
            "reached": self._reached(self.value, self.goal),
            "fitted_reached": self._reached(self.fitted, self.fitted_goal),
        }

    def cells(self) -> tuple[str, ...]:
        """Return the row for people."""
        return (
            self.step,
            self.file,
            self.measure,
            _mark(self.value, self._reached(self.value, self.goal)),
            _mark(self.rest, self._reached(self.rest, self.goal)),
            _mark(self.put_aside, self._reached(self.put_aside, self.goal)),
            _mark(self.unseen, self._reached(self.unseen, self.goal)),
            self.peer or "–",
            _goal(self.goal, self.low),
            _mark(self.fitted, self._reached(self.fitted, self.fitted_goal)),
            _goal(self.fitted_goal, self.low),
        )

    def _reached(self, value: float | None, goal: float | None) -> bool | None:
        if value is None or goal is None:
            return None
        return value <= goal if self.low else value >= goal


_HEAD = (
    *("step", "gold", "measure", "this version", "rest", "put aside", "aside and new", "best peer", "goal"),
    *("fitted", "goal fitted"),
)


def text(rows: Sequence[Row]) -> str:
    """Lay the rows out as a Markdown table, to be copied into docs/quality.md."""
    cells = [row.cells() for row in rows]
    columns = len(_HEAD) if any(row.fitted is not None for row in rows) else len(_HEAD) - 2
    lines = [line[:columns] for line in (_HEAD, *cells)]
    widths = [max(len(line[k]) for line in lines) for k in range(columns)]
    laid = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    return "\n".join([laid[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *laid[1:]])


def _number(value: float) -> str:
    for least, form in ((1000, ",.0f"), (10, ".1f"), (1, ".2f")):
        if abs(value) > least:
            return format(value, form)
    return f"{value:.3f}" if value else "0"


def _mark(value: float | None, reached: bool | None) -> str:
    return "–" if value is None else _number(value) + {True: " ✓", False: " ✗", None: ""}[reached]


def _goal(goal: float | None, low: bool) -> str:
    return "–" if goal is None else f"{'≤' if low else '≥'} {_number(goal)}"
