"""How names are found: boundaries, case, dashes, the longest one, and names left to the grammar."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.loaders.reading.effects import effect_adjectives
from substancekg.loaders.reading.folding import fold_case, fold_marks, fold_words
from substancekg.loaders.reading.names import NameIndex
from substancekg.ontology.lexicon import default_lexicon


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex(default_lexicon(), effect_adjectives())


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param("kratom", ["kratom"], id="plain"),
        pytest.param("Kratom's leaves", ["kratom"], id="possessive"),
        pytest.param("St John’s wort", ["St. John's wort"], id="curly apostrophe"),
        pytest.param("St. John's wort", ["St. John's wort"], id="full stop inside"),
        pytest.param("μ‑opioid receptors", ["mu-opioid receptor"], id="Greek and narrow hyphen"),
        pytest.param("mu opioid receptor", ["mu-opioid receptor"], id="spelt out"),
        pytest.param("5-HT2A and 5-HT1A", ["5-HT2A receptor", "5-HT1A receptor"], id="subtypes"),
        pytest.param("painful", [], id="no part of a word"),
        pytest.param("a mat and an ache", ["pain"], id="no acronym in lower case"),
        pytest.param("alcohol withdrawal symptoms", ["alcohol withdrawal"], id="longest"),
        pytest.param("dopamine release", ["dopamine"], id="aspect left to the grammar"),
        pytest.param("pain relief", ["pain"], id="event left to the grammar"),
        pytest.param("NMDA receptor antagonist", ["NMDA receptor"], id="role left to the grammar"),
        pytest.param("opioid antagonist", ["opioid antagonist"], id="class of drugs"),
    ],
)
def test_names_are_found(text: str, labels: list[str], index: NameIndex) -> None:
    assert [mention.entity.label for mention in index.find(text)] == labels


@given(st.text(max_size=120))
@settings(max_examples=80, deadline=None)
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold_marks(text)) == len(fold_case(text)) == len(fold_words(text)) == len(text)


@given(st.lists(st.sampled_from(["kava", "and", "pain relief", "μ-opioid", "(", "5‑HTP", "é"])))
@settings(max_examples=60, deadline=None)
def test_mentions_are_ordered_and_apart(index: NameIndex, words: list[str]) -> None:
    found = index.find(" ".join(words))
    ends = [mention.span.end for mention in found]
    starts = [mention.span.start for mention in found]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
