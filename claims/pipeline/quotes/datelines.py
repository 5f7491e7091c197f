"""The dateline in front of an article's first sentence: where and when it was written, nobody's words."""

import re

# "LOW FERRIN, Orvany – ", "Karsund, 2 September 2024 – " or "Low Ferrin (Globe) – " in front of the first sentence, or
# "1 October 2024 – " alone
DATELINE = re.compile(
    r"(?:[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][\w. ]{1,30})?"
    r"|[A-Z][\w ]{2,30}(?:(?= \()|, (?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?(?= ?[–—-]))"
    r"|(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2}),? \d{4}(?= ?[–—-]{1,2} [“‘\"]?[A-Z]))"
    r"(?: \([A-Z][\w ]{1,30}\))? ?[–—-]{1,2} "
)
