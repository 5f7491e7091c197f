-- Nobody numbers an event: the database hands the numbers out in commit order. Whoever writes an event holds the lock until
-- their transaction ends, so a client that asks for "after 17" can never miss one that commits later with a lower number.

CREATE OR REPLACE FUNCTION claims_number_event() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('claims_event'));
    NEW.id := nextval(pg_get_serial_sequence('public.claims_event', 'id'));
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER event_number BEFORE INSERT ON claims_event
    FOR EACH ROW EXECUTE FUNCTION claims_number_event();
