"""The contract of every import: what comes in, what is counted, what comes out."""

import gzip
import shutil
from pathlib import Path

import pytest

from substancekg.errors import EvidenceError, UnknownNameError
from substancekg.loaders.evidence.registry import (
    Import,
    detect_evidence_format,
    evidence_format,
    evidence_formats,
    import_to_table,
)
from substancekg.loaders.evidence.tables import read_evidence_table
from substancekg.ontology.lexicon import Lexicon, default_lexicon

SAMPLES = Path(__file__).parent / "samples"
FILES = {
    "gtopdb": ["gtopdb_interactions.csv"],
    "ctd": ["ctd_chem_gene_ixns.csv", "ctd_chemicals_diseases.csv"],
    "suppai": ["suppai/sentence_dict.json"],
    "indra": ["indra_statements.json"],
    "kgx": ["kgx/example_edges.tsv", "kgx/example_edges.jsonl", "kgx/example.json"],
    "table": ["own_table.tsv"],
}
EVERY_FILE = [
    pytest.param(name, SAMPLES / file, id=f"{name}-{Path(file).name}")
    for name, files in FILES.items()
    for file in files
]
every_file = pytest.mark.parametrize(("name", "path"), EVERY_FILE)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return default_lexicon()


def test_every_format_has_a_sample() -> None:
    assert set(FILES) == set(evidence_formats())


@every_file
def test_the_format_is_recognised_by_content(name: str, path: Path) -> None:
    assert detect_evidence_format(path).name == name


@every_file
def test_every_record_is_accounted_for(name: str, path: Path, lexicon: Lexicon) -> None:
    source = Import(path, lexicon)
    found = list(source)
    tally = source.tally
    assert tally.records == tally.mapped + sum(tally.skipped.values())
    assert 0 < tally.mapped < tally.records
    assert tally.evidence == len(found)
    assert tally.complete


@every_file
def test_what_does_not_map_is_listed(name: str, path: Path, lexicon: Lexicon) -> None:
    source = Import(path, lexicon)
    list(source)
    listed = " ".join(label for label, _ in source.tally.unmapped_rows()).lower()
    assert "imaginar" in listed or "999999" in listed


@every_file
def test_licence_and_release_stay_with_every_record(
    name: str, path: Path, lexicon: Lexicon
) -> None:
    given = list(Import(path, lexicon, version="release 7", licence="CC0"))
    title = evidence_format(name).title
    assert all(title in record.provider for record in given if name != "table")
    assert all("release 7 (CC0)" in record.provider for record in given)


@every_file
def test_every_record_has_a_source_to_open(name: str, path: Path, lexicon: Lexicon) -> None:
    assert all(record.citation.key for record in Import(path, lexicon))


@every_file
def test_the_table_reads_back_as_the_same_evidence(
    name: str, path: Path, lexicon: Lexicon, tmp_path: Path
) -> None:
    target = tmp_path / "out.tsv"
    report = import_to_table(path, target, lexicon)
    expected = list(Import(path, lexicon))
    assert report.rows == len(expected)
    assert list(read_evidence_table(target, lexicon)) == expected


@every_file
def test_compressed_files_give_the_same(
    name: str, path: Path, lexicon: Lexicon, tmp_path: Path
) -> None:
    for file in path.parent.iterdir():
        if file.is_file() and file != path:
            shutil.copy(file, tmp_path)
    packed = tmp_path / f"{path.name}.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    if "edges" in path.name:
        nodes = path.with_name(path.name.replace("edges", "nodes"))
        (tmp_path / f"{nodes.name}.gz").write_bytes(gzip.compress(nodes.read_bytes()))
    assert list(Import(packed, lexicon, version="x")) == list(Import(path, lexicon, version="x"))


@every_file
def test_a_sample_reads_only_that_many_records(name: str, path: Path, lexicon: Lexicon) -> None:
    source = Import(path, lexicon, sample=1)
    first = list(source)
    assert source.tally.records == 1
    assert not source.tally.complete
    assert first == list(Import(path, lexicon))[: len(first)]


@every_file
def test_a_dry_run_writes_nothing(name: str, path: Path, lexicon: Lexicon, tmp_path: Path) -> None:
    report = import_to_table(path, None, lexicon)
    assert report.rows == 0
    assert report.tally.evidence > 0
    assert list(tmp_path.iterdir()) == []


@every_file
def test_a_cut_off_file_is_one_clear_error(
    name: str, path: Path, lexicon: Lexicon, tmp_path: Path
) -> None:
    packed = gzip.compress(path.read_bytes())
    broken = tmp_path / path.name
    broken.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(EvidenceError, match=r"damaged|cut|read") as caught:
        list(Import(broken, lexicon, format=name))
    assert "\n" not in str(caught.value)


def test_an_unknown_file_lists_the_known_formats(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary\n")
    with pytest.raises(EvidenceError, match="gtopdb, ctd, suppai, indra, kgx, table"):
        detect_evidence_format(path)


def test_an_unknown_format_name_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'gtopdb'"):
        evidence_format("gtopd")


def test_malformed_records_are_named_by_file_and_line(lexicon: Lexicon) -> None:
    source = Import(SAMPLES / "gtopdb_interactions.csv", lexicon)
    list(source)
    assert [problem.line for problem in source.tally.problems] == [9]
    assert source.tally.skipped["malformed"] == 1
