// What one may do with an entity or a chain.
function neighboursOnly(e) {
  view.focus = view.focus && view.focus.size === 1 && view.focus.has(e) ? null : new Set([e]);
  showView("graph");
  draw(true);
  go({ kind: "n", e });
  panel();
}
function expand(e) {
  view.expanded.add(e);
  if (view.focus) view.focus.add(e);
  const before = drawn.length;
  showView("graph");
  draw(false);
  say(`${plural(drawn.length - before, "claim")} added to the picture`);
  panel();
}
function showChain(hops) {
  view.chain = view.chain ? null : hops.map(([s, words, o]) => [s, words, o]);
  showView("graph");
  draw(false);
  panel();
  if (view.chain) look([...drawnEnds].filter(e => view.chain.some(([s, , o]) => s === e || o === e)));
}
function hide(e) {
  view.hidden.add(e);
  view.pinned.delete(e);
  if (view.focus) {
    view.focus.delete(e);
    if (!view.focus.size) view.focus = null;
  }
  go(null);
  draw(false);
  say(`${label(e)} is hidden`);
}
function pin(e) {
  if (!view.pinned.delete(e)) view.pinned.add(e);
  draw(false);
  panel();
}
