"""The gates hold against whoever writes as the application: what a pair of fresh eyes found ways around."""

from django.db import migrations, models
from django.db.models.functions import Now

# How a claim moves: fewer eyes only with a waiver, a second reader or an adjudicator only when there is something to read.
WORK = r"""
CREATE OR REPLACE FUNCTION claims_check_work() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
        IF NEW.stage = 'second' AND NOT EXISTS (
            SELECT 1 FROM claims_review r WHERE r.claim_id = NEW.claim_id AND r.cycle = NEW.cycle AND r.part = 'author'
              AND r.submitted_at IS NOT NULL AND r.closed_at IS NULL) THEN
            RAISE EXCEPTION 'a second reader needs a review that was handed in' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.stage = 'adjudication' AND (NEW.plan <> 'blind' OR (
            SELECT count(*) <> 2 OR count(DISTINCT (r.rating, r.missing_context)) <> 2 FROM claims_review r
            WHERE r.claim_id = NEW.claim_id AND r.cycle = NEW.cycle AND r.part = 'reader'
              AND r.submitted_at IS NOT NULL AND r.closed_at IS NULL)) THEN
            RAISE EXCEPTION 'an adjudicator decides where two readers differ' USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF NEW.cycle <> OLD.cycle THEN
        RAISE EXCEPTION 'a cycle begins when a done claim is opened again' USING ERRCODE = 'restrict_violation';
    END IF;
    -- Who cleared it read the words and the evidence of that time.
    IF NEW.cycle > OLD.cycle THEN
        NEW.legal_cleared_by := NULL;
        NEW.legal_cleared_at := NULL;
    END IF;
    -- Fewer eyes than planned, once somebody has worked under the plan, need a waiver that stays.
    IF array_position(ARRAY['single', 'pair', 'blind'], NEW.plan::text) < array_position(ARRAY['single', 'pair', 'blind'], OLD.plan::text)
       AND (NEW.plan = 'single' OR EXISTS (
            SELECT 1 FROM claims_review r WHERE r.claim_id = NEW.claim_id AND r.cycle = NEW.cycle))
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
    IF OLD.fully_blind AND NOT NEW.fully_blind AND EXISTS (
        SELECT 1 FROM claims_review r WHERE r.claim_id = NEW.claim_id AND r.cycle = NEW.cycle AND r.closed_at IS NULL
          AND r.part = 'reader') THEN
        RAISE EXCEPTION 'readers who began apart stay apart, with their evidence' USING ERRCODE = 'restrict_violation';
    END IF;
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;

CREATE FUNCTION claims_check_waiver() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.cycle IS DISTINCT FROM (SELECT w.cycle FROM claims_work w WHERE w.claim_id = NEW.claim_id FOR UPDATE) THEN
        RAISE EXCEPTION 'a waiver is for the present cycle of its claim' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER waiver_of_the_present_cycle BEFORE INSERT ON claims_waiver
    FOR EACH ROW EXECUTE FUNCTION claims_check_waiver();
"""

# Words, hold and confirmation; a whole does not stand beside its parts, whichever of them is put back.
WORDS = r"""
CREATE OR REPLACE FUNCTION claims_check_words_of_claim() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    work claims_work;
    words boolean := (NEW.wording, NEW.speaker, NEW.role, NEW.times)
        IS DISTINCT FROM (OLD.wording, OLD.speaker, OLD.role, OLD.times);
    confirmed boolean := (NEW.confirmed_at, NEW.confirmed_by) IS DISTINCT FROM (OLD.confirmed_at, OLD.confirmed_by);
BEGIN
    IF OLD.touched_at IS NOT NULL AND NEW.touched_at IS NULL THEN
        RAISE EXCEPTION 'what a person worked on stays so' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT words AND NOT confirmed AND NEW.proposal = OLD.proposal THEN
        RETURN NEW;
    END IF;
    SELECT * INTO work FROM claims_work WHERE claim_id = NEW.id FOR UPDATE;
    IF work.held_because <> '' AND (words OR NEW.proposal <> OLD.proposal) THEN
        RAISE EXCEPTION 'this claim is on legal hold: nothing moves' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.proposal <> OLD.proposal AND NEW.proposal IN ('superseded', 'rejected') AND EXISTS (
        SELECT 1 FROM claims_review r WHERE r.claim_id = NEW.id AND r.cycle = work.cycle AND r.closed_at IS NULL
          AND r.returned_because = '') THEN
        RAISE EXCEPTION 'somebody reviews this claim: their review is closed first' USING ERRCODE = 'restrict_violation';
    END IF;
    IF confirmed AND NOT words AND OLD.confirmed_at IS NOT NULL AND work.stage = 'done' THEN
        RAISE EXCEPTION 'what was confirmed before the verdict stays so' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT words THEN
        RETURN NEW;
    END IF;
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

CREATE FUNCTION claims_check_whole() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM claims_claim whole JOIN claims_claim part ON part.split_from_id = whole.id
        WHERE whole.id IN (NEW.id, NEW.split_from_id) AND whole.proposal IN ('proposed', 'accepted')
          AND part.proposal IN ('proposed', 'accepted')) THEN
        RAISE EXCEPTION 'a claim does not stand beside the parts that it was split into' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_whole_or_parts AFTER UPDATE ON claims_claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.proposal IN ('proposed', 'accepted') AND OLD.proposal <> NEW.proposal) EXECUTE FUNCTION claims_check_whole();
CREATE CONSTRAINT TRIGGER claim_part_or_whole AFTER INSERT ON claims_claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.split_from_id IS NOT NULL) EXECUTE FUNCTION claims_check_whole();
"""

REVIEW = r"""
CREATE OR REPLACE FUNCTION claims_check_round() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    work claims_work;
    first claims_review;
BEGIN
    SELECT * INTO work FROM claims_work WHERE claim_id = NEW.claim_id FOR UPDATE;
    IF NEW.cycle <> work.cycle OR work.stage = 'done' THEN
        RAISE EXCEPTION 'a review belongs to the claim''s present cycle' USING ERRCODE = 'restrict_violation';
    END IF;
    IF work.held_because <> '' THEN
        RAISE EXCEPTION 'this claim is on legal hold: nothing moves' USING ERRCODE = 'restrict_violation';
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

CREATE FUNCTION claims_check_review_hold() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT w.held_because FROM claims_work w WHERE w.claim_id = NEW.claim_id FOR UPDATE) <> '' THEN
        RAISE EXCEPTION 'this claim is on legal hold: nothing moves' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER review_waits_for_the_hold BEFORE UPDATE ON claims_review FOR EACH ROW
    WHEN (OLD.submitted_at IS NULL AND NEW.submitted_at IS NOT NULL) EXECUTE FUNCTION claims_check_review_hold();
CREATE TRIGGER review_made_has_what_its_rating_needs BEFORE INSERT ON claims_review FOR EACH ROW
    WHEN (NEW.submitted_at IS NOT NULL AND NEW.part <> 'approver') EXECUTE FUNCTION claims_check_submission();
"""

# Whoever stands for a person: somebody whom the house knows, and as long as their account lives, always the same one.
PEOPLE = r"""
CREATE FUNCTION claims_check_actor() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM sources_actor a WHERE a.id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid) THEN
        RAISE EXCEPTION 'nobody here goes by this id' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER review_by_somebody BEFORE INSERT ON claims_review
    FOR EACH ROW EXECUTE FUNCTION claims_check_actor('reviewer');
CREATE TRIGGER waiver_by_somebody BEFORE INSERT ON claims_waiver
    FOR EACH ROW EXECUTE FUNCTION claims_check_actor('waived_by');
CREATE TRIGGER publication_by_somebody BEFORE INSERT ON claims_publication
    FOR EACH ROW EXECUTE FUNCTION claims_check_actor('published_by');

-- At the end of a transaction: deleting an account unlinks its actor first.
CREATE FUNCTION claims_check_account() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM auth_user u WHERE u.id = OLD.user_id) THEN
        RAISE EXCEPTION 'somebody with an account stays who they are' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER actor_stays_its_account AFTER UPDATE ON sources_actor
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.user_id IS NOT NULL AND (NEW.user_id, NEW.id) IS DISTINCT FROM (OLD.user_id, OLD.id))
    EXECUTE FUNCTION claims_check_account();
CREATE CONSTRAINT TRIGGER actor_of_an_account_stays AFTER DELETE ON sources_actor
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.user_id IS NOT NULL) EXECUTE FUNCTION claims_check_account();
"""

EVIDENCE = r"""
-- Two spellings of one address: host in small letters, without scheme, www, default port, last dot; path without empty or
-- dot segments and last slash; parameters in one order, without tracking; no fragment.
CREATE OR REPLACE FUNCTION claims_address(url text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT regexp_replace(regexp_replace(lower(substring(rest FROM '^[^/?]*')), ':0*(?:80|443)?$', ''), '\.+(?=:|$)', '')
        || rtrim(regexp_replace(regexp_replace(
            COALESCE(substring(rest FROM '^[^/?]*([^?]*)'), ''), '/(?:\.?/)+', '/', 'g'), '/\.$', ''), '/')
        || COALESCE((
            SELECT '?' || string_agg(part, '&' ORDER BY part COLLATE "C")
            FROM regexp_split_to_table(COALESCE(substring(rest FROM '\?(.*)$'), ''), '&') part
            WHERE part <> '' AND part !~ '^(?:utm_[a-z]+|fbclid|gclid|gclsrc|mc_cid)(?:=|$)'), '')
    FROM (SELECT rtrim(regexp_replace(regexp_replace(
        url, '#.*$', ''), '^[a-zA-Z]+://(?:[^/@?]*@)?(?:[wW]{3}\.)?', ''), '/?&') AS rest) cut
$$;

-- The hash of the words behind a piece, as far as they are archived.
CREATE FUNCTION claims_evidence_text(piece claims_evidence) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT v.text_sha256 FROM sources_articleversion v WHERE v.id = COALESCE(
        piece.version_id, (SELECT f.version_id FROM sources_fetch f WHERE f.id = piece.fetch_id))
$$;

-- What one person brings without any source is of one origin: that person.
CREATE OR REPLACE FUNCTION claims_evidence_origin(piece claims_evidence) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT CASE
        WHEN piece.url <> '' THEN 'host ' || rtrim(substring(claims_address(piece.url) FROM '^(?:\[[^]]*\]|[^/:?]*)'), '.')
        WHEN piece.version_id IS NOT NULL THEN
            (SELECT 'article ' || v.article_id FROM sources_articleversion v WHERE v.id = piece.version_id)
        WHEN piece.upload_id IS NOT NULL THEN 'upload ' || piece.upload_id
        ELSE 'person ' || piece.added_by
    END
$$;

-- The article itself or a copy of it, or the address at which a claim without an article was seen.
CREATE OR REPLACE FUNCTION claims_evidence_is_the_article(piece claims_evidence) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1
        FROM claims_appearance a
        JOIN sources_articleversion seen ON seen.id = a.version_id
        JOIN sources_article art ON art.id = seen.article_id
        LEFT JOIN sources_articleversion kept
            ON kept.id = COALESCE(piece.version_id, (SELECT f.version_id FROM sources_fetch f WHERE f.id = piece.fetch_id))
        LEFT JOIN claims_upload u ON u.id = piece.upload_id
        WHERE a.claim_id = piece.claim_id
          AND (kept.article_id = art.id OR kept.text_sha256 = seen.text_sha256 OR u.sha256 = seen.raw_sha256
               OR (piece.url <> '' AND claims_address(piece.url) IN (claims_address(art.canonical_url), claims_address(seen.url))))
    ) OR (piece.url <> '' AND EXISTS (
        SELECT 1 FROM claims_sighting s, regexp_split_to_table(s.seen_in, '\s+') word
        WHERE s.claim_id = piece.claim_id AND claims_address(btrim(word, '.,;()<>')) = claims_address(piece.url)
    ))
$$;

CREATE OR REPLACE FUNCTION claims_check_evidence() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM sources_passage p
        WHERE p.version_id = NEW.version_id AND p.digital_source_type <> ''
          AND p."start" < NEW."end" AND NEW."start" < p."end"
    ) THEN
        RAISE EXCEPTION 'a notice that declares a text AI-generated is no evidence' USING ERRCODE = 'check_violation';
    END IF;
    IF claims_evidence_is_the_article(NEW) THEN
        RAISE EXCEPTION 'the article itself, or a copy of it, is no evidence for what it says'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.url <> '' AND EXISTS (
        SELECT 1 FROM sources_fetch f WHERE f.id = NEW.fetch_id AND (f.url <> NEW.url OR f.purpose <> 'evidence')) THEN
        RAISE EXCEPTION 'the copy of a page comes from the address of that page' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION claims_check_rating(of_claim bigint, rating text, sought text) RETURNS void
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
              AND (claims_evidence_text(s) = claims_evidence_text(d)) IS NOT TRUE
        ) INTO apart;
        IF NOT apart THEN
            RAISE EXCEPTION 'Sources conflict needs evidence for and against, from different origins'
                USING ERRCODE = 'check_violation';
        END IF;
    ELSIF rating = 'NOT_ENOUGH_EVIDENCE' AND sought !~ '\S' THEN
        RAISE EXCEPTION 'Not enough evidence needs a note of what was looked for, and where'
            USING ERRCODE = 'check_violation';
    END IF;
END $$;
"""

VERDICT = r"""
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
    keys text[] := ARRAY[
        'format', 'claim', 'number', 'cycle', 'plan', 'scale', 'as_of', 'wording', 'type', 'times', 'speaker', 'role',
        'places', 'rating', 'missing_context', 'reasons', 'sought', 'review', 'readers', 'decided_by', 'decided_at',
        'evidence'];
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
    IF shown IN ('published', 'corrected') AND (NEW.rating, to_jsonb(review.missing_context))
       IS DISTINCT FROM (latest.rating, latest.payload::jsonb -> 'missing_context') THEN
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

    -- A key given twice, or one that nobody asks for, would say one thing to us and another to whoever reads the hashed words.
    IF NEW.payload IS NOT JSON OBJECT WITH UNIQUE KEYS
       OR NOT said ?& keys OR said - keys <> '{}'::jsonb OR NEW.as_of IS NULL
       OR said -> 'review' IS DISTINCT FROM to_jsonb(NEW.review_id)
       OR COALESCE(said ->> 'decided_at', '') !~ '^\d{4}-\d\d-\d\dT'
       OR (said ->> 'decided_at')::timestamptz IS DISTINCT FROM review.submitted_at
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

REPLY = r"""
ALTER TABLE claims_replyrequest DISABLE TRIGGER USER;
UPDATE claims_replyrequest SET recorded_at = asked_at;
ALTER TABLE claims_replyrequest ENABLE TRIGGER USER;

CREATE FUNCTION claims_check_request() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    NEW.recorded_at := statement_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER replyrequest_recorded_now BEFORE INSERT ON claims_replyrequest
    FOR EACH ROW EXECUTE FUNCTION claims_check_request();

CREATE OR REPLACE FUNCTION claims_publication_gates(of_claim bigint) RETURNS TABLE (gate text, holds boolean, needs text)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    claim claims_claim;
    work claims_work;
    verdict claims_verdict;
    cited bigint[];
    clock timestamptz := statement_timestamp();
    since timestamptz;
BEGIN
    SELECT * INTO claim FROM claims_claim c WHERE c.id = of_claim;
    SELECT * INTO work FROM claims_work w WHERE w.claim_id = of_claim;
    SELECT * INTO verdict FROM claims_verdict v WHERE v.claim_id = of_claim ORDER BY v.number DESC LIMIT 1;
    cited := ARRAY(SELECT (e ->> 'id')::bigint FROM jsonb_array_elements(verdict.payload::jsonb -> 'evidence') e);

    gate := 'verdict'; holds := verdict.id IS NOT NULL AND work.stage = 'done' AND verdict.cycle = work.cycle;
    needs := 'a verdict, with the work on the claim done'; RETURN NEXT;
    gate := 'confirmed'; holds := claim.confirmed_at IS NOT NULL;
    needs := 'somebody who confirmed wording, speaker and role'; RETURN NEXT;
    gate := 'evidence';
    holds := verdict.id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM claims_evidence e WHERE e.id = ANY (cited) AND e.withdrawn_at IS NOT NULL)
        AND claims_rating_holds(of_claim, verdict.rating, verdict.payload::jsonb ->> 'sought');
    needs := 'the evidence that the verdict rests on, none of it withdrawn'; RETURN NEXT;
    gate := 'archived';
    holds := NOT EXISTS (
        SELECT 1 FROM claims_evidence e LEFT JOIN sources_fetch f ON f.id = e.fetch_id
        WHERE e.id = ANY (cited) AND e.url <> '' AND e.version_id IS NULL AND f.finished_at IS NULL);
    needs := 'an archived copy of each page that is evidence, or the reason why there is none'; RETURN NEXT;
    -- Asked on the way to this verdict: whoever answered an earlier one was not asked about this. And with time to answer.
    SELECT max(v.created_at) INTO since FROM claims_verdict v WHERE v.claim_id = of_claim AND v.cycle < work.cycle;
    gate := 'reply';
    holds := EXISTS (SELECT 1 FROM claims_waiver w WHERE w.claim_id = of_claim AND w.cycle = work.cycle AND w.gate = 'reply')
        OR (EXISTS (SELECT 1 FROM claims_replyrequest r
                    WHERE r.claim_id = of_claim AND r.asked_at >= COALESCE(since, '-infinity')
                      AND (r.answered_at IS NOT NULL OR r.until > r.recorded_at))
            AND NOT EXISTS (SELECT 1 FROM claims_replyrequest r
                            WHERE r.claim_id = of_claim AND r.answered_at IS NULL AND r.until > clock));
    needs := 'the right of reply: somebody asked who answered, declined or let the time pass, or a waiver'; RETURN NEXT;
    gate := 'legal'; holds := NOT work.accuses OR work.legal_cleared_at IS NOT NULL;
    needs := 'a legal tick, since a named party is accused'; RETURN NEXT;
    gate := 'embargo'; holds := work.embargo_until IS NULL OR work.embargo_until <= clock;
    needs := 'the embargo to have passed'; RETURN NEXT;
    gate := 'hold'; holds := work.held_because = '';
    needs := 'a claim that is not on legal hold'; RETURN NEXT;
END $$;
"""

PUBLICATION = r"""
CREATE FUNCTION claims_rated(verdict claims_verdict) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT verdict.rating || ' ' || COALESCE(verdict.payload::jsonb ->> 'missing_context', 'false')
$$;

-- The words in their order, whatever their case, without white space and punctuation; what stands before a digit stays,
-- since it may be a minus, a decimal point or a span.
CREATE FUNCTION claims_tokens_in(words text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT regexp_split_to_array(btrim(regexp_replace(regexp_replace(lower(COALESCE(words, '')),
        '[.,:/’\u2010-\u2015-](?![0-9])|[;!?¡¿…·•''"“”„‟«»‹›‘‚()\[\]{}、。，；：！？「」『』（）]', ' ', 'g'),
        '[\s\u00a0\u2000-\u200b\u202f\u3000]+', ' ', 'g')), ' ')
$$;

CREATE OR REPLACE FUNCTION claims_correction_floor(was jsonb, becomes jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN EXISTS (
        SELECT 1 FROM unnest(ARRAY['wording', 'speaker', 'role', 'times', 'rating', 'missing_context', 'scale', 'sought',
                           'as_of']) field
        WHERE was -> field IS DISTINCT FROM becomes -> field
    ) OR claims_tokens_in(was ->> 'reasons') IS DISTINCT FROM claims_tokens_in(becomes ->> 'reasons')
      OR claims_numbers_in(was ->> 'reasons') <> claims_numbers_in(becomes ->> 'reasons')
      OR (SELECT jsonb_agg(e - 'version' ORDER BY e -> 'id') FROM jsonb_array_elements(was -> 'evidence') e)
         IS DISTINCT FROM
         (SELECT jsonb_agg(e - 'version' ORDER BY e -> 'id') FROM jsonb_array_elements(becomes -> 'evidence') e)
    THEN 'update' ELSE 'minor' END
$$;

CREATE OR REPLACE FUNCTION claims_check_publication() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    levels text[] := ARRAY['minor', 'update', 'substantial'];
    plans text[] := ARRAY['single', 'pair', 'blind'];
    latest claims_publication;
    verdict claims_verdict;
    shown claims_verdict;
    missing text;
    lowest text;
BEGIN
    PERFORM 1 FROM claims_claim WHERE id = NEW.claim_id FOR UPDATE;
    PERFORM 1 FROM claims_work WHERE claim_id = NEW.claim_id FOR UPDATE;
    SELECT * INTO latest FROM claims_publication WHERE claim_id = NEW.claim_id ORDER BY number DESC LIMIT 1;
    SELECT * INTO verdict FROM claims_verdict WHERE id = NEW.verdict_id AND claim_id = NEW.claim_id;
    IF NEW.number <> COALESCE(latest.number, 0) + 1 OR NEW.public_id <> COALESCE(latest.public_id, NEW.public_id) THEN
        RAISE EXCEPTION 'the publications of a claim are counted one by one, under one address'
            USING ERRCODE = 'check_violation';
    END IF;

    IF NEW.act = 'withdrawn' THEN
        IF latest.id IS NULL OR latest.act = 'withdrawn' OR NEW.verdict_id <> latest.verdict_id THEN
            RAISE EXCEPTION 'what is withdrawn is what readers see now' USING ERRCODE = 'check_violation';
        END IF;
    ELSE
        IF verdict.id IS NULL OR EXISTS (
            SELECT 1 FROM claims_verdict v WHERE v.claim_id = NEW.claim_id AND v.number > verdict.number) THEN
            RAISE EXCEPTION 'publishing needs the latest verdict of the claim' USING ERRCODE = 'check_violation';
        END IF;
        SELECT g.needs INTO missing FROM claims_publication_gates(NEW.claim_id) g WHERE g.holds IS NOT TRUE LIMIT 1;
        IF missing IS NOT NULL THEN
            RAISE EXCEPTION 'publishing needs %', missing USING ERRCODE = 'check_violation';
        END IF;

        SELECT v.* INTO shown FROM claims_publication p JOIN claims_verdict v ON v.id = p.verdict_id
        WHERE p.claim_id = NEW.claim_id AND p.act <> 'withdrawn' ORDER BY p.number DESC LIMIT 1;
        lowest := claims_correction_floor(shown.payload::jsonb, verdict.payload::jsonb);
        IF NEW.act = 'published' AND latest.id IS NOT NULL AND (latest.act <> 'withdrawn' OR lowest <> 'minor') THEN
            RAISE EXCEPTION 'readers saw something else before: this is a correction' USING ERRCODE = 'check_violation';
        ELSIF NEW.act = 'corrected' THEN
            IF shown.id = verdict.id THEN
                RAISE EXCEPTION 'nothing has changed since: a correction needs another verdict' USING ERRCODE = 'check_violation';
            ELSIF latest.id IS NULL OR (latest.act <> 'withdrawn' AND NOT EXISTS (
                SELECT 1 FROM claims_correction c WHERE c.claim_id = NEW.claim_id AND c.closed_at IS NULL)) THEN
                RAISE EXCEPTION 'a correction is opened first, so that readers see that it is under way'
                    USING ERRCODE = 'check_violation';
            ELSIF array_position(levels, NEW.level::text) < array_position(levels, lowest) THEN
                RAISE EXCEPTION 'what changed makes this at least “%”: a person may only raise it', lowest
                    USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        -- Withdrawing first is no way around another person's eyes.
        -- Nor is a verdict between, of the same rating or another that readers never saw: each of those who gave what they
        -- saw last counts.
        IF EXISTS (
            SELECT 1 FROM claims_publication p JOIN claims_verdict o ON o.id = p.verdict_id
            WHERE p.claim_id = NEW.claim_id AND p.act <> 'withdrawn' AND claims_rated(o) <> claims_rated(verdict)
              AND (o.decided_by = verdict.decided_by
                   OR array_position(plans, verdict.plan::text) < array_position(plans, o.plan::text))
              AND NOT EXISTS (
                  SELECT 1 FROM claims_publication l JOIN claims_verdict m ON m.id = l.verdict_id
                  WHERE l.claim_id = NEW.claim_id AND l.act <> 'withdrawn' AND l.number > p.number
                    AND claims_rated(m) <> claims_rated(o))
        ) THEN
            RAISE EXCEPTION 'a change of a published rating needs another person, and at least as many eyes'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;

    IF NEW.payload IS NOT JSON OBJECT WITH UNIQUE KEYS OR NEW.payload::jsonb IS DISTINCT FROM claims_public_record(
        NEW.verdict_id, NEW.public_id, NEW.number, NEW.act, NEW.level, NEW.because) THEN
        RAISE EXCEPTION 'a publication says what the verdict says, and only what is meant for readers'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

-- At the end of a transaction: what corrects a claim ends the correction that readers were told of.
CREATE FUNCTION claims_check_corrected() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM claims_publication p
               WHERE p.claim_id = NEW.claim_id AND p.number = NEW.number - 1 AND p.act <> 'withdrawn')
       AND NOT EXISTS (SELECT 1 FROM claims_correction c WHERE c.publication_id = NEW.id) THEN
        RAISE EXCEPTION 'a correction that is published ends the one that is open' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER publication_ends_its_correction AFTER INSERT ON claims_publication
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.act = 'corrected') EXECUTE FUNCTION claims_check_corrected();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0013_queue_indexes")]
    # Forward only: going back would open what these rules close.
    operations = [
        migrations.AddField(
            "replyrequest",
            "recorded_at",
            models.DateTimeField(db_default=Now(), editable=False, help_text="By the database's own clock."),
        ),
        migrations.RunSQL(
            WORK + WORDS + REVIEW + PEOPLE + EVIDENCE + VERDICT + REPLY + PUBLICATION, migrations.RunSQL.noop
        ),
    ]
