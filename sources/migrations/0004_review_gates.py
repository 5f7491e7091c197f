"""What nobody can do to captures, watches and redactions; and the one exception to “never changed”."""

from django.db import migrations

KEPT = """
CREATE TRIGGER capture_never_changes BEFORE UPDATE OR DELETE ON sources_capture
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
CREATE TRIGGER redaction_never_goes BEFORE DELETE ON sources_redaction
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
CREATE TRIGGER publishernote_only_withdrawn BEFORE UPDATE ON sources_publishernote
    FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change('withdrawn_at');
CREATE TRIGGER publishernote_never_goes BEFORE DELETE ON sources_publishernote
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0003_watch_redaction_capture")]
    operations = [migrations.RunSQL(KEPT, migrations.RunSQL.noop)]
