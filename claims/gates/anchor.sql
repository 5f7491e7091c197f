-- Nobody but a person decides where a claim stands in a newer text of its article, and nobody decides it twice.

CREATE OR REPLACE FUNCTION claims_check_anchor() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    place claims_appearance;
BEGIN
    SELECT * INTO place FROM claims_appearance WHERE id = NEW.appearance_id;
    IF TG_OP = 'INSERT' THEN
        IF NEW.decided_at IS NOT NULL THEN
            RAISE EXCEPTION 'where a claim stands now is proposed first, and decided by a person' USING ERRCODE = 'check_violation';
        END IF;
        IF NOT EXISTS (
            SELECT 1 FROM sources_articleversion later JOIN sources_articleversion seen ON seen.article_id = later.article_id
            WHERE later.id = NEW.version_id AND seen.id = place.version_id AND later.number > seen.number
              AND later.purpose = 'reading'
        ) THEN
            RAISE EXCEPTION 'a place is looked for in a later text of the same article' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW."start" IS NOT NULL
           AND claimdesk_wrong_words(NEW.version_id, ARRAY[NEW."start"], ARRAY[NEW."end"], ARRAY[place.exact]) IS NOT NULL THEN
            RAISE EXCEPTION 'the words at %–% are not those that the claim rests on', NEW."start", NEW."end"
                USING ERRCODE = 'check_violation';
        END IF;
    ELSIF OLD.decided_at IS NOT NULL THEN
        RAISE EXCEPTION 'this was decided already' USING ERRCODE = 'restrict_violation';
    ELSIF NEW.accepted_as_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM claims_appearance a
        WHERE a.id = NEW.accepted_as_id AND a.claim_id = place.claim_id AND a.version_id = NEW.version_id
    ) THEN
        RAISE EXCEPTION 'the place that was taken is one of the same claim in the newer text' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER anchor_is_proposed_then_decided BEFORE INSERT OR UPDATE ON claims_anchor
    FOR EACH ROW EXECUTE FUNCTION claims_check_anchor();
