-- Nobody rechecks evidence with a fetch of another page.

CREATE OR REPLACE FUNCTION claims_check_recheck() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM claims_evidence e JOIN sources_fetch f ON f.id = NEW.fetch_id
        WHERE e.id = NEW.evidence_id AND e.url <> '' AND f.url = e.url AND f.purpose = 'evidence'
          AND f.id IS DISTINCT FROM e.fetch_id
    ) THEN
        RAISE EXCEPTION 'claims.recheck.other_page' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER recheck_of_the_same_page BEFORE INSERT ON claims_recheck
    FOR EACH ROW EXECUTE FUNCTION claims_check_recheck();
