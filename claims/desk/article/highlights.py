"""Write an article's text as HTML with its claims and quotations marked, and not one character more or less.

All text nodes together are the version's text: whatever else is shown (numbers, buttons, folds) comes from attributes
by CSS, so that a selection's place in the text can be counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

READ = frozenset({"headline", "standfirst", "body", "caption"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to be marked. `key` names it in the page, `name` is what a screen reader says, `sign` what is shown.

    Without a sign it is a further part of a mark that began before.
    """

    start: int
    end: int
    key: str
    kind: str
    href: str
    name: str
    sign: str
    state: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """A passage as it is shown: `tool` is the value of the button that changes it, `why` its rule in words."""

    start: int
    end: int
    kind: str
    why: str
    tool: str = ""
    tool_label: str = ""
    tool_name: str = ""


@dataclass(frozen=True, slots=True)
class HighlightSegment:
    """Words between two boundaries, the marks over them, and the marks that begin with them."""

    start: int
    end: int
    over: tuple[Mark, ...]
    begins: tuple[Mark, ...]
    anchors: tuple[int, ...]


def segments(start: int, end: int, marks: Sequence[Mark], anchors: Iterable[int] = ()) -> list[HighlightSegment]:
    """Cut [start, end) at every boundary of a mark, so that overlapping marks need no nesting.

    `marks` are clipped to the stretch; a mark begins where it begins, not again in the next passage.
    """
    inside = sorted((m for m in marks if m.start < end and m.end > start), key=lambda m: (m.start, -m.end))
    places = sorted(a for a in anchors if start <= a < end)
    cuts = sorted({start, end, *places, *(p for m in inside for p in (m.start, m.end) if start < p < end)})
    found: list[HighlightSegment] = []
    covering: list[Mark] = []
    coming, waiting = 0, 0
    for left, right in pairwise(cuts):
        covering = [m for m in covering if m.end > left]
        begins = []
        while coming < len(inside) and inside[coming].start <= left:
            covering.append(inside[coming])
            if inside[coming].start >= start:
                begins.append(inside[coming])
            coming += 1
        here = []
        while waiting < len(places) and places[waiting] <= left:
            here.append(places[waiting])
            waiting += 1
        found.append(HighlightSegment(left, right, tuple(covering), tuple(begins), tuple(here)))
    return found


def render(
    text: str, stretches: Sequence[PassageSpan], marks: Sequence[Mark], anchors: Sequence[int], set_aside: str
) -> SafeString:
    """Return the HTML of the whole text; what was set aside is folded, its neighbours in one fold.

    `set_aside` is the label of a fold, with %(what)s and %(lines)s.
    """
    out: list[str] = []
    written = _passages(text, stretches, sorted(marks, key=lambda m: m.start), sorted(anchors))
    for read, group in groupby(zip(stretches, written, strict=True), key=lambda pair: pair[0].kind in READ):
        together, passages = zip(*group, strict=True)
        if read:
            out += passages
            continue
        what = ", ".join(dict.fromkeys(s.why for s in together))
        label = escape(set_aside % {"what": what, "lines": len(together)})
        notice = any(s.kind == "notice" for s in together)
        out.append(f'<details class="aside"{" open" if notice else ""}>')
        out.append(f'<summary aria-label="{label}" data-label="{label}"></summary>')
        out += passages
        out.append("</details>")
    return mark_safe("".join(out))  # every part of the text above and below goes through escape


def _passages(text: str, stretches: Sequence[PassageSpan], marks: Sequence[Mark], anchors: Sequence[int]) -> list[str]:
    """Write each passage. Passages, marks and anchors come in order and are walked once, together."""
    out: list[str] = []
    coming, waiting = 0, 0
    covering: list[Mark] = []
    for stretch in stretches:
        while coming < len(marks) and marks[coming].start < stretch.end:
            covering.append(marks[coming])
            coming += 1
        covering = [m for m in covering if m.end > stretch.start]
        points = []
        while waiting < len(anchors) and anchors[waiting] < stretch.end:
            points.append(anchors[waiting])
            waiting += 1
        inside = "".join(_segment(text, s) for s in segments(stretch.start, stretch.end, covering, points))
        out.append(_passage(stretch, inside))
    return out


def _passage(stretch: PassageSpan, inside: str) -> str:
    tag = "h2" if stretch.kind == "headline" else "p"
    why = "" if stretch.kind in READ else f'<span class="why" data-label="{escape(stretch.why)}"></span>'
    tool = (
        f'<button class="tool" name="passage" value="{stretch.tool}" aria-label="{escape(stretch.tool_name)}"'
        f' data-label="{escape(stretch.tool_label)}"></button>'
        if stretch.tool
        else ""
    )
    return f'<{tag} class="passage {stretch.kind}" dir="auto">{why}{inside}{tool}</{tag}>'


def _segment(text: str, segment: HighlightSegment) -> str:
    words = exact(text[segment.start : segment.end])
    lead = "".join(f'<span id="s{place}"></span>' for place in segment.anchors)
    lead += "".join(_pin(mark) for mark in segment.begins if mark.sign)
    if not segment.over:
        return lead + words
    kinds = " ".join(sorted({m.kind for m in segment.over} | {m.state for m in segment.over if m.state}))
    current = " current" if any(m.current for m in segment.over) else ""
    keys = " ".join(m.key for m in sorted(segment.over, key=lambda m: m.end - m.start))
    return f'{lead}<mark class="{kinds}{current}" data-marks="{keys}">{words}</mark>'


def _pin(mark: Mark) -> str:
    """The place where a mark begins: a link that has a name, a number and no text of its own."""
    current = ' aria-current="true"' if mark.current else ""
    return (
        f'<a class="pin {mark.kind} {mark.state}" id="{mark.key}" href="{escape(mark.href)}"{current}'
        f' aria-label="{escape(mark.name)}" data-label="{escape(mark.sign)}"></a>'
    )


def exact(text: str) -> str:
    """Escape words so that a browser's parser gives back the same code points: it would turn CR into LF."""
    return escape(text).replace("\r", "&#13;")
