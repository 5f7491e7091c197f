"""The description says what the API does: made without a warning, and held against what answers."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from knox.models import AuthToken
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from claims.api.urls import routes
from config.wsgi import application
from tests import factories
from tests.claims.api.world import API, World, client, world


def described() -> dict[str, Any]:
    out = io.StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    return dict(yaml.safe_load(out.getvalue()))


SCHEMA = described()
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
]
pytest_plugins = ["schemathesis.pytest.plugin"]
api = schemathesis.openapi.from_dict(SCHEMA)
api.app = application


@pytest.fixture
def desk(db: None) -> Iterator[World]:
    """One of everything; the requests of a test run in its transaction, as those of Django's own client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield world()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def token(desk: World) -> str:
    return str(AuthToken.objects.create(user=factories.user("editor"))[1])


def test_it_is_openapi_3_1_with_problems_for_every_operation() -> None:
    assert SCHEMA["openapi"].startswith("3.1")
    for path, methods in SCHEMA["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (path, method)
            assert "application/problem+json" in operation["responses"]["401"]["content"], (path, method)


def test_each_route_is_described_once() -> None:
    assert len(SCHEMA["paths"]) == len(routes)


def test_the_guide_names_each_resource() -> None:
    guide = Path("docs/api.md").read_text()
    for path in SCHEMA["paths"]:
        resource = path.removeprefix(f"{API}/").split("/")[0]
        assert f"`/{resource}`" in guide
        assert path.rsplit("/", 1)[1] in guide or path.endswith("}")


@pytest.mark.parametrize("address", ["/schema/", "/docs/", "/redoc/", "/docs/?script="])
def test_its_pages_need_a_sign_in_and_keep_scripts_ours(desk: World, address: str) -> None:
    assert client().get(API + address).status_code == 401
    answer = client(desk.user).get(API + address)
    assert answer.status_code == 200
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self';" in policy + ";"
    assert "http" not in policy


@api.parametrize()
@settings(
    max_examples=8,
    phases=[Phase.generate],
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_what_answers_is_what_is_described(case: Any, desk: World, token: str) -> None:
    if isinstance(case.path_parameters.get("id"), int):
        real = {template(address): address for address in desk.addresses().values()}
        if address := real.get(case.path.removeprefix(API)):
            case.path_parameters["id"] = int(re.findall("[0-9]+", address)[0])
    case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Bearer {token}"})


def template(address: str) -> str:
    return re.sub("/[0-9]+", "/{id}", address, count=1)
