"""Widening the lexicon by files of other forms."""

import gzip
import json
from pathlib import Path

import pytest

from substancekg.errors import LexiconError
from substancekg.ontology.lexicon import Lexicon, default_lexicon, load_lexicon

OBO = """format-version: 1.4
ontology: test

[Term]
id: CHEBI:6956
name: Mitragynine
synonym: "mitragynin A" EXACT []
synonym: "leaf stuff" RELATED []
is_a: CHEBI:22315 ! alkaloid

[Term]
id: CHEBI:999991
name: fooine
synonym: "melatonin" EXACT []
xref: MESH:C999991
xref: SOMEWHERE:1
is_a: CHEBI:22315

[Term]
id: CHEBI:999992
name: barine
is_a: CHEBI:999991

[Term]
id: CHEBI:999993
name: outdated
is_obsolete: true

[Term]
id: TEST:1
name: strange fooine
is_a: CHEBI:999991
"""
GRAPH = {
    "graphs": [
        {
            "id": "http://example.org/test.owl",
            "nodes": [
                {
                    "id": "http://purl.obolibrary.org/obo/MONDO_9999991",
                    "lbl": "grumpiness",
                    "type": "CLASS",
                    "meta": {
                        "synonyms": [
                            {"pred": "hasExactSynonym", "val": "bad humour"},
                            {"pred": "hasRelatedSynonym", "val": "Monday"},
                        ],
                        "xrefs": [{"val": "MESH:D999991"}],
                    },
                },
                {
                    "id": "http://purl.obolibrary.org/obo/MONDO_9999992",
                    "lbl": "gone",
                    "type": "CLASS",
                    "meta": {"deprecated": True},
                },
                {"id": "http://example.org/part_of", "lbl": "part of", "type": "PROPERTY"},
            ],
            "edges": [
                {
                    "sub": "http://purl.obolibrary.org/obo/MONDO_9999991",
                    "pred": "is_a",
                    "obj": "http://purl.obolibrary.org/obo/MONDO_0000001",
                }
            ],
        }
    ]
}
SKOS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skg: <https://w3id.org/substancekg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix ex: <http://example.org/> .
ex:calm a skos:Concept ; skos:prefLabel "dreamweed"@en , "Traumkraut"@de ;
    skos:altLabel "weed of dreams"@en , "Kraut"@de ; skos:broader ex:herb .
ex:herb a skos:Concept , skg:Botanical ; skos:prefLabel "sleeping herb" .
ex:m a skos:Concept ; skos:prefLabel "melatonin hormone"@en ;
    skos:exactMatch <http://purl.obolibrary.org/obo/CHEBI_16796> .
ex:old a skos:Concept , skg:Botanical ; skos:prefLabel "old herb" ; owl:deprecated true .
"""
OWL = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .
obo:MONDO_9999993 a owl:Class ; rdfs:label "sulkiness" ; oio:hasExactSynonym "sulking" ;
    rdfs:subClassOf obo:MONDO_0000001 , [ a owl:Restriction ] .
"""


def write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def table(path: Path, *lines: str, header: str = "label\ttype\tsynonyms\tparents\tcurie") -> Path:
    return write(path, "\n".join([header, *lines]) + "\n")


@pytest.fixture
def obo(tmp_path: Path) -> Lexicon:
    pytest.importorskip("fastobo", reason="the extra obo is not installed")
    return load_lexicon(write(tmp_path / "test.obo", OBO))


def test_without_files_it_is_the_lexicon_that_ships() -> None:
    assert load_lexicon() is default_lexicon()


def test_a_table_adds_entities_and_names(tmp_path: Path) -> None:
    path = table(
        tmp_path / "more.tsv",
        "zingone\tCompound\tzinger\tpolyphenol\t",
        "kratom\tBotanical\tkakuam leaf\t\t",
    )
    lexicon = load_lexicon(path)
    assert lexicon.resolve("zinger").label == "zingone"
    assert lexicon.ancestors(lexicon.resolve("zingone"))[0].label == "polyphenol"
    kratom = lexicon.resolve("kakuam leaf")
    assert kratom.label == "kratom"
    assert kratom.parents == default_lexicon().resolve("kratom").parents
    assert len(lexicon.entities) == len(default_lexicon().entities) + 1
    assert len(lexicon.composition) == len(default_lexicon().composition)


def test_the_shipped_lexicon_stays_as_it_is(tmp_path: Path) -> None:
    before = default_lexicon().fingerprint
    load_lexicon(table(tmp_path / "more.tsv", "zingone\tCompound\t\t\t"))
    assert default_lexicon().fingerprint == before
    assert default_lexicon().get("zingone") is None


def test_entries_of_the_same_identifier_merge_under_the_known_label(tmp_path: Path) -> None:
    path = table(tmp_path / "more.tsv", "Leaf base\tCompound\tleafbase\t\tCHEBI:6956")
    lexicon = load_lexicon(path)
    for name in ("Leaf base", "leafbase"):
        assert lexicon.resolve(name).label == "mitragynine"


def test_an_identifier_is_set_where_there_was_none(tmp_path: Path) -> None:
    assert default_lexicon().resolve("kratom").curie == ""
    lexicon = load_lexicon(table(tmp_path / "m.tsv", "kratom\tBotanical\t\t\tMESH:C999990"))
    assert lexicon.resolve("kratom").curie == "MESH:C999990"
    assert lexicon.entity_for_curie("MESH:C999990") == lexicon.resolve("kratom")


def test_files_are_read_in_their_order(tmp_path: Path) -> None:
    first = table(tmp_path / "a.tsv", "zingone\tCompound\t\t\t")
    second = table(tmp_path / "b.tsv", "zingol\tCompound\t\tzingone\t")
    assert load_lexicon(first, second).resolve("zingol").parents == ("zingone",)
    with pytest.raises(LexiconError, match="parent 'zingone'"):
        load_lexicon(second, first)


def test_a_composition_table_adds_facts(tmp_path: Path) -> None:
    entities = table(tmp_path / "a.tsv", "zingone\tCompound\t\t\t")
    header = "subject\tpredicate\tobject\tsource"
    facts = table(tmp_path / "b.tsv", "ginger\tcontains\tzingone\tx", header=header)
    lexicon = load_lexicon(entities, facts)
    assert "zingone" in [e.label for e in lexicon.constituents(lexicon.resolve("ginger"))]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("kratom\tCompound\t\t\t", "'kratom' is a Botanical, not a Compound"),
        ("dopamine\tHormone\t\t\t", "is a Neurotransmitter, not a Hormone"),
        ("melatonin\tHormone\t\t\tCHEBI:1", "'melatonin' is CHEBI:16796, not CHEBI:1"),
        ("zingone\tCompound\tkratom leaf\t\t", "'kratom leaf' belongs to 'kratom'"),
        ("kratom\tBotanical\tcaffeine\t\t", "'caffeine' belongs to 'caffeine'"),
        ("caffeine\tCompound\t\t\tCHEBI:6956", "CHEBI:6956 is 'mitragynine'"),
        ("zingone\tCompound\t\tnowhere\t", "parent 'nowhere'"),
        ("zingone\tPotion\t\t\t", "unknown type 'Potion'"),
    ],
)
def test_a_table_that_contradicts_is_refused_with_its_line(
    tmp_path: Path, line: str, problem: str
) -> None:
    path = table(tmp_path / "bad.tsv", "zingol\tCompound\t\t\t", line)
    with pytest.raises(LexiconError, match=problem) as caught:
        load_lexicon(path)
    assert (caught.value.path, caught.value.line) == (path, 3)


def test_a_circle_across_files_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path / "bad.tsv", "herbal product\tCompoundClass\t\tkratom\t")
    with pytest.raises(LexiconError, match="circle"):
        load_lexicon(path)


def test_obo_terms_join_by_identifier_and_bring_exact_synonyms(obo: Lexicon) -> None:
    assert obo.resolve("mitragynin A").label == "mitragynine"
    assert obo.get("leaf stuff") is None
    assert obo.get("outdated") is None


def test_obo_terms_get_type_identifier_and_classes(obo: Lexicon) -> None:
    fooine, barine = obo.resolve("fooine"), obo.resolve("barine")
    assert (fooine.type, fooine.curie, fooine.source) == (
        "CompoundClass", "CHEBI:999991", "test.obo",
    )  # fmt: skip
    assert fooine.xrefs == ("MESH:C999991",)
    assert (barine.type, barine.parents) == ("Compound", ("fooine",))
    assert "alkaloid" in [parent.label for parent in obo.ancestors(barine)]


def test_an_obo_term_without_a_known_scheme_takes_the_type_of_its_class(obo: Lexicon) -> None:
    strange = obo.resolve("strange fooine")
    assert (strange.curie, strange.parents) == ("", ("fooine",))
    assert strange.type == "Compound"


def test_an_obo_synonym_of_another_entity_is_left_out(obo: Lexicon) -> None:
    assert obo.resolve("melatonin").curie == "CHEBI:16796"
    assert "melatonin" not in obo.resolve("fooine").synonyms


def test_a_broken_obo_file_is_refused_with_its_line(tmp_path: Path) -> None:
    pytest.importorskip("fastobo", reason="the extra obo is not installed")
    path = write(tmp_path / "bad.obo", "format-version: 1.4\n\n[Term]\nid CHEBI:1\n")
    with pytest.raises(LexiconError, match="no well-formed OBO") as caught:
        load_lexicon(path)
    assert caught.value.line == 4


def test_obo_graphs_are_read(tmp_path: Path) -> None:
    lexicon = load_lexicon(write(tmp_path / "graph.json", json.dumps(GRAPH)))
    entity = lexicon.resolve("bad humour")
    assert (entity.label, entity.type, entity.curie) == (
        "grumpiness", "Condition", "MONDO:9999991",
    )  # fmt: skip
    assert entity.parents == ("disease",)
    assert lexicon.entity_for_curie("MESH:D999991") == entity
    assert lexicon.get("Monday") is None
    assert lexicon.get("gone") is None


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "no JSON"),
        ("{}", "no OBO graph document"),
        ('{"graphs": [{"nodes": [3]}]}', "no OBO graph document"),
        ('{"graphs": []}', "no entry with a name"),
    ],
)
def test_other_json_is_refused(tmp_path: Path, content: str, problem: str) -> None:
    with pytest.raises(LexiconError, match=problem):
        load_lexicon(write(tmp_path / "bad.json", content))


def test_skos_concepts_are_read_in_english(tmp_path: Path) -> None:
    lexicon = load_lexicon(write(tmp_path / "test.ttl", SKOS))
    dreamweed = lexicon.resolve("weed of dreams")
    assert (dreamweed.label, dreamweed.type) == ("dreamweed", "Botanical")
    assert dreamweed.parents == ("sleeping herb",)
    assert lexicon.resolve("melatonin hormone").curie == "CHEBI:16796"
    for name in ("Traumkraut", "Kraut", "old herb"):
        assert lexicon.get(name) is None


def test_owl_classes_are_read_also_compressed(tmp_path: Path) -> None:
    path = tmp_path / "test.ttl.gz"
    path.write_bytes(gzip.compress(OWL.encode()))
    entity = load_lexicon(path).resolve("sulking")
    assert (entity.label, entity.curie, entity.parents) == (
        "sulkiness", "MONDO:9999993", ("disease",),
    )  # fmt: skip


def test_a_concept_of_unknown_kind_is_refused(tmp_path: Path) -> None:
    content = SKOS.replace(" , skg:Botanical", "")
    with pytest.raises(LexiconError, match="nothing tells its entity type"):
        load_lexicon(write(tmp_path / "test.ttl", content))


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("bad.ttl", "@prefix ex: <http://example.org/> .\nex:a ex:b ", "no well-formed Turtle"),
        ("bad.owl", "<rdf", "no well-formed RDF"),
        ("bad.nt", "<http://example.org/a> <b\n", "no well-formed"),
        ("words.docx", "x", "no lexicon format has the extension '.docx'"),
    ],
)
def test_broken_and_unknown_files_are_refused(
    tmp_path: Path, name: str, content: str, problem: str
) -> None:
    with pytest.raises(LexiconError, match=problem):
        load_lexicon(write(tmp_path / name, content))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such file"):
        load_lexicon(tmp_path / "none.tsv")


def test_a_compressed_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "more.tsv.gz"
    path.write_bytes(gzip.compress(b"label\ttype\nzingone\tCompound\n"))
    assert load_lexicon(path).resolve("zingone").type == "Compound"
