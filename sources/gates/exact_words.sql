-- Nobody stores words for a place in a text that are not the words there.
-- The triggers stand in claims/gates/exact_words.sql, beside the tables that hold such places.

-- Which of these spans of a version does not hold the words that are stored for it? NULL: none. One read of the text: it
-- is cut into chunks of 250 code points first (substr on UTF-8 counts from the beginning each time, 255 is the regex
-- bound's limit).
CREATE OR REPLACE FUNCTION claimdesk_wrong_words(of_version bigint, starts int[], ends int[], exacts text[]) RETURNS int
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    chunks text[];
BEGIN
    SELECT array_agg(m.chunk[1] ORDER BY m.n) INTO chunks
    FROM sources_articleversion v
    CROSS JOIN LATERAL regexp_matches(v.text, '.{1,250}', 'g') WITH ORDINALITY AS m(chunk, n)
    WHERE v.id = of_version;
    FOR i IN 1 .. cardinality(starts) LOOP
        IF substr(
            array_to_string(chunks[starts[i] / 250 + 1 : (ends[i] - 1) / 250 + 1], ''),
            starts[i] % 250 + 1, ends[i] - starts[i]
        ) IS DISTINCT FROM exacts[i] THEN
            RETURN i;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION claimdesk_check_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    v record;
    wrong int;
BEGIN
    FOR v IN
        SELECT version_id, array_agg("start") AS starts, array_agg("end") AS ends, array_agg(exact) AS exacts
        FROM added WHERE version_id IS NOT NULL AND "start" IS NOT NULL GROUP BY version_id
    LOOP
        wrong := claimdesk_wrong_words(v.version_id, v.starts, v.ends, v.exacts);
        IF wrong IS NOT NULL THEN
            RAISE EXCEPTION 'sources.exact_words.other_words'
                USING ERRCODE = 'check_violation',
                      DETAIL = jsonb_build_object('start', v.starts[wrong], 'end', v.ends[wrong], 'version', v.version_id);
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
