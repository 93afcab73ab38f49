"""Text made safe to show: no control, bidirectional or invisible characters of a document."""

from __future__ import annotations

import re

# Control characters but tab and line ends, lone surrogates, bidirectional controls and other
# invisible format characters. The joiners U+200C and U+200D and the soft hyphen stay: some
# scripts need them, and they cannot turn text round.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_LINE_ENDS = re.compile("[\t\n\r\x85\u2028\u2029]+")
REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """Return the text with unsafe characters replaced by U+FFFD and line ends by one space.

    A reversed file name stays readable as it is stored, and the mark shows that something stood
    there.

    >>> clean("a" + chr(0x202E) + "gpj.exe") == "a" + chr(0xFFFD) + "gpj.exe"
    True
    """
    return _LINE_ENDS.sub(" ", _UNSAFE.sub(REPLACEMENT, text))


def shorten(text: str, limit: int) -> str:
    """Return the text cut to at most ``limit`` characters, the last one an ellipsis if cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "\u2026"
