"""What each of the three roles may do to articles; a later migration adds to it."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

NOUNS = [
    "actor", "article", "articleversion", "capture", "domain", "fetch", "passage", "publisher", "publishernote",
    "redaction", "sentence", "watch",
]
SEE = [("sources", f"view_{noun}") for noun in NOUNS]
REVIEW = [("sources", "add_article"), ("sources", "change_passage")]
EDIT = [
    ("sources", "change_article"), ("sources", "add_publishernote"), ("sources", "change_publishernote"),
    ("sources", "add_watch"), ("sources", "change_watch"),
]
ADMINISTER = [
    ("auth", "add_user"), ("auth", "change_user"), ("auth", "delete_user"), ("auth", "view_user"),
    ("auth", "view_group"), ("sources", "change_publisher"), ("sources", "redact"), ("knox", "view_authtoken"),
    ("knox", "delete_authtoken"),
]
ROLES = {
    "reviewer": SEE + REVIEW,
    "editor": SEE + REVIEW + EDIT,
    "administrator": SEE + REVIEW + EDIT + ADMINISTER,
}


def allow(apps, schema_editor, roles):
    """Give each role (a group) its permissions; Django itself makes those only after the last migration."""
    alias = schema_editor.connection.alias
    for label in sorted({label for allowed in roles.values() for label, _ in allowed}):
        create_permissions(installed.get_app_config(label), verbosity=0, interactive=False, using=alias)
    groups = apps.get_model("auth", "Group").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for role, allowed in roles.items():
        group, _ = groups.get_or_create(name=role)
        for label, codename in allowed:
            group.permissions.add(permissions.get(content_type__app_label=label, codename=codename))


def make(apps, schema_editor):
    allow(apps, schema_editor, ROLES)


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_gates"), ("knox", "0009_extend_authtoken_field")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
