-- Nobody moves a claim by a way that the table of moves does not have, or while it is on legal hold; nobody gives it fewer
-- people than planned without a waiver; nobody sets its score.

CREATE OR REPLACE FUNCTION claims_make_work() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO claims_work (claim_id, score, stage, cycle, version, harm, plan, fully_blind, picked_because, next_step,
                             waiting_on, held_because, accuses)
    SELECT id, score, CASE WHEN proposal = 'accepted' THEN 'picked' ELSE 'new' END, 1, 1, 'normal', 'pair', false, '',
           '', '', '', false
    FROM added;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER claim_has_work AFTER INSERT ON claims_claim
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION claims_make_work();

CREATE OR REPLACE FUNCTION claims_check_work() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.claim_id <> OLD.claim_id OR NEW.cycle < OLD.cycle OR NEW.cycle > OLD.cycle + 1 THEN
        RAISE EXCEPTION 'claims.work.other_cycle' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.stage <> OLD.stage THEN
        IF OLD.held_because <> '' AND NEW.held_because <> '' THEN
            RAISE EXCEPTION 'claims.work.on_hold' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NOT EXISTS (SELECT 1 FROM claims_stagemove m WHERE m.from_stage = OLD.stage AND m.to_stage = NEW.stage) THEN
            RAISE EXCEPTION 'claims.work.no_such_move'
                USING ERRCODE = 'restrict_violation', DETAIL = jsonb_build_object('from', OLD.stage, 'to', NEW.stage);
        END IF;
        IF (OLD.stage = 'done') <> (NEW.cycle = OLD.cycle + 1) THEN
            RAISE EXCEPTION 'claims.work.cycle_begins_by_reopening' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.stage = 'done' AND NOT EXISTS (
            SELECT 1 FROM claims_verdict v WHERE v.claim_id = NEW.claim_id AND v.cycle = NEW.cycle
        ) THEN
            RAISE EXCEPTION 'claims.work.done_without_verdict' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.stage = 'second' AND NOT EXISTS (
            SELECT 1 FROM claims_review r WHERE r.claim_id = NEW.claim_id AND r.cycle = NEW.cycle AND r.part = 'author'
              AND r.submitted_at IS NOT NULL AND r.closed_at IS NULL) THEN
            RAISE EXCEPTION 'claims.work.second_needs_review' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.stage = 'adjudication' AND (NEW.plan <> 'blind' OR (
            SELECT count(*) <> 2 OR count(DISTINCT (r.rating, r.missing_context)) <> 2 FROM claims_review r
            WHERE r.claim_id = NEW.claim_id AND r.cycle = NEW.cycle AND r.part = 'reviewer'
              AND r.submitted_at IS NOT NULL AND r.closed_at IS NULL)) THEN
            RAISE EXCEPTION 'claims.work.adjudication_without_difference' USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF NEW.cycle <> OLD.cycle THEN
        RAISE EXCEPTION 'claims.work.cycle_begins_by_reopening' USING ERRCODE = 'restrict_violation';
    END IF;
    -- Who cleared it read the words and the evidence of that time.
    IF NEW.cycle > OLD.cycle THEN
        NEW.legal_cleared_by := NULL;
        NEW.legal_cleared_at := NULL;
    END IF;
    -- Fewer eyes than planned, once somebody has worked under the plan, need a waiver that stays.
    IF array_position(ARRAY['single', 'pair', 'blind'], NEW.plan::text) < array_position(ARRAY['single', 'pair', 'blind'], OLD.plan::text)
       AND (NEW.plan = 'single' OR EXISTS (
            SELECT 1 FROM claims_review r WHERE r.claim_id = NEW.claim_id AND r.cycle = NEW.cycle))
       AND NOT EXISTS (
            SELECT 1 FROM claims_waiver w WHERE w.claim_id = NEW.claim_id AND w.cycle = NEW.cycle AND w.gate = 'second') THEN
        RAISE EXCEPTION 'claims.work.plan_needs_waiver' USING ERRCODE = 'restrict_violation';
    END IF;
    -- Two judgements given apart would be shown by any other plan.
    IF OLD.plan = 'blind' AND NEW.plan <> 'blind' AND EXISTS (
        SELECT 1 FROM claims_review r WHERE r.claim_id = NEW.claim_id AND r.cycle = NEW.cycle AND r.closed_at IS NULL
          AND r.part = 'reviewer') THEN
        RAISE EXCEPTION 'claims.work.blind_review_begun' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.fully_blind AND NOT NEW.fully_blind AND EXISTS (
        SELECT 1 FROM claims_review r WHERE r.claim_id = NEW.claim_id AND r.cycle = NEW.cycle AND r.closed_at IS NULL
          AND r.part = 'reviewer') THEN
        RAISE EXCEPTION 'claims.work.blind_evidence_begun' USING ERRCODE = 'restrict_violation';
    END IF;
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER work_moves BEFORE UPDATE ON claims_work FOR EACH ROW EXECUTE FUNCTION claims_check_work();

CREATE OR REPLACE FUNCTION claims_check_score() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'claims.work.score' USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE TRIGGER work_keeps_its_score BEFORE UPDATE OF score ON claims_work FOR EACH ROW
    WHEN (NEW.score <> OLD.score) EXECUTE FUNCTION claims_check_score();

CREATE OR REPLACE FUNCTION claims_check_waiver() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.cycle IS DISTINCT FROM (SELECT w.cycle FROM claims_work w WHERE w.claim_id = NEW.claim_id FOR UPDATE) THEN
        RAISE EXCEPTION 'claims.work.waiver_of_another_cycle' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER waiver_of_the_present_cycle BEFORE INSERT ON claims_waiver
    FOR EACH ROW EXECUTE FUNCTION claims_check_waiver();

-- The table of moves is filled by a migration, with this trigger off.
CREATE OR REPLACE TRIGGER stagemove_never_written BEFORE INSERT OR UPDATE OR DELETE ON claims_stagemove
    FOR EACH STATEMENT EXECUTE FUNCTION claimdesk_never_changes();
