"""Turn bytes into characters, or say why they cannot be read."""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

# Bytes. A long read is about 100 kB; above this a page is a book, a log or an attack.
MAX_BYTES = 10_000_000
# Charset detection looks at the beginning only: its cost grows with candidates × bytes.
SNIFFED_BYTES = 100_000
# More control characters than this share, and the bytes were never text.
MAX_CONTROL_SHARE = 0.02

# Share of characters that are broken as UTF-8 from which on an undeclared page is asked for another encoding.
MAX_BROKEN_SHARE = 0.001

ACCEPTED = "Accepted are plain text (.txt) and HTML (.html)."

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip or office file"),
    (b"PK\x05\x06", "a zip file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z file"),
    (b"Rar!\x1a\x07", "a rar file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "a database"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Python knows codecs that are no character sets (unicode_escape, idna, punycode): a header may not choose those.
_CHARSETS = re.compile(
    r"(utf-(8|16|32)(-[bl]e)?|ascii|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|kz1048|ptcp154|tis-620"
    r"|gb2312|gbk|gb18030|hz|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+|johab)"
)
# What browsers read for these labels: pages that say Latin-1 use the quotation marks and dashes of Windows-1252.
_MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
# Charsets that write letters with ASCII bytes, so that their texts look like valid UTF-8.
_ASCII_BYTES = ("utf-16", "utf-32", "iso2022", "hz")
_BLANK_CATEGORIES = {"Zs", "Zl", "Zp", "Cc", "Cf", "Mn"}
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # fillers that Unicode counts as letters or symbols
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_:.\-]{1,40})", re.I)


class Unreadable(Exception):
    """The bytes hold no article that can be read; the message says what to do instead."""


def text(raw: bytes, charset: str | None) -> str:
    """Decode a text dump exactly, without its byte order mark; raise Unreadable rather than lose a character."""
    check_bytes(raw)
    decoded = _strict(raw, charset)
    if "\0" in decoded:
        raise Unreadable(f"The text holds NUL characters, so it is damaged or binary. {ACCEPTED}")
    _check_characters(decoded)
    return decoded


def markup(raw: bytes, charset: str | None) -> str:
    """Decode an HTML page as a browser would: what cannot be decoded becomes U+FFFD."""
    check_bytes(raw)
    found = _META_CHARSET.search(raw[:4096])
    declared = _codec(charset) or _codec(found[1].decode("ascii") if found else None)
    decoded = _sure(raw, declared)
    if decoded is None:
        lossy = raw.decode(declared or "utf-8", "replace")
        # Undeclared and mostly broken as UTF-8: ask what else it may be.
        guessed = _guess(raw) if declared is None and lossy.count("\ufffd") > MAX_BROKEN_SHARE * len(lossy) else None
        decoded = lossy if guessed is None else guessed
    _check_characters(decoded.replace("\0", " "))
    return _SURROGATE.sub("\ufffd", decoded.replace("\0", "\ufffd"))


def check_bytes(raw: bytes) -> None:
    """Refuse what no decoding could make an article: nothing, too much, or a known binary format."""
    if not raw:
        raise Unreadable("The file is empty. Send the text of the article.")
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"The file is larger than {MAX_BYTES // 1_000_000} MB. Send only the article.")
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            raise Unreadable(f"This is {name}, not an article's text. {ACCEPTED}")
    if raw[:4] == b"RIFF" or raw[4:8] == b"ftyp":
        raise Unreadable(f"This is a picture, sound or film, not an article's text. {ACCEPTED}")


def check_visible(decoded: str) -> None:
    """Refuse a text in which nobody can see a character."""
    if all(unicodedata.category(c) in _BLANK_CATEGORIES or c in _BLANK_LETTERS for c in decoded):
        raise Unreadable("There is nothing to read: only white space or invisible characters. Send the article's text.")


def _check_characters(decoded: str) -> None:
    if _SURROGATE.search(decoded):
        raise Unreadable("The text holds halves of characters (lone surrogates). Save it again as UTF-8.")
    if len(_CONTROL.findall(decoded)) > MAX_CONTROL_SHARE * len(decoded) + 1:
        raise Unreadable(f"The text is mostly control characters, so it is binary. {ACCEPTED}")
    check_visible(decoded)


def _strict(raw: bytes, charset: str | None) -> str:
    decoded = _sure(raw, _codec(charset))
    if decoded is not None:
        return decoded
    try:
        raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        pass
    else:
        raise Unreadable("The text holds halves of characters (lone surrogates). Save it again as UTF-8.")
    if b"\0" in raw:
        raise Unreadable(f"The file holds NUL bytes, so it is damaged or binary. {ACCEPTED}")
    decoded = _guess(raw)
    if decoded is None:
        raise Unreadable(f"The character encoding cannot be told. Save the text as UTF-8. {ACCEPTED}")
    return decoded


def _sure(raw: bytes, declared: str | None) -> str | None:
    """Decode by byte order mark, as UTF-8 or by the declared codec; None when none of them holds for all bytes."""
    for mark, name in _BOMS:
        if raw.startswith(mark):
            decoded = _try(raw[len(mark) :], name)
            if decoded is None:
                raise Unreadable(f"The text says it is {name.upper()} but is not. Save it again as UTF-8.")
            return decoded
    if declared is not None and declared.startswith(_ASCII_BYTES) and (decoded := _try(raw, declared)) is not None:
        return decoded
    # Before other declared charsets: bytes that are valid UTF-8 are UTF-8, whatever a false label says.
    utf8 = _try(raw, "utf-8")
    return utf8 if utf8 is not None or declared is None else _try(raw, declared)


def _guess(raw: bytes) -> str | None:
    """Decode as the detected charset; as Windows-1252, which most unlabelled bytes are, when it fits as well."""
    matches = from_bytes(raw[:SNIFFED_BYTES])
    best = matches.best()
    if best is None:
        return None
    common = any("cp1252" in match.could_be_from_charset and match.chaos <= best.chaos for match in matches)
    decoded = _try(raw, "cp1252") if common else None
    if decoded is None:
        decoded = _try(raw, best.encoding)
    return None if decoded is None else decoded.removeprefix("\ufeff")


def _try(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except (UnicodeError, LookupError):
        return None


def _codec(charset: str | None) -> str | None:
    """Return the codec that a declared charset means, or None when it names none."""
    try:
        name = codecs.lookup((charset or "").strip()).name
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name) if _CHARSETS.fullmatch(name) else None
