-- Nobody closes an extraction while a sentence that it owes has no outcome, and no outcome lies outside its sentence:
-- what was not checked can be seen.

CREATE OR REPLACE FUNCTION claims_check_extraction_close() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (  -- EXCEPT: two reads and a hash, however large the text and however old the statistics
        SELECT s.id FROM sources_sentence s JOIN sources_passage p ON p.id = s.passage_id
        WHERE s.version_id = NEW.version_id AND p.kind IN ('headline', 'standfirst', 'body', 'caption')
        EXCEPT
        SELECT o.sentence_id FROM claims_outcome o WHERE o.extraction_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'claims.extraction.sentence_without_outcome'
            USING ERRCODE = 'check_violation', DETAIL = jsonb_build_object('extraction', NEW.id);
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER extraction_close BEFORE INSERT OR UPDATE ON claims_extraction FOR EACH ROW
    WHEN (NEW.finished_at IS NOT NULL AND NOT NEW.failed) EXECUTE FUNCTION claims_check_extraction_close();

CREATE OR REPLACE FUNCTION claims_check_outcome() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM sources_sentence s JOIN claims_extraction e ON e.version_id = s.version_id
        WHERE s.id = NEW.sentence_id AND e.id = NEW.extraction_id
          AND s."start" <= NEW."start" AND NEW."end" <= s."end"
    ) THEN
        RAISE EXCEPTION 'claims.extraction.outcome_outside' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER outcome_in_sentence BEFORE INSERT ON claims_outcome
    FOR EACH ROW EXECUTE FUNCTION claims_check_outcome();
