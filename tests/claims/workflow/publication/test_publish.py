"""A verdict is published, and taken away from readers at once."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Event, Publication
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.publication import correct, publish
from claims.workflow.review import verdict
from tests import factories, published
from tests.claims.workflow.world import EDITORS, only_on_its_desk, roles_that_may

pytestmark = pytest.mark.django_db


def test_publishing_names_everything_that_is_missing() -> None:
    with pytest.raises(ValidationError) as refusal:
        publish.publish(claim=factories.claim(), by=factories.user("editor"), at=factories.AT)
    assert len(refusal.value.message_dict["gate"]) == 4
    assert all(message.startswith("Publishing needs ") for message in refusal.value.message_dict["gate"])


def test_publishing_twice_is_one_publication() -> None:
    current = published.public()
    with pytest.raises(Conflict, match="public already"):
        publish.publish(claim=current.claim, by=factories.user("editor"), at=factories.AT)
    assert Publication.objects.count() == 1


def test_withdrawing_twice_is_one_act_and_what_returns_keeps_its_address() -> None:
    current, by = published.public(), factories.user("editor")
    publish.withdraw_now(claim=current.claim, because="Wrong ferry.", by=by, at=factories.AT)
    with pytest.raises(Conflict, match="nothing to withdraw"):
        publish.withdraw_now(claim=current.claim, because="Wrong ferry.", by=by, at=factories.AT)
    again = publish.publish(claim=current.claim, by=by, at=factories.AT)
    assert (again.number, again.action, again.public_id) == (3, "published", current.public_id)


def test_what_returns_as_something_else_says_what_changed() -> None:
    current, by = published.public(), factories.user("editor")
    publish.withdraw_now(claim=current.claim, because="Wrong ferry.", by=by, at=factories.AT)
    verdict.reopen(claim=current.claim, because="Wrong ferry.", by=by, at=factories.AT)
    factories.evidence(current.claim, "disputes")
    published.reply_waived(factories.ruled(claim=current.claim, rating="DISPUTED", by=factories.user()))
    with pytest.raises(ValidationError, match="Tell readers why"):
        publish.publish(claim=current.claim, by=by, at=factories.AT)
    again = publish.publish(claim=current.claim, because="It was another ferry.", by=by, at=factories.AT)
    assert (again.action, again.level) == ("corrected", "substantial")


def test_only_editors_publish_and_withdraw_on_their_desk():
    claim = published.ready().claim
    assert roles_that_may(lambda by: publish.publish(claim=claim, by=by, at=factories.AT)) == EDITORS
    assert only_on_its_desk(claim, lambda by: publish.publish(claim=claim, by=by, at=factories.AT))
    other = published.public().claim

    def withdraw(by):
        return publish.withdraw_now(claim=other, because="Wrong ferry.", by=by, at=factories.AT)

    assert roles_that_may(withdraw) == EDITORS
    assert only_on_its_desk(other, withdraw)


def test_who_saw_an_older_verdict_publishes_nothing():
    decision = published.ready()
    with pytest.raises(Conflict, match="newer verdict"):
        publish.publish(claim=decision.claim, by=factories.user("editor"), at=factories.AT, seen=0)
    assert publish.publish(claim=decision.claim, by=factories.user("editor"), at=factories.AT, seen=1).number == 1


def test_the_first_publication_says_who_when_and_what():
    decision, by = published.ready(), factories.user("editor")
    made = publish.publish(claim=decision.claim, by=by, at=factories.AT, level="update", because="Unasked.")
    assert (made.action, made.level, made.because, made.verdict) == ("published", "", "", decision)
    assert (made.published_by, made.created_at) == (by.actor.pk, factories.AT)
    logged = Event.objects.get(verb="claim.published")
    assert logged.data == {"publication": made.pk, "number": 1, "action": "published"}


def test_a_withdrawal_says_why_and_ends_an_open_correction():
    current, by = published.public(), factories.user("editor")
    other = published.public()
    for one in (current, other):
        correct.begin(claim=one.claim, because="b", by=by, at=factories.AT)
    gone = publish.withdraw_now(claim=current.claim, because=" Wrong ferry. ", by=by, at=factories.AT)
    assert (gone.action, gone.because, gone.number, gone.verdict) == ("withdrawn", "Wrong ferry.", 2, current.verdict)
    ended = current.claim.corrections.get()
    assert (ended.publication, ended.closed_by, ended.closed_at) == (gone, by.actor.pk, factories.AT)
    assert other.claim.corrections.get().closed_at is None
    logged = Event.objects.get(verb="claim.withdrawn")
    assert logged.data == {"publication": gone.pk, "number": 2, "because": "Wrong ferry."}


@pytest.mark.parametrize("because", ["", " ", "a\0", "x" * 5_001])
def test_a_withdrawal_needs_a_reason_for_readers(because):
    current = published.public()
    with pytest.raises(ValidationError) as refusal:
        publish.withdraw_now(claim=current.claim, because=because, by=factories.user("editor"), at=factories.AT)
    assert set(refusal.value.message_dict) == {"because"}
    assert Publication.objects.count() == 1


LEVELS = [("minor", "minor", True), ("minor", "update", False), ("update", "minor", True), ("huge", "minor", False)]


@pytest.mark.parametrize(("level", "least", "taken"), LEVELS)
def test_a_level_is_at_least_what_the_difference_asks_for(level, least, taken):
    if taken:
        assert publish.check_level(level, least) == level
        return
    with pytest.raises(ValidationError) as refusal:
        publish.check_level(level, least)
    assert set(refusal.value.message_dict) == {"level"}


def test_without_a_verdict_there_is_nothing_to_put_out():
    claim, by = factories.claim(), factories.user("editor")
    with pytest.raises(ValidationError) as refusal:
        publish.put_out(claim, None, action="published", by=actor_of(by), at=factories.AT)
    assert set(refusal.value.message_dict) == {"verdict"}
    assert publish.latest_verdict(claim, 0) is None
