-- Nobody changes or extends a rating scale under which a verdict was given.

-- What a rating meant when a verdict was given under it never changes, nor grows.
CREATE OR REPLACE FUNCTION claims_check_scale() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM claims_verdict v WHERE v.scale_id = NEW.scale_id) THEN
        RAISE EXCEPTION 'claims.scale.in_use' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER scale_in_use_is_whole BEFORE INSERT ON claims_scalerating
    FOR EACH ROW EXECUTE FUNCTION claims_check_scale();
