-- Nobody works on a claim that was merged or split, merges or splits one that has a verdict, or lets a claim stand beside
-- the parts that it was split into.

CREATE OR REPLACE FUNCTION claims_check_merge() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM claims_verdict v WHERE v.claim_id = NEW.id) THEN
        RAISE EXCEPTION 'claims.merge_split.merge_has_verdict' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER claim_merge BEFORE UPDATE OF merged_into_id ON claims_claim FOR EACH ROW
    WHEN (NEW.merged_into_id IS NOT NULL AND OLD.merged_into_id IS NULL) EXECUTE FUNCTION claims_check_merge();

CREATE OR REPLACE FUNCTION claims_check_parts() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    other claims_claim;
BEGIN
    IF NEW.merged_into_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id) THEN
        SELECT * INTO other FROM claims_claim WHERE id = NEW.merged_into_id FOR NO KEY UPDATE;
        IF other.id = NEW.id OR other.proposal NOT IN ('proposed', 'accepted') THEN
            RAISE EXCEPTION 'claims.merge_split.merge_into_what_stands' USING ERRCODE = 'restrict_violation';
        ELSIF TG_OP = 'INSERT' OR OLD.proposal NOT IN ('proposed', 'accepted') THEN
            RAISE EXCEPTION 'claims.merge_split.merge_of_what_stands' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.split_from_id IS NOT NULL THEN
            SELECT * INTO other FROM claims_claim WHERE id = NEW.split_from_id FOR NO KEY UPDATE;
            IF other.proposal NOT IN ('proposed', 'accepted') OR other.rating <> '' THEN
                RAISE EXCEPTION 'claims.merge_split.split_of_what_stands' USING ERRCODE = 'restrict_violation';
            END IF;
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.proposal = 'split' AND OLD.proposal <> 'split' AND (OLD.proposal NOT IN ('proposed', 'accepted') OR (
        SELECT count(*) FROM claims_claim c WHERE c.split_from_id = NEW.id AND c.proposal IN ('proposed', 'accepted')) < 2) THEN
        RAISE EXCEPTION 'claims.merge_split.split_into_two' USING ERRCODE = 'restrict_violation';
    END IF;
    -- While its parts stand, the whole does not.
    IF OLD.proposal = 'split' AND NEW.proposal <> 'split' AND EXISTS (
        SELECT 1 FROM claims_claim c WHERE c.split_from_id = NEW.id
          AND (c.proposal = 'split' OR c.rating <> '')) THEN
        RAISE EXCEPTION 'claims.merge_split.stays_split' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.proposal IN ('merged', 'split') AND NEW.proposal = OLD.proposal
       AND (NEW.wording, NEW.speaker, NEW.role, NEW.times) IS DISTINCT FROM (OLD.wording, OLD.speaker, OLD.role, OLD.times) THEN
        RAISE EXCEPTION 'claims.merge_split.wording_stays' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER claim_parts BEFORE INSERT OR UPDATE ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claims_check_parts();

CREATE OR REPLACE FUNCTION claims_check_stands() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    became text;
BEGIN
    SELECT proposal INTO became FROM claims_claim WHERE id = NEW.claim_id;
    IF became IN ('merged', 'split') THEN
        RAISE EXCEPTION 'claims.merge_split.became_another'
            USING ERRCODE = 'restrict_violation', DETAIL = jsonb_build_object('became', became);
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER review_of_a_claim_that_stands BEFORE INSERT ON claims_review
    FOR EACH ROW EXECUTE FUNCTION claims_check_stands();
CREATE OR REPLACE TRIGGER evidence_for_a_claim_that_stands BEFORE INSERT ON claims_evidence
    FOR EACH ROW EXECUTE FUNCTION claims_check_stands();
CREATE OR REPLACE TRIGGER work_on_a_claim_that_stands BEFORE UPDATE ON claims_work
    FOR EACH ROW WHEN (NEW.stage <> OLD.stage) EXECUTE FUNCTION claims_check_stands();

CREATE OR REPLACE FUNCTION claims_check_whole() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM claims_claim whole JOIN claims_claim part ON part.split_from_id = whole.id
        WHERE whole.id IN (NEW.id, NEW.split_from_id) AND whole.proposal IN ('proposed', 'accepted')
          AND part.proposal IN ('proposed', 'accepted')) THEN
        RAISE EXCEPTION 'claims.merge_split.beside_its_parts' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS claim_whole_or_parts ON claims_claim;
CREATE CONSTRAINT TRIGGER claim_whole_or_parts AFTER UPDATE ON claims_claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.proposal IN ('proposed', 'accepted') AND OLD.proposal <> NEW.proposal) EXECUTE FUNCTION claims_check_whole();
DROP TRIGGER IF EXISTS claim_part_or_whole ON claims_claim;
CREATE CONSTRAINT TRIGGER claim_part_or_whole AFTER INSERT ON claims_claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.split_from_id IS NOT NULL) EXECUTE FUNCTION claims_check_whole();
