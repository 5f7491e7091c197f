"""Every route × every role, generated from the URL conf: a route that no rule names is an error."""

import re

import pytest
from django.test import Client

from claims.models import Event
from tests import made
from tests.claims import routes, walk
from tests.claims.api.world import World, world
from tests.claims.walk import SLOW

pytestmark = pytest.mark.django_db
ROLES = ("anybody", "staff", "reviewer", "editor", "administrator")  # each may what those before it may
# Who is the least to get in. The first rule that fits holds.
RULES = [
    ("(livez|readyz)?", "anybody", "says whether we live; leads to the desk"),
    ("c/<uuid:public_id>/(report/)?", "anybody", "what readers see"),
    ("admin/(login|logout)/", "anybody", "the door itself"),
    ("admin/<url>", "anybody", "leads to the door"),
    ("api/v1/(schema|docs|redoc)/", "staff", "the description holds nothing of anybody's"),
    ("api/v1/no-such-thing", "staff", "nothing is there"),
    ("api/v1/.*", "reviewer", "everybody with a role reads; what one may do, the workflow says"),
    ("admin/(jsi18n|password_change|password_change/done)/", "staff", "one's own account"),
    ("admin/(r/.*|autocomplete/)", "reviewer", "nothing of ours has a page there"),
    ("admin/", "staff", "a start page without anything on it"),
    ("admin/inbox/(read/)?", "staff", "one's own"),
    ("admin/queue/(editor|give)/|admin/claims/agreement/", "editor", "who gives out the work"),
    ("admin/sources/redactions/.*|admin/claims/scale/", "administrator", "what changes the house"),
    ("admin/(receive|retry|queue)/.*", "reviewer", "where the work comes from"),
    ("admin/<app_label>/", "reviewer", "the lists of a part"),
    ("admin/(auth|knox|axes)/.*", "administrator", "people and tokens"),
    ("admin/claims/membership/.*|admin/claims/desk/.*", "reviewer", "who works together"),
    ("admin/[a-z]+/[a-z]+/add/", "editor", "added elsewhere, by whoever may"),
    ("admin/(claims|sources)/.*", "reviewer", "staff read everything but what others keep apart"),
]


def rule(template: str) -> str:
    """Return the least role that gets in; raises LookupError when no rule names the route."""
    for pattern, least, _why in RULES:
        if re.fullmatch(pattern, template):
            return least
    raise LookupError(f"{template}: say in tests/claims/test_doors.py who may enter.")


def kept_out(status: int, location: str) -> bool:
    return status in (401, 403) or (status in (301, 302) and "/admin/login/" in location)


@pytest.fixture
def desk() -> World:
    return world()


def test_every_route_has_a_rule() -> None:
    for route in routes.every():
        assert rule(route.template) in ROLES


@pytest.mark.parametrize("role", ROLES[:3])
def test_nobody_gets_in_further_than_their_role(desk: World, role: str) -> None:
    client = Client(raise_request_exception=False)
    if role != "anybody":
        client.force_login(made.user(role))
    before, wrong = Event.objects.count(), []
    for route in routes.every():
        barred = ROLES.index(rule(route.template)) > ROLES.index(role)
        address = route.addresses()[-1]
        if address in SLOW:
            continue
        with walk.undone():
            answer = client.get(address)
            if answer.status_code == 405 and role != "reviewer":
                answer = client.post(address)
        out = kept_out(answer.status_code, answer.get("Location", ""))
        nothing = answer.status_code in (400, 404, 405, 409, 411, 415, 422) and role != "anybody"
        if answer.status_code >= 500 or (barred and not out and not nothing) or (not barred and out):
            wrong.append(f"{address} {answer.status_code}")
    assert not wrong
    assert Event.objects.count() == before
