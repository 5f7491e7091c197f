"""Which columns of a row about articles may change; nothing here is ever deleted.

Versions and captures are not in it: redaction.sql holds them, with its one exception.
"""

from sources.gates.loading import ANY, Columns

COLUMNS_THAT_CHANGE: dict[str, Columns] = {
    "sources_fetch": ANY,  # until it has led to a version: fetch.sql
    "sources_passage": ("kind", "rule"),
    "sources_publishernote": ("withdrawn_at",),
    "sources_redaction": ("agreed_by", "done_at"),
    "sources_sentence": (),
    "sources_watch": ("every", "until", "next_at", "last_id", "asked_by"),
}
