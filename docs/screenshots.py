"""Take the pictures of the documentation: ``python docs/screenshots.py GRAPH [-o docs/images]``.

GRAPH is a folder made by ``substancekg build`` or ``substancekg demo``, or an RDF file. Needs
Chromium and the package playwright. The pictures come from the real page; nothing is retouched.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.load import load_graph
from substancekg.ontology.terms import Verdict
from substancekg.viz.explorer import render_html
from substancekg.viz.report_html import report_html

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
LIMIT = 300_000
"""Largest picture, in bytes."""


@dataclass(frozen=True)
class Shot:
    """One picture: its file, address, keys to press, size of the window and theme."""

    name: str
    address: str = ""
    keys: tuple[str, ...] = ()
    width: int = 1280
    height: int = 800
    options: dict[str, Any] = field(default_factory=dict)
    page: str = "graph"


def busiest_entity(kg: KnowledgeGraph) -> str:
    """Return the slug of the entity that most claims are about."""
    count: dict[str, int] = {}
    for claim in kg.claims.values():
        for end in (claim.subject.slug, claim.object.slug):
            count[end] = count.get(end, 0) + 1
    return min(count, key=lambda slug: (-count[slug], slug))


def telling_claim(kg: KnowledgeGraph, wanted: Sequence[Verdict]) -> str:
    """Return the key of a claim with one of the verdicts and most to show, chains first."""

    def weight(key: str) -> tuple[bool, int, int]:
        found = kg.assessments[key]
        hops = max((len(one.chain.hops) for one in found.supporting if one.chain), default=0)
        return found.verdict in wanted, hops, len(kg.assertions[key]) + len(found.disputing)

    return max(sorted(kg.claims), key=weight)


def shots(kg: KnowledgeGraph) -> list[Shot]:
    """Return the pictures to take of a graph."""
    supported = telling_claim(kg, (Verdict.SUPPORTED,))
    disputed = telling_claim(kg, (Verdict.CONTRADICTED, Verdict.CONTESTED))
    entity = busiest_entity(kg)
    phone = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    return [
        Shot("overview"),
        Shot("claim", f"#c={supported}"),
        Shot("contradicted-dark", f"#c={disputed}", options={"color_scheme": "dark"}),
        Shot("entity", f"#n={entity}", ("o",)),
        Shot("table", "", ("t",)),
        Shot("compare", "", ("c",)),
        Shot("phone", f"#n={entity}", (), 390, 780, phone),
        Shot("report", page="report", width=960, height=1000),
    ]


def take(kg: KnowledgeGraph, folder: Path) -> list[Path]:
    """Take all pictures and return their files.

    :raises SystemExit: if there is no Chromium, or a picture is too large
    """
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise SystemExit("screenshots need Chromium: install the package chromium")
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        pages = {"graph": render_html(kg), "report": report_html(kg)}
        for name, html in pages.items():
            Path(scratch, f"{name}.html").write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for shot in shots(kg):
            size = {"width": shot.width, "height": shot.height}
            context = browser.new_context(viewport=size, offline=True, **shot.options)
            page = context.new_page()
            page.goto(Path(scratch, f"{shot.page}.html").as_uri() + shot.address)
            if shot.page == "graph":
                page.wait_for_selector("html[data-ready=true]", state="attached")
            for key in shot.keys:
                page.keyboard.press(key)
            page.wait_for_timeout(500)
            target = folder / f"{shot.name}.png"
            page.screenshot(path=target)
            context.close()
            if target.stat().st_size > LIMIT:
                raise SystemExit(f"{target}: {target.stat().st_size} bytes, more than {LIMIT}")
            written.append(target)
        browser.close()
    return written


def main(arguments: Sequence[str]) -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("graph", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).parent / "images")
    options = parser.parse_args(arguments)
    for target in take(load_graph(options.graph), options.output):
        sys.stdout.write(f"{target} {target.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
