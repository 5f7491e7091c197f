"""Lists are narrowed by what they are asked for, and by nothing else."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from claims.api.base.filters import BooleanFilter, DateTimeField, DateTimeFilter, IdField, IdFilter, TextFilter
from tests.claims.api.world import World, get


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "query", "expected", "why"),
    [
        ("/articles", {"source": "test"}, 1, "the system that sent it"),
        ("/articles", {"source": "other"}, 0, "another system"),
        ("/articles", {"state": "waiting"}, 1, "not read yet"),
        ("/articles", {"state": "done"}, 0, "not read yet"),
        ("/articles", {"q": "100%"}, 0, "a percent sign is no wildcard"),
        ("/claims", {"article": "ARTICLE"}, 1, "in this article"),
        ("/claims", {"article": "999999"}, 0, "in no other"),
        ("/claims", {"publisher": "999999"}, 0, "an unknown publisher"),
        ("/claims", {"version": "VERSION"}, 1, "in this version"),
        ("/claims", {"rating": "SUPPORTED"}, 1, "as rated"),
        ("/claims", {"rating": "DISPUTED"}, 0, "not so rated"),
        ("/claims", {"rated": "true"}, 1, "it has a verdict"),
        ("/claims", {"rated": "false"}, 0, "it has one"),
        ("/claims", {"proposal": "accepted"}, 1, "rating it accepted it"),
        ("/claims", {"proposal": "superseded"}, 0, "none was replaced"),
        ("/claims", {"speaker": "odile"}, 1, "whatever the case"),
        ("/claims", {"expert": "EXPERT"}, 1, "by id"),
        ("/claims", {"type": "event"}, 1, "its type"),
        ("/claims", {"outcome": "claim"}, 0, "no outcome is stored"),
        ("/claims", {"q": "TIDE gauge"}, 1, "words of the claim"),
        ("/claims", {"q": "lighthouse"}, 0, "other words"),
        ("/quotes", {"article": "ARTICLE", "type": "direct", "kind": "person", "speaker": "Brandt"}, 1, "all together"),
        ("/quotes", {"kind": "unnamed"}, 0, "she has a name"),
        ("/experts", {"article": "ARTICLE", "kind": "person", "name": "brandt"}, 1, "all together"),
        ("/evidence", {"claim": "CLAIM", "stance": "supports", "withdrawn": "false"}, 1, "what stands for it"),
        ("/evidence", {"withdrawn": "true"}, 0, "none was withdrawn"),
        ("/reviews", {"claim": "CLAIM", "rating": "SUPPORTED"}, 1, "of this claim"),
        ("/verdicts", {"claim": "CLAIM", "standing": "true"}, 1, "the one that stands"),
        ("/verdicts", {"standing": "false"}, 0, "none is superseded"),
        ("/jobs", {"kind": "fetch", "state": "done"}, 1, "the arrival"),
        ("/jobs", {"kind": "extraction", "state": "waiting", "article": "ARTICLE"}, 1, "the reading"),
        ("/jobs", {}, 2, "both ledgers"),
        ("/events", {"claim": "CLAIM", "verb": "verdict.given"}, 1, "what happened to it"),
        ("/events", {"after": str(2**62)}, 0, "nothing later"),
    ],
)
def test_lists_are_narrowed(desk: World, address: str, query: dict[str, str], expected: int, why: str) -> None:
    ids = {
        "ARTICLE": desk.version.article_id,
        "VERSION": desk.version.pk,
        "EXPERT": desk.expert.pk,
        "CLAIM": desk.claim.pk,
    }
    body = get(desk.user, address, **{name: str(ids.get(value, value)) for name, value in query.items()})
    assert len(body["results"]) == expected, why


@pytest.mark.parametrize(("text", "key"), [("1", 1), ("17", 17), (str(2**63 - 1), 2**63 - 1), ("", None), (None, None)])
def test_an_id_is_plain_digits(text: str | None, key: int | None) -> None:
    assert IdField(required=False).clean(text) == key


@pytest.mark.parametrize("text", ["0", "-1", "1.0", "true", "1e3", "١", str(2**63), "x"])
def test_anything_else_is_refused_and_not_taken_for_no_filter(text: str) -> None:
    with pytest.raises(ValidationError, match="whole number above 0"):
        IdField(required=False).clean(text)


def test_a_time_needs_its_offset() -> None:
    field = DateTimeField(required=False)
    assert field.clean("2026-03-01T15:00:00+01:00") == datetime(2026, 3, 1, 14, tzinfo=UTC)
    assert field.clean("") is None
    for text in ("2026-03-01", "2026-03-01T15:00:00", "yesterday"):
        with pytest.raises(ValidationError, match="with its offset"):
            field.clean(text)


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False)])
def test_a_flag_is_true_or_false(text: str, value: bool) -> None:
    assert BooleanFilter().field.clean(text) is value


@pytest.mark.parametrize("text", ["True", "1", "0", "yes", "on", " true"])
def test_a_flag_is_no_other_word(text: str) -> None:
    with pytest.raises(ValidationError):
        BooleanFilter().field.clean(text)


def test_words_keep_their_spaces() -> None:
    assert TextFilter().field.clean("ferry ") == "ferry "


@pytest.mark.parametrize(("filter_class", "kind"), [(IdFilter, IdField), (DateTimeFilter, DateTimeField)])
def test_each_filter_reads_its_own_kind_of_value(filter_class: Any, kind: type) -> None:
    assert isinstance(filter_class().field, kind)
