"""What a page may cost: time to open, longest block, memory, answers while working with it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.viz.explorer import render_html

pytestmark = pytest.mark.browser

TIMED = """async act => {
  const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const start = performance.now();
  ({
    entity: () => explorer.go({kind: 'n', e: 100}, {look: true}),
    claim: () => explorer.go({kind: 'c', c: explorer.claims.key.length - 1}, {look: true}),
    filter: () => document.querySelector('#facet-status input').click(),
    search: () => {
      const box = document.getElementById('search');
      box.value = 'entity 77'; box.dispatchEvent(new Event('input'));
    },
    table: () => document.getElementById('view-table').click(),
    sort: () => document.getElementById('sort-o').click(),
  })[act]();
  await frame();
  return performance.now() - start;
}"""


def opening(open_page: Callable[..., Any], html: str) -> tuple[Any, float]:
    start = time.perf_counter()
    opened = open_page(html)
    return opened, time.perf_counter() - start


def test_a_graph_of_hundreds_of_claims_is_there_at_once(
    open_page: Callable[..., Any], large: Callable[[int], KnowledgeGraph]
) -> None:
    html = render_html(large(500))
    opened, seconds = opening(open_page, html)
    assert len(html) < 1_500_000
    assert len(opened.page.evaluate("explorer.drawn()")) == 500
    assert seconds < 3  # about half a second on an idle machine; CI machines are not idle


def test_a_hundred_thousand_claims_open_and_answer(
    open_page: Callable[..., Any], large: Callable[[int], KnowledgeGraph]
) -> None:
    html = render_html(large(100_000))
    assert len(html) < 60_000_000
    opened, seconds = opening(open_page, html)
    page = opened.page
    assert seconds < 10
    assert opened.count() == "Drawing the 1,500 best-supported of 100,000 claims"
    longest = max(page.evaluate("window.__long"), default=0)
    assert longest < 3000
    spent = {
        act: page.evaluate(TIMED, act)
        for act in ("entity", "claim", "filter", "filter", "search", "table", "sort")
    }
    assert max(spent.values()) < 3000, spent
    assert page.evaluate("performance.memory.usedJSHeapSize") < 300_000_000
