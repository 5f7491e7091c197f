"""Subtitle files: read when their sentences end with their cues, refused with a sentence when they run on."""

import pytest

from sources.pipeline.clean.clean import clean
from sources.pipeline.render import subtitles
from sources.pipeline.render.render import Unreadable, render

SAID = ["The mayor said taxes rose by 3 percent in April.", "Unemployment fell to 4 percent in May.", "Thank you!"]


def srt(cues: list[str]) -> str:
    return "\n".join(f"{k}\n00:00:{k:02},000 --> 00:00:{k:02},900\n{cue}\n" for k, cue in enumerate(cues, 1))


def vtt(cues: list[str]) -> str:
    marked = (f"00:{k:02}.000 --> 00:{k:02}.900 align:start\n{cue}\n" for k, cue in enumerate(cues, 1))
    return "WEBVTT\n\n" + "\n".join(marked)


@pytest.mark.parametrize("written", [srt, vtt])
def test_all_words_between_time_marks_are_read(written):
    page = render(written(SAID).encode(), media_type="text/plain")
    body = [page.text[p.start : p.end].strip() for p in clean(page) if p.kind == "body"]
    assert body == SAID


@pytest.mark.parametrize("written", [srt, vtt])
def test_sentences_that_run_over_cues_are_refused_with_what_to_do(written):
    with pytest.raises(Unreadable, match="Paste the transcript as plain text"):
        render(written(["The mayor said taxes", "rose by 3 percent", "in April."]).encode(), media_type="text/plain")


@pytest.mark.parametrize(("unfinished", "runs_on"), [(1, False), (2, True)])
def test_one_cue_in_ten_may_end_inside_a_sentence(unfinished, runs_on):
    assert subtitles.runs_on(srt(["He said"] * unfinished + ["He agreed."] * (10 - unfinished))) is runs_on


@pytest.mark.parametrize(("count", "is_file"), [(1, False), (2, True)])
def test_two_time_marks_make_a_subtitle_file(count, is_file):
    assert subtitles.has_cues(srt(SAID[:count])) is is_file


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("00:00:01,000 --> 00:00:04,000", True),
        ("01:02.000 --> 01:04.500 line:0", True),
        ("WEBVTT - Council", True),
        ("NOTE checked", True),
        ("At 00:00:01 it began", False),
        ("NOTES of the council", False),
    ],
)
def test_a_time_mark_is_told_from_words(line, mark):
    assert subtitles.is_mark(line) is mark
