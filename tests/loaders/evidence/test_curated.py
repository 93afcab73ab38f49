"""The curated base as it ships."""

from substancekg.loaders.evidence.curated import (
    check_curated,
    curated_base,
    curated_evidence,
    curated_tables,
)
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon, default_lexicon


def test_every_curated_row_is_valid() -> None:
    assert [str(problem) for problem in check_curated(default_lexicon())] == []


def test_tables_are_named_versioned_and_counted() -> None:
    tables = curated_tables(default_lexicon())
    assert [table.searched.name for table in tables] == sorted(
        table.searched.name for table in tables
    )
    assert sum(table.searched.records for table in tables) == len(
        curated_evidence(default_lexicon())
    )
    assert all(len(table.searched.version) == 12 for table in tables)


def test_the_base_holds_at_least_the_rows_it_started_with() -> None:
    assert len(curated_evidence(default_lexicon())) >= 787


def test_no_two_records_share_a_key() -> None:
    keys = [record.key for record in curated_evidence(default_lexicon())]
    assert len(keys) == len(set(keys))


def test_every_identifier_of_a_paper_belongs_to_one_paper() -> None:
    papers = {record.citation for record in curated_evidence(default_lexicon())}
    for kind in ("pmid", "pmcid", "doi"):
        keys: dict[str, set[str]] = {}
        for paper in papers:
            if identifier := getattr(paper, kind).lower():
                keys.setdefault(identifier, set()).add(paper.key)
        shared = {identifier: found for identifier, found in keys.items() if len(found) > 1}
        assert shared == {}


def test_a_small_lexicon_leaves_out_what_it_does_not_know() -> None:
    lexicon = Lexicon([Entity("melatonin", "Hormone"), Entity("MT1 receptor", "Receptor")])
    base = curated_base(lexicon)
    found = [record for table in base.tables for record in table.evidence]
    assert {record.subject.label for record in found} == {"melatonin"}
    assert base.problems
