"""What a refusal of the database means, in words: a gate raises a code, and its sentence stands here."""

import json
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentences = Mapping[str, str | Promise]
SENTENCES: Sentences = {
    "sources.unchanging.never_changes": _(
        "%(operation)s on %(table)s is refused: it is never edited or deleted, only added to."
    ),
    "sources.unchanging.only_these_change": _("UPDATE on %(table)s is refused: only %(columns)s may change."),
    "sources.exact_words.other_words": _(
        "The words for %(start)s–%(end)s are not the words of version %(version)s there."
    ),
    "sources.version.other_hash": _("A version's hashes are not those of its bytes and text."),
    "sources.passage.gap_before": _("The passages of version %(version)s leave a gap before %(place)s."),
    "sources.passage.gap_after": _("The passages of version %(version)s leave a gap after %(place)s."),
    "sources.passage.sentence_outside": _("A sentence lies inside a passage of its version that is read."),
    "sources.redaction.two_administrators": _(
        "A redaction is asked for by one administrator, and agreed to by another."
    ),
    "sources.capture.other_hash": _("A captured page's hash is not that of its bytes."),
    "sources.capture.other_fetch": _("A page is captured by the fetch that has just made it."),
    "sources.watch.other_article": _("A watch looks at its own article."),
}


def code(error: BaseException) -> str:
    """Return the code that a gate raised; empty when no gate of ours did, but say a constraint."""
    diagnosis = getattr(error.__cause__, "diag", None)
    message = getattr(diagnosis, "message_primary", None) or ""
    return message if message.startswith(("sources.", "claims.")) else ""


def sentence(error: BaseException, sentences: Sentences) -> str:
    """Return what a gate's refusal means, with the values that it names; empty when no gate of ours refused."""
    if not (found := code(error)):
        return ""
    detail = getattr(getattr(error.__cause__, "diag", None), "message_detail", None)
    return str(sentences[found]) % (json.loads(detail) if detail else {})
