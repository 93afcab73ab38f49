"""How each database's records read as evidence."""

from pathlib import Path

import pytest

from substancekg.graph.evidence import Evidence
from substancekg.loaders.evidence.databases.biolink import relation as biolink_relation
from substancekg.loaders.evidence.databases.gtopdb import relation as gtopdb_relation
from substancekg.loaders.evidence.importing import Tally
from substancekg.loaders.evidence.names import EntityNames
from substancekg.loaders.evidence.registry import Import
from substancekg.ontology.lexicon import default_lexicon
from substancekg.ontology.terms import Certainty, Direction, EvidenceClass, Grade
from substancekg.ontology.vocabulary import predicates

SAMPLES = Path(__file__).parent / "samples"


def imported(file: str) -> tuple[list[Evidence], Tally]:
    source = Import(SAMPLES / file, default_lexicon())
    return list(source), source.tally


def triples(records: list[Evidence]) -> list[tuple[str, str, str]]:
    return [(r.subject.label, r.predicate, r.object.label) for r in records]


def test_gtopdb_gives_one_record_a_paper_with_affinity_and_species() -> None:
    records, tally = imported("gtopdb_interactions.csv")
    assert triples(records) == [
        ("caffeine", "antagonist_of", "adenosine A2A receptor"),
        ("caffeine", "antagonist_of", "adenosine A2A receptor"),
        ("mitragynine", "partial_agonist_of", "mu-opioid receptor"),
        ("melatonin", "inhibits", "CYP3A4"),
    ]
    first, second, third, fourth = records
    assert (first.citation.pmid, second.citation.pmid) == ("90000001", "90000002")
    assert (first.finding, first.system) == ("antagonist, antagonist; pKi 1.1", "human target")
    assert fourth.finding == "inhibitor, inhibition; pIC50 1 to 2"
    assert (first.grade, third.grade) == (Grade.IN_VITRO, Grade.REVIEW)
    assert third.citation.source == "Guide to PHARMACOLOGY 2099.9 (CC BY-SA 4.0)"
    assert tally.skipped["no relation for type 'Antagonist' with action 'Full agonist'"] == 1


@pytest.mark.parametrize(
    ("kind", "action", "expected"),
    [
        ("Agonist", "Full agonist", "agonist_of"),
        ("Agonist", "Partial agonist", "partial_agonist_of"),
        ("Antagonist", "Inverse agonist", "inverse_agonist_of"),
        ("Allosteric modulator", "Positive", "positive_allosteric_modulator_of"),
        ("Allosteric modulator", "Negative", "negative_allosteric_modulator_of"),
        ("Allosteric modulator", "Neutral", "binds"),
        ("Channel blocker", "Pore blocker", "inhibits"),
        ("Antibody", "Antagonist", "antagonist_of"),
        ("Antagonist", "Agonist", ""),
        ("None", "Unknown", ""),
        ("", "", ""),
    ],
)
def test_gtopdb_type_and_action_decide_together(kind: str, action: str, expected: str) -> None:
    assert gtopdb_relation(kind, action) == expected


def test_ctd_takes_plain_interactions_in_the_direction_of_their_sentence() -> None:
    records, tally = imported("ctd_chem_gene_ixns.csv")
    assert [(*triple, r.aspect) for triple, r in zip(triples(records), records, strict=True)] == [
        ("caffeine", "decreases", "adenosine A2A receptor", "activity"),
        ("caffeine", "decreases", "adenosine A2A receptor", "activity"),
        ("melatonin", "increases", "CYP3A4", "expression"),
        ("melatonin", "substrate_of", "CYP3A4", ""),
        ("melatonin", "inhibits", "CYP3A4", ""),
    ]
    assert records[2].system == "Mus musculus"
    assert tally.skipped == {
        "several actions, or none, in one interaction": 1,
        "no relation for the action 'affects^folding' of a chemical": 1,
        "an end is not in the lexicon": 1,
        "malformed": 1,
    }
    assert "of Thu Jan 01 00:00:00 EST 2099" in records[0].provider


def test_ctd_marker_is_never_read_as_cause_and_inference_never_as_finding() -> None:
    records, tally = imported("ctd_chemicals_diseases.csv")
    assert triples(records) == [
        ("melatonin", "treats", "insomnia"),
        ("melatonin", "treats", "insomnia"),
        ("caffeine", "involved_in", "insomnia"),
    ]
    assert [r.certainty for r in records] == [
        Certainty.ASSERTED,
        Certainty.ASSERTED,
        Certainty.HEDGED,
    ]
    assert tally.skipped["inferred through a gene, not curated"] == 1


def test_suppai_is_machine_read_and_says_only_that_two_substances_interact() -> None:
    records, _ = imported("suppai/sentence_dict.json")
    assert (
        triples(records)
        == [
            ("St. John's wort", "interacts_with", "warfarin"),
            ("warfarin", "interacts_with", "St. John's wort"),
        ]
        * 2
    )
    trial, animal = records[0], records[2]
    assert trial.evidence_class is EvidenceClass.MACHINE_READ
    assert trial.quote == "Alpha herb changed the clearance of warfarin in volunteers."
    assert (trial.citation.authors, trial.citation.doi) == (("Ada Example",), "10.1000/example.1")
    assert (trial.study_type, animal.study_type) == ("clinical trial", "animal study")
    assert (trial.citation.retracted, animal.citation.retracted) == (False, True)


def test_indra_keeps_polarity_hedging_and_the_kind_of_source() -> None:
    records, tally = imported("indra_statements.json")
    assert triples(records) == [
        *[("melatonin", "inhibits", "CYP3A4")] * 3,
        ("caffeine", "increases", "dopamine"),
        ("caffeine", "binds", "adenosine A2A receptor"),
    ]
    assert [r.direction for r in records[:3]] == [
        Direction.SUPPORTS,
        Direction.REFUTES,
        Direction.SUPPORTS,
    ]
    assert [r.evidence_class for r in records] == [
        EvidenceClass.MACHINE_READ,
        EvidenceClass.MACHINE_READ,
        EvidenceClass.CURATED,
        EvidenceClass.MACHINE_READ,
        EvidenceClass.CURATED,
    ]
    assert records[0].citation.pmcid == "PMC9000041"
    assert records[3].certainty is Certainty.HEDGED
    assert tally.skipped["no relation for the type 'Phosphorylation'"] == 1


@pytest.mark.parametrize("file", ["example_edges.tsv", "example_edges.jsonl", "example.json"])
def test_kgx_layouts_say_the_same(file: str) -> None:
    records, tally = imported(f"kgx/{file}")
    assert triples(records) == [
        *[("caffeine", "antagonist_of", "adenosine A2A receptor")] * 3,
        ("melatonin", "treats", "insomnia"),
        ("caffeine", "increases", "dopamine"),
        ("ashwagandha", "causes", "insomnia"),
    ]
    first, negated, mined, named = records[0], records[3], records[4], records[5]
    assert [r.citation.key for r in records[:3]] == [
        "pmid:90000051",
        "pmc:PMC9000052",
        "doi:10.1000/example.53",
    ]
    assert negated.direction is Direction.REFUTES
    assert (mined.evidence_class, mined.aspect) == (EvidenceClass.MACHINE_READ, "release")
    assert "knowledge level: knowledge_assertion" in first.context
    assert named.citation.source.startswith("infores:example in KGX graph")
    assert tally.skipped["a prediction"] == 1
    assert tally.skipped["malformed"] == 2


@pytest.mark.parametrize(
    ("edge", "object_type", "expected"),
    [
        pytest.param({"predicate": "biolink:subclass_of"}, "Compound", "is_a", id="class"),
        pytest.param({"predicate": "biolink:affects"}, "Process", "affects", id="plain"),
        pytest.param(
            {
                "predicate": "biolink:affects",
                "object_aspect_qualifier": "activity",
                "object_direction_qualifier": "decreased",
            },
            "Enzyme",
            "inhibits",
            id="less-activity-of-an-enzyme",
        ),
        pytest.param(
            {"predicate": "biolink:affects", "object_direction_qualifier": "increased"},
            "Process",
            "increases",
            id="more-is-not-better",
        ),
        pytest.param(
            {"predicate": "biolink:treats_or_applied_or_studied_to_treat"}, "Condition", "",
            id="studied-is-not-treats",
        ),
        pytest.param({"predicate": "biolink:related_to"}, "Condition", "", id="too-broad"),
        pytest.param(
            {"predicate": "biolink:affects", "subject_direction_qualifier": "decreased"},
            "Process",
            "",
            id="change-of-the-subject",
        ),
    ],
)  # fmt: skip
def test_biolink_terms_read_as_ours_and_never_as_more(
    edge: dict[str, str], object_type: str, expected: str
) -> None:
    found, _, reason = biolink_relation(edge, object_type)
    assert found == expected
    assert bool(reason) == (not expected)


def test_generic_entries_are_no_ends_of_imported_evidence() -> None:
    names = EntityNames(default_lexicon())
    generic = [entity for entity in default_lexicon().entities.values() if entity.generic]
    assert all(names.by_name(entity.label) is None for entity in generic)


@pytest.mark.parametrize(
    "curie", ["UniProtKB:P29274", "UP:P29274", "uniprot:P29274", "NCBIGene:135", "EGID:135"]
)
def test_prefixes_of_other_databases_are_understood(curie: str) -> None:
    found = EntityNames(default_lexicon()).by_curie(curie)
    assert found is not None
    assert found.label == "adenosine A2A receptor"


@pytest.mark.parametrize("name", sorted(p.name for p in predicates().values() if p.biolink))
def test_what_the_predicate_table_writes_as_biolink_reads_back(name: str) -> None:
    ours = predicates()[name]
    edge = {"predicate": ours.biolink, **dict(q.split("=") for q in ours.biolink_qualifiers)}
    found, aspect, _ = biolink_relation(edge, "Receptor")
    broader = {"treats": "", "improves": "increases", "contraindicated_with": ""}
    expected = broader.get(name, name)
    assert found == expected
    assert aspect == ""
