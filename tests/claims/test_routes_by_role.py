"""Every route × every role, generated from the URL conf: a route that no rule names is an error."""

import re

import pytest
from django.test import Client

from claims.models import Event
from tests import factories
from tests.claims import url_matrix, url_walk
from tests.claims.api.world import World, world
from tests.claims.url_walk import SLOW

pytestmark = pytest.mark.django_db
ROLES = ("anybody", "staff", "reviewer", "editor", "administrator")  # each may what those before it may
# Who is the least to get in. The first rule that fits holds.
RULES = [
    ("livez|readyz", "anybody", "says whether we live"),
    ("", "staff", "leads to the desk"),
    ("c/<uuid:public_id>/(report/)?", "anybody", "what readers see"),
    ("admin/(login|logout)/", "anybody", "the sign-in page"),
    ("admin/<url>", "staff", "nothing is there"),
    ("api/v1/(schema|docs|redoc)/", "staff", "the description holds nothing of anybody's"),
    ("api/v1/no-such-thing", "staff", "nothing is there"),
    ("api/v1/.*", "reviewer", "everybody with a role reads; what one may do, the workflow says"),
    ("admin/(jsi18n|password_change|password_change/done)/", "staff", "one's own account"),
    ("admin/r/.*", "reviewer", "nothing of ours has a page there"),
    ("admin/autocomplete/", "administrator", "nothing of ours completes a field"),
    ("admin/[a-z]+/[a-z]+/(add/|<path:object_id>/delete/)", "administrator", "done elsewhere, by whoever may"),
    (
        "admin/claims/(report|replyrequest)/<path:object_id>/((change|history)/)?",
        "administrator",
        "how people are reached stays on their claim's page",
    ),
    ("admin/", "staff", "a start page without anything on it"),
    ("admin/inbox/(read/)?", "staff", "one's own"),
    ("admin/claims/claim/<int:key>/approve/", "editor", "an editor's action"),
    ("admin/queue/(editor|give)/|admin/claims/agreement/", "editor", "who gives out the work"),
    ("admin/sources/redactions/.*|admin/claims/scale/", "administrator", "what changes the house"),
    ("admin/(receive|retry|queue)/.*", "reviewer", "where the work comes from"),
    ("admin/<app_label>/", "reviewer", "the lists of a part"),
    ("admin/(auth|knox|axes)/.*", "administrator", "people and tokens"),
    ("admin/claims/membership/.*|admin/claims/desk/.*", "reviewer", "who works together"),
    ("admin/(claims|sources)/.*", "reviewer", "staff read everything but what others keep apart"),
]


def rule(template: str) -> str:
    """Return the least role that gets in; raises LookupError when no rule names the route."""
    for pattern, least, _why in RULES:
        if re.fullmatch(pattern, template):
            return least
    raise LookupError(f"{template}: say in tests/claims/test_routes_by_role.py who may enter.")


def came_to(client: Client, address: str) -> str:
    """Say where somebody comes who asks for an address, and who posts nothing where there is nothing to look at."""
    answer = client.get(address, follow=True)
    posted = answer.status_code == 405
    if posted:
        answer = client.post(address)
    place = answer.request["PATH_INFO"]
    if answer.status_code in (401, 403) or place == "/admin/login/" != address or "login" in answer.get("Location", ""):
        return "out"
    if answer.status_code in (400, 404, 405, 409, 411, 415, 422) or (posted and answer.status_code == 302):
        return "nothing"  # there is none, or an empty form says nothing
    if place == "/admin/" and address not in ("/", "/admin/"):
        return "nothing"  # the admin leads there when a row is not there
    return "in" if answer.status_code < 400 else str(answer.status_code)


@pytest.fixture
def desk() -> World:
    return world()


def test_every_route_has_a_rule() -> None:
    for route in url_matrix.every():
        assert rule(route.template) in ROLES


@pytest.mark.parametrize("role", ROLES[:3])
def test_nobody_gets_in_further_than_their_role(desk: World, role: str) -> None:
    client = Client(raise_request_exception=False)
    if role != "anybody":
        client.force_login(factories.user(role))
    before, wrong = Event.objects.count(), []
    for route in url_matrix.every():
        address = route.addresses()[-1]
        if address in (*SLOW, "/admin/logout/"):
            continue
        may = ROLES.index(rule(route.template)) <= ROLES.index(role)
        with url_walk.undone():
            came = came_to(client, address)
        if came not in (("in", "nothing") if may else ("out", "nothing")) or (
            role == "anybody" and not may and came != "out"
        ):
            wrong.append(f"{address}: {came}")
    assert not wrong, "\n".join(wrong)
    assert Event.objects.count() == before
