"""A word list is a file that an editor can change: one entry a line, with comments."""

import re
from pathlib import Path

import pytest

from sources import word_list


@pytest.mark.parametrize(
    ("content", "entries", "why"),
    [
        ("say\ntell\n", ("say", "tell"), "one entry a line"),
        ("tell\nsay", ("tell", "say"), "in the order of the file, the last line end missing"),
        ("# Verbs.\n\nsay\n  \n# tell\n", ("say",), "comments and blank lines are no entries"),
        ("say  # by far the most common\n", ("say",), "a comment may stand behind its entry"),
        ("  say \t\r\ntell\r\n", ("say", "tell"), "blanks and line ends around an entry are none of it"),
        ("according to\nDr.\n", ("according to", "Dr."), "an entry keeps its case and its inner blanks"),
        ("jürgen\n’s\n", ("jürgen", "’s"), "any script"),
        ("", (), "an empty list is a list"),
    ],
)
def test_reads_the_entries(content: str, entries: tuple[str, ...], why: str, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_bytes(content.encode())
    assert word_list.load_lines(file) == entries, why
    assert word_list.load(file) == frozenset(entries), why


def test_reads_a_list_once(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("say\n", encoding="utf-8")
    first = word_list.load(file)
    file.unlink()
    assert word_list.load(file) is first == {"say"}


def test_reads_a_table_whose_entries_carry_values(tmp_path: Path) -> None:
    file = tmp_path / "table.toml"
    file.write_text('[units]\n"km²" = 1_000_000  # in m²\nacre = 4047\n', encoding="utf-8")
    assert word_list.load_table(file) == {"units": {"km²": 1_000_000, "acre": 4047}}


@pytest.mark.parametrize("load", [word_list.load, word_list.load_lines, word_list.load_table])
def test_a_missing_file_is_an_error_and_not_an_empty_list(load, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "absent")


@pytest.mark.parametrize(
    ("text", "matches"),
    [("gull", True), ("herring gull", True), ("tern", False), ("gull|herring gull", False)],
)
def test_either_matches_what_one_of_its_expressions_matches(text: str, matches: bool) -> None:
    assert bool(re.fullmatch(f"a {word_list.either(['gull', 'herring .*'])}!", f"a {text}!")) is matches


FILES = sorted(Path(word_list.__file__).parent.glob("pipeline/**/words/*"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_list_of_the_sources_names_an_entry_twice(file: Path) -> None:
    if file.suffix == ".txt":
        lists = [list(word_list.load_lines(file))]
    else:
        table = word_list.load_table(file)
        lists = [
            entries for part in table.values() for entries in (part.values() if isinstance(part, dict) else [part])
        ]
    assert lists
    for entries in lists:
        assert entries == list(dict.fromkeys(entries))
        assert all(entries), "an empty entry matches everything"
