-- Nobody sets a claim's rating except by a verdict; nobody changes what a claim says once a verdict has frozen it, while it
-- is on legal hold, or without closing the reviews of what it said before; nobody confirms words in which something is
-- unknown or open without saying that they stand.

-- The same as `are_open` of pipeline/rewording/rewording.py.
CREATE OR REPLACE FUNCTION claims_words_open(wording text, segments jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT wording ~ '\[([A-Za-z]+ )?unknown\]' OR segments @> '[{"certain": false}]'
$$;

CREATE OR REPLACE FUNCTION claims_check_claim() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    latest text;
BEGIN
    SELECT v.rating INTO latest FROM claims_verdict v WHERE v.claim_id = NEW.id ORDER BY v.number DESC LIMIT 1;
    IF NEW.rating <> COALESCE(latest, '') THEN
        RAISE EXCEPTION 'claims.claim.rating_without_verdict' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.confirmed_at IS NOT NULL AND NEW.words_stand_at IS NULL
       AND claims_words_open(NEW.wording, NEW.segments) THEN
        RAISE EXCEPTION 'claims.claim.needs_words_that_stand' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.proposal <> 'accepted' AND latest IS NOT NULL THEN
        RAISE EXCEPTION 'claims.claim.has_verdict' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER claim_rating_is_the_verdicts BEFORE INSERT OR UPDATE OF rating, proposal ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claims_check_claim();

CREATE OR REPLACE FUNCTION claims_check_wording() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    work claims_work;
    reworded boolean := (NEW.wording, NEW.speaker, NEW.role, NEW.times)
        IS DISTINCT FROM (OLD.wording, OLD.speaker, OLD.role, OLD.times);
    confirmed boolean := (NEW.confirmed_at, NEW.confirmed_by) IS DISTINCT FROM (OLD.confirmed_at, OLD.confirmed_by);
BEGIN
    IF OLD.touched_at IS NOT NULL AND NEW.touched_at IS NULL THEN
        RAISE EXCEPTION 'claims.claim.untouched' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.wording IS DISTINCT FROM OLD.wording THEN  -- an offer, and that words stand, is said of the old ones
        IF NEW.offered = OLD.offered THEN
            NEW.offered := '[]';
        END IF;
        IF NEW.words_stand_at IS NOT DISTINCT FROM OLD.words_stand_at THEN
            NEW.words_stand_at := NULL;
            NEW.words_stand_by := NULL;
            NEW.words_stand_because := '';
        END IF;
    END IF;
    IF NEW.confirmed_at IS NOT NULL AND NEW.words_stand_at IS NULL AND claims_words_open(NEW.wording, NEW.segments)
       AND ((confirmed AND OLD.confirmed_at IS DISTINCT FROM NEW.confirmed_at)
            OR (NOT reworded AND (OLD.words_stand_at IS NOT NULL
                OR NOT claims_words_open(OLD.wording, OLD.segments)))) THEN
        RAISE EXCEPTION 'claims.claim.needs_words_that_stand' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT reworded AND NOT confirmed AND NEW.proposal = OLD.proposal THEN
        RETURN NEW;
    END IF;
    SELECT * INTO work FROM claims_work WHERE claim_id = NEW.id FOR UPDATE;
    IF work.held_because <> '' AND (reworded OR NEW.proposal <> OLD.proposal) THEN
        RAISE EXCEPTION 'claims.work.on_hold' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.proposal <> OLD.proposal AND NEW.proposal IN ('superseded', 'rejected') AND EXISTS (
        SELECT 1 FROM claims_review r WHERE r.claim_id = NEW.id AND r.cycle = work.cycle AND r.closed_at IS NULL
          AND r.returned_because = '') THEN
        RAISE EXCEPTION 'claims.claim.in_review' USING ERRCODE = 'restrict_violation';
    END IF;
    IF confirmed AND NOT reworded AND OLD.confirmed_at IS NOT NULL AND work.stage = 'done' THEN
        RAISE EXCEPTION 'claims.claim.confirmed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT reworded THEN
        RETURN NEW;
    END IF;
    IF work.stage = 'done' THEN
        RAISE EXCEPTION 'claims.claim.frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.confirmed_at IS NOT DISTINCT FROM OLD.confirmed_at THEN
        NEW.confirmed_at := NULL;
        NEW.confirmed_by := NULL;
    END IF;
    UPDATE claims_review SET closed_at = statement_timestamp(), closed_because = 'the claim was changed'
    WHERE claim_id = NEW.id AND cycle = work.cycle AND closed_at IS NULL AND returned_because = '';
    IF work.stage IN ('in_review', 'second', 'returned', 'adjudication') THEN
        UPDATE claims_work SET stage = 'picked' WHERE claim_id = NEW.id;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER claim_wording_closes_reviews BEFORE UPDATE ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claims_check_wording();

CREATE OR REPLACE FUNCTION claims_drop_legal_tick() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE claims_work SET legal_cleared_by = NULL, legal_cleared_at = NULL
    WHERE claim_id = NEW.id AND legal_cleared_by IS NOT NULL;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER claim_wording_drops_legal_tick AFTER UPDATE ON claims_claim FOR EACH ROW
    WHEN (NEW.wording IS DISTINCT FROM OLD.wording OR NEW.speaker IS DISTINCT FROM OLD.speaker
          OR NEW.role IS DISTINCT FROM OLD.role OR NEW.times IS DISTINCT FROM OLD.times)
    EXECUTE FUNCTION claims_drop_legal_tick();
