"""A claim that says several things becomes several claims."""

import pytest
from django.core.exceptions import ValidationError

from claims import extract
from claims.models import Appearance, Event, Extraction, Work
from claims.workflow.assignment import triage
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.claim import sighting, split, undo, wording
from claims.workflow.review import plan
from tests import factories
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import by_statement
from tests.claims.workflow.world import (
    AT,
    EDITS,
    EVERYBODY,
    STANDS,
    TIP,
    WINTER,
    decided,
    desk,
    edited_or_refused,
    halves,
    in_parts,
    now,
    only_on_its_desk,
    part,
    picked,
    places,
    roles_that_may,
    stage,
    suggested,
    verbs,
)

pytestmark = pytest.mark.django_db


def test_a_split_gives_each_part_its_words_and_what_the_whole_was_given():
    by, owner = factories.user(), factories.user()
    claim = picked(times=[WINTER, {**WINTER, "start": 39, "end": 50}])
    plan.set_harm(claim=claim, harm="high", by=factories.user("editor"), at=now())
    Work.objects.filter(pk=claim.pk).update(assigned_to=actor_of(owner).pk, assigned_by=actor_of(by).pk)
    first, second = halves(claim, by)
    claim.refresh_from_db()
    assert (claim.proposal, stage(claim)) == ("split", "left")
    assert [places(half) for half in (first, second)] == [["cancelled"], ["forty times"]]
    assert {half.split_from for half in (first, second)} == {claim}
    assert [len(half.times) for half in (first, second)] == [1, 2], "what is printed in nobody's words holds for both"
    for half in (first, second):
        work = Work.objects.get(pk=half.pk)
        assert (work.plan, work.harm, work.stage, work.assigned_to) == ("blind", "high", "assigned", actor_of(owner).pk)


def test_parts_of_a_claim_for_one_reader_are_read_by_two():
    claim = picked()
    plan.set_plan(claim=claim, plan="single", because="Night shift.", by=factories.user("editor"), at=now())
    assert {Work.objects.get(pk=half.pk).plan for half in halves(claim, factories.user())} == {"pair"}


WRONG_PARTS = [
    (["cancelled"], "one is no split", "parts"),
    (["cancelled"] * 2, "the same words", "parts"),
    (
        ["cancelled", "forty", "times", "last", "winter", "The", "town", "paid", "for", "each", "them"],
        "eleven",
        "parts",
    ),
]


@pytest.mark.parametrize(("words", "why", "field"), WRONG_PARTS, ids=[row[1] for row in WRONG_PARTS])
def test_splits_that_are_none(words, why, field):
    claim = picked()
    version = claim.appearances.get().version
    with pytest.raises(ValidationError) as wrong:
        split.split(
            claim=claim, version=version, parts=[part(version, w) for w in words], by=factories.user(), at=now()
        )
    assert list(wrong.value.message_dict) == [field]
    with pytest.raises(ValidationError):
        split.split(
            claim=claim,
            version=factories.version(),
            parts=[part(version, w) for w in ("forty", "times")],
            by=factories.user(),
            at=now(),
        )


def test_the_database_holds_the_rules_of_splitting():
    whole = in_parts()
    part = whole.parts.first()
    refused(by_statement("UPDATE claims_claim SET proposal = 'split' WHERE id = %s", picked().pk), "at least two")
    refused(by_statement("UPDATE claims_claim SET split_from_id = %s WHERE id = %s", whole.pk, picked().pk), "only")
    refused(lambda: factories.claim(split_from=decided()), "without a verdict")
    refused(lambda: factories.claim(split_from=whole), "without a verdict")
    factories.decided(part)
    refused(by_statement("UPDATE claims_claim SET proposal = 'accepted' WHERE id = %s", whole.pk), "stays split")


@pytest.mark.parametrize(("where", "make", "why"), STANDS, ids=[row[0] for row in STANDS])
def test_a_claim_is_split_where_it_stands_or_it_is_said_why_not(where, make, why):
    edited_or_refused("split", make, why)


def test_whoever_edits_claims_may_split_one_of_their_desk():
    claim = picked()
    assert roles_that_may(lambda by: halves(claim, by)) == EVERYBODY
    assert only_on_its_desk(claim, lambda by: halves(claim, by))


def test_who_had_an_older_page_before_them_splits_too_late():
    claim = picked()
    version, seen = claim.appearances.get().version, Work.objects.get(pk=claim.pk).version
    wording.change(claim=claim, speaker="Agnes Tolland", by=factories.user(), at=now())
    parts = [part(version, "forty"), part(version, "times")]
    with pytest.raises(Conflict):
        split.split(claim=claim, version=version, parts=parts, by=factories.user(), at=now(), seen=seen)
    assert not claim.parts.exists()


@pytest.mark.parametrize("edit", ["adjust", "join", "merge", "split"])
def test_what_a_person_made_of_a_place_is_not_proposed_again_beside_it(edit):
    claim = picked()
    place = claim.appearances.get()
    EDITS[edit](claim, factories.user())
    touched = extract._touched(place.version.article, place.version)
    assert extract._key(place.version.text, place.start, place.end, place.spans) in touched.known


def test_parts_inherit_what_the_whole_was_given():
    claim, by, editor = picked(score=0.7), factories.user(), factories.user("editor")
    wording.change(claim=claim, speaker="A. Brix", role="mayor", by=by, at=now())
    sport, due = desk("Sport", by), now()
    holder = actor_of(editor).pk
    decision = {
        "desk": sport,
        "harm": "low",
        "picked_because": "harm",
        "assigned_by": holder,
        "assigned_to": holder,
        "due_at": due,
        "accuses": True,
        "embargo_until": due,
    }
    Work.objects.filter(pk=claim.pk).update(**decision)
    at = now()
    version = claim.appearances.get().version
    made = split.split(
        claim=claim,
        version=version,
        parts=[part(version, "cancelled", type="event"), part(version, "forty times")],
        by=by,
        at=at,
    )
    for one in made:
        work = Work.objects.get(pk=one.pk)
        assert {name: getattr(work, name) for name in decision} == decision
        assert (work.stage, work.plan) == ("assigned", "pair")
        assert (one.speaker, one.role, one.score, one.added_by) == ("A. Brix", "mayor", 0.7, actor_of(by).pk)
        assert (one.proposal, one.touched_at, one.created_at) == ("accepted", at, at)
    assert [one.type for one in made] == ["event", claim.type]
    logged = Event.objects.get(verb="claim.split")
    assert (logged.article, logged.data["parts"]) == (version.article_id, [one.pk for one in made])
    assert logged.data["before"]["stage"] == "picked"
    assert [e.data for e in Event.objects.filter(verb="claim.split_off")] == [{"whole": claim.pk}] * 2


def test_a_part_of_a_kind_that_is_none_is_refused_and_ten_are_taken():
    claim, by = picked(), factories.user()
    version = claim.appearances.get().version
    parts = [part(version, "cancelled", type="poem"), part(version, "forty times")]
    with pytest.raises(ValidationError) as refusal:
        split.split(claim=claim, version=version, parts=parts, by=by, at=now())
    assert set(refusal.value.message_dict) == {"type"}
    words = ["cancelled", "forty", "times", "last", "winter", "The", "town", "paid", "for", "each"]
    made = split.split(claim=claim, version=version, parts=[part(version, w) for w in words], by=by, at=now())
    assert len(made) == split.MAX_PARTS == 10


def test_a_part_has_the_times_and_amounts_that_stand_whole_in_its_words_or_in_no_parts():
    inside, across = {"start": 39, "end": 50, "exact": "forty times"}, {"start": 29, "end": 44, "exact": "x"}
    claim = picked(times=[{**WINTER, **inside}], amounts=[inside, across])
    first, second = halves(claim, factories.user())
    assert (first.times, [one["exact"] for one in second.times]) == ([], ["forty times"])
    assert (first.amounts, second.amounts) == ([across], [inside, across])


def two_suggestions(claim):
    amounts = [{"start": 39, "end": 44, "exact": "forty"}]
    return [
        suggested(claim, "cancelled", "[The ferry] was cancelled", type="event", score=0.3),
        suggested(claim, "forty times", "[The ferry sailed] forty times", amounts=amounts),
    ]


def test_without_parts_a_claim_is_split_as_the_machine_has_read_it():
    claim, by = picked(), factories.user()
    first, second = two_suggestions(claim)
    version = claim.appearances.get().version
    made = split.split(claim=claim, version=version, by=by, at=now())
    assert [one.wording for one in made] == [first.wording, second.wording]
    assert [places(one) for one in made] == [["cancelled"], ["forty times"]]
    assert [(one.type, one.score) for one in made] == [("event", 0.3), ("quantity", second.score)]
    assert (made[0].amounts, made[1].amounts) == ([], second.amounts)
    for one, suggestion in zip(made, (first, second), strict=True):
        suggestion.refresh_from_db()
        assert (suggestion.proposal, suggestion.merged_into, stage(suggestion)) == ("merged", one, "left")
        assert verbs(suggestion) == ["claim.became_part"]


def test_a_part_that_the_machine_suggests_keeps_the_segments_and_the_printed_words_of_its_suggestion():
    claim = picked()
    version = claim.appearances.get().version
    suggested(claim, "cancelled")
    later = Extraction.objects.get(extractor="test/2")
    found = factories.rendered(of=version, words="forty times", extraction=later)
    place = found.appearances.get()
    gaps = [[place.start, place.start + 5], [place.start + 6, place.end]]
    Appearance.objects.filter(pk=place.pk).update(replaced_at=now())
    Appearance.objects.create(
        claim=found, version=version, start=place.start, end=place.end, exact=place.exact, spans=gaps
    )
    plain, made = split.split(claim=claim, version=version, by=factories.user(), at=now())
    assert (plain.segments, plain.appearances.get().spans) == ([], [])
    assert made.segments == found.segments != []
    assert made.appearances.get().spans == gaps


def test_undoing_a_split_brings_the_suggestions_back_that_it_replaced():
    claim, by = picked(), factories.user()
    first, second = two_suggestions(claim)
    triage.leave(claim=second, by=factories.user(), at=now())
    split.split(claim=claim, version=claim.appearances.get().version, by=by, at=now())
    assert undo.undo(claim=first, by=by, at=now()) == first
    claim.refresh_from_db()
    assert (claim.proposal, stage(claim)) == ("accepted", "picked")
    for suggestion, where in ((first, "new"), (second, "left")):
        suggestion.refresh_from_db()
        assert (suggestion.proposal, suggestion.merged_into, stage(suggestion)) == ("proposed", None, where)
    again = split.split(claim=claim, version=claim.appearances.get().version, by=by, at=now())
    assert [one.wording for one in again] == [first.wording, second.wording], "and it can be split again"


def test_where_the_machine_has_read_one_thing_it_splits_nothing():
    claim = picked()
    version = claim.appearances.get().version
    for _ in range(2):
        with pytest.raises(ValidationError, match="two claims at least"):
            split.split(claim=claim, version=version, by=factories.user(), at=now())
        suggested(claim, "cancelled")


def test_a_suggestion_that_somebody_decides_on_meanwhile_stays():
    claim, by = picked(), factories.user()
    first, _second = two_suggestions(claim)
    version = claim.appearances.get().version
    parts = split.offered_parts(claim, version)
    triage.pick(claim=first, by=factories.user(), at=now())
    with pytest.raises(Conflict, match="Look at it again"):
        split.split(claim=claim, version=version, parts=parts, by=by, at=now())
    first.refresh_from_db()
    assert (first.proposal, stage(claim)) == ("accepted", "picked")


BOTH = "The pier broke in 1998. The town paid 40% of €2,000, so it says."
# why, the printed words at the claim's place, its statements, the printed words of each part
ASSERTED = [
    (
        "each has its own words",
        BOTH,
        ["The pier broke in 1998", "[The town] paid 40%"],
        ["The pier broke in 1998", "paid 40%"],
    ),
    ("a sign belongs to its number", BOTH, ["paid [half] of €2,000", "x"], ["of €2,000", BOTH]),
    ("words of nobody's rest on the whole", BOTH, ["A bridge fell", "[It] fell"], [BOTH, BOTH]),
    ("of two runs the longest", "It fell. The pier fell.", ["The pier fell", "It fell"], ["The pier fell", "It fell"]),
]


@pytest.mark.parametrize(("why", "printed", "statements", "expected"), ASSERTED, ids=[row[0] for row in ASSERTED])
def test_what_a_persons_words_assert_are_parts_at_the_printed_words_that_they_share(why, printed, statements, expected):
    version = factories.version(f"{printed}\n")
    claim = factories.claim(
        of=version, words=printed, statements=[{"text": text, "speaker": ""} for text in statements]
    )
    found = split.offered_parts(claim, version)
    assert [(one.wording, one.exact) for one in found] == list(zip(statements, expected, strict=True))
    assert all(version.text[one.start : one.end] == one.exact for one in found)


def test_suggestions_of_the_machine_come_before_what_the_words_assert():
    claim = picked(statements=[{"text": "One", "speaker": ""}, {"text": "Two", "speaker": ""}])
    version = claim.appearances.get().version
    assert [one.wording for one in split.offered_parts(claim, version)] == ["One", "Two"]
    two_suggestions(claim)
    assert [one.suggestion is None for one in split.offered_parts(claim, version)] == [False, False]
    assert split.statement_count(claim) == 2


SPEAKERS = [  # of the whole, of the statement, of the part
    ("", "A. Brix", "A. Brix"),
    ("The port", "A. Brix", "The port"),
    ("", "", ""),
]


@pytest.mark.parametrize(("whole", "said_by", "expected"), SPEAKERS)
def test_who_says_a_statement_says_the_part_where_the_whole_has_nobody(whole, said_by, expected):
    statements = [{"text": text, "speaker": said_by} for text in ("It was cancelled", "Forty times")]
    claim = picked(statements=statements, speaker=whole)
    made = split.split(claim=claim, version=claim.appearances.get().version, by=factories.user(), at=now())
    assert {one.speaker for one in made} == {expected}


def test_a_quotes_speaker_is_the_quotes():
    quoted = factories.quote(picked(), "Agnes Tolland")
    statements = [{"text": text, "speaker": "A. Brix"} for text in ("It was cancelled", "Forty times")]
    claim = picked(of=quoted.version, quote=quoted, statements=statements)
    made = split.split(claim=claim, version=claim.appearances.get().version, by=factories.user(), at=now())
    assert {(one.speaker, one.quote.expert.name) for one in made} == {("", "Agnes Tolland")}


def test_a_part_that_still_makes_two_statements_says_so():
    claim = picked()
    version = claim.appearances.get().version
    parts = [part(version, "cancelled", "The pier broke in 1998. The town paid for it."), part(version, "forty times")]
    first, second = split.split(claim=claim, version=version, parts=parts, by=factories.user(), at=now())
    assert (len(first.statements), second.statements) == (2, [])


def test_a_claim_without_an_article_is_counted_by_its_words():
    claim = sighting.enter(
        wording="The pier broke in 1998. The town paid for it.", type="event", seen=TIP, by=factories.user(), at=AT
    )
    assert split.statement_count(claim) == 2


def entered():
    words = "The pier broke in 1998. The town paid for it."
    return sighting.enter(wording=words, type="event", seen=TIP, speaker="Ada", by=factories.user(), at=AT)


def test_a_claim_without_an_article_is_split_into_what_its_words_assert():
    claim, by = entered(), factories.user()
    made = split.split(claim=claim, by=by, at=now())
    assert [(one.wording, one.speaker, one.split_from) for one in made] == [
        ("The pier broke in 1998", "Ada", claim),
        ("The town paid for it", "Ada", claim),
    ]
    assert not any(one.appearances.exists() for one in made)
    assert {one.sightings.get().seen_in for one in made} == {TIP.seen_in}
    assert Event.objects.get(verb="claim.split").article is None
    undo.undo(claim=made[0], by=by, at=now())
    claim.refresh_from_db()
    assert claim.proposal == "accepted"


def test_a_claim_without_an_article_is_split_as_a_person_says():
    parts = [split.SplitPart("The pier broke"), split.SplitPart("The town paid")]
    made = split.split(claim=entered(), parts=parts, by=factories.user(), at=now())
    assert [one.wording for one in made] == ["The pier broke", "The town paid"]


NOWHERE = [
    (
        "printed words of a claim in no article",
        entered,
        None,
        [split.SplitPart("A", 0, 1, "A"), split.SplitPart("B")],
        "exact",
    ),
    ("a version that does not hold it", entered, factories.version, None, "version"),
    ("no place in the article", picked, "its own", [split.SplitPart("A"), split.SplitPart("B")], "start"),
    ("no version though an article holds it", picked, None, None, "version"),
]


@pytest.mark.parametrize(("why", "make", "version", "parts", "field"), NOWHERE, ids=[row[0] for row in NOWHERE])
def test_where_a_part_stands_agrees_with_where_its_claim_does(why, make, version, parts, field):
    claim = make()
    if version is not None:
        version = claim.appearances.get().version if version == "its own" else version()
    with pytest.raises(ValidationError) as wrong:
        split.split(claim=claim, version=version, parts=parts, by=factories.user(), at=now())
    assert set(wrong.value.message_dict) == {field}


@pytest.mark.parametrize(("statements", "answer"), [(("It was cancelled", "Forty times"), "split"), ((), None)])
def test_a_split_that_answers_the_warning_says_so_in_the_record(statements, answer):
    claim = picked(statements=[{"text": text, "speaker": ""} for text in statements])
    version = claim.appearances.get().version
    parts = [part(version, "cancelled"), part(version, "forty times")]
    split.split(claim=claim, version=version, parts=parts, by=factories.user(), at=now())
    assert Event.objects.get(verb="claim.split").data.get("answer") == answer
