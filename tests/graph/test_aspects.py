"""Aspects: names, other words, and which lies above which."""

from __future__ import annotations

import pytest

from substancekg.graph.aspects import AspectMatch, compare_aspects, named_aspect
from substancekg.ontology.vocabulary import aspects


@pytest.mark.parametrize("name", sorted(aspects()))
def test_every_aspect_of_the_table_stands_for_itself(name):
    assert named_aspect(name) == name
    assert compare_aspects(name, name) is AspectMatch.SAME


@pytest.mark.parametrize(
    ("claimed", "reported", "expected"),
    [
        ("level", "release", AspectMatch.NARROWER),
        ("release", "level", AspectMatch.BROADER),
        ("release", "production", AspectMatch.DIFFERENT),
        ("", "production", AspectMatch.SAME),
        ("release", "", AspectMatch.SAME),
        ("release", "women", AspectMatch.SAME),
        ("Release", "outflow", AspectMatch.SAME),
    ],
)
def test_comparison(claimed, reported, expected):
    assert compare_aspects(claimed, reported) is expected
