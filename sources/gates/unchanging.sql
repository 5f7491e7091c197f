-- Nobody edits or deletes a row that others rely on. Which tables, and which columns may change all the same: the table
-- COLUMNS_THAT_CHANGE in unchanging.py of each gates folder, from which the triggers are made.

CREATE OR REPLACE FUNCTION claimdesk_never_changes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: it is never edited or deleted, only added to', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

-- The columns named in the trigger's arguments may change; everything else in the row is fixed.
CREATE OR REPLACE FUNCTION claimdesk_only_these_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (to_jsonb(NEW) - TG_ARGV) IS DISTINCT FROM (to_jsonb(OLD) - TG_ARGV) THEN
        RAISE EXCEPTION 'UPDATE on % is refused: only % may change', TG_TABLE_NAME, array_to_string(TG_ARGV, ', ')
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
