-- Nobody submits a review whose rating lacks the evidence that it needs.

CREATE OR REPLACE FUNCTION claims_check_rating(of_claim bigint, rating text, sought text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    supporting int;
    disputing int;
    two_origins boolean;
BEGIN
    SELECT count(*) FILTER (WHERE e.stance = 'supports' AND claims_evidence_counts(e)),
           count(*) FILTER (WHERE e.stance = 'disputes' AND claims_evidence_counts(e))
    INTO supporting, disputing
    FROM claims_evidence e WHERE e.claim_id = of_claim AND e.withdrawn_at IS NULL;

    IF rating = 'SUPPORTED' AND supporting = 0 THEN
        RAISE EXCEPTION 'claims.rating.needs_support' USING ERRCODE = 'check_violation';
    ELSIF rating = 'DISPUTED' AND disputing = 0 THEN
        RAISE EXCEPTION 'claims.rating.needs_dispute' USING ERRCODE = 'check_violation';
    ELSIF rating = 'CONFLICTING' THEN
        SELECT EXISTS (
            SELECT 1 FROM claims_evidence s, claims_evidence d
            WHERE s.claim_id = of_claim AND s.withdrawn_at IS NULL AND s.stance = 'supports'
              AND d.claim_id = of_claim AND d.withdrawn_at IS NULL AND d.stance = 'disputes'
              AND claims_evidence_counts(s) AND claims_evidence_counts(d)
              AND claims_evidence_origin(s) <> claims_evidence_origin(d)
              AND (claims_evidence_text(s) = claims_evidence_text(d)) IS NOT TRUE
        ) INTO two_origins;
        IF NOT two_origins THEN
            RAISE EXCEPTION 'claims.rating.needs_two_origins' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF rating = 'NOT_ENOUGH_EVIDENCE' AND sought !~ '\S' THEN
        RAISE EXCEPTION 'claims.rating.needs_search_note' USING ERRCODE = 'check_violation';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION claims_rating_holds(of_claim bigint, rating text, sought text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM claims_check_rating(of_claim, rating, sought);
    RETURN true;
EXCEPTION WHEN check_violation THEN
    RETURN false;
END $$;

CREATE OR REPLACE FUNCTION claims_check_submission() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM claims_check_rating(NEW.claim_id, NEW.rating, NEW.sought);
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER review_has_what_its_rating_needs BEFORE UPDATE ON claims_review FOR EACH ROW
    WHEN (OLD.submitted_at IS NULL AND NEW.submitted_at IS NOT NULL AND NEW.part <> 'approver')
    EXECUTE FUNCTION claims_check_submission();
CREATE OR REPLACE TRIGGER review_made_has_what_its_rating_needs BEFORE INSERT ON claims_review FOR EACH ROW
    WHEN (NEW.submitted_at IS NOT NULL AND NEW.part <> 'approver') EXECUTE FUNCTION claims_check_submission();
