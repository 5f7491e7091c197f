-- Nobody changes the entry of an arrival once it has led to a version of an article.

CREATE OR REPLACE TRIGGER fetch_that_made_a_version_never_changes BEFORE UPDATE ON sources_fetch
    FOR EACH ROW WHEN (OLD.version_id IS NOT NULL) EXECUTE FUNCTION claimdesk_never_changes();
