"""What is true of sources' rows at all times, held by the database itself."""

from django.db import migrations

# Every function names its search_path with pg_temp last: a temporary table must never stand in for one of ours.
COMMON = """
CREATE FUNCTION claimdesk_never_changes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: it is never edited or deleted, only added to', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

-- The columns named in the trigger's arguments may change; everything else in the row is fixed.
CREATE FUNCTION claimdesk_only_these_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (to_jsonb(NEW) - TG_ARGV) IS DISTINCT FROM (to_jsonb(OLD) - TG_ARGV) THEN
        RAISE EXCEPTION 'UPDATE on % is refused: only % may change', TG_TABLE_NAME, array_to_string(TG_ARGV, ', ')
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

-- Which of these spans of a version does not hold the words given? NULL: none. One read of the text: it is cut into
-- chunks of 250 code points first (substr on UTF-8 counts from the beginning each time, 255 is the regex bound's limit).
CREATE FUNCTION claimdesk_wrong_words(of_version bigint, starts int[], ends int[], exacts text[]) RETURNS int
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    chunks text[];
BEGIN
    SELECT array_agg(m.piece[1] ORDER BY m.n) INTO chunks
    FROM sources_articleversion v
    CROSS JOIN LATERAL regexp_matches(v.text, '.{1,250}', 'g') WITH ORDINALITY AS m(piece, n)
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

CREATE FUNCTION claimdesk_check_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
            RAISE EXCEPTION 'the words given for %–% are not the words of version % there',
                v.starts[wrong], v.ends[wrong], v.version_id USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
"""

VERSIONS = """
CREATE FUNCTION sources_check_version() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.raw_sha256 <> encode(sha256(NEW.raw), 'hex')
       OR NEW.text_sha256 <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'a version''s hashes are not those of its bytes and text' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER version_hashes BEFORE INSERT ON sources_articleversion
    FOR EACH ROW EXECUTE FUNCTION sources_check_version();
CREATE TRIGGER version_never_changes BEFORE UPDATE OR DELETE ON sources_articleversion
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
"""

PASSAGES = """
CREATE TRIGGER passage_only_its_kind_changes BEFORE UPDATE ON sources_passage
    FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change('kind', 'rule');
CREATE TRIGGER passage_never_goes BEFORE DELETE ON sources_passage
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();

-- Overlap is excluded by a constraint; this looks, at commit, for a neighbour on each side. Two index reads a row.
CREATE FUNCTION sources_check_tiling() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW."start" > 0 AND NOT EXISTS (
        SELECT 1 FROM sources_passage p WHERE p.version_id = NEW.version_id AND p."end" = NEW."start"
    ) THEN
        RAISE EXCEPTION 'passages of version % leave a gap before %', NEW.version_id, NEW."start"
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW."end" <> (SELECT length FROM sources_articleversion v WHERE v.id = NEW.version_id) AND NOT EXISTS (
        SELECT 1 FROM sources_passage p WHERE p.version_id = NEW.version_id AND p."start" = NEW."end"
    ) THEN
        RAISE EXCEPTION 'passages of version % leave a gap after %', NEW.version_id, NEW."end"
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER passages_tile AFTER INSERT ON sources_passage
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sources_check_tiling();
"""

SENTENCES = """
CREATE FUNCTION sources_check_sentence() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM sources_passage p
        WHERE p.id = NEW.passage_id AND p.version_id = NEW.version_id AND p."start" <= NEW."start"
          AND NEW."end" <= p."end" AND p.kind IN ('headline', 'standfirst', 'body', 'caption')
    ) THEN
        RAISE EXCEPTION 'a sentence lies inside a passage of its version that is read' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sentence_in_passage BEFORE INSERT ON sources_sentence
    FOR EACH ROW EXECUTE FUNCTION sources_check_sentence();
CREATE TRIGGER sentence_never_changes BEFORE UPDATE OR DELETE ON sources_sentence
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
"""

FETCHES = """
CREATE TRIGGER fetch_that_made_a_version_never_changes BEFORE UPDATE ON sources_fetch
    FOR EACH ROW WHEN (OLD.version_id IS NOT NULL) EXECUTE FUNCTION claimdesk_never_changes();
CREATE TRIGGER fetch_never_goes BEFORE DELETE ON sources_fetch
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
"""

UNDO = """
DROP TRIGGER fetch_that_made_a_version_never_changes ON sources_fetch;
DROP TRIGGER fetch_never_goes ON sources_fetch;
DROP TRIGGER sentence_never_changes ON sources_sentence;
DROP TRIGGER sentence_in_passage ON sources_sentence;
DROP TRIGGER passages_tile ON sources_passage;
DROP TRIGGER passage_never_goes ON sources_passage;
DROP TRIGGER passage_only_its_kind_changes ON sources_passage;
DROP TRIGGER version_never_changes ON sources_articleversion;
DROP TRIGGER version_hashes ON sources_articleversion;
DROP FUNCTION sources_check_sentence, sources_check_tiling, sources_check_version, claimdesk_check_words,
    claimdesk_wrong_words, claimdesk_only_these_change, claimdesk_never_changes;
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_nouns")]
    operations = [migrations.RunSQL(COMMON + VERSIONS + PASSAGES + SENTENCES + FETCHES, UNDO)]
