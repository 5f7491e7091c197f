"""What no page can mean is refused, whoever asks."""

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/admin/claims/claim/?rating=%00", "/admin/claims/event/?verb=a%00b", "/admin/?%00"])
def test_a_nul_in_an_address_is_refused(path: str) -> None:
    client = Client()
    client.force_login(factories.user("editor"))
    assert client.get(path).status_code == 400


def test_the_api_refuses_it_in_its_own_words() -> None:
    client = Client()
    client.force_login(factories.user())
    answer = client.get("/api/v1/claims?rating=%00")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_a_name_that_no_account_can_have_is_an_error_at_the_form() -> None:
    answer = Client().post("/admin/login/", {"username": "x" * 100_000, "password": "y"})
    assert answer.status_code == 200
    assert "150" in answer.content.decode()
