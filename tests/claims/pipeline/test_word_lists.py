"""The word lists of the pipeline: files that an editor changes, each with a word that is on it and one that is not."""

from pathlib import Path

import pytest

from sources import word_list

PIPELINE = Path(__file__).parents[3] / "claims" / "pipeline"
# Each list, a word on it, and one that looks alike and is not.
CASES = {
    "experts/words/firm_endings.txt": ("airlines", "police"),
    "parse/words/english.txt": ("which", "in"),
    "quotes/words/denials.txt": ("deny", "criticise"),
    "quotes/words/indefinite_pronouns.txt": ("everybody", "she"),
    "quotes/words/nobody.txt": ("none", "one"),
    "quotes/words/refusals.txt": ("decline", "agree"),
    "quotes/words/transcript_labels.txt": ("UPDATE", "HOST"),
    "quotes/words/wishes.txt": ("want", "force"),
    "speakers/words/address_forms.txt": ("mrs.", "prof."),
    "speakers/words/addressing_verbs.txt": ("tell", "say"),
    "speakers/words/attitude_adjectives.txt": ("hopeful", "happy"),
    "speakers/words/attitude_verbs.toml": ("fear", "say"),
    "speakers/words/authoring_verbs.txt": ("publish", "read"),
    "speakers/words/claim_nouns.txt": ("allegation", "letter"),
    "speakers/words/collectives.txt": ("many", "one"),
    "speakers/words/cue_prepositions.toml": ("warn", "say"),
    "speakers/words/days.txt": ("friday", "week"),
    "speakers/words/documents.txt": ("figures", "interview"),
    "speakers/words/female_first_names.txt": ("astrid", "simon"),
    "speakers/words/female_words.txt": ("actress", "actor"),
    "speakers/words/government_seats.txt": ("beijing", "bergen"),
    "speakers/words/governments.txt": ("ministry", "company"),
    "speakers/words/hearings.txt": ("jurors", "pilots"),
    "speakers/words/honorifics.txt": ("senator", "pilot"),
    "speakers/words/institution_words.txt": ("University", "university"),
    "speakers/words/investigators.txt": ("inspectors", "neighbours"),
    "speakers/words/human_verbs.txt": ("blame", "fall"),
    "speakers/words/male_first_names.txt": ("jürgen", "ingrid"),
    "speakers/words/male_words.txt": ("fisherman", "fisher"),
    "speakers/words/name_suffixes.txt": ("iii", "v"),
    "speakers/words/narrating_verbs.txt": ("recall", "explain"),
    "speakers/words/neutral_first_names.txt": ("robin", "ingrid"),
    "speakers/words/news_outlets.txt": ("courier", "report"),
    "speakers/words/object_statement_verbs.txt": ("accuse", "praise"),
    "speakers/words/occupations.txt": ("novelist", "neighbourhood"),
    "speakers/words/organisations.txt": ("waterworks", "government"),
    "speakers/words/person_noun_endings.txt": ("ist", "ing"),
    "speakers/words/place_nouns.txt": ("port", "pier"),
    "speakers/words/reports.txt": ("findings", "letter"),
    "speakers/words/role_ends.txt": ("whose", "of"),
    "speakers/words/speaker_only_verbs.txt": ("underscore", "say"),
    "speakers/words/speech_verbs.toml": ("insist", "think"),
    "speakers/words/spokespeople.txt": ("spokeswoman", "woman"),
    "speakers/words/statement_nouns.txt": ("memo", "claim"),
    "speakers/words/thing_nouns.txt": ("rent", "president"),
    "standalone/words/named_things.txt": ("award", "brink"),
    "standalone/words/person_nouns.txt": ("burglar", "ferry"),
    "standalone/words/speaking_for_others.txt": ("lawyer", "senator"),
}


@pytest.mark.parametrize(("file", "words"), CASES.items(), ids=CASES)
def test_a_list_holds_one_word_and_not_the_other(file: str, words: tuple[str, str]) -> None:
    load = word_list.load_table if file.endswith(".toml") else word_list.load
    present, missing = words
    assert present in load(PIPELINE / file)
    assert missing not in load(PIPELINE / file)


def test_no_list_is_without_its_words() -> None:
    files = {
        file.relative_to(PIPELINE).as_posix()
        for package in ("parse", "speakers", "quotes", "experts", "standalone")
        for file in (PIPELINE / package).rglob("*.t?*")
    }
    assert files == set(CASES)


@pytest.mark.parametrize("file", CASES)
def test_a_list_says_what_it_is_for_and_names_each_word_once(file: str) -> None:
    first, *_ = (PIPELINE / file).read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    if file.endswith(".txt"):  # TOML refuses a repeated key by itself
        entries = word_list.load_lines(PIPELINE / file)
        assert sorted(set(entries)) == sorted(entries)
