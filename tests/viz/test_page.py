from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from substancekg.errors import OutputError
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.viz.explorer import render_html, write_html
from substancekg.viz.page import ExplorerNetwork, json_block, node_size
from substancekg.viz.report_html import report_html

URL_ATTRIBUTES = {"src", "href", "action", "data", "poster", "srcset", "formaction", "background"}


class Shell(HTMLParser):
    """What a browser would see: elements with attributes, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, dict[str, str | None], str]] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._open = (tag, dict(attrs))
            self.blocks.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[0]:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            tag, attrs, text = self.blocks[-1]
            self.blocks[-1] = (tag, attrs, text + data)

    def policy(self) -> str:
        return next(
            str(attrs["content"])
            for tag, attrs in self.elements
            if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
        )

    def scripts(self) -> list[str]:
        return [t for tag, a, t in self.blocks if tag == "script" and "type" not in a]

    def styles(self) -> list[str]:
        return [text for tag, _, text in self.blocks if tag == "style"]

    def data(self) -> dict[str, object]:
        return {
            str(a["id"]): json.loads(text)
            for tag, a, text in self.blocks
            if tag == "script" and a.get("type") == "application/json"
        }


def named_by(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


PAGES: dict[str, Callable[[KnowledgeGraph], str]] = {
    "explorer": lambda kg: render_html(kg, title="<script>alert(1)</script>"),
    "report": lambda kg: report_html(kg, title="<script>alert(1)</script>"),
}


@pytest.fixture(scope="session", params=["demo", "hostile"])
def graph(request: pytest.FixtureRequest) -> KnowledgeGraph:
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


@pytest.mark.parametrize("page", PAGES)
def test_only_scripts_and_styles_named_in_the_policy_are_in_the_page(
    graph: KnowledgeGraph, page: str
) -> None:
    shell = Shell(PAGES[page](graph))
    assert len(shell.scripts()) == (2 if page == "explorer" else 0)
    assert len(shell.styles()) == 1
    directives = dict(part.split(" ", 1) for part in shell.policy().split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["require-trusted-types-for"] == "'script'"
    assert directives["trusted-types"] == "'none'"
    scripts = " ".join(map(named_by, shell.scripts()))
    assert directives["script-src"] == (scripts or "'none'")
    assert directives["style-src"] == named_by(shell.styles()[0])


@pytest.mark.parametrize("page", PAGES)
def test_nothing_in_the_page_is_loaded_from_anywhere(graph: KnowledgeGraph, page: str) -> None:
    shell = Shell(PAGES[page](graph))
    for tag, attributes in shell.elements:
        assert tag not in ("img", "iframe", "object", "embed", "link", "base", "audio", "video")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in URL_ATTRIBUTES & set(attributes):
            address = str(attributes[name])
            assert (tag, name) == ("a", "href")
            assert address.startswith(("#", "https://", "http://"))
    for style in shell.styles():
        assert "url(" not in style.replace("url(#", "")
        assert "@import" not in style


@pytest.mark.parametrize("page", PAGES)
def test_links_that_leave_the_page_tell_nothing_about_it(graph: KnowledgeGraph, page: str) -> None:
    for tag, attributes in Shell(PAGES[page](graph)).elements:
        if tag == "a" and str(attributes["href"]).startswith("http"):
            assert attributes["rel"] == "noopener noreferrer nofollow"
            assert attributes["target"] == "_blank"


def test_data_stands_in_json_blocks_that_nothing_can_close(hostile: KnowledgeGraph) -> None:
    html = render_html(hostile)
    data = Shell(html).data()
    assert {"core", "vis-nodes", "vis-edges", "details-0", "evidence-0"} == set(data)
    raw = re.findall(r'<script type="application/json" id="[^"]+">(.*?)</script>', html, re.DOTALL)
    assert len(raw) == len(data)
    assert not any(char in block for block in raw for char in "<>&")


@pytest.mark.parametrize(
    "value",
    ["</script>", "<!--", "]]>", "&lt;", "\u2028", {"__proto__": ["<b>"]}, [1.5, None]],
)
def test_json_blocks_hold_any_value(value: object) -> None:
    assert json.loads(str(json_block(value))) == value


def test_the_picture_gets_opaque_ids_only(hostile: KnowledgeGraph) -> None:
    data = Shell(render_html(hostile)).data()
    nodes, edges = data["vis-nodes"], data["vis-edges"]
    assert isinstance(nodes, list)
    assert isinstance(edges, list)
    assert all(re.fullmatch(r"n\d+", node["id"]) for node in nodes)
    assert all(re.fullmatch(r"e\d+", edge["id"]) for edge in edges)
    assert all(len(node["label"]) <= 26 for node in nodes)
    known = {node["id"] for node in nodes}
    assert all(edge["from"] in known and edge["to"] in known for edge in edges)


@pytest.mark.parametrize("page", PAGES)
def test_two_renderings_are_byte_identical(graph: KnowledgeGraph, page: str) -> None:
    assert PAGES[page](graph) == PAGES[page](graph)


def test_claims_and_entities_keep_their_addresses_when_others_join(demo: KnowledgeGraph) -> None:
    whole = Shell(render_html(demo)).data()["core"]
    part = Shell(render_html(demo, about="melatonin")).data()["core"]
    assert isinstance(whole, dict)
    assert isinstance(part, dict)
    assert set(part["claims"]["key"]) < set(whole["claims"]["key"])
    assert {e["slug"] for e in part["entities"]} < {e["slug"] for e in whole["entities"]}


def test_files_are_utf8_whatever_the_locale(tmp_path: Path) -> None:
    code = (
        "from substancekg.viz.explorer import write_page; import sys; "
        "write_page('\\u03bc-opioid\\n', sys.argv[1])"
    )
    environment = {**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    target = tmp_path / "page.html"
    subprocess.run([sys.executable, "-c", code, str(target)], check=True, env=environment)
    assert target.read_bytes() == "μ-opioid\n".encode()


def test_a_file_that_cannot_be_written_is_one_clear_line(
    demo: KnowledgeGraph, tmp_path: Path
) -> None:
    with pytest.raises(OutputError, match="No such file"):
        write_html(demo, tmp_path / "missing" / "graph.html")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_whole(demo: KnowledgeGraph, tmp_path: Path) -> None:
    target = tmp_path / "graph.html"
    target.write_text("old")
    write_html(demo, target)
    assert target.read_text(encoding="utf-8") == render_html(demo)
    assert [item.name for item in tmp_path.iterdir()] == ["graph.html"]


@pytest.mark.parametrize(
    ("options", "title"),
    [
        ({}, "SubstanceKG: what the sources claim"),
        ({"about": "CHEBI:5"}, "Claims about melatonin"),
        ({"documents": ["paper"]}, "Testine at the bench"),
        ({"title": "My \u202etitle"}, "My \ufffdtitle"),
    ],
    ids=["all", "about", "document", "given"],
)
def test_the_page_is_named_after_what_it_shows(
    demo: KnowledgeGraph, options: dict[str, object], title: str
) -> None:
    core = Shell(render_html(demo, **options)).data()["core"]  # type: ignore[arg-type]
    assert isinstance(core, dict)
    assert core["title"] == title


def test_an_unknown_theme_is_refused(demo: KnowledgeGraph) -> None:
    with pytest.raises(ValueError, match="system, light, dark"):
        render_html(demo, theme="pink")


def test_pyvis_and_its_readers_are_imported_only_to_draw() -> None:
    code = "import sys, substancekg.viz.explorer; print('pyvis' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert out.stdout.strip() == "False"


def test_a_network_keeps_parallel_edges_and_refuses_loose_ends() -> None:
    network = ExplorerNetwork()
    network.add_node("n0", "a")
    network.add_node("n0", "again")
    network.add_node("n1", "")
    network.add_edge("n0", "n1", id="e0")
    network.add_edge("n0", "n1", id="e1")
    assert [node["label"] for node in network.nodes] == ["a", ""]
    assert len(network.edges) == 2
    with pytest.raises(KeyError):
        network.add_edge("n0", "n2")


def test_entities_grow_with_their_claims_but_not_without_end() -> None:
    sizes = [node_size(degree) for degree in (1, 4, 40, 4000)]
    assert sizes == sorted(sizes)
    assert sizes[2] == sizes[3] < 40
