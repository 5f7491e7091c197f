-- Nobody stores a claim whose words are not what its segments make, or a printed segment that is not printed at its place.

-- The same as `render` of pipeline/standalone/wording.py; the constraint on the claim asks it.
CREATE OR REPLACE FUNCTION claims_wording(segments jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT btrim(regexp_replace(string_agg(segment ->> 'text', '' ORDER BY number),
        '[\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g'), ' ')
    FROM jsonb_array_elements(segments) WITH ORDINALITY AS s(segment, number)
$$;

-- The places of segments count in the text in which the claim was seen first.
CREATE OR REPLACE FUNCTION claims_check_segments(of_claims bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    v record;
    wrong int;
BEGIN
    FOR v IN
        SELECT seen.version_id, array_agg((s ->> 'start')::int) AS starts, array_agg((s ->> 'end')::int) AS ends,
               array_agg(s ->> 'text') AS exacts
        FROM claims_claim c
        CROSS JOIN LATERAL (
            SELECT a.version_id FROM claims_appearance a WHERE a.claim_id = c.id ORDER BY a.id LIMIT 1) seen
        CROSS JOIN LATERAL jsonb_array_elements(c.segments) s
        WHERE c.id = ANY (of_claims) AND s ->> 'why' = 'printed'
        GROUP BY seen.version_id
    LOOP
        wrong := claimdesk_wrong_words(v.version_id, v.starts, v.ends, v.exacts);
        IF wrong IS NOT NULL THEN
            RAISE EXCEPTION 'claims.wording.not_printed'
                USING ERRCODE = 'check_violation',
                      DETAIL = jsonb_build_object('start', v.starts[wrong], 'end', v.ends[wrong]);
        END IF;
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION claims_check_segments_seen() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM claims_check_segments(ARRAY(SELECT DISTINCT claim_id FROM added));
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER appearance_segments AFTER INSERT ON claims_appearance
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION claims_check_segments_seen();

CREATE OR REPLACE FUNCTION claims_check_segments_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM claims_check_segments(ARRAY[NEW.id]);
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER claim_segments_changed AFTER UPDATE ON claims_claim FOR EACH ROW
    WHEN (NEW.segments IS DISTINCT FROM OLD.segments AND NEW.segments <> '[]') EXECUTE FUNCTION claims_check_segments_changed();
