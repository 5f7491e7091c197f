"""Gather what the reviewer's page of an article shows, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from claims import queries
from claims.desk.article.highlights import READ, Mark, PassageSpan, render
from claims.desk.article.unchecked import Group, groups_of, silence
from claims.desk.base import labels
from claims.desk.base.claim_list import ClaimLine, lines_of, survey, written
from claims.desk.base.claim_list import article_url as article_url
from claims.models import Appearance, Claim, Event, Quote
from claims.queries.places import judged_at
from sources.models import Article, ArticleVersion, Passage
from sources.queries import declares_ai, latest_read, versions_of


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quotation in the list of who said what."""

    quote: Quote
    number: int
    words: str
    speaker: str
    how: labels.Words
    type: labels.Words
    polarity: labels.Words


def chosen_version(article: Article, number: int | None) -> ArticleVersion | None:
    """Return the version with this number, or the latest that claims are looked for in; with its text."""
    if number is None:
        return latest_read(article)
    return article.versions.filter(number=number, purpose="extraction").defer("raw").first()


def gather(
    article: Article,
    version: ArticleVersion | None,
    claim: Claim | None,
    *,
    may_change: bool,
    now: datetime,
    may_add: bool = True,
) -> dict[str, Any]:
    """Return what the template of the article's page needs; `may_change` shows the buttons that set passages aside."""
    state = queries.extraction_state(version)
    found: dict[str, Any] = {
        "article": article,
        "version": version,
        "state": state,
        "processing": labels.PROCESSING[state] if version else "",
        "facts": _facts(article),
        "otherwise": _otherwise(article),
        "fetches": article.fetches.filter(purpose="extraction").defer("raw").order_by("-id")[:5],
        "waiting": state == "waiting",
    }
    if version is None:
        return found | {"waiting": article.fetches.filter(finished_at=None).exists()}
    seen = survey(version)
    lines = lines_of(article, version, claim, seen, now=now)
    quotes = _quote_rows(version)
    groups = groups_of(version, may_add=may_add)
    ai = declares_ai(version)
    passages = version.passages.order_by("start")
    return found | {
        "versions": versions_of(article).filter(purpose="extraction"),
        "failure": version.extractions.filter(failed=True).order_by("-id").first() if state == "failed" else None,
        "ai": ai and version.text[ai.start : ai.end].strip(),
        "lines": lines,
        "first": written(line for line in lines if line.top),
        "rest": written(line for line in lines if not line.top),
        "seen": seen,
        "quotes": quotes,
        "groups": groups,
        "silence": "" if state in {"waiting", "failed"} else silence(version, groups, len(lines)),
        "not_checked": sum(len(g.sentences) for g in groups if not g.partly),
        "partly_checked": sum(len(g.sentences) for g in groups if g.partly),
        "text": _text(version, [_stretch(version, p, may_change) for p in passages], lines, quotes, groups),
    }


def part(article: Article, version: ArticleVersion, claim: Claim, *, now: datetime) -> dict[str, Any]:
    """Return what is needed to show one claim anew and nothing else: a key press waits for it."""
    seen = survey(version)
    lines = lines_of(article, version, claim, seen, now=now, only=True)
    return {"article": article, "version": version, "lines": lines, "seen": seen}


def _facts(article: Article) -> list[tuple[str, str, labels.Words, str]]:
    """Return what is known about the article, each with where it was read; nothing is there without a statement."""
    values = {
        "publisher": (_("Publisher"), article.publisher),
        "author": (_("Author"), article.author),
        "published_on": (_("Date"), article.published_on),
    }
    found: list[tuple[str, str, labels.Words, str]] = []
    for name, (label, value) in values.items():
        origin, citation = getattr(article, f"{name}_origin"), getattr(article, f"{name}_citation")
        how = ": ".join(filter(None, (str(labels.ORIGINS.get(origin, "")), citation)))
        found.append((label, str(value or _("not stated")), how, origin))
    return found


def _otherwise(article: Article) -> list[str]:
    """Return what was stated otherwise than it is kept, when the text came again, until somebody sets the details."""
    verbs = (Event.Verb.ARTICLE_FACTS_DIFFER, Event.Verb.ARTICLE_DESCRIBED)
    last = Event.objects.filter(article=article.pk, verb__in=verbs).order_by("-id").first()
    if last is None or last.verb == Event.Verb.ARTICLE_DESCRIBED:
        return []
    names = {"publisher": _("Publisher"), "author": _("Author"), "published_on": _("Date")}
    return [f"{names[name]}: {value}" for name, value in last.data["stated"].items()]


def _quote_rows(version: ArticleVersion) -> list[QuoteRow]:
    return [
        QuoteRow(
            quote,
            number,
            labels.words(quote),
            labels.speaker(quote),
            labels.RESOLVED.get(quote.resolved, ""),
            labels.QUOTE_TYPES[quote.type],
            labels.POLARITIES.get(quote.polarity, ""),
        )
        for number, quote in enumerate(queries.quotes_in(version), start=1)
    ]


def _text(
    version: ArticleVersion,
    stretches: Sequence[PassageSpan],
    lines: Sequence[ClaimLine],
    quotes: Sequence[QuoteRow],
    groups: Sequence[Group],
) -> SafeString:
    marks = [mark for line in lines for mark in _claim_marks(line)]
    marks += [mark for row in quotes for mark in _quote_marks(row)]
    anchors = [sentence.start for group in groups for sentence in group.sentences]
    return render(version.text, stretches, marks, anchors, _("Set aside: %(what)s (%(lines)s)"))


def _stretch(version: ArticleVersion, passage: Passage, may_change: bool) -> PassageSpan:
    first = " ".join(version.text[passage.start : passage.end][:80].split())
    read = passage.kind in READ
    return PassageSpan(
        passage.start,
        passage.end,
        passage.kind,
        str(labels.rule(passage.rule)),
        tool=f"{passage.pk}:{'furniture' if read else 'body'}" if may_change else "",
        tool_label=_("Set aside") if read else _("Take back"),
        tool_name=(_("Set this aside: %s") if read else _("Take this back into the article: %s")) % first,
    )


def _judged_first(claim: Claim) -> list[Appearance]:
    """Return a claim's places, the one whose words are judged first: a link to the claim leads there."""
    places = list(claim.appearances.all())
    return sorted(places, key=lambda place: place is not judged_at(claim, places))


def _claim_marks(line: ClaimLine) -> list[Mark]:
    """Return the marks of a claim's printed words; the first of each place has its name."""
    claim = line.claim
    if claim.proposal == "rejected" and not line.current:
        return []
    return [
        Mark(
            start,
            end,
            f"c{claim.pk}" + (f"-{number}" if number else ""),
            "claim",
            line.href,
            line.name,
            f"{line.number} {line.symbol}" if first else "",
            line.state,
            line.current,
        )
        for number, place in enumerate(_judged_first(claim))
        for first, (start, end) in _first_apart(place.spans or [[place.start, place.end]])
    ]


def _first_apart(spans: Sequence[Sequence[int]]) -> list[tuple[bool, Sequence[int]]]:
    return [(number == 0, span) for number, span in enumerate(spans)]


def _quote_marks(row: QuoteRow) -> list[Mark]:
    """Return the marks of a quotation's parts; only the first has a name."""
    name = _("Quotation %(number)s, %(name)s, %(type)s") % {"number": row.number, "name": row.speaker, "type": row.type}
    key = f"q{row.quote.pk}"
    return [
        Mark(start, end, key, "quote", f"#said-{row.quote.pk}", name, f"Q{row.number}" if i == 0 else "")
        for i, (start, end) in enumerate(row.quote.spans)
    ]
