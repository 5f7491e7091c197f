"""“What we did not check”: the sentences that no claim was suggested from, with their outcome and its rule."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from claims import queries
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
class Unchecked:
    """A sentence, what it was taken for and why. `page` is the article's address where it is shown elsewhere."""

    start: int
    end: int
    words: str
    why: str
    make: str
    interpretations: list[InterpretationChoice]
    page: str = ""
    version: int = 1

    @property
    def html(self) -> SafeString:
        """The sentence and why, written here and not by a template: an article may have thousands."""
        why = f' <span class="quiet">{escape(self.why)}</span>' if self.why else ""
        make = ""
        if self.make:
            label = escape(f"{self.make}: {self.words[:80]}")
            make = f' <a href="{escape(self.href)}" aria-label="{label}">{escape(self.make)}</a>'
        return mark_safe(  # every part of the text goes through escape
            f'<a href="{self.page}#s{self.start}" dir="auto">{escape(self.words)}</a>{why}{make}'
        )

    @property
    def href(self) -> str:
        """Return the address at which the form for a missed claim has these words in it."""
        return f"{self.page}?version={self.version}&start={self.start}&end={self.end}#missed"


@dataclass(frozen=True, slots=True)
class Group:
    """The sentences that were taken for the same thing."""

    key: int
    label: labels.Words
    sentences: list[Unchecked]

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
    """Return what the sentences were taken for, the strongest outcome of each; without those of suggested claims."""
    parts = defaultdict(list)
    choices: dict[int, list[InterpretationChoice]] = defaultdict(list)
    rank = {name: at for at, name in enumerate(labels.STRENGTH)}
    for outcome in queries.outcomes_in(version).values("pk", "sentence_id", "outcome", "rule", "interpretations"):
        parts[outcome["sentence_id"]].append((rank[outcome["outcome"]], outcome["rule"]))
        choices[outcome["sentence_id"]] += [
            InterpretationChoice(outcome["pk"], number, interpretation["text"])
            for number, interpretation in enumerate(outcome["interpretations"])
        ]
    groups: dict[int, list[Unchecked]] = defaultdict(list)
    make = _("Make it a claim") if may_add else ""
    rule_words: dict[str, str] = {"": ""}
    rows = version.sentences.filter(passage__kind__in=READ).order_by("start").values_list("pk", "start", "end")
    for key, start, end in rows:
        strongest, rule = min(parts[key], default=(len(labels.STRENGTH), ""))
        if rule not in rule_words:
            rule_words[rule] = str(labels.rule(rule))
        words = version.text[start:end]
        groups[strongest].append(
            Unchecked(start, end, words, rule_words[rule], make, choices[key], page, version.number)
        )
    kinds = [*labels.OUTCOMES.values(), labels.UNREAD]
    claimed = rank["claim"]
    return [Group(at, kinds[at], groups[at]) for at in sorted(groups) if at != claimed]


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
