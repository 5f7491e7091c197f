"""What is stored about claims, and about whether they are true."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('sources', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wording', models.TextField()),
                ('type', models.CharField(choices=[('quantity', 'quantity'), ('event', 'event'), ('causal', 'cause and effect'), ('comparison', 'comparison'), ('rule', 'rule or law'), ('position', 'position'), ('quotation', 'quotation')], max_length=10)),
                ('score', models.FloatField(default=0, help_text='How worth checking, 0 to 1; ranks, never filters.')),
                ('reasons', models.JSONField(default=list, help_text='Why it was proposed, in words a reviewer reads.')),
                ('times', models.JSONField(default=list, help_text='Printed words that say when, and what they rest on; see pipeline/interval.py.')),
                ('amounts', models.JSONField(default=list, help_text='Printed words that say how much; see pipeline/amount.py.')),
                ('added_by', models.UUIDField(help_text='Actor', null=True)),
                ('created_at', models.DateTimeField()),
                ('proposal', models.CharField(choices=[('proposed', 'proposed'), ('accepted', 'accepted'), ('rejected', 'not a claim'), ('superseded', 'replaced by a later extraction'), ('merged', 'merged into another claim'), ('split', 'split into several claims')], default='proposed', max_length=10)),
                ('not_a_claim', models.CharField(blank=True, choices=[('opinion', 'opinion'), ('prediction', 'prediction'), ('question', 'question'), ('vague', 'too vague')], max_length=10)),
                ('touched_at', models.DateTimeField(help_text='When a person first worked on it; later extractions leave it alone.', null=True)),
                ('speaker', models.CharField(blank=True, help_text="As a person corrected it; empty: the quote's.", max_length=300)),
                ('role', models.CharField(blank=True, help_text='As a person corrected it; empty: as printed.', max_length=600)),
                ('confirmed_at', models.DateTimeField(help_text='When a person confirmed wording, speaker and role.', null=True)),
                ('confirmed_by', models.UUIDField(help_text='Actor', null=True)),
                ('rating', models.CharField(blank=True, choices=[('SUPPORTED', 'Supported'), ('DISPUTED', 'Disputed'), ('CONFLICTING', 'Sources conflict'), ('NOT_ENOUGH_EVIDENCE', 'Not enough evidence'), ('NOT_CHECKABLE', 'Cannot be checked')], editable=False, max_length=20)),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='claims.claim')),
                ('split_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='claims.claim')),
            ],
            options={
                'ordering': ['-score', 'id'],
                'permissions': [('decide_claim', 'Can accept or reject a proposed claim')],
            },
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('raw', models.BinaryField()),
                ('name', models.CharField(max_length=300)),
                ('media_type', models.CharField(max_length=100)),
                ('uploaded_by', models.UUIDField(help_text='Actor')),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Appearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('exact', models.TextField()),
                ('prefix', models.TextField(blank=True)),
                ('suffix', models.TextField(blank=True)),
                ('replaced_at', models.DateTimeField(help_text='When a person adjusted the place: another row holds it.', null=True)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appearances', to='sources.articleversion')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appearances', to='claims.claim')),
            ],
            options={
                'ordering': ['version_id', 'start'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('mentions', models.JSONField(default=list, help_text='Actor ids')),
                ('written_by', models.UUIDField(help_text='Actor')),
                ('created_at', models.DateTimeField()),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='claims.claim')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Desk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='desk_has_name')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(max_length=50)),
                ('actor', models.UUIDField(help_text='Empty: a machine did it.', null=True)),
                ('article', models.BigIntegerField(null=True)),
                ('claim', models.BigIntegerField(null=True)),
                ('data', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['claim', 'id'], name='event_claim'), models.Index(fields=['article', 'id'], name='event_article')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('passage', 'words in an archived page'), ('page', 'page or screenshot'), ('document', 'page of a document'), ('data', 'data or a calculation'), ('statement', 'statement to us')], max_length=10)),
                ('stance', models.CharField(choices=[('supports', 'supports the claim'), ('disputes', 'disputes the claim'), ('context', 'context')], max_length=10)),
                ('note', models.TextField(help_text='What it shows. Internal unless released.')),
                ('note_public', models.TextField(blank=True)),
                ('url', models.CharField(blank=True, max_length=2048)),
                ('start', models.PositiveIntegerField(null=True)),
                ('end', models.PositiveIntegerField(null=True)),
                ('exact', models.TextField(blank=True)),
                ('prefix', models.TextField(blank=True)),
                ('suffix', models.TextField(blank=True)),
                ('on_record', models.BooleanField(default=True)),
                ('question', models.CharField(blank=True, help_text='Which question it answers.', max_length=500)),
                ('primary_source', models.BooleanField(default=False, help_text='The source itself, not a report about it.')),
                ('page', models.CharField(blank=True, help_text='Page, sheet and cell, or time code.', max_length=100)),
                ('seen_by', models.CharField(blank=True, help_text='Who saw the original of a screenshot.', max_length=300)),
                ('transcription', models.TextField(blank=True, help_text='Its words, typed out.')),
                ('added_by', models.UUIDField(help_text='Actor')),
                ('created_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_by', models.UUIDField(help_text='Actor', null=True)),
                ('withdrawn_because', models.TextField(blank=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='claims.claim')),
                ('fetch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='sources.fetch')),
                ('version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='sources.articleversion')),
                ('upload', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='claims.upload')),
            ],
            options={
                'verbose_name_plural': 'evidence',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Expert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The fullest name in the article; for unnamed ones the words used.', max_length=300)),
                ('kind', models.CharField(choices=[('person', 'person'), ('organisation', 'organisation'), ('government', 'government'), ('publication', 'publication'), ('collective', 'several, not named'), ('unnamed', 'not named')], max_length=12)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='experts', to='sources.article')),
            ],
            options={
                'ordering': ['article_id', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Extraction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('try_after', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('extractor', models.CharField(max_length=50)),
                ('round', models.PositiveIntegerField(default=1)),
                ('failed', models.BooleanField(default=False)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extractions', to='sources.articleversion')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.AddField(
            model_name='claim',
            name='extraction',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='claims.extraction'),
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField()),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='claims.desk')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['desk', 'user'],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('mention', 'you were mentioned'), ('assigned', 'assigned to you'), ('returned', 'returned to you'), ('closed', 'your review was closed'), ('due', 'due'), ('reply', 'a reply came in'), ('source', 'the source changed'), ('report', 'a reader reports an error'), ('stale', 'to be checked again')], max_length=10)),
                ('text', models.TextField(blank=True)),
                ('key', models.CharField(help_text='What it is about: the same thing is told once.', max_length=200)),
                ('created_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('mailed_at', models.DateTimeField(null=True)),
                ('claim', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='claims.claim')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='sources.actor')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('mode', models.CharField(choices=[('asserted', 'asserted'), ('presupposed', 'said in passing'), ('hedged', 'hedged'), ('quoted', 'quoted')], max_length=12)),
                ('outcome', models.CharField(choices=[('claim', 'claim'), ('attribution_only', 'only who said it'), ('opinion', 'opinion'), ('prediction', 'prediction'), ('question', 'question'), ('not_checkable', 'cannot be checked'), ('ambiguous', 'ambiguous'), ('duplicate', 'said before'), ('language_not_read', 'language not read')], max_length=20)),
                ('rule', models.CharField(max_length=100)),
                ('score', models.FloatField(default=0)),
                ('interpretations', models.JSONField(default=list, help_text='What ambiguous words may mean, likeliest first: each a claim that a person may take.')),
                ('extraction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='claims.extraction')),
                ('sentence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='sources.sentence')),
            ],
            options={
                'ordering': ['extraction_id', 'start', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4)),
                ('number', models.PositiveIntegerField()),
                ('action', models.CharField(choices=[('published', 'published'), ('corrected', 'corrected'), ('withdrawn', 'withdrawn')], max_length=10)),
                ('level', models.CharField(blank=True, choices=[('minor', 'minor'), ('update', 'update'), ('substantial', 'substantial')], max_length=12)),
                ('because', models.TextField(blank=True, help_text='For readers: what was corrected, or why it was withdrawn.')),
                ('payload', models.TextField()),
                ('published_by', models.UUIDField(help_text='Actor')),
                ('created_at', models.DateTimeField()),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='claims.claim')),
            ],
            options={
                'ordering': ['claim_id', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('because', models.TextField(help_text='What seems wrong; internal.')),
                ('opened_by', models.UUIDField(help_text='Actor')),
                ('created_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(null=True)),
                ('dropped_because', models.TextField(blank=True)),
                ('closed_by', models.UUIDField(help_text='Actor', null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='claims.claim')),
                ('publication', models.OneToOneField(help_text='In which it ended.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='claims.publication')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='PublicPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(help_text='Keyed hash of the address.', max_length=64)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['address', 'at'], name='post_by_address')],
            },
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('exact', models.TextField()),
                ('prefix', models.TextField(blank=True)),
                ('suffix', models.TextField(blank=True)),
                ('spans', models.JSONField()),
                ('type', models.CharField(choices=[('direct', 'Direct'), ('mixed', 'Mixed'), ('indirect', 'Indirect')], max_length=10)),
                ('cue_start', models.PositiveIntegerField(null=True)),
                ('cue_end', models.PositiveIntegerField(null=True)),
                ('speaker_start', models.PositiveIntegerField(null=True)),
                ('speaker_end', models.PositiveIntegerField(null=True)),
                ('resolved', models.CharField(blank=True, choices=[('stated', 'stated'), ('inferred', 'inferred')], max_length=10)),
                ('via_start', models.PositiveIntegerField(null=True)),
                ('via_end', models.PositiveIntegerField(null=True)),
                ('via_name', models.CharField(blank=True, max_length=300)),
                ('addressee', models.CharField(blank=True, max_length=300)),
                ('confidence', models.FloatField()),
                ('reason', models.CharField(help_text='Why this speaker, in words a reviewer reads.', max_length=200)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('expert', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='claims.expert')),
                ('extraction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='claims.extraction')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='sources.articleversion')),
            ],
            options={
                'ordering': ['version_id', 'start', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Original',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grade', models.CharField(choices=[('verbatim', 'word for word'), ('typography', 'the same but for typography'), ('translation', 'a faithful translation'), ('translation_changed', 'meaning changed in translation'), ('altered', 'words altered inside the marks'), ('cut_kept', 'cut, meaning kept'), ('cut_changed', 'cut, meaning changed'), ('someone_else', 'said by someone else'), ('not_found', 'not found')], max_length=20)),
                ('source', models.TextField(help_text='Where the words were found, or where they were looked for.')),
                ('url', models.CharField(blank=True, max_length=2048)),
                ('language', models.CharField(blank=True, help_text='BCP 47', max_length=35)),
                ('said_on', models.DateField(blank=True, null=True)),
                ('words', models.TextField(blank=True, help_text='As they stand in the source.')),
                ('translation', models.TextField(blank=True, help_text='Ours, when the source is in another language.')),
                ('added_by', models.UUIDField(help_text='Actor')),
                ('created_at', models.DateTimeField()),
                ('quote', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='originals', to='claims.quote')),
            ],
            options={
                'ordering': ['quote_id', 'id'],
            },
        ),
        migrations.AddField(
            model_name='claim',
            name='quote',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='claims.quote'),
        ),
        migrations.CreateModel(
            name='RatingScale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('version', models.PositiveIntegerField()),
                ('created_by', models.UUIDField(help_text='Actor; empty: it came with Claimdesk.', null=True)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['name', 'version'],
                'constraints': [models.UniqueConstraint(fields=('name', 'version'), name='scale_version')],
            },
        ),
        migrations.CreateModel(
            name='Recheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_by', models.UUIDField(help_text='Actor', null=True)),
                ('created_at', models.DateTimeField()),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rechecks', to='claims.evidence')),
                ('fetch', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='recheck', to='sources.fetch')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='ReplyRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('whom', models.CharField(max_length=300)),
                ('contact', models.CharField(blank=True, help_text='Never leaves the house.', max_length=300)),
                ('asked', models.TextField(help_text='What was asked; internal.')),
                ('asked_by', models.UUIDField(help_text='Actor')),
                ('asked_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, help_text="By the database's own clock.")),
                ('until', models.DateTimeField()),
                ('answer', models.TextField(blank=True, help_text='Internal unless released.')),
                ('answer_public', models.TextField(blank=True)),
                ('declined', models.BooleanField(default=False)),
                ('recorded_by', models.UUIDField(help_text='Actor', null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reply_requests', to='claims.claim')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('contact', models.CharField(blank=True, help_text='Never leaves the house.', max_length=300)),
                ('state', models.CharField(choices=[('new', 'new'), ('accepted', 'led to a correction'), ('declined', 'answered, nothing to correct')], default='new', max_length=10)),
                ('answer', models.TextField(blank=True)),
                ('answered_by', models.UUIDField(help_text='Actor', null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
                ('correction', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='claims.correction')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='claims.publication')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveIntegerField(help_text='Counts the reviews of a claim.')),
                ('cycle', models.PositiveIntegerField(default=1, help_text='On the way to which verdict; see Work.')),
                ('part', models.CharField(choices=[('author', 'author'), ('approver', 'second reviewer'), ('reviewer', 'blind reviewer'), ('adjudicator', 'adjudicator')], default='author', max_length=11)),
                ('slot', models.PositiveSmallIntegerField(default=1, help_text='Blind reviewers have two, everything else one.')),
                ('reviewer', models.UUIDField(help_text='Actor')),
                ('rating', models.CharField(blank=True, choices=[('SUPPORTED', 'Supported'), ('DISPUTED', 'Disputed'), ('CONFLICTING', 'Sources conflict'), ('NOT_ENOUGH_EVIDENCE', 'Not enough evidence'), ('NOT_CHECKABLE', 'Cannot be checked')], max_length=20)),
                ('missing_context', models.BooleanField(default=False)),
                ('reasons', models.TextField(blank=True, help_text='Why, for readers.')),
                ('note', models.TextField(blank=True, help_text='For colleagues only.')),
                ('sought', models.TextField(blank=True, help_text='What was looked for, and where.')),
                ('draft', models.PositiveIntegerField(default=0, help_text='Grows with every save; a stale save is refused.')),
                ('saved_at', models.DateTimeField(null=True)),
                ('opened_at', models.DateTimeField()),
                ('lease_until', models.DateTimeField(help_text='Until then nobody else is given this place.', null=True)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('returned_because', models.TextField(blank=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_because', models.TextField(blank=True)),
                ('approves', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='second_reviews', to='claims.review')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='claims.claim')),
            ],
            options={
                'ordering': ['claim_id', 'round'],
            },
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, max_length=500)),
                ('affiliation', models.CharField(blank=True, max_length=500)),
                ('expert', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles', to='claims.expert')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles', to='sources.articleversion')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='quote',
            name='role',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='claims.role'),
        ),
        migrations.CreateModel(
            name='ScaleRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rating', models.CharField(choices=[('SUPPORTED', 'Supported'), ('DISPUTED', 'Disputed'), ('CONFLICTING', 'Sources conflict'), ('NOT_ENOUGH_EVIDENCE', 'Not enough evidence'), ('NOT_CHECKABLE', 'Cannot be checked')], max_length=20)),
                ('missing_context', models.BooleanField(default=False, help_text='Stands for the rating with this flag.')),
                ('label', models.CharField(max_length=100)),
                ('number', models.IntegerField(help_text='schema.org ratingValue')),
                ('definition', models.TextField()),
                ('colour', models.CharField(help_text='#rrggbb', max_length=7)),
                ('order', models.PositiveSmallIntegerField()),
                ('scale', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='claims.ratingscale')),
            ],
            options={
                'ordering': ['scale_id', 'order'],
            },
        ),
        migrations.CreateModel(
            name='Sighting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('medium', models.CharField(choices=[('broadcast', 'broadcast'), ('tip', 'tip'), ('image', 'image'), ('speech', 'speech or event'), ('post', 'post or message')], max_length=10)),
                ('seen_in', models.TextField(help_text='Programme, place, account or address.')),
                ('seen_at', models.DateTimeField(null=True)),
                ('exact', models.TextField(blank=True, help_text='The words, as somebody took them down.')),
                ('contact', models.CharField(blank=True, help_text="The tipster's; never leaves the house.", max_length=300)),
                ('added_by', models.UUIDField(help_text='Actor')),
                ('created_at', models.DateTimeField()),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sightings', to='claims.claim')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='StageMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_stage', models.CharField(choices=[('new', 'not looked at'), ('left', 'seen, not picked'), ('picked', 'picked'), ('assigned', 'assigned'), ('in_review', 'in review'), ('returned', 'returned'), ('second', 'with the second reviewer'), ('adjudication', 'in adjudication'), ('done', 'done')], max_length=12)),
                ('to_stage', models.CharField(choices=[('new', 'not looked at'), ('left', 'seen, not picked'), ('picked', 'picked'), ('assigned', 'assigned'), ('in_review', 'in review'), ('returned', 'returned'), ('second', 'with the second reviewer'), ('adjudication', 'in adjudication'), ('done', 'done')], max_length=12)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('from_stage', 'to_stage'), name='stagemove_once')],
            },
        ),
        migrations.CreateModel(
            name='TextTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('write_up', 'write-up'), ('request', 'request for comment'), ('correction', 'correction')], max_length=10)),
                ('name', models.CharField(max_length=100)),
                ('text', models.TextField()),
                ('changed_by', models.UUIDField(help_text='Actor', null=True)),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['kind', 'name'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'name'), name='template_name'), models.CheckConstraint(condition=models.Q(('kind__in', ['write_up', 'request', 'correction'])), name='template_kind'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='template_has_text')],
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('rating', models.CharField(choices=[('SUPPORTED', 'Supported'), ('DISPUTED', 'Disputed'), ('CONFLICTING', 'Sources conflict'), ('NOT_ENOUGH_EVIDENCE', 'Not enough evidence'), ('NOT_CHECKABLE', 'Cannot be checked')], max_length=20)),
                ('decided_by', models.UUIDField(help_text='Actor')),
                ('cycle', models.PositiveIntegerField(default=1)),
                ('plan', models.CharField(choices=[('single', 'one person, by a waiver'), ('pair', 'author and editor'), ('blind', 'two blind reviewers, then an adjudicator where they differ')], default='single', help_text='Under which it was given.', max_length=6)),
                ('as_of', models.DateField(help_text='The day for which it holds.', null=True)),
                ('recheck_on', models.DateField(help_text='The day on which it comes back to the queue.', null=True)),
                ('payload', models.TextField()),
                ('previous_hash', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='claims.claim')),
                ('review', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='verdict', to='claims.review')),
                ('scale', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='claims.ratingscale')),
            ],
            options={
                'ordering': ['claim_id', 'number'],
            },
        ),
        migrations.AddField(
            model_name='publication',
            name='verdict',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='claims.verdict'),
        ),
        migrations.CreateModel(
            name='Waiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.PositiveIntegerField()),
                ('gate', models.CharField(choices=[('second', 'a second person'), ('reply', 'right of reply')], max_length=6)),
                ('because', models.TextField()),
                ('waived_by', models.UUIDField(help_text='Actor')),
                ('created_at', models.DateTimeField()),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waivers', to='claims.claim')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Anchor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('exact', 'unchanged'), ('moved', 'moved with its sentence'), ('ambiguous', 'more than one place fits'), ('orphan', 'sentence gone from the article')], max_length=9)),
                ('start', models.PositiveIntegerField(null=True)),
                ('end', models.PositiveIntegerField(null=True)),
                ('created_at', models.DateTimeField()),
                ('decided_by', models.UUIDField(help_text='Actor', null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anchors', to='sources.articleversion')),
                ('accepted_as', models.OneToOneField(help_text='The place a person took.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_from', to='claims.appearance')),
                ('appearance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anchors', to='claims.appearance')),
            ],
            options={
                'ordering': ['version_id', 'appearance_id'],
                'indexes': [models.Index(condition=models.Q(('state', 'exact'), _negated=True), fields=['created_at'], name='anchor_new')],
                'constraints': [models.UniqueConstraint(fields=('appearance', 'version'), name='anchor_once'), models.CheckConstraint(condition=models.Q(('state__in', ['exact', 'moved', 'ambiguous', 'orphan'])), name='anchor_state'), models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', False), ('start__isnull', False), ('start__lt', models.F('end')), ('state__in', ['exact', 'moved'])), models.Q(('end', None), ('start', None), ('state__in', ['ambiguous', 'orphan'])), _connector='OR'), name='anchor_has_one_place'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_as', None), ('decided_at', None), ('decided_by', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='anchor_decided_by_someone')],
            },
        ),
        migrations.CreateModel(
            name='Work',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='work', serialize=False, to='claims.claim')),
                ('stage', models.CharField(choices=[('new', 'not looked at'), ('left', 'seen, not picked'), ('picked', 'picked'), ('assigned', 'assigned'), ('in_review', 'in review'), ('returned', 'returned'), ('second', 'with the second reviewer'), ('adjudication', 'in adjudication'), ('done', 'done')], default='new', max_length=12)),
                ('cycle', models.PositiveIntegerField(default=1)),
                ('version', models.PositiveIntegerField(default=1)),
                ('harm', models.CharField(choices=[('low', 'low'), ('normal', 'normal'), ('high', 'high')], default='normal', max_length=6)),
                ('plan', models.CharField(choices=[('single', 'one person, by a waiver'), ('pair', 'author and editor'), ('blind', 'two blind reviewers, then an adjudicator where they differ')], default='pair', max_length=6)),
                ('fully_blind', models.BooleanField(default=False, help_text="Reviewers do not see each other's evidence either.")),
                ('score', models.FloatField(default=0, editable=False, help_text="The claim's.")),
                ('picked_because', models.CharField(blank=True, max_length=200)),
                ('assigned_to', models.UUIDField(help_text='Actor', null=True)),
                ('assigned_by', models.UUIDField(help_text='Actor', null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('next_step', models.CharField(blank=True, help_text="In a person's words; internal.", max_length=300)),
                ('waiting_on', models.CharField(blank=True, help_text='Whom we wait for; internal.', max_length=300)),
                ('waiting_until', models.DateTimeField(null=True)),
                ('held_because', models.CharField(blank=True, help_text='Legal hold: nothing moves.', max_length=300)),
                ('held_by', models.UUIDField(help_text='Actor', null=True)),
                ('accuses', models.BooleanField(default=False, help_text='A named party is accused: publishing needs a legal tick.')),
                ('legal_cleared_by', models.UUIDField(help_text='Actor', null=True)),
                ('legal_cleared_at', models.DateTimeField(null=True)),
                ('embargo_until', models.DateTimeField(null=True)),
                ('changed_at', models.DateTimeField(null=True)),
                ('desk', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='work', to='claims.desk')),
            ],
            options={
                'verbose_name_plural': 'work',
                'ordering': ['claim_id'],
                'permissions': [('pick_claim', 'Can pick claims to check, or leave them'), ('assign_claim', 'Can assign claims, set harm, plan, desk and due time'), ('approve_review', "Can approve another person's review, or return it"), ('adjudicate_review', 'Can decide where two blind reviewers differ'), ('waive_gate', 'Can waive a gate, with a reason that stays'), ('hold_claim', 'Can put a claim on legal hold and give the legal tick'), ('publish_claim', 'Can publish, withdraw and correct'), ('answer_report', "Can answer readers' reports")],
            },
        ),
        migrations.AddIndex(
            model_name='appearance',
            index=models.Index(fields=['version', 'start'], name='appearance_place'),
        ),
        migrations.AddConstraint(
            model_name='appearance',
            constraint=models.CheckConstraint(condition=models.Q(('end', django.db.models.expressions.CombinedExpression(models.F('start'), '+', django.db.models.functions.text.Length('exact')))), name='appearance_length'),
        ),
        migrations.AddConstraint(
            model_name='appearance',
            constraint=models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='appearance_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='appearance',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('claim', 'version', 'start', 'end'), name='appearance_once'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='comment_has_text'),
        ),
        migrations.AddConstraint(
            model_name='expert',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ['unnamed', 'collective']), _negated=True), fields=('article', 'name', 'kind'), name='expert_once_an_article'),
        ),
        migrations.AddConstraint(
            model_name='expert',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['person', 'organisation', 'government', 'publication', 'collective', 'unnamed'])), name='expert_kind'),
        ),
        migrations.AddConstraint(
            model_name='expert',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='expert_has_name'),
        ),
        migrations.AddIndex(
            model_name='extraction',
            index=models.Index(condition=models.Q(('finished_at', None)), fields=['id'], name='extraction_owed'),
        ),
        migrations.AddConstraint(
            model_name='extraction',
            constraint=models.UniqueConstraint(fields=('version', 'extractor', 'round'), name='extraction_once'),
        ),
        migrations.AddConstraint(
            model_name='extraction',
            constraint=models.CheckConstraint(condition=models.Q(('failed', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='extraction_failed_says_why'),
        ),
        migrations.AddConstraint(
            model_name='extraction',
            constraint=models.CheckConstraint(condition=models.Q(('failed', False), models.Q(('finished_at', None), _negated=True), _connector='OR'), name='extraction_failed_is_finished'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('desk', 'user'), name='membership_once'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('read_at', None)), fields=['to'], name='notice_unread'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('mailed_at', None)), fields=['id'], name='notice_unmailed'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('to', 'key'), name='notice_once'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['mention', 'assigned', 'returned', 'closed', 'due', 'reply', 'source', 'report', 'stale'])), name='notice_kind'),
        ),
        migrations.AddIndex(
            model_name='outcome',
            index=models.Index(fields=['extraction', 'sentence'], name='outcome_of_sentence'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='outcome_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['claim', 'attribution_only', 'opinion', 'prediction', 'question', 'not_checkable', 'ambiguous', 'duplicate', 'language_not_read'])), name='outcome_kind'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(('mode__in', ['asserted', 'presupposed', 'hedged', 'quoted'])), name='outcome_mode'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(('rule', ''), _negated=True), name='outcome_has_rule'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('claim',), name='correction_one_open_a_claim'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='correction_says_why'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None), ('dropped_because', ''), ('publication', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), models.Q(('publication', None), ('dropped_because', ''), _connector='XOR')), _connector='OR'), name='correction_closed_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='original',
            constraint=models.CheckConstraint(condition=models.Q(('grade__in', ['verbatim', 'typography', 'translation', 'translation_changed', 'altered', 'cut_kept', 'cut_changed', 'someone_else', 'not_found'])), name='original_grade'),
        ),
        migrations.AddConstraint(
            model_name='original',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='original_says_where'),
        ),
        migrations.AddConstraint(
            model_name='original',
            constraint=models.CheckConstraint(condition=models.Q(('grade', 'not_found'), models.Q(('words', ''), _negated=True), _connector='OR'), name='original_has_words'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=django.contrib.postgres.indexes.GinIndex(fields=['wording'], name='claim_wording_trgm', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['rating'], name='claim_rating'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('wording', ''), _negated=True), name='claim_has_wording'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('type__in', ['quantity', 'event', 'causal', 'comparison', 'rule', 'position', 'quotation'])), name='claim_type'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('proposal__in', ['proposed', 'accepted', 'rejected', 'superseded', 'merged', 'split'])), name='claim_proposal'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('extraction', None), ('added_by', None), _connector='XOR'), name='claim_machine_or_person'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('not_a_claim', ''), ('proposal', 'rejected'), _connector='XOR'), name='claim_rejected_says_which'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='claim_confirmed_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('proposal', 'merged'), ('merged_into', None), _connector='XOR'), name='claim_merged_says_into_which'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('proposal', 'superseded'), _negated=True), ('touched_at', None), _connector='OR'), name='claim_touched_is_never_superseded'),
        ),
        migrations.AddIndex(
            model_name='replyrequest',
            index=models.Index(condition=models.Q(('answered_at__isnull', False)), fields=['answered_at'], name='reply_answered'),
        ),
        migrations.AddConstraint(
            model_name='replyrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('whom', ''), _negated=True), models.Q(('asked', ''), _negated=True)), name='reply_asks_someone_something'),
        ),
        migrations.AddConstraint(
            model_name='replyrequest',
            constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('asked_at'))), name='reply_has_time'),
        ),
        migrations.AddConstraint(
            model_name='replyrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answer_public', ''), ('answered_at', None), ('declined', False), ('recorded_by', None)), models.Q(('answered_at__isnull', False), ('recorded_by__isnull', False), models.Q(('declined', True), models.Q(('answer', ''), _negated=True), _connector='OR')), _connector='OR'), name='reply_answered_by_someone'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('state', 'new')), fields=['created_at'], name='report_new'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='report_has_text'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['new', 'accepted', 'declined'])), name='report_state'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None), ('state', 'new')), models.Q(models.Q(('state', 'new'), _negated=True), models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='report_answered_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), _negated=True), ('correction__isnull', False), _connector='OR'), name='report_accepted_has_correction'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('closed_at', None), ('submitted_at', None)), fields=['reviewer'], name='review_open'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['closed_at'], name='review_closed'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(fields=('claim', 'round'), name='review_round'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None), ('returned_because', '')), fields=('claim', 'cycle', 'part', 'slot'), name='review_one_a_place'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None), ('returned_because', '')), fields=('claim', 'cycle', 'reviewer'), name='review_one_a_person'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ['author', 'approver', 'reviewer', 'adjudicator'])), name='review_part'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('slot', 1), models.Q(('part', 'reviewer'), ('slot', 2)), _connector='OR'), name='review_slot'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('rating', ''), ('rating__in', ['SUPPORTED', 'DISPUTED', 'CONFLICTING', 'NOT_ENOUGH_EVIDENCE', 'NOT_CHECKABLE']), _connector='OR'), name='review_rating'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('submitted_at', None), ('part', 'approver'), models.Q(models.Q(('rating', ''), _negated=True), models.Q(('reasons', ''), _negated=True)), _connector='OR'), name='review_submitted_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('submitted_at', None), models.Q(('rating', 'NOT_ENOUGH_EVIDENCE'), _negated=True), models.Q(('sought', ''), _negated=True), _connector='OR'), name='review_not_enough_says_where_we_looked'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('part', 'approver'), ('approves', None), _connector='XOR'), name='review_second_reads_a_first'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('returned_because', ''), models.Q(('part', 'approver'), ('submitted_at__isnull', False)), _connector='OR'), name='review_returned_by_second'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at', None), models.Q(('closed_because', ''), _negated=True), _connector='XOR'), name='review_closed_says_why'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('part', 'approver'), _negated=True), ('rating', ''), _connector='OR'), name='review_second_gives_no_rating'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.UniqueConstraint(fields=('expert', 'version', 'title', 'affiliation'), name='role_once_a_version'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('affiliation', ''), _negated=True), _connector='OR'), name='role_says_something'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('end', django.db.models.expressions.CombinedExpression(models.F('start'), '+', django.db.models.functions.text.Length('exact')))), name='quote_length'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='quote_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('type__in', ['direct', 'mixed', 'indirect'])), name='quote_type'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('expert', None), ('resolved', ''), ('role', None)), models.Q(('expert__isnull', False), ('resolved__in', ['stated', 'inferred'])), _connector='OR'), name='quote_speaker_is_resolved'),
        ),
        migrations.AddConstraint(
            model_name='scalerating',
            constraint=models.UniqueConstraint(fields=('scale', 'rating', 'missing_context'), name='scale_rating_once'),
        ),
        migrations.AddConstraint(
            model_name='scalerating',
            constraint=models.UniqueConstraint(fields=('scale', 'order'), name='scale_order'),
        ),
        migrations.AddConstraint(
            model_name='scalerating',
            constraint=models.CheckConstraint(condition=models.Q(('rating__in', ['SUPPORTED', 'DISPUTED', 'CONFLICTING', 'NOT_ENOUGH_EVIDENCE', 'NOT_CHECKABLE'])), name='scale_rating'),
        ),
        migrations.AddConstraint(
            model_name='scalerating',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('label', ''), _negated=True), models.Q(('definition', ''), _negated=True)), name='scale_rating_is_said'),
        ),
        migrations.AddConstraint(
            model_name='scalerating',
            constraint=models.CheckConstraint(condition=models.Q(('colour__regex', '^#[0-9a-f]{6}$')), name='scale_colour'),
        ),
        migrations.AddConstraint(
            model_name='sighting',
            constraint=models.CheckConstraint(condition=models.Q(('medium__in', ['broadcast', 'tip', 'image', 'speech', 'post'])), name='sighting_medium'),
        ),
        migrations.AddConstraint(
            model_name='sighting',
            constraint=models.CheckConstraint(condition=models.Q(('seen_in', ''), _negated=True), name='sighting_says_where'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['passage', 'page', 'document', 'data', 'statement'])), name='evidence_kind'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('stance__in', ['supports', 'disputes', 'context'])), name='evidence_stance'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='evidence_has_note'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', False), ('kind', 'passage'), ('start__isnull', False), ('version__isnull', False)), models.Q(models.Q(('kind', 'passage'), _negated=True), ('end', None), ('exact', ''), ('start', None)), _connector='OR'), name='evidence_passage_is_anchored'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('start', None), models.Q(('end', django.db.models.expressions.CombinedExpression(models.F('start'), '+', django.db.models.functions.text.Length('exact'))), ('start__lt', models.F('end'))), _connector='OR'), name='evidence_length'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['page', 'document']), _negated=True), models.Q(('url', ''), _negated=True), ('upload__isnull', False), _connector='OR'), name='evidence_page_or_document_is_given'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='evidence_withdrawn_by_someone_because'),
        ),
        migrations.AddIndex(
            model_name='verdict',
            index=models.Index(condition=models.Q(('recheck_on__isnull', False)), fields=['recheck_on'], name='verdict_recheck'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.UniqueConstraint(fields=('claim', 'number'), name='verdict_number'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.UniqueConstraint(fields=('claim', 'cycle'), name='verdict_one_a_cycle'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.CheckConstraint(condition=models.Q(('plan__in', ['single', 'pair', 'blind'])), name='verdict_plan'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.CheckConstraint(condition=models.Q(('rating__in', ['SUPPORTED', 'DISPUTED', 'CONFLICTING', 'NOT_ENOUGH_EVIDENCE', 'NOT_CHECKABLE'])), name='verdict_rating'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.UniqueConstraint(fields=('claim', 'number'), name='publication_number'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.UniqueConstraint(fields=('public_id', 'number'), name='publication_page'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('action__in', ['published', 'corrected', 'withdrawn'])), name='publication_action'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('action', 'corrected'), ('level__in', ['minor', 'update', 'substantial'])), models.Q(models.Q(('action', 'corrected'), _negated=True), ('level', '')), _connector='OR'), name='publication_corrected_says_how_much'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('action', 'published'), models.Q(('because', ''), _negated=True), _connector='OR'), name='publication_changed_says_why'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.UniqueConstraint(fields=('claim', 'cycle', 'gate'), name='waiver_once'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.CheckConstraint(condition=models.Q(('gate__in', ['second', 'reply'])), name='waiver_gate'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='waiver_says_why'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(models.F('due_at'), models.Case(models.When(harm='high', then=models.Value(0)), models.When(harm='normal', then=models.Value(1)), default=models.Value(2)), models.OrderBy(models.F('score'), descending=True), models.F('claim'), condition=models.Q(('stage__in', ['picked', 'assigned', 'in_review', 'returned', 'second', 'adjudication'])), name='work_queue'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(fields=['stage'], name='work_by_stage'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(condition=models.Q(('waiting_until__isnull', False)), fields=['waiting_until'], name='work_waiting'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['new', 'left', 'picked', 'assigned', 'in_review', 'returned', 'second', 'adjudication', 'done'])), name='work_stage'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('harm__in', ['low', 'normal', 'high'])), name='work_harm'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('plan__in', ['single', 'pair', 'blind'])), name='work_plan'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('harm', 'high'), _negated=True), ('plan', 'blind'), _connector='OR'), name='work_high_harm_is_read_twice'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('assigned_to', None), ('assigned_by__isnull', False), _connector='OR'), name='work_assigned_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'assigned'), _negated=True), ('assigned_to__isnull', False), _connector='OR'), name='work_assigned_to_someone'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('held_because', ''), ('held_by__isnull', False), _connector='XOR'), name='work_held_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(('waiting_on', ''), ('waiting_until__isnull', False), _connector='XOR'), name='work_waiting_on_someone_until'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('legal_cleared_at', None), ('legal_cleared_by', None)), models.Q(('legal_cleared_at__isnull', False), ('legal_cleared_by__isnull', False)), _connector='OR'), name='work_legal_tick_by_someone'),
        ),
    ]
