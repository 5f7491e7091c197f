"""A program's whole way through the API: hand an article in, read its claims, add evidence, review, see the verdict."""

import subprocess
import threading
from collections import Counter
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from rest_framework.test import APIClient

from sources.models import Article
from tests.claims.api.world import API
from tests.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = (
    "Tram line reopens\n\nThe tram line to Oderhafen reopened on 3 March 2026 after 14 months of repairs.\n\n"
    "“The bridge was inspected twice,” said Mira Voss, head of the Oderhafen transport office.\n"
)


def program(name: str = "wire", **role: str) -> APIClient:
    out = StringIO()
    call_command("token", name, stdout=out, stderr=StringIO(), **role)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {out.getvalue().strip()}")
    return client


def test_from_a_text_to_a_verdict(worker: "subprocess.Popen[bytes]") -> None:
    wire = program()
    answer = wire.post(f"{API}/articles", {"text": TEXT, "source": "wire", "external_id": "1"}, format="json")
    assert answer.status_code == 201
    until(lambda: wire.get(answer["Location"]).json()["state"] != "waiting")
    assert wire.get(answer["Location"]).json()["state"] == "done"

    claims = wire.get(f"{API}/claims", {"article": answer.json()["id"]}).json()["results"]
    claim = next(found for found in claims if "14 months" in found["wording"])
    version = wire.get(f"{answer['Location']}/versions/1").json()
    position, quote = claim["appearances"][0]["selector"]
    assert version["text"][position["start"] : position["end"]] == quote["exact"]
    assert all(sentence["parts"] for sentence in version["sentences"])
    (quoted,) = wire.get(f"{API}/quotes", {"article": answer.json()["id"]}).json()["results"]
    assert quoted["speaker"]["name"] == "Mira Voss"

    fields = {"claim": claim["id"], "kind": "data", "stance": "disputes", "note": "The works diary counts 16 months."}
    assert wire.post(f"{API}/evidence", fields, format="json").status_code == 201
    rating: dict[str, Any] = {"claim": claim["id"], "rating": "DISPUTED", "reasons": "It took 16 months.", "seen": 0}
    review = wire.post(f"{API}/reviews", rating, format="json")
    assert (review.status_code, review.json()["verdict"]) == (201, None), review.content
    approved = program("desk", role="editor").post(f"{API}/claims/{claim['id']}/approve", {}, format="json")
    assert approved.status_code == 201, approved.content
    assert wire.get(f"{API}/claims/{claim['id']}").json()["verdict"]["rating"] == "DISPUTED"
    proof = wire.get(f"{API}/verdicts/{approved.json()['verdict']['id']}/proof").json()
    assert proof["holds"] is True


def test_many_who_send_the_same_at_once_make_one_article() -> None:
    fields, answers, start = {"text": TEXT, "source": "wire", "external_id": "1"}, [], threading.Barrier(6)
    wire = program()

    def send() -> None:
        client = APIClient()
        client.credentials(**wire._credentials)
        start.wait()
        answers.append(client.post(f"{API}/articles", fields, format="json"))
        connections.close_all()

    senders = [threading.Thread(target=send) for _ in range(6)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert Counter(answer.status_code for answer in answers) == {201: 1, 200: 5}
    assert {answer.json()["id"] for answer in answers} == {Article.objects.get().pk}
