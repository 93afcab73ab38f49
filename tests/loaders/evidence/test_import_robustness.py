"""Imports of damaged and hostile files, and plug-ins."""

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from substancekg.errors import EvidenceError
from substancekg.loaders.evidence import registry
from substancekg.loaders.evidence.importing import EvidenceFormat, ImportRun
from substancekg.loaders.evidence.registry import Import, evidence_formats, import_to_table
from substancekg.ontology.lexicon import Lexicon, default_lexicon

SAMPLES = Path(__file__).parent / "samples"
FILES = (
    ("gtopdb", "gtopdb_interactions.csv"),
    ("ctd", "ctd_chem_gene_ixns.csv"),
    ("ctd", "ctd_chemicals_diseases.csv"),
    ("suppai", "suppai/sentence_dict.json"),
    ("indra", "indra_statements.json"),
    ("kgx", "kgx/example_edges.tsv"),
    ("kgx", "kgx/example_edges.jsonl"),
    ("kgx", "kgx/example.json"),
    ("table", "own_table.tsv"),
)
NASTY = (b'"', b"\x00", b"\xff", b"\n", b"\t", b",", b"{", b"]", b"null", b"1e999", b"\xed\xa0\x80")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return default_lexicon()


@pytest.mark.parametrize(("name", "file"), FILES, ids=[file for _, file in FILES])
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_damaged_file_gives_evidence_or_one_clear_error_and_never_a_crash(
    name: str, file: str, lexicon: Lexicon, tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray((SAMPLES / file).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 40))
        content[at : at + length] = data.draw(st.sampled_from(NASTY))
    path = tmp_path / Path(file).name
    path.write_bytes(bytes(content))
    source = Import(path, lexicon, format=name, version="")
    try:
        found = list(source)
    except EvidenceError as error:
        assert "\n" not in str(error)
        return
    tally = source.tally
    assert tally.records == tally.mapped + sum(tally.skipped.values())
    assert tally.evidence == len(found)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("indra", b"[" * 50_000),
        ("indra", b'[{"type": {"a": 1}, "subj": [], "obj": 7, "evidence": "x"}]'),
        ("indra", b'[{"type": "Complex", "members": [null, 3]}]'),
        ("suppai", b'{"a-b": [{"sentence": 7, "arg1": [], "arg2": null}]}'),
        ("suppai", b'{"a-b": null}'),
        ("kgx", b'{"nodes": 1, "edges": [1, null, {"subject": {}, "predicate": [], "object": 1}]}'),
        ("gtopdb", b'"# GtoPdb Version: 1"\n'),
        ("ctd", b"# nothing\n"),
    ],
)
def test_records_of_the_wrong_shape_are_counted_or_refused(
    name: str, content: bytes, lexicon: Lexicon, tmp_path: Path
) -> None:
    path = tmp_path / "odd"
    path.write_bytes(content)
    source = Import(path, lexicon, format=name, version="")
    try:
        assert list(source) == []
    except EvidenceError as error:
        assert "\n" not in str(error)
    assert source.tally.records == sum(source.tally.skipped.values())


def test_halves_of_surrogate_pairs_do_not_reach_a_table(lexicon: Lexicon, tmp_path: Path) -> None:
    path = tmp_path / "indra.json"
    content = (SAMPLES / "indra_statements.json").read_text()
    path.write_text(content.replace("Melatonin inhibited", "\\ud800 inhibited"))
    report = import_to_table(path, tmp_path / "out.tsv", lexicon)
    assert report.rows == 5


def _nothing(run: ImportRun) -> list[object]:
    return []


PLUGIN = EvidenceFormat(
    "mine", "My database", "d", "CC0", "", lambda head, name: 0, lambda path: "", _nothing
)


def test_other_packages_add_formats_and_broken_ones_stop_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    group = registry.ENTRY_POINT_GROUP
    points = [
        EntryPoint("broken", "no.such.module:x", group),
        EntryPoint("wrong", "pathlib:Path", group),
        EntryPoint("mine", f"{__name__}:PLUGIN", group),
    ]
    monkeypatch.setattr("substancekg.loaders.plugins.entry_points", lambda group: points)
    monkeypatch.setattr(EntryPoint, "load", _load)
    evidence_formats.cache_clear()
    try:
        known = evidence_formats()
        assert known["mine"] is PLUGIN
        assert "broken" not in known
        assert "wrong" not in known
        assert "gtopdb" in known
    finally:
        evidence_formats.cache_clear()


def _load(point: EntryPoint) -> object:
    if point.name == "broken":
        raise ImportError("no module")
    return PLUGIN if point.name == "mine" else Path


def test_windows_line_ends_and_tabs_read_the_same(lexicon: Lexicon, tmp_path: Path) -> None:
    original = (SAMPLES / "ctd_chemicals_diseases.csv").read_text()
    expected = list(Import(SAMPLES / "ctd_chemicals_diseases.csv", lexicon))
    path = tmp_path / "ctd.tsv"
    path.write_text(original.replace(",", "\t"), newline="\r\n")
    assert list(Import(path, lexicon)) == expected
