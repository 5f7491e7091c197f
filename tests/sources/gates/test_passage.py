"""The passages of a version tile its text."""

import hashlib

import pytest
from django.db import connection, transaction

from sources.models import Article, ArticleVersion, Passage
from tests import factories
from tests.claims.gates.refused import refused

pytestmark = pytest.mark.django_db


TILINGS = [  # spans over a text of ten code points, whether they tile, why
    ([(0, 10)], True, "one passage"),
    ([(0, 4), (4, 10)], True, "two that meet"),
    ([(0, 4), (5, 10)], False, "a gap in the middle"),
    ([(1, 10)], False, "a gap at the beginning"),
    ([(0, 9)], False, "a gap at the end"),
    ([(0, 11)], False, "past the end"),
    ([(0, 5), (4, 10)], False, "an overlap"),
    ([(0, 10), (0, 10)], False, "twice"),
    ([(0, 0), (0, 10)], False, "an empty one"),
]


@pytest.mark.parametrize(("spans", "tiles", "why"), TILINGS, ids=[why for *_, why in TILINGS])
def test_passages_tile(spans, tiles, why):
    text = "aé漢🚢 bcd.\n"
    raw = text.encode()
    article = Article.objects.create(source="test", external_id=why, created_at=factories.AT)

    def store():
        with transaction.atomic():
            version = ArticleVersion.objects.create(
                article=article,
                number=1,
                raw=raw,
                raw_sha256=hashlib.sha256(raw).hexdigest(),
                length=len(text),
                media_type="text/plain",
                text=text,
                text_sha256=hashlib.sha256(raw).hexdigest(),
                renderer="text/1",
                fetched_at=factories.AT,
                created_at=factories.AT,
            )
            for start, end in spans:
                Passage.objects.create(version=version, start=start, end=end, kind="body", rule="test")
            with connection.cursor() as cursor:  # as COMMIT does
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    if tiles:
        store()
        assert Passage.objects.count() == len(spans)
    else:
        refused(store)
