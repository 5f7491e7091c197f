"""A correction begins with what is public and ends in a publication of the same claim."""

import uuid

import pytest

from claims.models import (
    Correction,
)
from claims.workflow.publication import correct
from tests import factories, published
from tests.claims.gates.refused import refused

pytestmark = pytest.mark.django_db


def test_a_correction_begins_with_what_is_public_and_ends_in_a_publication_of_the_same_claim() -> None:
    ruling, publication = published.ready(), published.public()
    fields = {"because": "b", "opened_by": uuid.uuid4(), "created_at": factories.AT}
    refused(lambda: Correction.objects.create(claim=ruling.claim, **fields), "is public")
    closed = {"closed_at": factories.AT, "closed_by": uuid.uuid4()}
    refused(
        lambda: Correction.objects.create(claim=publication.claim, dropped_because="d", **closed, **fields),
        "begins open",
    )
    opened = correct.begin(claim=publication.claim, because="b", by=factories.user("editor"), at=factories.AT)
    refused(lambda: Correction.objects.filter(pk=opened.pk).update(publication=publication, **closed), "that corrects")
    other = published.public()
    refused(lambda: Correction.objects.filter(pk=opened.pk).update(publication=other, **closed), "that corrects")
