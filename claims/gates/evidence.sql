-- Nobody brings an article, a copy of it or a notice about it as evidence for what it says, and nobody takes a withdrawal
-- of evidence back.

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

-- The article itself or a copy of it, or the address at which a claim without an article was seen.
CREATE OR REPLACE FUNCTION claims_evidence_is_the_article(evidence claims_evidence) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1
        FROM claims_appearance a
        JOIN sources_articleversion seen ON seen.id = a.version_id
        JOIN sources_article art ON art.id = seen.article_id
        LEFT JOIN sources_articleversion kept
            ON kept.id = COALESCE(evidence.version_id, (SELECT f.version_id FROM sources_fetch f WHERE f.id = evidence.fetch_id))
        LEFT JOIN claims_upload u ON u.id = evidence.upload_id
        WHERE a.claim_id = evidence.claim_id
          AND (kept.article_id = art.id OR kept.text_sha256 = seen.text_sha256 OR u.sha256 = seen.raw_sha256
               OR (evidence.url <> '' AND claims_address(evidence.url) IN (claims_address(art.canonical_url), claims_address(seen.url))))
    ) OR (evidence.url <> '' AND EXISTS (
        SELECT 1 FROM claims_sighting s, regexp_split_to_table(s.seen_in, '\s+') word
        WHERE s.claim_id = evidence.claim_id AND claims_address(btrim(word, '.,;()<>')) = claims_address(evidence.url)
    ))
$$;

-- A text that declares itself AI-generated may stand beside other evidence and is never enough.
CREATE OR REPLACE FUNCTION claims_evidence_counts(evidence claims_evidence) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT NOT claims_evidence_is_the_article(evidence) AND NOT EXISTS (
        SELECT 1 FROM sources_passage p
        WHERE p.digital_source_type <> '' AND p.version_id = COALESCE(
            evidence.version_id, (SELECT f.version_id FROM sources_fetch f WHERE f.id = evidence.fetch_id))
    )
$$;

-- The hash of the words behind evidence, as far as they are archived.
CREATE OR REPLACE FUNCTION claims_evidence_text(evidence claims_evidence) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT v.text_sha256 FROM sources_articleversion v WHERE v.id = COALESCE(
        evidence.version_id, (SELECT f.version_id FROM sources_fetch f WHERE f.id = evidence.fetch_id))
$$;

-- What one person brings without any source is of one origin: that person.
CREATE OR REPLACE FUNCTION claims_evidence_origin(evidence claims_evidence) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT CASE
        WHEN evidence.url <> '' THEN 'host ' || rtrim(substring(claims_address(evidence.url) FROM '^(?:\[[^]]*\]|[^/:?]*)'), '.')
        WHEN evidence.version_id IS NOT NULL THEN
            (SELECT 'article ' || v.article_id FROM sources_articleversion v WHERE v.id = evidence.version_id)
        WHEN evidence.upload_id IS NOT NULL THEN 'upload ' || evidence.upload_id
        ELSE 'person ' || evidence.added_by
    END
$$;

CREATE OR REPLACE FUNCTION claims_check_evidence() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM sources_passage p
        WHERE p.version_id = NEW.version_id AND p.digital_source_type <> ''
          AND p."start" < NEW."end" AND NEW."start" < p."end"
    ) THEN
        RAISE EXCEPTION 'claims.evidence.is_notice' USING ERRCODE = 'check_violation';
    END IF;
    IF claims_evidence_is_the_article(NEW) THEN
        RAISE EXCEPTION 'claims.evidence.is_the_article' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.url <> '' AND EXISTS (
        SELECT 1 FROM sources_fetch f WHERE f.id = NEW.fetch_id AND (f.url <> NEW.url OR f.purpose <> 'evidence')) THEN
        RAISE EXCEPTION 'claims.evidence.other_page' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER evidence_is_not_the_article BEFORE INSERT ON claims_evidence
    FOR EACH ROW EXECUTE FUNCTION claims_check_evidence();

CREATE OR REPLACE FUNCTION claims_check_withdrawal() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'claims.evidence.withdrawn' USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE TRIGGER evidence_withdrawn_once BEFORE UPDATE ON claims_evidence FOR EACH ROW
    WHEN (OLD.withdrawn_at IS NOT NULL) EXECUTE FUNCTION claims_check_withdrawal();
