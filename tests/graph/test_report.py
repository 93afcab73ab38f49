"""The fact-check sheet, and Markdown that hostile text cannot break."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from substancekg.graph.citations import Citation
from substancekg.graph.markdown import citation_markdown, escaped, link
from substancekg.graph.report import report_markdown

PLAIN = MarkdownIt("gfm-like", {"html": True, "linkify": False}).disable("linkify")


def test_what_needs_attention_comes_first(small_graph):
    text = report_markdown(small_graph)
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == [
        "## Documents", "## Contradicted (1)", "## Contested (1)",
        "## Claims more than the literature (1)", "## Not found in the literature searched (3)",
        "## Supported (6)", "## How to read this",
    ]  # fmt: skip


def test_the_summary_counts_documents_claims_and_places(small_graph):
    assert "2 documents made 12 claims in 13 places." in report_markdown(small_graph)


def test_a_document_lists_the_numbers_of_its_claims_by_verdict(small_graph):
    text = report_markdown(small_graph)
    part = text[text.index("### Testine eases anxiety") : text.index("### Ten facts")]
    assert "3 claims, 2 literature-supported." in part
    assert "- Contested: C2" in part


def test_a_claim_has_quotes_evidence_with_links_and_chains(small_graph):
    text = report_markdown(small_graph)
    contested = text[text.index("### C2. ") : text.index("### C3. ")]
    assert "> testine may agonist_of mu receptor." in contested
    assert contested.index("**Evidence against it**") < contested.index("**Evidence for it**")
    assert "[PMID 13](https://pubmed.ncbi.nlm.nih.gov/13/)" in contested
    chain = text[text.index("Leafy tea interacts with opioid receptor") :]
    assert (
        "    1. Leafy tea contains testine ([doi:10.1000/test.1](https://doi.org/10.1000/test.1))"
        in chain
    )


def test_hostile_text_stays_text(small_graph):
    html = PLAIN.render(report_markdown(small_graph))
    assert "<script" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](https://a.example/p)",
        "| a | b |", "# no heading", "- no item", "1. no item", "`code` ~~gone~~ **bold** _it_",
        "a\n\n---\n\nb", "&lt;script&gt;", "<https://a.example>", "\\*", "= x", "> quote",
    ],
)  # fmt: skip
def test_escaped_text_is_shown_as_it_is(text):
    html = PLAIN.render(escaped(text))
    shown = "<p>" + " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(
        ">", "&gt;"
    ).replace('"', "&quot;") + "</p>\n"  # fmt: skip
    assert html == shown


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_no_text_becomes_markup(text):
    html = PLAIN.render("x " + escaped(text))
    assert html.count("<") == 2, "only the paragraph itself"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://doi.org/10.1/a(b)", "[x](https://doi.org/10.1/a%28b%29)"),
        ("https://a.example/ )[y](z", "[x](https://a.example/%20%29%5By%5D%28z)"),
        ("javascript:alert(1)", "x"),
        ("", "x"),
    ],
)
def test_links_go_only_to_web_addresses(address, shown):
    assert link("x", address) == shown


def test_a_retracted_paper_is_marked():
    shown = citation_markdown(Citation(pmid="1", title="On *tea*", retracted=True))
    assert shown.startswith("**Retracted.** On \\*tea\\*. [PMID 1](")
