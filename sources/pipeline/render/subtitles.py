"""Recognise a subtitle file (SRT, VTT) by the time marks above its cues, and whether its sentences end with them."""

import re
from itertools import pairwise

# Time marks from which on a text is a subtitle file, and the share of its cues that may end inside a sentence.
MARKS = 2
UNFINISHED = 0.1

_MARK = re.compile(r"(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3}[ \t]+-->[ \t]+(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3}.{0,200}")
_HEADER = re.compile(r"WEBVTT\b.{0,200}|(?:NOTE|STYLE|REGION)(?: .{0,200})?")
_NUMBER = re.compile(r"\d{1,6}")
_FINISHED = re.compile(r"[.!?…。！？][\"”’»)\]]{0,3}$|[\])♪♫]$")


def is_mark(text: str) -> bool:
    """Return whether a line is a cue's time mark or the header of a subtitle file."""
    return _MARK.fullmatch(text) is not None or _HEADER.fullmatch(text) is not None


def has_cues(text: str) -> bool:
    """Return whether a text is a subtitle file."""
    return sum(1 for line in text.split("\n") if _MARK.fullmatch(line.strip())) >= MARKS


def runs_on(text: str) -> bool:
    """Return whether the sentences of a subtitle file run over its cues, so that none of them can be read whole."""
    lines = [line.strip() for line in text.split("\n")]
    marks = [i for i, line in enumerate(lines) if _MARK.fullmatch(line)]
    cues = [
        [line for line in lines[start + 1 : end] if line and not _NUMBER.fullmatch(line)]
        for start, end in pairwise([*marks, len(lines)])
    ]
    ends = [cue[-1] for cue in cues if cue]
    return sum(_FINISHED.search(end) is None for end in ends) > UNFINISHED * len(ends)
