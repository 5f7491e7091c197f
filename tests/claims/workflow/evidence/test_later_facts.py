"""A text that comes again with a date, an author or a publisher sets what its article has not, and nothing else."""

from datetime import date

import pytest

from claims.models import Claim, Event
from claims.workflow.assignment import triage
from claims.workflow.evidence import article, later_facts
from sources import ingest
from sources.models import Article, Fetch
from tests import factories
from tests.claims.test_reword import KNOWN, OPEN, marked
from tests.claims.workflow.world import AT, now

pytestmark = pytest.mark.django_db
DAY = "2026-03-02"


def first(**stated: str) -> Article:
    """An article that came by the API and was read."""
    came(**stated)
    while ingest.read_one(at=now()) is not None:
        pass
    return Article.objects.get()


def came(**stated: str) -> Fetch:
    return ingest.receive(
        via="api", by=None, at=now(), text=factories.TEXT, source="cms", external_id="7", stated=stated
    )


def facts(row: Article) -> tuple[object, ...]:
    row.refresh_from_db()
    return row.author, row.author_origin, str(row.publisher or ""), row.published_on, row.published_on_origin


def test_what_an_article_has_not_is_set_with_its_origin_once() -> None:
    row = first()
    assert facts(row) == ("", "", "", None, "")
    fetch = came(author="Rune Aske", publisher="The Courier", published_on=DAY)
    assert fetch.outcome == "unchanged"
    assert later_facts.sweep(at=now()) == 1
    assert facts(row) == ("Rune Aske", "sender", "The Courier", date(2026, 3, 2), "sender")
    logged = Event.objects.get(verb="article.facts_arrived")
    assert (logged.article, logged.actor, logged.data["fetch"]) == (row.pk, None, fetch.pk)
    assert logged.data["changed"] == {"author": "Rune Aske", "publisher": "The Courier", "published_on": DAY}
    assert set(logged.data["origins"].values()) == {"sender"}
    assert later_facts.sweep(at=now()) == 0
    assert not Event.objects.filter(verb="article.facts_differ").exists()


@pytest.mark.parametrize(
    ("why", "before", "stated"),
    [
        ("nothing is stated", {}, {}),
        (
            "the same is stated",
            {"published_on": DAY, "author": "Rune Aske"},
            {"published_on": DAY, "author": "rune aske"},
        ),
    ],
)
def test_what_says_nothing_new_leaves_no_trace(why: str, before: dict[str, str], stated: dict[str, str]) -> None:
    row = first(**before)
    known = facts(row)
    assert came(**stated).facts == {}, why
    assert later_facts.sweep(at=now()) == 0
    assert facts(row) == known


def test_what_an_article_has_otherwise_stays_and_is_in_the_record_once() -> None:
    row = first(published_on="2026-03-01")
    fetch = came(published_on=DAY, author="Rune Aske")
    assert later_facts.sweep(at=now()) == 1
    assert facts(row) == ("Rune Aske", "sender", "", date(2026, 3, 1), "sender")
    logged = Event.objects.get(verb="article.facts_differ")
    assert (logged.data["fetch"], logged.data["stated"]) == (fetch.pk, {"published_on": DAY})
    assert logged.data["kept"] == {"published_on": "2026-03-01"}
    came(published_on=DAY)
    came(published_on=DAY)
    later_facts.sweep(at=now())
    assert Event.objects.filter(verb="article.facts_differ").count() == 2, "who says it daily is heard once more"


@pytest.mark.parametrize("said", [date(2026, 3, 1), article.UNKNOWN])
def test_what_a_person_set_or_took_away_is_never_overwritten(said: object) -> None:
    row = first(published_on="2026-02-28")
    article.set_facts(article=row, published_on=said, citation="The wire", by=factories.user(), at=AT)
    known = facts(row)
    came(published_on=DAY)
    assert later_facts.sweep(at=now()) == 1
    assert facts(row) == known
    assert Event.objects.get(verb="article.facts_differ").data["stated"] == {"published_on": DAY}


def test_a_date_that_arrives_later_words_the_claims_anew() -> None:
    claim = marked()
    row = claim.appearances.get().version.article
    triage.pick(claim=claim, by=factories.user(), at=now())
    again = ingest.receive(
        via="api", by=None, at=now(), text=factories.TEXT, new_version_of=row, stated={"published_on": DAY}
    )
    assert again.outcome == "unchanged"
    assert Claim.objects.get().wording == OPEN
    later_facts.sweep(at=now())
    assert Claim.objects.get().wording == KNOWN


def test_who_sends_it_again_through_the_workflow_sees_it_at_once() -> None:
    row, by = first(), factories.user()
    again = {"by": by, "via": "api", "text": factories.TEXT, "source": "cms", "external_id": "7"}
    article.receive(at=now(), stated={"author": "Rune Aske"}, **again)
    assert facts(row)[:2] == ("Rune Aske", "sender")
    assert Event.objects.get(verb="article.facts_arrived").actor is not None
    article.receive(at=now(), **again)
    assert Event.objects.filter(verb="article.facts_arrived").count() == 1


def test_only_the_arrivals_of_one_article_are_taken_for_it() -> None:
    row = first()
    came(author="Rune Aske")
    other = factories.version().article
    assert later_facts.of_article(other.pk, at=now()) == 0
    assert facts(row)[0] == ""
    assert later_facts.of_article(row.pk, at=now()) == 1
