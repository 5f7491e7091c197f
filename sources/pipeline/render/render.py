"""Turn the bytes of an article into one deterministic rendering, on which every offset counts."""

from dataclasses import dataclass

from sources.pipeline.render import decode, markup, subtitles
from sources.pipeline.render.decode import Unreadable
from sources.pipeline.render.markup import Block

__all__ = ["Block", "Page", "Unreadable", "render"]

# A rendering is kept for ever under its renderer's name: a change of a single character needs a new one.
TEXT = "text/1"
HTML = "html/1"

# No-break spaces, the narrow one and that of a digit's width.
_SPACES = str.maketrans("\xa0\u202f\u2007", "   ")

_TEXT_TYPES = frozenset(("text/plain", "text/markdown"))
_HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))


@dataclass(frozen=True, slots=True)
class Page:
    """A rendering; offsets are code points of `text`. `source` is the decoded markup of an HTML page."""

    text: str
    renderer: str
    blocks: tuple[Block, ...] = ()
    source: str | None = None


def render(raw: bytes, *, media_type: str, charset: str | None = None) -> Page:
    """Render a text dump or an HTML page; raise Unreadable, which says what to do, for anything else."""
    kind, _, parameters = media_type.partition(";")
    kind = kind.strip().lower()
    charset = charset or _charset(parameters)
    if kind in _TEXT_TYPES:
        return _text(decode.text(raw, charset))
    if kind in _HTML_TYPES:
        return _html(decode.markup(raw, charset))
    decode.check_bytes(raw)  # names the format when it can
    raise Unreadable(f"Files of the type {kind[:80] or 'unknown'} cannot be read. {decode.ACCEPTED}")


def without_unseen_space(text: str) -> str:
    """Return a text without the white space that nobody sees: blanks at line ends, and spaces that do not break."""
    return "\n".join(line.rstrip() for line in text.translate(_SPACES).split("\n")).strip("\n")


def _text(decoded: str) -> Page:
    text = decoded.replace("\r\n", "\n").replace("\r", "\n")
    if subtitles.has_cues(text) and subtitles.runs_on(text):
        raise Unreadable(
            "These are subtitles whose sentences run over several time marks. Paste the transcript as plain text."
        )
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start, start + len(line)))
        start += len(line) + 1
    return Page(text, TEXT, tuple(blocks))


def _html(source: str) -> Page:
    try:
        text, blocks = markup.lines(markup.parse(source))
    except markup.TooDeep:
        raise Unreadable("The page nests too deeply to be an article. Copy its text and paste it instead.") from None
    try:
        decode.check_visible(text)
    except Unreadable:
        raise Unreadable(
            "The page shows no text: it may build itself by script. Open it in a browser, copy the text and paste it."
        ) from None
    return Page(text, HTML, blocks, source)


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")
    return None
