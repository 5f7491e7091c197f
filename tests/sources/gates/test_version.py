"""A version keeps its text and bytes, and its hashes are theirs."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from sources.models import ArticleVersion, Passage, Sentence
from tests import factories
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import by_statement

pytestmark = pytest.mark.django_db


VERSION_CHANGES = [
    ("text", lambda v: ArticleVersion.objects.filter(pk=v.pk).update(text="x", length=1)),
    ("raw bytes", lambda v: by_statement("UPDATE sources_articleversion SET raw = 'x' WHERE id = %s", v.pk)()),
    ("existence", lambda v: by_statement("DELETE FROM sources_articleversion WHERE id = %s", v.pk)()),
    ("passage's place", lambda v: Passage.objects.filter(version=v).update(end=3)),
    ("passage", lambda v: Passage.objects.filter(version=v).delete()),
    ("sentence", lambda v: Sentence.objects.filter(version=v).update(start=1)),
]


@pytest.mark.parametrize(("what", "change"), VERSION_CHANGES, ids=[what for what, _ in VERSION_CHANGES])
def test_a_version_keeps_its(what, change):
    version = factories.version()
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        change(version)
    version.refresh_from_db()
    assert version.text == factories.TEXT


@pytest.mark.parametrize("field", ["raw_sha256", "text_sha256"])
def test_a_versions_hashes_are_true(field):
    refused(lambda: factories.version(**{field: "0" * 64}), "hashes")
