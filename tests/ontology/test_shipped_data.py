"""The data that ships: evidence names, generic entries, origin of what has no identifier."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from substancekg.ontology.identifiers import parse
from substancekg.ontology.lexicon import default_lexicon
from substancekg.ontology.tables import data_file, read_rows
from substancekg.ontology.vocabulary import aspects, predicates

LEXICON = default_lexicon()
EVIDENCE_COLUMNS = (
    "subject", "predicate", "object", "direction", "aspect", "context", "system", "finding",
    "study_type", "pmid", "pmcid", "doi", "year", "title", "checked_at",
)  # fmt: skip
TABLES = sorted(
    file.name.removesuffix(".tsv")
    for file in data_file("evidence").iterdir()
    if file.name.endswith(".tsv")
)
GOLD = Path(__file__).parents[2].parent / "shared" / "gold"


def evidence() -> Iterator[tuple[str, dict[str, str]]]:
    for table in TABLES:
        for number, row in read_rows(
            data_file(f"evidence/{table}.tsv"), EVIDENCE_COLUMNS, optional=("journal", "certainty")
        ):
            yield f"{table}.tsv:{number}", row


def test_every_end_of_the_evidence_is_an_entity_of_a_fitting_type() -> None:
    for place, row in evidence():
        subject, obj = LEXICON.get(row["subject"]), LEXICON.get(row["object"])
        assert subject, f"{place}: {row['subject']}"
        assert obj, f"{place}: {row['object']}"
        assert predicates()[row["predicate"]].allows(subject.type, obj.type), place


def test_every_aspect_of_the_evidence_is_one_of_the_vocabulary() -> None:
    for place, row in evidence():
        assert row["aspect"] in {"", *aspects()}, f"{place}: {row['aspect']}"


def test_every_row_of_the_evidence_names_its_paper_by_a_well_formed_identifier() -> None:
    for place, row in evidence():
        given = [
            f"{prefix}:{row[column]}"
            for column, prefix in (("pmid", "PMID"), ("pmcid", "PMC"), ("doi", "DOI"))
            if row[column]
        ]
        assert given, place
        assert all(parse(curie) for curie in given), place
        assert row["direction"] in ("supports", "refutes"), place
        assert row["finding"], place


def test_no_finding_stands_twice() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for place, row in evidence():
        key = tuple(value for column, value in row.items() if column not in ("title", "year"))
        assert seen.setdefault(key, place) == place


def test_a_botanical_without_an_identifier_derives_from_or_is_something_that_has_one() -> None:
    for entity in LEXICON.entities.values():
        if entity.type == "Botanical" and not entity.curie:
            origins = [
                fact.object
                for fact in LEXICON.composition
                if fact.subject == entity and fact.predicate == "derived_from"
            ]
            linked = [*origins, *LEXICON.ancestors(entity)]
            assert any(other.curie for other in linked), entity.label


def test_most_local_botanicals_derive_from_a_plant() -> None:
    derived = {f.subject.slug for f in LEXICON.composition if f.predicate == "derived_from"}
    local = [e for e in LEXICON.entities.values() if e.type == "Botanical" and not e.curie]
    assert sum(entity.slug in derived for entity in local) / len(local) > 0.85


@pytest.mark.parametrize(
    "name",
    ["receptor", "enzyme", "drug", "disease", "substance", "herb", "remedy", "supplement", "dose",
     "patients", "compound", "condition", "plant"],
)  # fmt: skip
def test_generic_words_are_marked(name: str) -> None:
    assert LEXICON.resolve(name).generic


@pytest.mark.parametrize(
    "name",
    ["opioid receptor", "alkaloid", "hormone", "medication", "therapy", "symptoms", "addiction",
     "support groups", "professional support", "lost productivity", "pregnant women"],
)  # fmt: skip
def test_telling_words_are_not_generic(name: str) -> None:
    assert not LEXICON.resolve(name).generic


def test_the_lexicon_vouches_for_no_effect_of_a_botanical() -> None:
    effects = {
        "adaptogen", "nootropic", "anxiolytic", "antidepressant", "sedative", "analgesic",
        "anti-obesity agent", "hypnotic", "stimulant", "anti-inflammatory agent", "aphrodisiac",
    }  # fmt: skip
    for entity in LEXICON.entities.values():
        if entity.type in ("Botanical", "Plant"):
            classes = {above.label for above in LEXICON.ancestors(entity)}
            assert not classes & effects, entity.label
    described = {above.label for above in LEXICON.described_as(LEXICON.resolve("kava"))}
    assert "anxiolytic" in described


def test_generic_entries_of_the_evidence_are_classes_or_places() -> None:
    for place, row in evidence():
        ends = [LEXICON.resolve(row["subject"]), LEXICON.resolve(row["object"])]
        if row["predicate"] != "is_a":
            assert all(not end.generic or end.type == "Anatomy" for end in ends), place


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated documents are not beside the project")
def test_every_name_of_the_annotated_documents_is_an_entity() -> None:
    for path in sorted(GOLD.glob("*.json")):
        for triple in json.loads(path.read_text(encoding="utf-8"))["triples"]:
            for end in ("subject", "object"):
                entity = LEXICON.get(triple[end]["name"])
                assert entity, triple[end]["name"]
                if triple["predicate"] != "is_a" and not triple.get("optional"):
                    assert not entity.generic, entity.label
