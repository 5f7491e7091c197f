-- Nobody publishes a word that is not meant for readers: this function builds what they see, and publication.sql compares.

CREATE OR REPLACE FUNCTION claims_public_record(
    of_verdict bigint, under uuid, as_number int, as_action text, at_level text, and_because text
) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT jsonb_build_object(
        'format', 'publication/1', 'public_id', under, 'number', as_number, 'action', as_action, 'level', at_level,
        'because', and_because,
        'verdict', jsonb_build_object('number', v.number, 'hash', v.hash)
    ) || CASE WHEN as_action = 'withdrawn' THEN '{}'::jsonb ELSE jsonb_build_object(
        'wording', c.wording, 'speaker', frozen -> 'speaker', 'role', frozen -> 'role',
        'rating', v.rating, 'missing_context', frozen -> 'missing_context', 'as_of', v.as_of,
        'reasons', frozen -> 'reasons', 'sought', frozen -> 'sought',
        'scale', (
            SELECT jsonb_build_object('name', s.name, 'version', s.version, 'label', r.label, 'number', r.number,
                                      'definition', r.definition, 'colour', r.colour)
            FROM claims_ratingscale s JOIN claims_scalerating r ON r.scale_id = s.id
            WHERE s.id = v.scale_id AND r.rating = v.rating
              AND (NOT r.missing_context OR (frozen ->> 'missing_context')::boolean)
            ORDER BY r.missing_context DESC LIMIT 1),
        'evidence', (
            SELECT COALESCE(jsonb_agg(jsonb_build_object(
                'stance', e.stance, 'kind', e.kind, 'note', e.note_public, 'url', e.url, 'archived', (
                    SELECT k.raw_sha256 FROM sources_articleversion k WHERE k.id = COALESCE(e.version_id, f.version_id)
                )) ORDER BY e.id), '[]')
            FROM jsonb_array_elements(frozen -> 'evidence') cited
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
    FROM claims_verdict v JOIN claims_claim c ON c.id = v.claim_id CROSS JOIN LATERAL (SELECT v.payload::jsonb AS frozen) s
    WHERE v.id = of_verdict
$$;
