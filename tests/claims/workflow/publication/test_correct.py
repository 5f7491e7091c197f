"""A published claim is put right."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Claim
from claims.queries import publication as queries
from claims.workflow.audit import Conflict
from claims.workflow.publication import correct
from tests import factories, published
from tests.claims.workflow.world import EDITORS, only_on_its_desk, roles_that_may

pytestmark = pytest.mark.django_db


def being_corrected() -> Claim:
    shown = published.public()
    correct.begin(claim=shown.claim, because="b", by=factories.user("editor"), at=factories.AT)
    return shown.claim


def test_a_published_rating_changes_only_by_another_person() -> None:
    author = factories.user()
    shown = published.public(published.ready(by=author))
    correct.begin(claim=shown.claim, because="A second log.", by=factories.user("editor"), at=factories.AT)
    factories.piece(shown.claim, "disputes", by=author)
    with pytest.raises(Exception, match="needs another person"):
        factories.ruled(claim=shown.claim, rating="DISPUTED", by=author)
    assert queries.under_correction(shown) == "correcting"


def test_a_correction_needs_the_next_verdict_first() -> None:
    claim = being_corrected()
    with pytest.raises(ValidationError, match="work on the claim done"):
        correct.finish(claim=claim, because="b", by=factories.user("editor"), at=factories.AT)
    with pytest.raises(Conflict, match="already"):
        correct.begin(claim=claim, because="b", by=factories.user("editor"), at=factories.AT)


def test_another_rating_is_substantial_unless_a_person_says_update_and_never_minor() -> None:
    shown = published.public()
    by = factories.user("editor")
    published.corrected_verdict(shown.claim)
    with pytest.raises(ValidationError, match="at least “update”"):
        correct.finish(claim=shown.claim, because="b", level="minor", by=by, at=factories.AT)
    with pytest.raises(Conflict, match="newer verdict"):
        correct.finish(claim=shown.claim, because="b", seen=1, by=by, at=factories.AT)
    done = correct.finish(claim=shown.claim, because="A second log.", by=by, at=factories.AT)
    assert done.level == "substantial"
    assert done.correction.claim_id == shown.claim_id
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
