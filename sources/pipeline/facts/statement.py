"""A value as a page states it, and where: its key, element or line, the words there, and what else states the same."""

from dataclasses import dataclass, field
from typing import Literal

Origin = Literal["json-ld", "meta", "byline", "printed"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A value as the page states it, and where; two statements are equal when they state the same.

    `rule` names the key, element or line ("json-ld.headline", "meta.og:title", "byline"), `exact` holds its words.
    Words that are printed have their place in the page's text, `start`–`end` (code points); others have none.
    `agree` names the other keys, elements and lines of the page that state the same.
    """

    value: str
    origin: Origin
    rule: str = field(default="", compare=False)
    exact: str = field(default="", compare=False)
    start: int | None = field(default=None, compare=False)
    end: int | None = field(default=None, compare=False)
    agree: tuple[str, ...] = field(default=(), compare=False)
