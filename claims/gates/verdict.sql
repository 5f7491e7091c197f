-- Nobody gives a verdict without a submitted review, the people whom the plan asks for and the evidence that the rating
-- needs, or with a payload that says something else than the rows do.

CREATE OR REPLACE FUNCTION claims_record_verdict() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    claim claims_claim;
    work claims_work;
    review claims_review;
    latest claims_verdict;
    said jsonb := NEW.payload::jsonb;
    readers int;
    answers int;
    shown text;
    keys text[] := ARRAY[
        'format', 'claim', 'number', 'cycle', 'plan', 'scale', 'as_of', 'wording', 'type', 'times', 'speaker', 'role',
        'places', 'rating', 'missing_context', 'reasons', 'sought', 'review', 'readers', 'decided_by', 'decided_at',
        'evidence'];
BEGIN
    SELECT * INTO claim FROM claims_claim WHERE id = NEW.claim_id FOR UPDATE;
    SELECT * INTO work FROM claims_work WHERE claim_id = NEW.claim_id FOR UPDATE;
    SELECT * INTO review FROM claims_review WHERE id = NEW.review_id;
    SELECT * INTO latest FROM claims_verdict WHERE claim_id = NEW.claim_id ORDER BY number DESC LIMIT 1;
    NEW.number := COALESCE(latest.number, 0) + 1;
    NEW.previous_hash := COALESCE(latest.hash, repeat('0', 64));
    NEW.hash := encode(sha256(convert_to(NEW.previous_hash || NEW.payload, 'UTF8')), 'hex');
    NEW.cycle := work.cycle;
    NEW.plan := work.plan;

    IF review.id IS NULL OR review.claim_id <> NEW.claim_id OR review.submitted_at IS NULL OR review.closed_at IS NOT NULL
       OR review.cycle <> work.cycle OR review.rating <> NEW.rating OR review.reviewer <> NEW.decided_by THEN
        RAISE EXCEPTION 'a verdict comes from a submitted review of the same claim, rating and reviewer'
            USING ERRCODE = 'check_violation';
    END IF;
    IF claim.proposal <> 'accepted' THEN
        RAISE EXCEPTION 'a verdict needs a claim that a person accepted' USING ERRCODE = 'check_violation';
    END IF;
    IF work.held_because <> '' THEN
        RAISE EXCEPTION 'a verdict needs a claim that is not on legal hold' USING ERRCODE = 'check_violation';
    END IF;

    IF work.plan = 'single' AND (review.part <> 'author' OR NOT EXISTS (
        SELECT 1 FROM claims_waiver w WHERE w.claim_id = claim.id AND w.cycle = work.cycle AND w.gate = 'second')) THEN
        RAISE EXCEPTION 'a verdict by one person needs a waiver, with its reason' USING ERRCODE = 'check_violation';
    ELSIF work.plan = 'pair' AND (review.part <> 'author' OR NOT EXISTS (
        SELECT 1 FROM claims_review s WHERE s.approves_id = review.id AND s.part = 'approver' AND s.submitted_at IS NOT NULL
          AND s.returned_because = '' AND s.closed_at IS NULL AND s.reviewer <> review.reviewer)) THEN
        RAISE EXCEPTION 'a verdict needs a second person, who approves the review' USING ERRCODE = 'check_violation';
    ELSIF work.plan = 'blind' THEN
        SELECT count(DISTINCT r.reviewer), count(DISTINCT (r.rating, r.missing_context)) INTO readers, answers
        FROM claims_review r WHERE r.claim_id = claim.id AND r.cycle = work.cycle AND r.part = 'reader'
          AND r.submitted_at IS NOT NULL AND r.closed_at IS NULL;
        IF readers <> 2 OR review.part <> (CASE WHEN answers = 1 THEN 'reader' ELSE 'adjudicator' END) OR EXISTS (
            SELECT 1 FROM claims_review r WHERE r.claim_id = claim.id AND r.cycle = work.cycle AND r.part = 'reader'
              AND r.closed_at IS NULL AND review.part = 'adjudicator' AND r.reviewer = review.reviewer) THEN
            RAISE EXCEPTION 'a verdict needs two readers who agree, or an adjudicator who was neither'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;

    SELECT p.act INTO shown FROM claims_publication p WHERE p.claim_id = claim.id ORDER BY p.number DESC LIMIT 1;
    IF shown IN ('published', 'corrected') AND (NEW.rating, to_jsonb(review.missing_context))
       IS DISTINCT FROM (latest.rating, latest.payload::jsonb -> 'missing_context') THEN
        IF NEW.decided_by = latest.decided_by THEN
            RAISE EXCEPTION 'a change of a published rating needs another person than the one who gave it'
                USING ERRCODE = 'check_violation';
        ELSIF array_position(ARRAY['single', 'pair', 'blind'], work.plan::text)
              < array_position(ARRAY['single', 'pair', 'blind'], latest.plan::text) THEN
            RAISE EXCEPTION 'a change of a published rating needs at least as many eyes as the rating had'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;

    PERFORM claims_check_rating(NEW.claim_id, NEW.rating, review.sought);

    -- A key given twice, or one that nobody asks for, would say one thing to us and another to whoever reads the hashed words.
    IF NEW.payload IS NOT JSON OBJECT WITH UNIQUE KEYS
       OR NOT said ?& keys OR said - keys <> '{}'::jsonb OR NEW.as_of IS NULL
       OR said -> 'review' IS DISTINCT FROM to_jsonb(NEW.review_id)
       OR COALESCE(said ->> 'decided_at', '') !~ '^\d{4}-\d\d-\d\dT'
       OR (said ->> 'decided_at')::timestamptz IS DISTINCT FROM review.submitted_at
       OR said ->> 'format' IS DISTINCT FROM 'verdict/2'
       OR said -> 'claim' IS DISTINCT FROM to_jsonb(NEW.claim_id)
       OR said -> 'number' IS DISTINCT FROM to_jsonb(NEW.number)
       OR said -> 'cycle' IS DISTINCT FROM to_jsonb(NEW.cycle)
       OR said ->> 'plan' IS DISTINCT FROM NEW.plan
       OR said -> 'scale' IS DISTINCT FROM COALESCE(to_jsonb(NEW.scale_id), 'null'::jsonb)
       OR said ->> 'as_of' IS DISTINCT FROM NEW.as_of::text
       OR said ->> 'rating' IS DISTINCT FROM NEW.rating
       OR said -> 'missing_context' IS DISTINCT FROM to_jsonb(review.missing_context)
       OR said ->> 'reasons' IS DISTINCT FROM review.reasons
       OR said ->> 'wording' IS DISTINCT FROM claim.wording
       OR said ->> 'decided_by' IS DISTINCT FROM NEW.decided_by::text
       OR said ->> 'sought' IS DISTINCT FROM review.sought
       OR said ->> 'type' IS DISTINCT FROM claim.type
       OR said -> 'times' IS DISTINCT FROM claim.times
       OR said ->> 'speaker' IS DISTINCT FROM COALESCE(NULLIF(claim.speaker, ''), (
           SELECT x.name FROM claims_quote q JOIN claims_expert x ON x.id = q.expert_id WHERE q.id = claim.quote_id))
       OR said ->> 'role' IS DISTINCT FROM COALESCE(NULLIF(claim.role, ''), (
           SELECT concat_ws(', ', NULLIF(r.title, ''), NULLIF(r.affiliation, ''))
           FROM claims_quote q JOIN claims_role r ON r.id = q.role_id WHERE q.id = claim.quote_id))
       OR said -> 'places' IS DISTINCT FROM (
           SELECT COALESCE(jsonb_agg(jsonb_build_object(
               'version', a.version_id, 'start', a."start", 'end', a."end", 'exact', a.exact)
               ORDER BY a.version_id, a."start"), '[]')
           FROM claims_appearance a WHERE a.claim_id = claim.id AND a.replaced_at IS NULL)
       OR said -> 'readers' IS DISTINCT FROM (
           SELECT COALESCE(jsonb_agg(jsonb_build_object(
               'review', r.id, 'part', r.part, 'reviewer', r.reviewer::text, 'rating', r.rating) ORDER BY r.id), '[]')
           FROM claims_review r
           WHERE r.claim_id = claim.id AND r.cycle = work.cycle AND r.submitted_at IS NOT NULL AND r.closed_at IS NULL
             AND r.returned_because = '')
       OR said -> 'evidence' IS DISTINCT FROM (
           SELECT COALESCE(jsonb_agg(jsonb_build_object(
               'id', e.id, 'kind', e.kind, 'stance', e.stance, 'url', e.url,
               'version', COALESCE(e.version_id, f.version_id), 'upload', u.sha256) ORDER BY e.id), '[]')
           FROM claims_evidence e
           LEFT JOIN sources_fetch f ON f.id = e.fetch_id LEFT JOIN claims_upload u ON u.id = e.upload_id
           WHERE e.claim_id = claim.id AND e.withdrawn_at IS NULL) THEN
        RAISE EXCEPTION 'a verdict''s payload says what the claim, the review and the evidence say'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER verdict_gate BEFORE INSERT ON claims_verdict
    FOR EACH ROW EXECUTE FUNCTION claims_record_verdict();

CREATE OR REPLACE FUNCTION claims_show_verdict() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE claims_claim SET rating = NEW.rating WHERE id = NEW.claim_id;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER verdict_shown_on_claim AFTER INSERT ON claims_verdict
    FOR EACH ROW EXECUTE FUNCTION claims_show_verdict();
