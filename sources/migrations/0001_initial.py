"""What is stored about articles."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.text
import sources.models.passage
import uuid
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(blank=True, help_text='Name of the system that sent it.', max_length=100)),
                ('external_id', models.CharField(blank=True, help_text="The article's id in that system.", max_length=300)),
                ('canonical_url', models.CharField(blank=True, max_length=2048)),
                ('text_sha256', models.CharField(blank=True, editable=False, help_text='Identity of a paste without an address.', max_length=64)),
                ('headline', models.TextField(blank=True)),
                ('publisher_origin', models.CharField(blank=True, choices=[('json-ld', 'JSON-LD in the page'), ('meta', 'meta tag of the page'), ('byline', 'byline in the text'), ('domain', 'the address belongs to this publisher'), ('sender', 'stated by the system that sent it'), ('person', 'set by a person')], max_length=10)),
                ('author', models.CharField(blank=True, max_length=300)),
                ('author_origin', models.CharField(blank=True, choices=[('json-ld', 'JSON-LD in the page'), ('meta', 'meta tag of the page'), ('byline', 'byline in the text'), ('domain', 'the address belongs to this publisher'), ('sender', 'stated by the system that sent it'), ('person', 'set by a person')], max_length=10)),
                ('published_on', models.DateField(blank=True, null=True)),
                ('published_on_origin', models.CharField(blank=True, choices=[('json-ld', 'JSON-LD in the page'), ('meta', 'meta tag of the page'), ('byline', 'byline in the text'), ('domain', 'the address belongs to this publisher'), ('sender', 'stated by the system that sent it'), ('person', 'set by a person')], max_length=10)),
                ('language', models.CharField(blank=True, help_text='BCP 47', max_length=35)),
                ('language_origin', models.CharField(blank=True, choices=[('json-ld', 'JSON-LD in the page'), ('meta', 'meta tag of the page'), ('byline', 'byline in the text'), ('domain', 'the address belongs to this publisher'), ('sender', 'stated by the system that sent it'), ('person', 'set by a person')], max_length=10)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Publisher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Actor',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=300)),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='actor', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ArticleVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('purpose', models.CharField(choices=[('extraction', 'looked through for claims'), ('evidence', 'kept as evidence')], default='extraction', max_length=10)),
                ('raw', models.BinaryField()),
                ('raw_sha256', models.CharField(max_length=64)),
                ('media_type', models.CharField(max_length=100)),
                ('charset', models.CharField(blank=True, max_length=50)),
                ('url', models.CharField(blank=True, help_text='The address that answered, after redirects.', max_length=2048)),
                ('text', models.TextField()),
                ('text_sha256', models.CharField(max_length=64)),
                ('length', models.PositiveIntegerField(help_text='Code points of the text.')),
                ('renderer', models.CharField(max_length=50)),
                ('fetched_at', models.DateTimeField()),
                ('created_at', models.DateTimeField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='sources.article')),
            ],
            options={
                'ordering': ['article_id', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Fetch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('try_after', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('via', models.CharField(choices=[('paste', 'pasted'), ('file', 'file'), ('url', 'address'), ('api', 'API'), ('command', 'command')], max_length=10)),
                ('purpose', models.CharField(choices=[('extraction', 'looked through for claims'), ('evidence', 'kept as evidence')], default='extraction', max_length=10)),
                ('url', models.CharField(blank=True, max_length=2048)),
                ('file_name', models.CharField(blank=True, max_length=300)),
                ('raw', models.BinaryField(null=True)),
                ('media_type', models.CharField(blank=True, max_length=100)),
                ('charset', models.CharField(blank=True, max_length=50)),
                ('stated', models.JSONField(default=dict, help_text='Author, publisher and date as the sender states them.')),
                ('requested_by', models.UUIDField(help_text='Actor', null=True)),
                ('outcome', models.CharField(blank=True, choices=[('new', 'new'), ('unchanged', 'unchanged'), ('refused', 'refused')], max_length=10)),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fetches', to='sources.article')),
                ('version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fetches', to='sources.articleversion')),
            ],
            options={
                'verbose_name_plural': 'fetches',
                'ordering': ['-id'],
            },
        ),
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
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('headline', 'Headline'), ('standfirst', 'Standfirst'), ('body', 'Body'), ('caption', 'Caption'), ('notice', 'Notice'), ('furniture', 'Furniture')], max_length=10)),
                ('rule', models.CharField(max_length=100)),
                ('digital_source_type', models.CharField(blank=True, help_text='As the notice declares it (schema.org digitalSourceType), not as a finding.', max_length=60)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='sources.articleversion')),
            ],
            options={
                'ordering': ['version_id', 'start'],
            },
        ),
        migrations.CreateModel(
            name='Domain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=253, unique=True)),
                ('publisher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='domains', to='sources.publisher')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='publisher',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='sources.publisher'),
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
            },
        ),
        migrations.CreateModel(
            name='Sentence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('passage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sentences', to='sources.passage')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sentences', to='sources.articleversion')),
            ],
            options={
                'ordering': ['version_id', 'start'],
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
            },
        ),
        migrations.AddIndex(
            model_name='articleversion',
            index=models.Index(fields=['text_sha256'], name='version_text_sha256'),
        ),
        migrations.AddIndex(
            model_name='articleversion',
            index=models.Index(models.F('article'), models.OrderBy(models.F('number'), descending=True), condition=models.Q(('number__gt', 1), ('purpose', 'extraction')), name='version_of_changed_article'),
        ),
        migrations.AddConstraint(
            model_name='articleversion',
            constraint=models.UniqueConstraint(fields=('article', 'number'), name='version_number'),
        ),
        migrations.AddConstraint(
            model_name='articleversion',
            constraint=models.CheckConstraint(condition=models.Q(('length', django.db.models.functions.text.Length(models.F('text')))), name='version_length'),
        ),
        migrations.AddConstraint(
            model_name='articleversion',
            constraint=models.CheckConstraint(condition=models.Q(('length__gt', 0)), name='version_not_empty'),
        ),
        migrations.AddIndex(
            model_name='fetch',
            index=models.Index(condition=models.Q(('finished_at', None)), fields=['id'], name='fetch_owed'),
        ),
        migrations.AddConstraint(
            model_name='fetch',
            constraint=models.CheckConstraint(condition=models.Q(('finished_at', None), models.Q(('outcome', ''), _negated=True), _connector='XOR'), name='fetch_finished_has_outcome'),
        ),
        migrations.AddConstraint(
            model_name='fetch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='fetch_refused_says_why'),
        ),
        migrations.AddConstraint(
            model_name='fetch',
            constraint=models.CheckConstraint(condition=models.Q(('version', None), ('outcome__in', ['new', 'unchanged']), _connector='XOR'), name='fetch_done_has_version'),
        ),
        migrations.AddConstraint(
            model_name='fetch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('url', ''), _negated=True), models.Q(('raw', None), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='fetch_has_something'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='passage_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['headline', 'standfirst', 'body', 'caption', 'notice', 'furniture'])), name='passage_kind'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('rule', ''), _negated=True), name='passage_has_rule'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('version', 'start'), name='passage_start'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('version', 'end'), name='passage_end'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('version', '='), (sources.models.passage.Int4Range('start', 'end'), '&&')], name='passage_no_overlap'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('source', 'external_id'), name='article_external_id'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(condition=models.Q(('canonical_url', ''), _negated=True), fields=('canonical_url',), name='article_url'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(condition=models.Q(('text_sha256', ''), _negated=True), fields=('text_sha256',), name='article_paste'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('external_id', ''), _negated=True), models.Q(('source', ''), _negated=True), ('text_sha256', '')), models.Q(('external_id', ''), models.Q(('canonical_url', ''), _negated=True), ('text_sha256', '')), models.Q(('external_id', ''), ('canonical_url', ''), models.Q(('text_sha256', ''), _negated=True)), _connector='OR'), name='article_one_identity'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('publisher', None), models.Q(('publisher_origin', ''), _negated=True), _connector='XOR'), name='article_publisher_says_from_where'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('author', ''), models.Q(('author_origin', ''), _negated=True), _connector='XOR'), name='article_author_says_from_where'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('published_on', None), models.Q(('published_on_origin', ''), _negated=True), _connector='XOR'), name='article_date_says_from_where'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('language', ''), models.Q(('language_origin', ''), _negated=True), _connector='XOR'), name='article_language_says_from_where'),
        ),
        migrations.AddConstraint(
            model_name='publishernote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('citation', ''), _negated=True)), name='publisher_note_is_cited'),
        ),
        migrations.AddConstraint(
            model_name='redaction',
            constraint=models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='redaction_says_why'),
        ),
        migrations.AddConstraint(
            model_name='redaction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed_by', None), ('done_at', None)), models.Q(('agreed_by__isnull', False), ('done_at__isnull', False), models.Q(('agreed_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='redaction_by_two'),
        ),
        migrations.AddConstraint(
            model_name='sentence',
            constraint=models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='sentence_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='sentence',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('version', '='), (sources.models.passage.Int4Range('start', 'end'), '&&')], name='sentence_no_overlap'),
        ),
        migrations.AddIndex(
            model_name='watch',
            index=models.Index(fields=['next_at'], name='watch_due'),
        ),
        migrations.AddConstraint(
            model_name='watch',
            constraint=models.CheckConstraint(condition=models.Q(('every__gte', 1)), name='watch_every'),
        ),
    ]
