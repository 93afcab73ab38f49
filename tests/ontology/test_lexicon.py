"""Looking up entities: names, identifiers, classes, constituents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.errors import UnknownNameError
from substancekg.ontology.composition import CompositionFact
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon, default_lexicon

ALKALOID = Entity("alkaloid", "CompoundClass")
FOOINE = Entity(
    "fooine", "Compound", "CHEBI:1", synonyms=("μ-fooine", "FOO"), xrefs=("MESH:D000001",),
    parents=("alkaloid",),
)  # fmt: skip
BARINE = Entity("barine", "Compound", parents=("fooine", "alkaloid"))
HERB = Entity("herb A", "Botanical")
PLANT = Entity("Herba alba", "Plant", "NCBITaxon:1")
SMALL = Lexicon(
    [ALKALOID, FOOINE, BARINE, HERB, PLANT],
    [
        CompositionFact(HERB, "contains", BARINE, "x"),
        CompositionFact(HERB, "derived_from", PLANT, "x"),
        CompositionFact(PLANT, "contains", FOOINE, "x"),
        CompositionFact(PLANT, "contains", BARINE, "x"),
    ],
)


@pytest.mark.parametrize(
    "name",
    ["fooine", "Fooine", "FOOINES", "mu-fooine", "Μ fooine", "FOO", "CHEBI:1", "chebi:1",
     "MESH:D000001", "mesh:D000001", "ent:fooine", " fooine "],
)  # fmt: skip
def test_an_entity_is_found_by_every_form_of_its_names_and_identifiers(name: str) -> None:
    assert SMALL.get(name) == FOOINE


@pytest.mark.parametrize("name", ["foo", "CHEBI:2", "barin", "", "ent:", "x:y"])
def test_other_names_find_nothing(name: str) -> None:
    assert SMALL.get(name) is None


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("AChE", "acetylcholinesterase"),
        ("MAT", "medication-assisted treatment"),
        ("SERTs", "serotonin transporter"),
        ("gaba", "gamma-aminobutyric acid"),
        ("μ-opioid receptors", "mu-opioid receptor"),
        ("5HT2A", "5-HT2A receptor"),
        ("kratom", "kratom"),
        ("diarrhoea", "diarrhea"),
        ("amphetamine", "amphetamine"),
        ("Amphetamines", "amphetamine class"),
    ],
)
def test_known_names_are_found(written: str, label: str) -> None:
    found = default_lexicon().get(written)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize("word", ["mat", "paws", "soma", "versed", "sud", "ros"])
def test_ordinary_words_are_no_acronyms(word: str) -> None:
    assert default_lexicon().get(word) is None


def test_an_ache_is_no_enzyme() -> None:
    assert default_lexicon().resolve("ache").type == "Condition"


def test_an_unknown_name_suggests_nearly_right_ones() -> None:
    with pytest.raises(UnknownNameError) as caught:
        default_lexicon().resolve("mitragynnine")
    assert caught.value.suggestions[0] == "mitragynine"


def test_an_own_identifier_goes_before_a_cross_reference() -> None:
    first = Entity("a", "Compound", "CHEBI:1", xrefs=("MESH:D000002",))
    second = Entity("b", "Compound", "MESH:D000002")
    assert Lexicon([first, second]).entity_for_curie("MESH:D000002") == second


def test_ancestors_come_nearest_first_and_once() -> None:
    assert SMALL.parents(BARINE) == (FOOINE, ALKALOID)
    assert SMALL.ancestors(BARINE) == (FOOINE, ALKALOID)
    assert SMALL.ancestors(ALKALOID) == ()


def test_roles_describe_an_entity_without_being_its_classes() -> None:
    calming = Entity("calming herb", "CompoundClass", parents=("herb",))
    herb = Entity("herb", "CompoundClass")
    saffron = Entity("saffron", "Botanical", parents=("herb",), roles=("calming herb",))
    lexicon = Lexicon([calming, herb, saffron])
    assert lexicon.ancestors(saffron) == (herb,)
    assert lexicon.described_as(saffron) == (herb, calming)
    assert lexicon.described_as(herb) == ()


def test_constituents_are_its_own_then_those_of_its_plant() -> None:
    assert SMALL.constituents(HERB) == (BARINE, FOOINE)
    assert SMALL.constituents(FOOINE) == ()


def test_kratom_holds_mitragynine() -> None:
    lexicon = default_lexicon()
    assert lexicon.resolve("mitragynine") in lexicon.constituents(lexicon.resolve("kratom"))


@settings(max_examples=30, deadline=None)
@given(order=st.permutations(list(SMALL.entities.values())))
def test_the_fingerprint_does_not_depend_on_the_order(order: list[Entity]) -> None:
    assert Lexicon(order, SMALL.composition[::-1]).fingerprint == SMALL.fingerprint


def test_the_fingerprint_tells_lexicons_apart() -> None:
    fewer = Lexicon([ALKALOID, FOOINE, HERB, PLANT])
    assert fewer.fingerprint != SMALL.fingerprint
    assert Lexicon(SMALL.entities.values()).fingerprint != SMALL.fingerprint
