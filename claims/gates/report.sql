-- Nobody answers a readers' report twice, or with the correction of another claim.

CREATE OR REPLACE FUNCTION claims_check_report() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.state <> 'new' THEN
        RAISE EXCEPTION 'claims.report.answered_at_once' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.correction_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM claims_correction c JOIN claims_publication p ON p.claim_id = c.claim_id
        WHERE c.id = NEW.correction_id AND p.id = NEW.publication_id) THEN
        RAISE EXCEPTION 'claims.report.other_correction' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER report_leads_to_its_claims_correction BEFORE INSERT OR UPDATE ON claims_report
    FOR EACH ROW EXECUTE FUNCTION claims_check_report();
CREATE OR REPLACE TRIGGER report_answered_never_changes BEFORE UPDATE ON claims_report
    FOR EACH ROW WHEN (OLD.state <> 'new') EXECUTE FUNCTION claimdesk_never_changes();
