"""Hostile text in every field, opened in a real browser: nothing runs, nothing is asked for."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.viz.explorer import render_html
from substancekg.viz.notebook import graph_html
from substancekg.viz.report_html import report_html

pytestmark = pytest.mark.browser

ATTACKS = """async base => {
  const got = {};
  const attempt = (name, act) => {
    try { act(); got[name] = 'allowed'; } catch (error) { got[name] = error.name; }
  };
  attempt('innerHTML', () => { document.createElement('div').innerHTML = '<b>x</b>'; });
  attempt('write', () => document.write('x'));
  attempt('scriptText', () => {
    const s = document.createElement('script'); s.text = 'window.__ran = 1'; document.body.append(s);
  });
  attempt('handler', () => {
    const d = document.createElement('div'); d.setAttribute('onclick', 'window.__ran = 2');
    document.body.append(d); d.click();
  });
  attempt('timer', () => setTimeout('window.__ran = 3', 0));
  const a = document.createElement('a'); a.href = 'javascript:window.__ran=4';
  document.body.append(a); a.click();
  try { await fetch(base + '/fetch'); } catch { /* as it should be */ }
  const load = (tag, set) => new Promise(done => {
    const node = document.createElement(tag); node.onload = node.onerror = done;
    try { set(node); } catch { done(); return; }
    document.body.append(node); setTimeout(done, 500);
  });
  await load('img', n => { n.src = base + '/img'; });
  await load('iframe', n => { n.src = base + '/frame'; });
  await load('link', n => { n.rel = 'stylesheet'; n.href = base + '/css'; });
  await load('script', n => { n.src = base + '/script'; });
  await load('object', n => { n.data = base + '/object'; });
  got.ran = window.__ran ?? null;
  return got;
}"""


@pytest.fixture
def counting_server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that only writes down what it is asked for."""
    hits: list[str] = []

    class Counting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that http.server calls
            hits.append(self.path)
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()
    thread.join()


def look_at_everything(opened: Any) -> None:
    page = opened.page
    for view in ("graph", "table", "compare"):
        page.click(f"#view-{view}")
        opened.wait()
        count = page.evaluate("explorer.claims.key.length")
        for c in range(count if view == "graph" else 3):
            page.evaluate("c => explorer.go({kind: 'c', c}, {look: true})", c)
            page.evaluate(
                "() => document.querySelectorAll('#details details').forEach(d => d.open = true)"
            )
            opened.wait()
    for e in range(page.evaluate("explorer.entities.length")):
        page.evaluate("e => explorer.go({kind: 'n', e}, {look: true})", e)
        opened.wait()
    page.click("#view-graph")
    for x in range(320, 960, 80):
        for y in range(120, 800, 80):
            page.mouse.move(x, y)
    page.keyboard.press("Escape")
    for typed in ("<img", "__proto__", "href", "\u05e9"):
        page.keyboard.press("/")
        page.keyboard.type(typed)
        page.keyboard.press("Escape")
    for key in ("d", "l", "?", "Escape"):
        page.keyboard.press(key)
        opened.wait()


def test_hostile_text_is_only_ever_shown(
    open_page: Callable[..., Any], hostile: KnowledgeGraph
) -> None:
    opened = open_page(render_html(hostile, title="<img src=x onerror=alert(1)>"))
    look_at_everything(opened)
    page = opened.page
    assert page.evaluate("window.__xss === undefined")
    assert (
        page.evaluate("document.scripts.length - document.querySelectorAll('[type]').length") <= 2
    )
    links = page.evaluate(
        "() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
    )
    assert all(re.match(r"https?://|#", address) for address in links)
    injected = "img:not([src^='data:']), iframe, object, embed, link, base, form[action]"
    assert page.locator(injected).count() == 0
    assert page.locator("#details script, #filters script, #table svg script").count() == 0
    assert page.title() == "<img src=x onerror=alert(1)>"


def test_every_hostile_entity_is_drawn_under_an_opaque_id(
    open_page: Callable[..., Any], hostile: KnowledgeGraph
) -> None:
    opened = open_page(render_html(hostile))
    drawn = opened.page.evaluate("explorer.net.body.nodeIndices")
    assert len(drawn) == len({c.subject.slug for c in hostile.claims.values()})
    assert all(re.fullmatch(r"n\d+", name) for name in drawn)
    words = opened.page.evaluate(
        "() => explorer.net.body.data.nodes.get().map(n => n.label).join('')"
    )
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", words)


def test_saved_files_hold_no_live_markup_and_no_formulas(
    open_page: Callable[..., Any], hostile: KnowledgeGraph
) -> None:
    opened = open_page(render_html(hostile))
    svg = opened.page.evaluate("explorer.svg()")
    root = ElementTree.fromstring(svg)
    tags = {node.tag.rpartition("}")[2] for node in root.iter()}
    assert tags <= {"svg", "title", "rect", "text", "g", "path", "polygon", "circle", "line"}
    names = {name for node in root.iter() for name in node.attrib}
    assert not {name for name in names if name.startswith("on") or "href" in name}
    table = opened.page.evaluate("explorer.csv()")
    assert "'=HYPERLINK" in table
    assert not re.search(r'(^|,)"?=', table, re.MULTILINE)


def test_the_policy_holds_when_a_script_gets_in_anyway(
    chromium: Any,
    demo: KnowledgeGraph,
    tmp_path: Path,
    counting_server: tuple[str, list[str]],
) -> None:
    base, hits = counting_server
    html = render_html(demo)
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    assert bare != html
    results = {}
    for name, text in (("guarded", html), ("control", bare)):
        hits.clear()
        file = tmp_path / f"{name}.html"
        file.write_text(text, encoding="utf-8")
        context = chromium.new_context()
        page = context.new_page()
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-ready=true]", state="attached")
        results[name] = (page.evaluate(ATTACKS, base), sorted(set(hits)))
        context.close()
    guarded, reached = results["guarded"]
    assert reached == []
    assert guarded["ran"] is None
    assert guarded["innerHTML"] == guarded["write"] == guarded["scriptText"] == "TypeError"
    control, reached = results["control"]  # the attacks do work where nothing guards the page
    assert {"/fetch", "/img", "/frame", "/css", "/script"} <= set(reached)
    assert control["innerHTML"] == "allowed"
    assert control["ran"] is not None


@pytest.mark.parametrize("make", [report_html, graph_html], ids=["report", "notebook"])
def test_report_and_notebook_show_hostile_text_as_text(
    chromium: Any,
    hostile: KnowledgeGraph,
    tmp_path: Path,
    counting_server: tuple[str, list[str]],
    make: Callable[[KnowledgeGraph], str],
) -> None:
    base, hits = counting_server
    html = make(hostile).replace("https://example.org", base)
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    context = chromium.new_context()
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("dialog", lambda box: (troubles.append("dialog"), box.dismiss()))
    page.goto(file.as_uri())
    if make is graph_html:
        page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
        page.locator("iframe").scroll_into_view_if_needed()
        frame = page.frame_locator("iframe")
        frame.locator("html[data-ready=true]").wait_for(state="attached")
        frame.locator(".rel").first.click()
        frame.locator("#details blockquote").first.wait_for()
    page.wait_for_timeout(300)
    ran = [frame.evaluate("window.__xss ?? null") for frame in page.frames]
    assert page.locator("img, object, embed, svg script").count() == 0
    context.close()
    assert [one for one in ran if one] == []
    assert troubles == []
    assert hits == []


def test_hostile_documents_stay_harmless_from_the_file_to_the_page(
    open_page: Callable[..., Any], tmp_path: Path
) -> None:
    from substancekg.pipeline import build_graph

    bad = "<img src=x onerror=\"window.__xss=['text']\">"
    folder = tmp_path / "documents"
    folder.mkdir()
    text = f"""Kratom causes nausea, {bad} they say. {bad} Melatonin may improve sleep quality.

</script><script>window.__xss=['body']</script> Kratom contains mitragynine, \u202ethey say.
"""
    (folder / '"><img src=x onerror=alert(1)>.txt').write_text(text, encoding="utf-8")
    page = f"""<!doctype html><html><head><title>{bad.replace("<", "&lt;")}</title></head><body>
<article><h1>Tea {bad.replace("<", "&lt;")}</h1><p>Caffeine increases dopamine levels
{bad.replace("<", "&lt;")}. Kratom alleviates pain.</p></article></body></html>"""
    (folder / "page.html").write_text(page, encoding="utf-8")
    graph = build_graph(sorted(map(str, folder.iterdir()))).graph
    assert any(bad in item.quote for said in graph.assertions.values() for item in said)
    opened = open_page(render_html(graph))
    look_at_everything(opened)
    assert opened.page.evaluate("window.__xss === undefined")
    assert opened.page.locator("#details img, #table img, #filters img").count() == 0
