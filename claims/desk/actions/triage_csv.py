"""What was picked and what was left, as a table that a spreadsheet opens."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf

from claims.desk.base import labels
from claims.models import Appearance, Proposal, Stage

BY = ("party", "outlet", "speaker")
# What a spreadsheet takes for the beginning of a formula, also after white space and in full width.
FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")


def neutral(value: Any) -> str:
    """Return a cell that no spreadsheet runs: one that begins like a formula gets an apostrophe before it."""
    text = "" if value is None else str(value).replace("\0", "")
    return f"'{text}" if text.lstrip(" \u00a0\u200b\ufeff").startswith(FORMULA) else text


def written(rows: Iterable[list[Any]]) -> Iterator[str]:
    """Write rows as CSV, one at a time."""
    yield "\ufeff"  # or a spreadsheet guesses another encoding
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([neutral(cell) for cell in row])
        yield line.getvalue()


def looked_at() -> QuerySet[Appearance]:
    """Every place of a claim that was picked or left. Its party is the speaker's affiliation as printed."""
    rejected = Q(claim__proposal=Proposal.REJECTED)
    return (
        Appearance.objects.filter(replaced_at=None, version__purpose="extraction")
        .exclude(claim__work__stage=Stage.NEW)
        .exclude(claim__proposal__in=[Proposal.SUPERSEDED, Proposal.MERGED, Proposal.SPLIT])
        .annotate(
            became=Case(
                When(rejected, then=Value("not a claim")),
                When(claim__work__stage=Stage.LEFT, then=Value("left")),
                default=Value("picked"),
            ),
            party=Coalesce(F("claim__quote__role__affiliation"), Value("")),
            outlet=Coalesce(F("version__article__publisher__name"), Value("")),
            speaker=Coalesce(NullIf(F("claim__speaker"), Value("")), F("claim__quote__expert__name"), Value("")),
        )
        .order_by("version_id", "start", "id")
    )


def counted(by: str) -> Iterator[list[Any]]:
    """Count claims by party, outlet or speaker."""
    yield [by, "picked", "left", "not a claim"]
    rows = looked_at().order_by().values(by)
    each = {name: Count("claim", filter=Q(became=name), distinct=True) for name in ("picked", "left")}
    rows = rows.annotate(**each, refused=Count("claim", filter=Q(became="not a claim"), distinct=True))
    for row in rows.order_by(by):
        yield [row[by], row["picked"], row["left"], row["refused"]]


def claim_by_claim() -> Iterator[list[Any]]:
    """Return one row a place of a claim, in reading order."""
    yield ["what became of it", "why picked", "claim", *BY, "article", "printed on"]
    rows = looked_at().values_list(
        "became",
        "claim__work__picked_because",
        "claim__wording",
        *BY,
        "version__article__headline",
        "version__article__published_on",
    )
    for became, why, *rest in rows.iterator(chunk_size=500):
        yield [became, labels.PICKED_BECAUSE.get(why, why), *rest]
