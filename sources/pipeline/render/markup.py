"""Render an HTML page as lines of text, the same for ever for the same page."""

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

# Ancestors that a path names. Pages nest dozens of <div>, which say nothing.
PATH_DEPTH = 8
# Words in a tag; only tags longer than 5,000 code points are counted.
MAX_ATTRIBUTES = 400
_LONG_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]{0,20})\s[^<>]{5000,}>?")

_UNSEEN_TAGS = """head script style template noscript iframe object embed applet audio video canvas svg math map
datalist frameset noframes noembed rp"""
_SPACED_TAGS = "p h1 h2 h3 h4 h5 h6 blockquote pre figure table ul ol dl hr"
_BLOCK_TAGS = """address article aside body button caption center dd details dialog dir div dt fieldset figcaption
footer form header hgroup html legend li main menu nav optgroup option search section select summary tbody td textarea
tfoot th thead tr"""
_MUTE_TAGS = "body center div html tbody tfoot thead tr"

_DROPPED = frozenset(_UNSEEN_TAGS.split())
# Two line ends around these, as their margins show in a browser; one around the other blocks.
_SPACED = frozenset(_SPACED_TAGS.split())
_BLOCKS = _SPACED | frozenset(_BLOCK_TAGS.split())
_NAMED = (_BLOCKS - frozenset(_MUTE_TAGS.split())) | {"time", "a"}
_KEPT_SPACE = frozenset(("pre", "textarea", "listing"))
_SPACE = re.compile(r"[ \t\n\f\r]+")


class TooDeep(ValueError):
    """The elements nest deeper than the parser goes (2,048), so the rest of the page would be lost."""


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a rendering: where it is, and in which elements it stood ("article/figure/figcaption")."""

    start: int
    end: int
    path: str = ""
    linked: int = 0  # code points that are the text of links


def parse(source: str) -> Any:
    """Return the page's lxml tree. Bytes only, so that nothing is fetched; no entities, no DTD."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, recover=True, huge_tree=True
    )
    try:
        root = etree.fromstring(_LONG_TAG.sub(_bare, source).encode(), parser)
    except etree.LxmlError:
        root = None
    if any("depth" in error.message for error in parser.error_log):
        raise TooDeep
    # A page of nothing but comments has no root element.
    return root if root is not None else etree.fromstring(b"<html></html>", parser)


def _bare(tag: re.Match[str]) -> str:
    """Strip a tag of its attributes when they are thousands: the parser compares each with all before it."""
    return tag[0] if len(tag[0].split()) < MAX_ATTRIBUTES else f"<{tag[1]}>"


def lines(root: Any) -> tuple[str, tuple[Block, ...]]:
    """Return the text of a page with a block for each line that is not empty. No recursion, however deep it nests."""
    page = _Lines()
    # A walk with events instead of recursion: ten thousand nested elements are no error.
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _DROPPED or element.get("hidden") is not None or not isinstance(tag, str):
                walk.skip_subtree()
                continue
            page.enter(tag)
            page.write(element.text)
        else:
            if not (tag in _DROPPED or element.get("hidden") is not None or not isinstance(tag, str)):
                page.leave(tag)
            page.write(element.tail)
    return page.finish()


class _Lines:
    """The lines so far. White space folds as in a browser; `breaks` are line ends owed before the next word."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.breaks = 0
        self.space = False
        self.kept = 0
        self.links = 0
        self.path: list[str] = []
        self.blocks: list[Block] = []
        self.start: int | None = None
        self.line_path = ""
        self.linked = 0

    def enter(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line(2 if tag in _SPACED else 1)
        elif tag == "br":
            self._end_line(self.breaks + 1 if self.start is None else 1)
        if tag in _NAMED:
            self.path.append(tag)
        self.kept += tag in _KEPT_SPACE
        self.links += tag == "a"

    def leave(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line(2 if tag in _SPACED else 1)
        if tag in _NAMED:
            self.path.pop()
        self.kept -= tag in _KEPT_SPACE
        self.links -= tag == "a"

    def write(self, words: str | None) -> None:
        if not words:
            return
        if self.kept:
            for i, line in enumerate(words.split("\n")):
                if i:
                    self._end_line(self.breaks + 1 if self.start is None else 1)
                self._add(line.rstrip())
            return
        folded = _SPACE.sub(" ", words)
        core = folded.strip(" ")
        if folded[0] == " ":
            self.space = True
        if core:
            self._add((" " if self.space and self.start is not None else "") + core)
            self.space = folded[-1] == " "

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        self._end_line(0)
        return "".join(self.parts), tuple(self.blocks)

    def _add(self, words: str) -> None:
        if not words:
            return
        if self.start is None:
            if self.length:
                self._put("\n" * min(max(self.breaks, 1), 2))
            self.breaks = 0
            self.start = self.length
            self.line_path = "/".join(self.path[-PATH_DEPTH:])
            self.linked = 0
        self._put(words)
        if self.links:
            self.linked += len(words.strip())

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def _end_line(self, breaks: int) -> None:
        if self.start is not None:
            self.blocks.append(Block(self.start, self.length, self.line_path, self.linked))
            self.start = None
        self.breaks = max(self.breaks, breaks)
        self.space = False
