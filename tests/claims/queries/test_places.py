"""A statement of headline and text is judged in the text, wherever one of its places is taken."""

from datetime import date

import pytest
from django.test import Client

from claims import queries
from claims.desk.base.claim_list import article_url
from claims.models import Appearance, Claim
from claims.queries.places import judged_at
from claims.workflow.claim import join, split, wording
from claims.workflow.claim.wording import Days
from tests import factories
from tests.claims.workflow.world import now

pytestmark = pytest.mark.django_db
HEADLINE = "Crane sold on Monday"
BODY = "The crane was sold by the town on Monday"
TEXT = f"{HEADLINE}\n{BODY}.\nIt stood there since 1971.\n"


def headlined(**fields: object) -> Claim:
    """A claim of a sentence that the headline says as well; the headline's place is stored last."""
    version = factories.version(TEXT)
    if not fields:
        start = TEXT.index(BODY)
        segments = [factories.Segment(start, start + len(BODY), BODY, "printed")]
        fields = {"segments": factories.rewording.stored(segments)}
    claim = factories.claim(of=version, words=BODY, wording=BODY, **fields)
    Appearance.objects.create(claim=claim, version=version, start=0, end=len(HEADLINE), exact=HEADLINE)
    return claim


SEGMENT = {"start": 30, "end": 40}


@pytest.mark.parametrize(
    ("why", "segments", "places", "expected"),
    [
        ("the words lie in it", [SEGMENT], [(0, 10), (25, 45)], 25),
        ("the words lie in it though another follows", [SEGMENT], [(25, 45), (60, 80)], 25),
        ("exactly in it", [SEGMENT], [(30, 40), (60, 80)], 30),
        ("one letter is outside", [SEGMENT], [(31, 40), (60, 80)], 60),
        ("one letter is outside behind", [SEGMENT], [(30, 39), (60, 80)], 60),
        ("what was added has no place", [{"start": 70, "end": 70}, SEGMENT], [(25, 45), (60, 80)], 25),
        ("nothing but additions", [{"start": 0, "end": 0}], [(0, 10), (25, 45)], 25),
        ("a person's own words", [], [(25, 45), (0, 10)], 25),
        ("one alone", [], [(0, 10)], 0),
        ("none", [], [], None),
    ],
)
def test_a_claim_is_judged_where_its_words_are_printed(why, segments, places, expected) -> None:
    place = judged_at(Claim(segments=segments), [Appearance(start=start, end=end) for start, end in places])
    assert (place.start if place is not None else None) == expected, why


def test_the_table_names_the_line_of_the_text() -> None:
    claim = headlined()
    (row,) = queries.claims_table([claim.appearances.first().version.article_id])
    assert row.place.endswith(", line 2")


def test_the_panel_shows_the_sentence_of_the_text_and_splits_there(client: Client) -> None:
    client.force_login(factories.user())
    claim = headlined(touched_at=factories.AT)
    version = claim.appearances.first().version
    found = client.get(article_url(version.article_id, claim.pk)).context
    assert found["split_form"].place.exact == BODY
    page = client.get(article_url(version.article_id, claim.pk)).content.decode()
    first = page.index(f'id="c{claim.pk}"')
    assert first > page.index(f'id="c{claim.pk}-1"'), "the link to the claim leads into the text"


def test_what_it_asserts_is_split_at_the_words_of_the_text() -> None:
    said = [{"text": words, "speaker": ""} for words in ("The crane was sold", "The town sold it on Monday")]
    claim = headlined(statements=said)
    parts = split.offered_parts(claim, claim.appearances.first().version)
    assert all(part.start >= TEXT.index(BODY) for part in parts)


def test_the_sentence_to_join_is_that_of_the_text() -> None:
    claim = headlined()
    sentence = join.sentence_of(claim, claim.appearances.first().version)
    assert sentence is not None
    assert sentence.exact == f"{BODY}."


def test_words_of_time_are_looked_for_in_the_text_first() -> None:
    claim = headlined()
    days = Days(first=date(2026, 3, 2), last=date(2026, 3, 2), exact="on Monday")
    wording.change(claim=claim, times=[days], by=factories.user(), at=now())
    claim.refresh_from_db()
    assert claim.times[0]["start"] == TEXT.index("on Monday", len(HEADLINE))


def test_each_place_is_adjusted_under_its_own_words_that_of_the_text_first(client: Client) -> None:
    client.force_login(factories.user())
    claim = headlined(touched_at=factories.AT)
    address = article_url(claim.appearances.first().version.article_id, claim.pk)
    assert [words for words, _form in client.get(address).context["adjust_forms"]] == [BODY, HEADLINE]
    claim.appearances.filter(exact=HEADLINE).update(replaced_at=factories.AT)
    assert [words for words, _form in client.get(address).context["adjust_forms"]] == [""]
