from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.viz.plots import (
    STATUS_SERIES,
    Bar,
    bar_chart,
    evidence_grades,
    most_asserted_without_support,
    plots,
    support_by_document,
    support_by_predicate,
)

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_support_by_relation_counts_claims_of_both_statuses(demo: KnowledgeGraph) -> None:
    bars = {bar.label: bar.parts for bar in support_by_predicate(demo)}
    assert bars["increases"] == (1, 1)
    assert bars["treats"] == (1, 0)
    assert sum(map(sum, bars.values())) == len(demo.claims)


def test_support_by_document_counts_a_claim_in_every_document_that_makes_it(
    demo: KnowledgeGraph,
) -> None:
    assert [(bar.label, bar.parts, bar.figures) for bar in support_by_document(demo)] == [
        ("Leafy tea, a leaflet", (3, 3), "3 of 6"),
        ("Testine at the bench", (4, 0), "4 of 4"),
    ]


def test_grades_stand_strongest_first_and_count_only_what_counts(demo: KnowledgeGraph) -> None:
    assert [bar.parts for bar in evidence_grades(demo)] == [(1,), (1,), (1,), (2,), (1,)]


def test_most_asserted_leaves_out_what_is_supported(demo: KnowledgeGraph) -> None:
    bars = most_asserted_without_support(demo)
    assert {bar.label for bar in bars} == {
        "leafy tea alleviates insomnia",
        "leafy tea increases dopamine (level)",
        "leafy tea is used with talking therapy",
    }
    assert [bar.parts for bar in bars] == [(2,), (2,), (1,)]


def test_a_chart_tells_its_figures_without_colour(demo: KnowledgeGraph) -> None:
    svg = bar_chart("Support", support_by_document(demo), STATUS_SERIES, name="one")
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    titles = {node.get("id"): node.text for node in root if node.get("id")}
    assert (root.get("aria-labelledby") or "").split() == list(titles)
    assert titles["one-desc"] == "Leafy tea, a leaflet: 3 of 6; Testine at the bench: 4 of 4"
    assert {"3 of 6", "4 of 4", "literature-supported"} <= set(words(svg))
    hatched = [n for n in root.iter(f"{SVG}rect") if (n.get("fill") or "").startswith("url(#one-")]
    assert len(hatched) == 2  # the key and the one bar with unsupported claims


def test_bars_are_as_long_as_what_they_count() -> None:
    bars = [Bar("a", (4, 4), "8"), Bar("b", (2, 0), "2")]
    root = ElementTree.fromstring(bar_chart("t", bars, STATUS_SERIES, name="x"))
    widths = [
        float(n.get("width") or 0) for n in root.iter(f"{SVG}rect") if n.get("height") == "15"
    ]
    assert widths[0] == pytest.approx(widths[1]) == pytest.approx(2 * widths[2])


def test_without_bars_there_is_no_chart() -> None:
    assert bar_chart("t", [], STATUS_SERIES, name="x") == ""


def test_charts_hold_hostile_labels_as_text(hostile: KnowledgeGraph) -> None:
    for svg in plots(hostile):
        root = ElementTree.fromstring(svg)
        tags = {node.tag.removeprefix(SVG) for node in root.iter()}
        assert tags <= {"svg", "title", "desc", "text", "rect", "defs", "pattern", "path"}
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", svg)
        assert not any(name.startswith("on") for node in root.iter() for name in node.attrib)


def test_ids_of_charts_differ_within_a_page(demo: KnowledgeGraph) -> None:
    found = re.findall(r' id="([^"]+)"', "".join(plots(demo)))
    assert len(plots(demo)) == 4
    assert len(found) == len(set(found))
