"""Where sentences end, and where they do not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.loaders.reading.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("Kava calms. Valerian too.", 2, id="two"),
        pytest.param("Herbs, e.g. kava, calm. They do.", 2, id="e.g."),
        pytest.param("M. speciosa is a tree. It grows.", 2, id="initial"),
        pytest.param("Take 2.5 mg daily. It helps.", 2, id="decimal"),
        pytest.param("Dr. Smith et al. found it. It works.", 2, id="titles"),
        pytest.param("“Kava calms.” She said so.", 2, id="closing quote"),
        pytest.param("Does it work? Yes! It does.", 3, id="question and exclamation"),
        pytest.param("It contains vitamin D. It helps.", 2, id="vitamin"),
        pytest.param("It was vs. placebo only.", 1, id="vs."),
        pytest.param("Kava calms.Valerian does too.", 2, id="no blank between"),
        pytest.param("", 0, id="empty"),
        pytest.param("   ", 0, id="blank"),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert len(list(split_sentences(text, 0, len(text)))) == count


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_sentences_cover_all_words_in_order(text: str) -> None:
    spans = list(split_sentences(text, 0, len(text)))
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    joined = "".join("".join(text[a:b].split()) for a, b in spans)
    assert joined == "".join(text.split())
