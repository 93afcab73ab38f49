// Mouse and touch on the picture.
const isHop = id => String(id).startsWith("h");
const idOf = id => Number(String(id).slice(1));
net.on("click", event => {
  $("tip").hidden = true;
  if (event.nodes.length) go({ kind: "n", e: idOf(event.nodes[0]) });
  else if (event.edges.length) {
    if (!isHop(event.edges[0])) go({ kind: "c", c: idOf(event.edges[0]) });
  } else go(null);
});
net.on("doubleClick", event => {
  if (event.nodes.length) neighboursOnly(idOf(event.nodes[0]));
});
net.on("zoom", () => {
  moved = true;
});
net.on("dragStart", () => {
  moved = true;
});
net.on("resize", () => {
  if (!moved) setTimeout(fit, 0);
});
net.on("dragEnd", event => {
  for (const id of event.nodes) {
    const p = net.getPositions([id])[id],
      e = idOf(id);
    (view.star && view.star.has(e) ? view.star : spot).set(e, { x: Math.round(p.x), y: Math.round(p.y) });
  }
});
function tip(where, ...children) {
  const box = $("tip");
  fill(box, ...children);
  box.hidden = false;
  box.style.left = `${Math.max(4, Math.min(where.x + 14, $("stage").clientWidth - box.offsetWidth - 8))}px`;
  box.style.top = `${Math.max(4, Math.min(where.y + 14, $("stage").clientHeight - box.offsetHeight - 8))}px`;
}
net.on("hoverEdge", event => {
  if (isHop(event.edge)) return;
  const c = idOf(event.edge);
  tip(
    event.pointer.DOM,
    el("b", {}, bdi(claimText(c))),
    el(
      "p",
      {},
      claimLine(c, 26),
      ` ${VERDICT[verdictOf(c)].name} \u00b7 ${plural(CLAIMS.n[c], "quote")} \u00b7 ${paperCount(c)}`,
    ),
  );
});
net.on("hoverNode", event => {
  const e = idOf(event.node),
    own = claimsOf(e);
  tip(
    event.pointer.DOM,
    el("b", {}, bdi(label(e))),
    el(
      "p",
      {},
      `${ENTITIES[e].type} \u00b7 ${plural(own.length, "claim")}, ${number(own.filter(isSupported).length)} literature-supported`,
    ),
  );
});
for (const name of ["blurEdge", "blurNode", "dragStart", "zoom"])
  net.on(name, () => {
    $("tip").hidden = true;
  });

function paperCount(c) {
  const bits = [];
  if (CLAIMS.papers[c]) bits.push(`${plural(CLAIMS.papers[c], "paper")} for`);
  if (CLAIMS.against[c]) bits.push(`${plural(CLAIMS.against[c], "paper")} against`);
  return bits.join(", ") || (isSupported(c) || isDisputed(c) ? "databases only" : "no evidence counted");
}
