-- Nobody gives a verdict without a submitted review, the people whom the plan asks for and the evidence that the rating
-- needs, or with a payload that says something else than the rows do. Number, cycle, plan and hashes are the database's.

-- What a verdict freezes: the claim as it stands, who said it, its places, the reviews and the evidence that count.
CREATE OR REPLACE FUNCTION claims_verdict_record(of_review bigint, as_number int, on_day date, under_scale bigint)
RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT jsonb_build_object(
        'format', 'verdict/2', 'claim', c.id, 'number', as_number, 'cycle', w.cycle, 'plan', w.plan,
        'scale', under_scale, 'as_of', on_day,
        'wording', c.wording, 'type', c.type, 'times', c.times,
        'speaker', COALESCE(NULLIF(c.speaker, ''), (
            SELECT x.name FROM claims_quote q JOIN claims_expert x ON x.id = q.expert_id WHERE q.id = c.quote_id)),
        'role', COALESCE(NULLIF(c.role, ''), (
            SELECT concat_ws(', ', NULLIF(p.title, ''), NULLIF(p.affiliation, ''))
            FROM claims_quote q JOIN claims_role p ON p.id = q.role_id WHERE q.id = c.quote_id)),
        'places', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object(
                'version', a.version_id, 'start', a."start", 'end', a."end", 'exact', a.exact)
                ORDER BY a.version_id, a."start"), '[]')
            FROM claims_appearance a WHERE a.claim_id = c.id AND a.replaced_at IS NULL)
    ) || jsonb_build_object(
        'review', r.id, 'rating', r.rating, 'missing_context', r.missing_context, 'reasons', r.reasons,
        'sought', r.sought, 'decided_by', r.reviewer,
        'decided_at', to_char(r.submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
        'reviews', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object(
                'review', s.id, 'part', s.part, 'reviewer', s.reviewer, 'rating', s.rating) ORDER BY s.id), '[]')
            FROM claims_review s
            WHERE s.claim_id = c.id AND s.cycle = w.cycle AND s.submitted_at IS NOT NULL AND s.closed_at IS NULL
              AND s.returned_because = ''),
        'evidence', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object(
                'id', e.id, 'kind', e.kind, 'stance', e.stance, 'url', e.url,
                'version', COALESCE(e.version_id, f.version_id), 'upload', u.sha256) ORDER BY e.id), '[]')
            FROM claims_evidence e
            LEFT JOIN sources_fetch f ON f.id = e.fetch_id LEFT JOIN claims_upload u ON u.id = e.upload_id
            WHERE e.claim_id = c.id AND e.withdrawn_at IS NULL)
    )
    FROM claims_review r JOIN claims_claim c ON c.id = r.claim_id JOIN claims_work w ON w.claim_id = c.id
    WHERE r.id = of_review
$$;

-- The plan was fulfilled by different people.
CREATE OR REPLACE FUNCTION claims_check_verdict_people(work claims_work, review claims_review) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    reviewers int;
    answers int;
BEGIN
    IF work.plan = 'single' AND (review.part <> 'author' OR NOT EXISTS (
        SELECT 1 FROM claims_waiver w WHERE w.claim_id = work.claim_id AND w.cycle = work.cycle AND w.gate = 'second')) THEN
        RAISE EXCEPTION 'claims.verdict.needs_waiver' USING ERRCODE = 'check_violation';
    ELSIF work.plan = 'pair' AND (review.part <> 'author' OR NOT EXISTS (
        SELECT 1 FROM claims_review s WHERE s.approves_id = review.id AND s.part = 'approver' AND s.submitted_at IS NOT NULL
          AND s.returned_because = '' AND s.closed_at IS NULL AND s.reviewer <> review.reviewer)) THEN
        RAISE EXCEPTION 'claims.verdict.needs_second_person' USING ERRCODE = 'check_violation';
    ELSIF work.plan = 'blind' THEN
        SELECT count(DISTINCT r.reviewer), count(DISTINCT (r.rating, r.missing_context)) INTO reviewers, answers
        FROM claims_review r WHERE r.claim_id = work.claim_id AND r.cycle = work.cycle AND r.part = 'reviewer'
          AND r.submitted_at IS NOT NULL AND r.closed_at IS NULL;
        IF reviewers <> 2 OR review.part <> (CASE WHEN answers = 1 THEN 'reviewer' ELSE 'adjudicator' END) OR EXISTS (
            SELECT 1 FROM claims_review r WHERE r.claim_id = work.claim_id AND r.cycle = work.cycle AND r.part = 'reviewer'
              AND r.closed_at IS NULL AND review.part = 'adjudicator' AND r.reviewer = review.reviewer) THEN
            RAISE EXCEPTION 'claims.verdict.needs_two_reviewers' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
END $$;

-- A rating that readers see changes under another person, and under no lesser plan.
CREATE OR REPLACE FUNCTION claims_check_published_rating(work claims_work, review claims_review, latest claims_verdict)
RETURNS void LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    plans text[] := ARRAY['single', 'pair', 'blind'];
    action text;
BEGIN
    SELECT p.action INTO action FROM claims_publication p WHERE p.claim_id = work.claim_id ORDER BY p.number DESC LIMIT 1;
    IF action IS NULL OR action NOT IN ('published', 'corrected') OR (review.rating, to_jsonb(review.missing_context))
       IS NOT DISTINCT FROM (latest.rating, latest.payload::jsonb -> 'missing_context') THEN
        RETURN;
    END IF;
    IF review.reviewer = latest.decided_by THEN
        RAISE EXCEPTION 'claims.verdict.needs_another_person' USING ERRCODE = 'check_violation';
    ELSIF array_position(plans, work.plan::text) < array_position(plans, latest.plan::text) THEN
        RAISE EXCEPTION 'claims.verdict.needs_as_many_people' USING ERRCODE = 'check_violation';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION claims_record_verdict() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    claim claims_claim;
    work claims_work;
    review claims_review;
    latest claims_verdict;
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
        RAISE EXCEPTION 'claims.verdict.other_review' USING ERRCODE = 'check_violation';
    ELSIF claim.proposal <> 'accepted' THEN
        RAISE EXCEPTION 'claims.verdict.needs_accepted_claim' USING ERRCODE = 'check_violation';
    ELSIF work.held_because <> '' THEN
        RAISE EXCEPTION 'claims.verdict.needs_no_hold' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM claims_check_verdict_people(work, review);
    PERFORM claims_check_published_rating(work, review, latest);
    PERFORM claims_check_rating(NEW.claim_id, NEW.rating, review.sought);
    -- A key that occurs twice would say one thing to us and another to whoever checks the hashed words.
    IF NEW.as_of IS NULL OR NEW.payload IS NOT JSON OBJECT WITH UNIQUE KEYS OR NEW.payload::jsonb IS DISTINCT FROM
       claims_verdict_record(NEW.review_id, NEW.number, NEW.as_of, NEW.scale_id) THEN
        RAISE EXCEPTION 'claims.verdict.other_payload' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER verdict_gate BEFORE INSERT ON claims_verdict
    FOR EACH ROW EXECUTE FUNCTION claims_record_verdict();

CREATE OR REPLACE FUNCTION claims_copy_rating() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE claims_claim SET rating = NEW.rating WHERE id = NEW.claim_id;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER verdict_copied_to_claim AFTER INSERT ON claims_verdict
    FOR EACH ROW EXECUTE FUNCTION claims_copy_rating();
