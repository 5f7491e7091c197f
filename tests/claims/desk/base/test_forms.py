"""The forms read fields and say where something is wrong; they hold no rules of their own."""

from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.desk.base.forms import ApprovalForm, DeskForm, EvidenceForm, PlaceForm, ReasonForm, WholeNumberField
from claims.desk.claim_panel import edit_forms
from claims.desk.publish import publish_forms
from sources.params import MAX_ID
from sources.spans import Span

VERSION: Any = SimpleNamespace(text="The weir 🌉 was raised.\nThe weir was lowered.\n")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"exact": "🌉 was", "start": 9, "end": 14}, Span(9, 14, "🌉 was")),
        ({"exact": "raised.\r\nThe", "start": 15, "end": 26}, Span(15, 26, "raised.\nThe")),
        ({"exact": " lowered ", "start": "", "end": ""}, Span(36, 43, "lowered")),
        ({"exact": "raised.\r\nThe weir"}, Span(15, 31, "raised.\nThe weir")),
        ({"exact": "lowered", "start": 36, "end": ""}, Span(36, 43, "lowered")),
    ],
)
def test_words_have_the_place_that_was_selected_or_the_one_where_they_stand(
    fields: dict[str, object], expected: Span
) -> None:
    form = PlaceForm(fields)
    assert form.is_valid(), form.errors
    assert form.place(VERSION) == expected


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"exact": "🌉 was", "start": 8, "end": 13}, "not the words at that place"),
        ({"exact": "weir"}, "more than once"),
        ({"exact": "bridge"}, "not in the text"),
        ({"exact": "\n", "start": "", "end": ""}, "white space"),
    ],
)
def test_words_without_a_certain_place_are_refused_at_their_field(fields: dict[str, object], problem: str) -> None:
    form = PlaceForm(fields)
    assert form.is_valid(), form.errors
    assert form.place(VERSION) is None
    assert problem in str(form.errors["exact"])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, None),
        ({"seen_evidence": ""}, []),
        ({"seen_evidence": "7"}, [7]),
        ({"seen_evidence": "7,12"}, [7, 12]),
    ],
)
def test_an_approval_says_which_evidence_was_before_the_second_reviewer(
    data: dict[str, str], expected: list[int] | None
) -> None:
    form = ApprovalForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["seen_evidence"] == expected


@pytest.mark.parametrize("nonsense", ["7,", ",7", "7;8", "a", "-1", "1" * 19, "٧", "7,٨", "7\n", " 7"])
def test_what_is_no_list_of_evidence_is_refused(nonsense: str) -> None:
    assert not ApprovalForm({"seen_evidence": nonsense}).is_valid()


@pytest.mark.parametrize(
    ("sent", "expected"),
    [("0", 0), ("7", 7), ("007", 7), (str(MAX_ID), MAX_ID), ("", None), (None, None), (12, 12)],
)
def test_a_number_that_a_page_sends_back_is_digits(sent: object, expected: int | None) -> None:
    assert WholeNumberField(required=False).clean(sent) == expected


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (" 1", "a space before"),
        ("1 ", "a space after"),
        ("1\n", "a line end after"),
        ("1.0", "a fraction"),
        (1.0, "a fraction, not even as text"),
        ("1,000", "a separator"),
        ("1e3", "an exponent"),
        ("+1", "a sign"),
        ("-1", "nothing below zero"),
        ("١", "a digit of another script"),
        ("true", "a word"),
        (True, "a truth"),
        (str(MAX_ID + 1), "more than a key can be"),
    ],
)
def test_nothing_else_is_a_number_that_a_page_sends_back(sent: object, why: str) -> None:
    with pytest.raises(ValidationError) as refused:
        WholeNumberField(required=False).clean(sent)
    assert refused.value.messages == ["Enter a whole number."], why


def test_the_least_that_a_field_takes_is_its_own() -> None:
    field = WholeNumberField(min_value=1)
    assert field.clean("1") == 1
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        field.clean("0")
    with pytest.raises(ValidationError, match="required"):
        field.clean("")


def desk_forms(of: type[DeskForm] = DeskForm) -> set[type[DeskForm]]:
    """Return every form of the desk that has been imported."""
    return {of}.union(*(desk_forms(form) for form in of.__subclasses__()))


def test_every_hidden_number_of_the_desk_is_read_strictly() -> None:
    place: Any = SimpleNamespace(exact="The weir", start=0, end=8)
    split = edit_forms.SplitForm(place=place)
    fields = {f"{form.__name__}.{name}": field for form in desk_forms() for name, field in form.base_fields.items()}
    fields |= {f"SplitForm.{name}": field for name, field in split.fields.items()}
    assert publish_forms.__name__ in {form.__module__ for form in desk_forms()}
    hidden = {
        name: type(field)
        for name, field in fields.items()
        if isinstance(field, forms.IntegerField) and isinstance(field.widget, forms.HiddenInput)
    }
    assert {"ReviewForm.seen", "PlaceForm.start", "AdjustForm.place", "SplitForm.start_0"} <= set(hidden)
    assert {name for name, kind in hidden.items() if kind is not WholeNumberField} == set()


def test_a_refusal_stands_at_its_field_or_above_the_form() -> None:
    form = ReasonForm({"because": "It rained."})
    assert form.is_valid()
    form.refuse(ValidationError({"because": "Say more.", "elsewhere": "Pick it first."}))
    form.refuse(ValidationError("Not now."))
    assert form.errors["because"] == ["Say more."]
    assert form.non_field_errors() == ["Pick it first.", "Not now."]


def test_an_upload_keeps_its_name_type_and_bytes() -> None:
    fields = {"stance": "supports", "kind": "page", "note": "It shows it."}
    file = SimpleUploadedFile("log.pdf", b"%PDF", content_type="application/pdf")
    form = EvidenceForm(fields, {"file": file})
    assert form.is_valid(), form.errors
    kept = form.upload()
    assert kept is not None
    assert (kept.name, kept.media_type, kept.raw) == ("log.pdf", "application/pdf", b"%PDF")
    without = EvidenceForm(fields)
    assert without.is_valid()
    assert without.upload() is None
