"""What stands in front of a sentence and is nobody's words: where and when it was written, or an item's number."""

import re

# "LOW FERRIN, Orvany – ", "Karsund, 2 September 2024 – " or "Low Ferrin (Globe) – " in front of the first sentence, or
# "1 October 2024 – " alone; "2. " and "(b) " in front of an item of a list
_NUMBER = r"(?:\d{1,2}[.)]|\((?:\d{1,2}|[a-z])\)) (?=[a-z]{2}|[A-Z][a-z]+ [a-z])"
DATELINE = re.compile(
    rf"{_NUMBER}|"
    r"(?:[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][\w. ]{1,30})?"
    r"|[A-Z][\w ]{2,30}(?:(?= \()|, (?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?(?= ?[–—-]))"
    r"|(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2}),? \d{4}(?= ?[–—-]{1,2} [“‘\"]?[A-Z]))"
    r"(?: \([A-Z][\w ]{1,30}\))? ?[–—-]{1,2} "
)


def numbers_item(text: str, end: int) -> bool:
    """Return whether what stands before a place in a sentence is the number of an item: (b) | sold the mill."""
    found = re.match(_NUMBER, text)
    return found is not None and found.end() == end
