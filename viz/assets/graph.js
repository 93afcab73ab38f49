// The picture: which claims are drawn, where, and how they look. vis-network gets opaque ids only
// (n0, e0 ...), never a name.
const nodes = new vis.DataSet(), edges = new vis.DataSet();
const laidOut = readJson("vis-nodes"), firstEdges = readJson("vis-edges");
const HEAVY = firstEdges.length > 800;
const net = new vis.Network($("graph"), { nodes, edges }, {
  physics: { enabled: false },
  layout: { improvedLayout: false },
  nodes: { scaling: { label: { drawThreshold: 4 } } },
  edges: { scaling: { label: { drawThreshold: 6 } } },
  interaction: { hover: true, multiselect: false, tooltipDelay: 150, keyboard: { enabled: false }, hideEdgesOnDrag: HEAVY, hideEdgesOnZoom: HEAVY, zoomSpeed: 0.7 },
});
const spot = new Map(); // entity -> {x, y}: its place in the whole picture
const sizeOf = new Map();
for (const v of laidOut) { const e = Number(v.id.slice(1)); spot.set(e, { x: v.x, y: v.y }); sizeOf.set(e, v.size); }
const drawnFirst = firstEdges.map(v => Number(v.id.slice(1)));
const radius = e => sizeOf.get(e) || Math.round(90 + 26 * Math.min(degree(e), 40) ** 0.6) / 10;

const view = {
  selected: null, // {kind: "n", e} | {kind: "c", c} | {kind: "path", claims, ends}
  focus: null, // entities whose claims alone are shown
  chain: null, // steps of evidence drawn with the claim that they support: [subject, words, object]
  star: null, // places while one entity is shown with its neighbours
  hidden: new Set(), pinned: new Set(), expanded: new Set(),
  labels: false,
};
let drawn = [], drawnEnds = new Set(), inView = [];

const isHidden = c => view.hidden.has(CLAIMS.s[c]) || view.hidden.has(CLAIMS.o[c]);
const touchesAny = (c, set) => set.has(CLAIMS.s[c]) || set.has(CLAIMS.o[c]);

function forced() {
  const must = new Set(), sel = view.selected;
  if (sel && sel.kind === "c") must.add(sel.c);
  if (sel && sel.kind === "path") for (const c of sel.claims) must.add(c);
  return must;
}

function choose() {
  inView = [];
  for (let c = 0; c < COUNT; c++) if (passing[c] && !isHidden(c) && (!view.focus || touchesAny(c, view.focus))) inView.push(c);
  const must = forced(), sel = view.selected;
  let list = inView, cut = false;
  if (inView.length > CORE.budget) {
    cut = true;
    const first = new Set(drawnFirst), wanted = [];
    const take = test => { for (const c of inView) if (wanted.length < CORE.budget && test(c)) wanted.push(c); };
    if (!view.focus) take(c => first.has(c));
    if (wanted.length < CORE.budget) {
      const got = new Set(wanted), rest = inView.filter(c => !got.has(c)).sort((a, b) => orderRank[a] - orderRank[b]);
      wanted.push(...rest.slice(0, CORE.budget - wanted.length));
    }
    list = wanted;
    const extra = new Set([...view.expanded, ...view.pinned]);
    if (sel && sel.kind === "n") extra.add(sel.e);
    for (const e of extra) for (const c of Array.from(claimsOf(e)).sort((a, b) => orderRank[a] - orderRank[b]).slice(0, 150)) if (passing[c] && !isHidden(c)) must.add(c);
  }
  drawn = [...new Set([...list, ...must])];
  drawnEnds = new Set();
  for (const c of drawn) { drawnEnds.add(CLAIMS.s[c]); drawnEnds.add(CLAIMS.o[c]); }
  for (const e of view.pinned) drawnEnds.add(e);
  if (sel && sel.kind === "n" && !view.hidden.has(sel.e) && degree(sel.e)) drawnEnds.add(sel.e);
  if (view.focus) for (const e of view.focus) drawnEnds.add(e);
  return cut;
}

// ---------- places
let spiral = 0;
function place(e) {
  if (spot.has(e)) return;
  let x = 0, y = 0, n = 0;
  for (const c of claimsOf(e)) {
    const p = spot.get(otherEnd(c, e));
    if (p && drawnEnds.has(otherEnd(c, e))) { x += p.x; y += p.y; if (++n >= 3) break; }
  }
  const turn = spiral++ * 2.39996, far = n ? 100 + 9 * Math.sqrt(spiral) : 420 + 34 * Math.sqrt(spiral);
  spot.set(e, { x: Math.round((n ? x / n : 0) + far * Math.cos(turn) * 1.2), y: Math.round((n ? y / n : 0) + far * Math.sin(turn)) });
}
// One entity and its neighbours: the neighbours in rings, families together.
function starAround(centre) {
  const places = new Map([[centre, { x: 0, y: 0 }]]);
  const around = [...drawnEnds].filter(e => e !== centre).sort((a, b) => FAMILY_NAMES.indexOf(familyOf(a)) - FAMILY_NAMES.indexOf(familyOf(b)) || label(a).localeCompare(label(b)));
  const box = $("graph"), wide = Math.min(1.6, Math.max(0.75, box.clientWidth / (box.clientHeight || 1)));
  const rings = around.length > 30 ? 3 : around.length > 13 ? 2 : 1;
  const base = Math.max(150, around.length * 20 / rings);
  around.forEach((e, i) => {
    const turn = (i / around.length) * 2 * Math.PI - Math.PI / 2, r = base * (1 + (i % rings) * 0.48);
    places.set(e, { x: Math.round(r * wide * 1.1 * Math.cos(turn)), y: Math.round(r * Math.sin(turn)) });
  });
  return places;
}
// The steps of a chain bow out beside the line of its claim.
function placeChain() {
  const stops = [view.chain[0][0], ...view.chain.map(hop => hop[2])];
  for (const e of stops) drawnEnds.add(e);
  const a = spot.get(stops[0]), b = spot.get(stops[stops.length - 1]);
  if (!a || !b) return;
  const dx = b.x - a.x, dy = b.y - a.y, far = Math.hypot(dx, dy) || 1, bow = Math.max(80, far * 0.35);
  stops.forEach((e, i) => {
    const t = i / (stops.length - 1), out = Math.sin(t * Math.PI) * bow;
    if (!spot.has(e)) spot.set(e, { x: Math.round(a.x + dx * t - (dy / far) * out), y: Math.round(a.y + dy * t + (dx / far) * out) });
  });
}
function hopLook([s, words, o], i) {
  const p = colours();
  return {
    id: `h${i}`, from: `n${s}`, to: `n${o}`, dashes: [2, 5], width: 2.4, hoverWidth: 0, selectionWidth: 0, smooth: { enabled: true, type: "curvedCCW", roundness: 0.12 },
    color: { color: p.lit, highlight: p.lit, hover: p.lit, opacity: 1 }, label: words,
    font: { size: 11.5, color: p.ink, strokeWidth: 4, strokeColor: p.paper, align: "horizontal", vadjust: -8, face: FONT },
    arrows: { to: { enabled: true, type: "triangle", scaleFactor: 0.5 }, middle: { enabled: false } }, endPointOffset: { from: 2, to: 4 },
  };
}
const at = e => (view.star && view.star.get(e)) || spot.get(e);

// ---------- looks
function emphasis() {
  const sel = view.selected;
  if (!sel) return null;
  if (sel.kind === "n") return { edge: c => CLAIMS.s[c] === sel.e || CLAIMS.o[c] === sel.e, node: e => e === sel.e || Array.prototype.some.call(claimsOf(sel.e), c => otherEnd(c, sel.e) === e && drawnSet.has(c)), on: e => e === sel.e };
  const claims = new Set(sel.kind === "c" ? [sel.c] : sel.claims), ends = new Set();
  for (const c of claims) { ends.add(CLAIMS.s[c]); ends.add(CLAIMS.o[c]); }
  if (sel.kind === "path") for (const e of sel.ends) ends.add(e);
  for (const [s, , o] of view.chain || []) { ends.add(s); ends.add(o); }
  return { edge: c => claims.has(c), node: e => ends.has(e), on: e => sel.kind === "path" && sel.ends.includes(e), claims };
}
let drawnSet = new Set();
const badgeImages = new Map();
function badgeImage() {
  const { con, cross: stroke, paper } = colours(), key = con + (stroke || paper);
  if (!badgeImages.has(key)) badgeImages.set(key, "data:image/svg+xml," + encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18" fill="${con}"/><path d="M13 13l14 14m0 -14l-14 14" stroke="${stroke || paper}" stroke-width="5" stroke-linecap="round"/></svg>`));
  return badgeImages.get(key);
}
const laneCurve = c => {
  const step = Math.min(0.16, 0.72 / lanes[c]), bend = (lane[c] - (lanes[c] - 1) / 2) * step * (CLAIMS.s[c] > CLAIMS.o[c] ? -1 : 1);
  if (Math.abs(bend) < 0.01) return { enabled: false };
  return { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
};

function edgeLook(c, mark) {
  const p = colours(), whole = isSupported(c), disputed = isDisputed(c);
  const colour = disputed ? p.con : whole ? p.lit : p.src, near = mark && mark.edge(c), dim = mark && !near;
  const bold = near && mark.claims;
  return {
    id: `e${c}`, from: `n${CLAIMS.s[c]}`, to: `n${CLAIMS.o[c]}`, smooth: laneCurve(c),
    dashes: whole ? false : [7, 6], width: (whole ? 2.6 : 1.5) + (bold ? 1.6 : 0), hoverWidth: 1.2, selectionWidth: 0,
    color: { color: colour, highlight: colour, hover: colour, opacity: dim ? 0.13 : whole ? 0.88 : 0.82 },
    label: view.labels || bold || (near && near !== undefined && view.selected.kind === "n" && degree(view.selected.e) <= 16) ? predicateLabel(c) : " ",
    font: { size: 11.5, color: dim ? "rgba(0,0,0,0)" : p.ink, strokeWidth: dim ? 0 : 4, strokeColor: p.paper, align: "horizontal", vadjust: (disputed ? -16 : 0) - (lanes[c] > 1 ? 13 * ((lane[c] % 5) - 1) : 0), face: FONT },
    arrows: {
      to: { enabled: true, type: headOf(c), scaleFactor: headOf(c) === "triangle" ? 0.5 : 0.55 },
      middle: disputed && !dim ? { enabled: true, type: "image", src: badgeImage(), imageWidth: 14, imageHeight: 14 } : { enabled: false },
    },
    endPointOffset: { from: 2, to: 4 },
    selfReference: { size: 18, angle: Math.PI / 4 },
  };
}
function nodeLook(e, mark) {
  const p = colours(), family = familyOf(e), colour = p.family(family), near = !mark || mark.node(e), on = mark && mark.on(e), place = at(e), pinned = view.pinned.has(e);
  return {
    id: `n${e}`, label: ENTITIES[e].short + (pinned ? " \u2022" : ""), x: place.x, y: place.y, size: radius(e), shape: FAMILIES[family].shape,
    opacity: near ? 1 : 0.2,
    color: { background: colour, border: on || pinned ? p.ring : p.rim, highlight: { background: colour, border: p.ring }, hover: { background: colour, border: p.ring } },
    borderWidth: on ? 3.5 : pinned ? 2.5 : 1, borderWidthSelected: 3.5,
    font: { size: Math.min(20, 12.5 + degree(e) * 0.32), color: near ? p.ink : p.weak, strokeWidth: near ? 3.5 : 1.5, strokeColor: p.paper, vadjust: -2, face: FONT },
  };
}

// ---------- drawing
function draw(refit) {
  sorted = null;
  const cut = choose();
  const ends = [...drawnEnds].filter(degree).length;
  if (view.chain) placeChain();
  for (const e of drawnEnds) place(e);
  const lone = view.focus && view.focus.size === 1 && drawnEnds.size <= 90 ? [...view.focus][0] : null;
  view.star = lone === null ? null : starAround(lone);
  drawnSet = new Set(drawn);
  const keepNodes = new Set([...drawnEnds].map(e => `n${e}`)), keepEdges = new Set([...drawn.map(c => `e${c}`), ...(view.chain || []).map((_, i) => `h${i}`)]);
  edges.remove(edges.getIds().filter(id => !keepEdges.has(id)));
  nodes.remove(nodes.getIds().filter(id => !keepNodes.has(id)));
  restyle();
  tellCount(cut, ends);
  if (refit) fit();
}
function restyle() {
  const mark = emphasis();
  nodes.update([...drawnEnds].map(e => nodeLook(e, mark)));
  edges.update([...drawn.map(c => edgeLook(c, mark)), ...(view.chain || []).map(hopLook)]);
}

function tellCount(cut, ends) {
  const shown = inView.length;
  $("count").textContent = cut
    ? `Drawing the ${number(Math.min(CORE.budget, shown))} best-supported of ${number(shown)} claims`
    : !COUNT ? "No claims" : shown === COUNT ? `${COUNT === 1 ? "" : "All "}${plural(COUNT, "claim")}, ${plural(ends, "entity", "entities")}` : `${number(shown)} of ${plural(COUNT, "claim")}, ${number(ends)} of ${plural(ENDS.length, "entity", "entities")}`;
  $("count").title = cut ? "Search, filters and the table reach the others." : "";
  const nothing = $("nothing");
  nothing.hidden = drawn.length > 0 || drawnEnds.size > 0;
  if (!nothing.hidden) {
    if (!COUNT) fill(nothing, el("h2", {}, "No claims"), el("p", {}, "The documents read for this page assert no relation between known entities."));
    else fill(nothing, el("h2", {}, "Nothing passes the filters"), el("p", {}, `${plural(COUNT, "claim")} ${COUNT === 1 ? "is" : "are"} hidden by them.`), button("Reset all filters", () => { showAll(); resetFilters(); }));
  }
  const notes = [];
  if (view.focus) notes.push(el("span", {}, view.focus.size === 1 ? ["Only ", bdi(label([...view.focus][0])), " and its neighbours"] : `Only the neighbours of ${view.focus.size} entities`), button("Show all", () => { view.focus = null; draw(true); panel(); }));
  if (view.chain) notes.push(el("span", {}, "Dotted: the steps of the chain of evidence"), button("Without", () => showChain(view.chain)));
  if (view.hidden.size) notes.push(el("span", {}, plural(view.hidden.size, "entity hidden", "entities hidden")), button("Unhide", () => { view.hidden.clear(); draw(false); panel(); }));
  fill($("notice"), notes);
  $("notice").hidden = !notes.length;
}
function showAll() { view.focus = null; view.hidden.clear(); }

// ---------- camera: it follows the size of the window until somebody moves it
let moved = false;
const narrow = matchMedia("(max-width: 820px)");
function fit() {
  moved = false;
  const box = $("graph");
  if (!drawnEnds.size || !box.clientWidth) return;
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  for (const e of drawnEnds) {
    const p = at(e), r = radius(e), half = Math.max(r, ENTITIES[e].short.length * 3.6);
    left = Math.min(left, p.x - half); right = Math.max(right, p.x + half);
    top = Math.min(top, p.y - r); bottom = Math.max(bottom, p.y + r + 22);
  }
  const scale = Math.min(1.5, (box.clientWidth - 36) / (right - left), (box.clientHeight - 40) / (bottom - top));
  net.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(0.03, scale), animation: false });
}
// The part of the picture that no sheet covers, as an offset of its middle and its height.
function openPart() {
  const box = $("graph"), sheet = document.body.dataset.sheet === "details" && narrow.matches ? $("details").offsetHeight - document.querySelector(".foot").offsetHeight : 0;
  const height = Math.max(120, box.clientHeight - Math.max(0, sheet));
  return { height, lift: (box.clientHeight - height) / 2 };
}
function look(ends) {
  const box = $("graph"), places = ends.filter(e => drawnEnds.has(e)).map(at);
  if (!places.length || !box.clientWidth) return;
  const { height, lift } = openPart();
  const outside = places.some(p => { const d = net.canvasToDOM(p); return d.x < 40 || d.y < 40 || d.x > box.clientWidth - 40 || d.y > height - 40; });
  if (!outside && !narrow.matches) return;
  moved = true;
  if (places.length > 1) {
    const span = k => Math.max(...places.map(p => p[k])) - Math.min(...places.map(p => p[k])) + 1;
    const scale = Math.min(narrow.matches ? 1.1 : net.getScale(), 0.8 * box.clientWidth / span("x"), 0.7 * height / span("y"));
    if (scale < net.getScale() || narrow.matches) net.moveTo({ scale, animation: false });
  }
  const mean = k => places.reduce((sum, p) => sum + p[k], 0) / places.length;
  net.moveTo({ position: { x: mean("x"), y: mean("y") }, offset: { x: 0, y: -lift }, animation: calm() ? false : { duration: 280, easingFunction: "easeOutQuad" } });
}
const zoom = by => { moved = true; net.moveTo({ scale: Math.min(6, Math.max(0.03, net.getScale() * by)), animation: false }); };
function pan(dx, dy) {
  moved = true;
  const here = net.getViewPosition(), step = 70 / net.getScale();
  net.moveTo({ position: { x: here.x + dx * step, y: here.y + dy * step }, animation: false });
}

// ---------- mouse and touch
const isHop = id => String(id).startsWith("h");
const idOf = id => Number(String(id).slice(1));
net.on("click", event => {
  $("tip").hidden = true;
  if (event.nodes.length) go({ kind: "n", e: idOf(event.nodes[0]) });
  else if (event.edges.length) { if (!isHop(event.edges[0])) go({ kind: "c", c: idOf(event.edges[0]) }); }
  else go(null);
});
net.on("doubleClick", event => { if (event.nodes.length) neighboursOnly(idOf(event.nodes[0])); });
net.on("zoom", () => { moved = true; });
net.on("dragStart", () => { moved = true; });
net.on("resize", () => { if (!moved) setTimeout(fit, 0); });
net.on("dragEnd", event => {
  for (const id of event.nodes) { const p = net.getPositions([id])[id], e = idOf(id); (view.star && view.star.has(e) ? view.star : spot).set(e, { x: Math.round(p.x), y: Math.round(p.y) }); }
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
  tip(event.pointer.DOM, el("b", {}, bdi(claimText(c))), el("p", {}, claimLine(c, 26), ` ${VERDICT[verdictOf(c)].name} \u00b7 ${plural(CLAIMS.n[c], "quote")} \u00b7 ${paperCount(c)}`));
});
net.on("hoverNode", event => {
  const e = idOf(event.node), own = claimsOf(e);
  tip(event.pointer.DOM, el("b", {}, bdi(label(e))), el("p", {}, `${ENTITIES[e].type} \u00b7 ${plural(own.length, "claim")}, ${number(own.filter(isSupported).length)} literature-supported`));
});
for (const name of ["blurEdge", "blurNode", "dragStart", "zoom"]) net.on(name, () => { $("tip").hidden = true; });

function paperCount(c) {
  const bits = [];
  if (CLAIMS.papers[c]) bits.push(`${plural(CLAIMS.papers[c], "paper")} for`);
  if (CLAIMS.against[c]) bits.push(`${plural(CLAIMS.against[c], "paper")} against`);
  return bits.join(", ") || (isSupported(c) || isDisputed(c) ? "databases only" : "no evidence counted");
}

// ---------- what one may do with an entity
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
  if (view.focus) { view.focus.delete(e); if (!view.focus.size) view.focus = null; }
  go(null);
  draw(false);
  say(`${label(e)} is hidden`);
}
function pin(e) {
  if (!view.pinned.delete(e)) view.pinned.add(e);
  draw(false);
  panel();
}
