-- Nobody acts under an id that stands for nobody, and nobody detaches an actor from an account that lives.

CREATE OR REPLACE FUNCTION claims_check_actor() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM sources_actor a WHERE a.id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid) THEN
        RAISE EXCEPTION 'claims.actor.unknown' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER review_by_somebody BEFORE INSERT ON claims_review
    FOR EACH ROW EXECUTE FUNCTION claims_check_actor('reviewer');
CREATE OR REPLACE TRIGGER waiver_by_somebody BEFORE INSERT ON claims_waiver
    FOR EACH ROW EXECUTE FUNCTION claims_check_actor('waived_by');
CREATE OR REPLACE TRIGGER publication_by_somebody BEFORE INSERT ON claims_publication
    FOR EACH ROW EXECUTE FUNCTION claims_check_actor('published_by');

-- At the end of a transaction: deleting an account unlinks its actor first.
CREATE OR REPLACE FUNCTION claims_check_account() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM auth_user u WHERE u.id = OLD.user_id) THEN
        RAISE EXCEPTION 'claims.actor.has_account' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS actor_stays_its_account ON sources_actor;
CREATE CONSTRAINT TRIGGER actor_stays_its_account AFTER UPDATE ON sources_actor
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.user_id IS NOT NULL AND (NEW.user_id, NEW.id) IS DISTINCT FROM (OLD.user_id, OLD.id))
    EXECUTE FUNCTION claims_check_account();
DROP TRIGGER IF EXISTS actor_of_an_account_stays ON sources_actor;
CREATE CONSTRAINT TRIGGER actor_of_an_account_stays AFTER DELETE ON sources_actor
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.user_id IS NOT NULL) EXECUTE FUNCTION claims_check_account();
