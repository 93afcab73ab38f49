"""Entities and their slugs."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.ontology.entities import Entity, slugify


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("μ-opioid receptor", "mu-opioid-receptor"),
        ("Μ-Opioid  Receptor", "mu-opioid-receptor"),
        ("Δ9-THC", "delta9-thc"),
        ("γ-aminobutyric acid (GABA)", "gamma-aminobutyric-acid-gaba"),
        ("St. John's wort", "st-john-s-wort"),
        ("yagé", "yage"),
        ("NAD+", "nad"),
        ("…", ""),
    ],
)
def test_a_slug_is_ascii_with_greek_letters_spelt_out(name: str, slug: str) -> None:
    assert slugify(name) == slug


@settings(max_examples=150)
@given(st.text())
def test_a_slug_is_always_fit_for_an_iri_and_stays_itself(name: str) -> None:
    slug = slugify(name)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert slugify(slug) == slug


def test_an_entity_goes_by_its_identifier_or_else_by_its_slug() -> None:
    assert Entity("mitragynine", "Compound", "CHEBI:6956").id == "CHEBI:6956"
    assert Entity("kratom", "Botanical").id == "ent:kratom"


def test_names_do_not_make_another_entity() -> None:
    assert Entity("kratom", "Botanical", synonyms=("ketum",)) == Entity("kratom", "Botanical")
