"""The explorer page: pyvis carries the graph and vis-network, everything else is our own.

pyvis' own template, menus, titles and ``write_html`` are not used. What a document says reaches the
page in JSON blocks alone, which a browser never runs, and the script shows it as text. The policy in
the page's head lets nothing run or load but the two scripts and the style sheet whose hashes it
names, and Trusted Types make the browser refuse markup made from strings.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup
from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from substancekg.errors import SubstanceKGError
from substancekg.ontology.terms import Status, Verdict
from substancekg.viz.layout import Box, layout
from substancekg.viz.model import PageModel

SCRIPTS = (
    "dom.js", "data.js", "style.js", "filters.js", "graph.js", "places.js", "looks.js",
    "camera.js", "mouse.js", "actions.js", "search.js", "plots.js", "parts.js", "overview.js",
    "claim.js", "entity.js", "paths.js", "table.js", "compare.js", "save.js", "address.js",
    "views.js", "keys.js", "main.js",
)  # fmt: skip
"""The parts of the page's script, in the order in which they are joined."""


CROWD = 500
"""Entities above which no room is kept for names: far out they cannot be read anyway."""


def asset(name: str) -> str:
    """Return the text of a file of ``viz/assets``."""
    return (files("substancekg.viz") / "assets" / name).read_text(encoding="utf-8")


@cache
def vis_network() -> str:
    """Return vis-network as pyvis ships it.

    :raises SubstanceKGError: if the installed pyvis carries none
    """
    found = sorted(
        (Path(pyvis.__file__).parent / "templates/lib").glob("vis-9*/vis-network.min.js")
    )
    if not found:
        raise SubstanceKGError("pyvis carries no vis-network 9: install pyvis 0.3.2")
    return found[-1].read_text(encoding="utf-8")


@cache
def application() -> str:
    """Return the page's own script: its parts in one strict function."""
    parts = "\n".join(asset(name) for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def source_hash(text: str) -> str:
    """Return what a Content-Security-Policy names an inline script or style by."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def content_security_policy(scripts: Iterable[str], style: str) -> str:
    """Return a policy that lets these scripts and this style run, and nothing else load."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src " + (" ".join(map(source_hash, scripts)) or "'none'"),
            "style-src " + source_hash(style),
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


def json_block(value: object) -> Markup:
    """Return JSON that may stand in a ``<script type="application/json">`` whatever it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def page_environment() -> Environment:
    """Return the Jinja environment of all pages: escaping on, undefined names an error."""
    environment = Environment(
        loader=FunctionLoader(asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["json_block"] = json_block
    return environment


class ExplorerNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis network that writes our page.

    Adding nodes and edges takes constant time (pyvis searches its lists), and parallel edges stay.
    """

    def __init__(self) -> None:
        super().__init__(directed=True, cdn_resources="in_line", height="100%", width="100%")
        self.templateEnv = page_environment()
        self.path = "page.html.j2"

    def add_node(self, n_id: str, label: str | None = None, **options: Any) -> None:
        """Add a node under an opaque id; adding it again changes nothing."""
        if n_id in self.node_map:
            return
        shape = options.pop("shape", "dot")
        node = Node(n_id, shape, label=n_id if label is None else label, **options)
        self.nodes.append(node.options)
        self.node_ids.append(n_id)
        self.node_map[n_id] = node.options

    def add_edge(self, source: str, to: str, **options: Any) -> None:
        """Add an edge between two nodes that are there.

        :raises KeyError: if one of them is not
        """
        for end in (source, to):
            if end not in self.node_map:
                raise KeyError(end)
        self.edges.append(Edge(source, to, True, **options).options)

    def draw(self, model: PageModel) -> None:
        """Add the drawn claims and their ends, with places worked out beforehand."""
        claims, entities = model.core["claims"], model.core["entities"]
        degree = Counter(claims["s"]) + Counter(claims["o"])
        ends = sorted({end for i in model.drawn for end in (claims["s"][i], claims["o"][i])})
        number = {entity: i for i, entity in enumerate(ends)}
        sizes = [node_size(degree[entity]) for entity in ends]
        crowded = len(ends) > CROWD
        boxes = [
            Box(size + 8, size + 8)
            if crowded
            else label_box(entities[entity]["short"], size, degree[entity])
            for entity, size in zip(ends, sizes, strict=True)
        ]
        places = layout(
            boxes, [(number[claims["s"][i]], number[claims["o"][i]]) for i in model.drawn]
        )
        for entity, size, (x, y) in zip(ends, sizes, places, strict=True):
            item = entities[entity]
            self.add_node(f"n{entity}", item["short"], group=item["family"], x=x, y=y, size=size)
        verdicts = model.core["verdicts"]
        for i in model.drawn:
            supported = Verdict(verdicts[claims["v"][i]]).status is Status.LITERATURE_SUPPORTED
            self.add_edge(
                f"n{claims['s'][i]}",
                f"n{claims['o'][i]}",
                id=f"e{i}",
                dashes=False if supported else [7, 6],
                width=2.6 if supported else 1.5,
            )

    def page(
        self, model: PageModel, *, title: str, theme: str = "system", language: str = "en"
    ) -> str:
        """Return the page as one self-contained HTML document."""
        vis, script, style = vis_network(), application(), asset("page.css")
        for text, end in ((vis, "</script"), (script, "</script"), (style, "</style")):
            if end in text.lower():
                raise SubstanceKGError(f"an asset of the page holds {end!r}")
        template = self.templateEnv.get_template(self.path)
        return template.render(
            title=title,
            theme=theme,
            language=language,
            policy=content_security_policy((vis, script), style),
            style=Markup(style),
            vis=Markup(vis),
            script=Markup(script),
            core=model.core,
            details=model.details,
            evidence=model.evidence,
            nodes=self.nodes,
            edges=self.edges,
        )


def label_box(label: str, size: float, degree: int) -> Box:
    """Return the room of an entity with its label below it, both as the script draws them."""
    font = min(20.0, 12.5 + 0.32 * degree)
    return Box(max(size, 0.29 * font * len(label) + 3), size + 0.65 * font)


def node_size(degree: int) -> float:
    """Return the radius of an entity in pixels; it grows more slowly than its claims."""
    return float(round(9 + 2.6 * min(degree, 40) ** 0.6, 1))
