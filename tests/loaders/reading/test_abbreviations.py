"""Abbreviations that a text defines itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from substancekg.graph.assertions import Assertion
from substancekg.loaders.reading.abbreviations import is_short_form, is_short_form_of


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        pytest.param("VA", "valerenic acid", True, id="initials"),
        pytest.param("MG", "mitragynine", True, id="letters inside a word"),
        pytest.param("KVX", "kavalactone", False, id="a letter too many"),
        pytest.param("LA", "valerenic acid", False, id="first letter inside a word"),
        pytest.param("5-HTP", "5-hydroxytryptophan", True, id="digit and hyphen"),
    ],
)
def test_letters_must_stand_in_order(short: str, long: str, fits: bool) -> None:
    assert is_short_form_of(short, long) is fits


@pytest.mark.parametrize(("word", "is_short"), [("VA", True), ("Root", False), ("oil", False)])
def test_ordinary_words_are_no_abbreviations(word: str, is_short: bool) -> None:
    assert is_short_form(word) is is_short


def test_a_defined_abbreviation_names_the_entity_from_then_on(
    assertions: Callable[[str], list[Assertion]],
) -> None:
    found = assertions("Valerenic acid (VLA) is found in valerian. VLA reduces anxiety.")
    assert ("valerenic acid", "VLA", "alleviates", "anxiety") in {
        (a.subject.label, a.subject_text, a.predicate, a.object.label) for a in found
    }


def test_an_abbreviation_that_is_not_defined_names_nothing(
    assertions: Callable[[str], list[Assertion]],
) -> None:
    assert assertions("Valerian is a herb. VLA reduces anxiety.")[1:] == []


def test_the_definition_wins_over_the_lexicon(
    assertions: Callable[[str], list[Assertion]],
) -> None:
    found = assertions("Melatonin (MAO) relieves pain. MAO reduces anxiety.")
    assert [a.subject.label for a in found] == ["melatonin", "melatonin"]
