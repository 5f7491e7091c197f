"""Numbers as forms and addresses write them: plain ASCII digits, and nothing is guessed."""

import re
from typing import Final

MAX_ID: Final = 2**63 - 1  # the largest key that the database holds
MAX_INT: Final = 2**31 - 1  # the largest count or offset
DIGITS = re.compile("[0-9]{1,19}")


def int_param(value: object, *, least: int = 1, most: int = MAX_ID) -> int | None:
    """Return the number that a text writes, from `least` to `most`, both included; None when it writes none.

    Only a text of ASCII digits is a number: no sign, space, fraction, exponent, word or digit of another script.
    """
    if not isinstance(value, str) or not DIGITS.fullmatch(value):
        return None
    number = int(value)
    return number if least <= number <= most else None
