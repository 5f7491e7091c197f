-- Nobody puts a tombstone in place of a text alone, and nobody changes or deletes a version or a capture otherwise.
-- The application's role cannot UPDATE a version at all. sources_redact can, as the owner, and only when two different
-- administrators have agreed; the triggers let nothing else through, not even from the owner.

CREATE OR REPLACE FUNCTION sources_administers(actor uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM sources_actor a JOIN auth_user u ON u.id = a.user_id
        WHERE a.id = actor AND u.is_active AND (u.is_superuser OR EXISTS (
            SELECT 1 FROM auth_user_groups ug JOIN auth_group_permissions gp ON gp.group_id = ug.group_id
            JOIN auth_permission p ON p.id = gp.permission_id WHERE ug.user_id = u.id AND p.codename = 'redact'))
    )
$$;

CREATE OR REPLACE FUNCTION sources_check_agreement() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT sources_administers(NEW.asked_by) OR (NEW.done_at IS NOT NULL AND NOT sources_administers(NEW.agreed_by))
       OR (TG_OP = 'INSERT' AND NEW.done_at IS NOT NULL) THEN
        RAISE EXCEPTION 'sources.redaction.two_administrators' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER redaction_by_administrators BEFORE INSERT OR UPDATE ON sources_redaction
    FOR EACH ROW EXECUTE FUNCTION sources_check_agreement();

CREATE OR REPLACE FUNCTION sources_check_redaction() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NOT EXISTS (
        SELECT 1 FROM sources_redaction r
        WHERE r.version_id = NEW.id AND r.done_at IS NOT NULL AND r.agreed_by <> r.asked_by
    ) OR (to_jsonb(NEW) - ARRAY['text', 'raw']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['text', 'raw'])
      OR NEW.raw <> ''::bytea OR NEW.text <> regexp_replace(OLD.text, '[^\n]', '█', 'g') THEN
        RAISE EXCEPTION 'sources.unchanging.never_changes'
            USING ERRCODE = 'restrict_violation',
                  DETAIL = jsonb_build_object('operation', TG_OP, 'table', TG_TABLE_NAME);
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER version_never_changes BEFORE UPDATE OR DELETE ON sources_articleversion
    FOR EACH ROW EXECUTE FUNCTION sources_check_redaction();

CREATE OR REPLACE FUNCTION sources_check_tombstone() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NOT EXISTS (
        SELECT 1 FROM sources_redaction r JOIN sources_fetch f ON f.version_id = r.version_id
        WHERE f.id = NEW.fetch_id AND r.done_at IS NOT NULL AND r.agreed_by <> r.asked_by
    ) OR (to_jsonb(NEW) - 'warc'::text) IS DISTINCT FROM (to_jsonb(OLD) - 'warc'::text) OR NEW.warc <> ''::bytea THEN
        RAISE EXCEPTION 'sources.unchanging.never_changes'
            USING ERRCODE = 'restrict_violation',
                  DETAIL = jsonb_build_object('operation', TG_OP, 'table', TG_TABLE_NAME);
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER capture_never_changes BEFORE UPDATE OR DELETE ON sources_capture
    FOR EACH ROW EXECUTE FUNCTION sources_check_tombstone();

CREATE OR REPLACE FUNCTION sources_redact(of_version bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE sources_articleversion SET text = regexp_replace(text, '[^\n]', '█', 'g'), raw = ''::bytea WHERE id = of_version;
    UPDATE sources_capture SET warc = ''::bytea
    WHERE fetch_id IN (SELECT id FROM sources_fetch WHERE version_id = of_version);
END $$;
