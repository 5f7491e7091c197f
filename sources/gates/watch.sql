-- Nobody lets a watch count a fetch of another article as its own.

-- The look that a watch has caused is one at its own article.
CREATE OR REPLACE FUNCTION sources_check_watch() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM sources_fetch f WHERE f.id = NEW.last_id AND f.article_id = NEW.article_id) THEN
        RAISE EXCEPTION 'sources.watch.other_article' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER watch_looks_at_its_article BEFORE INSERT OR UPDATE OF last_id ON sources_watch FOR EACH ROW
    WHEN (NEW.last_id IS NOT NULL) EXECUTE FUNCTION sources_check_watch();
