"""Write down what is found in an article, a line a finding, so that a person can read it and a diff shows a change.

`python -m tests.corpus.golden` records all articles anew; whoever does it reads the diff line by line. Without its
"! " lines a file says what a careful person finds: a line that begins with "! " is found today and known to be wrong,
one that begins with "+ " is right and not found yet. Recording keeps both marks while they hold.
"""

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import unified_diff
from functools import cache
from pathlib import Path

from claims.pipeline import read
from claims.pipeline.amounts.amount import AmountFound
from claims.pipeline.experts.experts import Attributed
from claims.pipeline.times.interval import WhenFound
from sources.pipeline import sentences
from sources.pipeline.clean import clean
from sources.pipeline.clean.clean import PassageFound
from sources.pipeline.facts import metadata
from sources.pipeline.facts.metadata import Metadata
from sources.pipeline.render import render
from sources.pipeline.sentences import SentenceFound

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "config" / "samples"
ARTICLES = sorted(
    file for folder in (HERE, *SAMPLES.iterdir()) for kind in ("*.txt", "*.html") for file in folder.glob(kind)
)
WRONG, MISSED = "! ", "+ "
LAYERS = {
    "fact": -1,
    "passage": 0,
    "sentence": 1,
    "quote": 2,
    "part": 3,
    "interpretation": 4,
    "claim": 4,
    "when": 5,
    "amount": 5,
}
FACTS = ("title", "author", "published_on", "publisher", "language")
TYPES = {".txt": "text/plain", ".html": "text/html"}


def golden(article: Path) -> Path:
    """Name the file that holds what is expected of an article."""
    return HERE / f"{article.stem}.golden"


def findings(article: Path) -> list[str]:
    """Read one article; return its findings in order of the text."""
    page = render.render(article.read_bytes(), media_type=TYPES[article.suffix])
    passages = clean.clean(page)
    found = sentences.split(page.text, passages)
    about = metadata.read(page)
    published_on = date.fromisoformat(about.published_on.value) if about.published_on else None
    findings = read.read(page.text, passages, found, published_on=published_on)
    attributed = findings.attributed

    def lines() -> Iterator[Line]:
        yield from _facts(about)
        yield from _passages(passages, found)
        yield from _quotes(attributed)
        for part in findings.parts:
            yield part.start, 3, part.end, f"part {part.mode} {part.outcome} {part.rule}"
            for number, interpretation in enumerate(part.interpretations):
                yield part.start, 4, part.end, f"interpretation {number}: {interpretation.text}"
        for claim in findings.claims:
            in_quote = f" in quote {attributed.quotes[claim.quote].start}" if claim.quote is not None else ""
            yield claim.start, 4, claim.end, f"claim {claim.type}{in_quote}: {claim.text}"
            for time in claim.times:
                yield time.start, 5, time.end, f"when {time.basis} {_days(time)}"
            for amount in claim.amounts:
                yield amount.start, 5, amount.end, f"amount {_much(amount)}"

    return _lines(page.text, lines())


_found = cache(findings)


@cache
def changed(*kinds: str) -> tuple[str, ...]:
    """Return what differs from the golden files in the lines of these kinds (LAYERS) of all articles, as a diff."""
    return tuple(line for article in ARTICLES for line in _difference(article, _found(article), kinds))


@cache
def changed_passages() -> tuple[str, ...]:
    """Return what differs in the passages and sentences of all articles, as a diff; no grammar is needed for them."""
    changes: list[str] = []
    for article in ARTICLES:
        page = render.render(article.read_bytes(), media_type=TYPES[article.suffix])
        passages = clean.clean(page)
        lines = _lines(page.text, _passages(passages, sentences.split(page.text, passages)))
        changes += _difference(article, lines, ("passage", "sentence"))
    return tuple(changes)


def _difference(article: Path, found: list[str], kinds: tuple[str, ...]) -> Iterator[str]:
    wanted, own = ([line for line in lines if _kind(line) in kinds] for lines in (expected(article), found))
    return unified_diff(wanted, own, article.name, "found", lineterm="", n=0)


def _kind(line: str) -> str:
    return line.split(" ", 2)[1]


Line = tuple[int, int, int, str]


def _facts(about: Metadata) -> Iterator[Line]:
    """Say what the page states of itself; what it prints nowhere stands at the beginning."""
    for fact in FACTS:
        if said := getattr(about, fact):
            yield said.start or 0, -1, said.end or 0, f"fact {fact} {said.value} ({said.origin})"


def _passages(passages: Sequence[PassageFound], found: Sequence[SentenceFound]) -> Iterator[Line]:
    for passage in passages:
        yield passage.start, 0, passage.end, f"passage {passage.kind} {passage.rule}"
    for sentence in found:
        yield sentence.start, 1, sentence.end, "sentence"


def _lines(text: str, lines: Iterable[Line]) -> list[str]:
    found = sorted(lines, key=_place)
    return [f"{start}-{end} {what} | {_short(text[start:end])}".rstrip() for start, _, end, what in found]


def _quotes(attributed: Attributed) -> Iterator[Line]:
    for quote, attribution in zip(attributed.quotes, attributed.attributions, strict=True):
        name = attributed.experts[attribution.expert].name if attribution.expert is not None else "nobody"
        roles = ", ".join(role for role in (attribution.title, attribution.affiliation) if role)
        act = quote.type if quote.act == "speech" else f"{quote.act} {quote.type}"
        if quote.polarity != "asserted":
            act = f"{quote.polarity} {act}"
        speaker = f"{name} ({roles or attribution.kind}; {attribution.resolved})"
        yield quote.start, 2, quote.end, f"quote {act} of {speaker}"


def _days(time: WhenFound) -> str:
    if time.interval:
        return f"{time.interval.start or ''}..{time.interval.end or ''}"
    relations = [f"{r.unit} {r.name}{r.shift:+}" + " ahead" * r.ahead for r in (time.relation, time.last) if r]
    return " to ".join(relations) + (f" {time.bound}" if time.bound else "") if relations else "open"


def _much(amount: AmountFound) -> str:
    values = "..".join(map(str, amount.values)) or "none"
    beside = [amount.qualifier, *(f"for “{scope.exact}”" for scope in amount.scopes)]
    beside += [f"against “{amount.compared.exact}”"] if amount.compared else []
    return "; ".join([f"{values} {amount.unit} ({amount.measure})", *filter(None, beside)])


def _place(line: Line) -> tuple[int, int, int, str]:
    start, layer, end, what = line
    return start, layer, -end, what


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else f"{line[:40]} … {line[-17:]}"


def expected(article: Path) -> list[str]:
    """Return what the golden file says is found today, without its marks."""
    lines = golden(article).read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(WRONG) for line in lines if not line.startswith(MISSED)]


def record(article: Path) -> None:
    """Write what is found in an article into its golden file."""
    file = golden(article)
    before = file.read_text(encoding="utf-8").splitlines()
    found = findings(article)
    wrong = {line for line in before if line.startswith(WRONG)}
    lines = [WRONG + line if WRONG + line in wrong else line for line in found]
    for line in before:
        if line.startswith(MISSED) and line.removeprefix(MISSED) not in found:
            insort(lines, line, key=_order)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _order(line: str) -> tuple[int, int, int]:
    span, kind, *_ = line.removeprefix(WRONG).removeprefix(MISSED).split(" ", 2)
    start, end = map(int, span.split("-"))
    return start, LAYERS[kind], -end


if __name__ == "__main__":
    for path in ARTICLES:
        golden(path).touch()
        record(path)
