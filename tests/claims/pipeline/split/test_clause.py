"""What grammar says of a verb: its whole subject, its tense, its denial, and what stands in front."""

import pytest

from claims.pipeline.split import clause
from tests.claims.pipeline.article import doc_of

# why, sentence, the whole subject of its verb
SUBJECTS = [
    ("with what hangs on it", "The mayor of Lund sold it.", "The mayor of Lund"),
    ("without an apposition", "Reed, a nurse, sold it.", "Reed"),
    ("without a loose clause", "The mill, which the town owned, lost it.", "The mill"),
    ("with a clause that picks out", "Schools that closed lost it.", "Schools that closed"),
    ("two of them", "Reed and Wolf sold it.", "Reed and Wolf"),
]


@pytest.mark.parametrize(("why", "sentence", "expected"), SUBJECTS, ids=[row[0] for row in SUBJECTS])
def test_a_subject_is_whole_and_says_nothing_in_passing(why: str, sentence: str, expected: str) -> None:
    doc = doc_of(sentence)
    root = next(t for t in doc if t.dep_ == "ROOT")
    assert " ".join(t.text for t in clause.subject_phrase(root, list(doc))) == expected, why


# why, sentence, whether its verb is finite, denied, past
TENSES = [
    ("closed", "The mill closed.", (True, False, True)),
    ("has closed", "The mill has closed.", (True, False, False)),
    ("may close", "The mill may close.", (True, False, False)),
    ("did not close", "The mill did not close.", (True, True, True)),
    ("never", "The mill never closed.", (True, True, True)),
    ("sells", "The old mill sells bread.", (True, False, False)),
]


@pytest.mark.parametrize(("why", "sentence", "expected"), TENSES, ids=[row[0] for row in TENSES])
def test_a_verb_has_its_tense_and_denial(why: str, sentence: str, expected: tuple[bool, bool, bool]) -> None:
    root = next(t for t in doc_of(sentence) if t.dep_ == "ROOT")
    assert (clause.is_finite(root), clause.is_denied(root), clause.is_past(root)) == expected, why


# why, sentence, what stands in front
FRONTS = [
    ("a year", "In 2016 the mill closed.", "In 2016"),
    ("a place", "Across the valley, wells ran dry.", "Across the valley"),
    ("no time", "For example, the mill closed.", ""),
    ("a source", "According to the town, the mill closed.", ""),
    ("nothing", "The mill closed in 2016.", ""),
]


@pytest.mark.parametrize(("why", "sentence", "expected"), FRONTS, ids=[row[0] for row in FRONTS])
def test_time_and_place_in_front_hold_for_all(why: str, sentence: str, expected: str) -> None:
    doc = doc_of(sentence)
    root = next(t for t in doc if t.dep_ == "ROOT")
    assert " ".join(t.text for t in clause.front(root, list(doc))) == expected, why


COMPANY, END = "the company", "the end of the company"


@pytest.mark.parametrize(
    ("why", "carried", "certain", "expected"),
    [
        ("nothing is in doubt", COMPANY, True, (True, [])),
        ("the same words", COMPANY, False, (False, [END])),
        ("with words around them", f"In 2016 {COMPANY} was", False, (False, [f"In 2016 {END} was"])),
        ("other words", "the town", False, (True, [])),
    ],
)
def test_what_a_clause_carries_in_doubt_its_parts_carry_in_doubt(why, carried, certain, expected) -> None:
    def words(text: str) -> tuple:
        return tuple(text.split())

    head = doc_of("The mill closed.")[2]
    others = () if certain else (words(END),)
    whole = clause.SplitClause(
        head, (head,), carried=(clause.Placed(0, words(COMPANY), certain=certain, others=others),)
    )
    made = clause.in_doubt(clause.SplitClause(head, (head,), carried=(clause.Placed(0, words(carried)),)), whole)
    (placed,) = made.carried
    assert (placed.certain, [" ".join(other) for other in placed.others]) == expected, why
