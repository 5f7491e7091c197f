"""What colleagues say to each other about a claim."""

import re
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Lower

from claims.models import Claim, Comment, Event, NoticeKind
from claims.workflow.audit import actor_of, event, require
from claims.workflow.inbox.notify import News, send_news
from claims.workflow.stages import allowed, locked, touch
from claims.workflow.text import require as require_text

MAX_TEXT = 10_000
DOUBLE_PRESS = timedelta(minutes=1)  # the same again from the same person within it is a button that was pressed twice
MAX_MENTIONS = 20  # people whom one comment calls
NAME = re.compile(r"(?<![\w@.+-])@([\w.@+-]{1,150})")
CLOSING = ".@+-"  # what ends a sentence may also end a user name: the longest name that exists is meant


@transaction.atomic
def write(*, claim: Claim, text: str, by: User, at: datetime) -> Comment:
    """Add a comment and notify everybody whose @name is in it. It is never edited, and never leaves the newsroom.

    Writing takes the claim's desk, or having been called here by name. A name that nobody has stays plain text.
    """
    text = require_text("text", text.replace("\r\n", "\n"), MAX_TEXT, "Write something.")
    claim, work = locked(claim)
    try:
        actor = allowed(by, work, "claims.add_comment")
    except PermissionDenied:
        actor = require(by, "claims.add_comment")
        if not Comment.objects.filter(claim=claim, mentions__contains=[str(actor.pk)]).exists():
            raise
    mentions = [person for person in called(text) if person != actor.pk]
    existing = Comment.objects.filter(
        claim=claim, text=text, written_by=actor.pk, created_at__gt=at - DOUBLE_PRESS
    ).first()
    if existing is not None:
        return existing
    comment = Comment.objects.create(
        claim=claim, text=text, mentions=[str(person) for person in mentions], written_by=actor.pk, created_at=at
    )
    key = f"mention:{comment.pk}"
    send_news([News(person, NoticeKind.MENTION, key, claim.pk) for person in mentions], at=at)
    touch(claim.pk, at=at)
    event(Event.Verb.COMMENT_WRITTEN, by=actor, at=at, claim=claim, comment=comment.pk)
    return comment


def called(text: str) -> list[UUID]:
    """Return whom a text calls by @name, in any case, in the order of the text."""
    tried = [candidates(found) for found in NAME.findall(text)[: MAX_MENTIONS * 5]]
    names = {name for these in tried for name in these}
    if not names:
        return []
    users = User.objects.annotate(folded=Lower("username")).filter(folded__in=names, is_active=True, is_staff=True)
    known: dict[str, list[User]] = {}
    for user in users:
        known.setdefault(user.username.lower(), []).append(user)
    people: dict[UUID, None] = {}
    for these in tried:
        meant = next((known[name] for name in these if name in known), [])
        if len(meant) == 1:  # two names that differ only in case: nobody is guessed
            people[actor_of(meant[0]).pk] = None
    return list(people)[:MAX_MENTIONS]


def candidates(name: str) -> list[str]:
    """Return a name, and what remains of it without the punctuation at its end, longest first."""
    found = [name.lower()]
    while found[-1][-1:] and found[-1][-1] in CLOSING and len(found) < 5:
        found.append(found[-1][:-1])
    return [candidate for candidate in found if candidate]
