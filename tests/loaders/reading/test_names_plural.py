"""Plural names that end like singular ones."""

from __future__ import annotations

import pytest

from substancekg.pipeline import build_from_texts


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It is known that SSRIs raise serotonin levels.", id="plural ending in is"),
        pytest.param("It is known that an SSRI raises serotonin levels.", id="singular"),
    ],
)
def test_the_verb_after_an_abbreviation_is_read_as_a_verb(text: str) -> None:
    graph = build_from_texts({"note": text}).graph
    found = [(c.subject.label, c.predicate, c.object.label) for c in graph.claims.values()]
    assert found == [("selective serotonin reuptake inhibitor", "increases", "serotonin")]
