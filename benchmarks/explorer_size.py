"""The page of the explorer for graphs of growing size: time to write, bytes, time to open."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.results import Result
from benchmarks.synthetic import synthetic_graph
from substancekg.viz.explorer import write_html

SIZES = (300, 3_000, 30_000, 100_000)
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")


def opened(page: Path) -> str:
    """Return how long a browser takes to open a page and answer, and its script memory."""
    if not CHROMIUM.exists():
        return "no Chromium here"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        view = browser.new_page(viewport={"width": 1400, "height": 900})
        start = time.perf_counter()
        view.goto(page.as_uri(), wait_until="load", timeout=120_000)
        view.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))")
        seconds = time.perf_counter() - start
        heap = view.evaluate("performance.memory ? performance.memory.usedJSHeapSize : 0")
        browser.close()
    return f"opened in {seconds:.1f} s, {heap / 2**20:.0f} MB of script memory"


def run() -> list[Result]:
    """Measure each size."""
    results = []
    for size in SIZES:
        graph = synthetic_graph(size)
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "graph.html"
            start = time.perf_counter()
            write_html(graph, page)
            seconds = time.perf_counter() - start
            megabytes = page.stat().st_size / 2**20
            results.append(
                Result(
                    f"{len(graph.claims):,} claims",
                    f"written in {seconds:.1f} s, {megabytes:.1f} MB; {opened(page)}",
                )
            )
    return results
