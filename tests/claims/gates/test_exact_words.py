"""Words that are stored for a place are the words there."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Evidence, Extraction, Quote
from sources.models import Actor
from tests import factories
from tests.claims.gates.refused import refused

pytestmark = pytest.mark.django_db


def test_evidence_words_are_the_archived_ones():
    claim, other = factories.claim(), factories.version("Forty crossings were cancelled, says the harbour master.")
    with pytest.raises(ValidationError):
        factories.evidence(claim, kind="passage", version=other, start=0, end=5, exact="Fifty")
    evidence = Evidence(
        claim=claim,
        kind="passage",
        stance="supports",
        note="n",
        version=other,
        start=0,
        end=5,
        exact="Fifty",
        added_by=Actor.objects.create(name="x").pk,
        created_at=factories.AT,
    )
    refused(evidence.save, "not the words")


def test_a_quotes_words_are_the_texts_words():
    version = factories.version("é" * 700 + "“We paid,” she said.")
    extraction = Extraction.objects.create(version=version, extractor="test/1", created_at=factories.AT)

    def quote(start, exact):
        return Quote.objects.create(
            version=version,
            extraction=extraction,
            start=start,
            end=start + len(exact),
            exact=exact,
            spans=[[start, start + len(exact)]],
            type="direct",
            confidence=1,
            reason="stated",
        )

    quote(701, "We paid")
    quote(240, "é" * 300)  # across the chunks that the check cuts the text into
    refused(lambda: quote(700, "We paid"), "not the words")
    refused(lambda: quote(715, "she said. And more"), "not the words")
