"""When an article changes: what is said of each claim, who decides, and what nobody can bend."""

import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, connections, transaction

from claims.models import Anchor, Appearance, Claim, Event
from claims.pipeline.compare.anchor import AnchorFound
from claims.workflow.audit import Conflict
from claims.workflow.evidence import reanchor
from tests import factories
from tests.claims.gates.refused import refused

pytestmark = pytest.mark.django_db

OLD = "The crane 🏗 was sold in May.\nIt weighs 40 tonnes.\nNobody was hurt.\n"
MOVED = "Put right: 🎉\n" + OLD


def changed(new: str = MOVED, words: str = "weighs 40 tonnes"):
    """A claim with a verdict, and a newer text that has been read."""
    old = factories.version(OLD)
    claim = factories.decided(factories.claim(of=old, words=words)).claim
    newer = factories.version(new, article=old.article)
    factories.finish(factories.claim(of=newer, words=newer.text.split()[0]).extraction)
    return claim, newer


def proposed(new: str = MOVED, words: str = "weighs 40 tonnes") -> Anchor:
    changed(new, words)
    assert reanchor.sweep(at=factories.AT) == 1
    return Anchor.objects.get()


@pytest.mark.parametrize(
    ("new", "state"),
    [
        (OLD + "More.\n", "exact"),
        (MOVED, "moved"),
        (OLD.replace("40", "30"), "orphan"),
        ("x\n" + OLD + "It weighs 40 tonnes.\n", "ambiguous"),
    ],
)
def test_each_claim_says_where_its_words_are(new: str, state: str) -> None:
    found = proposed(new)
    assert found.state == state
    if found.start is not None:
        assert found.version.text[found.start : found.end] == "weighs 40 tonnes"
    entry = Event.objects.get(verb="source.changed")
    assert (entry.article, entry.data) == (found.version.article_id, {"version": 2, "claims": {state: 1}})


def test_it_is_said_once() -> None:
    _, newer = changed()
    assert [
        reanchor.sweep(at=factories.AT),
        reanchor.sweep(at=factories.AT),
        len(reanchor.note(version=newer.pk, at=factories.AT)),
    ] == [
        1,
        0,
        0,
    ]
    assert Event.objects.filter(verb="source.changed").count() == 1


def test_a_text_that_had_to_go_is_nowhere() -> None:
    old, gone = factories.version(OLD), "█████\n"
    place = factories.decided(factories.claim(of=old, words="weighs 40 tonnes")).claim.appearances.get()
    found = reanchor._proposed(
        place, factories.version(gone, article=old.article), AnchorFound("moved", 0, 5), factories.AT
    )
    assert (found.state, found.start) == ("orphan", None)


def test_one_text_that_fails_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (changed()[1] for _ in range(2))
    real = reanchor.note
    monkeypatch.setattr(
        reanchor, "note", lambda *, version, at: 1 / 0 if version == first.pk else real(version=version, at=at)
    )
    with pytest.raises(ZeroDivisionError):
        reanchor.sweep(at=factories.AT)
    assert set(Anchor.objects.values_list("version", flat=True)) == {second.pk}


def test_only_a_text_that_has_been_read_counts() -> None:
    old = factories.version(OLD)
    factories.decided(factories.claim(of=old, words="weighs 40 tonnes"))
    newer = factories.version(MOVED, article=old.article)
    factories.version("A copy.", article=old.article, purpose="evidence")
    reading = factories.claim(of=newer, words="Put right").extraction
    assert reanchor.sweep(at=factories.AT) == 0
    factories.finish(reading)
    assert reanchor.sweep(at=factories.AT) == 1


def test_claims_that_nobody_worked_on_are_replaced_not_followed() -> None:
    old = factories.version(OLD)
    factories.claim(of=old, words="weighs 40 tonnes")
    newer = factories.version(MOVED, article=old.article)
    factories.finish(factories.claim(of=newer, words="Put right").extraction)
    assert reanchor.sweep(at=factories.AT) == 0


def test_a_third_text_is_held_against_the_last_in_which_the_claim_stands() -> None:
    claim, newer = changed()
    reanchor.sweep(at=factories.AT)
    third = factories.version(MOVED + "More.\n", article=newer.article)
    factories.finish(factories.claim(of=third, words="More").extraction)
    assert reanchor.sweep(at=factories.AT) == 1
    reanchor.accept(anchor=Anchor.objects.get(version=newer), by=factories.user(), at=factories.AT)
    assert claim.appearances.count() == 2
    assert reanchor.sweep(at=factories.AT) == 1, "from its new place it is looked for again"
    assert sorted(Anchor.objects.filter(version=third).values_list("state", flat=True)) == ["exact", "moved"]


def test_a_person_moves_a_claim_and_its_verdict_keeps_its_words() -> None:
    found = proposed()
    claim = found.appearance.claim
    before = list(claim.verdicts.values())
    place = reanchor.accept(anchor=found, by=factories.user(), at=factories.AT)
    found.refresh_from_db()
    assert (place.version, place.exact, found.accepted_as) == (found.version, "weighs 40 tonnes", place)
    assert found.appearance.replaced_at is None
    assert list(claim.verdicts.values()) == before
    assert Event.objects.get(verb="anchor.accepted").claim == claim.pk


def test_what_the_machine_proposed_at_the_same_words_is_this_claim() -> None:
    _claim, newer = changed()
    twin, touched = (factories.claim(of=newer, words="weighs 40 tonnes") for _ in range(2))
    Claim.objects.filter(pk=touched.pk).update(touched_at=factories.AT)
    reanchor.sweep(at=factories.AT)
    reanchor.accept(anchor=Anchor.objects.get(), by=factories.user(), at=factories.AT)
    twin.refresh_from_db()
    touched.refresh_from_db()
    assert (twin.proposal, touched.proposal) == ("superseded", "proposed")


def test_a_place_that_no_machine_finds_is_shown_by_a_person() -> None:
    found = proposed(OLD.replace("It weighs 40 tonnes.", "Forty tonnes is its weight."))
    with pytest.raises(ValidationError, match="Select the words"):
        reanchor.accept(anchor=found, by=factories.user(), at=factories.AT)
    start = found.version.text.index("Forty")
    for wrong in ({"exact": "Fifty"}, {"end": 5_000}):
        with pytest.raises(ValidationError):
            reanchor.accept(
                anchor=found,
                by=factories.user(),
                at=factories.AT,
                **{"start": start, "end": start + 5, "exact": "Forty", **wrong},
            )
    place = reanchor.accept(
        anchor=found, by=factories.user(), at=factories.AT, start=start, end=start + 5, exact="Forty"
    )
    assert (place.exact, place.prefix[-1]) == ("Forty", "\n")


def test_it_is_decided_once() -> None:
    found = proposed()
    reanchor.dismiss(anchor=found, by=factories.user(), at=factories.AT)
    for action in (reanchor.dismiss, reanchor.accept):
        with pytest.raises(Conflict, match="it was left out"):
            action(anchor=found, by=factories.user(), at=factories.AT)
    assert Appearance.objects.filter(claim=found.appearance.claim).count() == 1


def test_who_may_not_decide() -> None:
    with pytest.raises(PermissionDenied):
        reanchor.accept(anchor=proposed(), by=factories.user("nobody"), at=factories.AT)


FORGED = [  # SQL, why
    ("DELETE FROM claims_anchor", "it goes away"),
    ("UPDATE claims_anchor SET state = 'exact'", "another state"),
    ('UPDATE claims_anchor SET start = start + 1, "end" = "end" + 1', "another place"),
    (
        "UPDATE claims_anchor SET decided_at = now(), decided_by = gen_random_uuid(), accepted_as_id = appearance_id",
        "the old place for a new one",
    ),
    ("UPDATE claims_anchor SET accepted_as_id = appearance_id", "taken by nobody"),
]


@pytest.mark.parametrize(("sql", "why"), FORGED, ids=[f[-1] for f in FORGED])
def test_nobody_bends_where_a_claim_stands(sql: str, why: str) -> None:
    proposed()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_decision_is_not_taken_back_behind_our_back() -> None:
    found = proposed()
    reanchor.accept(anchor=found, by=factories.user(), at=factories.AT)
    with pytest.raises(DatabaseError, match=r"claims\.anchor\.decided"), transaction.atomic():
        Anchor.objects.filter(pk=found.pk).update(decided_at=None, decided_by=None, accepted_as=None)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"start": 0, "end": 16}, "are not those"),
        ({"version": "other"}, "later text of the same article"),
        ({"version": "old"}, "later text of the same article"),
        ({"decided_at": factories.AT, "decided_by": "00000000-0000-0000-0000-000000000001"}, "proposed first"),
    ],
)
def test_a_forged_proposal_is_refused(change, why: str) -> None:
    claim, newer = changed()
    place = claim.appearances.get()
    start = newer.text.index("weighs 40 tonnes")
    values = {
        "version": newer,
        "state": "moved",
        "start": start,
        "end": start + 16,
        "created_at": factories.AT,
        **change,
    }
    if values["version"] == "other":
        values["version"] = factories.version(MOVED)
    if values["version"] == "old":
        values["version"] = place.version
    refused(lambda: Anchor.objects.create(appearance=place, **values), why)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_say_it_once() -> None:
    changed()
    logged = []

    def sweep() -> None:
        try:
            logged.append(reanchor.sweep(at=factories.AT))
        finally:
            connections.close_all()

    sweeps = [threading.Thread(target=sweep) for _ in range(4)]
    for one in sweeps:
        one.start()
    for one in sweeps:
        one.join()
    assert sorted(logged) == [0, 0, 0, 1]
    assert Event.objects.filter(verb="source.changed").count() == 1


@pytest.mark.parametrize("half", [{"start": 0}, {"end": 5}, {"start": 0, "exact": "Put"}])
def test_half_a_place_is_none_and_the_machines_place_is_taken(half) -> None:
    found = proposed()
    place = reanchor.accept(anchor=found, by=factories.user(), at=factories.AT, **half)
    assert (place.start, place.end, place.exact) == (found.start, found.end, "weighs 40 tonnes")


def test_a_place_that_is_there_already_is_taken_and_the_decision_is_kept() -> None:
    found, by = proposed(), factories.user()
    claim = found.appearance.claim
    there = claim.appearances.create(
        version=found.version, start=found.start, end=found.end, exact="weighs 40 tonnes", prefix="", suffix=""
    )
    assert reanchor.accept(anchor=found, by=by, at=factories.AT) == there
    found.refresh_from_db()
    assert (found.accepted_as, found.decided_by, found.decided_at) == (there, by.actor.pk, factories.AT)
    logged = Event.objects.get(verb="anchor.accepted")
    assert (logged.actor, logged.article) == (by.actor.pk, found.version.article_id)
    assert logged.data == {"anchor": found.pk, "version": 2}


TWINS = [
    ({}, "superseded"),
    ({"touched_at": factories.AT}, "proposed"),
    ({"proposal": "rejected", "not_a_claim": "vague"}, "rejected"),
]


@pytest.mark.parametrize(("fields", "proposal"), TWINS)
def test_only_an_untouched_suggestion_of_the_machine_gives_way(fields, proposal) -> None:
    _claim, newer = changed()
    twin = factories.claim(of=newer, words="weighs 40 tonnes", **fields)
    longer = factories.claim(of=newer, words="weighs 40 tonnes.")
    shorter = factories.claim(of=newer, words="40 tonnes")
    reanchor.sweep(at=factories.AT)
    reanchor.accept(anchor=Anchor.objects.get(appearance__claim=_claim), by=factories.user(), at=factories.AT)
    for row in (twin, longer, shorter):
        row.refresh_from_db()
    assert (twin.proposal, longer.proposal, shorter.proposal) == (proposal, "proposed", "proposed")


def test_a_decision_that_a_claim_does_not_hold_is_written_down() -> None:
    found, by = proposed(), factories.user()
    done = reanchor.dismiss(anchor=found, by=by, at=factories.AT)
    assert (done.decided_by, done.decided_at, done.accepted_as) == (by.actor.pk, factories.AT, None)
    logged = Event.objects.get(verb="anchor.dismissed")
    assert (logged.claim, logged.actor, logged.article) == (
        found.appearance.claim_id,
        by.actor.pk,
        found.version.article_id,
    )
    assert logged.data == {"anchor": found.pk, "version": 2}


@pytest.mark.parametrize(("kept", "becomes"), [([[0, 2], [10, 19]], "superseded"), ([], "proposed")])
def test_only_a_suggestion_that_keeps_the_same_words_of_the_place_gives_way(
    kept: list[list[int]], becomes: str
) -> None:
    old = factories.version("It weighs 40 tonnes.\n")
    ruled = factories.decided(placed(old, [[0, 2], [10, 19]], 0)).claim
    newer = factories.version("Put right: 🎉\n" + old.text, article=old.article)
    twin = placed(newer, [[start + 13, end + 13] for start, end in kept], 13)
    factories.finish(twin.extraction)
    assert reanchor.sweep(at=factories.AT) == 1
    place = reanchor.accept(anchor=Anchor.objects.get(), by=factories.user(), at=factories.AT)
    assert (place.claim, place.spans) == (ruled, [[13, 15], [23, 32]])
    twin.refresh_from_db()
    assert twin.proposal == becomes


def placed(version, spans: list[list[int]], start: int) -> Claim:
    claim = factories.claim(of=version, words=version.text[:3])
    exact = "It weighs 40 tonnes"
    assert version.text[start : start + 19] == exact
    Appearance.objects.filter(claim=claim).update(replaced_at=factories.AT)
    Appearance.objects.create(claim=claim, version=version, start=start, end=start + 19, exact=exact, spans=spans)
    return claim
