"""A verdict is published, and taken away from readers at once."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Publication
from claims.workflow.audit import Conflict
from claims.workflow.publication import publish
from claims.workflow.review import verdict
from tests import factories, published
from tests.claims.workflow.world import EDITORS, only_on_its_desk, roles_that_may

pytestmark = pytest.mark.django_db


def test_publishing_names_everything_that_is_missing() -> None:
    with pytest.raises(ValidationError) as refusal:
        publish.publish(claim=factories.claim(), by=factories.user("editor"), at=factories.AT)
    assert len(refusal.value.message_dict["gate"]) == 4
    assert all(said.startswith("Publishing needs ") for said in refusal.value.message_dict["gate"])


def test_publishing_twice_is_one_publication() -> None:
    shown = published.public()
    with pytest.raises(Conflict, match="public already"):
        publish.publish(claim=shown.claim, by=factories.user("editor"), at=factories.AT)
    assert Publication.objects.count() == 1


def test_withdrawing_twice_is_one_act_and_what_returns_keeps_its_address() -> None:
    shown, by = published.public(), factories.user("editor")
    publish.withdraw_now(claim=shown.claim, because="Wrong ferry.", by=by, at=factories.AT)
    with pytest.raises(Conflict, match="nothing to withdraw"):
        publish.withdraw_now(claim=shown.claim, because="Wrong ferry.", by=by, at=factories.AT)
    again = publish.publish(claim=shown.claim, by=by, at=factories.AT)
    assert (again.number, again.act, again.public_id) == (3, "published", shown.public_id)


def test_what_returns_as_something_else_says_what_changed() -> None:
    shown, by = published.public(), factories.user("editor")
    publish.withdraw_now(claim=shown.claim, because="Wrong ferry.", by=by, at=factories.AT)
    verdict.reopen(claim=shown.claim, because="Wrong ferry.", by=by, at=factories.AT)
    factories.piece(shown.claim, "disputes")
    published.reply_waived(factories.ruled(claim=shown.claim, rating="DISPUTED", by=factories.user()))
    with pytest.raises(ValidationError, match="Tell readers why"):
        publish.publish(claim=shown.claim, by=by, at=factories.AT)
    again = publish.publish(claim=shown.claim, because="It was another ferry.", by=by, at=factories.AT)
    assert (again.act, again.level) == ("corrected", "substantial")


def test_only_editors_publish_and_withdraw_on_their_desk():
    claim = published.ready().claim
    assert roles_that_may(lambda by: publish.publish(claim=claim, by=by, at=factories.AT)) == EDITORS
    assert only_on_its_desk(claim, lambda by: publish.publish(claim=claim, by=by, at=factories.AT))
    other = published.public().claim

    def withdraw(by):
        return publish.withdraw_now(claim=other, because="Wrong ferry.", by=by, at=factories.AT)

    assert roles_that_may(withdraw) == EDITORS
    assert only_on_its_desk(other, withdraw)
