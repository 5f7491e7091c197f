-- Nobody publishes a claim while one of these gates is shut.

-- By the database's own clock: nobody brings a time along that has passed already.
CREATE OR REPLACE FUNCTION claims_publication_gates(of_claim bigint) RETURNS TABLE (gate text, holds boolean)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    claim claims_claim;
    work claims_work;
    verdict claims_verdict;
    cited bigint[];
    clock timestamptz := statement_timestamp();
    since timestamptz;
BEGIN
    SELECT * INTO claim FROM claims_claim c WHERE c.id = of_claim;
    SELECT * INTO work FROM claims_work w WHERE w.claim_id = of_claim;
    SELECT * INTO verdict FROM claims_verdict v WHERE v.claim_id = of_claim ORDER BY v.number DESC LIMIT 1;
    cited := ARRAY(SELECT (e ->> 'id')::bigint FROM jsonb_array_elements(verdict.payload::jsonb -> 'evidence') e);

    gate := 'verdict'; holds := verdict.id IS NOT NULL AND work.stage = 'done' AND verdict.cycle = work.cycle; RETURN NEXT;
    gate := 'confirmed'; holds := claim.confirmed_at IS NOT NULL; RETURN NEXT;
    gate := 'words';
    holds := claim.words_stand_at IS NOT NULL OR NOT claims_words_open(claim.wording, claim.segments); RETURN NEXT;
    gate := 'evidence';
    holds := verdict.id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM claims_evidence e WHERE e.id = ANY (cited) AND e.withdrawn_at IS NOT NULL)
        AND claims_rating_holds(of_claim, verdict.rating, verdict.payload::jsonb ->> 'sought'); RETURN NEXT;
    gate := 'archived';
    holds := NOT EXISTS (
        SELECT 1 FROM claims_evidence e LEFT JOIN sources_fetch f ON f.id = e.fetch_id
        WHERE e.id = ANY (cited) AND e.url <> '' AND e.version_id IS NULL AND f.finished_at IS NULL); RETURN NEXT;
    -- Asked on the way to this verdict: whoever answered an earlier one was not asked about this. And with time to answer.
    SELECT max(v.created_at) INTO since FROM claims_verdict v WHERE v.claim_id = of_claim AND v.cycle < work.cycle;
    gate := 'reply';
    holds := EXISTS (SELECT 1 FROM claims_waiver w WHERE w.claim_id = of_claim AND w.cycle = work.cycle AND w.gate = 'reply')
        OR (EXISTS (SELECT 1 FROM claims_replyrequest r
                    WHERE r.claim_id = of_claim AND r.asked_at >= COALESCE(since, '-infinity')
                      AND (r.answered_at IS NOT NULL OR r.until > r.recorded_at))
            AND NOT EXISTS (SELECT 1 FROM claims_replyrequest r
                            WHERE r.claim_id = of_claim AND r.answered_at IS NULL AND r.until > clock)); RETURN NEXT;
    gate := 'legal'; holds := NOT work.accuses OR work.legal_cleared_at IS NOT NULL; RETURN NEXT;
    gate := 'embargo'; holds := work.embargo_until IS NULL OR work.embargo_until <= clock; RETURN NEXT;
    gate := 'hold'; holds := work.held_because = ''; RETURN NEXT;
END $$;
