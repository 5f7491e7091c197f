"""A body's fields are taken strictly: each value is what it says it is, or the field is named."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from rest_framework import serializers

from claims.api.base.request_fields import (
    EmptyBody,
    RequestBody,
    StrictBoolean,
    StrictChoice,
    StrictDate,
    StrictDateTime,
    StrictId,
    StrictInteger,
    StrictText,
    parse_rfc3339,
    require_row,
)
from claims.models import Claim
from sources.params import MAX_ID, MAX_INT
from tests import factories


class Part(RequestBody):
    number = StrictInteger()


class Body(RequestBody):
    integer = StrictInteger(required=False)
    key = StrictId(required=False)
    flag = StrictBoolean(required=False)
    text = StrictText(required=False)
    remark = StrictText(default="")
    choice = StrictChoice(choices=[("high", "high"), ("low", "low")], required=False)
    day = StrictDate(required=False)
    time = StrictDateTime(required=False)
    parts = Part(many=True, required=False)


def parse(data: Any, body: type[RequestBody] = Body) -> dict[str, Any]:
    return body.parse(SimpleNamespace(data=data))  # type: ignore[arg-type]


def form(**fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(fields)
    return data


def wrong(data: Any, body: type[RequestBody] = Body) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        parse(data, body)
    return refusal.value.message_dict


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("integer", 0),
        ("integer", MAX_INT),
        ("key", 1),
        ("key", MAX_ID),
        ("flag", True),
        ("flag", False),
        ("text", " two spaces  "),
        ("text", "line\nbreak"),
        ("remark", ""),
        ("choice", "low"),
    ],
)
def test_what_is_right_is_taken_as_it_is(field: str, value: Any) -> None:
    taken = parse({field: value})[field]
    assert (taken, type(taken)) == (value, type(value))


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("integer", True, "true is no number"),
        ("integer", False, "false is no number"),
        ("integer", 1.0, "a fraction"),
        ("integer", Decimal(1), "a fraction, as the parser reads it"),
        ("integer", "1", "a text"),
        ("integer", None, "nothing"),
        ("integer", [1], "a list"),
        ("integer", -1, "below the range"),
        ("integer", MAX_INT + 1, "above the range"),
        ("key", True, "true is no id"),
        ("key", "1", "a text"),
        ("key", 0, "no row has it"),
        ("key", -1, "no row has it"),
        ("key", MAX_ID + 1, "more than the database holds"),
        ("flag", 1, "a number"),
        ("flag", 0, "a number"),
        ("flag", "true", "a text"),
        ("flag", "", "a text"),
        ("flag", None, "nothing"),
        ("text", 5, "a number"),
        ("text", True, "a truth value"),
        ("text", ["a"], "a list"),
        ("text", {"a": 1}, "an object"),
        ("text", None, "nothing"),
        ("text", "", "empty, where it is needed"),
        ("text", "a\0b", "NUL"),
        ("choice", "middle", "none of them"),
        ("choice", "HIGH", "another case"),
        ("choice", 1, "a number"),
        ("choice", True, "a truth value"),
        ("choice", ["high"], "a list"),
        ("choice", "", "empty"),
        ("day", "2026-02-30", "no such day"),
        ("day", "20260301", "without its hyphens"),
        ("day", "2026-3-1", "without its zeros"),
        ("day", "2026-03-01T00:00:00Z", "a time"),
        ("day", " 2026-03-01", "a space before"),
        ("day", "٢٠٢٦-٠٣-٠١", "digits of another script"),
        ("day", 20260301, "a number"),
        ("time", "2026-03-01", "a day"),
        ("time", "2026-03-01T15:00:00", "no offset"),
        ("time", 1772377200, "a number"),
        ("time", None, "nothing"),
    ],
)
def test_what_is_no_such_value_names_its_field(field: str, value: Any, why: str) -> None:
    assert list(wrong({field: value})) == [field], why


def test_days_and_times_are_values() -> None:
    taken = parse({"day": "2026-03-01", "time": "2026-03-01T15:00:00+01:00"})
    assert taken["day"] == date(2026, 3, 1)
    assert taken["time"] == datetime(2026, 3, 1, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [("integer", "0", 0), ("integer", "17", 17), ("key", "17", 17), ("flag", "true", True), ("flag", "false", False)],
)
def test_a_form_writes_numbers_and_flags_as_text(field: str, text: str, value: Any) -> None:
    taken = parse(form(**{field: text}))[field]
    assert (taken, type(taken)) == (value, type(value))


@pytest.mark.parametrize(
    ("field", "text"),
    [
        *[("integer", text) for text in (" 1", "1.0", "-1", "true", "1e3", "١", str(MAX_INT + 1))],
        *[("key", text) for text in ("0", "1.0", str(2**63))],
        *[("flag", text) for text in ("True", "1", "on", "yes")],
    ],
)
def test_a_form_writes_nothing_looser(field: str, text: str) -> None:
    assert list(wrong(form(**{field: text}))) == [field]


def test_a_text_without_need_may_be_left_out_or_empty() -> None:
    assert parse({}) == {"remark": ""}
    assert parse({"remark": ""}) == {"remark": ""}


def test_unknown_fields_are_named_beside_the_wrong_ones() -> None:
    assert wrong({"colour": "red", "shape": 1}) == {
        "colour": ["There is no such field."],
        "shape": ["There is no such field."],
    }
    assert set(wrong({"colour": "red", "integer": True})) == {"colour", "integer"}


def test_what_is_wrong_inside_a_field_is_one_flat_list_under_it() -> None:
    found = wrong({"parts": [{"number": 1}, {"number": True}, {"number": 2, "colour": "red"}]})
    assert found == {"parts": ["A valid integer is required.", "There is no such field."]}
    assert list(wrong({"parts": 5})) == ["parts"]
    assert parse({"parts": [{"number": 3}]})["parts"] == [{"number": 3}]


@pytest.mark.parametrize("data", [[], "x", 5, True])
def test_only_an_object_is_a_body(data: Any) -> None:
    assert list(wrong(data)) == ["non_field_errors"]


def test_an_empty_body_has_no_field() -> None:
    assert parse({}, EmptyBody) == {}
    assert list(wrong({"because": "x"}, EmptyBody)) == ["because"]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-03-01T15:00:00Z", datetime(2026, 3, 1, 15, tzinfo=UTC)),
        ("2026-03-01t15:00:00z", datetime(2026, 3, 1, 15, tzinfo=UTC)),
        ("2026-03-01T15:00:00.5Z", datetime(2026, 3, 1, 15, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-03-01T15:00:00-05:30", datetime(2026, 3, 1, 20, 30, tzinfo=UTC)),
        ("2026-03-01T15:00:00", None),
        ("2026-03-01 15:00:00Z", None),
        ("2026-03-01T15:00Z", None),
        ("2026-03-01T15:00:00+01", None),
        ("2026-03-01T25:00:00Z", None),
        ("2026-02-30T15:00:00Z", None),
        ("2026-03-01T15:00:00+99:00", None),
        ("0001-01-01T00:00:00+01:00", None),  # before the first day there is
        ("x2026-03-01T15:00:00Z", None),
        ("2026-03-01T15:00:00Zx", None),
        ("", None),
    ],
)
def test_a_time_needs_its_offset(text: str, time: datetime | None) -> None:
    found = parse_rfc3339(text)
    assert found == time
    assert found is None or found.utcoffset() == UTC.utcoffset(None)


@pytest.mark.django_db
def test_a_row_that_a_body_names_is_there_or_its_field_is_named() -> None:
    claim, other = factories.claim(), factories.claim()
    assert require_row(Claim.objects.all(), claim.pk, "claim") == claim
    for rows, key in [(Claim.objects.all(), other.pk + 1), (Claim.objects.exclude(pk=claim.pk), claim.pk)]:
        with pytest.raises(ValidationError) as refusal:
            require_row(rows, key, "into")
        assert refusal.value.message_dict == {"into": [f"There is none with the id {key}."]}


@pytest.mark.parametrize("value", [1, True, 1.0, ["1"]])
def test_a_choice_is_not_made_from_another_value(value: Any) -> None:
    field = StrictChoice(choices=[("1", "one"), ("True", "true"), ("1.0", "a fraction"), ("['1']", "a list")])
    assert field.run_validation("1") == "1"
    with pytest.raises(serializers.ValidationError):
        field.run_validation(value)


def test_the_defaults_of_a_field_can_be_narrowed() -> None:
    field = StrictInteger(max_value=3)
    assert field.run_validation(3) == 3
    with pytest.raises(serializers.ValidationError):
        field.run_validation(4)
