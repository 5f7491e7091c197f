"""A scale under which a verdict was given takes no more steps."""

import pytest

from claims.models import (
    RatingScale,
    ScaleRating,
)
from tests import published
from tests.claims.gates.refused import refused

pytestmark = pytest.mark.django_db


def test_a_scale_that_verdicts_were_given_under_takes_no_more_steps() -> None:
    published.ready()
    scale = RatingScale.objects.order_by("-id").first()
    step = {"label": "Half", "number": 3, "definition": "d", "colour": "#112233", "order": 9}
    refused(
        lambda: ScaleRating.objects.create(scale=scale, rating="SUPPORTED", missing_context=True, **step),
        "next version",
    )
