-- Nobody stores an article text, or the bytes it came from, under a hash that is not theirs.

CREATE OR REPLACE FUNCTION sources_check_version() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.raw_sha256 <> encode(sha256(NEW.raw), 'hex')
       OR NEW.text_sha256 <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'sources.version.other_hash' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER version_hashes BEFORE INSERT ON sources_articleversion
    FOR EACH ROW EXECUTE FUNCTION sources_check_version();
