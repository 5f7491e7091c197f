"""What each role may do in the review, and the scale that a house begins with."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.utils import timezone

SEEN = {
    "sources": ["capture", "publishernote", "redaction", "watch"],
    "claims": [
        "anchor", "comment", "correction", "desk", "membership", "notice", "original", "publication", "ratingscale",
        "recheck", "replyrequest", "report", "scalerating", "sighting", "texttemplate", "waiver", "work",
    ],
}
SEE = [(app, f"view_{noun}") for app, nouns in SEEN.items() for noun in nouns]
REVIEW = [
    ("claims", "pick_claim"), ("claims", "change_claim"), ("claims", "add_comment"), ("claims", "add_original"),
    ("claims", "add_sighting"), ("claims", "add_replyrequest"), ("claims", "change_replyrequest"),
    ("claims", "change_anchor"), ("claims", "add_recheck"),
]
EDIT = [
    ("claims", "assign_claim"), ("claims", "approve_review"), ("claims", "adjudicate_review"), ("claims", "waive_gate"),
    ("claims", "hold_claim"), ("claims", "publish_claim"), ("claims", "answer_report"), ("claims", "add_correction"),
    ("claims", "add_texttemplate"), ("claims", "change_texttemplate"), ("sources", "add_publishernote"),
    ("sources", "change_publishernote"), ("sources", "add_watch"), ("sources", "change_watch"),
]
ADMINISTER = [
    ("claims", "add_desk"), ("claims", "change_desk"), ("claims", "add_membership"), ("claims", "change_membership"),
    ("claims", "delete_membership"), ("claims", "add_ratingscale"), ("sources", "redact"),
]
ROLES = {"reviewer": SEE + REVIEW, "editor": SEE + REVIEW + EDIT, "administrator": SEE + REVIEW + EDIT + ADMINISTER}

SCALE = [
    ("SUPPORTED", "Supported", 5, "The evidence bears it out.", "#1a7f37"),
    ("CONFLICTING", "Sources conflict", 3, "Good sources say different things.", "#8250df"),
    ("NOT_ENOUGH_EVIDENCE", "Not enough evidence", 2, "We looked, and found too little to say.", "#57606a"),
    ("NOT_CHECKABLE", "Cannot be checked", 0, "A factual claim that nobody can test.", "#57606a"),
    ("DISPUTED", "Disputed", 1, "The evidence contradicts it, not just: someone objects.", "#b62324"),
]


def make(apps, schema_editor):
    alias = schema_editor.connection.alias
    for label in ("auth", *SEEN):
        create_permissions(installed.get_app_config(label), verbosity=0, interactive=False, using=alias)
    groups = apps.get_model("auth", "Group").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for role, allowed in ROLES.items():
        group, _ = groups.get_or_create(name=role)
        for label, codename in allowed:
            group.permissions.add(permissions.get(content_type__app_label=label, codename=codename))
    now = timezone.now()
    scales = apps.get_model("claims", "RatingScale").objects.using(alias)
    scale = scales.create(name="Claimdesk", version=1, created_at=now)
    steps = apps.get_model("claims", "ScaleRating").objects.using(alias)
    for order, (rating, label, number, definition, colour) in enumerate(SCALE):
        steps.create(
            scale=scale, rating=rating, label=label, number=number, definition=definition, colour=colour, order=order
        )


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_review_gates")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
