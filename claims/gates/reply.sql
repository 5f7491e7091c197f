-- Nobody antedates a request for reply, or changes an answer to it.

CREATE OR REPLACE FUNCTION claims_check_request() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    NEW.recorded_at := statement_timestamp();
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER replyrequest_recorded_now BEFORE INSERT ON claims_replyrequest
    FOR EACH ROW EXECUTE FUNCTION claims_check_request();
CREATE OR REPLACE TRIGGER replyrequest_answered_never_changes BEFORE UPDATE ON claims_replyrequest
    FOR EACH ROW WHEN (OLD.answered_at IS NOT NULL) EXECUTE FUNCTION claimdesk_never_changes();
