"""A claim's words are what its segments make, and printed ones are the article's, on no way in otherwise."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from claims.models import Claim
from claims.pipeline.rewording import rewording
from claims.pipeline.standalone.wording import Segment, render
from tests import factories
from tests.claims.gates.refused import refused
from tests.claims.gates.rows import Attempt, change_claim

WORDS = "cancelled forty times"
AT = factories.TEXT.index(WORDS)
SEGMENTS = [
    Segment(AT, AT, "[The ferry 🚢 was] ", "carried"),
    Segment(AT, AT + len(WORDS), WORDS, "printed"),
    Segment(AT + len(WORDS), AT + len(WORDS), " [date unknown]", "date"),
]
STORED = rewording.stored(SEGMENTS)
WORDING = "[The ferry 🚢 was] cancelled forty times [date unknown]"


def machine_claim() -> Claim:
    return factories.claim(words=WORDS, wording=WORDING, segments=STORED)


def other(number: int, **fields: Any) -> list[dict[str, Any]]:
    return [row | fields if k == number else row for k, row in enumerate(STORED)]


def by_sql(column: str, value: str) -> Attempt:
    claim = machine_claim()

    def attempt() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE claims_claim SET {column} = %s WHERE id = %s", [value, claim.pk])

    return attempt


CONSTRAINT = "claim_wording_is_what_its_segments_make"
NOT_PRINTED = f"not what stands there at {AT}–{AT + len(WORDS)}"
ATTACKS: dict[str, tuple[Callable[[], Attempt], str]] = {
    "other words than the segments make": (lambda: change_claim(machine_claim(), wording="It ran."), CONSTRAINT),
    "other words by SQL": (lambda: by_sql("wording", "It ran."), CONSTRAINT),
    "other segments than the words": (
        lambda: change_claim(machine_claim(), segments=other(2, text=" [2 March 2024]")),
        CONSTRAINT,
    ),
    "segments that make no words": (lambda: by_sql("segments", '[{"why": "carried"}]'), CONSTRAINT),
    "segments that are no list": (lambda: by_sql("segments", '{"text": "x"}'), "from an object"),
    "printed words that are not printed there": (
        lambda: change_claim(
            machine_claim(), segments=other(1, text="cancelled fifty times"), wording=WORDING.replace("forty", "fifty")
        ),
        NOT_PRINTED,
    ),
    "printed words without a place": (
        lambda: change_claim(machine_claim(), segments=other(1, start=None)),
        "not what stands there",
    ),
    "a new claim with printed words that are not there": (
        lambda: (
            lambda: factories.claim(
                words=WORDS,
                wording="[It was] cancelled forty times",
                segments=rewording.stored(
                    [Segment(AT, AT, "[It was] ", "carried"), Segment(AT - 1, AT + len(WORDS) - 1, WORDS, "printed")]
                ),
            )
        ),
        f"not what stands there at {AT - 1}–",
    ),
    "a new claim with other words": (
        lambda: lambda: factories.claim(words=WORDS, wording="It ran.", segments=STORED),
        CONSTRAINT,
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("attack", ATTACKS)
def test_nobody_gets_around_the_gate(attack: str) -> None:
    begin, sentence = ATTACKS[attack]
    refused(begin(), sentence)


@pytest.mark.django_db
def test_words_and_segments_change_together() -> None:
    claim = machine_claim()
    change_claim(
        claim, segments=other(2, text=" [2 March 2024]"), wording=WORDING.replace("date unknown", "2 March 2024")
    )()
    change_claim(claim, segments=[], wording="The ferry was cancelled.")()
    change_claim(claim, wording="The ferry never ran.")()


@pytest.mark.django_db
def test_segments_count_in_the_text_in_which_the_claim_was_seen_first() -> None:
    claim = machine_claim()
    first = claim.appearances.get()
    newer = factories.version("Put right. " + factories.TEXT, article=first.version.article)
    first.pk, first.version, first.start, first.end, first._state.adding = (
        None,
        newer,
        AT + 11,
        AT + 11 + len(WORDS),
        True,
    )
    first.save()
    change_claim(claim, segments=other(2, text=""), wording="[The ferry 🚢 was] cancelled forty times")()
    moved = rewording.stored([Segment(AT + 11, AT + 11 + len(WORDS), WORDS, "printed")])
    refused(change_claim(claim, segments=moved, wording=WORDS), "not what stands there")


odd = st.text(
    st.sampled_from(list("ab [],“”%é渡船🚢👩‍🚒שלוםمرحبا\t\n\r\f\v\x1c\x1d\x1e\x1f\x7f\x85\xa0\u1680\u2000\u200a\u200b"))
    | st.sampled_from(list("\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\u180e\u0301"))
    | st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
    max_size=12,
)


class RenderedAlike(TestCase):
    @settings(max_examples=150)
    @given(st.lists(odd, max_size=5))
    @example(["\u3000渡船 ", "\xa0\u200b", "[שלום\u202fعالم] 👩\u200d🚒\n"])
    def test_the_database_renders_segments_as_python_does(self, texts: list[str]) -> None:
        segments = [Segment(0, 0, text, "carried") for text in texts]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT COALESCE(claims_wording(%s::jsonb), '')",
                [Claim._meta.get_field("segments").get_db_prep_value(rewording.stored(segments), connection)],
            )
            assert cursor.fetchone()[0] == render(segments)
