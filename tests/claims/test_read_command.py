"""`manage.py read` is a door: bytes in, JSON lines out, one clear line for what cannot be read."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.management.commands.read import STEPS, Command

ROOT = Path(__file__).resolve().parents[2]
DUMP = (
    "Ferry returns to Great Sorrel\n\n"
    "The ferry Skua carried 84 passengers to Great Sorrel on Monday 🎉, said Karin Osei, the chief executive.\n\n"
    "“We sold 400 tickets,” Osei told the Courier. The school stays closed. Nobody knows for how long.\n\n"
    "The crew had repaired the engine in two days. The company has one ship left and two islands to serve.\n"
)


def read(step: str, *files: Path | str) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command(Command(), step, *map(str, files), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    file = tmp_path / "ferry.txt"
    file.write_bytes(b"\xef\xbb\xbf" + DUMP.replace("\n", "\r\n").encode())
    return file


def test_clean_tiles_the_text_without_the_mark_and_with_plain_line_ends(dump: Path) -> None:
    lines = read("clean", dump)
    assert [set(line) for line in lines] == [{"kind", "start", "end", "exact", "rule"}] * len(lines)
    assert "".join(DUMP[line["start"] : line["end"]] for line in lines) == DUMP
    assert "".join(line["exact"] for line in lines) == DUMP
    assert lines[0]["kind"] == "headline"


def test_sentences_come_with_their_parts(dump: Path) -> None:
    lines = read("sentences", dump)
    assert [set(line) for line in lines] == [{"start", "end", "exact", "parts"}] * len(lines)
    fields = {"start", "end", "exact", "spans", "outcome", "rule", "interpretations"}
    assert all(fields == set(part) for line in lines for part in line["parts"])
    assert all(line["parts"] for line in lines)
    assert DUMP[lines[-1]["start"] : lines[-1]["end"]].startswith("The company has one ship")


def test_claims_are_ranked_with_embeddings_when_the_settings_say_so(dump: Path, settings: Any) -> None:
    plain = read("claims", dump)
    settings.EMBEDDINGS = True
    ranked = read("claims", dump)
    assert {claim["start"]: claim["score"] for claim in plain} != {claim["start"]: claim["score"] for claim in ranked}
    assert {(claim["start"], claim["text"]) for claim in plain} == {(claim["start"], claim["text"]) for claim in ranked}


def test_a_language_model_that_is_not_installed_is_named(dump: Path, settings: Any) -> None:
    settings.LANGUAGE_MODEL = "xx_absent"
    with pytest.raises(CommandError, match="xx_absent"):
        read("claims", dump)


def test_quotes_come_with_their_speaker_behind_an_emoji(dump: Path) -> None:
    line = next(line for line in read("quotes", dump) if line["type"] == "direct")
    assert set(line) == {
        *("start", "end", "exact", "spans", "type", "act", "polarity", "cue"),
        *("speaker", "via", "addressee", "confidence"),
    }
    assert DUMP[line["spans"][0][0] : line["spans"][0][1]].startswith("We sold 400 tickets")
    assert DUMP[line["cue"]["start"] : line["cue"]["end"]] == "told"
    assert line["speaker"].keys() == {"start", "end", "exact", "name", "title", "affiliation", "kind", "resolved"}
    assert DUMP[line["speaker"]["start"] : line["speaker"]["end"]] == "Osei"
    assert line["speaker"]["name"] == "Karin Osei"


def test_claims_come_with_their_reasons_and_the_place_of_their_quote(dump: Path) -> None:
    lines = read("claims", dump)
    assert [set(line) for line in lines] == [
        {
            *("start", "end", "exact", "text", "type", "score", "reasons", "quote"),
            *("places", "segments", "insertions", "times", "amounts", "speaker"),
        },
    ] * len(lines)
    assert [line["score"] for line in lines] == sorted((line["score"] for line in lines), reverse=True)
    sold = next(line for line in lines if "400 tickets" in line["text"])
    quotes = read("quotes", dump)
    assert DUMP[quotes[sold["quote"]]["start"] : quotes[sold["quote"]]["end"]].startswith("We sold")
    assert sold["speaker"] == quotes[sold["quote"]]["speaker"]


def test_an_article_says_who_wrote_it_where_the_byline_stands(tmp_path: Path) -> None:
    file = tmp_path / "pier.txt"
    file.write_text("Pier opens\n\nBy Ana Silva\n\nThe harbour opened its pier.", encoding="utf-8")
    lines = {line["field"]: line for line in read("article", file)}
    assert lines["author"]["value"] == "Ana Silva"
    assert lines["author"]["exact"] == "By Ana Silva"
    assert lines["date"]["value"] is None


DATED = (
    '<html lang="en"><head><meta property="article:published_time" content="{day}"></head><body><article>'
    "<h1>Ferry returns</h1><p>The ferry Skua carried 84 passengers to Great Sorrel on Monday.</p>"
    "<p>The school closed in March, the county council said in a letter to all parents.</p></article></body></html>"
)


@pytest.mark.parametrize(("day", "monday"), [("2023-05-03", "2023-05-01"), ("2023-05-10", "2023-05-08")])
def test_claims_count_from_the_day_that_the_page_states(day: str, monday: str, tmp_path: Path) -> None:
    file = tmp_path / "ferry.html"
    file.write_text(DATED.format(day=day), encoding="utf-8")
    ferry = next(line for line in read("claims", file) if "84 passengers" in line["text"])
    (time,) = ferry["times"]
    assert (time["since"], time["resolved"], time["inferred"]) == (monday, True, True)
    assert "[date unknown]" not in ferry["text"]


@pytest.mark.parametrize("step", STEPS)
def test_each_line_of_several_files_names_its_file(step: str, dump: Path, tmp_path: Path) -> None:
    other = tmp_path / "school.txt"
    other.write_text("School closes\n\nThe school in Tarn closed on 3 May 2021.\n\n“It cost 40 jobs,” Ana Ek said.\n")
    both = read(step, dump, other)
    assert [line.pop("file") for line in both] == [str(dump)] * len(read(step, dump)) + [str(other)] * len(
        read(step, other)
    )
    assert both == read(step, dump) + read(step, other)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(dump: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    out, err = io.StringIO(), io.StringIO()
    files = [tmp_path / "empty.txt", dump, tmp_path / "absent.txt"]
    with pytest.raises(CommandError, match="2 of 3 files could not be read") as refused:
        call_command(Command(), "clean", *map(str, files), stdout=out, stderr=err)
    assert refused.value.returncode == 2
    assert {json.loads(line)["file"] for line in out.getvalue().splitlines()} == {str(dump)}
    empty, absent = err.getvalue().splitlines()
    assert "empty.txt" in empty
    assert "There is no file" in absent


def test_a_name_of_a_file_that_is_no_text_is_written_with_marks_in_its_place(dump: Path, tmp_path: Path) -> None:
    named = tmp_path / os.fsdecode(b"sk\xfca.txt")
    named.write_bytes(dump.read_bytes())
    assert read("clean", dump, named)[-1]["file"].endswith("sk�a.txt")


def test_takes_a_page_by_its_ending_and_by_its_first_tag(tmp_path: Path) -> None:
    page = "<!doctype html><html><body><article><h1>Ferry returns</h1><p>The ferry sank.</p></article></body></html>"
    named, unnamed = tmp_path / "page.htm", tmp_path / "page"
    named.write_text(page, encoding="utf-8")
    unnamed.write_text(page, encoding="utf-8")
    assert read("clean", named) == read("clean", unnamed)


REFUSED = [
    ("a missing file", None, "There is no file"),
    ("an empty file", b"", "empty"),
    ("a program", b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 4, "not"),
    ("a name with a zero", "no\0name", "cannot be opened"),
]


@pytest.mark.parametrize(("why", "content", "said"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refuses_in_one_line(why: str, content: bytes | str | None, said: str, tmp_path: Path) -> None:
    file: Path | str = tmp_path / "file.txt"
    if isinstance(content, bytes):
        Path(file).write_bytes(content)
    elif content is not None:
        file = content
    with pytest.raises(CommandError) as refused:
        read("clean", file)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.returncode == 2


def test_refuses_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is a folder"):
        read("clean", tmp_path)


def test_runs_without_environment_and_reads_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "read", "claims", "-"],
        input=DUMP.encode(),
        capture_output=True,
        cwd=ROOT,
        env={"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent"},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert [json.loads(line)["type"] for line in done.stdout.decode().splitlines()]


def test_stops_in_silence_when_nobody_reads_on(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("The ferry returns\n\n" + "The ferry sank in the bay on Monday night.\n\n" * 3000, encoding="utf-8")
    command = [sys.executable, "manage.py", "read", "clean", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


def test_a_missing_file_ends_with_exit_code_2_on_standard_error() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "read", "clean", "/nowhere/at/all.txt"],
        capture_output=True,
        cwd=ROOT,
        env={"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent"},
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "CommandError: There is no file /nowhere/at/all.txt.\n"
