-- Nobody stores a captured page under a hash that is not its own, or for a fetch that did not make it.

CREATE OR REPLACE FUNCTION sources_check_exchange() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.warc_sha256 <> encode(sha256(NEW.warc), 'hex') THEN
        RAISE EXCEPTION 'sources.capture.other_hash' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM sources_fetch f WHERE f.id = NEW.fetch_id AND f.url <> '' AND f.finished_at IS NULL) THEN
        RAISE EXCEPTION 'sources.capture.other_fetch' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER capture_is_what_came BEFORE INSERT ON sources_capture
    FOR EACH ROW EXECUTE FUNCTION sources_check_exchange();
