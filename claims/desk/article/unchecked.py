"""“What we did not check”: each part of the sentences that are not wholly in a claim, with its outcome and rule."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from claims import queries, reword
from claims.desk.article.highlights import READ
from claims.desk.base import labels
from claims.desk.base.claim_list import article_url
from sources.models import ArticleVersion

LONG = 100  # a list of more sentences than this comes when it is unfolded


@dataclass(frozen=True, slots=True)
class InterpretationChoice:
    """One sense of ambiguous words: interpretation `number` of the part `part`."""

    part: int
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class UncheckedPart:
    """A part of a sentence, what it was taken for and by which rule; `href` leads to the form that makes it a claim."""

    words: str
    kind: str
    why: str
    href: str
    make: str
    interpretations: list[InterpretationChoice]

    @property
    def html(self) -> SafeString:
        """The part with its outcome and its rule."""
        why = ": ".join(filter(None, (self.kind, self.why)))
        return mark_safe(  # every part of the text goes through escape
            f'<q dir="auto">{escape(self.words)}</q> <span class="quiet">{escape(why)}</span>{self.link}'
        )

    @property
    def link(self) -> SafeString:
        """The way to the form that makes a claim of these words; nothing for who may not, or where there is one."""
        if not self.make:
            return mark_safe("")
        label = escape(f"{self.make}: {self.words[:80]}")
        return mark_safe(f' <a href="{escape(self.href)}" aria-label="{label}">{escape(self.make)}</a>')


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A sentence and each of its parts, in order. `page` is the article's address where it is shown elsewhere."""

    start: int
    words: str
    parts: list[UncheckedPart]
    page: str = ""

    @property
    def whole(self) -> bool:
        """The sentence has one part, which holds all of its words."""
        return len(self.parts) == 1 and _letters(self.parts[0].words) == _letters(self.words)

    @property
    def interpretations(self) -> bool:
        """Some of its words can be understood in more than one way."""
        return any(part.interpretations for part in self.parts)

    @property
    def head(self) -> SafeString:
        """The sentence; with why and the way to the form, where it is one part."""
        sentence = f'<a href="{self.page}#s{self.start}" dir="auto">{escape(self.words)}</a>'
        if not self.whole:
            return mark_safe(sentence)  # its words went through escape
        [part] = self.parts
        why = f' <span class="quiet">{escape(part.why)}</span>' if part.why else ""
        return mark_safe(f"{sentence}{why}{part.link}")  # every part of the text goes through escape

    @property
    def html(self) -> SafeString:
        """The sentence and its parts, written here and not by a template: an article may have thousands."""
        if self.whole:
            return self.head
        parts = "".join(f"<li>{part.html}</li>" for part in self.parts)
        return mark_safe(f'{self.head}<ul class="parts">{parts}</ul>')  # each is safe


@dataclass(frozen=True, slots=True)
class Group:
    """The sentences that were taken for the same thing. `partly`: a claim was suggested from each of them as well."""

    key: int
    label: labels.Words
    sentences: list[Unchecked]
    partly: bool = False

    @property
    def plain(self) -> bool:
        """None of them has a form."""
        return not any(sentence.interpretations for sentence in self.sentences)

    @property
    def long(self) -> bool:
        """So long that it comes when it is unfolded."""
        return self.plain and len(self.sentences) > LONG

    @property
    def html(self) -> SafeString:
        """The whole list."""
        return mark_safe("".join(f"<li>{sentence.html}</li>" for sentence in self.sentences))  # each is safe


def groups_of(version: ArticleVersion, *, may_add: bool, page: str = "") -> list[Group]:
    """Return every sentence that is not wholly in a suggested claim, each with all of its parts.

    A sentence stands in the group of its strongest outcome; those that a claim was suggested from, beside words that
    are in none, come last.
    """
    rank = {name: at for at, name in enumerate(labels.STRENGTH)}
    parts: dict[int, list[dict[str, Any]]] = defaultdict(list)
    fields = ("pk", "sentence_id", "start", "end", "spans", "outcome", "rule", "interpretations")
    for outcome in queries.outcomes_in(version).values(*fields):
        parts[outcome["sentence_id"]].append(outcome)
    make = _("Make it a claim") if may_add else ""
    words = _PartWords(version, make, page)
    groups: dict[int, list[Unchecked]] = defaultdict(list)
    rows = version.sentences.filter(passage__kind__in=READ).order_by("start").values_list("pk", "start", "end")
    for key, start, end in rows:
        of = parts[key] or [{"start": start, "end": end, "spans": [], "outcome": "", "rule": "", "interpretations": []}]
        if all(part["outcome"] == "claim" for part in of):
            continue
        strongest = min(rank.get(part["outcome"], len(rank)) for part in of)
        groups[strongest].append(Unchecked(start, version.text[start:end], [words.of(part) for part in of], page))
    kinds = [*labels.OUTCOMES.values(), labels.UNREAD]
    kinds[rank["claim"]] = labels.PARTLY
    claimed = rank["claim"]
    return [
        Group(at, kinds[at], groups[at], partly=at == claimed)
        for at in sorted(groups, key=lambda at: (at == claimed, at))
    ]


def silence(version: ArticleVersion, groups: Sequence[Group], suggested: int) -> str:
    """Return in one sentence why most of an article has no claims and what can be done; empty where it was read."""
    rank = labels.STRENGTH.index("language_not_read")
    unread = next((len(group.sentences) for group in groups if group.key == rank), 0)
    if not groups and not suggested and not version.sentences.filter(passage__kind__in=READ).exists():
        return _("Nothing on this page was recognised as an article: take back, in the text, what belongs to it.")
    if 2 * unread <= sum(len(group.sentences) for group in groups) + suggested:
        return ""
    rules = queries.outcomes_in(version).filter(outcome="language_not_read").values_list("rule", flat=True)
    [(rule, _count)] = Counter(rules).most_common(1)
    return _(
        "%(why)s: Claimdesk suggests no claims from it. Select words in the text to add one, or add a translation."
    ) % {"why": _language(rule.removeprefix("unread."))}


def _language(code: str) -> str:
    """Return which language an article is in, as far as it is known."""
    if code == "und":
        return _("The language of this article is not certain")
    try:
        name = get_language_info(code)["name_translated"]
    except KeyError:
        name = code
    return _("This article is in %(language)s, which is not read") % {"language": name}


@dataclass(frozen=True, slots=True)
class _PartWords:
    """What is shown of the parts of one version's sentences."""

    version: ArticleVersion
    make: str
    page: str

    def of(self, part: dict[str, Any]) -> UncheckedPart:
        """Return one part in words; one that a claim was suggested from needs no form."""
        start, end = part["start"], part["end"]
        published_on = self.version.article.published_on
        return UncheckedPart(
            " … ".join(self.version.text[first:last] for first, last in part["spans"] or [(start, end)]),
            str(labels.OUTCOMES.get(part["outcome"], "")),
            _rule(part["rule"]) if part["outcome"] != "claim" else "",
            f"{self.page}?version={self.version.number}&start={start}&end={end}#missed",
            self.make if part["outcome"] != "claim" else "",
            [
                InterpretationChoice(part["pk"], number, reword.interpretation_wording(interpretation, published_on))
                for number, interpretation in enumerate(part["interpretations"])
            ],
        )


def _rule(name: str) -> str:
    return str(labels.rule(name)) if name else ""


def _letters(words: str) -> str:
    """Return words without what stands around them: a full stop, quotation marks."""
    return "".join(filter(str.isalnum, words))


@require_GET
def show(request: HttpRequest, key: int, group: int) -> HttpResponse:
    """Show one long list: alone without script, or for the page's script to put in its place."""
    if not request.user.has_perm("claims.view_claim"):
        raise PermissionDenied
    version = get_object_or_404(ArticleVersion.objects.defer("raw").select_related("article"), pk=key)
    address = article_url(version.article_id)
    may_add = request.user.has_perm("claims.add_claim")
    found = next((g for g in groups_of(version, may_add=may_add, page=address) if g.key == group), None)
    if found is None:
        raise Http404
    context = admin.site.each_context(request) | {
        "title": found.label,
        "group": found,
        "article": version.article,
        "back": address,
    }
    return render(request, "desk/article/sentences.html", context)
