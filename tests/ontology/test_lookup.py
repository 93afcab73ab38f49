"""What `lookup` says of a name."""

import json

import pytest

from substancekg.errors import UnknownNameError
from substancekg.ontology.lexicon import default_lexicon
from substancekg.ontology.lookup import lookup

LEXICON = default_lexicon()


def test_a_compound_shows_identifier_classes_and_where_it_is_found() -> None:
    card = lookup("chebi:6956", LEXICON)
    assert (card.name, card.label, card.id) == ("chebi:6956", "mitragynine", "CHEBI:6956")
    assert card.iri == card.page == "http://purl.obolibrary.org/obo/CHEBI_6956"
    assert card.parents == ("kratom alkaloid",)
    assert "alkaloid" in card.ancestors
    assert "kratom" in card.contained_in
    assert "7-hydroxymitragynine" in card.metabolites
    assert ("MESH:C001801", "https://meshb.nlm.nih.gov/record/ui?ui=C001801") in card.xrefs


def test_a_botanical_shows_its_plant_and_constituents() -> None:
    card = lookup("kratom", LEXICON)
    assert (card.id, card.iri, card.page) == ("ent:kratom", "", "")
    assert card.derived_from == ("Mitragyna speciosa",)
    assert "mitragynine" in card.contains


def test_a_class_shows_its_members() -> None:
    assert "mu-opioid receptor" in lookup("opioid receptor", LEXICON).children


def test_the_fields_are_plain_data() -> None:
    data = lookup("MOR", LEXICON).as_dict()
    assert json.loads(json.dumps(data))["label"] == "mu-opioid receptor"


def test_the_text_leaves_out_what_is_not_known() -> None:
    text = lookup("MOR", LEXICON).as_text()
    assert text.startswith("mu-opioid receptor (Receptor), found as 'MOR'\n  identifier: HGNC:")
    assert "contains" not in text
    assert not text.endswith("\n")
    assert "generic" in lookup("receptor", LEXICON).as_text()


def test_an_unknown_name_is_refused_with_suggestions() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'kratom'"):
        lookup("kratomm", LEXICON)
