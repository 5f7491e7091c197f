"""Count where our rules overrule trafilatura's decision on HTML pages, and how often each of them is right."""

import gzip
from collections import defaultdict
from collections.abc import Iterator

from measure import gold
from measure.gold import Gold, page_of
from measure.predict import Row
from sources.pipeline.clean import main_content
from sources.pipeline.clean.clean import Kind, clean
from sources.pipeline.render import lines
from sources.pipeline.render.render import render

# The documents a count is made over: those that may be looked at, those put aside, and those put aside that are new.
_SIDES = ("rest", "put aside", "aside and new")
_HEAD = ("rule", *(f"{side}: right / wrong" for side in _SIDES))


def text(file: Gold) -> str:
    """Return a Markdown table: lines that each rule adds to (+) or takes from (-) trafilatura's article, by side."""
    counts: dict[str, list[list[int]]] = defaultdict(lambda: [[0, 0] for _ in _SIDES])
    for row in file.rows:
        put_aside = gold.is_put_aside(row)
        sides = [not put_aside, put_aside, put_aside and gold.is_new(file, row)]
        for rule, is_right in overruled(file, row):
            for count, counts_here in zip(counts[rule], sides, strict=True):
                count[not is_right] += counts_here
    table = [_HEAD, ("---",) * len(_HEAD)]
    table += [
        (rule, *(f"{right} / {wrong}" for right, wrong in sides))
        for rule, sides in sorted(counts.items(), key=lambda item: (-sum(map(sum, item[1])), item[0]))
    ]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in table)


def overruled(file: Gold, row: Row) -> Iterator[tuple[str, bool]]:
    """Yield each line of a page that trafilatura alone would judge otherwise: our rule, and whether gold agrees."""
    page = render(gzip.decompress(page_of(file.path, row).read_bytes()), media_type="text/html")
    found = lines.split(page.text, page.blocks)
    alone = main_content.extracted(page.source or "", found, careful=True)
    wanted = main_content.aligned([line.text for line in found], row["body"].split("\n"))
    passages = iter(clean(page))
    passage = next(passages)
    for line, takes, is_body in zip(found, alone, wanted, strict=True):
        while passage.end <= line.start:
            passage = next(passages)
        ours = passage.kind in (Kind.STANDFIRST, Kind.BODY)
        if ours != takes:
            yield f"{'+' if ours else '-'} {passage.rule}", ours == is_body
