"""What was kept of a page that is evidence."""

import hashlib

import pytest

from claims.models import Evidence
from claims.queries import archive
from claims.workflow.audit import actor_of
from sources.models import Capture, Fetch
from tests import factories
from tests.claims.workflow.world import AT, accepted

pytestmark = pytest.mark.django_db


def arrived(version=None, warc=b"WARC/1.1"):
    row = Fetch.objects.create(via="url", url="https://harbour.example/log", purpose="evidence", created_at=AT)
    digest = hashlib.sha256(warc).hexdigest()
    kept = Capture.objects.create(fetch=row, warc=warc, warc_sha256=digest, captured_at=AT)
    if version is not None:
        Fetch.objects.filter(pk=row.pk).update(version=version, article=version.article, outcome="new", finished_at=AT)
    return row, kept


def page(claim, row):
    return Evidence.objects.create(
        claim=claim,
        kind="page",
        stance="supports",
        note="The log.",
        url=row.url,
        fetch=row,
        added_by=actor_of(factories.user()).pk,
        created_at=AT,
    )


def passage(claim, version):
    return factories.evidence(claim, kind="passage", version=version, start=0, end=7, exact="The log")


def test_a_page_has_the_exchange_of_its_own_fetch():
    _, other = arrived()
    row, kept = arrived()
    evidence = page(accepted(), row)
    assert archive.capture_of(evidence) == kept
    assert archive.captures_by_evidence([evidence]) == {evidence.pk: kept}
    assert kept != other


def test_a_passage_has_the_first_exchange_that_its_text_came_by():
    arrived(factories.version("Another.", purpose="evidence"))
    version = factories.version("The log.", purpose="evidence")
    _, kept = arrived(version)
    arrived(version, warc=b"WARC/1.1 again")
    evidence = passage(accepted(), version)
    assert archive.capture_of(evidence) == kept
    assert archive.captures_by_evidence([evidence]) == {evidence.pk: kept}


def test_what_was_pasted_or_counted_has_no_exchange():
    arrived()
    arrived(factories.version("The log.", purpose="evidence"))
    evidence = factories.evidence(accepted())
    assert archive.capture_of(evidence) is None
    assert archive.captures_by_evidence([evidence]) == {}


def test_much_evidence_is_one_query(django_assert_num_queries):
    items = [page(accepted(), arrived()[0]) for _ in range(3)]
    with django_assert_num_queries(1):
        found = archive.captures_by_evidence(items)
    assert [found[p.pk].fetch_id for p in items] == [p.fetch_id for p in items]
