"""Each tuned number of the steps has a pair of cases, one on each side, or a reason why the benchmark holds it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
STEPS = ROOT / "sources" / "pipeline"
TESTS = Path(__file__).parent

WEIGHED = "clean/test_dump.py::test_a_line_weighs_what_its_words_say"
CASES = {
    "clean/boilerplate.LONGEST": "clean/test_boilerplate.py::test_a_line_of_furniture_has_at_most_320_characters",
    "clean/boilerplate.LONGEST_HEADING": "clean/test_boilerplate.py::test_a_heading_has_at_most_80_characters",
    "clean/captions.CREDIT": "clean/test_captions.py::test_a_credit_takes_the_last_hundred_characters",
    "clean/captions.CREDITED": "clean/test_captions.py::"
    "test_a_longer_line_is_a_caption_when_it_ends_in_a_credit_up_to_700_characters",
    "clean/captions.LONGEST": "clean/test_captions.py::test_a_whole_line_is_a_caption_up_to_320_characters",
    "clean/clean.CAPTION_WORDS": "clean/test_clean.py::"
    "test_a_line_of_thirty_words_on_top_of_the_article_above_a_credit_is_a_caption",
    "clean/dump.ABOVE": "clean/test_dump.py::test_a_copy_of_the_headline_amid_the_article_opens_nothing",
    "clean/dump.AMID": WEIGHED,
    "clean/dump.BELOW": "clean/test_dump.py::"
    "test_the_article_begins_below_its_headline_when_a_tenth_of_the_prose_stands_there",
    "clean/dump.BETWEEN": "clean/test_dump.py::test_a_copy_of_the_headline_amid_the_article_opens_nothing",
    "clean/dump.BOX": "clean/test_dump.py::test_a_box_of_related_articles_holds_eight_titles",
    "clean/dump.CAPITALS": "clean/test_dump.py::test_items_that_are_sentences_without_a_stop_weigh_as_sentences",
    "clean/dump.DATED": "clean/test_dump.py::test_five_dates_are_those_of_a_list",
    "clean/dump.FULL": WEIGHED,
    "clean/dump.HEAD": "clean/test_dump.py::"
    "test_the_headline_opens_the_article_and_what_stands_below_it_hardly_parts_them",
    "clean/dump.ITEMS": "clean/test_dump.py::test_the_items_of_a_list_weigh_with_its_lead_in",
    "clean/dump.ITEM_WORDS": "clean/test_dump.py::test_items_that_are_sentences_without_a_stop_weigh_as_sentences",
    "clean/dump.LEAD_IN": "clean/test_dump.py::test_the_items_of_a_list_weigh_with_its_lead_in",
    "clean/dump.LISTED": WEIGHED,
    "clean/dump.MANY": "clean/test_dump.py::test_five_dates_are_those_of_a_list",
    "clean/dump.NAMED": WEIGHED,
    "clean/dump.NEAR": "clean/test_dump.py::test_twenty_lines_below_the_headline_are_its_own",
    "clean/dump.OPEN": WEIGHED,
    "clean/dump.OPENS": "clean/test_dump.py::"
    "test_the_headline_opens_the_article_and_what_stands_below_it_hardly_parts_them",
    "clean/dump.PASTED": "clean/test_dump.py::"
    "test_a_paste_without_furniture_is_the_article_when_nearly_all_of_it_is_prose",
    "clean/dump.PROSE": WEIGHED,
    "clean/dump.REST": "clean/test_dump.py::test_a_closing_heading_ends_the_article_unless_a_quarter_of_it_follows",
    "clean/dump.SENTENCE": WEIGHED,
    "clean/dump.SHORT": WEIGHED,
    "clean/dump.TEASER": "clean/test_dump.py::test_a_title_glued_to_its_sentence_is_a_teaser",
    "clean/dump.TITLED": "clean/test_dump.py::test_a_title_glued_to_its_sentence_is_a_teaser",
    "clean/headlines.BETWEEN": "clean/test_headlines.py::test_a_standfirst_stands_within_four_lines_of_the_headline",
    "clean/headlines.DECK_WORDS": "clean/test_headlines.py::test_the_headline_stands_above_the_article",
    "clean/headlines.SIGNED": "clean/test_headlines.py::test_the_headline_stands_above_the_article",
    "clean/headlines.HEADLINE_WORDS": "clean/test_headlines.py::test_a_headline_has_two_to_forty_words",
    "clean/headlines.LINKED": "clean/test_headlines.py::test_a_standfirst_is_kept_with_its_headline_and_is_no_link",
    "clean/headlines.LONG_DECK": "clean/test_headlines.py::"
    "test_a_line_of_twenty_words_right_below_the_headline_is_no_link",
    "clean/headlines.NAME_WORDS": "clean/test_headlines.py::test_a_bare_name_has_two_to_four_words_with_capitals",
    "clean/headlines.NEAR": "clean/test_headlines.py::test_a_headline_that_nothing_names_is_looked_for_in_twelve_lines",
    "clean/headlines.SET_APART": "clean/test_headlines.py::"
    "test_a_first_paragraph_that_is_not_set_apart_is_the_standfirst_when_most_others_are",
    "clean/headlines.SHORTEST": "clean/test_headlines.py::test_a_line_within_a_title_has_ten_letters_and_three_words",
    "clean/headlines.STANDFIRST_WORDS": "clean/test_headlines.py::test_a_standfirst_has_six_to_sixty_words",
    "clean/headlines.TITLED": "clean/test_headlines.py::test_a_line_with_six_capitals_in_ten_words_is_a_title",
    "clean/labels.LEAST": "clean/test_labels.py::test_without_a_form_no_label_is_cut_off",
    "clean/labels.TOP": "clean/test_labels.py::test_a_form_stands_in_the_first_sixteen_lines",
    "clean/main_content.AGREED": "clean/test_main_content.py::"
    "test_the_second_opinion_counts_when_it_holds_four_fifths_of_the_extraction",
    "clean/main_content.CERTAIN": "clean/test_main_content.py::"
    "test_a_short_line_is_certain_by_all_its_words_and_a_long_one_by_an_end",
    "clean/main_content.LINES": "clean/test_main_content.py::"
    "test_pages_beyond_ten_thousand_lines_are_not_given_to_the_extractor",
    "clean/main_content.LINKED": "clean/test_main_content.py::test_an_item_is_a_link_from_nine_tenths_on",
    "clean/main_content.LOST": "clean/test_main_content.py::"
    "test_paragraphs_that_the_extractor_lost_are_added_when_we_find_half_as_many_again",
    "clean/main_content.MAJORITY": "clean/test_main_content.py::test_two_of_three_opinions_make_a_line_the_articles",
    "clean/main_content.MOST": "clean/test_main_content.py::"
    "test_a_short_line_is_certain_by_all_its_words_and_a_long_one_by_an_end",
    "clean/main_content.SHINGLE": "clean/test_main_content.py::"
    "test_a_short_line_is_certain_by_all_its_words_and_a_long_one_by_an_end",
    "clean/notices.PROMPTS_BELOW": "clean/test_notices.py::test_prompts_begin_within_three_lines_of_the_model",
    "clean/notices._FIRST_SENTENCE": "clean/test_notices.py::"
    "test_a_disclaimer_speaks_of_a_machine_in_its_first_320_characters_or_not_at_all",
    "facts/authors.BELOW_TITLE": "facts/test_authors.py::"
    "test_where_bylines_differ_the_one_within_eight_lines_of_the_title_counts",
    "facts/authors.SIGN_WORDS": "facts/test_authors.py::test_a_line_of_fourteen_words_bears_out_a_name",
    "facts/bylines.LONGEST": "facts/test_bylines.py::test_a_byline_has_at_most_160_characters",
    "facts/bylines.MAX_AUTHORS": "facts/test_bylines.py::test_a_byline_names_at_most_eight_people",
    "facts/bylines._WORDS_OF_A_NAME": "facts/test_bylines.py::test_a_full_name_has_capitals_and_two_to_five_words",
    "facts/dates.NEAR_BYLINE": "facts/test_metadata.py::test_a_day_within_two_lines_of_the_byline_is_the_articles",
    "facts/metadata.MAX_ADDRESS": "facts/test_metadata.py::test_an_address_has_at_most_2000_characters",
    "facts/near_text.ABOVE_TEXT": "facts/test_near_text.py::test_the_article_begins_within_twelve_lines",
    "facts/near_text.BELOW_HEADLINE": "facts/test_near_text.py::test_a_headline_stands_at_most_five_lines_above",
    "facts/near_text.HEADLINE_LETTERS": "facts/test_near_text.py::"
    "test_the_first_line_of_a_dump_names_its_headline_of_ten_letters",
    "facts/near_text.HEADLINE_WORDS": "facts/test_near_text.py::test_a_line_stands_between_a_headline_and_its_article",
    "facts/near_text.LINES": "facts/test_near_text.py::test_two_hundred_lines_are_looked_at",
    "facts/near_text.LONGEST": "facts/test_near_text.py::test_a_line_that_is_looked_at_has_at_most_160_characters",
    "facts/near_text.PARAGRAPHS": "facts/test_near_text.py::test_three_paragraphs_may_stand_above",
    "facts/near_text.PARAGRAPH_WORDS": "facts/test_near_text.py::test_a_paragraph_has_twelve_words",
    "facts/printed_dates.BUDDHIST_ERA": "facts/test_printed_dates.py::test_a_thai_year_counts_from_the_buddha",
    "facts/printed_dates.FIRST_BUDDHIST_YEAR": "facts/test_printed_dates.py::test_a_thai_year_counts_from_the_buddha",
    "facts/printed_dates.LONGEST": "facts/test_printed_dates.py::test_a_line_with_a_day_has_at_most_160_characters",
    "facts/printed_dates.FIRST_YEAR": "facts/test_printed_dates.py::test_a_line_is_nothing_but_a_day",
    "facts/printed_dates.LAST_YEAR": "facts/test_printed_dates.py::test_a_line_is_nothing_but_a_day",
    "facts/printed_dates.TURN": "facts/test_printed_dates.py::test_a_line_says_when_something_was_published",
    "facts/publishers.MASTHEAD_LINES": "facts/test_publishers.py::test_a_dump_begins_with_the_name_of_its_house",
    "facts/publishers.OWN_LETTERS": "facts/test_publishers.py::test_four_letters_of_a_name_in_the_domain_are_its_own",
    "facts/page_markup.MAX_ELEMENTS": "facts/test_page_markup.py::"
    "test_elements_of_comments_teasers_and_menus_are_left_out",
    "facts/page_markup.MAX_JSON": "facts/test_metadata.py::test_a_block_of_statements_has_at_most_a_million_characters",
    "facts/page_markup.MAX_NODES": "facts/test_metadata.py::test_five_thousand_values_are_looked_at",
    "facts/page_markup.MAX_VALUE": "facts/test_metadata.py::test_a_value_has_at_most_500_characters",
    "fetch/fetch.HOPS": "fetch/test_fetch.py::test_the_sixth_redirect_is_one_too_many",
    "fetch/fetch.FRAMING": "fetch/test_fetch.py::test_marks_between_chunks_cannot_fill_the_memory",
    "fetch/fetch.LONGEST_URL": "fetch/test_fetch.py::test_an_address_has_at_most_4096_characters",
    "fetch/fetch.ATTEMPTS": "fetch/test_fetch.py::test_four_addresses_of_a_name_are_tried",
    "fetch/response_policy.LONGEST_WAIT": "fetch/test_response_policy.py::"
    "test_retry_after_is_a_number_of_seconds_or_nothing",
    "render/decode.MAX_BROKEN_SHARE": "render/test_decode.py::"
    "test_an_undeclared_page_is_asked_for_another_charset_when_one_in_a_thousand_is_broken",
    "render/decode.MAX_BYTES": "render/test_decode.py::test_a_text_has_at_most_ten_million_bytes",
    "render/decode.MAX_CONTROL_SHARE": "render/test_decode.py::"
    "test_two_in_a_hundred_control_characters_and_one_are_still_text",
    "render/lines.ITEM": "render/test_lines.py::test_the_items_of_a_menu_have_at_most_thirty_characters_on_average",
    "render/lines.MARGIN": "render/test_lines.py::test_a_text_is_wrapped_when_its_lines_have_40_to_120_characters",
    "render/lines.RUN": "render/test_lines.py::test_a_line_is_cut_where_a_break_was_certainly_lost",
    "render/lines.UNSTOPPED_WORDS": "render/test_lines.py::test_prose_reads_as_whole_sentences",
    "render/lines.WRAPPED": "render/test_lines.py::test_a_text_is_wrapped_when_three_lines_run_on",
    "render/markup.MAX_ATTRIBUTES": "render/test_markup.py::test_a_tag_of_thousands_of_attributes_loses_them",
    "render/markup.PATH_DEPTH": "render/test_markup.py::test_a_line_knows_the_elements_it_stood_in",
    "render/subtitles.MARKS": "render/test_subtitles.py::test_two_time_marks_make_a_subtitle_file",
    "render/subtitles.UNFINISHED": "render/test_subtitles.py::test_one_cue_in_ten_may_end_inside_a_sentence",
}
BENCHMARK_ALONE = {
    "clean/main_content.PLACES": "bounds the time that ten thousand equal lines take",
    "fetch/decompress._STEP": "bytes unpacked at a time: memory and speed, never the result",
    "fetch/fetch.CHUNK": "bytes read at a time: memory and speed, never the result",
    "render/decode.SNIFFED_BYTES": "bounds the time of charset detection, whose guess it feeds as a whole",
}


def constants() -> list[str]:
    """Name the numbers that a module of the steps sets by a name in capitals."""
    found = []
    for file in sorted(STEPS.rglob("*.py")):
        module = str(file.relative_to(STEPS).with_suffix(""))
        for statement in ast.parse(file.read_text()).body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                name = statement.targets[0].id
                if name.strip("_").isupper() and _is_number(statement.value):
                    found.append(f"{module}.{name}")
    return found


def _is_number(value: ast.expr) -> bool:
    match value:
        case ast.Constant(value=int() | float()):
            return not isinstance(value.value, bool)
        case ast.UnaryOp(operand=operand):
            return _is_number(operand)
        case ast.Tuple(elts=parts):
            return bool(parts) and all(map(_is_number, parts))
        case ast.Call(func=ast.Name(id="range")):
            return True
    return False


def test_each_constant_is_held_by_cases_or_by_the_benchmark_for_a_reason() -> None:
    assert sorted([*CASES, *BENCHMARK_ALONE]) == sorted(constants())
    assert all(BENCHMARK_ALONE.values())


@pytest.mark.parametrize("place", sorted(set(CASES.values())))
def test_the_cases_exist(place: str) -> None:
    file, _, name = place.partition("::")
    assert f"def {name}(" in (TESTS / file).read_text()
