"""Some claims are picked, the rest is left, seen."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import (
    Appearance,
    Claim,
    Desk,
    Event,
    Membership,
    Work,
)
from claims.workflow.assignment import triage
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.inbox import comment
from claims.workflow.review import verdict
from tests import factories
from tests.claims.workflow.world import (
    AT,
    EVERYBODY,
    held,
    in_parts,
    merged,
    moved,
    now,
    only_on_its_desk,
    picked,
    rejected,
    roles_that_may,
    verbs,
    work,
)

pytestmark = pytest.mark.django_db


def test_the_rest_is_left_only_where_it_is_ones_own_and_not_on_hold():
    version = factories.version()
    plain, on_hold, foreign, mine = (factories.claim(of=version, wording=f"[The ferry] stopped {n}") for n in range(4))
    by, here, elsewhere = (
        factories.user(),
        *(Desk.objects.create(name=name, created_at=AT) for name in ("Here", "There")),
    )
    Membership.objects.create(desk=here, user=by, created_at=AT)
    Work.objects.filter(pk=foreign.pk).update(desk=elsewhere)
    Work.objects.filter(pk=mine.pk).update(desk=here)
    held(on_hold)
    with CaptureQueriesContext(connection) as asked:
        assert triage.leave_rest(version=version, by=by, at=AT) == 2
    locks = [q["sql"].split(" FROM ")[1].split()[0] for q in asked if "FOR UPDATE" in q["sql"]]
    assert locks == ['"claims_claim"', '"claims_work"']  # in the order of every action
    assert [work(c).stage for c in (plain, mine, on_hold, foreign)] == ["left", "left", "new", "new"]
    Work.objects.filter(pk=mine.pk).update(held_because="A letter.", held_by=actor_of(by).pk)
    assert triage.take_back_rest(version=version, by=by, at=AT) == 1
    assert [work(c).stage for c in (plain, mine)] == ["new", "left"]


ACTIONS = {
    "pick": lambda claim, by: triage.pick(claim=claim, because="harm", by=by, at=AT),
    "leave": lambda claim, by: triage.leave(claim=claim, by=by, at=AT),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_whoever_picks_claims_may_on_their_desk(action):
    claim = factories.claim()
    assert roles_that_may(lambda by: ACTIONS[action](claim, by)) == EVERYBODY
    assert only_on_its_desk(claim, lambda by: ACTIONS[action](claim, by))


def test_whoever_picks_claims_may_put_one_back_and_leave_the_rest():
    claim = picked()
    version = claim.appearances.get().version
    other = factories.claim(of=version)
    assert roles_that_may(lambda by: triage.unpick(claim=claim, by=by, at=AT)) == EVERYBODY
    assert roles_that_may(lambda by: triage.leave_rest(version=version, by=by, at=AT)) == EVERYBODY
    assert roles_that_may(lambda by: triage.take_back_rest(version=version, by=by, at=AT)) == EVERYBODY
    assert only_on_its_desk(claim, lambda by: triage.unpick(claim=claim, by=by, at=AT))
    assert work(other).stage == "new"


def test_picking_accepts_and_says_why_and_picking_again_changes_only_the_reason():
    claim, by = factories.claim(), factories.user()
    triage.pick(claim=claim, because=" harm ", by=by, at=AT)
    claim.refresh_from_db()
    assert (claim.proposal, work(claim).stage, work(claim).picked_because) == ("accepted", "picked", "harm")
    assert claim.touched_at == AT
    triage.pick(claim=claim, because="reach", by=by, at=AT)
    assert (work(claim).stage, work(claim).picked_because) == ("picked", "reach")
    assert verbs(claim) == ["claim.picked"]
    assert Event.objects.get().data == {
        "because": "harm",
        "before": {"stage": "new", "proposal": "proposed", "which": ""},
    }


def test_picking_takes_a_rejection_back():
    claim = rejected()
    triage.pick(claim=claim, by=factories.user(), at=now())
    claim.refresh_from_db()
    assert (claim.proposal, claim.not_a_claim, work(claim).stage) == ("accepted", "", "picked")


@pytest.mark.parametrize("because", ["x" * (triage.MAX_WHY + 1), "a\0b"])
def test_a_reason_that_cannot_be_kept_names_its_field(because):
    with pytest.raises(ValidationError) as refusal:
        triage.pick(claim=factories.claim(), because=because, by=factories.user(), at=AT)
    assert set(refusal.value.message_dict) == {"because"}


def test_a_reason_may_be_as_long_as_the_limit_says():
    claim = factories.claim()
    triage.pick(claim=claim, because="x" * 200, by=factories.user(), at=AT)
    assert len(work(claim).picked_because) == 200


@pytest.mark.parametrize("make", [merged, in_parts])
def test_what_is_out_of_the_way_is_not_picked(make):
    claim = make()
    before = verbs(claim)
    with pytest.raises(Conflict, match="now"):
        triage.pick(claim=claim, by=factories.user(), at=now())
    assert verbs(claim) == before


def test_what_a_later_run_replaced_is_not_picked():
    claim = factories.claim()
    Claim.objects.filter(pk=claim.pk).update(proposal="superseded")
    with pytest.raises(Conflict, match="Look at it again"):
        triage.pick(claim=claim, by=factories.user(), at=AT)


def test_who_had_an_older_row_before_them_comes_too_late():
    claim, by = factories.claim(), factories.user()
    seen = work(claim).version
    triage.pick(claim=claim, by=by, at=AT, seen=seen)
    for late in (
        lambda: triage.pick(claim=claim, because="reach", by=by, at=AT, seen=seen),
        lambda: triage.leave(claim=claim, by=by, at=AT, seen=seen),
    ):
        with pytest.raises(Conflict):
            late()


def test_leaving_keeps_how_it_stood_and_leaving_again_is_no_action():
    claim, by = factories.claim(), factories.user()
    triage.pick(claim=claim, because="harm", by=by, at=AT)
    triage.leave(claim=claim, by=by, at=AT)
    triage.leave(claim=claim, by=by, at=AT)
    assert (work(claim).stage, work(claim).picked_because) == ("left", "")
    assert verbs(claim) == ["claim.picked", "claim.left"]
    logged = Event.objects.latest("id").data["before"]
    assert logged == {"stage": "picked", "proposal": "accepted", "which": "", "because": "harm"}


def test_putting_back_is_refused_once_there_is_a_verdict_or_a_hold():
    claim, by = picked(), factories.user()
    assert triage.unpick(claim=claim, by=by, at=AT).stage == "new"
    assert verbs(claim)[-1] == "claim.unpicked"
    for one in (held(picked()), factories.decided().claim):
        with pytest.raises(Conflict):
            triage.unpick(claim=one, by=by, at=AT)
    again = factories.decided().claim
    verdict.reopen(claim=again, because="A log.", by=by, at=AT)
    with pytest.raises(Conflict):
        triage.unpick(claim=again, by=by, at=AT)


# --- the rest of an article ---------------------------------------------------------------------------------------


def test_the_rest_is_what_nobody_decided_on_at_this_version():
    version, by = factories.version(), factories.user()
    plain = factories.claim(of=version)
    gone = factories.claim(of=version)
    Claim.objects.filter(pk=gone.pk).update(proposal="superseded")
    chosen = factories.claim(of=version)
    triage.pick(claim=chosen, by=by, at=AT)
    elsewhere = factories.claim()
    moved_away = factories.claim(of=version)
    moved(moved_away.appearances.get(), "forty", by)
    Appearance.objects.filter(claim=moved_away, replaced_at=None).update(replaced_at=AT)
    assert triage.leave_rest(version=version, by=by, at=AT) == 1
    stages = [work(c).stage for c in (plain, gone, chosen, elsewhere, moved_away)]
    assert stages == ["left", "new", "picked", "new", "new"]
    plain.refresh_from_db()
    assert plain.touched_at == AT
    logged = Event.objects.get(verb="article.rest_left")
    assert (logged.article, logged.data["claims"], logged.actor) == (version.article_id, [plain.pk], actor_of(by).pk)
    assert triage.leave_rest(version=version, by=by, at=AT) == 0
    assert Event.objects.filter(verb="article.rest_left").count() == 1


def test_what_somebody_touched_since_is_not_taken_back():
    version, by = factories.version(), factories.user()
    quiet, spoken, chosen = (factories.claim(of=version) for _ in range(3))
    triage.leave_rest(version=version, by=by, at=AT)
    comment.write(claim=spoken, text="Is this not new?", by=factories.user(), at=AT)
    triage.pick(claim=chosen, by=factories.user(), at=AT)
    assert triage.left_last(version=version, by=actor_of(by)) == [quiet.pk]
    assert triage.take_back_rest(version=version, by=by, at=AT) == 1
    assert [work(c).stage for c in (quiet, spoken, chosen)] == ["new", "left", "picked"]
    logged = Event.objects.get(verb="article.rest_taken_back")
    assert (logged.article, logged.data["claims"]) == (version.article_id, [quiet.pk])
    assert triage.take_back_rest(version=version, by=by, at=AT) == 0
    assert Event.objects.filter(verb="article.rest_taken_back").count() == 1


def test_what_another_person_left_is_not_ones_own_to_take_back():
    version, by = factories.version(), factories.user()
    claim = factories.claim(of=version)
    other = factories.claim()
    triage.leave_rest(version=version, by=by, at=AT)
    assert triage.left_last(version=version, by=actor_of(factories.user())) == []
    assert triage.left_last(version=other.appearances.get().version, by=actor_of(by)) == []
    assert triage.left_last(version=version, by=actor_of(by)) == [claim.pk]


def test_what_was_done_before_the_rest_was_left_does_not_keep_it_left():
    version, by = factories.version(), factories.user()
    claim = factories.claim(of=version)
    comment.write(claim=claim, text="Is this not new?", by=factories.user(), at=AT)
    triage.leave_rest(version=version, by=by, at=AT)
    assert triage.left_last(version=version, by=actor_of(by)) == [claim.pk]


def test_only_ones_last_action_on_an_articles_rest_is_taken_back():
    version, by = factories.version(), factories.user()
    claim = factories.claim(of=version)
    triage.leave_rest(version=version, by=by, at=AT)
    triage.take_back_rest(version=version, by=by, at=AT)
    assert triage.left_last(version=version, by=actor_of(by)) == []
    triage.leave(claim=claim, by=factories.user(), at=AT)
    assert triage.take_back_rest(version=version, by=by, at=AT) == 0
    assert work(claim).stage == "left"


def test_a_part_of_an_article_that_stands_in_another_version_is_not_taken_back_there():
    version, by = factories.version(), factories.user()
    newer = factories.version(article=version.article)
    old, new = factories.claim(of=version), factories.claim(of=newer)
    assert triage.leave_rest(version=newer, by=by, at=AT) == 1
    assert triage.left_last(version=version, by=actor_of(by)) == []
    assert triage.left_last(version=newer, by=actor_of(by)) == [new.pk]
    assert work(old).stage == "new"


def test_what_was_left_by_itself_or_moved_on_is_no_part_of_the_rest():
    version, by = factories.version(), factories.user()
    alone, rest, moved_on = (factories.claim(of=version) for _ in range(3))
    triage.leave(claim=alone, by=by, at=AT)
    triage.leave_rest(version=version, by=by, at=AT)
    Work.objects.filter(pk=moved_on.pk).update(stage="new")
    assert triage.left_last(version=version, by=actor_of(by)) == [rest.pk]
