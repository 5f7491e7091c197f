-- Nobody stores a quote, an appearance or an evidence passage whose words are not those of the text at that place.
-- The functions stand in sources/gates/exact_words.sql.

CREATE OR REPLACE TRIGGER quote_words AFTER INSERT ON claims_quote
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION claimdesk_check_words();
CREATE OR REPLACE TRIGGER appearance_words AFTER INSERT ON claims_appearance
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION claimdesk_check_words();
CREATE OR REPLACE TRIGGER evidence_words AFTER INSERT ON claims_evidence
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION claimdesk_check_words();
