"""What people decide about an article."""

import pytest

from claims.workflow.evidence import article
from sources.models import Article
from tests import factories
from tests.claims.workflow.world import AT, EDITORS, EVERYBODY, roles_that_may

pytestmark = pytest.mark.django_db


def test_a_person_who_sets_author_and_date_is_their_origin():
    row = factories.version().article
    article.describe(
        article=row, author="Rune Aske", published_on=factories.AT.date(), by=factories.user("editor"), at=factories.AT
    )
    row = Article.objects.get(pk=row.pk)
    assert (row.author_origin, row.published_on_origin) == ("person", "person")
    article.describe(article=row, author="", published_on=None, by=factories.user("editor"), at=factories.AT)
    row.refresh_from_db()
    assert (row.author, row.author_origin, row.published_on_origin) == ("", "", "")


def test_who_takes_articles_in_sets_passages_aside_and_describes():
    version = factories.version()
    assert roles_that_may(lambda by: article.receive(by=by, at=AT, text=factories.TEXT, via="paste")) == EVERYBODY
    assert (
        roles_that_may(lambda by: article.set_aside(passage=version.passages.get(), kind="furniture", by=by, at=AT))
        == EVERYBODY
    )
    assert (
        roles_that_may(
            lambda by: article.describe(article=version.article, author="Rune Aske", published_on=None, by=by, at=AT)
        )
        == EDITORS
    )
