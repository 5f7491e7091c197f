"""A place in a newer text is proposed by a machine and decided once, by a person; a second look is at the same page."""

from django.db import migrations

ANCHOR = """
CREATE FUNCTION claims_check_anchor() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    place claims_appearance;
BEGIN
    SELECT * INTO place FROM claims_appearance WHERE id = NEW.appearance_id;
    IF TG_OP = 'INSERT' THEN
        IF NEW.decided_at IS NOT NULL THEN
            RAISE EXCEPTION 'where a claim stands now is proposed first, and decided by a person' USING ERRCODE = 'check_violation';
        END IF;
        IF NOT EXISTS (
            SELECT 1 FROM sources_articleversion later JOIN sources_articleversion seen ON seen.article_id = later.article_id
            WHERE later.id = NEW.version_id AND seen.id = place.version_id AND later.number > seen.number
              AND later.purpose = 'reading'
        ) THEN
            RAISE EXCEPTION 'a place is looked for in a later text of the same article' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW."start" IS NOT NULL
           AND claimdesk_wrong_words(NEW.version_id, ARRAY[NEW."start"], ARRAY[NEW."end"], ARRAY[place.exact]) IS NOT NULL THEN
            RAISE EXCEPTION 'the words at %–% are not those that the claim rests on', NEW."start", NEW."end"
                USING ERRCODE = 'check_violation';
        END IF;
    ELSIF OLD.decided_at IS NOT NULL THEN
        RAISE EXCEPTION 'this was decided already' USING ERRCODE = 'restrict_violation';
    ELSIF NEW.accepted_as_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM claims_appearance a
        WHERE a.id = NEW.accepted_as_id AND a.claim_id = place.claim_id AND a.version_id = NEW.version_id
    ) THEN
        RAISE EXCEPTION 'the place that was taken is one of the same claim in the newer text' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER anchor_is_proposed_then_decided BEFORE INSERT OR UPDATE ON claims_anchor
    FOR EACH ROW EXECUTE FUNCTION claims_check_anchor();
CREATE TRIGGER anchor_only_decided BEFORE UPDATE ON claims_anchor
    FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change('accepted_as_id', 'decided_by', 'decided_at');
"""

RECHECK = """
CREATE FUNCTION claims_check_recheck() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM claims_evidence e JOIN sources_fetch f ON f.id = NEW.fetch_id
        WHERE e.id = NEW.evidence_id AND e.url <> '' AND f.url = e.url AND f.purpose = 'evidence'
          AND f.id IS DISTINCT FROM e.fetch_id
    ) THEN
        RAISE EXCEPTION 'a second look is another fetch of the page that is evidence' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER recheck_of_the_same_page BEFORE INSERT ON claims_recheck
    FOR EACH ROW EXECUTE FUNCTION claims_check_recheck();
CREATE TRIGGER recheck_never_changes BEFORE UPDATE ON claims_recheck
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0009_publication_gates"), ("sources", "0006_watch_gates")]
    # Forward only: going back would let a verdict be moved by itself.
    operations = [migrations.RunSQL(ANCHOR + RECHECK, migrations.RunSQL.noop)]
