"""The gates of the review: who may move a claim, and what a verdict takes."""

from django.db import migrations

KEPT = "".join(
    f"""
CREATE TRIGGER {noun}_never_changes BEFORE UPDATE OR DELETE ON claims_{noun}
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();"""
    for noun in ("waiver", "comment", "original", "ratingscale", "scalerating", "publication", "sighting")
) + "".join(
    f"""
CREATE TRIGGER {noun}_never_goes BEFORE DELETE ON claims_{noun}
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();"""
    for noun in ("work", "correction", "report", "replyrequest", "anchor", "recheck")
)

# A place that was adjusted stays, and says since when another one holds.
APPEARANCE = """
DROP TRIGGER appearance_never_changes ON claims_appearance;
CREATE TRIGGER appearance_only_replaced BEFORE UPDATE ON claims_appearance
    FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change('replaced_at');
CREATE TRIGGER appearance_never_goes BEFORE DELETE ON claims_appearance
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
"""

# Every claim has one row of work, whoever makes the claim.
WORK = """
CREATE FUNCTION claims_make_work() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO claims_work (claim_id, stage, cycle, version, harm, plan, fully_blind, picked_because, next_step,
                             waiting_on, held_because, accuses)
    SELECT id, CASE WHEN proposal = 'accepted' THEN 'picked' ELSE 'new' END, 1, 1, 'normal', 'pair', false, '', '',
           '', '', false
    FROM added;
    RETURN NULL;
END $$;
CREATE TRIGGER claim_has_work AFTER INSERT ON claims_claim
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION claims_make_work();

INSERT INTO claims_work (claim_id, stage, cycle, version, harm, plan, fully_blind, picked_because, next_step,
                         waiting_on, held_because, accuses)
SELECT c.id,
       CASE WHEN v.latest IS NOT NULL THEN 'done' WHEN c.proposal = 'accepted' THEN 'picked'
            WHEN c.proposal = 'rejected' THEN 'left' ELSE 'new' END,
       COALESCE(v.latest, 1), 1, 'normal', 'pair', false, '', '', '', '', false
FROM claims_claim c LEFT JOIN (SELECT claim_id, max(cycle) AS latest FROM claims_verdict GROUP BY claim_id) v ON v.claim_id = c.id;

CREATE FUNCTION claims_check_work() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.claim_id <> OLD.claim_id OR NEW.cycle < OLD.cycle OR NEW.cycle > OLD.cycle + 1 THEN
        RAISE EXCEPTION 'a claim''s work stays with its claim, and its cycles are counted one by one'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.stage <> OLD.stage THEN
        IF OLD.held_because <> '' AND NEW.held_because <> '' THEN
            RAISE EXCEPTION 'this claim is on legal hold: nothing moves' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (OLD.stage, NEW.stage) NOT IN (
            ('new', 'left'), ('new', 'picked'), ('new', 'assigned'), ('left', 'new'), ('left', 'picked'), ('left', 'assigned'),
            ('picked', 'new'), ('picked', 'left'), ('picked', 'assigned'), ('picked', 'in_review'),
            ('assigned', 'picked'), ('assigned', 'in_review'), ('assigned', 'left'),
            ('in_review', 'picked'), ('in_review', 'assigned'), ('in_review', 'second'), ('in_review', 'adjudication'),
            ('in_review', 'done'), ('in_review', 'left'),
            ('second', 'done'), ('second', 'returned'), ('second', 'picked'),
            ('returned', 'in_review'), ('returned', 'assigned'), ('returned', 'picked'),
            ('adjudication', 'done'), ('adjudication', 'picked'),
            ('done', 'picked'), ('done', 'assigned')
        ) THEN
            RAISE EXCEPTION 'a claim does not move from % to %', OLD.stage, NEW.stage USING ERRCODE = 'restrict_violation';
        END IF;
        IF (OLD.stage = 'done') <> (NEW.cycle = OLD.cycle + 1) THEN
            RAISE EXCEPTION 'a cycle begins when a done claim is opened again' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.stage = 'done' AND NOT EXISTS (
            SELECT 1 FROM claims_verdict v WHERE v.claim_id = NEW.claim_id AND v.cycle = NEW.cycle
        ) THEN
            RAISE EXCEPTION 'a claim is done when it has its verdict' USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF NEW.cycle <> OLD.cycle THEN
        RAISE EXCEPTION 'a cycle begins when a done claim is opened again' USING ERRCODE = 'restrict_violation';
    END IF;
    -- Fewer eyes than planned, while somebody works under the plan, need a waiver that stays.
    IF array_position(ARRAY['single', 'pair', 'blind'], NEW.plan::text) < array_position(ARRAY['single', 'pair', 'blind'], OLD.plan::text)
       AND (NEW.plan = 'single' OR EXISTS (
            SELECT 1 FROM claims_review r WHERE r.claim_id = NEW.claim_id AND r.cycle = NEW.cycle AND r.closed_at IS NULL))
       AND NOT EXISTS (
            SELECT 1 FROM claims_waiver w WHERE w.claim_id = NEW.claim_id AND w.cycle = NEW.cycle AND w.gate = 'second') THEN
        RAISE EXCEPTION 'a plan with fewer people needs a waiver, with its reason' USING ERRCODE = 'restrict_violation';
    END IF;
    -- Two judgements given apart would be shown by any other plan.
    IF OLD.plan = 'blind' AND NEW.plan <> 'blind' AND EXISTS (
        SELECT 1 FROM claims_review r WHERE r.claim_id = NEW.claim_id AND r.cycle = NEW.cycle AND r.closed_at IS NULL
          AND r.part = 'reader') THEN
        RAISE EXCEPTION 'a blind reading that has begun is finished as planned, or its reviews are closed first'
            USING ERRCODE = 'restrict_violation';
    END IF;
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER work_moves BEFORE UPDATE ON claims_work FOR EACH ROW EXECUTE FUNCTION claims_check_work();
"""

# What a claim says, who said it and when it holds, may change until it is done; open and waiting reviews are then closed.
WORDS = """
DROP TRIGGER claim_only_decisions_change ON claims_claim;
CREATE TRIGGER claim_only_decisions_change BEFORE UPDATE ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change(
        'proposal', 'not_a_claim', 'touched_at', 'rating', 'wording', 'speaker', 'role', 'times', 'confirmed_at',
        'confirmed_by', 'merged_into_id');

CREATE FUNCTION claims_check_words_of_claim() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    work claims_work;
BEGIN
    IF (NEW.wording, NEW.speaker, NEW.role, NEW.times) IS NOT DISTINCT FROM (OLD.wording, OLD.speaker, OLD.role, OLD.times) THEN
        RETURN NEW;
    END IF;
    SELECT * INTO work FROM claims_work WHERE claim_id = NEW.id FOR UPDATE;
    IF work.stage = 'done' THEN
        RAISE EXCEPTION 'a verdict freezes the claim with it: open the claim again first' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.confirmed_at IS NOT DISTINCT FROM OLD.confirmed_at THEN
        NEW.confirmed_at := NULL;
        NEW.confirmed_by := NULL;
    END IF;
    UPDATE claims_review SET closed_at = statement_timestamp(), closed_because = 'the claim was changed'
    WHERE claim_id = NEW.id AND cycle = work.cycle AND closed_at IS NULL AND returned_because = '';
    IF work.stage IN ('in_review', 'second', 'returned', 'adjudication') THEN
        UPDATE claims_work SET stage = 'picked' WHERE claim_id = NEW.id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_words_close_reviews BEFORE UPDATE ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claims_check_words_of_claim();

CREATE FUNCTION claims_check_merge() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM claims_verdict v WHERE v.claim_id = NEW.id) THEN
        RAISE EXCEPTION 'a claim with a verdict is not merged into another' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_merge BEFORE UPDATE OF merged_into_id ON claims_claim FOR EACH ROW
    WHEN (NEW.merged_into_id IS NOT NULL AND OLD.merged_into_id IS NULL) EXECUTE FUNCTION claims_check_merge();
"""

REVIEW = """
DROP TRIGGER review_submitted_never_changes ON claims_review;
DROP TRIGGER review_keeps_its_claim ON claims_review;
CREATE TRIGGER review_keeps_its_claim BEFORE UPDATE ON claims_review
    FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change(
        'rating', 'missing_context', 'reasons', 'note', 'sought', 'draft', 'saved_at', 'lease_until', 'submitted_at',
        'returned_because', 'closed_at', 'closed_because');

CREATE OR REPLACE FUNCTION claims_check_review() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'a review that was closed stays as it was' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.submitted_at IS NOT NULL THEN
        IF (to_jsonb(NEW) - ARRAY['closed_at', 'closed_because']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['closed_at', 'closed_because']) THEN
            RAISE EXCEPTION 'a submitted review is never edited: submit another one' USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM claims_verdict v WHERE v.claim_id = OLD.claim_id AND v.cycle = OLD.cycle) THEN
            RAISE EXCEPTION 'a review that a verdict rests on is never closed' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER review_submitted_never_changes BEFORE UPDATE ON claims_review FOR EACH ROW
    WHEN (OLD.submitted_at IS NOT NULL OR OLD.closed_at IS NOT NULL) EXECUTE FUNCTION claims_check_review();

-- A review begins in the claim's present cycle, in a part that the plan has, and nobody reads their own second time.
CREATE FUNCTION claims_check_round() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    work claims_work;
    first claims_review;
BEGIN
    SELECT * INTO work FROM claims_work WHERE claim_id = NEW.claim_id FOR UPDATE;
    IF NEW.cycle <> work.cycle OR work.stage = 'done' THEN
        RAISE EXCEPTION 'a review belongs to the claim''s present cycle' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.part IN ('reader', 'adjudicator')) <> (work.plan = 'blind') THEN
        RAISE EXCEPTION 'the plan of this claim has no %', NEW.part USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.part = 'approver' THEN
        SELECT * INTO first FROM claims_review WHERE id = NEW.approves_id;
        IF first.claim_id <> NEW.claim_id OR first.cycle <> NEW.cycle OR first.part <> 'author'
           OR first.submitted_at IS NULL OR first.closed_at IS NOT NULL OR first.reviewer = NEW.reviewer THEN
            RAISE EXCEPTION 'a second reader reads another person''s submitted review' USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF NEW.part = 'adjudicator' AND (
        SELECT count(*) FROM claims_review r WHERE r.claim_id = NEW.claim_id AND r.cycle = NEW.cycle
          AND r.part = 'reader' AND r.submitted_at IS NOT NULL AND r.closed_at IS NULL) <> 2 THEN
        RAISE EXCEPTION 'an adjudicator decides when both readers are in' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER review_begins BEFORE INSERT ON claims_review
    FOR EACH ROW EXECUTE FUNCTION claims_check_round();
"""

# What a rating needs; a review cannot be submitted without it, and a verdict is not given without it.
RATING = """
CREATE FUNCTION claims_check_rating(of_claim bigint, rating text, sought text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    supporting int;
    disputing int;
    apart boolean;
BEGIN
    SELECT count(*) FILTER (WHERE e.stance = 'supports' AND claims_evidence_counts(e)),
           count(*) FILTER (WHERE e.stance = 'disputes' AND claims_evidence_counts(e))
    INTO supporting, disputing
    FROM claims_evidence e WHERE e.claim_id = of_claim AND e.withdrawn_at IS NULL;

    IF rating = 'SUPPORTED' AND supporting = 0 THEN
        RAISE EXCEPTION 'Supported needs a piece of evidence that supports the claim' USING ERRCODE = 'check_violation';
    ELSIF rating = 'DISPUTED' AND disputing = 0 THEN
        RAISE EXCEPTION 'Disputed needs a piece of evidence that disputes the claim' USING ERRCODE = 'check_violation';
    ELSIF rating = 'CONFLICTING' THEN
        SELECT EXISTS (
            SELECT 1 FROM claims_evidence s, claims_evidence d
            WHERE s.claim_id = of_claim AND s.withdrawn_at IS NULL AND s.stance = 'supports'
              AND d.claim_id = of_claim AND d.withdrawn_at IS NULL AND d.stance = 'disputes'
              AND claims_evidence_counts(s) AND claims_evidence_counts(d)
              AND claims_evidence_origin(s) <> claims_evidence_origin(d)
        ) INTO apart;
        IF NOT apart THEN
            RAISE EXCEPTION 'Sources conflict needs evidence for and against, from different origins'
                USING ERRCODE = 'check_violation';
        END IF;
    ELSIF rating = 'NOT_ENOUGH_EVIDENCE' AND sought !~ '\\S' THEN
        RAISE EXCEPTION 'Not enough evidence needs a note of what was looked for, and where'
            USING ERRCODE = 'check_violation';
    END IF;
END $$;

CREATE FUNCTION claims_check_submission() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM claims_check_rating(NEW.claim_id, NEW.rating, NEW.sought);
    RETURN NEW;
END $$;
CREATE TRIGGER review_has_what_its_rating_needs BEFORE UPDATE ON claims_review FOR EACH ROW
    WHEN (OLD.submitted_at IS NULL AND NEW.submitted_at IS NOT NULL AND NEW.part <> 'approver')
    EXECUTE FUNCTION claims_check_submission();
"""

# As before, and: the plan was fulfilled by different people, and a published rating changes under no lesser one.
VERDICT = """
CREATE OR REPLACE FUNCTION claims_record_verdict() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    claim claims_claim;
    work claims_work;
    review claims_review;
    latest claims_verdict;
    said jsonb := NEW.payload::jsonb;
    readers int;
    answers int;
    shown text;
BEGIN
    SELECT * INTO claim FROM claims_claim WHERE id = NEW.claim_id FOR UPDATE;
    SELECT * INTO work FROM claims_work WHERE claim_id = NEW.claim_id FOR UPDATE;
    SELECT * INTO review FROM claims_review WHERE id = NEW.review_id;
    SELECT * INTO latest FROM claims_verdict WHERE claim_id = NEW.claim_id ORDER BY number DESC LIMIT 1;
    NEW.number := COALESCE(latest.number, 0) + 1;
    NEW.previous_hash := COALESCE(latest.hash, repeat('0', 64));
    NEW.hash := encode(sha256(convert_to(NEW.previous_hash || NEW.payload, 'UTF8')), 'hex');
    NEW.cycle := work.cycle;
    NEW.plan := work.plan;

    IF review.id IS NULL OR review.claim_id <> NEW.claim_id OR review.submitted_at IS NULL OR review.closed_at IS NOT NULL
       OR review.cycle <> work.cycle OR review.rating <> NEW.rating OR review.reviewer <> NEW.decided_by THEN
        RAISE EXCEPTION 'a verdict comes from a submitted review of the same claim, rating and reviewer'
            USING ERRCODE = 'check_violation';
    END IF;
    IF claim.proposal <> 'accepted' THEN
        RAISE EXCEPTION 'a verdict needs a claim that a person accepted' USING ERRCODE = 'check_violation';
    END IF;
    IF work.held_because <> '' THEN
        RAISE EXCEPTION 'a verdict needs a claim that is not on legal hold' USING ERRCODE = 'check_violation';
    END IF;

    IF work.plan = 'single' AND (review.part <> 'author' OR NOT EXISTS (
        SELECT 1 FROM claims_waiver w WHERE w.claim_id = claim.id AND w.cycle = work.cycle AND w.gate = 'second')) THEN
        RAISE EXCEPTION 'a verdict by one person needs a waiver, with its reason' USING ERRCODE = 'check_violation';
    ELSIF work.plan = 'pair' AND (review.part <> 'author' OR NOT EXISTS (
        SELECT 1 FROM claims_review s WHERE s.approves_id = review.id AND s.part = 'approver' AND s.submitted_at IS NOT NULL
          AND s.returned_because = '' AND s.closed_at IS NULL AND s.reviewer <> review.reviewer)) THEN
        RAISE EXCEPTION 'a verdict needs a second person, who approves the review' USING ERRCODE = 'check_violation';
    ELSIF work.plan = 'blind' THEN
        SELECT count(DISTINCT r.reviewer), count(DISTINCT (r.rating, r.missing_context)) INTO readers, answers
        FROM claims_review r WHERE r.claim_id = claim.id AND r.cycle = work.cycle AND r.part = 'reader'
          AND r.submitted_at IS NOT NULL AND r.closed_at IS NULL;
        IF readers <> 2 OR review.part <> (CASE WHEN answers = 1 THEN 'reader' ELSE 'adjudicator' END) OR EXISTS (
            SELECT 1 FROM claims_review r WHERE r.claim_id = claim.id AND r.cycle = work.cycle AND r.part = 'reader'
              AND r.closed_at IS NULL AND review.part = 'adjudicator' AND r.reviewer = review.reviewer) THEN
            RAISE EXCEPTION 'a verdict needs two readers who agree, or an adjudicator who was neither'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;

    SELECT p.act INTO shown FROM claims_publication p WHERE p.claim_id = claim.id ORDER BY p.number DESC LIMIT 1;
    IF shown IN ('published', 'corrected') AND NEW.rating <> latest.rating THEN
        IF NEW.decided_by = latest.decided_by THEN
            RAISE EXCEPTION 'a change of a published rating needs another person than the one who gave it'
                USING ERRCODE = 'check_violation';
        ELSIF array_position(ARRAY['single', 'pair', 'blind'], work.plan::text)
              < array_position(ARRAY['single', 'pair', 'blind'], latest.plan::text) THEN
            RAISE EXCEPTION 'a change of a published rating needs at least as many eyes as the rating had'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;

    PERFORM claims_check_rating(NEW.claim_id, NEW.rating, review.sought);

    -- A key given twice would say one thing to us and another to whoever reads the hashed words.
    IF NEW.payload IS NOT JSON OBJECT WITH UNIQUE KEYS
       OR said ->> 'format' IS DISTINCT FROM 'verdict/2'
       OR said -> 'claim' IS DISTINCT FROM to_jsonb(NEW.claim_id)
       OR said -> 'number' IS DISTINCT FROM to_jsonb(NEW.number)
       OR said -> 'cycle' IS DISTINCT FROM to_jsonb(NEW.cycle)
       OR said ->> 'plan' IS DISTINCT FROM NEW.plan
       OR said -> 'scale' IS DISTINCT FROM COALESCE(to_jsonb(NEW.scale_id), 'null'::jsonb)
       OR said ->> 'as_of' IS DISTINCT FROM NEW.as_of::text
       OR said ->> 'rating' IS DISTINCT FROM NEW.rating
       OR said -> 'missing_context' IS DISTINCT FROM to_jsonb(review.missing_context)
       OR said ->> 'reasons' IS DISTINCT FROM review.reasons
       OR said ->> 'wording' IS DISTINCT FROM claim.wording
       OR said ->> 'decided_by' IS DISTINCT FROM NEW.decided_by::text
       OR said ->> 'sought' IS DISTINCT FROM review.sought
       OR said ->> 'type' IS DISTINCT FROM claim.type
       OR said -> 'times' IS DISTINCT FROM claim.times
       OR said ->> 'speaker' IS DISTINCT FROM COALESCE(NULLIF(claim.speaker, ''), (
           SELECT x.name FROM claims_quote q JOIN claims_expert x ON x.id = q.expert_id WHERE q.id = claim.quote_id))
       OR said ->> 'role' IS DISTINCT FROM COALESCE(NULLIF(claim.role, ''), (
           SELECT concat_ws(', ', NULLIF(r.title, ''), NULLIF(r.affiliation, ''))
           FROM claims_quote q JOIN claims_role r ON r.id = q.role_id WHERE q.id = claim.quote_id))
       OR said -> 'places' IS DISTINCT FROM (
           SELECT COALESCE(jsonb_agg(jsonb_build_object(
               'version', a.version_id, 'start', a."start", 'end', a."end", 'exact', a.exact)
               ORDER BY a.version_id, a."start"), '[]')
           FROM claims_appearance a WHERE a.claim_id = claim.id AND a.replaced_at IS NULL)
       OR said -> 'readers' IS DISTINCT FROM (
           SELECT COALESCE(jsonb_agg(jsonb_build_object(
               'review', r.id, 'part', r.part, 'reviewer', r.reviewer::text, 'rating', r.rating) ORDER BY r.id), '[]')
           FROM claims_review r
           WHERE r.claim_id = claim.id AND r.cycle = work.cycle AND r.submitted_at IS NOT NULL AND r.closed_at IS NULL
             AND r.returned_because = '')
       OR said -> 'evidence' IS DISTINCT FROM (
           SELECT COALESCE(jsonb_agg(jsonb_build_object(
               'id', e.id, 'kind', e.kind, 'stance', e.stance, 'url', e.url,
               'version', COALESCE(e.version_id, f.version_id), 'upload', u.sha256) ORDER BY e.id), '[]')
           FROM claims_evidence e
           LEFT JOIN sources_fetch f ON f.id = e.fetch_id LEFT JOIN claims_upload u ON u.id = e.upload_id
           WHERE e.claim_id = claim.id AND e.withdrawn_at IS NULL) THEN
        RAISE EXCEPTION 'a verdict''s payload says what the claim, the review and the evidence say'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_review_nouns"), ("sources", "0004_review_gates")]
    # Forward only: going back would drop what people decided under these rules.
    operations = [migrations.RunSQL(KEPT + APPEARANCE + WORK + WORDS + REVIEW + RATING + VERDICT, migrations.RunSQL.noop)]
