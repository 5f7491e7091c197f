"""What an HTML page states in its markup: JSON-LD, <meta> and the elements that are marked as an author or a time."""

import json
import re
from collections.abc import Iterator
from typing import Any

from sources.pipeline.render import markup
from sources.pipeline.render.render import Page

# Code points. Longer values are damage or an attack, not a name or an address.
MAX_VALUE = 500
# Bytes of one JSON-LD block, and values looked at in it: a bomb ends here.
MAX_JSON = 1_000_000
MAX_NODES = 5_000
# Elements of one kind that are looked at.
MAX_ELEMENTS = 20

_ARTICLE_TYPES = re.compile(r"(\w*Article|BlogPosting|Report|LiveBlogPosting|Review|ClaimReview)")
# What other stories, comments and menus stand in, by the words of an element's class and id.
_ELSEWHERE_TAGS = frozenset(("aside", "nav", "footer"))
_ELSEWHERE = re.compile(
    r"(^|\s)(comment(s|list|ary)?|respond|replies|disqus|related|recommend(ed|ations)?|sidebar|teasers?|promos?|trending"
    r"|popular|newsletter)([_-][\w-]*)?(?=\s|$)",
    re.I,
)


class PageMarkup:
    """An HTML page's tree and the objects of its JSON-LD."""

    def __init__(self, page: Page) -> None:
        self.root = markup.parse(page.source or "")
        self._all = tuple(_json_ld(self.root))
        self._by_id = {node["@id"]: node for node in self._all if isinstance(node.get("@id"), str) and len(node) > 1}
        self._metas: dict[str, list[str]] = {}
        for meta in self.root.xpath("//meta[@content and (@property or @name or @itemprop)]"):
            name = (meta.get("property") or meta.get("name") or meta.get("itemprop")).strip().lower()
            self._metas.setdefault(name, []).append(meta.get("content"))
        self.articles = tuple(node for node in self._all if _ARTICLE_TYPES.fullmatch(type_of(node)))

    def nodes(self, *types: str) -> Iterator[dict[str, Any]]:
        """Yield the JSON-LD objects of these types."""
        return (node for node in self._all if type_of(node) in types)

    def named(self, value: Any) -> str | None:
        """Return the one name in a JSON-LD value: a string, an object with a name, or a list with one of them."""
        if isinstance(value, list):
            return self.named(value[0]) if len(value) == 1 else None
        if isinstance(value, dict):
            known = value if "name" in value else self._by_id.get(str(value.get("@id")), value)
            return text_of(known.get("name"))
        return text_of(value)

    def metas(self, *names: str) -> Iterator[tuple[str, str]]:
        """Yield name and content of the <meta> of these names, in the order of the names; case does not count."""
        for name in names:
            for value in self._metas.get(name.lower(), [])[:3]:
                if cleaned := clean(value):
                    yield name, cleaned

    def elements(self, path: str) -> Iterator[Any]:
        """Yield the elements at an XPath that are about this article: none of a comment, a teaser or a menu."""
        return (element for element in self.root.xpath(path)[:MAX_ELEMENTS] if not _is_elsewhere(element))


def clean(value: str) -> str | None:
    """Return a value with its white space folded, or None when it is empty or too long to be one."""
    folded = " ".join(value.split())
    return folded if 0 < len(folded) <= MAX_VALUE else None


def text_of(value: Any) -> str | None:
    """Return a JSON value that is a text, cleaned, else None."""
    return clean(value) if isinstance(value, str) else None


def type_of(node: dict[str, Any]) -> str:
    """Return the first type that a JSON-LD object states, or an empty string."""
    kind = node.get("@type")
    if isinstance(kind, list):
        kind = next((k for k in kind if isinstance(k, str)), "")
    return kind if isinstance(kind, str) else ""


def words_of(element: Any) -> str:
    """Return the words in an element, those of its children included."""
    return " ".join(" ".join(element.itertext()).split())


def _json_ld(root: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD blocks, outermost first; broken blocks say nothing."""
    seen = 0
    for script in root.xpath("//script[@type='application/ld+json']")[:20]:
        words = script.text or ""
        if len(words) > MAX_JSON:
            continue
        try:
            queue: list[Any] = [json.loads(words, strict=False)]
        except (ValueError, RecursionError):
            continue
        while queue and seen < MAX_NODES:
            seen += 1
            value = queue.pop(0)
            if isinstance(value, dict):
                yield value
                queue.extend(value[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in value)
            elif isinstance(value, list):
                queue.extend(value[:MAX_NODES])


def _is_elsewhere(element: Any) -> bool:
    return any(
        one.tag in _ELSEWHERE_TAGS or _ELSEWHERE.search(f"{one.get('class') or ''} {one.get('id') or ''}")
        for one in (element, *element.iterancestors())
        if one.tag not in ("body", "html")
    )
