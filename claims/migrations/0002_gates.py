"""The gates: what nobody can do, by whatever door."""

from django.db import migrations

KEPT = """
CREATE TRIGGER outcome_never_changes BEFORE UPDATE OR DELETE ON claims_outcome
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
CREATE TRIGGER upload_never_changes BEFORE UPDATE OR DELETE ON claims_upload
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
CREATE TRIGGER event_never_changes BEFORE UPDATE OR DELETE ON claims_event
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
CREATE TRIGGER appearance_never_changes BEFORE UPDATE OR DELETE ON claims_appearance
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
CREATE TRIGGER quote_only_superseded BEFORE UPDATE ON claims_quote
    FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change('superseded_at');
CREATE TRIGGER quote_never_goes BEFORE DELETE ON claims_quote
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
CREATE TRIGGER expert_name_is_as_printed BEFORE UPDATE OR DELETE ON claims_expert
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
CREATE TRIGGER role_is_as_printed BEFORE UPDATE OR DELETE ON claims_role
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
CREATE TRIGGER claim_never_goes BEFORE DELETE ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
CREATE TRIGGER evidence_never_goes BEFORE DELETE ON claims_evidence
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
CREATE TRIGGER review_never_goes BEFORE DELETE ON claims_review
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
"""

WORDS = """
CREATE TRIGGER quote_words AFTER INSERT ON claims_quote
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION claimdesk_check_words();
CREATE TRIGGER appearance_words AFTER INSERT ON claims_appearance
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION claimdesk_check_words();
CREATE TRIGGER evidence_words AFTER INSERT ON claims_evidence
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION claimdesk_check_words();
"""

# An extraction cannot close while a sentence that it owes has no outcome: what was not checked can be seen.
EXTRACTION = """
CREATE FUNCTION claims_check_extraction_close() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (  -- EXCEPT: two reads and a hash, however large the text and however old the statistics
        SELECT s.id FROM sources_sentence s JOIN sources_passage p ON p.id = s.passage_id
        WHERE s.version_id = NEW.version_id AND p.kind IN ('headline', 'standfirst', 'body', 'caption')
        EXCEPT
        SELECT o.sentence_id FROM claims_outcome o WHERE o.extraction_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'extraction % cannot close: a sentence has no outcome', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER extraction_close BEFORE INSERT OR UPDATE ON claims_extraction FOR EACH ROW
    WHEN (NEW.finished_at IS NOT NULL AND NOT NEW.failed) EXECUTE FUNCTION claims_check_extraction_close();
CREATE TRIGGER extraction_never_goes BEFORE DELETE ON claims_extraction
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();

CREATE FUNCTION claims_check_outcome() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM sources_sentence s JOIN claims_extraction e ON e.version_id = s.version_id
        WHERE s.id = NEW.sentence_id AND e.id = NEW.extraction_id
          AND s."start" <= NEW."start" AND NEW."end" <= s."end"
    ) THEN
        RAISE EXCEPTION 'an outcome lies inside its sentence' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER outcome_in_sentence BEFORE INSERT ON claims_outcome
    FOR EACH ROW EXECUTE FUNCTION claims_check_outcome();
"""

CLAIM = """
CREATE FUNCTION claims_check_claim() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    latest text;
BEGIN
    SELECT v.rating INTO latest FROM claims_verdict v WHERE v.claim_id = NEW.id ORDER BY v.number DESC LIMIT 1;
    IF NEW.rating <> COALESCE(latest, '') THEN
        RAISE EXCEPTION 'a claim''s rating comes from its latest verdict and from nothing else'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.proposal <> 'accepted' AND latest IS NOT NULL THEN
        RAISE EXCEPTION 'a claim with a verdict stays a claim: add another verdict instead'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_rating_is_the_verdicts BEFORE INSERT OR UPDATE OF rating, proposal ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claims_check_claim();
CREATE TRIGGER claim_only_decisions_change BEFORE UPDATE ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change('proposal', 'not_a_claim', 'touched_at', 'rating');
"""

# The article itself, or a copy of it, never counts. The function says so for a piece as it stands now, since the copy of
# a page may arrive after the piece was added.
EVIDENCE = """
-- Two spellings of one address: host in small letters, without scheme, www, default port, tracking, fragment, last slash.
CREATE FUNCTION claims_address(url text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT lower(substring(rest FROM '^[^/?]*')) || rtrim(substring(rest FROM '[/?].*$'), '/?&')
    FROM (SELECT regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        url, '#.*$', ''), '^[a-zA-Z]+://(?:[^/@?]*@)?(?:[wW]{3}\\.)?', ''), '^([^/?:]*):(?:80|443)(?=[/?]|$)', '\\1'),
        '([?&])(?:(?:utm_[a-z]+|fbclid|gclid)=[^&]*&?)+', '\\1', 'g') || '/' AS rest) cut
$$;

CREATE FUNCTION claims_evidence_is_the_article(piece claims_evidence) RETURNS boolean
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
    )
$$;

-- A text that declares itself AI-generated may stand beside other evidence and is never enough.
CREATE FUNCTION claims_evidence_counts(piece claims_evidence) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT NOT claims_evidence_is_the_article(piece) AND NOT EXISTS (
        SELECT 1 FROM sources_passage p
        WHERE p.digital_source_type <> '' AND p.version_id = COALESCE(
            piece.version_id, (SELECT f.version_id FROM sources_fetch f WHERE f.id = piece.fetch_id))
    )
$$;

CREATE FUNCTION claims_check_evidence() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
    RETURN NEW;
END $$;
CREATE TRIGGER evidence_is_not_the_article BEFORE INSERT ON claims_evidence
    FOR EACH ROW EXECUTE FUNCTION claims_check_evidence();

CREATE FUNCTION claims_check_withdrawal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'evidence that was withdrawn stays withdrawn: add it again' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER evidence_withdrawn_once BEFORE UPDATE ON claims_evidence FOR EACH ROW
    WHEN (OLD.withdrawn_at IS NOT NULL) EXECUTE FUNCTION claims_check_withdrawal();
CREATE TRIGGER evidence_only_withdrawn BEFORE UPDATE ON claims_evidence
    FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change('withdrawn_at', 'withdrawn_by', 'withdrawn_because');
"""

REVIEW = """
CREATE FUNCTION claims_check_review() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'a submitted review is never edited: submit another one' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER review_submitted_never_changes BEFORE UPDATE ON claims_review FOR EACH ROW
    WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION claims_check_review();
CREATE TRIGGER review_keeps_its_claim BEFORE UPDATE ON claims_review
    FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change(
        'rating', 'missing_context', 'reasons', 'note', 'sought', 'submitted_at');
"""

# Number, previous hash and hash are the database's; the payload has to say what the rows say.
VERDICT = """
CREATE FUNCTION claims_evidence_origin(piece claims_evidence) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT CASE
        WHEN piece.url <> '' THEN 'host ' || rtrim(substring(claims_address(piece.url) FROM '^(?:\\[[^]]*\\]|[^/:?]*)'), '.')
        WHEN piece.version_id IS NOT NULL THEN
            (SELECT 'article ' || v.article_id FROM sources_articleversion v WHERE v.id = piece.version_id)
        WHEN piece.upload_id IS NOT NULL THEN 'upload ' || piece.upload_id
        ELSE 'piece ' || piece.id
    END
$$;

CREATE FUNCTION claims_record_verdict() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    claim claims_claim;
    review claims_review;
    latest claims_verdict;
    said jsonb := NEW.payload::jsonb;
    supporting int;
    disputing int;
    apart boolean;
BEGIN
    SELECT * INTO claim FROM claims_claim WHERE id = NEW.claim_id FOR UPDATE;
    SELECT * INTO review FROM claims_review WHERE id = NEW.review_id;
    SELECT * INTO latest FROM claims_verdict WHERE claim_id = NEW.claim_id ORDER BY number DESC LIMIT 1;
    NEW.number := COALESCE(latest.number, 0) + 1;
    NEW.previous_hash := COALESCE(latest.hash, repeat('0', 64));
    NEW.hash := encode(sha256(convert_to(NEW.previous_hash || NEW.payload, 'UTF8')), 'hex');

    IF review.id IS NULL OR review.claim_id <> NEW.claim_id OR review.submitted_at IS NULL
       OR review.rating <> NEW.rating OR review.reviewer <> NEW.decided_by THEN
        RAISE EXCEPTION 'a verdict comes from a submitted review of the same claim, rating and reviewer'
            USING ERRCODE = 'check_violation';
    END IF;
    IF claim.proposal <> 'accepted' THEN
        RAISE EXCEPTION 'a verdict needs a claim that a person accepted' USING ERRCODE = 'check_violation';
    END IF;

    SELECT count(*) FILTER (WHERE e.stance = 'supports' AND claims_evidence_counts(e)),
           count(*) FILTER (WHERE e.stance = 'disputes' AND claims_evidence_counts(e))
    INTO supporting, disputing
    FROM claims_evidence e WHERE e.claim_id = NEW.claim_id AND e.withdrawn_at IS NULL;

    IF NEW.rating = 'SUPPORTED' AND supporting = 0 THEN
        RAISE EXCEPTION 'Supported needs a piece of evidence that supports the claim' USING ERRCODE = 'check_violation';
    ELSIF NEW.rating = 'DISPUTED' AND disputing = 0 THEN
        RAISE EXCEPTION 'Disputed needs a piece of evidence that disputes the claim' USING ERRCODE = 'check_violation';
    ELSIF NEW.rating = 'CONFLICTING' THEN
        SELECT EXISTS (
            SELECT 1 FROM claims_evidence s, claims_evidence d
            WHERE s.claim_id = NEW.claim_id AND s.withdrawn_at IS NULL AND s.stance = 'supports'
              AND d.claim_id = NEW.claim_id AND d.withdrawn_at IS NULL AND d.stance = 'disputes'
              AND claims_evidence_counts(s) AND claims_evidence_counts(d)
              AND claims_evidence_origin(s) <> claims_evidence_origin(d)
        ) INTO apart;
        IF NOT apart THEN
            RAISE EXCEPTION 'Sources conflict needs evidence for and against, from different origins'
                USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.rating = 'NOT_ENOUGH_EVIDENCE' AND review.sought !~ '\\S' THEN
        RAISE EXCEPTION 'Not enough evidence needs a note of what was looked for, and where'
            USING ERRCODE = 'check_violation';
    END IF;

    -- A key given twice would say one thing to us and another to whoever reads the hashed words.
    IF NEW.payload IS NOT JSON OBJECT WITH UNIQUE KEYS
       OR said ->> 'format' IS DISTINCT FROM 'verdict/1'
       OR said -> 'claim' IS DISTINCT FROM to_jsonb(NEW.claim_id)
       OR said -> 'number' IS DISTINCT FROM to_jsonb(NEW.number)
       OR said ->> 'rating' IS DISTINCT FROM NEW.rating
       OR said -> 'missing_context' IS DISTINCT FROM to_jsonb(review.missing_context)
       OR said ->> 'reasons' IS DISTINCT FROM review.reasons
       OR said ->> 'wording' IS DISTINCT FROM claim.wording
       OR said ->> 'decided_by' IS DISTINCT FROM NEW.decided_by::text
       OR said ->> 'sought' IS DISTINCT FROM review.sought
       OR said ->> 'type' IS DISTINCT FROM claim.type
       OR said ->> 'speaker' IS DISTINCT FROM (
           SELECT x.name FROM claims_quote q JOIN claims_expert x ON x.id = q.expert_id WHERE q.id = claim.quote_id)
       OR said ->> 'role' IS DISTINCT FROM (
           SELECT concat_ws(', ', NULLIF(r.title, ''), NULLIF(r.affiliation, ''))
           FROM claims_quote q JOIN claims_role r ON r.id = q.role_id WHERE q.id = claim.quote_id)
       OR said -> 'places' IS DISTINCT FROM (
           SELECT COALESCE(jsonb_agg(jsonb_build_object(
               'version', a.version_id, 'start', a."start", 'end', a."end", 'exact', a.exact)
               ORDER BY a.version_id, a."start"), '[]')
           FROM claims_appearance a WHERE a.claim_id = claim.id)
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
CREATE TRIGGER verdict_gate BEFORE INSERT ON claims_verdict
    FOR EACH ROW EXECUTE FUNCTION claims_record_verdict();

CREATE FUNCTION claims_show_verdict() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE claims_claim SET rating = NEW.rating WHERE id = NEW.claim_id;
    RETURN NULL;
END $$;
CREATE TRIGGER verdict_shown_on_claim AFTER INSERT ON claims_verdict
    FOR EACH ROW EXECUTE FUNCTION claims_show_verdict();
CREATE TRIGGER verdict_never_changes BEFORE UPDATE OR DELETE ON claims_verdict
    FOR EACH ROW EXECUTE FUNCTION claimdesk_never_changes();
"""

# Ids in commit order: whoever writes an event holds the lock until its transaction ends, so a reader who asks for
# "after 17" can never miss one that commits later with a lower number.
EVENT = """
CREATE FUNCTION claims_number_event() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('claims_event'));
    NEW.id := nextval(pg_get_serial_sequence('public.claims_event', 'id'));
    RETURN NEW;
END $$;
CREATE TRIGGER event_number BEFORE INSERT ON claims_event
    FOR EACH ROW EXECUTE FUNCTION claims_number_event();
"""

UNDO = """
DROP TRIGGER outcome_never_changes ON claims_outcome;
DROP TRIGGER outcome_in_sentence ON claims_outcome;
DROP TRIGGER upload_never_changes ON claims_upload;
DROP TRIGGER event_never_changes ON claims_event;
DROP TRIGGER event_number ON claims_event;
DROP TRIGGER appearance_never_changes ON claims_appearance;
DROP TRIGGER appearance_words ON claims_appearance;
DROP TRIGGER quote_only_superseded ON claims_quote;
DROP TRIGGER quote_never_goes ON claims_quote;
DROP TRIGGER quote_words ON claims_quote;
DROP TRIGGER expert_name_is_as_printed ON claims_expert;
DROP TRIGGER role_is_as_printed ON claims_role;
DROP TRIGGER claim_never_goes ON claims_claim;
DROP TRIGGER claim_rating_is_the_verdicts ON claims_claim;
DROP TRIGGER claim_only_decisions_change ON claims_claim;
DROP TRIGGER evidence_never_goes ON claims_evidence;
DROP TRIGGER evidence_words ON claims_evidence;
DROP TRIGGER evidence_is_not_the_article ON claims_evidence;
DROP TRIGGER evidence_withdrawn_once ON claims_evidence;
DROP TRIGGER evidence_only_withdrawn ON claims_evidence;
DROP TRIGGER review_never_goes ON claims_review;
DROP TRIGGER review_submitted_never_changes ON claims_review;
DROP TRIGGER review_keeps_its_claim ON claims_review;
DROP TRIGGER verdict_gate ON claims_verdict;
DROP TRIGGER verdict_shown_on_claim ON claims_verdict;
DROP TRIGGER verdict_never_changes ON claims_verdict;
DROP TRIGGER extraction_close ON claims_extraction;
DROP TRIGGER extraction_never_goes ON claims_extraction;
DROP FUNCTION claims_number_event, claims_show_verdict, claims_record_verdict, claims_evidence_origin,
    claims_check_review, claims_check_withdrawal, claims_check_evidence, claims_evidence_counts, claims_evidence_is_the_article,
    claims_address, claims_check_claim, claims_check_outcome, claims_check_extraction_close;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_nouns"), ("sources", "0002_gates")]
    operations = [
        migrations.RunSQL(KEPT + WORDS + EXTRACTION + CLAIM + EVIDENCE + REVIEW + VERDICT + EVENT, UNDO)
    ]
