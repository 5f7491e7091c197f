-- Nobody stores a captured page under a hash that is not its own, or for a fetch that did not make it.

CREATE OR REPLACE FUNCTION sources_check_exchange() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.warc_sha256 <> encode(sha256(NEW.warc), 'hex') THEN
        RAISE EXCEPTION 'a kept page''s hash is not that of its bytes' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM sources_fetch f WHERE f.id = NEW.fetch_id AND f.url <> '' AND f.finished_at IS NULL) THEN
        RAISE EXCEPTION 'an exchange is kept by the fetch that has just made it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER capture_is_what_came BEFORE INSERT ON sources_capture
    FOR EACH ROW EXECUTE FUNCTION sources_check_exchange();
