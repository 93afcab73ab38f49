"""Folding of text for comparison, without moving any character.

Every function here returns a string of the same length, so that an offset in the folded text is
the offset in the document.
"""

from __future__ import annotations

import re
from typing import Final

_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−﹘﹣－", "-"),
        **dict.fromkeys("‘’ʼ′`´＇", "'"),
        **dict.fromkeys("“”«»„‟", '"'),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000", " "),
        "µ": "μ",
        "İ": "I",
        "ϐ": "β",
    }
)
_NO_WORD: Final = re.compile(r"[\W_]")


def fold_marks(text: str) -> str:
    """Return the text with one kind of dash, apostrophe, quotation mark and space.

    >>> fold_marks("St John’s wort – 5‑HTP")
    "St John's wort - 5-HTP"
    """
    if text.isascii():
        return text.replace("`", "'")
    return text.translate(_SAME)


def fold_case(text: str) -> str:
    """Return the text in lower case.

    The few characters whose lower case has another length stay as they are.
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def fold_words(text: str) -> str:
    """Return lower-case words with every other character as a space.

    >>> fold_words("μ‑Opioid (MOR)")
    'μ opioid  mor '
    """
    return _NO_WORD.sub(" ", fold_case(fold_marks(text)))
