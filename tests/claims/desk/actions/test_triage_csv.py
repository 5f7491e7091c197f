"""What was picked and left, as a table that no spreadsheet runs."""

import csv

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk.actions.triage_csv import neutral
from claims.models import Expert, Quote, Role
from sources.models import Article, ArticleVersion, Publisher
from tests import factories

pytestmark = pytest.mark.django_db
LINES = [f"The pier of Torvik lost {n} planks in the storm of 201{n}." for n in range(8)]


@pytest.fixture
def article() -> ArticleVersion:
    version = factories.version("\n".join(LINES) + "\n")
    for n, line in enumerate(LINES):
        factories.claim(of=version, words=line, wording=line, score=n / 10, reasons=[f"states the number {n}"])
    return version


@pytest.fixture
def looked_at(reviewer: Client, article: ArticleVersion) -> None:
    outlet = Publisher.objects.create(name="=Harbour Post")
    Article.objects.filter(pk=article.article_id).update(publisher=outlet, publisher_origin="person", headline="Planks")
    claims = []
    for line, party in zip(LINES[:3], ("Blue Party", "Blue Party", "Green Party"), strict=True):
        beside = factories.claim(of=article, words=line)
        speaker, _new = Expert.objects.get_or_create(
            article=article.article, name=f"Speaker of the {party}", kind="person"
        )
        role, _new = Role.objects.get_or_create(expert=speaker, version=article, affiliation=party)
        quote = Quote.objects.create(
            version=article,
            extraction=beside.extraction,
            start=LINES[0].index("pier"),
            end=8,
            exact="pier",
            spans=[[4, 8]],
            type="direct",
            expert=speaker,
            role=role,
            resolved="stated",
            confidence=1,
            reason="stated",
        )
        claims.append(factories.claim(of=article, words=line, wording=line, quote=quote))
    assert Expert.objects.count() == 2
    reviewer.post(reverse("desk:pick", args=[claims[0].pk]), {"because": "harm"})
    reviewer.post(reverse("desk:leave", args=[claims[1].pk]))
    reviewer.post(reverse("desk:reject", args=[claims[2].pk]), {"which": "opinion"})


def exported(client: Client, by: str = "") -> list[list[str]]:
    answer = client.get(reverse("desk:picked_and_left"), {"by": by} if by else {})
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))


@pytest.mark.usefixtures("looked_at")
@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("party", [["Blue Party", "1", "1", "0"], ["Green Party", "0", "0", "1"]]),
        ("outlet", [["'=Harbour Post", "1", "1", "1"]]),
        ("speaker", [["Speaker of the Blue Party", "1", "1", "0"], ["Speaker of the Green Party", "0", "0", "1"]]),
    ],
)
def test_what_was_picked_and_left_is_counted(reviewer: Client, by: str, rows: list[list[str]]) -> None:
    assert exported(reviewer, by) == [[by, "picked", "left", "not a claim"], *rows]


@pytest.mark.usefixtures("looked_at")
def test_what_was_picked_and_left_is_listed_claim_by_claim(reviewer: Client, onlooker: Client) -> None:
    head, *rows = exported(reviewer)
    assert [row[:2] for row in rows] == [["picked", "It could do harm"], ["left", ""], ["not a claim", ""]]
    assert rows[0][2:] == [LINES[0], "Blue Party", "'=Harbour Post", "Speaker of the Blue Party", "Planks", ""]
    assert len(head) == len(rows[0])
    assert onlooker.get(reverse("desk:picked_and_left")).status_code == 403


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "|cmd", "\u200b=1"]
)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert neutral(cell).startswith("'")


@pytest.mark.parametrize(("cell", "kept"), [("a=b", "a=b"), ("", ""), (None, ""), (3, "3"), ("2 − 1", "2 − 1")])
def test_other_cells_stay_as_they_are(cell: object, kept: str) -> None:
    assert neutral(cell) == kept
