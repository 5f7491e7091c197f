"""The next version of the rating scale."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import (
    RatingScale,
)
from tests.claims.desk.conftest import signed_in

pytestmark = pytest.mark.django_db


def test_an_administrator_makes_the_next_scale_and_others_only_look(editor: Client) -> None:
    boss = signed_in("administrator")
    page = boss.get(reverse("desk:scale"))
    assert page.status_code == 200
    steps: dict[str, Any] = {"name": "Claimdesk", "form-TOTAL_FORMS": 7, "form-INITIAL_FORMS": 7}
    for n, form in enumerate(page.context["steps"]):
        for field, value in form.initial.items():
            if value not in (False, None):
                steps[f"form-{n}-{field}"] = value
    steps["form-0-label"] = "Borne out"
    answer = boss.post(reverse("desk:scale"), steps)
    assert answer.status_code == 302, answer.content.decode()[-6000:]
    latest = RatingScale.objects.order_by("-id").first()
    assert (latest.version, latest.ratings.count()) == (2, 5)
    assert latest.ratings.get(rating="SUPPORTED").label == "Borne out"
    assert RatingScale.objects.get(version=1).ratings.get(rating="SUPPORTED").label == "Supported"
    steps["form-0-rating"] = "DISPUTED"
    refused = boss.post(reverse("desk:scale"), steps)
    assert refused.status_code == 400
    assert "No step stands for “Supported”." in refused.content.decode()
    assert editor.get(reverse("desk:scale")).status_code == 403
    assert editor.post(reverse("desk:scale"), steps).status_code == 403
    listed = editor.get("/admin/claims/ratingscale/").content.decode()
    assert "Borne out" in listed
