from __future__ import annotations

import re
from dataclasses import replace

from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.report import HEADINGS, ORDER, report_markdown
from substancekg.viz.notebook import MAX_INLINE, graph_html, rows_html
from substancekg.viz.report_html import MAX_FINDINGS, report_html


def text_of(html: str) -> str:
    body = html[html.index("<body>") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_claims_stand_by_verdict_what_needs_attention_first(demo: KnowledgeGraph) -> None:
    html = report_html(demo)
    found = [
        html.index(f'<h2 id="v-{verdict.value}">')
        for verdict in ORDER
        if any(one.verdict is verdict for one in demo.assessments.values())
    ]
    assert len(found) == 4
    assert found == sorted(found)


def test_claims_have_the_numbers_of_the_markdown_sheet(demo: KnowledgeGraph) -> None:
    markdown = dict(re.findall(r"^### (C\d+)\. (.+)$", report_markdown(demo), re.MULTILINE))
    html = dict(
        re.findall(r'<span class="number">(C\d+)</span> <bdi>(.+?)</bdi>', report_html(demo))
    )
    assert html == {number: text.replace("\\", "") for number, text in markdown.items()}


def test_every_claim_is_linked_from_its_documents(demo: KnowledgeGraph) -> None:
    html = report_html(demo)
    for key in demo.claims:
        assert f'id="c-{key}"' in html
        assert html.count(f'href="#c-{key}"') == len({a.document for a in demo.assertions[key]})
    anchors = set(re.findall(r'href="#([^"]+)"', html))
    assert anchors <= set(re.findall(r' id="([^"]+)"', html))


def test_quotes_are_whole_and_marked(demo: KnowledgeGraph) -> None:
    html = report_html(demo)
    assert '<mark class="h" title="hedge">may</mark>' in html
    assert "leafy tea may increases dopamine ." in text_of(html)
    assert "characters 160–" in html


def test_chains_are_listed_step_by_step_with_sources(demo: KnowledgeGraph) -> None:
    text = text_of(report_html(demo))
    assert "Leafy tea contains testine . doi:10.5555/demo-1" in text
    assert "Mu receptor is a kind of opioid receptor . doi:10.5555/demo-3" in text


def test_long_lists_of_findings_are_cut_and_counted(demo: KnowledgeGraph) -> None:
    key, found = next(
        (key, one) for key, one in demo.assessments.items() if one.supporting and not one.disputing
    )
    many = replace(found, supporting=found.supporting[:1] * (MAX_FINDINGS + 3))
    html = report_html(replace(demo, assessments={**demo.assessments, key: many}))
    assert "and 3 further records" in text_of(html)


def test_an_empty_graph_has_a_report(demo: KnowledgeGraph) -> None:
    empty = replace(demo, claims={}, assertions={}, assessments={}, entities={}, documents={})
    assert "0 documents made 0 claims" in text_of(report_html(empty))


def test_a_notebook_shows_verdicts_and_a_closed_explorer(demo: KnowledgeGraph) -> None:
    html = graph_html(demo)
    assert "<strong>9 claims</strong>" in html
    for verdict in ORDER:
        assert HEADINGS[verdict] in html
    assert '<iframe title="Explorer" sandbox="allow-scripts allow-popups allow-downloads"' in html
    assert "<details><summary>" in html
    assert "allow-same-origin" not in html


def test_a_large_graph_is_not_put_into_a_notebook(large: object) -> None:
    html = graph_html(large(MAX_INLINE + 1))  # type: ignore[operator]
    assert "<iframe" not in html
    assert "view(" in html


def test_rows_of_claims_are_escaped_and_limited(hostile: KnowledgeGraph) -> None:
    from substancekg.graph.rows import claim_row

    rows = [claim_row(hostile, key) for key in hostile.claims] * 3
    html = rows_html(rows)
    assert "30 of 51 claims" in html
    assert "<img" not in html
    assert "<script" not in html
