"""A readers' report leads to a correction of the claim that it is about."""

import uuid

import pytest

from claims.models import (
    Report,
)
from tests import factories, published
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import rows

pytestmark = pytest.mark.django_db


def test_a_report_leads_to_a_correction_of_its_own_claim() -> None:
    kept = rows()
    other = published.public()
    report = Report.objects.create(publication=other, text="t", created_at=factories.AT)
    answered = {"state": "accepted", "answer": "a", "answered_by": uuid.uuid4(), "answered_at": factories.AT}
    refused(
        lambda: Report.objects.filter(pk=report.pk).update(correction=kept["correction"], **answered),
        "that it is about",
    )
