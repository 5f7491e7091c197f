"""Captions and credits of pictures, told by how they end and by how long they are."""

import pytest

from sources.pipeline.clean import captions
from tests.corpus import golden


def fill(length, end):
    """Return a line of exactly so many characters that ends in `end`."""
    return ("boats in the fog " * 60)[: length - len(end)] + end


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("Photo: Ana Silva", True),
        ("Foto: Ana Silva", True),
        ("Image courtesy of Jo Ek / Coast", True),
        ("Photo by Ana Silva", True),
        ("Boats in the fog in this file photo", True),
        ("Boats in the fog. REUTERS/Jo Ek", True),
        ("Boats, Getty Images", True),
        ("1 of 4 Boats in the harbour", True),
        ("1 of 4", False),  # a count, and nothing shown
        ("© Ana Silva", True),
        ("© 2025 Coast Daily", False),  # a copyright line
        ("Above: the pier", True),
        ("(AP Photo/Ana Silva)", True),
        ("(Jo Ek via AP)", True),
        ("Photographers came by the hundred.", False),
        ("The Getty family bought the pier.", False),
    ],
)
def test_a_caption_is_told_by_its_form(line, caption):
    assert captions.looks_like(line) is caption


@pytest.mark.parametrize(("length", "caption"), [(320, True), (321, False)])
def test_a_whole_line_is_a_caption_up_to_320_characters(length, caption):
    line = fill(length, " file photo " + "x" * 150)
    assert len(line) == length
    assert captions.looks_like(line) is caption


@pytest.mark.parametrize(("length", "caption"), [(700, True), (701, False)])
def test_a_longer_line_is_a_caption_when_it_ends_in_a_credit_up_to_700_characters(length, caption):
    assert captions.looks_like(fill(length, "(AP Photo/Ana Silva)")) is caption
    assert not captions.looks_like(fill(length, "(AP Photo/Ana Silva) and more"))


@pytest.mark.parametrize(("length", "caption"), [(100, True), (101, False)])
def test_a_credit_takes_the_last_hundred_characters(length, caption):
    credit = f"({'n' * 50} via AP{'x' * (length - 59)})"
    assert len(credit) == length
    assert captions.looks_like(fill(400, credit)) is caption


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("Image 2 of 5", True),
        ("photo 12 of 120", True),
        ("Slide 1 of 1000", False),
        ("Image 2 of 5 boats", False),
        ("The image 2 of 5", False),
        ("2 of 5", False),
    ],
)
def test_a_count_of_pictures_is_a_whole_line(line, counts):
    assert captions.counts(line) is counts


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [
        ("Photo: Ana Silva", True),
        ("Boats in the fog. (Image: Coast Pictures)", True),
        ("3 of 7 Boats in the fog on Monday", True),
        ("© Ana Silva", True),
        ("Boats in the fog on the morning after the storm. Photograph: Ana Silva", True),
        ("Boats in the fog. © Coast / Ana Silva", True),
        ("In this March 4, 2025 picture, boats lie " + "side by side " * 30 + "in the fog. (AP Photo/Ana Silva)", True),
        ("Boats in the fog. (ANA SILVA/COAST PICTURES)", True),
        ("Boats in the fog. Getty", True),
        ("The museum bought its pictures from Getty", False),
        ("He sent me a letter. Photographs: none.", False),  # a sentence of its own
        ("Photo bans spread along the coast.", False),
        ("The picture is bleak, he said.", False),
    ],
)
def test_a_caption_is_told_by_its_credit(line, is_caption):
    assert captions.looks_like(line) is is_caption


def test_whole_articles_keep_their_passages() -> None:
    assert golden.changed_passages() == ()
