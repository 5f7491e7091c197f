-- Nobody leaves a gap between the passages of a text, and no sentence lies outside a passage that is read.

-- Overlap is excluded by a constraint; this looks, at commit, for a neighbour on each side. Two index reads a row.
CREATE OR REPLACE FUNCTION sources_check_tiling() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW."start" > 0 AND NOT EXISTS (
        SELECT 1 FROM sources_passage p WHERE p.version_id = NEW.version_id AND p."end" = NEW."start"
    ) THEN
        RAISE EXCEPTION 'sources.passage.gap_before'
            USING ERRCODE = 'check_violation',
                  DETAIL = jsonb_build_object('version', NEW.version_id, 'place', NEW."start");
    END IF;
    IF NEW."end" <> (SELECT length FROM sources_articleversion v WHERE v.id = NEW.version_id) AND NOT EXISTS (
        SELECT 1 FROM sources_passage p WHERE p.version_id = NEW.version_id AND p."start" = NEW."end"
    ) THEN
        RAISE EXCEPTION 'sources.passage.gap_after'
            USING ERRCODE = 'check_violation',
                  DETAIL = jsonb_build_object('version', NEW.version_id, 'place', NEW."end");
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS passages_tile ON sources_passage;
CREATE CONSTRAINT TRIGGER passages_tile AFTER INSERT ON sources_passage
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sources_check_tiling();

CREATE OR REPLACE FUNCTION sources_check_sentence() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM sources_passage p
        WHERE p.id = NEW.passage_id AND p.version_id = NEW.version_id AND p."start" <= NEW."start"
          AND NEW."end" <= p."end" AND p.kind IN ('headline', 'standfirst', 'body', 'caption')
    ) THEN
        RAISE EXCEPTION 'sources.passage.sentence_outside' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER sentence_in_passage BEFORE INSERT ON sources_sentence
    FOR EACH ROW EXECUTE FUNCTION sources_check_sentence();
