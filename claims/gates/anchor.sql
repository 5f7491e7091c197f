-- Nobody but a person decides where a claim stands in a newer text of its article, and nobody decides it twice.

CREATE OR REPLACE FUNCTION claims_check_anchor() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    place claims_appearance;
BEGIN
    SELECT * INTO place FROM claims_appearance WHERE id = NEW.appearance_id;
    IF TG_OP = 'INSERT' THEN
        IF NEW.decided_at IS NOT NULL THEN
            RAISE EXCEPTION 'claims.anchor.proposed_first' USING ERRCODE = 'check_violation';
        END IF;
        IF NOT EXISTS (
            SELECT 1 FROM sources_articleversion later JOIN sources_articleversion seen ON seen.article_id = later.article_id
            WHERE later.id = NEW.version_id AND seen.id = place.version_id AND later.number > seen.number
              AND later.purpose = 'extraction'
        ) THEN
            RAISE EXCEPTION 'claims.anchor.other_article' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW."start" IS NOT NULL
           AND claimdesk_wrong_words(NEW.version_id, ARRAY[NEW."start"], ARRAY[NEW."end"], ARRAY[place.exact]) IS NOT NULL THEN
            RAISE EXCEPTION 'claims.anchor.other_words'
                USING ERRCODE = 'check_violation',
                      DETAIL = jsonb_build_object('start', NEW."start", 'end', NEW."end");
        END IF;
    ELSIF OLD.decided_at IS NOT NULL THEN
        RAISE EXCEPTION 'claims.anchor.decided' USING ERRCODE = 'restrict_violation';
    ELSIF NEW.accepted_as_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM claims_appearance a
        WHERE a.id = NEW.accepted_as_id AND a.claim_id = place.claim_id AND a.version_id = NEW.version_id
    ) THEN
        RAISE EXCEPTION 'claims.anchor.other_claim' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER anchor_is_proposed_then_decided BEFORE INSERT OR UPDATE ON claims_anchor
    FOR EACH ROW EXECUTE FUNCTION claims_check_anchor();
