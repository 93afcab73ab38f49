from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.viz.text import REPLACEMENT, clean, shorten

KEPT_FORMATS = {"\u00ad", "\u200c", "\u200d"}


def test_bidirectional_controls_become_visible_marks() -> None:
    assert clean("a\u202egpj.exe\u2069") == f"a{REPLACEMENT}gpj.exe{REPLACEMENT}"


def test_line_ends_become_one_space() -> None:
    assert clean("a\r\nb\u2028\tc") == "a b c"


def test_lone_surrogates_can_be_written_as_utf8() -> None:
    assert clean("x\ud800y").encode("utf-8") == "x\ufffdy".encode()


def test_letters_of_all_scripts_and_their_joiners_stay() -> None:
    text = "μ-opioid 5-HT₂A שלום नमस्ते क्\u200dष café 薬 👩\u200d⚕️"
    assert clean(text) == text


@given(st.text(st.characters(), max_size=60))
@settings(max_examples=200)
def test_nothing_that_steers_or_hides_is_left(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    for char in cleaned:
        category = unicodedata.category(char)
        assert category not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(char) not in (
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
        )  # fmt: skip
    assert clean(cleaned) == cleaned


def test_cut_text_ends_in_an_ellipsis_within_the_limit() -> None:
    assert shorten("abcdef", 4) == "abc…"
    assert shorten("abcd", 4) == "abcd"
