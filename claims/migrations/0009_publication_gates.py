"""The gates of publication: what has to be there before readers see a verdict, and what a correction has to say."""

from django.db import migrations, models

# What an open row may still become; once it is closed it never changes.
CLOSED = """
CREATE TRIGGER correction_only_closes BEFORE UPDATE ON claims_correction
    FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change('publication_id', 'dropped_because', 'closed_by', 'closed_at');
CREATE TRIGGER correction_closed_never_changes BEFORE UPDATE ON claims_correction
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION claimdesk_never_changes();

CREATE TRIGGER report_only_answered BEFORE UPDATE ON claims_report
    FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change('state', 'correction_id', 'answer', 'answered_by', 'answered_at');
CREATE TRIGGER report_answered_never_changes BEFORE UPDATE ON claims_report
    FOR EACH ROW WHEN (OLD.state <> 'new') EXECUTE FUNCTION claimdesk_never_changes();

CREATE TRIGGER replyrequest_only_answered BEFORE UPDATE ON claims_replyrequest
    FOR EACH ROW EXECUTE FUNCTION claimdesk_only_these_change('answer', 'answer_public', 'declined', 'recorded_by', 'answered_at');
CREATE TRIGGER replyrequest_answered_never_changes BEFORE UPDATE ON claims_replyrequest
    FOR EACH ROW WHEN (OLD.answered_at IS NOT NULL) EXECUTE FUNCTION claimdesk_never_changes();

CREATE FUNCTION claims_check_correction() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    latest claims_publication;
BEGIN
    PERFORM 1 FROM claims_claim WHERE id = NEW.claim_id FOR UPDATE;
    SELECT * INTO latest FROM claims_publication WHERE claim_id = NEW.claim_id ORDER BY number DESC LIMIT 1;
    IF TG_OP = 'INSERT' THEN
        IF NEW.closed_at IS NOT NULL OR latest.id IS NULL OR latest.act = 'withdrawn' THEN
            RAISE EXCEPTION 'a correction needs a claim that is public, and begins open' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.publication_id IS NOT NULL AND (NEW.publication_id <> latest.id OR latest.act = 'published') THEN
        RAISE EXCEPTION 'a correction ends in the publication that corrects the claim, or withdraws it'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER correction_of_what_is_public BEFORE INSERT OR UPDATE ON claims_correction
    FOR EACH ROW EXECUTE FUNCTION claims_check_correction();

CREATE FUNCTION claims_check_report() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.state <> 'new' THEN
        RAISE EXCEPTION 'a report begins without an answer' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.correction_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM claims_correction c JOIN claims_publication p ON p.claim_id = c.claim_id
        WHERE c.id = NEW.correction_id AND p.id = NEW.publication_id) THEN
        RAISE EXCEPTION 'a report leads to a correction of the claim that it is about' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER report_leads_to_its_claims_correction BEFORE INSERT OR UPDATE ON claims_report
    FOR EACH ROW EXECUTE FUNCTION claims_check_report();

-- What a rating meant when a verdict was given under it never changes, nor grows.
CREATE FUNCTION claims_check_scale() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM claims_verdict v WHERE v.scale_id = NEW.scale_id) THEN
        RAISE EXCEPTION 'verdicts were given under this scale: make its next version' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER scale_in_use_is_whole BEFORE INSERT ON claims_scalerating
    FOR EACH ROW EXECUTE FUNCTION claims_check_scale();
"""

# One list of what has to be there: the gate below asks it, and so does the checklist on the desk.
GATES = """
CREATE FUNCTION claims_rating_holds(of_claim bigint, rating text, sought text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM claims_check_rating(of_claim, rating, sought);
    RETURN true;
EXCEPTION WHEN check_violation THEN
    RETURN false;
END $$;

-- By the database's own clock: nobody brings a time along that has passed already.
CREATE FUNCTION claims_publication_gates(of_claim bigint) RETURNS TABLE (gate text, holds boolean, needs text)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    claim claims_claim;
    work claims_work;
    verdict claims_verdict;
    cited bigint[];
    clock timestamptz := statement_timestamp();
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
    gate := 'reply';
    holds := EXISTS (SELECT 1 FROM claims_waiver w WHERE w.claim_id = of_claim AND w.cycle = work.cycle AND w.gate = 'reply')
        OR (EXISTS (SELECT 1 FROM claims_replyrequest r WHERE r.claim_id = of_claim)
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

# What readers are shown: each text in it is one that its writer wrote for readers.
RECORD = """
CREATE FUNCTION claims_public_record(
    of_verdict bigint, under uuid, as_number int, as_act text, at_level text, and_because text
) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT jsonb_build_object(
        'format', 'publication/1', 'public_id', under, 'number', as_number, 'act', as_act, 'level', at_level,
        'because', and_because,
        'verdict', jsonb_build_object('number', v.number, 'hash', v.hash)
    ) || CASE WHEN as_act = 'withdrawn' THEN '{}'::jsonb ELSE jsonb_build_object(
        'wording', c.wording, 'speaker', said -> 'speaker', 'role', said -> 'role',
        'rating', v.rating, 'missing_context', said -> 'missing_context', 'as_of', v.as_of,
        'reasons', said -> 'reasons', 'sought', said -> 'sought',
        'scale', (
            SELECT jsonb_build_object('name', s.name, 'version', s.version, 'label', r.label, 'number', r.number,
                                      'definition', r.definition, 'colour', r.colour)
            FROM claims_ratingscale s JOIN claims_scalerating r ON r.scale_id = s.id
            WHERE s.id = v.scale_id AND r.rating = v.rating
              AND (NOT r.missing_context OR (said ->> 'missing_context')::boolean)
            ORDER BY r.missing_context DESC LIMIT 1),
        'evidence', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object(
                'stance', e.stance, 'kind', e.kind, 'note', e.note_public, 'url', e.url, 'archived', (
                    SELECT k.raw_sha256 FROM sources_articleversion k WHERE k.id = COALESCE(e.version_id, f.version_id)
                )) ORDER BY e.id), '[]')
            FROM jsonb_array_elements(said -> 'evidence') cited
            JOIN claims_evidence e ON e.id = (cited ->> 'id')::bigint
            LEFT JOIN sources_fetch f ON f.id = e.fetch_id
            WHERE e.on_record AND e.note_public <> ''),
        'replies', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object('whom', q.whom, 'answer', q.answer_public) ORDER BY q.id), '[]')
            FROM claims_replyrequest q WHERE q.claim_id = c.id AND q.answer_public <> ''),
        'seen_in', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object(
                'publisher', p.name, 'url', a.canonical_url, 'words', left(x.exact, 300)) ORDER BY x.id), '[]')
            FROM claims_appearance x JOIN sources_articleversion y ON y.id = x.version_id
            JOIN sources_article a ON a.id = y.article_id LEFT JOIN sources_publisher p ON p.id = a.publisher_id
            WHERE x.claim_id = c.id AND x.replaced_at IS NULL)
    ) END
    FROM claims_verdict v JOIN claims_claim c ON c.id = v.claim_id CROSS JOIN LATERAL (SELECT v.payload::jsonb AS said) s
    WHERE v.id = of_verdict
$$;

CREATE FUNCTION claims_numbers_in(words text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT ARRAY(SELECT rtrim(m[1], '.,') FROM regexp_matches(COALESCE(words, ''), '[0-9][0-9.,]*', 'g') m ORDER BY 1)
$$;

-- The least that a correction from one verdict to another is. A copy that arrived meanwhile is the same evidence.
CREATE FUNCTION claims_correction_floor(was jsonb, becomes jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN EXISTS (
        SELECT 1 FROM unnest(ARRAY['wording', 'speaker', 'role', 'times', 'rating', 'missing_context']) field
        WHERE was -> field IS DISTINCT FROM becomes -> field
    ) OR claims_numbers_in(was ->> 'reasons') <> claims_numbers_in(becomes ->> 'reasons')
      OR (SELECT jsonb_agg(e - 'version' ORDER BY e -> 'id') FROM jsonb_array_elements(was -> 'evidence') e)
         IS DISTINCT FROM
         (SELECT jsonb_agg(e - 'version' ORDER BY e -> 'id') FROM jsonb_array_elements(becomes -> 'evidence') e)
    THEN 'update' ELSE 'minor' END
$$;
"""

PUBLICATION = """
CREATE FUNCTION claims_check_publication() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
            IF latest.id IS NULL OR (latest.act <> 'withdrawn' AND NOT EXISTS (
                SELECT 1 FROM claims_correction c WHERE c.claim_id = NEW.claim_id AND c.closed_at IS NULL)) THEN
                RAISE EXCEPTION 'a correction is opened first, so that readers see that it is under way'
                    USING ERRCODE = 'check_violation';
            ELSIF array_position(levels, NEW.level::text) < array_position(levels, lowest) THEN
                RAISE EXCEPTION 'what changed makes this at least “%”: a person may only raise it', lowest
                    USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        -- Withdrawing first is no way around another person's eyes.
        IF shown.id IS NOT NULL AND shown.rating <> verdict.rating AND (shown.decided_by = verdict.decided_by
            OR array_position(plans, verdict.plan::text) < array_position(plans, shown.plan::text)) THEN
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
CREATE TRIGGER publication_gate BEFORE INSERT ON claims_publication
    FOR EACH ROW EXECUTE FUNCTION claims_check_publication();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0008_review_roles")]
    # Forward only: going back would drop what was published under these rules.
    operations = [
        migrations.CreateModel(
            name="Knock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=64, help_text="Keyed hash of the address.")),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["address", "at"], name="knock_by_address")],
            },
        ),
        migrations.RunSQL(CLOSED + GATES + RECORD + PUBLICATION, migrations.RunSQL.noop),
    ]
