"""The Python interface."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

import substancekg as skg
from substancekg.errors import GraphError, SubstanceKGError, UnknownNameError

TEXTS = {
    "kava": "Kava relieves anxiety. Kava does not cause hangovers.",
    "tea": "Tea contains caffeine.",
}


@pytest.fixture(scope="module")
def kg() -> skg.Graph:
    return skg.build_texts(TEXTS)


def test_build_reads_files_and_keeps_what_failed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kava relieves anxiety.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    kg = skg.build([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert len(kg.claims()) == 1
    assert [Path(failure.source).name for failure in kg.failures] == ["b.txt"]


def test_claims_are_rows_with_a_table_form(kg: skg.Graph) -> None:
    rows = kg.claims(about="kava")
    assert [(row["predicate"], row["object"]) for row in rows] == [
        ("alleviates", "anxiety"),
        ("causes", "hangover"),
    ]
    assert rows[:1][0] == rows[0]
    frame = rows.to_dataframe()
    assert list(frame["subject"]) == ["kava", "kava"]
    csv = rows.to_csv()
    assert csv is not None
    assert csv.splitlines()[0].startswith("subject,subject_id,predicate")


def test_no_claims_are_an_empty_table(kg: skg.Graph) -> None:
    rows = kg.claims(predicate="prevents")
    assert len(rows) == 0
    assert list(rows.to_dataframe().columns)[:2] == ["subject", "subject_id"]


def test_unknown_names_statuses_and_graphs_are_said(kg: skg.Graph, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="kava"):
        kg.claims(about="kavva")
    with pytest.raises(ValueError, match="true"):
        kg.claims(status="true")
    with pytest.raises(GraphError):
        skg.load(tmp_path / "gone.ttl")
    assert issubclass(GraphError, SubstanceKGError)


def test_a_graph_answers_explains_and_measures(kg: skg.Graph) -> None:
    result = kg.query("SELECT ?c WHERE { ?c a skg:Claim }")
    assert len(result) == len(kg.claims())
    assert "Kava relieves anxiety." in kg.explain("kava", "alleviates", "anxiety")
    assert kg.ask_saved("about", about="kava")
    assert kg.measures() is not None
    assert kg.paths("kava", "anxiety")


def test_a_graph_is_a_network_with_all_attributes(kg: skg.Graph) -> None:
    network = kg.to_networkx()
    assert isinstance(network, nx.MultiDiGraph)
    assert network.number_of_edges() == len(kg.claims())
    _, _, edge = next(iter(network.edges("kava", data=True)))
    assert {"predicate", "status", "verdict", "polarity"} <= set(edge)


def test_saving_and_loading_gives_the_same_graph(kg: skg.Graph, tmp_path: Path) -> None:
    for name in ("kg", "kg.ttl.gz", "kg.jsonld"):
        kg.save(tmp_path / name)
        assert skg.load(tmp_path / name) == kg


def test_the_union_of_parts_is_the_graph_of_the_whole(kg: skg.Graph) -> None:
    parts = [skg.build_texts({name: text}) for name, text in TEXTS.items()]
    assert parts[0] | parts[1] == kg
    assert parts[1] | parts[0] == kg
    assert len(parts[0].diff(kg)) == len(kg.claims()) - len(parts[0].claims())


def test_a_notebook_shows_a_graph_without_running_what_documents_say() -> None:
    kg = skg.build_texts({"evil": "Kava relieves anxiety <script>alert(1)</script>."})
    for shown in (kg._repr_html_(), kg.claims()._repr_html_()):
        assert "<script>alert" not in shown


def test_view_writes_the_explorer(kg: skg.Graph, tmp_path: Path) -> None:
    path = kg.view(tmp_path / "v.html", title="Kava")
    assert "Kava" in path.read_text(encoding="utf-8")


def test_the_public_names_are_those_listed() -> None:
    for name in skg.__all__:
        assert getattr(skg, name) is not None
    assert isinstance(skg.__version__, str)
    with pytest.raises(AttributeError):
        _ = skg.nothing  # type: ignore[attr-defined]
