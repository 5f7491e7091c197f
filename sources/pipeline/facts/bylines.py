"""Recognise the line that says who wrote an article, and tell the names of people from those of agencies and desks."""

import re
from pathlib import Path

from sources.pipeline.facts import printed_dates
from sources.word_list import either, load_table

LONGEST = 160  # code points
MAX_AUTHORS = 8

_WORDS = load_table(Path(__file__).with_name("words") / "bylines.toml")
_SMALL = frozenset(_WORDS["particles"])
_NAME_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")
# Words that a full name has; a line of more is a sentence.
_WORDS_OF_A_NAME = range(2, 6)
_INTRO = re.compile(rf"{either(_WORDS['intros'])}(?<=:)\s{{0,3}}|{either(_WORDS['intros'])}(\s|:\s?)\s{{0,3}}", re.I)
_FOREIGN = re.compile(rf"{either(_WORDS['day_first'])}(?:(?<=:)|:|\s)", re.I)
_END = re.compile(f"{either(_WORDS['ends'])}|{printed_dates.NAMED_DAY}", re.I)
# Where a rendering glued the next words to a name: "Jo EkMonday", "Jo EkPOST", "JO EKAssociated".
_GLUED = re.compile(
    rf"(?<=[^\W\d_A-Z])(?={printed_dates.WEEKDAY})|(?<=[a-z]{{3}})(?=[A-Z]{{3}})|(?<=[A-Z]{{3}})(?=[A-Z][a-z]{{3}})"
)
_BETWEEN = re.compile(rf"\s?[,;&]\s?(?:{either(_WORDS['ands'])}(?<!\s)\s)?|\s{either(_WORDS['ands'])}(?:(?<=\s)|\s)")
_NOBODY = re.compile(rf"{either(_WORDS['nobody'])}\.?", re.I)
# A word that is neither initials, "JD", nor a number, "III".
_LONGER = re.compile(r"(?![IVX]+$)\w{3,}")
_SENTENCE = re.compile(r"[?!]$|(?<![ap]\.m)\.$")
_FORM = re.compile(either(_WORDS["lines"]), re.I)
_PLACE = re.compile(either(_WORDS["places"]), re.I)
# A name or two, a comma, and an office or an agency.
_NAMES_AND = r"(?P<names>[^,:;!?\d]{4,80}(?:, [^,:;!?\d]{4,40})?), (?:[\w.]+ ){0,3}"
_OFFICE = re.compile(rf"{_NAMES_AND}{either(_WORDS['offices'])}", re.I)
_AGENCY = re.compile(rf"{_NAMES_AND}{either(_WORDS['agencies'])}", re.I)
_OFFICE_ALONE = re.compile(rf"(?:[^\W\d_][\w.]+ ){{0,3}}{either(_WORDS['offices'])}", re.I)
# "(Reporting by Ana Silva in Holm; Editing by Jo Ek)"; what was "additional" is no author's.
_CREDIT = re.compile(rf"\(?{either(_WORDS['credits'])}\s{{1,3}}(?P<names>[^;()]{{4,80}})(?:[;.].{{0,100}})?\)?", re.I)
_BAR = re.compile(r"\s?[·•|]\s?")
# "Jo Ek – 4 March 2025, 10:30".
_DATED = re.compile(r"(?P<name>[^,:;!?\d|•·–—]+?)\s?(?:\s-|[|•·–—])\s?(?=\S)")


def names(text: str) -> str | None:
    """Return the names in a line that is nothing but a byline ("By Ana Silva and Jo Ek, Lisbon"), else None."""
    if len(text) > LONGEST or _SENTENCE.search(text):
        return None
    if intro := _INTRO.match(text):
        return people(text[intro.end() :])
    return _without_by(text)


def names_with_agency(text: str) -> str | None:
    """Return the names before an agency's ("PAUL DENN, SORN WIRE"); without a day beside it the line is a credit."""
    return _before(_AGENCY, text) if len(text) <= LONGEST else None


def _without_by(text: str) -> str | None:
    """Return the names in a line that goes on with an office or a day, and in no other that lacks a "by"."""
    if found := _before(_OFFICE, text):
        return found
    dated = _DATED.match(text)
    if dated and is_person(dated["name"]) and printed_dates.alone(text[dated.end() :]):
        return dated["name"]
    return None


def _before(form: re.Pattern[str], text: str) -> str | None:
    found = form.fullmatch(text)
    return found["names"] if found and people(found["names"]) == found["names"] else None


def people(text: str) -> str | None:
    """Return the people whom words name in a row, as they are printed, up to the first that is no full name of one.

    "Ana Silva and Jo Ek, Harbour Correspondent" are "Ana Silva and Jo Ek"; "Staff reports" are nobody.
    """
    if found := _with_offices(text):
        return found
    text = _GLUED.split(text, maxsplit=1)[0]
    end = _END.search(text)
    text = text[: end.start()].rstrip(" ,:;") if end else text
    start, kept = 0, 0
    for count, between in enumerate([*_BETWEEN.finditer(text), None]):
        stop = between.start() if between else len(text)
        if count == MAX_AUTHORS or not is_name(_once(text[start:stop])):
            break
        kept, start = stop, between.end() if between else stop
    return _once(text[:kept].strip()) or None


def is_office(text: str) -> bool:
    """Return whether a line is nothing but the office of an author: "Transport Editor"."""
    return len(text) <= LONGEST and _OFFICE_ALONE.fullmatch(text) is not None


def reporters(text: str) -> str | None:
    """Return the names in a line that credits a report: "(Reporting by Ana Silva; Editing by Jo Ek)"."""
    found = _CREDIT.fullmatch(text) if len(text) <= LONGEST else None
    return people(found["names"].rstrip(" .")) if found else None


def _with_offices(text: str) -> str | None:
    """Return the names between bars that each have an office behind a comma: "Ana Silva, Writer · Jo Ek, Editor"."""
    listed = [[half.strip() for half in one.partition(",")] for one in _BAR.split(text)]
    if len(listed) < 2 or not all(
        is_name(name) and what and not any(map(str.isdigit, what)) for name, _, what in listed
    ):
        return None
    return ", ".join(name for name, _, _ in listed[:MAX_AUTHORS])


def is_name(text: str) -> bool:
    """Return whether words are a person's full name: capitals but for particles, no month, no agency and no desk."""
    words = text.split()
    return (
        len(words) in _WORDS_OF_A_NAME
        and all(_NAME_WORD.fullmatch(word) for word in words)
        and all(word[0].isupper() or word.lower() in _SMALL for word in words)
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and not any(_NOBODY.fullmatch(word) for word in words)
        # "Jo Ek POST" is a name and something else; "JO EK" is a name.
        and (text.isupper() or not any(word.isupper() and _LONGER.match(word) for word in words))
        and not printed_dates.names_a_month(words[1:])
    )


def is_person(text: str) -> bool:
    """Return whether words by themselves are a person's full name, and do not begin like a place's: "New Holm"."""
    return is_name(text) and not _PLACE.fullmatch(text.split()[0])


def is_foreign(text: str) -> bool:
    """Return whether a line names its author in another language than English: "Von Ana Silva"."""
    return _FOREIGN.match(text) is not None and names(text) is not None


def each(names: str) -> tuple[str, ...]:
    """Return the names that stand in a row, one by one."""
    return tuple(name for name in (part.strip() for part in _BETWEEN.split(names) if part) if is_name(name))


def looks_like(text: str) -> bool:
    """Return whether the line only says who wrote the article, named or not."""
    return (
        len(text) <= LONGEST
        and not _SENTENCE.search(text)
        and (_FORM.fullmatch(text) is not None or _without_by(text) is not None or names_with_agency(text) is not None)
    )


def _once(text: str) -> str:
    """Return a name that stands twice in a row, in a link and beside it, once."""
    words = text.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else text
