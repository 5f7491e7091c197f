"""Articles looked at again, texts that had to go, pages in the archives' format, notes on publishers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0002_gates'),
    ]

    operations = [
        migrations.CreateModel(
            name='Capture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('warc', models.BinaryField(help_text='gzip, one member a record')),
                ('warc_sha256', models.CharField(max_length=64)),
                ('captured_at', models.DateTimeField()),
                ('fetch', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='capture', to='sources.fetch')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='PublisherNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('citation', models.TextField(help_text='Where it says so: address or document.')),
                ('as_of', models.DateField()),
                ('written_by', models.UUIDField(help_text='Actor')),
                ('created_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='sources.publisher')),
            ],
            options={
                'ordering': ['-as_of', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('citation', ''), _negated=True)), name='publisher_note_is_cited')],
            },
        ),
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('because', models.TextField(help_text='Such as the court order; internal.')),
                ('asked_by', models.UUIDField(help_text='Actor')),
                ('asked_at', models.DateTimeField()),
                ('agreed_by', models.UUIDField(help_text='Actor', null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='redaction', to='sources.articleversion')),
            ],
            options={
                'ordering': ['id'],
                'permissions': [('redact', "Can ask for a redaction, and agree to another's")],
                'constraints': [models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='redaction_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('agreed_by', None), ('done_at', None)), models.Q(('agreed_by__isnull', False), ('done_at__isnull', False), models.Q(('agreed_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='redaction_by_two')],
            },
        ),
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='watch', serialize=False, to='sources.article')),
                ('every', models.PositiveIntegerField(default=24, help_text='Hours between two looks.')),
                ('until', models.DateTimeField()),
                ('next_at', models.DateTimeField()),
                ('asked_by', models.UUIDField(help_text='Actor')),
                ('created_at', models.DateTimeField()),
                ('last', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.fetch')),
            ],
            options={
                'verbose_name_plural': 'watches',
                'ordering': ['next_at'],
                'indexes': [models.Index(fields=['next_at'], name='watch_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('every__gte', 1)), name='watch_every')],
            },
        ),
    ]
