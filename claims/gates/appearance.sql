-- Nobody replaces a place that the verdict in force cites, until the claim is opened again.

CREATE OR REPLACE FUNCTION claims_check_replaced() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM claims_work w JOIN claims_verdict v ON v.claim_id = w.claim_id AND v.cycle = w.cycle
        WHERE w.claim_id = NEW.claim_id AND w.stage = 'done' AND v.payload::jsonb -> 'places' @> jsonb_build_array(
            jsonb_build_object('version', NEW.version_id, 'start', NEW."start", 'end', NEW."end"))) THEN
        RAISE EXCEPTION 'claims.appearance.frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER appearance_that_a_verdict_cites BEFORE UPDATE ON claims_appearance FOR EACH ROW
    WHEN (OLD.replaced_at IS NULL AND NEW.replaced_at IS NOT NULL) EXECUTE FUNCTION claims_check_replaced();
