-- Nobody publishes anything but the latest verdict, behind every gate and in its public record; nobody calls a change of
-- substance a minor one; nobody changes a published rating alone.

CREATE OR REPLACE FUNCTION claims_rated(verdict claims_verdict) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT verdict.rating || ' ' || COALESCE(verdict.payload::jsonb ->> 'missing_context', 'false')
$$;

CREATE OR REPLACE FUNCTION claims_numbers_in(words text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT ARRAY(SELECT rtrim(m[1], '.,') FROM regexp_matches(COALESCE(words, ''), '[0-9][0-9.,]*', 'g') m ORDER BY 1)
$$;

-- The words in their order, whatever their case, without white space and punctuation; what stands before a digit stays,
-- since it may be a minus, a decimal point or a span.
CREATE OR REPLACE FUNCTION claims_tokens_in(words text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT regexp_split_to_array(btrim(regexp_replace(regexp_replace(lower(COALESCE(words, '')),
        '[.,:/’\u2010-\u2015-](?![0-9])|[;!?¡¿…·•''"“”„‟«»‹›‘‚()\[\]{}、。，；：！？「」『』（）]', ' ', 'g'),
        '[\s\u00a0\u2000-\u200b\u202f\u3000]+', ' ', 'g')), ' ')
$$;

-- The least that a correction from one verdict to another is. A copy that arrived meanwhile is the same evidence.
CREATE OR REPLACE FUNCTION claims_correction_floor(was jsonb, becomes jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN EXISTS (
        SELECT 1 FROM unnest(ARRAY['wording', 'speaker', 'role', 'times', 'rating', 'missing_context', 'scale', 'sought',
                           'as_of']) field
        WHERE was -> field IS DISTINCT FROM becomes -> field
    ) OR claims_tokens_in(was ->> 'reasons') IS DISTINCT FROM claims_tokens_in(becomes ->> 'reasons')
      OR claims_numbers_in(was ->> 'reasons') <> claims_numbers_in(becomes ->> 'reasons')
      OR (SELECT jsonb_agg(e - 'version' ORDER BY e -> 'id') FROM jsonb_array_elements(was -> 'evidence') e)
         IS DISTINCT FROM
         (SELECT jsonb_agg(e - 'version' ORDER BY e -> 'id') FROM jsonb_array_elements(becomes -> 'evidence') e)
    THEN 'update' ELSE 'minor' END
$$;

CREATE OR REPLACE FUNCTION claims_check_publication() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    levels text[] := ARRAY['minor', 'update', 'substantial'];
    plans text[] := ARRAY['single', 'pair', 'blind'];
    latest claims_publication;
    verdict claims_verdict;
    published claims_verdict;
    missing text;
    lowest text;
BEGIN
    PERFORM 1 FROM claims_claim WHERE id = NEW.claim_id FOR UPDATE;
    PERFORM 1 FROM claims_work WHERE claim_id = NEW.claim_id FOR UPDATE;
    SELECT * INTO latest FROM claims_publication WHERE claim_id = NEW.claim_id ORDER BY number DESC LIMIT 1;
    SELECT * INTO verdict FROM claims_verdict WHERE id = NEW.verdict_id AND claim_id = NEW.claim_id;
    IF NEW.number <> COALESCE(latest.number, 0) + 1 OR NEW.public_id <> COALESCE(latest.public_id, NEW.public_id) THEN
        RAISE EXCEPTION 'claims.publication.other_number' USING ERRCODE = 'check_violation';
    END IF;

    IF NEW.action = 'withdrawn' THEN
        IF latest.id IS NULL OR latest.action = 'withdrawn' OR NEW.verdict_id <> latest.verdict_id THEN
            RAISE EXCEPTION 'claims.publication.not_shown' USING ERRCODE = 'check_violation';
        END IF;
    ELSE
        IF verdict.id IS NULL OR EXISTS (
            SELECT 1 FROM claims_verdict v WHERE v.claim_id = NEW.claim_id AND v.number > verdict.number) THEN
            RAISE EXCEPTION 'claims.publication.needs_latest_verdict' USING ERRCODE = 'check_violation';
        END IF;
        SELECT g.gate INTO missing FROM claims_publication_gates(NEW.claim_id) g WHERE g.holds IS NOT TRUE LIMIT 1;
        IF missing IS NOT NULL THEN
            RAISE EXCEPTION USING MESSAGE = 'claims.publication_gates.needs_' || missing, ERRCODE = 'check_violation';
        END IF;

        SELECT v.* INTO published FROM claims_publication p JOIN claims_verdict v ON v.id = p.verdict_id
        WHERE p.claim_id = NEW.claim_id AND p.action <> 'withdrawn' ORDER BY p.number DESC LIMIT 1;
        lowest := claims_correction_floor(published.payload::jsonb, verdict.payload::jsonb);
        IF NEW.action = 'published' AND latest.id IS NOT NULL AND (latest.action <> 'withdrawn' OR lowest <> 'minor') THEN
            RAISE EXCEPTION 'claims.publication.is_correction' USING ERRCODE = 'check_violation';
        ELSIF NEW.action = 'corrected' THEN
            IF published.id = verdict.id THEN
                RAISE EXCEPTION 'claims.publication.needs_another_verdict' USING ERRCODE = 'check_violation';
            ELSIF latest.id IS NULL OR (latest.action <> 'withdrawn' AND NOT EXISTS (
                SELECT 1 FROM claims_correction c WHERE c.claim_id = NEW.claim_id AND c.closed_at IS NULL)) THEN
                RAISE EXCEPTION 'claims.publication.correction_not_open' USING ERRCODE = 'check_violation';
            ELSIF array_position(levels, NEW.level::text) < array_position(levels, lowest) THEN
                RAISE EXCEPTION 'claims.publication.level_too_low'
                    USING ERRCODE = 'check_violation', DETAIL = jsonb_build_object('level', lowest);
            END IF;
        END IF;
        -- Withdrawing first is no way around another person's eyes.
        -- Nor is a verdict between, of the same rating or another that readers never saw: each of those who gave what they
        -- saw last counts.
        IF EXISTS (
            SELECT 1 FROM claims_publication p JOIN claims_verdict o ON o.id = p.verdict_id
            WHERE p.claim_id = NEW.claim_id AND p.action <> 'withdrawn' AND claims_rated(o) <> claims_rated(verdict)
              AND (o.decided_by = verdict.decided_by
                   OR array_position(plans, verdict.plan::text) < array_position(plans, o.plan::text))
              AND NOT EXISTS (
                  SELECT 1 FROM claims_publication l JOIN claims_verdict m ON m.id = l.verdict_id
                  WHERE l.claim_id = NEW.claim_id AND l.action <> 'withdrawn' AND l.number > p.number
                    AND claims_rated(m) <> claims_rated(o))
        ) THEN
            RAISE EXCEPTION 'claims.publication.needs_another_person' USING ERRCODE = 'check_violation';
        END IF;
    END IF;

    IF NEW.payload IS NOT JSON OBJECT WITH UNIQUE KEYS OR NEW.payload::jsonb IS DISTINCT FROM claims_public_record(
        NEW.verdict_id, NEW.public_id, NEW.number, NEW.action, NEW.level, NEW.because) THEN
        RAISE EXCEPTION 'claims.publication.other_payload' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER publication_gate BEFORE INSERT ON claims_publication
    FOR EACH ROW EXECUTE FUNCTION claims_check_publication();

-- At the end of a transaction: what corrects a claim ends the correction that readers were told of.
CREATE OR REPLACE FUNCTION claims_check_corrected() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM claims_publication p
               WHERE p.claim_id = NEW.claim_id AND p.number = NEW.number - 1 AND p.action <> 'withdrawn')
       AND NOT EXISTS (SELECT 1 FROM claims_correction c WHERE c.publication_id = NEW.id) THEN
        RAISE EXCEPTION 'claims.publication.correction_left_open' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS publication_ends_its_correction ON claims_publication;
CREATE CONSTRAINT TRIGGER publication_ends_its_correction AFTER INSERT ON claims_publication
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.action = 'corrected') EXECUTE FUNCTION claims_check_corrected();
