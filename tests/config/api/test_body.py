"""What a body may look like: whatever a client sends, it gets a problem and never a 500."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import override_settings

from claims.models import Claim
from tests import factories
from tests.claims.api.world import API, client

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


@pytest.fixture
def user() -> User:
    return factories.user()


def send(user: User, body: bytes | str, media_type: str = "application/json", address: str = "/articles") -> Any:
    return client(user).generic("POST", API + address, body, content_type=media_type)


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        (b'{"text": ', 400, "broken off"),
        (b"\xff\xfe", 400, "not UTF-8"),
        (b'{"text": "\xed\xa0\x80"}', 400, "a surrogate written in UTF-8"),
        (b'{"text": "\\ud83d"}', 400, "half a character"),
        (b'{"\\uD83D": "x"}', 400, "half a character in a key"),
        (b'{"text": "\\u0000"}', 422, "NUL"),
        (b'{"\\u0000": "x"}', 422, "NUL in a key"),
        (b'{"text": "a", "text": "b"}', 400, "which of them?"),
        (b'{"text": NaN}', 400, "no JSON number"),
        (b'{"text": -Infinity}', 400, "no JSON number"),
        (b'{"new_version_of": 1e999}', 422, "no id, and no infinity"),
        (b'{"new_version_of": 1.0}', 422, "a fraction is no id"),
        (b'{"new_version_of": ' + b"9" * 29 + b"}", 422, "larger than any id"),
        (b'{"new_version_of": ' + b"9" * 100_000 + b"}", 400, "longer than any number"),
        (b'{"new_version_of": -0}', 422, "no id"),
        (b"[" * 100_000 + b"]" * 100_000, 400, "nested without end"),
        (b'{"text": ' * 50_000 + b"1" + b"}" * 50_000, 400, "nested without end"),
        (b'{"text": ' + b"[" * 400 + b"]" * 400 + b"}", 422, "a list is no text"),
        (b"null", 422, "nothing"),
        (b"true", 422, "no object"),
        (b"", 422, "nothing at all"),
        (b'\xef\xbb\xbf{"text": "x"}', 400, "JSON has no byte order mark"),
    ],
)
def test_a_body_that_makes_no_sense_is_a_problem(user: User, body: bytes, status: int, why: str) -> None:
    answer = send(user, body)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM), (why, answer.content[:300])
    body = answer.json()
    assert body["status"] == status
    assert {"type", "title", "detail"} <= set(body)


@pytest.mark.parametrize(
    ("media_type", "body", "status", "why"),
    [
        ("text/plain", b"x", 415, "words without a form"),
        ("application/xml", b"<x/>", 415, "another form"),
        ("", b"x", 415, "no form at all"),
        ("multipart/form-data", b"x", 400, "a form without a boundary"),
        ("multipart/form-data; boundary=b", b"x", 422, "an empty form"),
        ("application/json; charset=latin-1", b'{"text": "x"}', 201, "JSON is UTF-8 whatever it is called"),
    ],
)
def test_other_media_types_are_told_so(user: User, media_type: str, body: bytes, status: int, why: str) -> None:
    answer = send(user, body, media_type)
    assert answer.status_code == status, (why, answer.content)


def test_a_form_is_taken_only_where_there_may_be_a_file(user: User) -> None:
    answer = client(user).post(f"{API}/reviews", {"claim": "1"}, format="multipart")
    assert (answer.status_code, answer["Content-Type"]) == (415, PROBLEM)


def test_too_many_fields_are_a_problem(user: User) -> None:
    answer = client(user).post(f"{API}/articles", {f"f{n}": "x" for n in range(2000)}, format="multipart")
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
@pytest.mark.parametrize("media_type", ["application/json", "multipart/form-data; boundary=b"])
def test_a_body_over_the_limit_is_413(user: User, media_type: str) -> None:
    answer = send(user, json.dumps({"text": "x" * 1000}), media_type)
    assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)
    assert "1,000 bytes" in answer.json()["detail"]


def test_a_body_in_chunks_is_told_so_and_not_taken_for_an_empty_one(user: User) -> None:
    answer = client(user).generic("POST", f"{API}/articles", b"", "application/json", HTTP_TRANSFER_ENCODING="chunked")
    assert (answer.status_code, answer["Content-Type"]) == (411, PROBLEM)


def test_a_paragraph_of_five_megabytes_is_taken(user: User) -> None:
    answer = send(user, json.dumps({"text": "й" * 2_500_000}, ensure_ascii=False).encode())
    assert answer.status_code == 201


def test_a_review_takes_no_pieces_of_a_number(user: User) -> None:
    claim = factories.claim()
    for body in ('{"claim": %d.5, "rating": "DISPUTED", "reasons": "x"}', '{"claim": "%d", "rating": "DISPUTED"}'):
        assert send(user, body % claim.pk, address="/reviews").status_code == 422
    assert Claim.objects.get().rating == ""
