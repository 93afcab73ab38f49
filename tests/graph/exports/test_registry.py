"""Every export format keeps one contract; those that can carry all bring the graph back."""

from __future__ import annotations

import csv
import gzip
import io
import json
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
import rdflib.compare

from substancekg.errors import OutputError, UnknownNameError
from substancekg.graph.exports.registry import export, export_formats, format_for_path
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.load import load_graph
from substancekg.graph.rdf import triples

FORMATS = list(export_formats())
LOSSLESS = [name for name, item in export_formats().items() if item.lossless]
CONTROL = 'a\x00b\x0bc\x1f\r\n\t"quoted" \\ back\u2028 <b>&amp; ]]> \U0001f33f'


def target(folder: Path, name: str) -> Path:
    extensions = export_formats()[name].extensions
    return folder / f"graph{extensions[0] if extensions else ''}"


def with_hostile_text(kg: KnowledgeGraph) -> KnowledgeGraph:
    documents = {
        key: replace(document, location=CONTROL, site=CONTROL)
        for key, document in kg.documents.items()
    }
    assessments = {
        key: replace(assessment, why=f"{assessment.why} {CONTROL}")
        for key, assessment in kg.assessments.items()
    }
    return replace(kg, documents=documents, assessments=assessments)


@pytest.mark.parametrize("name", FORMATS)
def test_format_writes_files_that_are_not_empty_and_the_same_each_time(
    small_graph: KnowledgeGraph, tmp_path: Path, name: str
) -> None:
    first = export(small_graph, target(tmp_path, name), name)
    assert first
    content = [path.read_bytes() for path in first]
    assert all(content)
    again = export(small_graph, target(tmp_path, name), name)
    assert again == first
    assert [path.read_bytes() for path in again] == content
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(p.name for p in first)


@pytest.mark.parametrize("name", FORMATS)
def test_format_is_valid_utf_8_whatever_the_text(
    small_graph: KnowledgeGraph, tmp_path: Path, name: str
) -> None:
    for path in export(with_hostile_text(small_graph), target(tmp_path, name), name):
        path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_format_says_what_it_is_and_what_it_loses(name: str) -> None:
    item = export_formats()[name]
    assert item.name == name
    assert item.description
    assert item.lossless == (item.loses == "")
    assert (item.chunks is None) != (item.files is None)


@pytest.mark.parametrize(
    ("name", "extension"),
    [(name, e) for name, item in export_formats().items() for e in item.extensions],
)
def test_extension_leads_to_its_format_also_when_packed(name: str, extension: str) -> None:
    for suffix in ("", ".gz", ".GZ"):
        found = format_for_path(Path(f"my.graph{extension}{suffix}"))
        assert found is not None
        assert found.name == name


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
@pytest.mark.parametrize("name", LOSSLESS)
def test_a_whole_graph_loads_back(
    small_graph: KnowledgeGraph, tmp_path: Path, name: str, packed: bool
) -> None:
    hostile = with_hostile_text(small_graph)
    path = target(tmp_path, name)
    if packed:
        path = path.with_name(path.name + ".gz")
    export(hostile, path)
    assert (path.read_bytes()[:2] == b"\x1f\x8b") is packed
    assert load_graph(path) == hostile


def test_rdf_xml_loses_only_what_xml_cannot_hold(
    small_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    export(small_graph, tmp_path / "graph.rdf")
    assert load_graph(tmp_path / "graph.rdf") == small_graph
    export(with_hostile_text(small_graph), tmp_path / "hostile.rdf")
    document = next(iter(load_graph(tmp_path / "hostile.rdf").documents.values()))
    kept = CONTROL.replace("\x00", "\ufffd").replace("\x0b", "\ufffd").replace("\x1f", "\ufffd")
    assert document.site == kept


RDFLIB_NAMES = {
    "turtle": "turtle", "trig": "trig", "ntriples": "nt", "nquads": "nquads",
    "jsonld": "json-ld", "rdfxml": "xml",
}  # fmt: skip


@pytest.mark.parametrize("name", RDFLIB_NAMES)
def test_rdflib_and_oxigraph_read_isomorphic_graphs(
    small_graph: KnowledgeGraph, tmp_path: Path, name: str
) -> None:
    (path,) = export(small_graph, target(tmp_path, name), name)
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path, format=RDFLIB_NAMES[name])
    plain = rdflib.Graph()
    for quad in dataset.quads():
        plain.add(quad[:3])
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in triples(small_graph))
    wanted = rdflib.Graph().parse(data=lines, format="nt")
    assert rdflib.compare.isomorphic(plain, wanted)


@pytest.mark.parametrize("name", ["trig", "nquads"])
def test_quads_stand_in_the_graph_of_the_dataset(
    small_graph: KnowledgeGraph, tmp_path: Path, name: str
) -> None:
    (path,) = export(small_graph, target(tmp_path, name), name)
    graphs = {str(quad.graph_name) for quad in ox.parse(path=str(path))}
    assert graphs == {"<https://w3id.org/substancekg/graph>"}


def test_json_ld_uses_its_context(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    export(small_graph, tmp_path / "graph.jsonld")
    whole = json.loads((tmp_path / "graph.jsonld").read_text())
    claim = next(node for node in whole["@graph"] if "skg:Claim" in node.get("@type", ()))
    assert claim["@id"].startswith("clm:")
    assert claim["skg:status"] in ("skg:source-asserted", "skg:literature-supported")
    assert claim["skg:isContested"] in (True, False)
    assert isinstance(claim["rdfs:label"], str)


def test_csv_has_one_row_a_claim(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    export(small_graph, tmp_path / "claims.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "claims.csv").read_text())))
    assert len(rows) == len(small_graph.claims)
    assert {row["status"] for row in rows} == {"source-asserted", "literature-supported"}


def test_graphml_reads_back_as_a_network(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    export(with_hostile_text(small_graph), tmp_path / "graph.graphml")
    network = nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    ends = {e.slug for c in small_graph.claims.values() for e in (c.subject, c.object)}
    assert set(network.nodes) == ends
    assert {key for _, _, key in network.edges(keys=True)} == set(small_graph.claims)
    for _, _, key, data in network.edges(keys=True, data=True):
        assert data["status"] == small_graph.assessments[key].status


def test_cytoscape_edges_join_nodes_of_the_file(
    small_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    export(small_graph, tmp_path / "graph.cyjs")
    elements = json.loads((tmp_path / "graph.cyjs").read_text())["elements"]
    nodes = {node["data"]["id"] for node in elements["nodes"]}
    assert len(elements["edges"]) == len(small_graph.claims)
    for edge in elements["edges"]:
        assert {edge["data"]["source"], edge["data"]["target"]} <= nodes


def test_unknown_format_names_the_known_ones(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'turtle'.*known: turtle, trig"):
        export(small_graph, tmp_path / "graph", "turtel")


def test_extension_that_says_no_format_is_one_clear_line(
    small_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    with pytest.raises(OutputError, match=r"graph\.doc: no format by its extension") as caught:
        export(small_graph, tmp_path / "graph.doc")
    assert "\n" not in str(caught.value)


def test_a_failed_export_leaves_the_old_file(
    small_graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    broken = replace(small_graph, assessments={})
    with pytest.raises(KeyError):
        export(broken, path)
    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["graph.ttl"]


def test_a_packed_file_has_no_time_in_it(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    export(small_graph, tmp_path / "graph.nt.gz")
    packed = (tmp_path / "graph.nt.gz").read_bytes()
    assert packed[4:8] == b"\x00\x00\x00\x00"
    assert gzip.decompress(packed)
