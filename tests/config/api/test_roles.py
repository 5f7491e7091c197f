"""Reading a resource needs the permission to view its noun; what one may do, the workflow decides."""

from types import SimpleNamespace

import pytest

from claims.models import Claim
from config.api.roles import HasViewPermission


@pytest.mark.parametrize(
    ("method", "noun", "permissions", "may"),
    [
        ("GET", Claim, {"claims.view_claim"}, True),
        ("GET", Claim, {"claims.view_quote", "sources.view_claim"}, False),
        ("GET", Claim, set(), False),
        ("HEAD", Claim, set(), False),
        ("OPTIONS", Claim, set(), False),
        ("POST", Claim, set(), True),
        ("DELETE", Claim, set(), True),
        ("GET", None, set(), True),
    ],
)
def test_whoever_may_view_the_noun_may_read(method: str, noun: object, permissions: set[str], may: bool) -> None:
    request = SimpleNamespace(method=method, user=SimpleNamespace(has_perm=permissions.__contains__))
    assert HasViewPermission().has_permission(request, SimpleNamespace(noun=noun)) is may  # type: ignore[arg-type]
