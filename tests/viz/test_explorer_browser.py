"""The explorer in a real browser: every control, both views, addresses, saving, keys."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rows import claim_row, rows_to_csv
from substancekg.viz.explorer import render_html
from substancekg.viz.report_html import report_html

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def page_html(demo: KnowledgeGraph) -> str:
    return render_html(demo, title="Demo of leafy tea")


@pytest.fixture
def opened(open_page: Open, page_html: str) -> Any:
    return open_page(page_html)


def claim_key(kg: KnowledgeGraph, subject: str, predicate: str, obj: str) -> str:
    return next(
        key
        for key, c in kg.claims.items()
        if (c.subject.label, c.predicate, c.object.label) == (subject, predicate, obj)
        and c.polarity == "affirmed"
    )


def hash_of(opened: Any) -> str:
    return str(opened.page.evaluate("location.hash"))


def box(opened: Any, facet: str, name: str) -> Any:
    return opened.page.locator(f"#facet-{facet} .row", has_text=name).first.locator("input")


def figure(opened: Any, facet: str, name: str) -> str:
    row = opened.page.locator(f"#facet-{facet} .row", has_text=name).first
    return str(row.locator("small").text_content())


# ---------- first sight
def test_the_overview_begins_with_what_is_contradicted(opened: Any) -> None:
    assert opened.heading() == "Overview"
    assert opened.count() == "All 9 claims, 9 entities"
    text = opened.page.inner_text("#details")
    assert text.index("Contradicted claims") < text.index("Support by relation")
    first = opened.page.inner_text("#details .rel >> nth=0")
    assert "leafy tea" in first
    for title in ("Support by document", "Best evidence", "Most asserted without support"):
        assert title in text


def test_everything_is_drawn_with_status_told_by_the_line(opened: Any) -> None:
    lines = opened.page.evaluate(
        """() => explorer.net.body.data.edges.get().map(e => ({
          dashed: !!e.dashes, mark: e.arrows.middle.enabled, head: e.arrows.to.type}))"""
    )
    assert len(lines) == 9
    assert sum(line["dashed"] for line in lines) == 3
    assert sum(line["mark"] for line in lines) == 2
    assert [line["head"] for line in lines].count("circle") == 1


def test_entity_families_differ_in_shape(opened: Any) -> None:
    shapes = opened.page.evaluate(
        "() => explorer.net.body.data.nodes.get().map(n => n.shape).sort()"
    )
    assert set(shapes) == {
        "hexagon", "diamond", "dot", "square", "triangle", "triangleDown", "star",
    }  # fmt: skip


# ---------- filters
def test_filters_narrow_the_picture_and_every_count(opened: Any) -> None:
    assert figure(opened, "status", "Literature-supported") == "6"
    assert figure(opened, "document", "Leafy tea, a leaflet") == "6"
    box(opened, "status", "Source-asserted").click()
    opened.wait()
    assert opened.count() == "6 of 9 claims, 8 of 9 entities"
    assert figure(opened, "status", "Source-asserted") == "3"
    assert figure(opened, "document", "Leafy tea, a leaflet") == "3"
    assert opened.heading() == "What passes the filters"
    opened.page.click("#filters-reset")
    opened.wait()
    assert opened.count() == "All 9 claims, 9 entities"


@pytest.mark.parametrize(
    ("facet", "name", "left"),
    [
        ("against", "Not contradicted", 2),
        ("verdict", "Supported", 4),
        ("grade", "No evidence", 6),
        ("hedged", "Stated plainly", 2),
        ("negated", "Affirmed", 1),
        ("family", "Plants", 3),
        ("document", "Leafy tea", 4),
    ],
)
def test_each_facet_filters(opened: Any, facet: str, name: str, left: int) -> None:
    opened.page.evaluate("id => { document.getElementById(id).open = true }", f"facet-{facet}")
    box(opened, facet, name).click()
    opened.wait()
    shown = opened.page.evaluate("explorer.inView().length")
    assert shown == left
    assert opened.count().startswith(f"{left} of 9 claims")


def test_a_predicate_stands_for_all_below_it(opened: Any) -> None:
    assert figure(opened, "predicate", "interacts with") == "2"
    box(opened, "predicate", "interacts with").click()
    opened.wait()
    assert not box(opened, "predicate", "agonist of").is_checked()
    assert opened.count().startswith("7 of 9 claims")
    box(opened, "predicate", "agonist of").click()
    opened.wait()
    parent = box(opened, "predicate", "interacts with")
    assert parent.evaluate("node => node.indeterminate")
    assert opened.count().startswith("8 of 9 claims")


def test_only_keeps_one_value_and_all_and_none_switch_a_facet(opened: Any) -> None:
    row = opened.page.locator("#facet-family .row", has_text="Conditions").first
    opened.page.get_by_label("Entities: none").click()
    opened.wait()
    assert "Nothing passes the filters" in opened.page.inner_text("#nothing")
    opened.page.click("#nothing button")
    opened.wait()
    assert opened.count().startswith("All 9")
    row.hover()
    opened.page.locator("#facet-document .row", has_text="Testine").first.hover()
    opened.page.get_by_label("Only Testine at the bench").click()
    opened.wait()
    assert opened.count().startswith("4 of 9 claims")


def test_a_long_list_of_documents_is_searched(open_page: Open, demo: KnowledgeGraph) -> None:
    first = next(iter(demo.documents.values()))
    others = [replace(first, id=f"doc-{i}", title=f"Leaflet {i}") for i in range(300)]
    said = {
        key: tuple(replace(items[0], document=d.key, document_id=d.id) for d in others) + items
        for key, items in demo.assertions.items()
    }
    documents = {**demo.documents, **{d.key: d for d in others}}
    opened = open_page(render_html(replace(demo, documents=documents, assertions=said)))
    rows = opened.page.locator("#facet-document .row")
    assert rows.count() == 120
    assert "and 182 more" in opened.page.inner_text("#facet-document")
    opened.page.fill("#facet-document input[type=search]", "leaflet 299")
    assert rows.count() == 1
    rows.first.hover()
    opened.page.get_by_label("Only Leaflet 299").click()
    opened.wait()
    assert opened.count().startswith("All 9 claims")
    assert opened.page.evaluate("document.getElementById('filters-reset').hidden") is False


def test_a_bar_of_a_plot_filters_for_what_it_shows(opened: Any) -> None:
    opened.page.locator(".plot button", has_text="treats").first.click()
    opened.wait()
    assert opened.count().startswith("1 of 9 claims")


# ---------- search
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mela", "melatonin"),
        ("leaf brew", "leafy tea"),
        ("chebi:4", "dopamine"),
        ("INSOM", "insomnia"),
        ("mu-rec", "mu receptor"),
        ("\u03bc receptor", "mu receptor"),
        ("talking-therapy", "talking therapy"),
    ],
    ids=["prefix", "synonym", "identifier", "case", "hyphen", "greek", "words"],
)
def test_search_finds_names_synonyms_and_identifiers(opened: Any, typed: str, found: str) -> None:
    opened.press("/")
    opened.page.keyboard.type(typed)
    assert found in opened.page.inner_text("#hits li >> nth=0")
    opened.press("Enter")
    assert opened.heading() == found
    assert hash_of(opened).startswith("#n=")


def test_search_walks_with_arrows_and_leaves_with_escape(opened: Any) -> None:
    opened.press("/")
    opened.page.keyboard.type("te")
    opened.press("ArrowDown")
    search = opened.page.locator("#search")
    assert search.get_attribute("aria-activedescendant") == "hit-1"
    assert opened.page.locator("#hit-1").get_attribute("aria-selected") == "true"
    opened.press("Escape")
    assert not opened.page.locator("#hits").is_visible()
    assert opened.heading() == "Overview"


def test_search_without_a_hit_says_so(opened: Any) -> None:
    opened.press("/")
    opened.page.keyboard.type("zzz(")
    assert "No entity" in opened.page.inner_text("#hits")


# ---------- panels
def test_a_claim_tells_verdict_quotes_and_evidence_against_before_for(
    opened: Any, demo: KnowledgeGraph
) -> None:
    key = claim_key(demo, "testine", "agonist_of", "mu receptor")
    opened.page.evaluate("key => { location.hash = '#c=' + key }", key)
    opened.wait()
    assert opened.heading() == "testine is an agonist of mu receptor"
    text = opened.page.inner_text("#details")
    assert "Literature-supported" in text
    assert "Contested" in text
    assert text.index("Evidence against") < text.index("Evidence for")
    assert "Emax 40 %" in text
    link = opened.page.locator("#details .evidence a").first
    assert link.get_attribute("href").startswith("https://doi.org/10.5555/demo-")
    assert link.get_attribute("rel") == "noopener noreferrer nofollow"


def test_a_chain_is_told_hop_by_hop_with_citations(opened: Any, demo: KnowledgeGraph) -> None:
    key = claim_key(demo, "leafy tea", "interacts_with", "opioid receptor")
    opened.page.evaluate("key => { location.hash = '#c=' + key }", key)
    opened.wait()
    steps = opened.page.locator("#details .chain").first.locator("li")
    assert [" ".join(text.split()) for text in steps.all_inner_texts()] == [
        "leafy tea contains testine doi:10.5555/demo-1",
        "testine is a partial agonist of mu receptor doi:10.5555/demo-2",
        "mu receptor is a kind of opioid receptor doi:10.5555/demo-3",
    ]
    assert "By a chain only" in opened.page.inner_text("#details .badges")
    steps.first.locator("a").first.click()
    opened.wait()
    assert opened.heading() == "leafy tea contains testine"


def test_a_chain_may_be_drawn_into_the_picture(opened: Any, demo: KnowledgeGraph) -> None:
    key = claim_key(demo, "leafy tea", "interacts_with", "opioid receptor")
    opened.page.evaluate("key => { location.hash = '#c=' + key }", key)
    opened.wait()
    opened.page.get_by_role("button", name="Show the chain").click()
    opened.wait()
    steps = (
        "() => explorer.net.body.data.edges.get().filter(e => e.id[0] === 'h').map(e => e.label)"
    )
    assert opened.page.evaluate(steps) == ["contains", "is a partial agonist of", "is a kind of"]
    assert "steps of the chain" in opened.page.inner_text("#notice")
    opened.press("Escape")
    assert opened.page.evaluate(steps) == []


def test_quotes_mark_their_parts_and_name_their_place(opened: Any, demo: KnowledgeGraph) -> None:
    key = claim_key(demo, "leafy tea", "increases", "dopamine")
    opened.page.evaluate("key => { location.hash = '#c=' + key }", key)
    opened.wait()
    quote = opened.page.locator("#details blockquote").nth(1)
    marks = quote.locator("mark").evaluate_all(
        "nodes => nodes.map(n => [n.className, n.textContent])"
    )
    assert marks == [["s", "leafy tea"], ["h", "may"], ["t", "increases"], ["o", "dopamine"]]
    footer = quote.locator("footer").inner_text()
    assert "Leafy tea, a leaflet" in footer
    assert "characters 160–" in footer
    assert "users report" in footer
    assert "Part one" in quote.inner_text()


def test_an_entity_tells_names_identifiers_and_claims_by_status(opened: Any) -> None:
    opened.page.evaluate("() => { location.hash = '#n=leafy-tea' }")
    opened.wait()
    text = opened.page.inner_text("#details")
    assert "leaf brew" in text
    assert "herb" in text
    assert text.index("Contradicted or contested") < text.index("Source-asserted only")
    opened.page.evaluate("() => { location.hash = '#n=melatonin' }")
    opened.wait()
    link = opened.page.locator("#details .facts a").first
    assert link.inner_text() == "CHEBI:5"
    assert link.get_attribute("href").endswith("CHEBI_5")


def test_a_claim_may_be_copied_as_text_with_its_sources(opened: Any, demo: KnowledgeGraph) -> None:
    key = claim_key(demo, "testine", "agonist_of", "mu receptor")
    opened.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.page.evaluate("key => { location.hash = '#c=' + key }", key)
    opened.wait()
    opened.page.get_by_text("Copy as text").click()
    opened.page.get_by_text("Copied").wait_for()
    copied = opened.page.evaluate("navigator.clipboard.readText()")
    assert "testine is an agonist of mu receptor" in copied
    assert "doi:10.5555/demo-6" in copied


# ---------- addresses
def test_addresses_open_what_they_name(
    open_page: Open, page_html: str, demo: KnowledgeGraph
) -> None:
    key = claim_key(demo, "melatonin", "treats", "insomnia")
    assert open_page(page_html, "#n=dopamine").heading() == "dopamine"
    assert open_page(page_html, f"#c={key}").heading() == "melatonin treats insomnia"
    assert open_page(page_html, "#n=nothing-here").heading() == "Overview"
    assert open_page(page_html, "#c=%E0%A4%A").heading() == "Overview"


def test_back_and_forward_walk_through_what_was_looked_at(opened: Any) -> None:
    page = opened.page
    page.click("#details .rel >> nth=0")
    opened.wait()
    claim = opened.heading()
    page.click("#details h2 a >> nth=0")
    opened.wait()
    assert opened.heading() == "leafy tea"
    page.go_back()
    opened.wait()
    assert opened.heading() == claim
    page.go_back()
    opened.wait()
    assert opened.heading() == "Overview"
    page.go_forward()
    opened.wait()
    assert opened.heading() == claim


# ---------- picture
def where(opened: Any, js: str) -> tuple[float, float]:
    x, y = opened.page.evaluate(
        f"""() => {{ const p = {js}, d = explorer.net.canvasToDOM(p),
        r = document.getElementById('graph').getBoundingClientRect();
        return [d.x + r.left, d.y + r.top]; }}"""
    )
    return x, y


def test_the_mouse_tells_and_opens_entities_and_claims(opened: Any) -> None:
    page = opened.page
    entity = "explorer.at(explorer.entities.findIndex(e => e.label === 'melatonin'))"
    x, y = where(opened, entity)
    page.mouse.move(x - 3, y - 3)
    page.mouse.move(x, y)
    page.locator("#tip").wait_for(state="visible")
    assert "Hormone" in page.inner_text("#tip")
    page.mouse.click(x, y)
    page.wait_for_function("() => location.hash === '#n=melatonin'")
    assert opened.heading() == "melatonin"
    middle = """(() => { const i = explorer.claims.key.findIndex((k, c) =>
      explorer.entities[explorer.claims.o[c]].label === 'sleep quality');
      const a = explorer.at(explorer.claims.s[i]), b = explorer.at(explorer.claims.o[i]);
      return {x: (a.x + b.x) / 2, y: (a.y + b.y) / 2}; })()"""
    page.mouse.click(*where(opened, middle))
    page.wait_for_function("() => location.hash.startsWith('#c=')")
    assert opened.heading() == "melatonin improves sleep quality"


def test_a_double_click_leaves_an_entity_with_its_neighbours(opened: Any) -> None:
    x, y = where(opened, "explorer.at(explorer.entities.findIndex(e => e.label === 'melatonin'))")
    opened.page.mouse.dblclick(x, y)
    opened.page.wait_for_function("() => explorer.drawn().length === 2")
    assert "Only melatonin and its neighbours" in opened.page.inner_text("#notice")
    opened.page.click("#notice button")
    opened.wait()
    assert opened.count().startswith("All 9")


def test_neighbours_expand_pin_and_hide(opened: Any) -> None:
    page = opened.page
    page.evaluate("() => { location.hash = '#n=dopamine' }")
    opened.wait()
    page.get_by_role("button", name="Only its neighbours").click()
    opened.wait()
    assert len(page.evaluate("explorer.drawn()")) == 2
    page.evaluate("() => { location.hash = '#n=leafy-tea' }")
    opened.wait()
    page.get_by_role("button", name="Expand").click()
    opened.wait()
    assert len(page.evaluate("explorer.drawn()")) == 6
    page.get_by_role("button", name="Pin", exact=True).click()
    opened.wait()
    assert page.get_by_role("button", name="Unpin").get_attribute("aria-pressed") == "true"
    opened.press("Escape")
    page.get_by_role("button", name="Show all").click()
    opened.wait()
    page.get_by_label("Entities: none").click()
    opened.wait()
    names = page.evaluate("explorer.net.body.data.nodes.get().map(n => n.label)")
    assert names == ["leafy tea •"]
    opened.press("r")
    page.evaluate("() => { location.hash = '#n=melatonin' }")
    opened.wait()
    page.get_by_role("button", name="Hide").click()
    opened.wait()
    assert "1 entity hidden" in page.inner_text("#notice")
    assert len(page.evaluate("explorer.drawn()")) == 7
    page.get_by_role("button", name="Unhide").click()
    opened.wait()
    assert len(page.evaluate("explorer.drawn()")) == 9


def test_selection_dims_the_rest(opened: Any) -> None:
    opened.page.evaluate("() => { location.hash = '#n=melatonin' }")
    opened.wait()
    looks = opened.page.evaluate(
        "() => Object.fromEntries(explorer.net.body.data.nodes.get().map(n => [n.label, n.opacity]))"
    )
    assert looks["melatonin"] == looks["insomnia"] == 1
    assert looks["dopamine"] < 0.3


def test_fit_labels_zoom_and_pan(opened: Any) -> None:
    page = opened.page
    scale = page.evaluate("explorer.net.getScale()")
    page.click("#graph", position={"x": 5, "y": 5})
    opened.press("+", "+", "ArrowRight")
    assert page.evaluate("explorer.net.getScale()") > scale * 1.4
    assert page.evaluate("explorer.net.getViewPosition().x") != 0
    page.click("#fit")
    opened.wait()
    assert page.evaluate("explorer.net.getScale()") == pytest.approx(scale, rel=0.01)
    page.click("#labels")
    opened.wait()
    names = page.evaluate("explorer.net.body.data.edges.get().map(e => e.label)")
    assert "does not increase" in names
    assert page.locator("#labels").get_attribute("aria-pressed") == "true"


# ---------- paths
def test_a_path_is_found_over_supported_claims_or_over_all(opened: Any) -> None:
    page = opened.page
    page.get_by_role("button", name="Find a path").click()
    page.fill("#path-from", "testine")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'path-to'")
    page.keyboard.type("talking")
    page.keyboard.press("Enter")
    opened.wait()
    assert "No way over literature-supported claims" in page.inner_text("#details")
    page.get_by_label("all claims").check()
    opened.wait()
    steps = page.locator("#details .chain").first.locator("li").all_inner_texts()
    assert [" ".join(step.split()) for step in steps] == [
        "leafy tea contains testine against the arrow",
        "leafy tea used with talking therapy",
    ]
    assert hash_of(opened) == "#path=testine,talking-therapy,all"


def test_a_path_has_an_address(open_page: Open, page_html: str) -> None:
    opened = open_page(page_html, "#path=testine,opioid-receptor")
    text = opened.page.inner_text("#details")
    assert "2 steps" in text
    assert "contains" in text


# ---------- comparing
def test_two_documents_stand_side_by_side(opened: Any) -> None:
    opened.page.click("#view-compare")
    opened.wait()
    tiles = opened.page.locator("#compare .tile").all_inner_texts()
    assert [" ".join(tile.split()) for tile in tiles] == [
        "1 where they disagree", "1 said by both", "5 only left", "3 only right",
    ]  # fmt: skip
    clash = opened.page.inner_text("#group-clash")
    assert "leafy tea increases dopamine." in clash
    assert "leafy tea not increases dopamine." in clash
    opened.page.get_by_role("button", name="Swap").click()
    opened.wait()
    assert opened.page.locator("#compare-0").input_value() == "1"
    assert hash_of(opened).startswith("#compare=")


# ---------- table
def test_the_table_sorts_and_opens_claims(opened: Any) -> None:
    page = opened.page
    page.click("#view-table")
    opened.wait()
    assert page.locator("#table tbody tr").count() == 9
    page.click("#sort-o")
    objects = page.locator("#table tbody tr td:nth-child(3)").all_inner_texts()
    assert objects == sorted(objects)
    page.click("#sort-o")
    assert page.locator("#table tbody tr td:nth-child(3)").all_inner_texts() == sorted(
        objects, reverse=True
    )
    header = page.locator("#table th", has_text="Object")
    assert header.get_attribute("aria-sort") == "descending"
    page.locator("#table a.open").first.press("Enter")
    opened.wait()
    assert opened.page.locator("#table tr[aria-selected=true]").count() == 1
    assert opened.heading() != "Overview"


def test_the_table_follows_the_filters_and_pages(
    open_page: Open, large: Callable[[int], KnowledgeGraph]
) -> None:
    opened = open_page(render_html(large(230)))
    page = opened.page
    opened.press("t")
    assert page.locator("#table tbody tr").count() == 100
    assert "1–100 of 230" in page.inner_text(".pages")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    assert "201–230 of 230" in page.inner_text(".pages")
    assert page.get_by_role("button", name="Next").is_disabled()
    page.locator("#facet-status input").nth(1).click()
    opened.wait()
    assert (
        "of 76" in opened.page.inner_text("#table nav, #count")
        or page.locator("#table tbody tr").count() == 76
    )


# ---------- saving
def saved(opened: Any, button: str) -> tuple[str, bytes]:
    opened.page.click("#save summary")
    with opened.page.expect_download() as download:
        opened.page.click(button)
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_the_picture_is_saved_as_png(opened: Any) -> None:
    name, data = saved(opened, "#save-png")
    assert name == "demo-of-leafy-tea.png"
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20], "big") >= 1280


def test_the_picture_is_saved_as_svg(opened: Any) -> None:
    name, data = saved(opened, "#save-svg")
    root = ElementTree.fromstring(data)
    words = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert name == "demo-of-leafy-tea.svg"
    assert {"Demo of leafy tea", "melatonin", "literature-supported"} <= set(words)
    assert b"<script" not in data
    assert b"href" not in data


def test_the_claims_in_view_are_saved_as_the_csv_that_builds_write(
    opened: Any, demo: KnowledgeGraph
) -> None:
    name, data = saved(opened, "#save-csv")
    assert name == "demo-of-leafy-tea.csv"
    assert data[:3] == b"\xef\xbb\xbf"
    expected = rows_to_csv([claim_row(demo, key) for key in demo.claims])
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) == list(
        csv.reader(io.StringIO(expected))
    )
    box(opened, "status", "Source-asserted").click()
    opened.wait()
    assert len(saved(opened, "#save-csv")[1].splitlines()) == 7


# ---------- keys, themes, media
def test_everything_can_be_done_with_keys(opened: Any) -> None:
    page = opened.page
    opened.press("n")
    assert opened.heading().startswith("leafy tea")
    first = opened.heading()
    opened.press("n")
    assert opened.heading() != first
    opened.press("p")
    assert opened.heading() == first
    opened.press("Escape")
    assert opened.heading() == "Overview"
    opened.press("t")
    assert page.locator("#table").is_visible()
    opened.press("ArrowDown", "Enter")
    assert opened.heading() != "Overview"
    opened.press("t")
    assert page.locator("#graph").is_visible()
    opened.press("c")
    assert page.locator("#compare").is_visible()
    opened.press("c", "l")
    assert page.locator("#labels").get_attribute("aria-pressed") == "true"
    opened.press("?")
    assert "How to read this page" in page.inner_text("dialog")
    opened.press("Escape")
    assert not page.locator("dialog").is_visible()
    page.evaluate("() => { location.hash = '#n=melatonin' }")
    opened.wait()
    opened.press("o")
    assert len(page.evaluate("explorer.drawn()")) == 2
    opened.press("o", "i", "h")
    assert "hidden" in page.inner_text("#notice")


def test_the_first_stop_of_tab_skips_to_the_details(opened: Any) -> None:
    opened.press("Tab", "Enter")
    assert opened.page.evaluate("document.activeElement.id") == "details"


def test_tab_reaches_search_tools_filters_picture_and_details(opened: Any) -> None:
    reached = set()
    for _ in range(130):
        opened.page.keyboard.press("Tab")
        reached.add(
            opened.page.evaluate(
                """() => { const a = document.activeElement;
                return a.closest('#filters') ? 'filters' : a.closest('#details') ? 'details'
                  : a.closest('.tools') ? 'tools' : a.id; }"""
            )
        )
    assert {"search", "tools", "filters", "graph", "details"} <= reached


def test_changes_are_told_to_screen_readers(opened: Any) -> None:
    opened.page.evaluate("() => { location.hash = '#n=melatonin' }")
    opened.page.wait_for_function(
        "() => document.getElementById('say').textContent.includes('melatonin')"
    )
    assert opened.page.locator("#count").get_attribute("aria-live") == "polite"


def test_the_theme_follows_the_system_and_then_the_button(open_page: Open, page_html: str) -> None:
    opened = open_page(page_html, color_scheme="dark")
    assert opened.page.evaluate("document.documentElement.dataset.theme") == "dark"
    opened.page.click("#theme")
    assert opened.page.evaluate("document.documentElement.dataset.theme") == "light"
    edge = opened.page.evaluate("explorer.net.body.data.edges.get()[0].color.color")
    assert edge in ("#0066b3", "#7c8796", "#c2410c")


def test_a_theme_may_be_asked_for(open_page: Open, demo: KnowledgeGraph) -> None:
    opened = open_page(render_html(demo, theme="dark"))
    assert opened.page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_forced_colours_reach_the_picture(open_page: Open, page_html: str) -> None:
    opened = open_page(page_html, forced_colors="active")
    colours = opened.page.evaluate(
        "() => explorer.net.body.data.nodes.get().map(n => n.color.background)"
    )
    assert set(colours) == {"rgb(255, 255, 255)"}


def test_reduced_motion_moves_the_picture_at_once(open_page: Open, page_html: str) -> None:
    opened = open_page(page_html, reduced_motion="reduce")
    opened.page.evaluate("() => { explorer.net.moveTo({position: {x: 9000, y: 9000}}) }")
    opened.page.evaluate("() => { location.hash = '#n=melatonin' }")
    opened.page.wait_for_function("() => location.hash === '#n=melatonin'")
    x = opened.page.evaluate("() => explorer.net.getViewPosition().x")
    assert abs(x) < 2000


def test_on_paper_the_picture_is_a_drawing_in_light_colours(
    open_page: Open, page_html: str
) -> None:
    opened = open_page(page_html, color_scheme="dark")
    opened.page.emulate_media(media="print")
    opened.page.evaluate("() => { window.dispatchEvent(new Event('beforeprint')) }")
    assert opened.page.locator("#print svg").count() == 1
    assert not opened.page.locator("#filters").is_visible()
    assert opened.page.evaluate("document.documentElement.dataset.theme") == "light"
    opened.page.evaluate("() => { window.dispatchEvent(new Event('afterprint')) }")
    assert opened.page.evaluate("document.documentElement.dataset.theme") == "dark"


# ---------- narrow screens
def test_on_a_phone_filters_and_details_slide_in(open_page: Open, page_html: str) -> None:
    opened = open_page(
        page_html, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = opened.page
    assert not page.locator("#filters").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click("#show-filters")
    page.locator("#filters").wait_for(state="visible")
    page.locator("#filters").get_by_role("button", name="Done").click()
    page.locator("#filters").wait_for(state="hidden")
    page.evaluate("() => { location.hash = '#n=melatonin' }")
    page.locator("#details").wait_for(state="visible")
    page.locator("#details").get_by_role("button", name="Close").click()
    page.locator("#details").wait_for(state="hidden")
    page.click("#show-details")
    page.locator("#details").wait_for(state="visible")
    middle = page.evaluate(
        """() => { const e = explorer.view.selected.e, d = explorer.net.canvasToDOM(explorer.at(e));
        return d.y; }"""
    )
    sheet = page.evaluate("document.getElementById('details').getBoundingClientRect().top")
    top = page.evaluate("document.getElementById('graph').getBoundingClientRect().top")
    assert 0 < middle < sheet - top  # what was chosen stays above the sheet


def test_on_a_tablet_details_stay_and_filters_slide_in(open_page: Open, page_html: str) -> None:
    opened = open_page(page_html, viewport={"width": 1024, "height": 768})
    assert opened.page.locator("#details").is_visible()
    assert not opened.page.locator("#filters").is_visible()
    opened.page.click("#show-filters")
    opened.page.locator("#filters").wait_for(state="visible")
    opened.press("Escape")
    opened.page.locator("#filters").wait_for(state="hidden")


# ---------- accessibility
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(open_page: Open, page_html: str, axe: Any, scheme: str) -> None:
    opened = open_page(page_html, color_scheme=scheme, bypass_csp=True)
    page = opened.page
    states = {
        "overview": lambda: None,
        "entity": lambda: page.evaluate("() => { location.hash = '#n=leafy-tea' }"),
        "claim": lambda: page.click("#details .rel >> nth=0"),
        "search": lambda: (page.keyboard.press("/"), page.keyboard.type("te")),
        "table": lambda: (page.keyboard.press("Escape"), page.click("#view-table")),
        "compare": lambda: page.click("#view-compare"),
        "path": lambda: page.evaluate("() => { location.hash = '#path=testine,dopamine,all' }"),
        "help": lambda: page.click("#help-open"),
    }
    serious = []
    for name, reach in states.items():
        reach()
        opened.wait()
        found = axe.run(page).response["violations"]
        serious += [
            (name, item["id"], [node["target"] for node in item["nodes"]][:3])
            for item in found
            if item["impact"] in ("serious", "critical")
        ]
    assert serious == []


def test_axe_finds_nothing_serious_in_the_report(
    chromium: Any, axe: Any, demo: KnowledgeGraph, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(report_html(demo), encoding="utf-8")
    for scheme in ("light", "dark"):
        context = chromium.new_context(color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(file.as_uri())
        found = axe.run(page).response["violations"]
        context.close()
        assert [i["id"] for i in found if i["impact"] in ("serious", "critical")] == []


# ---------- odd graphs
def test_an_empty_graph_says_that_it_is_empty(open_page: Open, demo: KnowledgeGraph) -> None:
    empty = replace(demo, claims={}, assertions={}, assessments={}, entities={}, documents={})
    opened = open_page(render_html(empty))
    assert "No claims" in opened.page.inner_text("#nothing")
    opened.press("t")
    assert "No claims" in opened.page.inner_text("#table")


def test_a_page_about_one_entity_shows_it(open_page: Open, demo: KnowledgeGraph) -> None:
    opened = open_page(render_html(demo, about="sleep quality"))
    assert opened.count() == "1 claim, 2 entities"
    assert re.search(r"1\s+claim", opened.page.inner_text("#details"))


def test_more_claims_than_the_budget_are_said_to_be_there(
    open_page: Open, large: Callable[[int], KnowledgeGraph]
) -> None:
    opened = open_page(render_html(large(300), max_drawn=100))
    assert opened.count() == "Drawing the 100 best-supported of 300 claims"
    assert len(opened.page.evaluate("explorer.drawn()")) == 100
    opened.press("/")
    opened.page.keyboard.type("entity 97")
    opened.press("Enter")
    assert opened.heading() == "entity 97"
    drawn = opened.page.evaluate(
        """() => { const e = explorer.view.selected.e, c = explorer.claims;
        return c.key.map((k, i) => i).filter(i => c.s[i] === e || c.o[i] === e)
          .every(i => explorer.drawn().includes(i)); }"""
    )
    assert drawn


def test_far_out_the_largest_entities_keep_their_names(
    open_page: Open, large: Callable[[int], KnowledgeGraph]
) -> None:
    opened = open_page(render_html(large(700)))
    assert opened.page.evaluate("explorer.net.getScale()") < 0.42
    written = opened.page.evaluate(
        """() => new Promise(done => {
          const words = [], real = CanvasRenderingContext2D.prototype.fillText;
          CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
            if (this.font.startsWith('600')) words.push(text); return real.call(this, text, ...rest);
          };
          explorer.net.once('afterDrawing', () => setTimeout(() => done(words), 0));
          explorer.net.redraw();
        })"""
    )
    assert "entity 0" in written
    assert 3 <= len(written) < 30
