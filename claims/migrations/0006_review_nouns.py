"""Who works on a claim, how many it takes, what readers saw: the nouns of the review."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


NUMBER_CYCLES = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE claims_verdict DISABLE TRIGGER USER;
ALTER TABLE claims_review DISABLE TRIGGER USER;
UPDATE claims_verdict SET cycle = number;
UPDATE claims_review SET cycle = round;
UPDATE claims_review r SET cycle = v.number FROM claims_verdict v WHERE v.review_id = r.id;
ALTER TABLE claims_verdict ENABLE TRIGGER USER;
ALTER TABLE claims_review ENABLE TRIGGER USER;
SET CONSTRAINTS ALL IMMEDIATE; -- what these updates left to be looked at would stand in the way of the next ALTER TABLE
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0005_outcomes_of_a_sentence'),
        ('sources', '0003_watch_redaction_capture'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                'ordering': ['version_id', 'appearance_id'],
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
            ],
            options={
                'ordering': ['id'],
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
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField()),
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
            ],
            options={
                'ordering': ['-id'],
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
            ],
            options={
                'ordering': ['quote_id', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4)),
                ('number', models.PositiveIntegerField()),
                ('act', models.CharField(choices=[('published', 'published'), ('corrected', 'corrected'), ('withdrawn', 'withdrawn')], max_length=10)),
                ('level', models.CharField(blank=True, choices=[('minor', 'minor'), ('update', 'update'), ('substantial', 'substantial')], max_length=12)),
                ('because', models.TextField(blank=True, help_text='For readers: what was corrected, or why it was withdrawn.')),
                ('payload', models.TextField()),
                ('published_by', models.UUIDField(help_text='Actor')),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['claim_id', 'number'],
            },
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
            },
        ),
        migrations.CreateModel(
            name='Recheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_by', models.UUIDField(help_text='Actor', null=True)),
                ('created_at', models.DateTimeField()),
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
                ('until', models.DateTimeField()),
                ('answer', models.TextField(blank=True, help_text='Internal unless released.')),
                ('answer_public', models.TextField(blank=True)),
                ('declined', models.BooleanField(default=False)),
                ('recorded_by', models.UUIDField(help_text='Actor', null=True)),
                ('answered_at', models.DateTimeField(null=True)),
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
            ],
            options={
                'ordering': ['-id'],
            },
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
            ],
            options={
                'ordering': ['id'],
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
            },
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
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Work',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='work', serialize=False, to='claims.claim')),
                ('stage', models.CharField(choices=[('new', 'not looked at'), ('left', 'seen, not picked'), ('picked', 'picked'), ('assigned', 'assigned'), ('in_review', 'in review'), ('returned', 'returned'), ('second', 'with the second reader'), ('adjudication', 'in adjudication'), ('done', 'done')], default='new', max_length=12)),
                ('cycle', models.PositiveIntegerField(default=1)),
                ('version', models.PositiveIntegerField(default=1)),
                ('harm', models.CharField(choices=[('low', 'low'), ('normal', 'normal'), ('high', 'high')], default='normal', max_length=6)),
                ('plan', models.CharField(choices=[('single', 'one person, by a waiver'), ('pair', 'author and editor'), ('blind', 'two readers apart, then an adjudicator where they differ')], default='pair', max_length=6)),
                ('fully_blind', models.BooleanField(default=False, help_text="Readers do not see each other's evidence either.")),
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
            ],
            options={
                'verbose_name_plural': 'work',
                'ordering': ['claim_id'],
                'permissions': [('pick_claim', 'Can pick claims to check, or leave them'), ('assign_claim', 'Can assign claims, set harm, plan, desk and due time'), ('approve_review', "Can approve another person's review, or return it"), ('adjudicate_review', 'Can decide where two readers differ'), ('waive_gate', 'Can waive a gate, with a reason that stays'), ('hold_claim', 'Can put a claim on legal hold and give the legal tick'), ('publish_claim', 'Can publish, withdraw and correct'), ('answer_report', "Can answer readers' reports")],
            },
        ),
        migrations.RemoveConstraint(
            model_name='appearance',
            name='appearance_once',
        ),
        migrations.RemoveConstraint(
            model_name='claim',
            name='claim_proposal',
        ),
        migrations.RemoveConstraint(
            model_name='review',
            name='review_one_open_a_claim',
        ),
        migrations.RemoveConstraint(
            model_name='review',
            name='review_submitted_is_whole',
        ),
        migrations.AddField(
            model_name='appearance',
            name='replaced_at',
            field=models.DateTimeField(help_text='When a person adjusted the place: another row holds it.', null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='confirmed_at',
            field=models.DateTimeField(help_text='When a person confirmed wording, speaker and role.', null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='confirmed_by',
            field=models.UUIDField(help_text='Actor', null=True),
        ),
        migrations.AddField(
            model_name='claim',
            name='merged_into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='claim',
            name='role',
            field=models.CharField(blank=True, help_text='As a person corrected it; empty: as printed.', max_length=600),
        ),
        migrations.AddField(
            model_name='claim',
            name='speaker',
            field=models.CharField(blank=True, help_text="As a person corrected it; empty: the quote's.", max_length=300),
        ),
        migrations.AddField(
            model_name='claim',
            name='split_from',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='page',
            field=models.CharField(blank=True, help_text='Page, sheet and cell, or time code.', max_length=100),
        ),
        migrations.AddField(
            model_name='evidence',
            name='primary_source',
            field=models.BooleanField(default=False, help_text='The source itself, not a report about it.'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='question',
            field=models.CharField(blank=True, help_text='Which question it answers.', max_length=500),
        ),
        migrations.AddField(
            model_name='evidence',
            name='seen_by',
            field=models.CharField(blank=True, help_text='Who saw the original of a screenshot.', max_length=300),
        ),
        migrations.AddField(
            model_name='evidence',
            name='transcription',
            field=models.TextField(blank=True, help_text='Its words, typed out.'),
        ),
        migrations.AddField(
            model_name='review',
            name='approves',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='second_readings', to='claims.review'),
        ),
        migrations.AddField(
            model_name='review',
            name='closed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='closed_because',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='review',
            name='cycle',
            field=models.PositiveIntegerField(default=1, help_text='On the way to which verdict; see Work.'),
        ),
        migrations.AddField(
            model_name='review',
            name='draft',
            field=models.PositiveIntegerField(default=0, help_text='Grows with every save; a stale save is refused.'),
        ),
        migrations.AddField(
            model_name='review',
            name='lease_until',
            field=models.DateTimeField(help_text='Until then nobody else is given this place.', null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='part',
            field=models.CharField(choices=[('author', 'author'), ('approver', 'second reader'), ('reader', 'blind reader'), ('adjudicator', 'adjudicator')], default='author', max_length=11),
        ),
        migrations.AddField(
            model_name='review',
            name='returned_because',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='review',
            name='saved_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='slot',
            field=models.PositiveSmallIntegerField(default=1, help_text='Blind readers have two, everything else one.'),
        ),
        migrations.AddField(
            model_name='verdict',
            name='as_of',
            field=models.DateField(help_text='The day for which it holds.', null=True),
        ),
        migrations.AddField(
            model_name='verdict',
            name='cycle',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='verdict',
            name='plan',
            field=models.CharField(choices=[('single', 'one person, by a waiver'), ('pair', 'author and editor'), ('blind', 'two readers apart, then an adjudicator where they differ')], default='single', help_text='Under which it was given.', max_length=6),
        ),
        migrations.AddField(
            model_name='verdict',
            name='recheck_on',
            field=models.DateField(help_text='The day on which it comes back to the queue.', null=True),
        ),
        migrations.AlterField(
            model_name='claim',
            name='proposal',
            field=models.CharField(choices=[('proposed', 'proposed'), ('accepted', 'accepted'), ('rejected', 'not a claim'), ('superseded', 'replaced by a later reading'), ('merged', 'merged into another claim'), ('split', 'split into several claims')], default='proposed', max_length=10),
        ),
        migrations.AlterField(
            model_name='review',
            name='round',
            field=models.PositiveIntegerField(help_text='Counts the reviews of a claim.'),
        ),
        # Until now each review yielded its verdict at once, one after the other: the cycle is the verdict's number.
        migrations.RunSQL(NUMBER_CYCLES, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('closed_at', None), ('submitted_at', None)), fields=['reviewer'], name='review_open'),
        ),
        migrations.AddConstraint(
            model_name='appearance',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('claim', 'version', 'start', 'end'), name='appearance_once'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('proposal__in', ['proposed', 'accepted', 'rejected', 'superseded', 'merged', 'split'])), name='claim_proposal'),
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
            model_name='review',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None), ('returned_because', '')), fields=('claim', 'cycle', 'part', 'slot'), name='review_one_a_place'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None), ('returned_because', '')), fields=('claim', 'cycle', 'reviewer'), name='review_one_a_person'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ['author', 'approver', 'reader', 'adjudicator'])), name='review_part'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('slot', 1), models.Q(('part', 'reader'), ('slot', 2)), _connector='OR'), name='review_slot'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('submitted_at', None), ('part', 'approver'), models.Q(models.Q(('rating', ''), _negated=True), models.Q(('reasons', ''), _negated=True)), _connector='OR'), name='review_submitted_is_whole'),
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
        migrations.AddField(
            model_name='anchor',
            name='accepted_as',
            field=models.OneToOneField(help_text='The place a person took.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_from', to='claims.appearance'),
        ),
        migrations.AddField(
            model_name='anchor',
            name='appearance',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anchors', to='claims.appearance'),
        ),
        migrations.AddField(
            model_name='anchor',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anchors', to='sources.articleversion'),
        ),
        migrations.AddField(
            model_name='comment',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='correction',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='claims.claim'),
        ),
        migrations.AddConstraint(
            model_name='desk',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='desk_has_name'),
        ),
        migrations.AddField(
            model_name='membership',
            name='desk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='claims.desk'),
        ),
        migrations.AddField(
            model_name='membership',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notice',
            name='claim',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='notice',
            name='to',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='sources.actor'),
        ),
        migrations.AddField(
            model_name='original',
            name='quote',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='originals', to='claims.quote'),
        ),
        migrations.AddField(
            model_name='publication',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='publication',
            name='verdict',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='claims.verdict'),
        ),
        migrations.AddField(
            model_name='correction',
            name='publication',
            field=models.OneToOneField(help_text='In which it ended.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='claims.publication'),
        ),
        migrations.AddConstraint(
            model_name='ratingscale',
            constraint=models.UniqueConstraint(fields=('name', 'version'), name='scale_version'),
        ),
        migrations.AddField(
            model_name='verdict',
            name='scale',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='claims.ratingscale'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.UniqueConstraint(fields=('claim', 'cycle'), name='verdict_one_a_cycle'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.CheckConstraint(condition=models.Q(('plan__in', ['single', 'pair', 'blind'])), name='verdict_plan'),
        ),
        migrations.AddField(
            model_name='recheck',
            name='evidence',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rechecks', to='claims.evidence'),
        ),
        migrations.AddField(
            model_name='recheck',
            name='fetch',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='recheck', to='sources.fetch'),
        ),
        migrations.AddField(
            model_name='replyrequest',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reply_requests', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='report',
            name='correction',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='claims.correction'),
        ),
        migrations.AddField(
            model_name='report',
            name='publication',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='claims.publication'),
        ),
        migrations.AddField(
            model_name='scalerating',
            name='scale',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='claims.ratingscale'),
        ),
        migrations.AddField(
            model_name='sighting',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sightings', to='claims.claim'),
        ),
        migrations.AddConstraint(
            model_name='texttemplate',
            constraint=models.UniqueConstraint(fields=('kind', 'name'), name='template_name'),
        ),
        migrations.AddConstraint(
            model_name='texttemplate',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['write_up', 'request', 'correction'])), name='template_kind'),
        ),
        migrations.AddConstraint(
            model_name='texttemplate',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='template_has_text'),
        ),
        migrations.AddField(
            model_name='waiver',
            name='claim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waivers', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='work',
            name='desk',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='work', to='claims.desk'),
        ),
        migrations.AddConstraint(
            model_name='anchor',
            constraint=models.UniqueConstraint(fields=('appearance', 'version'), name='anchor_once'),
        ),
        migrations.AddConstraint(
            model_name='anchor',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['exact', 'moved', 'ambiguous', 'orphan'])), name='anchor_state'),
        ),
        migrations.AddConstraint(
            model_name='anchor',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', False), ('start__isnull', False), ('start__lt', models.F('end')), ('state__in', ['exact', 'moved'])), models.Q(('end', None), ('start', None), ('state__in', ['ambiguous', 'orphan'])), _connector='OR'), name='anchor_has_one_place'),
        ),
        migrations.AddConstraint(
            model_name='anchor',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_as', None), ('decided_at', None), ('decided_by', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='anchor_decided_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='comment_has_text'),
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
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['published', 'corrected', 'withdrawn'])), name='publication_act'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act', 'corrected'), ('level__in', ['minor', 'update', 'substantial'])), models.Q(models.Q(('act', 'corrected'), _negated=True), ('level', '')), _connector='OR'), name='publication_corrected_says_how_much'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('act', 'published'), models.Q(('because', ''), _negated=True), _connector='OR'), name='publication_changed_says_why'),
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
            index=models.Index(condition=models.Q(('stage__in', ['picked', 'assigned', 'in_review', 'returned', 'second', 'adjudication'])), fields=['due_at', 'claim'], name='work_queue'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(fields=['stage'], name='work_by_stage'),
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
