-- Nobody opens a correction of what is not public, ends it in another claim's publication, or reopens one that is closed.

CREATE OR REPLACE FUNCTION claims_check_correction() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    latest claims_publication;
BEGIN
    PERFORM 1 FROM claims_claim WHERE id = NEW.claim_id FOR UPDATE;
    SELECT * INTO latest FROM claims_publication WHERE claim_id = NEW.claim_id ORDER BY number DESC LIMIT 1;
    IF TG_OP = 'INSERT' THEN
        IF NEW.closed_at IS NOT NULL OR latest.id IS NULL OR latest.action = 'withdrawn' THEN
            RAISE EXCEPTION 'claims.correction.needs_publication' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.publication_id IS NOT NULL AND (NEW.publication_id <> latest.id OR latest.action = 'published') THEN
        RAISE EXCEPTION 'claims.correction.other_publication' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER correction_of_what_is_public BEFORE INSERT OR UPDATE ON claims_correction
    FOR EACH ROW EXECUTE FUNCTION claims_check_correction();
CREATE OR REPLACE TRIGGER correction_closed_never_changes BEFORE UPDATE ON claims_correction
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION claimdesk_never_changes();
