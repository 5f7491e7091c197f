"""A claim rests on other printed words of the same text; the old place stays in the record."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Appearance, Event, Work
from claims.workflow.audit import Conflict, actor_of
from claims.workflow.claim import adjust_span, merge, wording
from tests import factories
from tests.claims.gates.refused import refused
from tests.claims.workflow.world import (
    EDITS,
    EVERYBODY,
    STANDS,
    beside,
    decided,
    edited_or_refused,
    moved,
    now,
    only_on_its_desk,
    picked,
    places,
    roles_that_may,
    work,
)

pytestmark = pytest.mark.django_db


SPANS = [  # the text, the claim's words, the new words
    ("👩‍🚀🎉 She sailed twice, in 1908.\n", "sailed twice", "🎉 She sailed twice"),
    ("أُلغيت العبّارة أربعين مرة.\n", "العبّارة", "أُلغيت العبّارة أربعين مرة"),
    ("渡轮去年冬天停航四十次。\n", "停航", "停航四十次"),
    ("Zoë’s cafe\u0301 𝔉𝔢𝔯𝔯𝔶 was closed.\n", "was closed", "cafe\u0301 𝔉𝔢𝔯𝔯𝔶 was closed"),
]


@pytest.mark.parametrize(
    ("text", "words", "new"), SPANS, ids=["emoji", "right to left", "CJK", "beyond the first plane"]
)
def test_a_place_is_adjusted_in_code_points(text, words, new):
    version = factories.version(text)
    claim = picked(of=version, words=words)
    old = claim.appearances.get()
    now_there = moved(old, new, factories.user())
    old.refresh_from_db()
    assert version.text[now_there.start : now_there.end] == now_there.exact == new
    assert (places(claim), old.exact) == ([new], words)
    assert old.replaced_at is not None


WRONG_PLACES = [
    (4, 9, "ferry!", "exact", "other words"),
    (9, 4, "ferry", "start", "reversed"),
    (4, 10_000, "ferry", "start", "past the end"),
    (4, 4, "", "start", "nothing"),
    (3, 4, " ", "exact", "white space"),
    (22, 24, "\ud83d", "exact", "half a character"),
]


@pytest.mark.parametrize(("start", "end", "exact", "field", "why"), WRONG_PLACES, ids=[row[4] for row in WRONG_PLACES])
def test_places_that_are_none(start, end, exact, field, why):
    claim = picked()
    with pytest.raises(ValidationError) as wrong:
        adjust_span.adjust(
            place=claim.appearances.get(), start=start, end=end, exact=exact, by=factories.user(), at=now()
        )
    assert list(wrong.value.message_dict) == [field]
    assert places(claim) == ["cancelled forty times"]


def test_a_place_that_was_adjusted_meanwhile_and_one_that_is_there_already():
    claim, by = picked(), factories.user()
    old = claim.appearances.get()
    existing = moved(old, "cancelled", by)
    assert moved(existing, "cancelled", by) == existing, "no change"
    with pytest.raises(Conflict, match="meanwhile"):
        moved(old, "forty", by)
    merge.merge(claim=beside(claim), into=claim, by=by, at=now())
    with pytest.raises(ValidationError, match="already"):
        moved(existing, "The town paid", by)


def test_the_place_that_a_verdict_cites_stays():
    claim = decided()
    place = claim.appearances.get()
    refused(lambda: Appearance.objects.filter(pk=place.pk).update(replaced_at=factories.AT), "open the claim again")
    refused(lambda: Appearance.objects.filter(pk=place.pk).update(exact="other words are there"), "replaced_at")
    merge.merge(claim=factories.claim(), into=claim, by=factories.user(), at=now())
    added = claim.appearances.exclude(pk=place.pk)
    assert added.update(replaced_at=factories.AT) == 1, "one that came later is not the verdict's"


PLACED = [row for row in STANDS if row[0] != "merged"]  # what was merged has no place of its own any more


@pytest.mark.parametrize(("where", "make", "why"), PLACED, ids=[row[0] for row in PLACED])
def test_a_place_is_adjusted_where_the_claim_stands_or_it_is_said_why_not(where, make, why):
    edited_or_refused("adjust", make, why)


def test_whoever_edits_claims_may_adjust_a_place_on_their_desk():
    claim = picked()
    assert roles_that_may(lambda by: EDITS["adjust"](claim, by)) == EVERYBODY
    assert only_on_its_desk(claim, lambda by: EDITS["adjust"](claim, by))


def test_who_had_an_older_page_before_them_adjusts_too_late():
    claim = picked()
    seen = Work.objects.get(pk=claim.pk).version
    wording.change(claim=claim, speaker="Agnes Tolland", by=factories.user(), at=now())
    with pytest.raises(Conflict):
        moved(claim.appearances.get(), "forty", factories.user(), seen=seen)
    assert places(claim) == ["cancelled forty times"]


def test_an_adjusted_place_is_written_down_with_what_it_was():
    claim, by = picked(), factories.user()
    old = claim.appearances.get()
    version = work(claim).version
    place = moved(old, "forty times", by)
    claim.refresh_from_db()
    old.refresh_from_db()
    assert (old.replaced_at, claim.touched_at) == (old.replaced_at, old.replaced_at)
    assert work(claim).version == version + 1
    text = place.version.text
    assert text[place.start - len(place.prefix) : place.start] == place.prefix
    logged = Event.objects.get(verb="claim.adjusted")
    assert (logged.article, logged.actor) == (place.version.article_id, actor_of(by).pk)
    assert logged.data == {"was": old.pk, "now": place.pk, "before": "cancelled forty times"}


def test_the_place_of_another_claim_is_not_ones_own():
    claim = picked()
    other = beside(claim, words="forty times")
    assert moved(claim.appearances.get(), "forty times", factories.user()).claim == claim
    assert places(other) == ["forty times"]


def test_a_claim_may_go_back_to_words_that_it_rested_on_before():
    claim, by = picked(), factories.user()
    moved(moved(claim.appearances.get(), "cancelled", by), "cancelled forty times", by)
    assert places(claim) == ["cancelled forty times"]
    assert claim.appearances.count() == 3


def test_the_same_words_of_another_claim_or_version_are_free():
    claim, by = picked(), factories.user()
    beside(claim, words="The town paid")
    version = claim.appearances.get().version
    start = version.text.index("The town paid")
    newer = factories.version(article=version.article)
    claim.appearances.create(version=newer, start=start, end=start + 13, exact="The town paid", prefix="", suffix="")
    moved(claim.appearances.get(version=version), "The town paid", by)
    assert places(claim).count("The town paid") == 2
