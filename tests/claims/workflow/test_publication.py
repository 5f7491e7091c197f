"""Confirm, publish, withdraw, correct, ask, report: who may, what it leaves behind, and what is refused in words."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from claims.models import Claim, Event, Publication, Report, Review, TextTemplate
from claims.queries import publication as queries
from claims.workflow.audit import Conflict
from claims.workflow.evidence import publisher_note
from claims.workflow.publication import confirm, correct, publish, reply, report, scale, template
from claims.workflow.publication.rate_limit import MOST, TooOften, knock
from claims.workflow.review import verdict
from sources.models.publisher import Publisher
from tests import factories, published

pytestmark = pytest.mark.django_db

STEPS = [
    scale.Step(rating, f"Label of {rating}", number, "What it means.", "#112233")
    for number, rating in enumerate(("SUPPORTED", "DISPUTED", "CONFLICTING", "NOT_ENOUGH_EVIDENCE", "NOT_CHECKABLE"))
]


def told(shown: Publication) -> Report:
    return report.receive(publication=shown, text="It was thirty.", address="192.0.2.9", at=factories.AT)


def being_corrected() -> Claim:
    shown = published.public()
    correct.open(claim=shown.claim, because="b", by=factories.user("editor"), at=factories.AT)
    return shown.claim


ACTS: dict[str, Callable[..., object]] = {
    "confirm": lambda **who: confirm.confirm(claim=factories.claim(), **who),
    "publish": lambda **who: publish.publish(claim=published.ready().claim, **who),
    "withdraw": lambda **who: publish.withdraw_now(claim=published.public().claim, because="b", **who),
    "open a correction": lambda **who: correct.open(claim=published.public().claim, because="b", **who),
    "drop a correction": lambda **who: correct.drop(claim=being_corrected(), because="b", **who),
    "ask": lambda **who: reply.ask(
        claim=factories.claim(), whom="w", asked="a", until=who["at"] + published.SOON, **who
    ),
    "decline a report": lambda **who: report.decline(report=told(published.public()), answer="a", **who),
    "accept a report": lambda **who: report.accept(report=told(published.public()), answer="a", **who),
    "make a scale": lambda **who: scale.make(name="House", steps=STEPS, **who),
    "write a template": lambda **who: template.write(kind="write_up", name="n", text="t", **who),
    "note on a publisher": lambda **who: publisher_note.write(
        publisher=Publisher.objects.create(name="Post"), text="t", citation="c", as_of=factories.AT.date(), **who
    ),
}
BY_ANYBODY = {"confirm", "ask"}
ALLOWED = {
    "nobody": set(),
    "reviewer": BY_ANYBODY,
    "editor": set(ACTS) - {"make a scale"},
    "administrator": set(ACTS),
}


@pytest.mark.parametrize("role", ALLOWED)
@pytest.mark.parametrize("act", ACTS)
def test_who_may(act: str, role: str) -> None:
    by = factories.user(role)
    if act in ALLOWED[role]:
        before = Event.objects.count()
        ACTS[act](by=by, at=factories.AT)
        assert Event.objects.filter(actor=by.actor.pk).count() >= 1
        assert Event.objects.count() > before
        return
    with pytest.raises(PermissionDenied):
        ACTS[act](by=by, at=factories.AT)
    assert not Event.objects.filter(actor__in=[by.actor.pk] if hasattr(by, "actor") else []).exists()


def test_no_event_holds_a_contact_or_what_somebody_said() -> None:
    shown = published.public()
    by, secret = factories.user("editor"), "SECRET-51"
    asked = reply.ask(
        claim=shown.claim,
        whom=secret,
        contact=secret,
        asked=secret,
        until=factories.AT + published.SOON,
        by=by,
        at=factories.AT,
    )
    reply.record(request=asked, answer=secret, answer_public=secret, by=by, at=factories.AT)
    sent = report.receive(publication=shown, text=secret, contact=secret, address="192.0.2.9", at=factories.AT)
    report.accept(report=sent, answer=secret, by=by, at=factories.AT)
    assert secret not in str(list(Event.objects.values_list("data", flat=True)))


# --- words ------------------------------------------------------------------------------------------------------


def test_other_words_close_the_review_that_is_open_and_the_confirmation_stands() -> None:
    claim, by = factories.claim(), factories.user()
    factories.proposals.accept(claim=claim, by=by, at=factories.AT)
    verdict.take(claim=claim, by=by, at=timezone.now())
    confirm.confirm(claim=claim, wording="The ferry was cancelled  40 times", by=by, at=factories.AT)
    claim.refresh_from_db()
    assert (claim.wording, claim.confirmed_at) == ("[The ferry] was cancelled 40 times", factories.AT)
    mine = Review.objects.order_by("round").values_list("closed_because", flat=True)
    assert list(mine) == ["the claim was changed", ""]  # they go on with their own
    confirm.confirm(claim=claim, wording="The ferry was cancelled fifty times", by=by, at=factories.AT)
    claim.refresh_from_db()
    assert claim.confirmed_at == factories.AT


def test_changing_the_words_otherwise_takes_the_confirmation_back() -> None:
    claim = factories.claim()
    confirm.confirm(claim=claim, by=factories.user(), at=factories.AT)
    Claim.objects.filter(pk=claim.pk).update(wording="Something else")
    claim.refresh_from_db()
    assert claim.confirmed_at is None


WRONG_WORDS = [
    ({"wording": ""}, "wording", "nothing said"),
    ({"wording": "a" * 2_001}, "wording", "too long"),
    ({"speaker": "a\0"}, "speaker", "a NUL character"),
    ({"role": "a" * 601}, "role", "too long"),
]


@pytest.mark.parametrize(("fields", "field", "why"), WRONG_WORDS, ids=[w[-1] + " " + w[1] for w in WRONG_WORDS])
def test_words_that_cannot_be_confirmed_name_their_field(fields: Any, field: str, why: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        confirm.confirm(claim=factories.claim(), by=factories.user(), at=factories.AT, **fields)
    assert set(refusal.value.message_dict) == {field}, why


# --- publish, withdraw, correct ---------------------------------------------------------------------------------


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


def test_a_published_rating_changes_only_by_another_person() -> None:
    author = factories.user()
    shown = published.public(published.ready(by=author))
    correct.open(claim=shown.claim, because="A second log.", by=factories.user("editor"), at=factories.AT)
    factories.piece(shown.claim, "disputes", by=author)
    with pytest.raises(Exception, match="needs another person"):
        factories.ruled(claim=shown.claim, rating="DISPUTED", by=author)
    assert queries.under_correction(shown) == "correcting"


def test_a_correction_needs_the_next_verdict_first() -> None:
    claim = being_corrected()
    with pytest.raises(ValidationError, match="work on the claim done"):
        correct.finish(claim=claim, because="b", by=factories.user("editor"), at=factories.AT)
    with pytest.raises(Conflict, match="already"):
        correct.open(claim=claim, because="b", by=factories.user("editor"), at=factories.AT)


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
        correct.open(claim=published.ready().claim, because="b", by=factories.user("editor"), at=factories.AT)


# --- reports, replies -------------------------------------------------------------------------------------------


def test_a_report_is_answered_once_and_two_lead_to_one_correction() -> None:
    shown, by = published.public(), factories.user("editor")
    first = told(shown)
    second = report.receive(publication=shown, text="And another.", address="192.0.2.9", at=factories.AT)
    report.accept(report=first, answer="You are right.", by=by, at=factories.AT)
    report.accept(report=second, answer="You too.", by=by, at=factories.AT)
    assert first.correction == Report.objects.get(pk=second.pk).correction
    with pytest.raises(Conflict, match="answered already"):
        report.decline(report=first, answer="No.", by=by, at=factories.AT)


def test_ten_posts_a_minute_from_an_address_and_no_more() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    for _ in range(MOST):
        knock(address="192.0.2.1", at=at)
    for address, second, let_in in (
        ("192.0.2.1", 59, False),
        ("192.0.2.2", 59, True),
        ("192.0.2.1", 61, True),
    ):
        try:
            knock(address=address, at=at + timedelta(seconds=second))
        except TooOften:
            assert not let_in
        else:
            assert let_in


@pytest.mark.parametrize(
    ("crowd", "one"),
    [
        ([f"2001:db8:1:2::{n}" for n in range(1, 12)], True),
        ([f"2001:db8:1:{n}::1" for n in range(1, 12)], False),
        ([f"192.0.2.{n}" for n in range(1, 12)], False),
        (["not an address"] * 11, True),
    ],
)
def test_what_one_sender_has_counts_as_one_address(crowd: list[str], one: bool) -> None:
    for address in crowd[:-1]:
        knock(address=address, at=factories.AT)
    if one:
        with pytest.raises(TooOften):
            knock(address=crowd[-1], at=factories.AT)
    else:
        knock(address=crowd[-1], at=factories.AT)


# --- what the house sets ----------------------------------------------------------------------------------------

WRONG_SCALES: list[tuple[list[scale.Step], str]] = [
    (STEPS[:-1], "No step stands for “Cannot be checked”"),
    ([*STEPS, STEPS[0]], "Two steps stand for the same rating"),
    ([scale.Step("TRUE", "True", 5, "d", "#112233"), *STEPS], "Step 1: choose one of"),
    ([*STEPS[:-1], scale.Step("NOT_CHECKABLE", " ", 0, "d", "#112233")], "Step 5: give it a label"),
    ([*STEPS[:-1], scale.Step("NOT_CHECKABLE", "l", 0, "", "#112233")], "Step 5: say what it means"),
    ([*STEPS[:-1], scale.Step("NOT_CHECKABLE", "l", 0, "d", "red")], "colour as #rrggbb"),
    ([*STEPS[:-1], scale.Step("NOT_CHECKABLE", "l", 0, "d", "#112233\n")], "colour as #rrggbb"),
]


@pytest.mark.parametrize(("steps", "said"), WRONG_SCALES)
def test_a_scale_that_does_not_say_every_rating_is_refused(steps: list[scale.Step], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        scale.make(name="House", steps=steps, by=factories.user("administrator"), at=factories.AT)


def test_a_scale_grows_by_versions_and_a_flag_may_have_its_own_step() -> None:
    boss = factories.user("administrator")
    assert scale.make(name="Claimdesk", steps=STEPS, by=boss, at=factories.AT).version == 2
    more = [*STEPS, scale.Step("SUPPORTED", "Half the story", 3, "True, and misleading.", "#aabbcc", True)]
    latest = scale.make(name="Claimdesk", steps=more, by=boss, at=factories.AT)
    assert (latest.version, scale.in_force()) == (3, latest)
    claim, by = factories.claim(), factories.user()
    factories.proposals.accept(claim=claim, by=by, at=factories.AT)
    confirm.confirm(claim=claim, by=by, at=factories.AT)
    factories.piece(claim, by=by)
    given = factories.ruled(claim=claim, rating="SUPPORTED", by=by, missing_context=True)
    shown = published.public(published.reply_waived(given))
    assert "Half the story" in shown.payload


def test_a_template_of_a_kind_and_name_is_there_once() -> None:
    by = factories.user("editor")
    first = template.write(kind="request", name="Plain", text="t", by=by, at=factories.AT)
    with pytest.raises(ValidationError, match="already"):
        template.write(kind="request", name=" Plain ", text="t", by=by, at=factories.AT)
    template.write(kind="request", name="Plain", text="Dear all,", by=by, at=factories.AT, template=first)
    assert TextTemplate.objects.get().text == "Dear all,"
