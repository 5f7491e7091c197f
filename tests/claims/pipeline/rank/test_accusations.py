"""Who is accused, who only seems to be, and who answers for it."""

import pytest

from claims.pipeline.rank import accusations
from tests.claims.pipeline.article import doc_of

# text, whether it accuses, whether it accuses a named party, whether somebody answers for it
ROWS = [
    ("Brandt Marine falsified a test in the harbour.", True, True, False),
    ("They falsified a test of Brandt Marine in the harbour.", True, False, False),
    ("A test was falsified by Brandt Marine in the harbour.", True, True, False),
    ("A test was falsified in the harbour of Sorn.", True, True, False),
    ("Brandt Marine did not falsify a test in the harbour.", False, False, False),
    ("Brandt Marine never falsified a test in the harbour.", False, False, False),
    ("The regulation of Sorn provoked a wave of letters.", False, False, False),
    ("Ada Brink provoked a fight in the harbour.", True, True, False),
    ("Ada Brink lay down in the harbour.", False, False, False),
    ("Ada Brink lied to the board of the harbour.", True, True, False),
    ("The towns of Sorn and Arn lie in the valley.", False, False, False),
    ("Ada Brink was convicted of theft in Sorn.", False, False, True),
    ("Ada Brink was charged with theft in Sorn.", True, True, True),
    ("Ada Brink was charged by the Sorn Fraud Office.", False, False, True),
    ("Ada Brink left the harbour of Sorn.", False, False, False),
]


@pytest.mark.parametrize(("text", "accuses", "named", "answered"), ROWS, ids=[row[0] for row in ROWS])
def test_says_who_is_accused(text: str, accuses: bool, named: bool, answered: bool) -> None:
    words = list(doc_of(text))
    assert accusations.accuses(words) is accuses
    assert (accusations.accuses(words) and accusations.accuses_named(words)) is named
    assert accusations.is_answered(words) is answered


def test_who_denies_a_wrong_accuses_nobody() -> None:
    words = list(doc_of("The owner denied the theft of the bell."))
    assert accusations.denies(words)
    assert not accusations.accuses(words)
    assert not accusations.denies(list(doc_of("The owner denied that Brink falsified the theft.")))
