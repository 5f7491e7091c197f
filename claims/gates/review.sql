-- Nobody edits a submitted review, reviews outside the plan and the cycle, or gives the second review to their own first.

CREATE OR REPLACE FUNCTION claims_check_review() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'claims.review.closed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.submitted_at IS NOT NULL THEN
        IF (to_jsonb(NEW) - ARRAY['closed_at', 'closed_because']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['closed_at', 'closed_because']) THEN
            RAISE EXCEPTION 'claims.review.submitted' USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM claims_verdict v WHERE v.claim_id = OLD.claim_id AND v.cycle = OLD.cycle) THEN
            RAISE EXCEPTION 'claims.review.has_verdict' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER review_submitted_never_changes BEFORE UPDATE ON claims_review FOR EACH ROW
    WHEN (OLD.submitted_at IS NOT NULL OR OLD.closed_at IS NOT NULL) EXECUTE FUNCTION claims_check_review();

-- A review begins in the claim's present cycle, in a part that the plan has, and nobody reads their own second time.
CREATE OR REPLACE FUNCTION claims_check_review_begins() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    work claims_work;
    first claims_review;
BEGIN
    SELECT * INTO work FROM claims_work WHERE claim_id = NEW.claim_id FOR UPDATE;
    IF NEW.cycle <> work.cycle OR work.stage = 'done' THEN
        RAISE EXCEPTION 'claims.review.other_cycle' USING ERRCODE = 'restrict_violation';
    END IF;
    IF work.held_because <> '' THEN
        RAISE EXCEPTION 'claims.work.on_hold' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.part IN ('reviewer', 'adjudicator')) <> (work.plan = 'blind') THEN
        RAISE EXCEPTION 'claims.review.not_in_plan'
            USING ERRCODE = 'restrict_violation', DETAIL = jsonb_build_object('part', NEW.part);
    END IF;
    IF NEW.part = 'approver' THEN
        SELECT * INTO first FROM claims_review WHERE id = NEW.approves_id;
        IF first.claim_id <> NEW.claim_id OR first.cycle <> NEW.cycle OR first.part <> 'author'
           OR first.submitted_at IS NULL OR first.closed_at IS NOT NULL OR first.reviewer = NEW.reviewer THEN
            RAISE EXCEPTION 'claims.review.second_of_own' USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF NEW.part = 'adjudicator' AND (
        SELECT count(*) FROM claims_review r WHERE r.claim_id = NEW.claim_id AND r.cycle = NEW.cycle
          AND r.part = 'reviewer' AND r.submitted_at IS NOT NULL AND r.closed_at IS NULL) <> 2 THEN
        RAISE EXCEPTION 'claims.review.adjudication_too_early' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER review_begins BEFORE INSERT ON claims_review
    FOR EACH ROW EXECUTE FUNCTION claims_check_review_begins();

CREATE OR REPLACE FUNCTION claims_check_review_hold() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT w.held_because FROM claims_work w WHERE w.claim_id = NEW.claim_id FOR UPDATE) <> '' THEN
        RAISE EXCEPTION 'claims.work.on_hold' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER review_waits_for_the_hold BEFORE UPDATE ON claims_review FOR EACH ROW
    WHEN (OLD.submitted_at IS NULL AND NEW.submitted_at IS NOT NULL) EXECUTE FUNCTION claims_check_review_hold();
