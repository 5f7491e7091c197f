"""Any reviewer sets what is known about an article, and says where it says so."""

from importlib import import_module

from django.db import migrations, models


ROLES = {"reviewer": [("sources", "change_article")]}


def permit(apps, schema_editor):
    import_module("sources.migrations.0003_roles").allow(apps, schema_editor, ROLES)


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0003_roles'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='author_citation',
            field=models.CharField(blank=True, help_text='Where it says so, as a person gave it.', max_length=500),
        ),
        migrations.AddField(
            model_name='article',
            name='published_on_citation',
            field=models.CharField(blank=True, help_text='Where it says so, as a person gave it.', max_length=500),
        ),
        migrations.AddField(
            model_name='article',
            name='publisher_citation',
            field=models.CharField(blank=True, help_text='Where it says so, as a person gave it.', max_length=500),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('publisher_citation', ''), ('publisher_origin', 'person'), _connector='OR'), name='article_publisher_is_cited_by_a_person'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('author_citation', ''), ('author_origin', 'person'), _connector='OR'), name='article_author_is_cited_by_a_person'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('published_on_citation', ''), ('published_on_origin', 'person'), _connector='OR'), name='article_published_on_is_cited_by_a_person'),
        ),
        migrations.RunPython(permit, migrations.RunPython.noop),
    ]
