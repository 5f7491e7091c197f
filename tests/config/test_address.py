"""Guessing is slowed per account and address, and nobody chooses the address that they are counted under."""

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory

from config import address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "9.9.9.9", "10.0.0.1"),  # nobody in front: whatever is said there, a visitor said it
        (1, "9.9.9.9", "9.9.9.9"),
        (1, "6.6.6.6, 9.9.9.9", "9.9.9.9"),  # the first was there before our proxy added what it saw
        (2, "6.6.6.6, 9.9.9.9, 10.0.0.2", "9.9.9.9"),  # the outer proxy saw 9.9.9.9, the inner one 10.0.0.2
        (1, "", "10.0.0.1"),  # past the proxy
        (2, "9.9.9.9", "10.0.0.1"),  # past one of them
        (1, "unknown", "10.0.0.1"),
        (1, "2001:DB8::1", "2001:db8::1"),  # one spelling of an address
    ],
)
def test_whose_address_counts(settings: object, proxies: int, forwarded: str, expected: str) -> None:
    settings.PROXIES = proxies  # type: ignore[attr-defined]
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": forwarded})
    assert address.client(request) == expected


def sign_in(client: Client, password: str, remote: str, forwarded: str = "") -> int:
    form = {"username": "nora", "password": password}
    answer = client.post("/admin/login/", form, REMOTE_ADDR=remote, headers={"X-Forwarded-For": forwarded})
    return answer.status_code


def test_ten_guesses_a_minute_and_the_owner_gets_in_from_elsewhere(db: None, client: Client) -> None:
    User.objects.create_user("nora", password="the right one", is_staff=True)
    codes = [sign_in(client, "guess", "192.0.2.7", forwarded=f"198.51.100.{n}") for n in range(12)]
    assert codes[:9] == [200] * 9
    assert codes[10:] == [429] * 2  # a new X-Forwarded-For each time changes nothing
    assert sign_in(client, "the right one", "192.0.2.7") == 429
    assert sign_in(client, "the right one", "192.0.2.8") == 302
