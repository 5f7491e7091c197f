"""Picking what to check: one claim, the rest of an article, and what became of it all as a table."""

import csv

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk.actions.triage_csv import neutral
from claims.desk.base.claim_list import article_url
from claims.models import Claim, Expert, Quote, Role, Work
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


def post(client: Client, name: str, key: int, **given: object):
    return client.post(reverse(f"desk:{name}", args=[key]), given)


def stages(version: ArticleVersion) -> list[str]:
    rows = Work.objects.filter(claim__appearances__version=version).order_by("claim_id")
    return list(rows.values_list("stage", flat=True))


def test_the_five_most_worth_checking_stand_first_with_their_reasons(reviewer: Client, article: ArticleVersion) -> None:
    found = reviewer.get(article_url(article.article_id))
    listed = [line.number for line in found.context["lines"]]
    assert listed == [8, 7, 6, 5, 4, 1, 2, 3], "the others stand as in the text; a number is that of the mark"
    page = found.content.decode()
    assert page.index("Most worth checking") < page.index("states the number 7") < page.index("The others, as they")
    assert "states the number 0" not in page


def test_one_tap_picks_and_says_why_and_is_undone(reviewer: Client, article: ArticleVersion) -> None:
    claim = Claim.objects.get(score=0.7)
    assert post(reviewer, "pick", claim.pk, because="named party accused").status_code == 302
    page = reviewer.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()
    assert "A named party is accused" in page
    assert "No verdict yet · picked" in page
    assert "1 picked" in page
    assert post(reviewer, "unpick", claim.pk).status_code == 302
    assert stages(article) == ["new"] * 8
    assert post(reviewer, "pick", claim.pk, because="x" * 201).status_code == 400


def test_the_rest_is_left_seen_and_not_picked_and_can_be_taken_back(
    reviewer: Client, editor: Client, article: ArticleVersion
) -> None:
    first = Claim.objects.get(score=0)
    post(reviewer, "pick", first.pk)
    answer = post(reviewer, "leave_rest", article.pk, claim=first.pk)
    assert answer.url == article_url(article.article_id, first.pk, "claims")
    assert stages(article) == ["picked"] + ["left"] * 7
    page = reviewer.get(article_url(article.article_id)).content.decode()
    assert "7 claims left: seen, not picked." in page
    assert "Undo: take 7 back" in page
    assert "Undo: take" not in editor.get(article_url(article.article_id)).content.decode(), "one undoes one's own acts"
    second = Claim.objects.get(score=0.1)
    post(editor, "pick", second.pk)
    assert post(editor, "take_back_rest", article.pk).status_code == 302
    assert stages(article)[2:] == ["left"] * 6
    assert post(reviewer, "take_back_rest", article.pk).status_code == 302
    assert stages(article) == ["picked", "picked"] + ["new"] * 6, "what somebody picked meanwhile stays"
    post(reviewer, "take_back_rest", article.pk)
    assert stages(article) == ["picked", "picked"] + ["new"] * 6


def test_a_claim_that_was_left_is_no_rejected_one(reviewer: Client, article: ArticleVersion) -> None:
    claim = Claim.objects.get(score=0.2)
    assert post(reviewer, "leave", claim.pk).status_code == 302
    claim.refresh_from_db()
    assert claim.proposal == "proposed"
    assert "Seen, not picked" in reviewer.get(article_url(article.article_id)).content.decode()
    assert post(reviewer, "pick", claim.pk).status_code == 302


def test_one_claim_is_drawn_anew_without_the_rest_of_the_page(reviewer: Client, article: ArticleVersion) -> None:
    claim = Claim.objects.get(score=0.7)
    address = article_url(article.article_id, claim.pk)
    small = reviewer.get(address, headers={"X-Desk": "claim"})
    page = small.content.decode()
    assert claim.wording in page
    assert 'id="words"' not in page, "the text of the article is there already"
    assert f'id="line-{claim.pk}"' in page
    whole = reviewer.get(address)
    assert [small.context[name] for name in ("before", "after")] == [
        whole.context[name] for name in ("before", "after")
    ]
    assert small.context["line"].number == whole.context["line"].number == 8
    assert "X-Desk" in small["Vary"]


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
    post(reviewer, "pick", claims[0].pk, because="harm")
    post(reviewer, "leave", claims[1].pk)
    post(reviewer, "reject", claims[2].pk, which="opinion")


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


@pytest.mark.parametrize("name", ["leave_rest", "take_back_rest"])
def test_who_has_no_role_leaves_nothing(onlooker: Client, name: str, article: ArticleVersion) -> None:
    assert post(onlooker, name, article.pk).status_code == 403
    assert stages(article) == ["new"] * 8
