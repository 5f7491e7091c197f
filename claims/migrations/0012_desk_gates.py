"""The gates of the desk: what was merged or split is out of the way for good, and a place that a verdict cites stays."""

from django.db import migrations

# Locks the other claim: of two people who merge two claims into each other, one comes too late.
PIECES = """
CREATE FUNCTION claims_check_pieces() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    other claims_claim;
BEGIN
    IF NEW.merged_into_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id) THEN
        SELECT * INTO other FROM claims_claim WHERE id = NEW.merged_into_id FOR NO KEY UPDATE;
        IF other.id = NEW.id OR other.proposal NOT IN ('proposed', 'accepted') THEN
            RAISE EXCEPTION 'a claim is merged into another one that stands' USING ERRCODE = 'restrict_violation';
        ELSIF TG_OP = 'INSERT' OR OLD.proposal NOT IN ('proposed', 'accepted') THEN
            RAISE EXCEPTION 'only a claim that stands is merged into another' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.split_from_id IS NOT NULL THEN
            SELECT * INTO other FROM claims_claim WHERE id = NEW.split_from_id FOR NO KEY UPDATE;
            IF other.proposal NOT IN ('proposed', 'accepted') OR other.rating <> '' THEN
                RAISE EXCEPTION 'only a claim that stands, without a verdict, is split' USING ERRCODE = 'restrict_violation';
            END IF;
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.proposal = 'split' AND OLD.proposal <> 'split' AND (OLD.proposal NOT IN ('proposed', 'accepted') OR (
        SELECT count(*) FROM claims_claim c WHERE c.split_from_id = NEW.id AND c.proposal IN ('proposed', 'accepted')) < 2) THEN
        RAISE EXCEPTION 'a claim is split into at least two others' USING ERRCODE = 'restrict_violation';
    END IF;
    -- While its parts stand, the whole does not.
    IF OLD.proposal = 'split' AND NEW.proposal <> 'split' AND EXISTS (
        SELECT 1 FROM claims_claim c WHERE c.split_from_id = NEW.id
          AND (c.proposal = 'split' OR c.rating <> '')) THEN
        RAISE EXCEPTION 'a part of this claim has been worked on: it stays split' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.proposal IN ('merged', 'split') AND NEW.proposal = OLD.proposal
       AND (NEW.wording, NEW.speaker, NEW.role, NEW.times) IS DISTINCT FROM (OLD.wording, OLD.speaker, OLD.role, OLD.times) THEN
        RAISE EXCEPTION 'the words of a claim that was merged or split stay' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_pieces BEFORE INSERT OR UPDATE ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claims_check_pieces();
"""

# What was merged or split is read by nobody, moves nowhere and gets no more evidence.
STILL = """
CREATE FUNCTION claims_check_stands() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    became text;
BEGIN
    SELECT proposal INTO became FROM claims_claim WHERE id = NEW.claim_id;
    IF became IN ('merged', 'split') THEN
        RAISE EXCEPTION 'this claim was %: work on what it became', became USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER review_of_a_claim_that_stands BEFORE INSERT ON claims_review
    FOR EACH ROW EXECUTE FUNCTION claims_check_stands();
CREATE TRIGGER evidence_for_a_claim_that_stands BEFORE INSERT ON claims_evidence
    FOR EACH ROW EXECUTE FUNCTION claims_check_stands();
CREATE TRIGGER work_on_a_claim_that_stands BEFORE UPDATE ON claims_work
    FOR EACH ROW WHEN (NEW.stage <> OLD.stage) EXECUTE FUNCTION claims_check_stands();
"""

# The words that the standing verdict was given on are still marked as its place until the claim is opened again.
PLACES = """
CREATE FUNCTION claims_check_replaced() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM claims_work w JOIN claims_verdict v ON v.claim_id = w.claim_id AND v.cycle = w.cycle
        WHERE w.claim_id = NEW.claim_id AND w.stage = 'done' AND v.payload::jsonb -> 'places' @> jsonb_build_array(
            jsonb_build_object('version', NEW.version_id, 'start', NEW."start", 'end', NEW."end"))) THEN
        RAISE EXCEPTION 'a verdict freezes the places of the claim with it: open the claim again first'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appearance_that_a_verdict_cites BEFORE UPDATE ON claims_appearance FOR EACH ROW
    WHEN (OLD.replaced_at IS NULL AND NEW.replaced_at IS NOT NULL) EXECUTE FUNCTION claims_check_replaced();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0011_queue_gates")]
    # Forward only: going back would let a merged claim be rated.
    operations = [migrations.RunSQL(PIECES + STILL + PLACES, migrations.RunSQL.noop)]
