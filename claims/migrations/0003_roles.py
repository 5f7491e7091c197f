"""The three roles as groups. What each may do is one table; a later migration changes it by adding to it."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

NOUNS = {
    "sources": ["actor", "article", "articleversion", "domain", "fetch", "passage", "publisher", "sentence"],
    "claims": [
        "appearance", "claim", "event", "evidence", "expert", "extraction", "outcome", "quote", "review", "role",
        "upload", "verdict",
    ],
}
SEE = [(app, f"view_{noun}") for app, nouns in NOUNS.items() for noun in nouns]
REVIEW = [
    ("sources", "add_article"), ("sources", "change_passage"), ("claims", "add_claim"), ("claims", "decide_claim"),
    ("claims", "add_evidence"), ("claims", "change_evidence"), ("claims", "add_verdict"),
]
EDIT = [("sources", "change_article"), ("claims", "change_extraction")]
ADMINISTER = [
    ("auth", "add_user"), ("auth", "change_user"), ("auth", "delete_user"), ("auth", "view_user"),
    ("auth", "view_group"), ("sources", "change_publisher"), ("knox", "view_authtoken"), ("knox", "delete_authtoken"),
]
ROLES = {
    "reviewer": SEE + REVIEW,
    "editor": SEE + REVIEW + EDIT,
    "administrator": SEE + REVIEW + EDIT + ADMINISTER,
}


def make(apps, schema_editor):
    # Django makes permissions only after the last migration; the groups need them now.
    alias = schema_editor.connection.alias
    for label in ("auth", "knox", *NOUNS):
        create_permissions(installed.get_app_config(label), verbosity=0, interactive=False, using=alias)
    groups = apps.get_model("auth", "Group").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for role, allowed in ROLES.items():
        group, _ = groups.get_or_create(name=role)
        for label, codename in allowed:
            group.permissions.add(permissions.get(content_type__app_label=label, codename=codename))


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0002_gates"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("knox", "0009_extend_authtoken_field"),
    ]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
