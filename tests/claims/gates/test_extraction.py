"""An extraction closes when every sentence that it owes has its outcome."""

import pytest

from claims.models import Extraction, Outcome
from tests import factories
from tests.claims.gates.refused import refused

pytestmark = pytest.mark.django_db


def test_an_extraction_cannot_close_while_a_sentence_has_no_outcome():
    version = factories.version()
    extraction = Extraction.objects.create(version=version, extractor="test/1", created_at=factories.AT)
    first, second = version.sentences.all()

    def close():
        Extraction.objects.filter(pk=extraction.pk).update(finished_at=factories.AT)

    def outcome(sentence, **fields):
        values = {"mode": "asserted", "outcome": "claim", "rule": "test"}
        place = {"start": sentence.start, "end": sentence.end}
        Outcome.objects.create(extraction=extraction, sentence=sentence, **{**values, **place, **fields})

    outcome(first)
    refused(close, "no outcome")
    refused(lambda: outcome(second, end=second.end + 1), "inside its sentence")
    outcome(second)
    close()
