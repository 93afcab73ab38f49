"""CURIEs, IRIs and pages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.ontology.identifiers import (
    curie_of,
    iri_of,
    link_of,
    parse,
    prefixes,
    standard_curie,
)
from substancekg.ontology.lexicon import default_lexicon

EXAMPLES = [
    ("CHEBI:6956", "http://purl.obolibrary.org/obo/CHEBI_6956"),
    ("NCBITaxon:170351", "http://purl.obolibrary.org/obo/NCBITaxon_170351"),
    ("GO:0042416", "http://purl.obolibrary.org/obo/GO_0042416"),
    ("MESH:D008550", "http://id.nlm.nih.gov/mesh/D008550"),
    ("UNIPROT:P35372", "http://purl.uniprot.org/uniprot/P35372"),
    ("HGNC:8156", "http://identifiers.org/hgnc/8156"),
    ("FPLX:PDE4", "http://identifiers.org/fplx/PDE4"),
    ("PMID:39923979", "http://identifiers.org/pubmed/39923979"),
    ("PMC:PMC2964901", "http://identifiers.org/pmc/PMC2964901"),
    ("DOI:10.1124/pr.110.002832", "https://doi.org/10.1124/pr.110.002832"),
]


@pytest.mark.parametrize(("curie", "iri"), EXAMPLES)
def test_a_curie_has_one_iri_and_comes_back_from_it(curie: str, iri: str) -> None:
    assert iri_of(curie) == iri
    assert curie_of(iri) == curie


@pytest.mark.parametrize(
    ("written", "standard"),
    [
        ("mesh:D008550", "MESH:D008550"),
        ("pubmed:1", "PMID:1"),
        ("UniProtKB:P35372", "UNIPROT:P35372"),
        ("GeneID:4988", "NCBIGENE:4988"),
        ("HGNC:HGNC:8156", "HGNC:8156"),
        ("PMCID:2964901", "PMC:PMC2964901"),
        ("taxonomy:9606", "NCBITaxon:9606"),
        (" CHEBI:6956 ", "CHEBI:6956"),
    ],
)
def test_other_spellings_become_the_standard_one(written: str, standard: str) -> None:
    assert standard_curie(written) == standard


@pytest.mark.parametrize(
    "curie",
    ["", "CHEBI", "CHEBI:", "CHEBI:x", "ent:kratom", "MESH:8550", "MONDO:1", "PMID:0",
     "DOI:11.1/x", "PMC:PMCx", "UNIPROT:P3537", "HGNC:8156\n1"],
)  # fmt: skip
def test_unknown_and_ill_formed_curies_have_no_iri_and_no_page(curie: str) -> None:
    assert parse(curie) is None
    assert iri_of(curie) is None
    assert link_of(curie) is None


@pytest.mark.parametrize(
    ("address", "curie"),
    [
        ("https://pubmed.ncbi.nlm.nih.gov/39923979/", "PMID:39923979"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC2964901", "PMC:PMC2964901"),
        ("http://dx.doi.org/10.1000/x(1)", "DOI:10.1000/x(1)"),
        ("https://identifiers.org/mesh/D008550", "MESH:D008550"),
        ("https://www.wikidata.org/wiki/Q7", "WIKIDATA:Q7"),
        ("https://example.org/6956", None),
        ("http://purl.obolibrary.org/obo/CHEBI_x", None),
    ],
)
def test_addresses_of_pages_give_curies(address: str, curie: str | None) -> None:
    assert curie_of(address) == curie


def test_pages_are_for_people() -> None:
    assert link_of("PMID:39923979") == "https://pubmed.ncbi.nlm.nih.gov/39923979/"
    assert link_of("MESH:D008550") == "https://meshb.nlm.nih.gov/record/ui?ui=D008550"
    assert link_of("CHEBI:6956") == iri_of("CHEBI:6956")


def test_what_no_iri_may_hold_is_escaped_and_comes_back() -> None:
    doi = "DOI:10.1002/(SICI)1097<1::AID>3.0.CO;2-X"
    iri = iri_of(doi)
    assert iri is not None
    assert not set('<>"{}|\\^` ') & set(iri)
    assert curie_of(iri) == doi


@settings(max_examples=80, deadline=None)
@given(tail=st.text(st.characters(codec="utf-8", exclude_categories=["Z", "C"]), min_size=1))
def test_every_doi_survives_the_way_there_and_back(tail: str) -> None:
    doi = f"DOI:10.1000/{tail}"
    iri = iri_of(doi)
    assert iri is not None
    assert iri.isascii()
    if not tail.endswith("/"):
        assert curie_of(iri) == doi


def test_every_identifier_of_the_lexicon_has_an_iri_of_its_own() -> None:
    iris = {}
    for entity in default_lexicon().entities.values():
        for curie in filter(None, (entity.curie, *entity.xrefs)):
            iri = iri_of(curie)
            assert iri is not None
            assert iris.setdefault(iri, curie) == curie
            assert curie_of(iri) == curie


def test_no_two_prefixes_share_a_name_or_an_iri() -> None:
    names = [n.casefold() for p in prefixes().values() for n in (p.prefix, *p.aliases)]
    iris = [iri for p in prefixes().values() for iri in (p.iri, *p.iri_aliases)]
    assert len(names) == len(set(names))
    assert len(iris) == len(set(iris))
