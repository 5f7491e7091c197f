-- Nobody edits or deletes a row that others rely on. Which tables, and which columns may change all the same: the table
-- COLUMNS_THAT_CHANGE in unchanging.py of each gates folder, from which the triggers are made.

CREATE OR REPLACE FUNCTION claimdesk_never_changes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'sources.unchanging.never_changes'
        USING ERRCODE = 'restrict_violation', DETAIL = jsonb_build_object('operation', TG_OP, 'table', TG_TABLE_NAME);
END $$;

-- The columns named in the trigger's arguments may change; everything else in the row is fixed.
CREATE OR REPLACE FUNCTION claimdesk_only_these_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (to_jsonb(NEW) - TG_ARGV) IS DISTINCT FROM (to_jsonb(OLD) - TG_ARGV) THEN
        RAISE EXCEPTION 'sources.unchanging.only_these_change'
            USING ERRCODE = 'restrict_violation',
                  DETAIL = jsonb_build_object('table', TG_TABLE_NAME, 'columns', array_to_string(TG_ARGV, ', '));
    END IF;
    RETURN NEW;
END $$;
