"""A kept exchange is what its hash says, and belongs to a fetch over the network; a watch stays its article's."""

from django.db import migrations

CAPTURE = """
CREATE FUNCTION sources_check_exchange() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.warc_sha256 <> encode(sha256(NEW.warc), 'hex') THEN
        RAISE EXCEPTION 'a kept page''s hash is not that of its bytes' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM sources_fetch f WHERE f.id = NEW.fetch_id AND f.url <> '' AND f.finished_at IS NULL) THEN
        RAISE EXCEPTION 'an exchange is kept by the fetch that has just made it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER capture_is_what_came BEFORE INSERT ON sources_capture
    FOR EACH ROW EXECUTE FUNCTION sources_check_exchange();
"""

WATCH = """
CREATE TRIGGER watch_stays_with_its_article BEFORE UPDATE ON sources_watch
    FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change('every', 'until', 'next_at', 'last_id', 'asked_by');
CREATE TRIGGER watch_never_goes BEFORE DELETE ON sources_watch
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();

-- The look that a watch has caused is one at its own article.
CREATE FUNCTION sources_check_watch() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM sources_fetch f WHERE f.id = NEW.last_id AND f.article_id = NEW.article_id) THEN
        RAISE EXCEPTION 'a watch looks at its own article' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER watch_looks_at_its_article BEFORE INSERT OR UPDATE OF last_id ON sources_watch FOR EACH ROW
    WHEN (NEW.last_id IS NOT NULL) EXECUTE FUNCTION sources_check_watch();
"""

# Which articles have changed: few among many, so that the sweep need not read them all.
CHANGED = """
CREATE INDEX version_of_changed_article ON sources_articleversion (article_id, number DESC)
    WHERE purpose = 'reading' AND number > 1;
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0005_redaction_gate")]
    # Forward only: going back would drop what keeps the record whole.
    operations = [migrations.RunSQL(CAPTURE + WATCH + CHANGED, migrations.RunSQL.noop)]
