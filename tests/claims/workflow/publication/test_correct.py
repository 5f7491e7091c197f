"""A published claim is put right."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Claim, Event
from claims.queries import publication as queries
from claims.workflow.assignment import publication_hold
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.publication import correct, publish
from claims.workflow.review import verdict
from tests import factories, published
from tests.claims.workflow.world import AT, DAY, EDITORS, HOUR, held, only_on_its_desk, roles_that_may, work

pytestmark = pytest.mark.django_db


def being_corrected() -> Claim:
    current = published.public()
    correct.begin(claim=current.claim, because="b", by=factories.user("editor"), at=factories.AT)
    return current.claim


def test_a_published_rating_changes_only_by_another_person() -> None:
    author = factories.user()
    current = published.public(published.ready(by=author))
    correct.begin(claim=current.claim, because="A second log.", by=factories.user("editor"), at=factories.AT)
    factories.evidence(current.claim, "disputes", by=author)
    with pytest.raises(Exception, match="needs another person"):
        factories.ruled(claim=current.claim, rating="DISPUTED", by=author)
    assert queries.under_correction(current) == "correcting"


def test_a_correction_needs_the_next_verdict_first() -> None:
    claim = being_corrected()
    with pytest.raises(ValidationError, match="work on the claim done"):
        correct.finish(claim=claim, because="b", by=factories.user("editor"), at=factories.AT)
    with pytest.raises(Conflict, match="already"):
        correct.begin(claim=claim, because="b", by=factories.user("editor"), at=factories.AT)


def test_another_rating_is_substantial_unless_a_person_says_update_and_never_minor() -> None:
    current = published.public()
    by = factories.user("editor")
    published.corrected_verdict(current.claim)
    with pytest.raises(ValidationError, match="at least “update”"):
        correct.finish(claim=current.claim, because="b", level="minor", by=by, at=factories.AT)
    with pytest.raises(Conflict, match="newer verdict"):
        correct.finish(claim=current.claim, because="b", seen=1, by=by, at=factories.AT)
    done = correct.finish(claim=current.claim, because="A second log.", by=by, at=factories.AT)
    assert done.level == "substantial"
    assert done.correction.claim_id == current.claim_id
    assert queries.under_correction(done) == ""


def test_what_nobody_sees_is_not_corrected() -> None:
    with pytest.raises(Conflict, match="nothing to correct"):
        correct.begin(claim=published.ready().claim, because="b", by=factories.user("editor"), at=factories.AT)


def test_only_editors_open_and_drop_corrections_on_their_desk():
    claim, other = published.public().claim, being_corrected()

    def open_one(by):
        return correct.begin(claim=claim, because="b", by=by, at=factories.AT)

    def drop_one(by):
        return correct.drop(claim=other, because="b", by=by, at=factories.AT)

    assert roles_that_may(open_one) == EDITORS
    assert roles_that_may(drop_one) == EDITORS
    assert only_on_its_desk(claim, open_one)
    assert only_on_its_desk(other, drop_one)


def test_a_correction_opens_the_claim_again_and_says_why():
    current, by = published.public(), factories.user("editor")
    due = AT + DAY
    made = correct.begin(claim=current.claim, because=" A second log. ", by=by, at=AT, due_at=due)
    assert (made.because, made.opened_by, made.created_at, made.due_at) == (
        "A second log.",
        actor_of(by).pk,
        AT,
        due,
    )
    assert (work(current.claim).stage, work(current.claim).due_at, work(current.claim).cycle) == ("picked", due, 2)
    logged = Event.objects.get(verb="correction.opened")
    assert (logged.actor, logged.data) == (actor_of(by).pk, {"correction": made.pk, "because": "A second log."})


def test_a_correction_of_a_claim_that_has_a_newer_verdict_does_not_open_it_again():
    current = published.public()
    claim = current.claim
    verdict.reopen(claim=claim, because="A log.", by=factories.user("editor"), at=AT)
    factories.ruled(claim=claim, rating="SUPPORTED", reasons="Both logs.", by=factories.user())
    assert work(claim).stage == "done"
    correct.begin(claim=claim, because="b", by=factories.user("editor"), at=AT)
    assert (work(claim).stage, work(claim).cycle) == ("done", 2), "its next verdict is there already"


def test_a_correction_on_legal_hold_opens_no_work():
    current = published.public()
    held(current.claim)
    correct.begin(claim=current.claim, because="b", by=factories.user("editor"), at=AT)
    assert work(current.claim).stage == "done"


def test_what_was_withdrawn_is_not_corrected():
    current, by = published.public(), factories.user("editor")
    publish.withdraw_now(claim=current.claim, because="Wrong ferry.", by=by, at=AT)
    with pytest.raises(Conflict, match="nothing to correct"):
        correct.begin(claim=current.claim, because="b", by=by, at=AT)


@pytest.mark.parametrize("because", ["", " ", "a\0b", "x" * 5_001])
def test_a_reason_that_cannot_be_kept_is_refused(because):
    current, other = published.public(), being_corrected()
    by = factories.user("editor")
    for action in (
        lambda: correct.begin(claim=current.claim, because=because, by=by, at=AT),
        lambda: correct.drop(claim=other, because=because, by=by, at=AT),
        lambda: correct.finish(claim=other, because=because, by=by, at=AT),
    ):
        with pytest.raises(ValidationError) as refusal:
            action()
        assert set(refusal.value.message_dict) == {"because"}


def test_without_a_correction_there_is_nothing_to_end():
    current, by = published.public(), factories.user("editor")
    for action in (correct.drop, correct.finish):
        with pytest.raises(Conflict, match="No correction"):
            action(claim=current.claim, because="b", by=by, at=AT)


def test_a_dropped_correction_is_closed_with_its_reason():
    claim, by = being_corrected(), factories.user("editor")
    other = being_corrected()
    correct.drop(claim=claim, because=" It is a copy. ", by=by, at=AT + HOUR)
    row = claim.corrections.get()
    assert (row.closed_at, row.closed_by, row.dropped_because, row.publication) == (
        AT + HOUR,
        actor_of(by).pk,
        "It is a copy.",
        None,
    )
    assert other.corrections.get().closed_at is None
    logged = Event.objects.get(verb="correction.dropped")
    assert logged.data == {"correction": row.pk, "because": "It is a copy."}


def test_a_finished_correction_is_closed_with_its_publication():
    current, by = published.public(), factories.user("editor")
    published.corrected_verdict(current.claim)
    done = correct.finish(claim=current.claim, because=" A second log. ", level="update", by=by, at=AT + HOUR)
    row = current.claim.corrections.get()
    assert (row.closed_at, row.closed_by, row.publication) == (AT + HOUR, actor_of(by).pk, done)
    assert (done.action, done.level, done.because, done.number) == ("corrected", "update", "A second log.", 2)
    logged = Event.objects.get(verb="claim.corrected")
    assert logged.data == {"publication": done.pk, "number": 2, "level": "update", "because": "A second log."}


def test_nothing_changed_is_no_correction():
    current, by = published.public(), factories.user("editor")
    held(current.claim)
    correct.begin(claim=current.claim, because="b", by=by, at=AT)
    publication_hold.lift(claim=current.claim, because="Settled.", by=by, at=AT)
    with pytest.raises(Conflict, match="Nothing has changed"):
        correct.finish(claim=current.claim, because="b", by=by, at=AT)
    assert current.claim.publications.count() == 1
