"""What the shift's work rests on: a notice never changes its words, a legal tick is for the words that were read."""

from django.db import migrations

GATES = """
CREATE TRIGGER notice_only_read_or_mailed BEFORE UPDATE ON claims_notice
    FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change('read_at', 'mailed_at');

CREATE FUNCTION claims_drop_legal_tick() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE claims_work SET legal_cleared_by = NULL, legal_cleared_at = NULL
    WHERE claim_id = NEW.id AND legal_cleared_by IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER claim_words_drop_legal_tick AFTER UPDATE ON claims_claim FOR EACH ROW
    WHEN ((NEW.wording, NEW.speaker, NEW.role, NEW.times) IS DISTINCT FROM (OLD.wording, OLD.speaker, OLD.role, OLD.times))
    EXECUTE FUNCTION claims_drop_legal_tick();

-- What the sweep for news and for stale verdicts looks for, every minute.
CREATE INDEX review_closed ON claims_review (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX verdict_recheck ON claims_verdict (recheck_on) WHERE recheck_on IS NOT NULL;
CREATE INDEX anchor_new ON claims_anchor (created_at) WHERE state <> 'exact';
CREATE INDEX reply_answered ON claims_replyrequest (answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX report_new ON claims_report (created_at) WHERE state = 'new';
CREATE INDEX work_waiting ON claims_work (waiting_until) WHERE waiting_until IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0010_anchor_gates")]
    # Forward only: going back would let notices be rewritten.
    operations = [migrations.RunSQL(GATES, migrations.RunSQL.noop)]
